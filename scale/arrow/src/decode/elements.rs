//! The items of one JSON list that comes in blocks: where each ends, without a look at what it is.

/// What the next byte is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between items, where another one or the end of the list may come.
    Between,
    /// After an item, where a comma or the end of the list comes.
    After,
    /// In an item.
    Inside,
    /// In a string of an item.
    Text,
    /// After a backslash in a string.
    Escaped,
    /// After the end of the list.
    Ended,
}

/// Finds the items.
#[derive(Debug)]
pub(super) struct Elements {
    state: State,
    depth: usize,
    /// Whether an item must come: after a comma.
    expects: bool,
}

/// What was found in a block.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Bytes of an item, which goes on behind the block.
    Part,
    /// The last bytes of an item.
    Whole,
    /// Nothing that belongs to an item.
    Nothing,
    /// A byte that may not be there.
    Odd(&'static str),
}

impl Elements {
    /// After the bracket that opens the list.
    pub(super) fn new() -> Self {
        Self { state: State::Between, depth: 0, expects: false }
    }

    /// Whether the list has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.state == State::Ended
    }

    /// Whether an item has begun that has not ended.
    pub(super) fn is_inside(&self) -> bool {
        self.depth > 0
    }

    /// Looks at a block: from where to where the bytes are that belong to one item, and what they are.
    pub(super) fn next(&mut self, block: &[u8]) -> (usize, usize, Found) {
        let mut start = 0;
        for (at, &byte) in block.iter().enumerate() {
            let is_space = matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
            match (self.state, byte) {
                (State::Between | State::After | State::Ended, _) if is_space => {}
                (State::Between, b'{' | b'[') => {
                    (self.state, self.depth, self.expects, start) = (State::Inside, 1, false, at);
                }
                (State::Between, b']') if !self.expects => self.state = State::Ended,
                (State::Between, _) => return (at, at, Found::Odd("an object")),
                (State::After, b',') => (self.state, self.expects) = (State::Between, true),
                (State::After, b']') => self.state = State::Ended,
                (State::After, _) => return (at, at, Found::Odd("`,` or `]`")),
                (State::Ended, _) => return (at, at, Found::Odd("the end of the text")),
                (State::Inside, b'{' | b'[') => self.depth += 1,
                (State::Inside, b'}' | b']') => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        self.state = State::After;
                        return (start, at + 1, Found::Whole);
                    }
                }
                (State::Inside, b'"') => self.state = State::Text,
                (State::Text, b'"') => self.state = State::Inside,
                (State::Text, b'\\') => self.state = State::Escaped,
                (State::Escaped, _) => self.state = State::Text,
                (State::Inside | State::Text, _) => {}
            }
        }
        let found = if self.is_inside() { Found::Part } else { Found::Nothing };
        (if self.is_inside() { start } else { block.len() }, block.len(), found)
    }
}
