//! Record batches from a reader: of NDJSON, or of one list.

use std::io::BufRead;

use arrow_array::RecordBatch;
use spectable::ErrorKind;

use super::elements::{Elements, Found};
use super::{Decoder, ONE_A_LINE};
use crate::error::Error;

/// The record batches of a reader, which has one record on each line, or is one JSON list of records.
///
/// ```
/// use spectable_arrow::{Decoder, Records, arrow_schema};
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///     }
/// }
/// let text = br#"[{"id":"c-1"}, {"id":"c-2"}, {"id":"c-3"}]"#;
/// let decoder = Decoder::new(arrow_schema::<Call>())?.batch_rows(2);
/// let mut rows = Vec::new();
/// for batch in Records::new(&text[..], decoder) {
///     rows.push(batch?.num_rows());
/// }
/// assert_eq!(rows, [2, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Records<R> {
    reader: R,
    decoder: Decoder,
    form: Form,
}

#[derive(Debug)]
enum Form {
    Unknown,
    Lines,
    List { elements: Elements, place: Place, record: Vec<u8>, start: Place },
    Ended,
}

/// A place of the input.
#[derive(Debug, Clone, Copy)]
struct Place {
    line: u64,
    column: u64,
}

impl Place {
    fn pass(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte == b'\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
    }
}

impl<R: BufRead> Records<R> {
    /// The batches of a reader.
    pub fn new(reader: R, decoder: Decoder) -> Self {
        Self { reader, decoder, form: Form::Unknown }
    }

    /// The batches of a reader that has one record on each line, whatever it begins with. A part of a file that does not begin where the file begins
    /// is read so: only the beginning of the file says whether it is one list.
    pub fn lines(reader: R, decoder: Decoder) -> Self {
        Self { reader, decoder, form: Form::Lines }
    }

    /// The decoder, which counts what it kept and set aside.
    pub fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    /// Reads until the batch is full, or the reader has no more.
    fn fill(&mut self) -> Result<(), Error> {
        while !self.decoder.is_full() {
            let block = match self.reader.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if block.is_empty() {
                let ended = match &self.form {
                    Form::List { elements, place, .. } if !elements.has_ended() => {
                        let message = "expected `]`, found the end of the text".to_owned();
                        let error = Error::new(ErrorKind::Eof, String::new(), message, ONE_A_LINE);
                        Err(error.at(place.line, place.column))
                    }
                    Form::List { .. } | Form::Ended => Ok(()),
                    Form::Unknown | Form::Lines => self.decoder.end(),
                };
                self.form = Form::Ended;
                return ended;
            }
            let taken = match &mut self.form {
                Form::Unknown => {
                    let space = block.iter().take_while(|it| it.is_ascii_whitespace()).count();
                    let mut place = Place { line: self.decoder.line, column: 1 };
                    match block.get(space) {
                        Some(b'[') => {
                            place.pass(block.get(..=space).unwrap_or_default());
                            self.form = Form::List {
                                elements: Elements::new(),
                                place,
                                record: Vec::new(),
                                start: place,
                            };
                            space + 1
                        }
                        Some(_) => {
                            self.form = Form::Lines;
                            self.decoder.read(block)?
                        }
                        None => self.decoder.read(block)?,
                    }
                }
                Form::Lines => self.decoder.read(block)?,
                Form::List { elements, place, record, start } => {
                    let is_new = !elements.is_inside();
                    let (from, to, found) = elements.next(block);
                    let before = block.get(..from).unwrap_or_default();
                    let part = block.get(from..to).unwrap_or_default();
                    place.pass(before);
                    if is_new {
                        *start = *place;
                    }
                    place.pass(part);
                    match found {
                        Found::Nothing => {}
                        Found::Part | Found::Whole
                            if record.len() + part.len() > self.decoder.max_record_bytes =>
                        {
                            return Err(self.decoder.too_long(start.line, start.column));
                        }
                        Found::Part => record.extend_from_slice(part),
                        Found::Whole if record.is_empty() => {
                            self.decoder.push_record(part, start.line, start.column)?;
                        }
                        Found::Whole => {
                            record.extend_from_slice(part);
                            let whole = std::mem::take(record);
                            self.decoder.push_record(&whole, start.line, start.column)?;
                        }
                        Found::Odd(expected) => {
                            let found = block.get(from).map_or(' ', |&byte| char::from(byte));
                            let message = format!("expected {expected}, found {found:?}");
                            let error = Error::new(ErrorKind::Syntax, String::new(), message, ONE_A_LINE);
                            return Err(error.at(place.line, place.column));
                        }
                    }
                    to
                }
                Form::Ended => block.len(),
            };
            self.reader.consume(taken);
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<RecordBatch, Error>;

    /// The next batch. After an error there is none.
    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.form, Form::Ended) {
            return None;
        }
        if let Err(error) = self.fill() {
            self.form = Form::Ended;
            // The first error is the one that is told.
            let _flushed = self.decoder.flush_aside();
            return Some(Err(error));
        }
        if self.decoder.is_empty() {
            return self.decoder.flush_aside().err().map(Err);
        }
        Some(self.decoder.finish_batch())
    }
}
