//! JSON text a token at a time, and the texts of values: for readers and writers that build something else than models.
//!
//! The rules are those of models: which strings are date-times, which numbers are whole, how floats and date-times are written.
//!
//! ```
//! use spectable::pull::Tokens;
//!
//! let mut tokens = Tokens::new(r#"{"id":"c-1","more":[1,{"a":null}],"seconds":1e3}"#);
//! assert!(tokens.skip(b'{') && tokens.skip_key("id"));
//! assert_eq!(tokens.string()?, "c-1");
//! assert!(tokens.skip(b',') && tokens.string()? == "more" && tokens.skip(b':'));
//! assert_eq!(tokens.value(spectable::pull::LEVELS)?, r#"[1,{"a":null}]"#);
//! assert!(tokens.skip(b',') && tokens.skip_key("seconds"));
//! let (token, _) = tokens.number()?;
//! assert_eq!(spectable::pull::whole::<i64>(token), Some(1000));
//! assert!(tokens.skip(b'}'));
//! tokens.end()?;
//! # Ok::<(), spectable::pull::Fault>(())
//! ```

mod check;
mod values;

use std::borrow::Cow;
use std::fmt;

use self::check::check_value;
pub use self::values::{
    Integer, date, date_time, whole, write_date, write_date_time, write_float, write_string,
};
use super::escape::is_escaped;
use super::text::{Failure, Text};
use crate::error::ErrorKind;
use crate::path::MAX_DEPTH;

/// How deep objects and lists may be nested in a document.
pub const LEVELS: u16 = MAX_DEPTH;

/// JSON text that is read from its beginning to its end. A copy looks ahead.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    text: Text<'a>,
}

/// Where the text is not what was asked for, and why.
#[derive(Debug)]
pub struct Fault(Failure);

impl Fault {
    /// The byte of the text, from 0.
    pub fn at(&self) -> usize {
        self.0.at()
    }

    /// What was expected, and what was found.
    #[must_use]
    pub fn message(&self) -> &str {
        self.0.message()
    }

    /// [`Syntax`](ErrorKind::Syntax), [`Eof`](ErrorKind::Eof), or [`Data`](ErrorKind::Data) for what is nested too deep.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message(), self.at())
    }
}

impl std::error::Error for Fault {}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl fmt::Debug for Tokens<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("at", &self.at()).finish_non_exhaustive()
    }
}

impl<'a> Tokens<'a> {
    /// The tokens of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text: Text::new(text) }
    }

    /// How many bytes were read.
    #[must_use]
    #[inline]
    pub fn at(&self) -> usize {
        self.text.at()
    }

    /// Goes back to a place that was read before.
    #[inline]
    pub fn go_back(&mut self, at: usize) {
        self.text.go_back(at.min(self.at()));
    }

    /// What was read from a place on.
    #[must_use]
    #[inline]
    pub fn since(&self, start: usize) -> &'a str {
        self.text.since(start)
    }

    /// The next byte that is not white space; it stays unread. `None` at the end of the text.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        self.text.peek()
    }

    /// Reads this byte, a bracket, comma or colon, if it is the next one after white space.
    #[inline]
    pub fn skip(&mut self, byte: u8) -> bool {
        self.text.skip(byte)
    }

    /// Reads a key of exactly this name and its colon, if they are the next tokens, and the key has no escapes.
    #[inline]
    pub fn skip_key(&mut self, name: &str) -> bool {
        self.text.peek();
        let start = self.text.at();
        if !self.text.skip_key(name) {
            return false;
        }
        // A name that JSON escapes never comes as it is: the same bytes are another key then, or several tokens.
        let is_plain = !name.bytes().any(is_escaped);
        if !is_plain {
            self.text.go_back(start);
        }
        is_plain
    }

    /// Reads a string.
    ///
    /// # Errors
    /// If the next token is none.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        match self.text.peek() {
            Some(b'"') => Ok(self.text.string()?),
            _ => Err(self.unexpected("a string")),
        }
    }

    /// Reads a number: its text, and whether it is digits without a fraction and exponent.
    ///
    /// # Errors
    /// If the next token is none.
    #[inline]
    pub fn number(&mut self) -> Result<(&'a str, bool), Fault> {
        match self.text.peek() {
            Some(b'-' | b'0'..=b'9') => Ok(self.text.number()?),
            _ => Err(self.unexpected("a number")),
        }
    }

    /// Reads `true`, `false` or `null`.
    ///
    /// # Errors
    /// If the next token is another one.
    #[inline]
    pub fn literal(&mut self, literal: &str) -> Result<(), Fault> {
        self.text.peek();
        Ok(self.text.literal(literal)?)
    }

    /// Passes over a value. Its brackets are counted and its strings passed over, but what is in it need not be JSON.
    ///
    /// # Errors
    /// If the text ends before the value does, or there is none.
    #[inline]
    pub fn skip_value(&mut self) -> Result<(), Fault> {
        Ok(self.text.skip_quickly()?)
    }

    /// Passes over what is left of the object or list that is open, with its closing bracket. What is in it need not be JSON.
    ///
    /// # Errors
    /// If the text ends before.
    pub fn skip_rest(&mut self) -> Result<(), Fault> {
        Ok(self.text.skip_rest()?)
    }

    /// Reads a value: its text as it is, with the white space in it. It is known to be JSON, in which each string is Unicode.
    ///
    /// # Errors
    /// If the text is not a valid value, or the value is nested deeper than `levels`. More than [`LEVELS`] count as [`LEVELS`].
    pub fn value(&mut self, levels: u16) -> Result<&'a str, Fault> {
        self.text.peek();
        let start = self.at();
        check_value(&mut self.text, levels.min(LEVELS))?;
        Ok(self.since(start))
    }

    /// Reads the end of the text.
    ///
    /// # Errors
    /// If there is more.
    pub fn end(&mut self) -> Result<(), Fault> {
        Ok(self.text.end()?)
    }

    /// The next token is not what is expected: a fault that says so.
    #[cold]
    #[must_use]
    pub fn unexpected(&self, expected: &str) -> Fault {
        self.text.unexpected(expected).into()
    }
}
