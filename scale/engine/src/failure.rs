//! How a command ends: the exit codes, and why something could not be done.

use std::{fmt, io, process::ExitCode};

use datafusion::error::DataFusionError;

use crate::batches::ReadError;

/// How a command ended; the numbers are the exit codes of the process, as those of `spectable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Done.
    Fine = 0,
    /// Done, and some values contradict the documentation: a conversion kept them or set them aside.
    Findings = 1,
    /// Not done: the command line, the documentation or a document is wrong.
    BadInput = 2,
    /// Not done: a file cannot be read or written, or the cluster cannot be reached.
    Undecided = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Why something could not be done: what was found, and what helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    status: Status,
    message: String,
    remedy: String,
}

impl Failure {
    /// The command line, the documentation or a document is wrong.
    pub fn bad_input(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status: Status::BadInput, message: message.into(), remedy: remedy.into() }
    }

    /// A file cannot be read or written, or the cluster cannot be reached.
    pub fn undecided(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status: Status::Undecided, message: message.into(), remedy: remedy.into() }
    }

    /// A file that the system does not give or take.
    pub fn io(what: &str, name: &str, error: &io::Error) -> Self {
        Self::undecided(format!("cannot {what} `{name}`: {error}"), "")
    }

    /// The exit code.
    pub fn status(&self) -> Status {
        self.status
    }

    /// What was found.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What helps; may be empty.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, "; {}", self.remedy) }
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for DataFusionError {
    fn from(failure: Failure) -> Self {
        Self::External(Box::new(failure))
    }
}

impl From<DataFusionError> for Failure {
    /// A failure of this crate that went through the engine comes out as it was; one of the engine is said in its words.
    fn from(error: DataFusionError) -> Self {
        let root = error.find_root();
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(root);
        while let Some(error) = cause {
            if let Some(failure) = error.downcast_ref::<Self>() {
                return failure.clone();
            }
            if let Some(error) = error.downcast_ref::<ReadError>() {
                let message = error.to_string();
                return if error.is_io() {
                    Self::undecided(message, "")
                } else {
                    Self::bad_input(message, "")
                };
            }
            cause = error.source();
        }
        match root {
            DataFusionError::ObjectStore(_) | DataFusionError::IoError(_) => {
                Self::undecided(error.strip_backtrace(), "")
            }
            _ => Self::bad_input(error.strip_backtrace(), ""),
        }
    }
}
