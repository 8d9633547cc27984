//! Why nothing was audited.

use std::{fmt, io};

/// Why nothing was audited: one sentence, and a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
    remedy: String,
}

impl Error {
    pub(crate) fn unreadable(name: &str, error: &io::Error) -> Self {
        Self {
            message: format!("`{name}` cannot be read: {error}"),
            remedy: "give files of recorded traffic".to_owned(),
        }
    }

    pub(crate) fn no_model(name: &str) -> Self {
        Self {
            message: format!("`{name}` is not an HTTP Archive, and no model is named for its records"),
            remedy: "name the model of each record with `--model M`".to_owned(),
        }
    }

    pub(crate) fn no_thread(error: &io::Error) -> Self {
        Self { message: format!("the system gives no thread: {error}"), remedy: String::new() }
    }

    /// What went wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do; may be empty.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", self.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
