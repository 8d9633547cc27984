//! JSON documents: models, and lists and maps of them, from and to text.

mod any_value;
pub(crate) mod escape;
mod exactness;
mod indent;
mod only;
pub(crate) mod output;
pub mod pull;
mod reader;
mod skip;
mod suits;
mod text;
mod tolerant;
mod union;
mod value_reader;
mod writer;

use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::mem;

use serde_core::Serialize;
use serde_json::Value;

pub(crate) use self::escape::special_bytes;
use self::reader::Reader;
use self::value_reader::{ValueReader, Wrong};
use self::writer::{Refused, Writer};
use crate::element::{self, Element};
use crate::error::{Error, ErrorKind};
use crate::path::Progress;
use crate::slots::{ItemMut, ItemRef};
use crate::write::Item;

/// Reads a document from bytes.
///
/// # Errors
/// If the bytes are not JSON, or not the JSON of a `T`. The error has the path into the document, the line and the column.
pub fn from_slice<T: Element>(bytes: &[u8]) -> Result<T, Error> {
    read_slice(bytes, Progress::default())
}

/// Reads a document from bytes as the progress says.
pub(crate) fn read_slice<T: Element>(bytes: &[u8], progress: Progress) -> Result<T, Error> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => read_str(text, progress),
        Err(_) => Err(not_utf8(bytes)),
    }
}

#[cold]
fn not_utf8(bytes: &[u8]) -> Error {
    let error = str::from_utf8(bytes).err();
    let (kind, message) = match error.and_then(|error| error.error_len()) {
        Some(_) => (ErrorKind::Syntax, "not UTF-8"),
        None => (ErrorKind::Eof, "the text ends inside a character"),
    };
    let at = error.map_or(0, |error| error.valid_up_to());
    Error::in_text(kind, bytes, at, message.to_owned(), String::new())
}

/// Reads a document from text.
///
/// # Errors
/// Those of [`from_slice`].
pub fn from_str<T: Element>(text: &str) -> Result<T, Error> {
    read_str(text, Progress::default())
}

/// Reads a document from text as the progress says.
pub(crate) fn read_str<T: Element>(text: &str, progress: Progress) -> Result<T, Error> {
    let mut value = element::blank::<T>();
    let mut reader = Reader::new(text, progress);
    match reader.document(element::item_mut(&mut value)) {
        Ok(()) => Ok(value),
        Err(failure) => {
            let (kind, at, message) = failure.into_parts();
            let message = reader.progress().with_alternative(message);
            Err(Error::in_text(kind, text.as_bytes(), at, message, reader.progress().path()))
        }
    }
}

/// Reads a document from a reader. All bytes are read first, which is faster than byte by byte.
///
/// The document may have [`Reader::DEFAULT_LIMIT`] bytes, so that a peer that never stops sending cannot fill the memory.
/// [`Reader::limit`] sets another limit.
///
/// [`Reader::DEFAULT_LIMIT`]: crate::Reader::DEFAULT_LIMIT
/// [`Reader::limit`]: crate::Reader::limit
///
/// # Errors
/// Those of [`from_slice`] and of the reader, and [`ErrorKind::TooLong`].
pub fn from_reader<T: Element>(reader: impl Read) -> Result<T, Error> {
    crate::Reader::new().from_reader(reader)
}

/// Reads a document from a reader as the progress says, unless it is longer than the limit.
pub(crate) fn read_within<T: Element>(limit: u64, reader: impl Read, progress: Progress) -> Result<T, Error> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Error::too_long("document", limit, None));
    }
    read_slice(&bytes, progress)
}

/// Reads a document from a JSON value.
///
/// # Errors
/// If the value is not that of a `T`. The error has the path into the document.
pub fn from_value<T: Element>(value: Value) -> Result<T, Error> {
    read_value(value, Progress::default())
}

/// Reads a document from a JSON value as the progress says.
pub(crate) fn read_value<T: Element>(value: Value, progress: Progress) -> Result<T, Error> {
    let mut document = element::blank::<T>();
    let mut reader = ValueReader::at(progress);
    match reader.item(element::item_mut(&mut document), value) {
        Ok(()) => Ok(document),
        Err(Wrong(message)) => {
            let message = reader.progress().with_alternative(message);
            Err(Error::of_value(message, reader.progress().path()))
        }
    }
}

/// Reads a value into its place, where the progress is; what is wrong with it, if anything is.
pub(crate) fn read_into(item: ItemMut<'_>, value: Value, progress: &mut Progress) -> Result<(), String> {
    let mut reader = ValueReader::at(mem::take(progress));
    let result = reader.item(item, value);
    *progress = reader.into_progress();
    result.map_err(|Wrong(message)| message)
}

/// Writes a document to text on one line.
///
/// # Errors
/// If JSON cannot hold a value (a float that is not finite, a year that does not have four digits), or if it is nested deeper than the
/// 127 levels that can be read. The error has the path to the value.
pub fn to_string<T: Element>(value: &T) -> Result<String, Error> {
    to_vec(value).map(into_text)
}

/// Writes a document to text, indented.
///
/// # Errors
/// Those of [`to_string`].
pub fn to_string_pretty<T: Element>(value: &T) -> Result<String, Error> {
    to_vec(value).map(|text| into_text(indent::indent(&text)))
}

/// Writes a document to bytes on one line. The vector may have room for up to twice the text; `shrink_to_fit` gives it back.
///
/// # Errors
/// Those of [`to_string`].
pub fn to_vec<T: Element>(value: &T) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::with_capacity(expected_len());
    match writer.item(element::item(value)) {
        Ok(()) => {
            let text = writer.into_text();
            expect_len(text.len());
            Ok(text)
        }
        Err(Refused(message)) => Err(Error::of_value(message.into(), writer.progress().path())),
    }
}

/// Writes an item behind a text, and says whether JSON can hold it. If not, the text is as it was.
pub(crate) fn append(item: ItemRef<'_>, text: &mut Vec<u8>) -> bool {
    let len = text.len();
    let mut writer = Writer::behind(mem::take(text));
    let is_whole = writer.item(item).is_ok();
    *text = writer.into_bytes();
    if !is_whole {
        text.truncate(len);
    }
    is_whole
}

thread_local! {
    /// How long the next document may be that is written.
    static EXPECTED_LEN: Cell<usize> = const { Cell::new(SHORT) };
}

/// As many bytes as are asked for at least.
const SHORT: usize = 128;

fn expected_len() -> usize {
    EXPECTED_LEN.try_with(Cell::get).unwrap_or(SHORT)
}

/// The next document is expected to be a little longer than the last one; but where short and long ones alternate, none is expected to be long.
fn expect_len(len: usize) {
    let longer = len + len / 8 + SHORT;
    // Where a thread ends, nothing is expected any more.
    let _ended = EXPECTED_LEN.try_with(|expected| expected.set(longer.min(expected.get() * 2)));
}

/// Writes a document to a writer, on one line.
///
/// # Errors
/// Those of [`to_string`] and of the writer.
pub fn to_writer<T: Element>(mut writer: impl Write, value: &T) -> Result<(), Error> {
    writer.write_all(&to_vec(value)?)?;
    Ok(())
}

/// Writes a document to a JSON value. Where an unknown key has an [exact text](crate::Extra::exact_text), its numbers are rounded.
///
/// # Errors
/// Those of [`to_string`]. It is also an error if a [`Value`] cannot hold the value of an unknown key at all: a number out of its range, or
/// an object in which a key occurs twice.
pub fn to_value<T: Element>(value: &T) -> Result<Value, Error> {
    write(value, |item| item.serialize(serde_json::value::Serializer))
}

fn write<T: Element, R>(
    value: &T,
    write: impl FnOnce(Item<'_>) -> Result<R, serde_json::Error>,
) -> Result<R, Error> {
    let progress = RefCell::default();
    let result = write(Item { item: element::item(value), progress: &progress });
    result.map_err(|error| Error::new(error, &progress.borrow()))
}

fn into_text(bytes: Vec<u8>) -> String {
    // What is written is UTF-8, so nothing is ever replaced here.
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
