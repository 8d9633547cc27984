//! What goes wrong while a document is read or written, and where.

use std::fmt;

use crate::path::Progress;
use crate::stream::Place;

/// Why a document could not be read or written.
///
/// It prints as one line: `participants[3].startTime: "yesterday" is not an ISO-8601 date-time at line 1 column 8437`.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    path: String,
    message: String,
    line: usize,
    column: usize,
    offset: Option<u64>,
    source: Option<serde_json::Error>,
}

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not JSON.
    Syntax,
    /// The text ends too early.
    Eof,
    /// The document is JSON, but a value is not what its property is documented to be.
    Data,
    /// The bytes could not be read or written.
    Io,
    /// The document, or the record of a stream, is longer than [`Reader::limit`](crate::Reader::limit) allows.
    TooLong,
    /// The path given to [`Model::set`](crate::Model::set) or its like is not spelled as one, or leads to no place.
    Path,
}

impl Error {
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

    /// The line of the text, from 1; 0 if there is no text. In a stream, lines count from its beginning.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The column in bytes, from 1, at which the wrong value begins; 0 if there is no text.
    pub fn column(&self) -> usize {
        self.0.column
    }

    /// The byte of the text, from 0, at which the wrong value begins, if it is known. In a stream, bytes count from its
    /// beginning.
    pub fn offset(&self) -> Option<u64> {
        self.0.offset
    }

    /// Why a reader or writer failed, if it did. It distinguishes a timeout from a lost connection, for example.
    pub fn io_error_kind(&self) -> Option<std::io::ErrorKind> {
        self.0.source.as_ref().and_then(serde_json::Error::io_error_kind)
    }

    /// An error at a byte of a text.
    pub(crate) fn in_text(kind: ErrorKind, text: &[u8], at: usize, message: String, path: String) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|&&byte| byte != b'\n').count() + 1;
        let offset = Some(at as u64);
        Self(Box::new(Inner { kind, path, message, line, column, offset, source: None }))
    }

    /// An error of a value that is written.
    pub(crate) fn of_value(message: String, path: String) -> Self {
        Self(Box::new(Inner {
            kind: ErrorKind::Data,
            path,
            message,
            line: 0,
            column: 0,
            offset: None,
            source: None,
        }))
    }

    /// An error of a path into a model: how far it leads, and why no further.
    pub(crate) fn of_path(message: String, path: String) -> Self {
        let mut error = Self::of_value(message, path);
        error.0.kind = ErrorKind::Path;
        error
    }

    /// An error of a document, or of a record at some place of a stream, that is longer than allowed.
    #[cold]
    pub(crate) fn too_long(what: &str, limit: u64, place: Option<&Place>) -> Self {
        let message =
            format!("the {what} is longer than the limit of {limit} bytes (`Reader::limit` sets another)");
        let mut error = Self::of_value(message, String::new());
        error.0.kind = ErrorKind::TooLong;
        if let Some(place) = place {
            (error.0.line, error.0.column, error.0.offset) = (1, 1, Some(0));
            error = error.moved(place);
        }
        error
    }

    /// The error of a text that begins at this place of a stream.
    #[cold]
    pub(crate) fn moved(mut self, to: &Place) -> Self {
        let Inner { line, column, offset, .. } = &mut *self.0;
        let moved = |by: u64, at: usize| usize::try_from(by).unwrap_or(usize::MAX).saturating_add(at);
        if *line == 1 {
            *column = moved(to.column - 1, *column);
        }
        *line = moved(to.line - 1, *line);
        *offset = offset.map(|at| to.offset.saturating_add(at));
        self
    }

    pub(crate) fn new(error: serde_json::Error, progress: &Progress) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let message =
            text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text).to_owned();
        let kind = match error.classify() {
            serde_json::error::Category::Io => ErrorKind::Io,
            serde_json::error::Category::Syntax => ErrorKind::Syntax,
            serde_json::error::Category::Data => ErrorKind::Data,
            serde_json::error::Category::Eof => ErrorKind::Eof,
        };
        Self(Box::new(Inner {
            kind,
            path: progress.path(),
            message,
            line,
            column,
            offset: None,
            source: Some(error),
        }))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::new(serde_json::Error::io(error), &Progress::default())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { path, message, line, column, .. } = &*self.0;
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(message)?;
        if *line > 0 {
            write!(f, " at line {line} column {column}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The message of serde_json is part of ours. Its cause (an I/O error) is the source.
        self.0.source.as_ref().and_then(|error| error.source())
    }
}
