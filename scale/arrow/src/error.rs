//! What goes wrong: with a schema, and with documents.

use std::fmt;

use arrow_schema::ArrowError;
use spectable::ErrorKind;

/// An Arrow schema that this crate cannot read or write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    path: String,
    message: String,
}

impl SchemaError {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// The column, with the names of those around it: `participants.purpose`; empty for the schema as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for SchemaError {}

/// Why documents could not become columns, or columns documents.
///
/// It prints as one line: the path, what is wrong, the place, and what helps.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    path: String,
    message: String,
    remedy: &'static str,
    contradicts: bool,
    line: u64,
    column: u64,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, path: String, message: String, remedy: &'static str) -> Self {
        let contradicts = false;
        Self(Box::new(Inner { kind, path, message, remedy, contradicts, line: 0, column: 0, source: None }))
    }

    /// An error that says of a value that it is of another kind than documented, if it is one.
    #[must_use]
    pub(crate) fn contradicting(mut self, contradicts: bool) -> Self {
        self.0.contradicts = contradicts;
        self
    }

    #[must_use]
    pub(crate) fn at(mut self, line: u64, column: u64) -> Self {
        (self.0.line, self.0.column) = (line, column);
        self
    }

    /// An error of Arrow, which says that a batch cannot be made.
    #[cold]
    pub(crate) fn arrow(error: ArrowError) -> Self {
        let mut new = Self::new(ErrorKind::Data, String::new(), error.to_string(), "");
        new.0.source = Some(Box::new(error));
        new
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Where in the document, such as `participants[3].startTime`; empty at its root.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What was found and what was expected, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What helps; may be empty.
    pub fn remedy(&self) -> &str {
        self.0.remedy
    }

    /// Whether a value is of another kind than documented, and nothing else is wrong. [`Wrong::Keep`](crate::Wrong::Keep) keeps such a value.
    pub fn contradicts(&self) -> bool {
        self.0.contradicts
    }

    /// The line of the input, from 1; 0 if there is none. Of a written batch it is the row, from 1.
    pub fn line(&self) -> u64 {
        self.0.line
    }

    /// The column in bytes, from 1, at which the wrong value begins; 0 if there is none.
    pub fn column(&self) -> u64 {
        self.0.column
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        let mut new = Self::new(ErrorKind::Io, String::new(), error.to_string(), "");
        new.0.source = Some(Box::new(error));
        new
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { path, message, remedy, line, column, .. } = &*self.0;
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(message)?;
        match (line, column) {
            (0, _) => {}
            (line, 0) => write!(f, " in row {line}")?,
            (line, column) => write!(f, " at line {line} column {column}")?,
        }
        if !remedy.is_empty() {
            write!(f, "; {remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
