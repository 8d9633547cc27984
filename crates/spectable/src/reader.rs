//! How documents are read: the options, and what reads with them.

use std::io::Read;
use std::sync::Arc;

use serde_core::de::DeserializeSeed;
use serde_json::Value;

use crate::element::Element;
use crate::error::Error;
use crate::json;
use crate::path::Progress;
use crate::seed::Seed;
use crate::selection::Selection;
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
    tolerant: bool,
    only: Option<Arc<Selection>>,
    with_unknown: bool,
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
        Self { limit: Self::DEFAULT_LIMIT, tolerant: false, only: None, with_unknown: false }
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

    /// Keeps values that contradict the documentation, instead of refusing the document.
    ///
    /// Such a value stays in [`Extra`](crate::Extra) under the wire name of its property, and is written back as it came. The property is
    /// `None`; if it is set later, the new value is written. [Tolerant reading](crate#tolerant-reading) says more.
    ///
    /// ```
    /// use spectable::{Model, Reader};
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         id with_id: String = "id",
    ///         duration with_duration: i64 = "duration",
    ///     }
    /// }
    /// let text = r#"{"id":"c-1","duration":"12 s"}"#;
    /// assert!(spectable::from_str::<Call>(text).is_err());
    /// let call: Call = Reader::new().tolerant().from_str(text)?;
    /// assert_eq!((call.id.as_deref(), call.duration), (Some("c-1"), None));
    /// assert_eq!(call.extra().get("duration"), Some(&"12 s".into()));
    /// assert_eq!(spectable::to_string(&call)?, text);
    /// assert_eq!(spectable::to_string(&call.with_duration(12))?, r#"{"id":"c-1","duration":12}"#);
    /// # Ok::<(), spectable::Error>(())
    /// ```
    pub const fn tolerant(mut self) -> Self {
        self.tolerant = true;
        self
    }

    /// Reads only the properties that these [paths](crate#paths) name, and skips the rest. [Reading in part](crate#reading-in-part) says what that means.
    ///
    /// A path goes through lists and maps, with all their items: `participants.purpose` is the purpose of each participant. The paths are checked where a document
    /// is read, since only there it is known what of; [`check_paths`](Self::check_paths) does it before. Paths that were set before are replaced.
    ///
    /// ```
    /// use spectable::{ErrorKind, Model, Reader};
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         id with_id: String = "id",
    ///         recording with_recording: String = "recording",
    ///         participants with_participants: Vec<Participant> = "participants",
    ///     }
    ///     pub struct Participant = "Participant" {
    ///         purpose with_purpose: String = "purpose",
    ///         notes with_notes: Vec<String> = "notes",
    ///     }
    /// }
    /// let text = r#"{"id":"c-1","recording":"…","participants":[{"notes":["…"],"purpose":"agent"}]}"#;
    /// let reader = Reader::new().only(["id", "participants.purpose"]);
    /// let call: Call = reader.from_str(text)?;
    /// assert_eq!((call.id.as_deref(), &call.recording), (Some("c-1"), &None));
    /// assert_eq!(call.get("participants[0].purpose").and_then(|view| view.as_str()), Some("agent"));
    /// // Writing it back would lose the rest.
    /// assert!(spectable::to_string(&call).is_err());
    ///
    /// let error = Reader::new().only(["participants.purpos"]).check_paths::<Call>().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Path);
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"participants: the path "participants.purpos" names nothing: Participant has no property "purpos"; did you mean `purpose`?"#,
    /// );
    /// # Ok::<(), spectable::Error>(())
    /// ```
    pub fn only(mut self, paths: impl IntoIterator<Item: Into<String>>) -> Self {
        let paths = paths.into_iter().map(Into::into).collect();
        self.only = Some(Arc::new(Selection::new(paths, self.with_unknown)));
        self
    }

    /// With [`only`](Self::only): reads the keys that no property has as well, in each model of which not all is read. They are in [`Extra`](crate::Extra), or in the map
    /// of additional properties, where these are documented.
    pub fn with_unknown(mut self) -> Self {
        self.with_unknown = true;
        self.only = self.only.map(|only| Arc::new(only.with_unknown()));
        self
    }

    /// Whether the paths of [`only`](Self::only) name something in this type of document: a model, or a list or map of them.
    ///
    /// # Errors
    /// [`ErrorKind::Path`](crate::ErrorKind::Path), as reading has it: a path that is not spelled as one, names nothing, or goes on in what is read as a whole.
    pub fn check_paths<T: Element>(&self) -> Result<(), Error> {
        self.progress::<T>().map(drop)
    }

    /// Reads a document from bytes, as [`from_slice`](crate::from_slice).
    ///
    /// # Errors
    /// As [`from_slice`](crate::from_slice).
    pub fn from_slice<T: Element>(&self, bytes: &[u8]) -> Result<T, Error> {
        json::read_slice(bytes, self.progress::<T>()?)
    }

    /// Reads a document from text, as [`from_str`](crate::from_str).
    ///
    /// # Errors
    /// As [`from_slice`](crate::from_slice).
    pub fn from_str<T: Element>(&self, text: &str) -> Result<T, Error> {
        json::read_str(text, self.progress::<T>()?)
    }

    /// Reads a document from a reader, to its end first. At most one byte more than the limit is read.
    ///
    /// # Errors
    /// As [`from_slice`](crate::from_slice), those of the reader, and [`ErrorKind::TooLong`](crate::ErrorKind::TooLong).
    pub fn from_reader<T: Element>(&self, reader: impl Read) -> Result<T, Error> {
        json::read_within(self.limit, reader, self.progress::<T>()?)
    }

    /// Reads a document from a JSON value, as [`from_value`](crate::from_value).
    ///
    /// # Errors
    /// As [`from_value`](crate::from_value).
    pub fn from_value<T: Element>(&self, value: Value) -> Result<T, Error> {
        json::read_value(value, self.progress::<T>()?)
    }

    /// Reads a document from any format of serde.
    ///
    /// Reading tolerantly needs a format that says of each value what it is, as JSON, YAML, TOML, RON, CBOR and MessagePack do. Others are read
    /// strictly: formats such as postcard and bincode hold nothing but what is documented, and in a query string everything is text. Each
    /// model is read into a [`Value`] first. That takes the time and memory of such a value, and values are what the format calls them:
    /// a number that YAML writes without quotes in place of a text is a deviation; numbers are rounded as the format does, whole ones
    /// beyond 64 bits become floats; a date of TOML is an object.
    ///
    /// ```
    /// use serde::de::DeserializeSeed;
    /// use spectable::{Model, Reader};
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         id with_id: String = "id",
    ///     }
    /// }
    /// let mut format = serde_json::Deserializer::from_str(r#"{"id":7}"#);
    /// let call = Reader::new().tolerant().seed::<Call>().deserialize(&mut format)?;
    /// assert_eq!(call.id, None);
    /// assert_eq!(call.extra().get("id"), Some(&7.into()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn seed<T: Element>(&self) -> impl for<'de> DeserializeSeed<'de, Value = T> + use<T> {
        Seed::new(self.progress::<T>())
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

    /// The same, and nothing shared with it.
    #[cfg(feature = "rayon")]
    pub(crate) fn apart(&self) -> Self {
        Self { only: self.only.as_ref().map(|only| Arc::new(only.apart())), ..*self }
    }

    /// How a document of this type is read.
    #[inline]
    fn progress<T: Element>(&self) -> Result<Progress, Error> {
        let progress = Progress::tolerating(self.tolerant);
        match &self.only {
            None => Ok(progress),
            Some(only) => Ok(progress.of_parts(Some(only.parts_of::<T>()?))),
        }
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
