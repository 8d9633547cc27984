//! The documents of all inputs, one batch after the other, with the place that reading could begin at again.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use arrow::{array::RecordBatch, datatypes::SchemaRef, ipc::reader::FileReader};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde::{Deserialize, Serialize};
use spectable_arrow::{Decoder, Records};

use super::{inputs::Input, set_aside::SetAside};
use crate::{
    batches::{ReadError, WrongValues},
    decompress,
    ending::{Compression, Content},
    failure::Failure,
};

/// How many documents are in memory at once, at most.
const BATCH_ROWS: usize = 4096;

/// How much is read of a file at once, in bytes.
const CHUNK: usize = 256 * 1024;

/// Where the next document is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// In which of the inputs.
    pub(super) input: usize,
    /// How many lines, or rows of columns, are before it.
    pub(super) lines: u64,
    /// How many bytes of text are before it.
    pub(super) offset: u64,
}

/// What becomes of values that contradict the documentation.
#[derive(Debug, Clone)]
pub(super) enum Wrong {
    Values(WrongValues),
    SetAside(SetAside),
}

/// Reads inputs one after the other.
pub(super) struct Documents<'a> {
    inputs: &'a [Input],
    /// The columns of lines; those of files of columns are in the files.
    columns: Option<SchemaRef>,
    wrong: Wrong,
    bytes: Arc<AtomicU64>,
    position: Position,
    current: Option<Current>,
    kept: u64,
    batch_rows: usize,
}

/// The input that is read.
enum Current {
    Lines(Box<Records<Counted>>, Arc<Place>),
    Parquet(Box<ParquetRecordBatchReader>),
    Arrow(Box<FileReader<BufReader<File>>>),
}

impl<'a> Documents<'a> {
    /// The documents from a place on, at most so many at a time. The bytes that are read of the files are added up.
    pub(super) fn new(
        inputs: &'a [Input],
        columns: Option<SchemaRef>,
        wrong: Wrong,
        position: Position,
        bytes: Arc<AtomicU64>,
        rows: usize,
    ) -> Self {
        let batch_rows = rows.clamp(1, BATCH_ROWS);
        Self { inputs, columns, wrong, bytes, position, current: None, kept: 0, batch_rows }
    }

    /// Where the next document is; `None` within a list, which is only read from its beginning.
    pub(super) fn position(&self) -> Option<Position> {
        match &self.current {
            Some(Current::Lines(_, place)) if place.is_list.load(Ordering::Relaxed) > 0 => None,
            _ => Some(self.position),
        }
    }

    /// How many values were kept so far that contradict the documentation.
    pub(super) fn kept(&self) -> u64 {
        match &self.current {
            Some(Current::Lines(records, _)) => self.kept + records.decoder().kept(),
            _ => self.kept,
        }
    }

    /// The next batch.
    pub(super) fn next(&mut self) -> Result<Option<RecordBatch>, Failure> {
        loop {
            let Some(input) = self.inputs.get(self.position.input) else { return Ok(None) };
            if self.current.is_none() {
                self.current = Some(self.open(input)?);
            }
            match self.batch(input)? {
                Some(batch) => return Ok(Some(batch)),
                None => {
                    self.kept = self.kept();
                    self.current = None;
                    self.position = Position { input: self.position.input + 1, ..Position::default() };
                }
            }
        }
    }

    fn batch(&mut self, input: &Input) -> Result<Option<RecordBatch>, Failure> {
        let broken =
            |error: &dyn std::error::Error| Failure::undecided(format!("{}: {error}", input.name), "");
        let batch = match &mut self.current {
            None => None,
            Some(Current::Lines(records, place)) => {
                let batch = records.next().transpose().map_err(|error| said(&input.name, error))?;
                self.position.lines = place.lines.load(Ordering::Relaxed);
                self.position.offset = place.offset.load(Ordering::Relaxed);
                return Ok(batch);
            }
            Some(Current::Parquet(rows)) => rows.next().transpose().map_err(|error| broken(&error))?,
            Some(Current::Arrow(rows)) => rows.next().transpose().map_err(|error| broken(&error))?,
        };
        self.position.lines += batch.as_ref().map_or(0, |it| it.num_rows() as u64);
        Ok(batch)
    }

    fn open(&self, input: &Input) -> Result<Current, Failure> {
        let broken =
            |error: &dyn std::error::Error| Failure::bad_input(format!("{}: {error}", input.name), "");
        let lines = self.position.lines;
        match input.ending().content {
            Content::Lines => self.open_lines(input),
            Content::Parquet => {
                let file = open(input)?;
                let builder =
                    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| broken(&error))?;
                let offset = usize::try_from(lines).unwrap_or(usize::MAX);
                let rows = builder.with_batch_size(self.batch_rows).with_offset(offset).build();
                Ok(Current::Parquet(Box::new(rows.map_err(|error| broken(&error))?)))
            }
            Content::Arrow => {
                let mut rows = FileReader::try_new(BufReader::new(open(input)?), None)
                    .map_err(|error| broken(&error))?;
                let mut before = 0;
                // Batches are what they were when a part ended, so that the place is where one of them begins.
                while before < lines {
                    let Some(batch) = rows.next().transpose().map_err(|error| broken(&error))? else { break };
                    before += batch.num_rows() as u64;
                }
                Ok(Current::Arrow(Box::new(rows)))
            }
        }
    }

    fn open_lines(&self, input: &Input) -> Result<Current, Failure> {
        let failed = |error: &io::Error| Failure::io("read", &input.name, error);
        let file: Box<dyn Read + Send> = match &input.path {
            Some(_) => Box::new(open(input)?),
            None => Box::new(io::stdin()),
        };
        let mut file = BufReader::with_capacity(CHUNK, Meter { file, bytes: Arc::clone(&self.bytes) });
        let compression = match input.path {
            Some(_) => input.ending().compression,
            None => compression_of(file.fill_buf().map_err(|error| failed(&error))?),
        };
        let mut text = decompress::reader(file, compression).map_err(|error| failed(&error))?;
        skip(&mut text, self.position.offset).map_err(|error| failed(&error))?;
        let place = Arc::new(Place::default());
        place.lines.store(self.position.lines, Ordering::Relaxed);
        place.offset.store(self.position.offset, Ordering::Relaxed);
        if self.position.offset == 0 {
            let is_list = begins_list(text.as_mut()).map_err(|error| failed(&error))?;
            place.is_list.store(u64::from(is_list), Ordering::Relaxed);
        }
        let columns = self.columns.clone().unwrap_or_else(|| Arc::new(arrow::datatypes::Schema::empty()));
        let decoder = Decoder::new(columns).map_err(|error| Failure::bad_input(error.to_string(), ""))?;
        let wrong: spectable_arrow::Wrong = match &self.wrong {
            Wrong::Values(values) => (*values).into(),
            Wrong::SetAside(aside) => spectable_arrow::Wrong::SetAside(Box::new(aside.of_file(&input.name))),
        };
        let decoder = decoder.wrong(wrong).batch_rows(self.batch_rows).first_line(self.position.lines + 1);
        let text = Counted { text, place: Arc::clone(&place) };
        let records = if self.position.offset > 0 {
            Records::lines(text, decoder)
        } else {
            Records::new(text, decoder)
        };
        Ok(Current::Lines(Box::new(records), place))
    }
}

fn open(input: &Input) -> Result<File, Failure> {
    let path = input.path.as_deref().unwrap_or(std::path::Path::new("/dev/stdin"));
    File::open(path).map_err(|error| Failure::io("read", &input.name, &error))
}

fn said(file: &str, error: spectable_arrow::Error) -> Failure {
    let error = ReadError::new(file, error);
    if error.is_io() {
        Failure::undecided(error.to_string(), "")
    } else {
        Failure::bad_input(error.to_string(), "")
    }
}

/// What the first bytes of standard input say.
fn compression_of(first: &[u8]) -> Compression {
    match first {
        [0x1f, 0x8b, ..] => Compression::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Compression::Zstd,
        _ => Compression::None,
    }
}

fn skip(text: &mut impl Read, bytes: u64) -> io::Result<()> {
    let skipped = io::copy(&mut text.take(bytes), &mut io::sink())?;
    if skipped == bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Whether a text is a list of documents rather than a document a line.
fn begins_list(text: &mut dyn BufRead) -> io::Result<bool> {
    let first = text.fill_buf()?.iter().find(|byte| !byte.is_ascii_whitespace());
    Ok(first == Some(&b'['))
}

/// How far a text was read.
#[derive(Debug, Default)]
struct Place {
    lines: AtomicU64,
    offset: AtomicU64,
    is_list: AtomicU64,
}

/// Counts what is consumed of a text.
struct Counted {
    text: Box<dyn BufRead + Send>,
    place: Arc<Place>,
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.text.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // What is consumed is still in the buffer.
        if let Ok(Some(taken)) = self.text.fill_buf().map(|buffer| buffer.get(..amount)) {
            let lines = memchr::memchr_iter(b'\n', taken).count() as u64;
            self.place.lines.fetch_add(lines, Ordering::Relaxed);
        }
        self.place.offset.fetch_add(amount as u64, Ordering::Relaxed);
        self.text.consume(amount);
    }
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

/// Adds up what is read of a file.
struct Meter<R> {
    file: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Meter<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(out)?;
        self.bytes.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
