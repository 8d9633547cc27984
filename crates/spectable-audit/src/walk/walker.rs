//! What the walk through a record has at hand.

use spectable_build::schema::Direction;

use crate::{chunk::Chunk, plan::Plan, tally::Tally};

/// Deeper records are errors, as they are at run time.
pub(super) const DEEPEST: usize = 127;
/// The message of such an error.
pub(super) const TOO_DEEP: &str = "nesting beyond 127 levels";

/// Walks through the records of one chunk.
pub(crate) struct Walker<'p, 't, 'c> {
    pub(super) plan: &'p Plan,
    pub(super) tally: &'t mut Tally,
    pub(super) chunk: &'c Chunk,
    /// Where the chunk begins in memory, if the text that is walked through is a part of it.
    pub(super) base: Option<usize>,
    /// The last byte of the chunk of which it is known where it is.
    pub(super) at: usize,
    pub(super) depth: usize,
    /// Which way the record travels.
    pub(super) direction: Option<Direction>,
    /// The union whose alternative the next object is.
    pub(super) of_union: Option<usize>,
    /// What went wrong in a part that was read by itself: the byte of the chunk, and the message.
    pub(super) fault: Option<(usize, String)>,
}

impl<'p, 't, 'c> Walker<'p, 't, 'c> {
    pub(crate) fn new(plan: &'p Plan, tally: &'t mut Tally, chunk: &'c Chunk) -> Self {
        Self { plan, tally, chunk, base: None, at: 0, depth: 0, direction: None, of_union: None, fault: None }
    }

    /// Remembers where a key of the record is, with the quote before it.
    #[inline]
    pub(super) fn locate_key(&mut self, key: &str) {
        self.locate(key);
        if self.base.is_some() {
            self.at = self.at.saturating_sub(1);
        }
    }

    /// Remembers where a text of the record is, if it is a part of the chunk.
    #[inline]
    pub(super) fn locate(&mut self, text: &str) {
        if let Some(base) = self.base {
            let at = (text.as_ptr() as usize).wrapping_sub(base);
            if at <= self.chunk.bytes.len() {
                self.at = at;
            }
        }
    }
}

/// What is wrong, without a place. Such a message never holds anything of the record: nothing here is of a wrong type.
pub(super) fn message_of(error: &serde_json::Error) -> String {
    if error.is_data() {
        return TOO_DEEP.to_owned();
    }
    if error.is_eof() {
        return "it ends early".to_owned();
    }
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// The byte of the text at which an error is.
pub(super) fn offset_of(error: &serde_json::Error, text: &[u8]) -> usize {
    let line = error.line().saturating_sub(1);
    let start = match line.checked_sub(1) {
        None => 0,
        Some(before) => memchr::memchr_iter(b'\n', text).nth(before).map_or(0, |newline| newline + 1),
    };
    (start + error.column().saturating_sub(1)).min(text.len())
}
