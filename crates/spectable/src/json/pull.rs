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

use std::borrow::Cow;
use std::fmt;

use time::{Date, OffsetDateTime};

use super::escape::is_escaped;
use super::text::{Failure, Text};
use crate::decimal::{self, Whole};
use crate::depth::TooDeep;
use crate::error::ErrorKind;
use crate::path::MAX_DEPTH;
use crate::timestamp;

/// How deep objects and lists may be nested in a document.
pub const LEVELS: u16 = MAX_DEPTH;

/// JSON text that is read from its beginning to its end. A copy looks ahead.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    text: Text<'a>,
    bytes: &'a [u8],
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
        Self { text: Text::new(text), bytes: text.as_bytes() }
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
        self.text.go_back(at);
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

    /// Reads a key of exactly this name, which holds nothing that is escaped, and its colon, if they are the next tokens.
    #[inline]
    pub fn skip_key(&mut self, name: &str) -> bool {
        self.text.peek();
        let start = self.text.at();
        let rest = self.bytes.get(start..).unwrap_or_default();
        let Some((b'"', rest)) = rest.split_first() else { return false };
        // Another key hardly ever ends there, so that few are compared.
        let is_there = rest.get(name.len()) == Some(&b'"')
            && rest.get(..name.len()).is_some_and(|rest| is_same(rest, name.as_bytes()));
        if !is_there {
            return false;
        }
        self.text.go_back(start + name.len() + 2);
        if !self.text.skip(b':') {
            self.text.go_back(start);
            return false;
        }
        true
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
    /// If it is not JSON, or nested deeper than these levels, of which there are at most [`LEVELS`].
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

/// Whether two texts of one length are the same: eight bytes at a time, without a call.
#[inline]
fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let (Some((a_word, a_rest)), Some((b_word, b_rest))) =
        (a.split_first_chunk::<8>(), b.split_first_chunk())
    {
        if u64::from_le_bytes(*a_word) != u64::from_le_bytes(*b_word) {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// Reads a value of any kind. What is open is a bit for each level, so that no text can exhaust the stack.
fn check_value(text: &mut Text<'_>, levels: u16) -> Result<(), Failure> {
    // The innermost level is the lowest bit: 1 for an object.
    let (mut objects, mut depth) = (0_u128, 0_u16);
    loop {
        match text.peek() {
            Some(b'"') => drop(text.string()?),
            Some(b'-' | b'0'..=b'9') => drop(text.number()?),
            Some(b't') => text.literal("true")?,
            Some(b'f') => text.literal("false")?,
            Some(b'n') => text.literal("null")?,
            Some(first @ (b'{' | b'[')) => {
                if depth == levels {
                    return Err(Failure::refusing(text.at(), TooDeep.to_string()));
                }
                let is_object = first == b'{';
                text.advance();
                objects = objects << 1 | u128::from(is_object);
                depth += 1;
                match text.peek() {
                    Some(b'}') if is_object => {}
                    Some(b']') if !is_object => {}
                    _ if is_object => {
                        key(text)?;
                        continue;
                    }
                    _ => continue,
                }
            }
            _ => return Err(text.unexpected("a value")),
        }
        // A value has ended, or an empty list or object is about to.
        loop {
            if depth == 0 {
                return Ok(());
            }
            let is_object = objects & 1 == 1;
            match text.peek() {
                Some(b',') => {
                    text.advance();
                    if is_object {
                        key(text)?;
                    }
                    break;
                }
                Some(b'}') if is_object => {}
                Some(b']') if !is_object => {}
                _ => return Err(text.unexpected(if is_object { "`,` or `}`" } else { "`,` or `]`" })),
            }
            text.advance();
            objects >>= 1;
            depth -= 1;
        }
    }
}

/// Reads a key and its colon.
fn key(text: &mut Text<'_>) -> Result<(), Failure> {
    if text.peek() != Some(b'"') {
        return Err(text.unexpected("a key in quotes"));
    }
    text.string()?;
    if text.skip(b':') { Ok(()) } else { Err(text.unexpected("`:`")) }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for i64 {}
    impl Sealed for i32 {}
    impl Sealed for u64 {}
}

/// A whole number that a property can hold: `i64`, `i32` or `u64`.
pub trait Integer: sealed::Sealed + Sized {
    /// What a message says of it: `a whole number that fits 64 bits`.
    const EXPECTED: &'static str;

    /// The whole number that the text of a number is.
    #[doc(hidden)]
    fn of_text(token: &str) -> Option<Self>;
}

macro_rules! integer {
    ($($ty:ty)*) => {
        $(impl Integer for $ty {
            const EXPECTED: &'static str = <Self as Whole>::EXPECTED;

            #[inline]
            fn of_text(token: &str) -> Option<Self> {
                token.parse().ok().or_else(|| decimal::whole(token))
            }
        })*
    };
}
integer!(i64 i32 u64);

/// The whole number that the text of a number is, also `1.0` and `1e3`; `None` if it is none, or does not fit.
///
/// The text is that of [`Tokens::number`].
#[must_use]
#[inline]
pub fn whole<T: Integer>(token: &str) -> Option<T> {
    T::of_text(token)
}

/// The instant and offset of an ISO-8601 date-time.
///
/// # Errors
/// If the text is none. The message is what is wrong with it, for the end of a sentence: it is empty or in brackets.
#[inline]
pub fn date_time(text: &str) -> Result<OffsetDateTime, String> {
    timestamp::parse_date_time(text).map_err(|reason| reason.to_string())
}

/// The day of an ISO-8601 date.
///
/// # Errors
/// Those of [`date_time`].
#[inline]
pub fn date(text: &str) -> Result<Date, String> {
    timestamp::parse_date(text).map_err(|reason| reason.to_string())
}

/// Writes a string in quotes, with what must be escaped in it.
#[inline]
pub fn write_string(text: &str, to: &mut Vec<u8>) {
    to.push(b'"');
    if text.bytes().any(is_escaped) {
        write_escaped(text, to);
    } else {
        to.extend_from_slice(text.as_bytes());
    }
    to.push(b'"');
}

#[cold]
fn write_escaped(text: &str, to: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for &byte in text.as_bytes() {
        match byte {
            b'"' | b'\\' => to.extend([b'\\', byte]),
            b'\n' => to.extend(b"\\n"),
            b'\t' => to.extend(b"\\t"),
            b'\r' => to.extend(b"\\r"),
            0x08 => to.extend(b"\\b"),
            0x0c => to.extend(b"\\f"),
            0..0x20 => {
                to.extend(b"\\u00");
                to.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
            }
            _ => to.push(byte),
        }
    }
}

/// Writes a float: the shortest text that reads back as the same one. `false`, and nothing written, if it is not finite.
#[must_use]
pub fn write_float(value: f64, to: &mut Vec<u8>) -> bool {
    match serde_json::Number::from_f64(value) {
        Some(number) => serde_json::to_writer(to, &number).is_ok(),
        None => false,
    }
}

/// Writes a date-time in quotes, with its own offset and as many digits as it needs. `false`, and nothing written, if its year does not
/// have four digits.
#[must_use]
#[inline]
pub fn write_date_time(value: OffsetDateTime, to: &mut Vec<u8>) -> bool {
    write(timestamp::write_date_time(value), to)
}

/// Writes a date in quotes. `false`, and nothing written, if its year does not have four digits.
#[must_use]
#[inline]
pub fn write_date(value: Date, to: &mut Vec<u8>) -> bool {
    write(timestamp::write_date(value), to)
}

#[inline]
fn write(text: Option<timestamp::Text>, to: &mut Vec<u8>) -> bool {
    let Some(text) = text else { return false };
    let (block, len) = text.quoted();
    to.extend_from_slice(block.get(..len).unwrap_or_default());
    true
}
