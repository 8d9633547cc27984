//! Newline-delimited JSON.

use std::fmt;
use std::io::Read;
use std::iter::FusedIterator;
use std::marker::PhantomData;

#[cfg(feature = "rayon")]
use super::blocks::{Block, Blocks};
use super::buffer::Buffer;
use super::place::find_line_feed;
use crate::element::Element;
use crate::error::Error;
use crate::reader::Reader;

/// Reads newline-delimited JSON, as logs and exports have it: one record a line.
///
/// A line ends with LF or CR LF, which the last line may lack. Lines that hold only spaces and tabs are skipped, and so is a
/// byte order mark at the beginning.
///
/// **A bad record does not affect the others.** If a line is not JSON, not UTF-8, not a `T`, or too long, the error
/// says where in the stream (line, column, [`Error::offset`]), its path begins at the record, and the next call goes on with
/// the next line.
///
/// **Memory is bounded.** There is one buffer, which all records share. A line that is longer than [`Reader::limit`] gives an
/// error of the kind [`TooLong`](crate::ErrorKind::TooLong) as soon as that is known. The next call skips the rest of the line
/// without keeping it.
///
/// **An error of the reader ends the iterator**, so that a reader that always fails does not make a loop endless.
/// Nothing that was read is lost: after [`resume`](Self::resume) it goes on where it was, for example after a
/// timeout of a socket ([`Error::io_error_kind`] tells). After `Interrupted` the reader is called again.
///
/// ```
/// use spectable::Lines;
///
/// spectable::model! {
///     /// A line of a log.
///     pub struct Entry = "Entry" {
///         /// What happened.
///         event with_event: String = "event",
///     }
/// }
///
/// let log = b"{\"event\":\"start\"}\n{\"event\":7}\n\n{\"event\":\"stop\"}\n";
/// let mut events = Vec::new();
/// for entry in Lines::<_, Entry>::new(&log[..]) {
///     match entry {
///         Ok(entry) => events.extend(entry.event),
///         Err(error) => events.push(error.to_string()),
///     }
/// }
/// let bad = "event: invalid type: number 7, expected a string at line 2 column 10";
/// assert_eq!(events, ["start", bad, "stop"]);
/// ```
pub struct Lines<R, T> {
    buffer: Buffer<R>,
    reader: Reader,
    /// How many bytes of the buffer have no line feed.
    searched: usize,
    /// Whether a line was too long, and its rest is still to come.
    skipping: bool,
    /// Why nothing can be read, which is told once.
    refusal: Option<Error>,
    line: u64,
    records: u64,
    of: PhantomData<fn() -> T>,
}

/// A line at the beginning of the buffer: how many bytes of it are the record, and how many with the line's end.
struct Line {
    record: usize,
    whole: usize,
    /// Whether a line feed ends it, not the stream.
    ended: bool,
}

impl<R: Read, T: Element> Lines<R, T> {
    /// The lines of a reader, each of at most [`Reader::DEFAULT_LIMIT`] bytes. It needs no buffer of its own.
    pub fn new(reader: R) -> Self {
        Self::with(Reader::new(), reader)
    }

    pub(crate) fn with(options: Reader, reader: R) -> Self {
        Self::of(Buffer::new(reader, options.longest()), options)
    }

    fn of(buffer: Buffer<R>, options: Reader) -> Self {
        Self {
            buffer,
            refusal: options.check_paths::<T>().err(),
            reader: options,
            searched: 0,
            skipping: false,
            line: 0,
            records: 0,
            of: PhantomData,
        }
    }

    /// What is left, to be read in blocks.
    #[cfg(feature = "rayon")]
    pub(super) fn into_blocks(self) -> (Blocks<R>, Reader) {
        (Blocks::new(self.buffer, self.skipping, self.refusal), self.reader)
    }
}

#[cfg(feature = "rayon")]
impl<T: Element> Lines<std::io::Empty, T> {
    /// The lines of a block.
    pub(super) fn of_block(options: Reader, block: Block) -> Self {
        let buffer = Buffer::holding(block.bytes, block.place, std::io::empty(), options.longest());
        let refusal = None;
        Self { refusal, ..Self::of(buffer, options) }
    }

    /// The memory in which the block was.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.buffer.into_bytes()
    }
}

impl<R, T> Lines<R, T> {
    /// The line of the last record, good or bad, from 1; 0 before the first record.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many records were returned, good and bad.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many bytes of the stream have been consumed. Reading a file can go on from there: it is the beginning of a line, unless
    /// the last record was too long.
    pub fn byte_offset(&self) -> u64 {
        self.buffer.place().offset
    }

    /// Lets the iterator go on after it has ended with an error of the reader.
    pub fn resume(&mut self) {
        self.buffer.resume();
    }

    /// The reader. It may have been read further than the records that were returned.
    pub fn get_ref(&self) -> &R {
        self.buffer.reader()
    }

    fn count_record(&mut self) {
        self.line = self.buffer.place().line;
        self.records += 1;
    }

    fn pass(&mut self, line: &Line) {
        if line.ended { self.buffer.pass_line(line.whole) } else { self.buffer.pass(line.whole) }
    }

    #[cold]
    fn too_long(&mut self, passed: usize) -> Error {
        self.count_record();
        let error = self.buffer.too_long();
        self.buffer.pass(passed);
        error
    }
}

impl<R: Read, T> Lines<R, T> {
    /// Finds the next line, or the end.
    fn find(&mut self) -> Result<Option<Line>, Error> {
        self.buffer.begin()?;
        if self.skipping {
            self.buffer.skip_line(&mut self.skipping)?;
        }
        loop {
            let bytes = self.buffer.bytes();
            let unsearched = bytes.get(self.searched..).unwrap_or_default();
            if let Some(at) = find_line_feed(unsearched) {
                let length = std::mem::take(&mut self.searched) + at;
                return self.within_limit(length, true).map(Some);
            }
            self.searched = bytes.len();
            // The last byte may be the carriage return before the line feed.
            if !self.buffer.allows(self.searched.saturating_sub(1)) {
                self.skipping = true;
                let passed = std::mem::take(&mut self.searched);
                return Err(self.too_long(passed));
            }
            if !self.buffer.fill()? {
                let length = std::mem::take(&mut self.searched);
                return if length == 0 { Ok(None) } else { self.within_limit(length, false).map(Some) };
            }
        }
    }

    fn within_limit(&mut self, length: usize, ended: bool) -> Result<Line, Error> {
        let line = self.buffer.bytes().get(..length).unwrap_or_default();
        let record = line.strip_suffix(b"\r").unwrap_or(line).len();
        let whole = length + usize::from(ended);
        if self.buffer.allows(record) { Ok(Line { record, whole, ended }) } else { Err(self.too_long(whole)) }
    }
}

impl<R: Read, T: Element> Iterator for Lines<R, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.refusal.take() {
            self.buffer.fail();
            return Some(Err(error));
        }
        while !self.buffer.has_failed() {
            let line = match self.find() {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            let record = self.buffer.bytes().get(..line.record).unwrap_or_default();
            if record.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
                self.pass(&line);
                continue;
            }
            let result = self.reader.from_slice(record).map_err(|error| error.moved(self.buffer.place()));
            self.count_record();
            self.pass(&line);
            return Some(result);
        }
        None
    }
}

impl<R: Read, T: Element> FusedIterator for Lines<R, T> {}

impl<R, T> fmt::Debug for Lines<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines")
            .field("line", &self.line)
            .field("records", &self.records)
            .finish_non_exhaustive()
    }
}
