//! The texts of numbers, dates and strings: what they mean, and how they are written.

use time::{Date, OffsetDateTime};

use super::super::escape;
use super::super::text::Text;
use crate::decimal::{self, Whole};
use crate::timestamp;

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
                // Of another text the digits would be taken for what they are not.
                if is_number(token) { token.parse().ok().or_else(|| decimal::whole(token)) } else { None }
            }
        })*
    };
}
integer!(i64 i32 u64);

/// Whether all of a text is the text of a number.
fn is_number(text: &str) -> bool {
    let mut number = Text::new(text);
    number.number().is_ok_and(|(token, _)| token.len() == text.len())
}

/// The whole number that the text of a number is, also `1.0` and `1e3`; `None` if it is none, or does not fit.
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
    if text.bytes().any(escape::is_escaped) {
        write_escaped(text, to);
    } else {
        to.extend_from_slice(text.as_bytes());
    }
    to.push(b'"');
}

#[cold]
fn write_escaped(text: &str, to: &mut Vec<u8>) {
    for byte in text.bytes() {
        let (block, len) = escape::escaped(byte);
        to.extend_from_slice(block.get(..len).unwrap_or_default());
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
