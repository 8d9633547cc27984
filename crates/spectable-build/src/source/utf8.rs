//! Files become texts here, and say where they are not UTF-8.

use crate::location::{FileId, Files, Location};
use crate::problem::{Problem, Severity};

/// Takes in a file.
///
/// # Errors
/// If it is not UTF-8. It is taken in all the same, so that the problem can point into it.
pub(crate) fn add(files: &mut Files, name: String, bytes: Vec<u8>) -> Result<FileId, Problem> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(files.add(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let file = files.add(name, text);
            Err(Problem {
                severity: Severity::Error,
                rule: "not-utf8",
                location: Some(Location::new(file, at..at + 1)),
                second: None,
                message: "the file is not UTF-8 from here on".to_owned(),
                remedy: "save it as UTF-8".to_owned(),
            })
        }
    }
}
