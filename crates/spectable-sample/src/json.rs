//! JSON text, written member by member in the order in which members come.

/// A JSON text that grows.
#[derive(Debug)]
pub(crate) struct Json {
    text: String,
    /// Each member and item in a line of its own.
    pretty: bool,
    depth: usize,
    /// Whether nothing is in the innermost object or list yet.
    empty: bool,
}

impl Json {
    pub(crate) fn new(pretty: bool) -> Self {
        Self { text: String::new(), pretty, depth: 0, empty: true }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// How many bytes there are, to [go back](Self::back_to) to.
    pub(crate) fn mark(&self) -> (usize, bool) {
        (self.text.len(), self.empty)
    }

    /// What was written since a mark.
    pub(crate) fn since(&self, (length, _): (usize, bool)) -> &str {
        self.text.get(length..).unwrap_or_default()
    }

    /// Takes back what was written since a mark, in the same object or list.
    pub(crate) fn back_to(&mut self, (length, empty): (usize, bool)) {
        self.text.truncate(length);
        self.empty = empty;
    }

    /// Opens an object or a list.
    pub(crate) fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.empty = true;
    }

    /// Closes an object or a list.
    pub(crate) fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if !self.empty {
            self.line();
        }
        self.text.push(bracket);
        self.empty = false;
    }

    /// Begins an item of a list.
    pub(crate) fn item(&mut self) {
        if !self.empty {
            self.text.push(',');
        }
        self.empty = false;
        self.line();
    }

    /// Begins a member of an object.
    pub(crate) fn key(&mut self, key: &str) {
        self.item();
        self.string(key);
        self.text.push_str(if self.pretty { ": " } else { ":" });
    }

    /// A text in quotes.
    pub(crate) fn string(&mut self, text: &str) {
        self.text.push('"');
        if text.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            // A text always has a JSON form.
            let quoted = serde_json::to_string(text).unwrap_or_default();
            self.text.push_str(quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default());
        } else {
            self.text.push_str(text);
        }
        self.text.push('"');
    }

    /// A number, a word, or any value as JSON text.
    pub(crate) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    fn line(&mut self) {
        if self.pretty {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n("  ", self.depth));
        }
    }
}
