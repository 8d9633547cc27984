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
    /// With the columns of the file: those of the reader lack what is said of all of them.
    Parquet(Box<ParquetRecordBatchReader>, SchemaRef),
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
        // Batches of about one length, so that a whole number of them is a part.
        let batch_rows = rows.max(1) / rows.max(1).div_ceil(BATCH_ROWS);
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

    /// How many documents a batch has, where it is not that of a file of Arrow.
    pub(super) fn batch_rows(&self) -> usize {
        self.batch_rows
    }

    /// What messages call the input of the last batch.
    pub(super) fn file(&self) -> &str {
        self.inputs.get(self.position.input).map_or("", |it| it.name.as_str())
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
        let is_aside = matches!(self.wrong, Wrong::SetAside(_));
        let batch = match &mut self.current {
            None => None,
            Some(Current::Lines(records, place)) => {
                let batch = records.next().transpose().map_err(|error| said(&input.name, error, is_aside))?;
                self.position.lines = place.lines.load(Ordering::Relaxed);
                self.position.offset = place.offset.load(Ordering::Relaxed);
                return Ok(batch);
            }
            Some(Current::Parquet(rows, columns)) => {
                let batch = rows.next().transpose().map_err(|error| broken(input, &error))?;
                let batch = batch.map(|it| it.with_schema(Arc::clone(columns))).transpose();
                batch.map_err(|error| broken(input, &error))?
            }
            Some(Current::Arrow(rows)) => rows.next().transpose().map_err(|error| broken(input, &error))?,
        };
        self.position.lines += batch.as_ref().map_or(0, |it| it.num_rows() as u64);
        Ok(batch)
    }

    fn open(&self, input: &Input) -> Result<Current, Failure> {
        let lines = self.position.lines;
        match input.ending().content {
            Content::Lines => self.open_lines(input),
            Content::Parquet => {
                let builder = parquet(input)?;
                let columns = Arc::clone(builder.schema());
                let offset = usize::try_from(lines).unwrap_or(usize::MAX);
                let rows = builder.with_batch_size(self.batch_rows).with_offset(offset).build();
                Ok(Current::Parquet(Box::new(rows.map_err(|error| broken(input, &error))?), columns))
            }
            Content::Arrow => {
                let mut rows = arrow_file(input)?;
                let mut before = 0;
                // Batches are what they were when a part ended, so that the place is where one of them begins.
                while before < lines {
                    let Some(batch) = rows.next().transpose().map_err(|error| broken(input, &error))? else {
                        break;
                    };
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
        let (first, compression) = match input.path {
            Some(_) => (Vec::new(), input.ending().compression),
            None => {
                let first = first_bytes(&mut file).map_err(|error| failed(&error))?;
                let compression = compression_of(&first);
                (first, compression)
            }
        };
        let file = io::Cursor::new(first).chain(file);
        let mut text = decompress::reader(file, compression).map_err(|error| failed(&error))?;
        skip(&mut text, self.position.offset).map_err(|error| failed(&error))?;
        let place = Arc::new(Place::default());
        place.lines.store(self.position.lines, Ordering::Relaxed);
        place.offset.store(self.position.offset, Ordering::Relaxed);
        if self.position.offset == 0 {
            let begin = Begin::of(text.as_mut()).map_err(|error| failed(&error))?;
            place.is_list.store(u64::from(begin.is_list), Ordering::Relaxed);
            place.lines.store(begin.lines, Ordering::Relaxed);
            place.offset.store(begin.offset, Ordering::Relaxed);
            text = Box::new(io::Cursor::new(begin.space).chain(text));
        }
        let columns = self.columns.clone().unwrap_or_else(|| Arc::new(arrow::datatypes::Schema::empty()));
        let decoder = Decoder::new(columns).map_err(|error| Failure::bad_input(error.to_string(), ""))?;
        let wrong: spectable_arrow::Wrong = match &self.wrong {
            Wrong::Values(values) => (*values).into(),
            Wrong::SetAside(aside) => spectable_arrow::Wrong::SetAside(Box::new(aside.of_file(&input.name))),
        };
        let decoder = decoder
            .wrong(wrong)
            .batch_rows(self.batch_rows)
            .first_line(place.lines.load(Ordering::Relaxed) + 1);
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

/// The columns that a file of columns has.
///
/// # Errors
/// If it cannot be read.
pub(super) fn columns_of(input: &Input) -> Result<SchemaRef, Failure> {
    Ok(match input.ending().content {
        Content::Lines => Arc::new(arrow::datatypes::Schema::empty()),
        Content::Parquet => Arc::clone(parquet(input)?.schema()),
        Content::Arrow => arrow_file(input)?.schema(),
    })
}

fn parquet(input: &Input) -> Result<ParquetRecordBatchReaderBuilder<File>, Failure> {
    ParquetRecordBatchReaderBuilder::try_new(open(input)?).map_err(|error| broken(input, &error))
}

fn arrow_file(input: &Input) -> Result<FileReader<BufReader<File>>, Failure> {
    FileReader::try_new(BufReader::new(open(input)?), None).map_err(|error| broken(input, &error))
}

/// A file of columns that cannot be read: the disk does not give it, or it is not what its name says.
fn broken(input: &Input, error: &(dyn std::error::Error + 'static)) -> Failure {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>()
            && !matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData)
        {
            return Failure::io("read", &input.name, error);
        }
        cause = error.source();
    }
    let content = input.ending().content;
    Failure::bad_input(
        format!("{}: {error}", input.name),
        format!("the file is damaged, or it is not {content}: make or copy it again"),
    )
}

/// What a document that is wrong ends the conversion with, and what helps.
fn said(file: &str, error: spectable_arrow::Error, is_aside: bool) -> Failure {
    let (kind, contradicts) = (error.kind(), error.contradicts());
    let error = ReadError::new(file, error);
    if error.is_io() {
        return Failure::undecided(error.to_string(), "");
    }
    let remedy = match kind {
        spectable::ErrorKind::TooLong => "give fewer documents at a time with `--rows`",
        _ if is_aside => "a file has a document on each line, or is one list of documents",
        _ if contradicts => {
            "keep such values in `_extra` with `--wrong keep`, or write such documents to another file with `--set-aside`"
        }
        _ => "correct the document, or write such documents to another file with `--set-aside`",
    };
    Failure::bad_input(error.place_and_message(), remedy)
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

/// The bytes that say how a text is compressed: a pipe may bring them one at a time.
fn first_bytes(file: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    file.take(4).read_to_end(&mut first)?;
    Ok(first)
}

/// How a text begins.
#[derive(Debug, Default)]
struct Begin {
    /// Whether it is a list of documents rather than a document a line.
    is_list: bool,
    /// How many empty lines were passed over, and how many bytes those have.
    lines: u64,
    offset: u64,
    /// The white space on the line of the first document, which was read as well.
    space: Vec<u8>,
}

impl Begin {
    /// Reads up to the first byte that is not white space.
    fn of(text: &mut dyn BufRead) -> io::Result<Self> {
        let mut begin = Self::default();
        loop {
            let block = match text.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                block => block?,
            };
            let space = block.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let first = block.get(space).copied();
            let is_end = block.is_empty() || first.is_some();
            begin.space.extend_from_slice(block.get(..space).unwrap_or_default());
            text.consume(space);
            if let Some(end) = memchr::memrchr(b'\n', &begin.space) {
                let lines = begin.space.drain(..=end);
                begin.offset += lines.len() as u64;
                begin.lines += lines.filter(|&byte| byte == b'\n').count() as u64;
            }
            if is_end {
                begin.is_list = first == Some(b'[');
                return Ok(begin);
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use std::io::{self, BufRead, BufReader, Read};

    use super::{Begin, compression_of, first_bytes};
    use crate::ending::Compression;

    /// A pipe that brings one byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = out.len().min(1);
            out.get_mut(..length).map_or(Ok(0), |out| self.0.read(out))
        }
    }

    #[test]
    fn a_slow_pipe_says_how_it_is_compressed() {
        let cases: [(&[u8], Compression); 5] = [
            (&[0x1f, 0x8b, 8, 0, 0], Compression::Gzip),
            (&[0x28, 0xb5, 0x2f, 0xfd, 0], Compression::Zstd),
            (b"{}", Compression::None),
            (b"{\"a\":1}", Compression::None),
            (b"", Compression::None),
        ];
        for (text, compression) in cases {
            let first = first_bytes(&mut BufReader::new(Slow(text))).unwrap();
            assert_eq!(first, text[..text.len().min(4)]);
            assert_eq!(compression_of(&first), compression, "{text:?}");
        }
    }

    #[test]
    fn white_space_comes_before_a_list() {
        let cases = [
            ("[", true, 0, 0, ""),
            (" \n\n  [", true, 2, 3, "  "),
            ("  {", false, 0, 0, "  "),
            (" \n", false, 1, 2, ""),
            ("", false, 0, 0, ""),
        ];
        for (text, is_list, lines, offset, space) in cases {
            let mut reader = BufReader::new(Slow(text.as_bytes()));
            let begin = Begin::of(&mut reader).unwrap();
            let found = (begin.is_list, begin.lines, begin.offset, begin.space.as_slice());
            assert_eq!(found, (is_list, lines, offset, space.as_bytes()), "{text:?}");
            let rest = reader.fill_buf().unwrap();
            assert!(rest.is_empty() || !rest[0].is_ascii_whitespace(), "{text:?}");
        }
    }
}
