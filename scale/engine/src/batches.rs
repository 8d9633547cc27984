//! The documents of one file as record batches, and what is said where one of them is wrong.

use std::{fmt, io, io::BufRead};

use datafusion::arrow::{array::RecordBatch, datatypes::SchemaRef};
use serde::{Deserialize, Serialize};
use spectable_arrow::{Decoder, Records, Wrong};

/// What a query does with a value that contradicts the documentation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WrongValues {
    /// It is an error, which says where.
    #[default]
    Refuse,
    /// Its column is null, and the value is in the column `_extra` beside it.
    Keep,
}

impl From<WrongValues> for Wrong {
    fn from(wrong: WrongValues) -> Self {
        match wrong {
            WrongValues::Refuse => Self::Refuse,
            WrongValues::Keep => Self::Keep,
        }
    }
}

/// Why a file could not be read: `file:line:column: message`.
#[derive(Debug)]
pub struct ReadError {
    file: String,
    /// Where the part of the file begins that the line is counted from; `None` if that is known.
    part: Option<u64>,
    line: u64,
    error: Box<dyn std::error::Error + Send + Sync>,
    column: u64,
    message: String,
    remedy: &'static str,
}

impl ReadError {
    /// An error in a document.
    pub fn new(file: &str, error: spectable_arrow::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let path = if error.path().is_empty() { String::new() } else { format!("{}: ", error.path()) };
        let message = format!("{path}{}", error.message());
        let remedy = match error.kind() {
            _ if error.contradicts() => {
                "`keep` for `wrong` makes such a value null, and keeps it in `_extra`"
            }
            spectable::ErrorKind::Io => "",
            spectable::ErrorKind::TooLong => "each document ends with a line break",
            _ => {
                "correct the document, or let `spectable-scale convert --set-aside` write such documents to another file"
            }
        };
        Self { file: file.to_owned(), part: None, line, column, message, remedy, error: Box::new(error) }
    }

    /// What is wrong and where, without what helps.
    pub fn place_and_message(&self) -> String {
        let Self { file, line, column, message, .. } = self;
        match (self.part, line) {
            (_, 0) => format!("{file}: {message}"),
            (None, _) => format!("{file}:{line}:{column}: {message}"),
            (Some(start), _) => format!("{file}: line {line} after byte {start}, column {column}: {message}"),
        }
    }

    fn schema(file: &str, error: spectable_arrow::SchemaError) -> Self {
        let message = format!("documents cannot be read into these columns: {error}");
        Self {
            file: file.to_owned(),
            part: None,
            line: 0,
            column: 0,
            message,
            remedy: "",
            error: Box::new(error),
        }
    }

    /// Whether the file could not be read at all, rather than that a document in it is wrong.
    pub fn is_io(&self) -> bool {
        let error = self.error.downcast_ref::<spectable_arrow::Error>();
        error.is_some_and(|it| it.kind() == spectable::ErrorKind::Io)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place_and_message())?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, "; {}", self.remedy) }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.error.as_ref())
    }
}

/// Says how many lines a file has before a part of it; it is asked only if something is wrong in the part.
pub type LinesBefore = Box<dyn FnOnce() -> io::Result<u64> + Send>;

/// The documents of a file as record batches.
pub struct Batches {
    file: String,
    records: Option<Records<Box<dyn BufRead + Send>>>,
    refused: Option<ReadError>,
    part: Option<(u64, Option<LinesBefore>)>,
}

impl Batches {
    /// The documents that a reader has, as these columns.
    pub fn new(
        text: Box<dyn BufRead + Send>,
        file: String,
        columns: SchemaRef,
        wrong: WrongValues,
        batch_size: usize,
    ) -> Self {
        Self::read(|decoder| Records::new(text, decoder), file, columns, wrong, batch_size)
    }

    /// The documents of a reader that has one on each line, whatever the first one begins with: of a part of a file.
    pub fn lines(
        text: Box<dyn BufRead + Send>,
        file: String,
        columns: SchemaRef,
        wrong: WrongValues,
        batch_size: usize,
    ) -> Self {
        Self::read(|decoder| Records::lines(text, decoder), file, columns, wrong, batch_size)
    }

    fn read(
        records: impl FnOnce(Decoder) -> Records<Box<dyn BufRead + Send>>,
        file: String,
        columns: SchemaRef,
        wrong: WrongValues,
        batch_size: usize,
    ) -> Self {
        match Decoder::new(columns) {
            Ok(decoder) => {
                let decoder = decoder.wrong(wrong.into()).batch_rows(batch_size);
                Self { file, records: Some(records(decoder)), refused: None, part: None }
            }
            Err(error) => {
                let refused = Some(ReadError::schema(&file, error));
                Self { file, records: None, refused, part: None }
            }
        }
    }

    /// The reader begins at a byte of the file.
    #[must_use]
    pub fn after(self, start: u64, lines_before: Option<LinesBefore>) -> Self {
        Self { part: Some((start, lines_before)), ..self }
    }

    fn located(&mut self, error: spectable_arrow::Error) -> ReadError {
        let mut error = ReadError::new(&self.file, error);
        match self.part.take() {
            None | Some((0, _)) => {}
            Some((start, lines_before)) => match lines_before.map(|count| count()) {
                Some(Ok(lines)) => error.line += lines,
                Some(Err(_)) | None => error.part = Some(start),
            },
        }
        error
    }
}

impl fmt::Debug for Batches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ReadError>;

    /// The next batch. After an error there is none.
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(refused) = self.refused.take() {
            return Some(Err(refused));
        }
        match self.records.as_mut()?.next()? {
            Ok(batch) => Some(Ok(batch)),
            Err(error) => {
                self.records = None;
                Some(Err(self.located(error)))
            }
        }
    }
}
