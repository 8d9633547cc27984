//! A part of the traffic that holds whole records.

use memchr::{memchr_iter, memrchr};

use crate::place::Place;

/// A part of a file.
#[derive(Debug)]
pub(crate) struct Chunk {
    pub(crate) bytes: Vec<u8>,
    pub(crate) cut: Cut,
    pub(crate) start: Place,
}

/// Where the records of a chunk are.
#[derive(Debug)]
pub(crate) enum Cut {
    /// Each line is one.
    Lines,
    /// Each of these ranges is one.
    Spans(Vec<(usize, usize)>),
    /// Each of these ranges is a request with its response.
    Entries(Vec<(usize, usize)>),
}

impl Chunk {
    /// The place of a byte.
    pub(crate) fn place(&self, at: usize) -> Place {
        after(self.start, self.bytes.get(..at).unwrap_or(&self.bytes))
    }
}

/// The place after a text that begins at a place.
pub(crate) fn after(start: Place, text: &[u8]) -> Place {
    let lines = memchr_iter(b'\n', text).count() as u64;
    let column = match memrchr(b'\n', text) {
        Some(newline) => (text.len() - newline) as u64,
        None => start.column + text.len() as u64,
    };
    Place { line: start.line + lines, column, ..start }
}
