//! A value that JSON does not hold, and where it is.

/// What is wrong with a value. The path is noted while it unwinds.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) message: String,
    /// Innermost first.
    steps: Vec<String>,
}

pub(super) type Result<T> = std::result::Result<T, Refused>;

impl Refused {
    #[cold]
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), steps: Vec::new() }
    }

    #[cold]
    pub(super) fn in_key(mut self, key: &str) -> Self {
        self.steps.push(format!(".{key}"));
        self
    }

    #[cold]
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.steps.push(format!("[{index}]"));
        self
    }

    pub(super) fn path(&self) -> String {
        let path: String = self.steps.iter().rev().map(String::as_str).collect();
        path.strip_prefix('.').map(str::to_owned).unwrap_or(path)
    }
}
