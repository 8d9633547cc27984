//! The one buffer of a stream: the bytes that are read and not done with.

use std::io::{self, Read};

use super::place::{Place, find_line_feed};
use crate::error::Error;

/// How much is asked of the reader at once, at least. Miri takes seconds to make room for 64 KiB.
const CHUNK: usize = if cfg!(miri) { 256 } else { 64 << 10 };
/// What some programs write at the beginning of UTF-8 (U+FEFF).
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) struct Buffer<R> {
    reader: R,
    /// Everything that is allocated; what is read and not done with is from `start` to `end`.
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    /// Where `start` is in the stream.
    place: Place,
    /// How many bytes a record may have.
    limit: u64,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing has been looked at, so a byte order mark may come.
    New,
    Open,
    /// The reader returned an error.
    Failed,
    /// The reader has no more bytes.
    Ended,
}

impl<R> Buffer<R> {
    pub(super) fn new(reader: R, limit: u64) -> Self {
        Self { reader, bytes: Vec::new(), start: 0, end: 0, place: Place::START, limit, state: State::New }
    }

    /// One that holds all that there is, from a place of a stream on.
    #[cfg(feature = "rayon")]
    pub(super) fn holding(bytes: Vec<u8>, place: Place, reader: R, limit: u64) -> Self {
        let end = bytes.len();
        Self { reader, bytes, start: 0, end, place, limit, state: State::Open }
    }

    /// The memory.
    #[cfg(feature = "rayon")]
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn reader(&self) -> &R {
        &self.reader
    }

    /// What is read and not done with.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// Where the first of these bytes is in the stream.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Whether a record of that many bytes may be read.
    pub(super) fn allows(&self, count: usize) -> bool {
        count as u64 <= self.limit
    }

    #[cold]
    pub(super) fn too_long(&self) -> Error {
        Error::too_long("record", self.limit, Some(&self.place))
    }

    pub(super) fn has_failed(&self) -> bool {
        self.state == State::Failed
    }

    /// Ends it, until it is resumed.
    pub(super) fn fail(&mut self) {
        self.state = State::Failed;
    }

    /// Lets the reader be asked again that has returned an error.
    pub(super) fn resume(&mut self) {
        if self.state == State::Failed {
            self.state = if self.place.offset == 0 { State::New } else { State::Open };
        }
    }

    /// These first bytes are done with.
    pub(super) fn pass(&mut self, count: usize) {
        let passed = self.start.saturating_add(count).min(self.end);
        self.place.pass(self.bytes.get(self.start..passed).unwrap_or_default());
        self.start = passed;
    }

    /// This first line, its end included, is done with.
    pub(super) fn pass_line(&mut self, length: usize) {
        self.place.pass_line(length);
        self.start = self.start.saturating_add(length).min(self.end);
    }

    pub(super) fn pass_all(&mut self) {
        self.pass(self.end - self.start);
    }
}

impl<R: Read> Buffer<R> {
    /// Passes over a byte order mark, before anything else is looked at.
    pub(super) fn begin(&mut self) -> Result<(), Error> {
        while self.state == State::New {
            let bytes = self.bytes();
            if bytes.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(bytes) {
                self.fill()?;
                continue;
            }
            if bytes.starts_with(BYTE_ORDER_MARK) {
                self.pass(BYTE_ORDER_MARK.len());
            }
            self.state = State::Open;
        }
        Ok(())
    }

    /// Reads more; `false` at the end. What is there may move, but stays.
    pub(super) fn fill(&mut self) -> Result<bool, Error> {
        if matches!(self.state, State::Failed | State::Ended) {
            return Ok(false);
        }
        match self.make_room().and_then(|()| self.read()) {
            Ok(0) => self.state = State::Ended,
            Ok(count) => self.end += count,
            Err(error) => {
                self.state = State::Failed;
                return Err(error.into());
            }
        }
        Ok(self.state != State::Ended)
    }

    /// Passes over the rest of a line, if one is being skipped. After an error of the reader it still is.
    #[cold]
    pub(super) fn skip_line(&mut self, skipping: &mut bool) -> Result<(), Error> {
        while *skipping {
            match find_line_feed(self.bytes()) {
                Some(at) => {
                    self.pass(at + 1);
                    *skipping = false;
                }
                None => {
                    self.pass_all();
                    *skipping = self.fill()?;
                }
            }
        }
        Ok(())
    }

    fn read(&mut self) -> io::Result<usize> {
        let room = self.bytes.get_mut(self.end..).unwrap_or_default();
        loop {
            match self.reader.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // A reader that claims more than there is room for is broken, but must not break this.
                result => return result.map(|count| count.min(room.len())),
            }
        }
    }

    /// Moves a record that has only begun to the front, or makes the buffer longer: each by half of the buffer or more, so that
    /// a byte is moved a few times at most, however little comes at once.
    fn make_room(&mut self) -> io::Result<()> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
        if self.end < self.bytes.len() {
            return Ok(());
        }
        self.bytes.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        if self.end >= self.bytes.len() / 2 {
            // A record is given up as soon as it is over the limit, so this is room enough for one.
            let most = usize::try_from(self.limit).unwrap_or(usize::MAX).saturating_add(CHUNK);
            let length = self.bytes.len().saturating_mul(2).min(most).max(self.end.saturating_add(CHUNK));
            self.bytes.try_reserve_exact(length.saturating_sub(self.bytes.len()))?;
            self.bytes.resize(length, 0);
        }
        Ok(())
    }
}
