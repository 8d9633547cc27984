//! How documents are read: the options, and what reads with them.

use std::io::Read;

use crate::element::Element;
use crate::error::Error;
use crate::json;
use crate::stream::{Lines, Stream};

/// How documents are read, if the defaults of [`from_reader`](crate::from_reader), [`Lines`] and [`Stream`] do not fit.
///
/// Set the options first, then choose what to read. One reader can read many times.
///
/// ```
/// use spectable::{ErrorKind, Reader};
///
/// let reader = Reader::new().limit(8);
/// assert_eq!(reader.from_reader::<Vec<i64>>(&b"[1,2,3]"[..])?, [1, 2, 3]);
/// let error = reader.from_reader::<Vec<i64>>(&b"[1,2,3,4]"[..]).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::TooLong);
/// # Ok::<(), spectable::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "it reads nothing by itself"]
pub struct Reader {
    limit: u64,
}

impl Reader {
    /// How many bytes one document or record may have unless [`limit`](Self::limit) says otherwise: 256 MiB.
    ///
    /// A document that fits one model needs less, and a 32-bit process survives it when a peer never stops sending. Models can take
    /// more memory than their text: `{}` in a list is a whole model. For peers that are not trusted, set the limit to what
    /// a document really needs.
    pub const DEFAULT_LIMIT: u64 = 256 << 20;

    /// A reader with the defaults.
    pub const fn new() -> Self {
        Self { limit: Self::DEFAULT_LIMIT }
    }

    /// Sets how many bytes of an [`io::Read`](Read) one document may have, or one record of a stream. For a document all bytes
    /// count; for [`Lines`] the line without its end, for [`Stream`] the value without the white space around it. `u64::MAX` means
    /// no limit.
    ///
    /// A slice or text is already in memory, so the limit does not apply to it.
    pub const fn limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// Reads a document from bytes, as [`from_slice`](crate::from_slice).
    ///
    /// # Errors
    /// As [`from_slice`](crate::from_slice).
    pub fn from_slice<T: Element>(&self, bytes: &[u8]) -> Result<T, Error> {
        json::from_slice(bytes)
    }

    /// Reads a document from text, as [`from_str`](crate::from_str).
    ///
    /// # Errors
    /// As [`from_slice`](crate::from_slice).
    pub fn from_str<T: Element>(&self, text: &str) -> Result<T, Error> {
        json::from_str(text)
    }

    /// Reads a document from a reader, to its end first. At most one byte more than the limit is read.
    ///
    /// # Errors
    /// As [`from_slice`](crate::from_slice), those of the reader, and [`ErrorKind::TooLong`](crate::ErrorKind::TooLong).
    pub fn from_reader<T: Element>(&self, reader: impl Read) -> Result<T, Error> {
        json::from_reader_within(self.limit, reader)
    }

    /// Reads newline-delimited JSON, one record a line.
    ///
    /// ```
    /// use spectable::Reader;
    ///
    /// let text = b"[1]\n[1,2,3,4]\n[3]";
    /// let lines = Reader::new().limit(8).lines::<Vec<i64>, _>(&text[..]);
    /// assert_eq!(lines.flatten().collect::<Vec<_>>(), [[1], [3]]);
    /// ```
    pub fn lines<T: Element, R: Read>(&self, reader: R) -> Lines<R, T> {
        Lines::with(self.clone(), reader)
    }

    /// Reads JSON values one after the other, over any number of lines.
    pub fn stream<T: Element, R: Read>(&self, reader: R) -> Stream<R, T> {
        Stream::with(self.clone(), reader)
    }

    pub(crate) fn longest(&self) -> u64 {
        self.limit
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}
