//! JSON values one after the other.

use std::fmt;
use std::io::Read;
use std::iter::FusedIterator;
use std::marker::PhantomData;

use super::RECORD_SEPARATOR;
use super::buffer::Buffer;
use super::scanner::{Scan, Scanner, is_space};
use crate::element::Element;
use crate::error::{Error, ErrorKind};
use crate::reader::Reader;

/// Reads JSON values one after the other, on one line or over many, as `jq` and pretty-printers write them.
///
/// Values may be separated by white space, or by nothing if it is clear that a new one begins. JSON text sequences
/// (RFC 7464) are read as well: their separator, the byte 1E, is allowed wherever white space between values is. A number or literal ends
/// where white space, a quote, a bracket, a comma, a colon or the stream's end follows it; every other value is
/// returned as soon as its last byte is there. A byte order mark at the beginning is skipped.
///
/// **A bad record costs as little as possible.** The error says where in the stream (line, column, [`Error::offset`]), its
/// path begins at the record, and the next call goes on:
/// - after the record, if its end can be found: if it is JSON and not what `T` is, if it is too long, or if it is a string,
///   list or object whose quotes, brackets, commas and colons are in order, so that the mistake is within (`[1,nope]`,
///   `"\q"`, what is not UTF-8);
/// - else at the next line, at or after the mistake, whose *first* byte may begin a value (a bracket, a quote, a
///   digit, `-`, `t`, `f`, `n`), or at the next separator 1E. So a record that breaks off does not take the next one with it if
///   that begins a line, and the indented rest of a record is not read as a record.
///
/// This reads no byte twice, and each error skips at least one byte.
///
/// **Memory is bounded** as with [`Lines`](crate::Lines), and an **error of the reader ends the iterator**
/// until [`resume`](Self::resume) as there.
///
/// If each record is on a line of its own, use `Lines`: it is faster, and a mistake in a line never affects the next.
///
/// ```
/// use spectable::Stream;
/// use std::collections::BTreeMap;
///
/// let text = br#"{"a": 1} {"b": "x"}
/// {
///   "c": 3
/// }"#;
/// let mut stream = Stream::<_, BTreeMap<String, i64>>::new(&text[..]);
/// assert_eq!(stream.next().unwrap()?["a"], 1);
/// let error = stream.next().unwrap().unwrap_err();
/// assert_eq!((error.path(), error.line(), error.column()), ("b", 1, 16));
/// assert_eq!(stream.next().unwrap()?["c"], 3);
/// assert!(stream.next().is_none());
/// # Ok::<(), spectable::Error>(())
/// ```
pub struct Stream<R, T> {
    buffer: Buffer<R>,
    reader: Reader,
    scanner: Scanner,
    /// How many bytes of the buffer the scanner has seen.
    scanned: usize,
    mode: Mode,
    /// Why nothing can be read, which is told once.
    refusal: Option<Error>,
    line: u64,
    records: u64,
    of: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Between,
    InValue,
    /// In a value that was too long, to its end.
    Skipping,
    /// After a mistake, up to where a value is sure to begin.
    Lost,
}

/// A value at the beginning of the buffer.
struct Found {
    /// How many bytes of it say what it is, or what is wrong with it.
    told: usize,
    /// How many bytes of it are done with then.
    length: usize,
    broken: bool,
}

impl<R: Read, T: Element> Stream<R, T> {
    /// The values of a reader, each of at most [`Reader::DEFAULT_LIMIT`] bytes. It needs no buffer of its own.
    pub fn new(reader: R) -> Self {
        Self::with(Reader::new(), reader)
    }

    pub(crate) fn with(options: Reader, reader: R) -> Self {
        let refusal = options.check_paths::<T>().err();
        Self {
            buffer: Buffer::new(reader, options.longest()),
            reader: options,
            scanner: Scanner::new(),
            scanned: 0,
            mode: Mode::Between,
            refusal,
            line: 0,
            records: 0,
            of: PhantomData,
        }
    }
}

impl<R, T> Stream<R, T> {
    /// The line at which the last record begins, good or bad, from 1; 0 before the first record.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many records were returned, good and bad.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many bytes of the stream have been consumed. Reading a file can go on from there if the last record was good.
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
}

impl<R: Read, T> Stream<R, T> {
    /// Finds the next value, or the end.
    fn find(&mut self) -> Result<Option<Found>, Error> {
        self.buffer.begin()?;
        loop {
            let more = match self.mode {
                Mode::Between => self.between(),
                Mode::InValue => match self.value()? {
                    Some(found) => return Ok(Some(found)),
                    None => true,
                },
                Mode::Skipping => self.skip(),
                Mode::Lost => self.find_beginning(),
            };
            if more && !self.buffer.fill()? {
                return Ok(self.last());
            }
        }
    }

    /// Passes over what is between values; whether that needs more bytes.
    fn between(&mut self) -> bool {
        let is_between = |byte: &u8| is_space(*byte) || *byte == RECORD_SEPARATOR;
        let bytes = self.buffer.bytes();
        let count = bytes.iter().take_while(|byte| is_between(byte)).count();
        let more = count == bytes.len();
        self.buffer.pass(count);
        if !more {
            self.scanner = Scanner::new();
            self.scanned = 0;
            self.mode = Mode::InValue;
        }
        more
    }

    /// Finds the end of the value.
    fn value(&mut self) -> Result<Option<Found>, Error> {
        let unscanned = self.buffer.bytes().get(self.scanned..).unwrap_or_default();
        let before = self.scanned;
        let found = match self.scanner.scan(unscanned) {
            Scan::End(end) => Some(Found { told: before + end, length: before + end, broken: false }),
            Scan::Broken { at, told } => {
                Some(Found { told: before + told, length: before + at, broken: true })
            }
            Scan::More => None,
        };
        self.scanned = self.buffer.bytes().len();
        let length = found.as_ref().map_or(self.scanned, |found| found.length);
        if self.buffer.allows(length) { Ok(found) } else { Err(self.too_long(found)) }
    }

    #[cold]
    fn too_long(&mut self, found: Option<Found>) -> Error {
        self.count_record();
        let error = self.buffer.too_long();
        self.mode = match &found {
            Some(Found { broken: true, .. }) => Mode::Lost,
            Some(_) => Mode::Between,
            None => Mode::Skipping,
        };
        self.buffer.pass(found.map_or(self.scanned, |found| found.length));
        error
    }

    /// Passes over the rest of a value that is too long; whether that needs more bytes.
    fn skip(&mut self) -> bool {
        let (mode, length) = match self.scanner.scan(self.buffer.bytes()) {
            Scan::End(end) => (Mode::Between, end),
            Scan::Broken { at, .. } => (Mode::Lost, at),
            Scan::More => (Mode::Skipping, self.buffer.bytes().len()),
        };
        self.mode = mode;
        self.buffer.pass(length);
        mode == Mode::Skipping
    }

    /// Passes over everything to where a value is sure to begin; whether that needs more bytes.
    fn find_beginning(&mut self) -> bool {
        let begins_line = self.buffer.place().column == 1;
        let begins = |(at, &byte): (usize, &u8), before: u8| {
            let first = if at == 0 { begins_line } else { before == b'\n' };
            byte == RECORD_SEPARATOR || first && may_begin(byte)
        };
        let bytes = self.buffer.bytes();
        let before = std::iter::once(0).chain(bytes.iter().copied());
        let found = bytes.iter().enumerate().zip(before).position(|(byte, before)| begins(byte, before));
        self.buffer.pass(found.unwrap_or(bytes.len()));
        if found.is_some() {
            self.mode = Mode::Between;
        }
        found.is_none()
    }

    /// The value that the end of the stream ends, if it is in one.
    fn last(&mut self) -> Option<Found> {
        let length = self.buffer.bytes().len();
        (self.mode == Mode::InValue && length > 0).then_some(Found { told: length, length, broken: false })
    }
}

impl<R: Read, T: Element> Stream<R, T> {
    /// Reads the value that was found, and passes over it.
    fn read(&mut self, found: &Found) -> Result<T, Error> {
        let bytes = self.buffer.bytes().get(..found.told).unwrap_or_default();
        let has_an_end = matches!(bytes.first(), Some(b'{' | b'[' | b'"'));
        let result = match self.reader.from_slice(bytes) {
            Ok(_) if found.broken => {
                let message = "the value ends with a mistake".to_owned();
                Err(Error::in_text(ErrorKind::Syntax, bytes, found.length, message, String::new()))
            }
            result => result,
        };
        let result = result.map_err(|error| error.moved(self.buffer.place()));
        self.count_record();
        let not_json = result.as_ref().is_err_and(|error| error.kind() != ErrorKind::Data);
        let lost = found.broken || not_json && !has_an_end;
        self.mode = if lost { Mode::Lost } else { Mode::Between };
        self.buffer.pass(found.length);
        result
    }
}

impl<R: Read, T: Element> Iterator for Stream<R, T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.refusal.take() {
            self.buffer.fail();
            return Some(Err(error));
        }
        if self.buffer.has_failed() {
            return None;
        }
        match self.find() {
            Ok(found) => found.map(|found| self.read(&found)),
            Err(error) => Some(Err(error)),
        }
    }
}

impl<R: Read, T: Element> FusedIterator for Stream<R, T> {}

impl<R, T> fmt::Debug for Stream<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("line", &self.line)
            .field("records", &self.records)
            .finish_non_exhaustive()
    }
}

/// Whether a value may begin with this byte.
fn may_begin(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
}
