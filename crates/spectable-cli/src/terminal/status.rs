//! How a command ends: the exit codes, and the one message of a command that could not do its work.

use std::{io, process::ExitCode};

/// How a command ended; the numbers are the exit codes of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Status {
    /// Done, and there is nothing to report (or nothing at or above the threshold).
    Fine = 0,
    /// Done, and there are findings.
    Findings = 1,
    /// Not done: the command line, the configuration or the local input is wrong.
    BadInput = 2,
    /// Not done: the source to judge could not be read, or is not plausible.
    Undecided = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Why a command could not do its work: one sentence, a remedy, and an exit code.
///
/// Problems inside an input are reported before (see [`Output::problems`](super::output::Output::problems)); the
/// failure is then the last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    status: Status,
    message: String,
    remedy: String,
}

impl Failure {
    /// The command line, the configuration or the local input is wrong (exit code 2).
    pub fn bad_input(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status: Status::BadInput, message: message.into(), remedy: remedy.into() }
    }

    /// The source to judge could not be read, or is not plausible (exit code 3).
    pub fn undecided(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status: Status::Undecided, message: message.into(), remedy: remedy.into() }
    }

    /// The exit code.
    pub fn status(&self) -> Status {
        self.status
    }

    /// What went wrong, in one sentence; empty if the reader of the output is gone.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How to fix it; may be empty.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }

    /// The same failure where a wrong input means that nothing could be decided (exit code 3).
    #[must_use]
    pub fn into_undecided(self) -> Self {
        Self { status: Status::Undecided, ..self }
    }
}

impl From<spectable_drift::Error> for Failure {
    fn from(error: spectable_drift::Error) -> Self {
        Self::bad_input(error.message(), error.remedy())
    }
}

impl From<spectable_audit::Error> for Failure {
    fn from(error: spectable_audit::Error) -> Self {
        Self::bad_input(error.message(), error.remedy())
    }
}

impl From<spectable_audit::plan::NoPlan> for Failure {
    fn from(error: spectable_audit::plan::NoPlan) -> Self {
        Self::bad_input(error.message(), error.remedy())
    }
}

/// The output could not be written. If its reader is gone (`spectable export | head`), nobody needs a message.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::undecided("", "");
        }
        Self::undecided(format!("cannot write the output: {error}"), "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_that_nobody_reads_is_no_news() {
        for (kind, message) in [
            (io::ErrorKind::BrokenPipe, ""),
            (io::ErrorKind::StorageFull, "cannot write the output: no storage space"),
        ] {
            let failure = Failure::from(io::Error::from(kind));
            assert_eq!(failure.message(), message);
            assert_eq!(failure.status(), Status::Undecided);
        }
    }
}
