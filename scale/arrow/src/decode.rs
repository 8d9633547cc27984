//! JSON into record batches: straight into columns, by the schema.

mod aside;
mod blank;
mod column;
mod elements;
mod extra;
mod failure;
mod growing;
mod json;
mod key_guesses;
mod list;
mod nulls;
mod numbers;
mod object;
mod reading;
mod records;
mod stamps;
mod texts;
mod words;

use std::fmt;
use std::io::Write;
use std::str::Utf8Error;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::SchemaRef;
use memchr::{memchr, memrchr};
use spectable::ErrorKind;

use self::column::Column;
use self::failure::Failure;
use self::object::Object;
use self::reading::Reading;
pub use self::records::Records;
use crate::error::{Error, SchemaError};

/// What is done with a value of another kind than documented, and with a record that is refused.
#[derive(Default)]
pub enum Wrong {
    /// The first one is an error, and ends the reading.
    #[default]
    Refuse,
    /// The value stays in `_extra` of the innermost object that holds it, and its column is null, as in the tolerant reading of models. Where a schema has no
    /// such column, the value is lost. A null item of a list or map is a null item. What is refused whatever its model says is an error: text that is not
    /// JSON, keys that occur twice, nesting that is too deep.
    Keep,
    /// A record that has such a value, or is refused, is left out. It is written to this writer, on a line of its own: a JSON object with the `line` of the
    /// input, the `column`, the `path`, the `message`, and the `record` as it was. Bytes of it that are not UTF-8 are U+FFFD there, since JSON has no others.
    SetAside(Box<dyn Write + Send>),
    /// Values are kept as [`Keep`](Self::Keep) does, and records that are refused nevertheless are set aside as [`SetAside`](Self::SetAside) does.
    KeepOrSetAside(Box<dyn Write + Send>),
}

impl fmt::Debug for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refuse => "Refuse",
            Self::Keep => "Keep",
            Self::SetAside(_) => "SetAside(..)",
            Self::KeepOrSetAside(_) => "KeepOrSetAside(..)",
        })
    }
}

/// Makes record batches of JSON.
///
/// It is built from an Arrow schema alone, that of [`arrow_schema`](crate::arrow_schema) or [`Columns`](crate::Columns), or a projection of it. A property that
/// has no column is passed over, and not checked.
///
/// ```
/// use spectable_arrow::{Decoder, arrow_schema};
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///         seconds with_seconds: i64 = "seconds",
///     }
/// }
/// let mut decoder = Decoder::new(arrow_schema::<Call>())?;
/// decoder.read(b"{\"id\":\"c-1\",\"seconds\":7}\n{\"id\":\"c-2\",\"colour\":\"red\"}")?;
/// decoder.end()?;
/// let batch = decoder.finish_batch()?;
/// assert_eq!(batch.num_rows(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Decoder {
    schema: SchemaRef,
    root: Object<Column>,
    keeps: bool,
    aside: Option<Box<dyn Write + Send>>,
    batch_rows: usize,
    /// How many bytes of JSON a batch has before it is full.
    batch_bytes: usize,
    /// How many bytes of JSON the rows of this batch had.
    bytes: usize,
    max_record_bytes: usize,
    /// The beginning of a line whose end has not come yet.
    carry: Vec<u8>,
    /// The line that comes, from 1.
    line: u64,
    kept: u64,
    set_aside: u64,
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").field("line", &self.line).field("len", &self.len()).finish_non_exhaustive()
    }
}

/// How many bytes are known to be UTF-8 at once.
const BLOCK: usize = 256 * 1024;

const READ_TOLERANTLY: &str =
    "`Wrong::Keep` keeps such a value in `_extra`, and `Wrong::SetAside` sets its record aside";
const ONE_A_LINE: &str = "each line has one JSON object, or the text is one list of them; `Wrong::SetAside` sets other records aside";
const LARGER_RECORDS: &str =
    "end each record with a line break, or allow more with `Decoder::max_record_bytes`";
const SMALLER_BATCHES: &str = "finish batches of fewer rows";

/// Bytes as text.
fn utf8(bytes: &[u8]) -> Result<&str, Utf8Error> {
    // The quick look does not say where.
    simdutf8::basic::from_utf8(bytes).or_else(|_| str::from_utf8(bytes))
}

impl Decoder {
    /// How many rows a batch has, unless [`batch_rows`](Self::batch_rows) says otherwise.
    pub const BATCH_ROWS: usize = 8192;

    /// How many bytes of JSON a batch has before it is full, unless [`batch_bytes`](Self::batch_bytes) says otherwise: 128 MiB.
    pub const BATCH_BYTES: usize = 128 << 20;

    /// How many bytes a record may have, unless [`max_record_bytes`](Self::max_record_bytes) says otherwise: 64 MiB.
    pub const MAX_RECORD_BYTES: usize = 64 << 20;

    /// A decoder for the columns of a schema.
    ///
    /// # Errors
    /// If JSON cannot be read into a column.
    pub fn new(schema: SchemaRef) -> Result<Self, SchemaError> {
        let root = Object::of(schema.fields(), schema.metadata(), "")?;
        Ok(Self {
            schema,
            root,
            keeps: false,
            aside: None,
            batch_rows: Self::BATCH_ROWS,
            batch_bytes: Self::BATCH_BYTES,
            bytes: 0,
            max_record_bytes: Self::MAX_RECORD_BYTES,
            carry: Vec::new(),
            line: 1,
            kept: 0,
            set_aside: 0,
        })
    }

    /// Says what is done with wrong values. Without this, they are refused.
    #[must_use]
    pub fn wrong(mut self, wrong: Wrong) -> Self {
        (self.keeps, self.aside) = match wrong {
            Wrong::Refuse => (false, None),
            Wrong::Keep => (true, None),
            Wrong::SetAside(writer) => (false, Some(writer)),
            Wrong::KeepOrSetAside(writer) => (true, Some(writer)),
        };
        self
    }

    /// After how many rows [`read`](Self::read) waits until the batch is finished.
    #[must_use]
    pub fn batch_rows(mut self, rows: usize) -> Self {
        self.batch_rows = rows.max(1);
        self
    }

    /// After how many bytes of JSON [`read`](Self::read) waits until the batch is finished, however few rows it has then.
    #[must_use]
    pub fn batch_bytes(mut self, bytes: usize) -> Self {
        self.batch_bytes = bytes;
        self
    }

    /// How many bytes of JSON a record may have. A longer one is an error of the kind [`ErrorKind::TooLong`], which ends the reading: it is not set aside, so
    /// that memory is bounded.
    #[must_use]
    pub fn max_record_bytes(mut self, bytes: usize) -> Self {
        self.max_record_bytes = bytes;
        self
    }

    /// The number of the first line that comes, from 1, for messages: of a part of a file.
    #[must_use]
    pub fn first_line(mut self, line: u64) -> Self {
        self.line = line;
        self
    }

    /// The schema of the batches.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// How many rows the batch has so far.
    pub fn len(&self) -> usize {
        self.root.len()
    }

    /// Whether the batch has no row so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the batch has as many rows, or as many bytes of JSON, as it should have. A batch without a row is not full.
    pub fn is_full(&self) -> bool {
        self.len() >= self.batch_rows || (self.bytes >= self.batch_bytes && !self.is_empty())
    }

    /// How many wrong values were kept so far.
    pub fn kept(&self) -> u64 {
        self.kept
    }

    /// How many records were set aside so far.
    pub fn set_aside(&self) -> u64 {
        self.set_aside
    }

    /// Reads the lines of a block of NDJSON, one record each, and how many bytes it took of it: fewer than all if the batch is [full](Self::is_full). A line
    /// may go on in the next block. Empty lines are passed over.
    ///
    /// # Errors
    /// If a record is refused. The batch has the rows before it; what came after it in the block is not read.
    pub fn read(&mut self, block: &[u8]) -> Result<usize, Error> {
        let mut taken = 0;
        if !self.carry.is_empty() && !self.is_full() {
            let Some(end) = memchr(b'\n', block) else {
                self.carry(block)?;
                return Ok(block.len());
            };
            taken = end + 1;
            self.carry(block.get(..end).unwrap_or_default())?;
            self.end_line()?;
        }
        while !self.is_full() {
            let rest = block.get(taken..).unwrap_or_default();
            let head = rest.get(..BLOCK).unwrap_or(rest);
            let end = memrchr(b'\n', head).or_else(|| memchr(b'\n', rest));
            let Some(end) = end else {
                self.carry(rest)?;
                return Ok(block.len());
            };
            taken += self.lines(rest.get(..=end).unwrap_or_default())?;
        }
        Ok(taken)
    }

    /// Keeps a part of a line whose end has not come yet.
    fn carry(&mut self, part: &[u8]) -> Result<(), Error> {
        if self.carry.len() + part.len() > self.max_record_bytes {
            self.carry = Vec::new();
            return Err(self.too_long(self.line, 1));
        }
        self.carry.extend_from_slice(part);
        Ok(())
    }

    /// A record that begins at a line and column is longer than it may be.
    #[cold]
    fn too_long(&self, line: u64, column: u64) -> Error {
        let message = format!("the record is longer than {} bytes", self.max_record_bytes);
        Error::new(ErrorKind::TooLong, String::new(), message, LARGER_RECORDS).at(line, column)
    }

    /// Reads whole lines, until the batch is full.
    fn lines(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        let mut taken = 0;
        let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
            // Each line is looked at by itself: the others are good.
            while taken < bytes.len() && !self.is_full() {
                let rest = bytes.get(taken..).unwrap_or_default();
                let end = memchr(b'\n', rest).unwrap_or(rest.len());
                let number = self.line;
                self.line += 1;
                taken += end + 1;
                self.push_line(rest.get(..end).unwrap_or_default(), number)?;
            }
            return Ok(taken);
        };
        while taken < text.len() && !self.is_full() {
            let rest = text.get(taken..).unwrap_or_default();
            let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let number = self.line;
            self.line += 1;
            taken += end + 1;
            self.push_text(rest.get(..end).unwrap_or_default(), number, 1)?;
        }
        Ok(taken)
    }

    /// Reads what the last block left of a line without an end. To be called after the last block.
    ///
    /// # Errors
    /// If the record is refused.
    pub fn end(&mut self) -> Result<(), Error> {
        if self.carry.is_empty() { Ok(()) } else { self.end_line() }
    }

    fn end_line(&mut self) -> Result<(), Error> {
        let line = std::mem::take(&mut self.carry);
        let number = self.line;
        self.line += 1;
        let result = self.push_line(&line, number);
        self.carry = line;
        self.carry.clear();
        result.map(|_| ())
    }

    /// Reads one record, and says whether it is a row: a line of white space is none, nor is a record that is set aside. The number of the line is for
    /// messages.
    ///
    /// # Errors
    /// If the record is refused. Nothing of it is in the batch, and others may follow.
    pub fn push_line(&mut self, line: &[u8], number: u64) -> Result<bool, Error> {
        self.push_record(line, number, 1)
    }

    /// Reads one record that begins at a line and column of the input.
    fn push_record(&mut self, record: &[u8], line: u64, column: u64) -> Result<bool, Error> {
        if record.len() > self.max_record_bytes {
            return Err(self.too_long(line, column));
        }
        match utf8(record) {
            Ok(text) => self.push_text(text, line, column),
            Err(error) => {
                let at = error.valid_up_to();
                let failure = Failure::not_utf8(at);
                self.refuse(failure, record, line, column).map(|()| false)
            }
        }
    }

    #[inline]
    fn push_text(&mut self, text: &str, line: u64, column: u64) -> Result<bool, Error> {
        if text.len() > self.max_record_bytes {
            return Err(self.too_long(line, column));
        }
        let row = self.root.len();
        let mut reading = Reading::new(text, self.keeps);
        if reading.tokens.peek().is_none() {
            return Ok(false);
        }
        let result = self.root.read(&mut reading).and_then(|()| Ok(reading.tokens.end()?));
        match result {
            Ok(()) => {
                self.kept += reading.kept;
                self.bytes += text.len();
                Ok(true)
            }
            Err(failure) => {
                self.root.truncate(row);
                self.refuse(failure, text.as_bytes(), line, column).map(|()| false)
            }
        }
    }

    /// A record is refused: it is set aside, or an error.
    #[cold]
    fn refuse(&mut self, failure: Failure, record: &[u8], line: u64, column: u64) -> Result<(), Error> {
        let before = record.get(..failure.at()).unwrap_or(record);
        let lines = memchr::memchr_iter(b'\n', before).count() as u64;
        let in_line = (before.len() - memrchr(b'\n', before).map_or(0, |at| at + 1)) as u64;
        let column = if lines == 0 { column + in_line } else { in_line + 1 };
        let (kind, contradicts) = (failure.kind(), failure.contradicts());
        let remedy = match kind {
            ErrorKind::Data if contradicts => READ_TOLERANTLY,
            ErrorKind::TooLong => SMALLER_BATCHES,
            _ => ONE_A_LINE,
        };
        let error = Error::new(kind, failure.path(), failure.into_message(), remedy)
            .contradicting(contradicts)
            .at(line + lines, column);
        match &mut self.aside {
            Some(aside) if kind != ErrorKind::TooLong => {
                aside::write(aside, &error, record)?;
                self.set_aside += 1;
                Ok(())
            }
            _ => Err(error),
        }
    }

    /// Lets the writer of records that are set aside write what it holds back.
    fn flush_aside(&mut self) -> Result<(), Error> {
        match &mut self.aside {
            Some(aside) => Ok(aside.flush()?),
            None => Ok(()),
        }
    }

    /// The batch of the rows so far, which may be none. The next one begins.
    ///
    /// # Errors
    /// If Arrow refuses the arrays; a schema that says of a field that it has no nulls, for example.
    pub fn finish_batch(&mut self) -> Result<RecordBatch, Error> {
        self.flush_aside()?;
        let rows = self.root.len();
        self.bytes = 0;
        let arrays = self.root.finish_root().map_err(Error::arrow)?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(self.schema.clone(), arrays, &options).map_err(Error::arrow)
    }
}
