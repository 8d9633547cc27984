//! Newline-delimited JSON in blocks of whole lines.

use std::io::Read;

use super::buffer::Buffer;
use super::place::{Place, find_line_feed};
use crate::error::Error;

/// Whole lines, and where they begin.
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    pub(super) place: Place,
}

/// Cuts a stream into blocks.
pub(super) struct Blocks<R> {
    buffer: Buffer<R>,
    /// How many bytes of the buffer have no line feed.
    searched: usize,
    /// Whether a line was too long, and its rest is still to come.
    skipping: bool,
    /// What comes before the next block.
    failure: Option<Error>,
}

impl<R> Blocks<R> {
    /// The rest of a stream.
    pub(super) fn new(buffer: Buffer<R>, skipping: bool, failure: Option<Error>) -> Self {
        Self { buffer, searched: 0, skipping, failure }
    }

    pub(super) fn reader(&self) -> &R {
        self.buffer.reader()
    }

    /// Whether there is a block of this size without asking the reader.
    pub(super) fn has(&self, size: usize) -> bool {
        self.buffer.bytes().len() >= size && self.whole_lines(size).is_some()
    }

    /// Lets the reader be asked again that has returned an error.
    pub(super) fn resume(&mut self) {
        self.buffer.resume();
    }

    /// A block of so many bytes, in memory that is used again if there is any.
    fn take(&mut self, length: usize, spare: &mut Vec<Vec<u8>>) -> Block {
        let mut bytes = spare.pop().unwrap_or_default();
        bytes.clear();
        bytes.extend_from_slice(self.buffer.bytes().get(..length).unwrap_or_default());
        let place = *self.buffer.place();
        self.buffer.pass(length);
        self.searched = 0;
        Block { bytes, place }
    }

    /// How long the whole lines are within so many bytes; if there is none, how long the first one is.
    fn whole_lines(&self, most: usize) -> Option<usize> {
        let bytes = self.buffer.bytes();
        let (head, tail) = bytes.split_at(most.min(bytes.len()));
        // What was searched before has no line feed.
        if self.searched < head.len()
            && let Some(last) = head.iter().rposition(|&byte| byte == b'\n')
        {
            return Some(last + 1);
        }
        let searched = self.searched.saturating_sub(head.len());
        let found = find_line_feed(tail.get(searched..)?)?;
        Some(head.len() + searched + found + 1)
    }
}

impl<R: Read> Blocks<R> {
    /// About so many bytes; one line, if it is longer. A line that is too long is a block that is too long, and has no end.
    pub(super) fn next_block(
        &mut self,
        size: usize,
        spare: &mut Vec<Vec<u8>>,
    ) -> Result<Option<Block>, Error> {
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        if self.buffer.has_failed() {
            return Ok(None);
        }
        self.buffer.begin()?;
        if self.skipping {
            self.buffer.skip_line(&mut self.skipping)?;
        }
        loop {
            let length = self.buffer.bytes().len();
            let is_long = !self.buffer.allows(length.saturating_sub(1));
            if length >= size || is_long {
                if let Some(whole) = self.whole_lines(size) {
                    return Ok(Some(self.take(whole, spare)));
                }
                self.searched = length;
                if is_long {
                    self.skipping = true;
                    return Ok(Some(self.take(length, spare)));
                }
            }
            match self.buffer.fill() {
                Ok(true) => {}
                Ok(false) if length == 0 => return Ok(None),
                Ok(false) => return Ok(Some(self.take(length, spare))),
                Err(error) => {
                    // What came before the error is told before it.
                    let Some(whole) = self.whole_lines(usize::MAX) else { return Err(error) };
                    self.failure = Some(error);
                    return Ok(Some(self.take(whole, spare)));
                }
            }
        }
    }
}
