//! Where in a document reading stopped, and why.

use std::fmt::Write as _;

use spectable::ErrorKind;
use spectable::pull::Fault;

pub(super) type Result<T> = std::result::Result<T, Failure>;

/// Where reading stopped, and why. The path is noted while it unwinds, so that success pays nothing.
#[derive(Debug)]
pub(super) struct Failure(Box<Parts>);

#[derive(Debug)]
struct Parts {
    kind: ErrorKind,
    at: usize,
    message: String,
    contradicts: bool,
    /// Innermost first.
    path: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Key(String),
    Index(usize),
}

impl Failure {
    fn new(kind: ErrorKind, at: usize, message: String, contradicts: bool) -> Self {
        Self(Box::new(Parts { kind, at, message, contradicts, path: Vec::new() }))
    }

    /// A value of another kind than documented.
    #[cold]
    pub(super) fn wrong(at: usize, message: String) -> Self {
        Self::new(ErrorKind::Data, at, message, true)
    }

    /// A document that is refused whatever its model says.
    #[cold]
    pub(super) fn refused(at: usize, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Data, at, message.into(), false)
    }

    /// Bytes that are no text.
    #[cold]
    pub(super) fn not_utf8(at: usize) -> Self {
        Self::new(ErrorKind::Syntax, at, "not UTF-8".to_owned(), false)
    }

    /// More than a batch holds.
    #[cold]
    pub(super) fn too_long(at: usize) -> Self {
        let message = "the texts of one column are longer than 2 GiB in one batch".to_owned();
        Self::new(ErrorKind::TooLong, at, message, false)
    }

    /// Whether a value is of another kind than documented, and nothing else is wrong.
    pub(super) fn contradicts(&self) -> bool {
        self.0.contradicts
    }

    pub(super) fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The byte of the record.
    pub(super) fn at(&self) -> usize {
        self.0.at
    }

    pub(super) fn into_message(self) -> String {
        self.0.message
    }

    #[cold]
    pub(super) fn in_key(mut self, key: &str) -> Self {
        self.0.path.push(Step::Key(key.to_owned()));
        self
    }

    #[cold]
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// The path as `spectable` prints it: `participants[3].startTime`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            // Writing to a string does not fail.
            let _written = match step {
                Step::Index(index) => write!(path, "[{index}]"),
                Step::Key(key) if is_plain(key) && path.is_empty() => write!(path, "{key}"),
                Step::Key(key) if is_plain(key) => write!(path, ".{key}"),
                Step::Key(key) => write!(path, "[{:?}]", excerpt(key)),
            };
        }
        path
    }
}

impl From<Fault> for Failure {
    #[cold]
    fn from(fault: Fault) -> Self {
        Self::new(fault.kind(), fault.at(), fault.message().to_owned(), false)
    }
}

/// Whether a key stands after a point, as in the paths of `spectable`.
fn is_plain(key: &str) -> bool {
    key.len() <= 128
        && key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$'))
}

/// The beginning of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
