//! Date-times and dates as text: ISO-8601 in the profile of RFC 3339, section 5.6, and a little more: a comma before the fraction of
//! a second, an offset without a colon or minutes, and one with seconds or beyond 24 hours, since `time` has such offsets and what is
//! written must be readable.
//!
//! The parser is written by hand because call histories are full of timestamps. The general parsers of `time` take several
//! times as long, and each user would have to compile the features of that crate that contain them.

use std::fmt;

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

/// Why a text is not a date-time, where there is more to say than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reason(&'static str);

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " ({})", self.0) }
    }
}

const SHAPE: Reason = Reason("");
const NO_SUCH_DAY: Reason = Reason("no such day");
const NO_SUCH_TIME: Reason = Reason("no such time of day");
const NO_LEAP_SECOND: Reason = Reason("a leap second is 23:59:60 UTC on the last day of a month");
const NO_OFFSET: Reason = Reason("the offset is missing: `Z`, or one such as `+01:00`");
const NO_SUCH_OFFSET: Reason = Reason("no such offset");

/// Reads `2026-05-04T10:00:00.25Z`: the fraction of a second is optional; an offset may replace `Z`, and a space `T`.
///
/// A leap second becomes the last nanosecond before it. Digits past the ninth are cut off.
pub(crate) fn parse_date_time(text: &str) -> Result<OffsetDateTime, Reason> {
    let mut rest = Digits(text.as_bytes());
    let (date, [hour, minute, second]) = seconds(&mut rest)?;
    let nanosecond = fraction(&mut rest)?;
    let leap = second == 60;
    let (second, nanosecond) = if leap { (59, 999_999_999) } else { (second, nanosecond) };
    let time = Time::from_hms_nano(hour, minute, second, nanosecond).map_err(|_| NO_SUCH_TIME)?;
    let offset = offset(&mut rest)?;
    if !rest.0.is_empty() {
        return Err(SHAPE);
    }
    let instant = OffsetDateTime::new_in_offset(date, time, offset);
    if leap && !is_before_leap_second(instant) { Err(NO_LEAP_SECOND) } else { Ok(instant) }
}

/// Reads a date-time in one of its common forms, which end with `Z` or `+01:00`, at the beginning of a JSON text that is behind the opening quote; and how many
/// bytes it has with its closing quote. `None` for any other form, and for what is none.
#[inline]
pub(crate) fn read_common(text: &[u8]) -> Option<(OffsetDateTime, usize)> {
    let mut rest = Digits(text);
    let (date, [hour, minute, second]) = seconds_at_once(&mut rest)?.ok()?;
    let nanosecond = fraction(&mut rest).ok()?;
    // Not of a leap second.
    let time = Time::from_hms_nano(hour, minute, second, nanosecond).ok()?;
    let (instant, behind) = match rest.0 {
        [b'Z', b'"', behind @ ..] => (OffsetDateTime::new_utc(date, time), behind),
        [b'+' | b'-', _, _, b':', _, _, b'"', behind @ ..] => {
            rest.0 = rest.0.get(..6)?;
            (OffsetDateTime::new_in_offset(date, time, offset(&mut rest).ok()?), behind)
        }
        _ => return None,
    };
    Some((instant, text.len() - behind.len()))
}

/// Whether a leap second may follow: RFC 3339, section 5.7.
#[cold]
fn is_before_leap_second(instant: OffsetDateTime) -> bool {
    instant.checked_to_offset(UtcOffset::UTC).is_some_and(|utc| {
        let ends_month = utc.date().next_day().is_none_or(|next| next.day() == 1);
        ends_month && (utc.hour(), utc.minute(), utc.second()) == (23, 59, 59)
    })
}

/// Reads `2026-05-04`.
pub(crate) fn parse_date(text: &str) -> Result<Date, Reason> {
    let mut rest = Digits(text.as_bytes());
    let date = date(&mut rest)?;
    if rest.0.is_empty() { Ok(date) } else { Err(SHAPE) }
}

/// What is before the fraction of a second.
#[inline]
fn seconds(rest: &mut Digits<'_>) -> Result<(Date, [u8; 3]), Reason> {
    seconds_at_once(rest).unwrap_or_else(|| seconds_in_parts(rest))
}

/// The same of the most common form; `None` for any other text. The digits are read eight bytes at a time.
#[inline]
fn seconds_at_once(rest: &mut Digits<'_>) -> Option<Result<(Date, [u8; 3]), Reason>> {
    let (text, behind) = rest.0.split_first_chunk::<19>()?;
    let date = Pattern::of(b"0000-00-").digits(text.get(..8)?)?;
    let day = Pattern::of(b"00T00:00").digits(text.get(8..16)?)?;
    let time = Pattern::of(b"00:00:00").digits(text.get(11..)?)?;
    // Each byte becomes the number of two digits that begins there: nothing is carried, since 99 is the largest.
    let [date, day, time] = [date, day, time].map(|digits| (digits * 10 + (digits >> 8)).to_le_bytes());
    rest.0 = behind;
    let year = i32::from(date[0]) * 100 + i32::from(date[2]);
    Some(day_of(year, date[5], day[0]).map(|date| (date, [time[0], time[3], time[6]])))
}

/// Eight bytes of a text: digits where there are zeros, and signs.
struct Pattern {
    zeros: u64,
    /// What a byte may grow by before it reaches its highest bit: one that stands for a digit by 118, since it is below 10; one that
    /// stands for a sign by 127, since it is zero.
    room: u64,
}

impl Pattern {
    #[inline(always)]
    const fn of(pattern: &[u8; 8]) -> Self {
        let (mut room, mut at) = ([127; 8], 0);
        while at < room.len() {
            if pattern[at] == b'0' {
                room[at] = 118;
            }
            at += 1;
        }
        Self { zeros: u64::from_le_bytes(*pattern), room: u64::from_le_bytes(room) }
    }

    /// The digits of a text of this form, each in its byte.
    #[inline(always)]
    fn digits(&self, text: &[u8]) -> Option<u64> {
        let digits = u64::from_le_bytes(*text.first_chunk()?) ^ self.zeros;
        let is_it = (digits | digits.wrapping_add(self.room)) & 0x8080_8080_8080_8080 == 0;
        is_it.then_some(digits)
    }
}

/// The same of any text, with what is wrong with it.
#[cold]
fn seconds_in_parts(rest: &mut Digits<'_>) -> Result<(Date, [u8; 3]), Reason> {
    let date = date(rest)?;
    if !(rest.skip(b'T') || rest.skip(b't') || rest.skip(b' ')) {
        return Err(SHAPE);
    }
    let hour = rest.two()?;
    rest.expect(b':')?;
    let minute = rest.two()?;
    rest.expect(b':')?;
    let second = rest.two()?;
    Ok((date, [hour, minute, second]))
}

fn date(rest: &mut Digits<'_>) -> Result<Date, Reason> {
    let year = i32::from(rest.two()?) * 100 + i32::from(rest.two()?);
    rest.expect(b'-')?;
    let month = rest.two()?;
    rest.expect(b'-')?;
    let day = rest.two()?;
    day_of(year, month, day)
}

#[inline]
fn day_of(year: i32, month: u8, day: u8) -> Result<Date, Reason> {
    let month = Month::try_from(month).map_err(|_| NO_SUCH_DAY)?;
    Date::from_calendar_date(year, month, day).map_err(|_| NO_SUCH_DAY)
}

/// The nanoseconds.
fn fraction(rest: &mut Digits<'_>) -> Result<u32, Reason> {
    // ISO 8601 allows a comma as well.
    if !(rest.skip(b'.') || rest.skip(b',')) {
        return Ok(0);
    }
    let mut nanosecond = 0;
    let mut unit = 100_000_000;
    let mut len = 0;
    for &byte in rest.0 {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        nanosecond += u32::from(digit) * unit;
        unit /= 10;
        len += 1;
    }
    rest.0 = rest.0.get(len..).unwrap_or_default();
    if len > 0 { Ok(nanosecond) } else { Err(SHAPE) }
}

fn offset(rest: &mut Digits<'_>) -> Result<UtcOffset, Reason> {
    if rest.skip(b'Z') || rest.skip(b'z') {
        return Ok(UtcOffset::UTC);
    }
    let sign = match rest.0.first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Err(NO_OFFSET),
    };
    rest.advance();
    let part =
        |value: u8, limit: u8| if value < limit { Ok(sign * value as i8) } else { Err(NO_SUCH_OFFSET) };
    let hours = part(rest.two()?, 26)?;
    let (mut minutes, mut seconds) = (0, 0);
    let colon = rest.skip(b':');
    if colon || !rest.0.is_empty() {
        minutes = part(rest.two()?, 60)?;
    }
    // Seconds occur in no API, but `time` has such offsets, and what is written must be readable.
    if colon && rest.skip(b':') {
        seconds = part(rest.two()?, 60)?;
    }
    UtcOffset::from_hms(hours, minutes, seconds).map_err(|_| NO_SUCH_OFFSET)
}

struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    fn advance(&mut self) {
        self.0 = self.0.get(1..).unwrap_or_default();
    }

    fn skip(&mut self, byte: u8) -> bool {
        let there = self.0.first() == Some(&byte);
        if there {
            self.advance();
        }
        there
    }

    fn expect(&mut self, byte: u8) -> Result<(), Reason> {
        if self.skip(byte) { Ok(()) } else { Err(SHAPE) }
    }

    fn digit(&mut self) -> Option<u8> {
        let digit = self.0.first()?.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        self.advance();
        Some(digit)
    }

    fn two(&mut self) -> Result<u8, Reason> {
        match (self.digit(), self.digit()) {
            (Some(tens), Some(ones)) => Ok(tens * 10 + ones),
            _ => Err(SHAPE),
        }
    }
}

/// The numbers of two digits as text.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    pairs
};

/// A date or date-time as JSON text, on the stack.
pub(crate) struct Text {
    /// The text in quotes, and bytes behind it that mean nothing.
    block: [u8; Text::BLOCK],
    len: usize,
}

impl Text {
    /// More than the longest has: `"9999-12-31T23:59:59.999999999+25:59:59"`.
    const BLOCK: usize = 40;
    const NINE_DIGITS: usize = 9;

    /// The text in quotes: the first bytes of a block, and how many.
    pub(crate) fn quoted(&self) -> (&[u8; Text::BLOCK], usize) {
        (&self.block, self.len)
    }

    pub(crate) fn as_str(&self) -> &str {
        let text = self.block.get(1..self.len - 1).unwrap_or_default();
        // Only ASCII is ever written.
        str::from_utf8(text).unwrap_or_default()
    }

    /// What is written into has its signs in place, and a day; `len` counts what is before the closing quote.
    #[inline]
    fn of(date: Date, len: usize) -> Option<Self> {
        const SIGNS: [u8; Text::BLOCK] = *b"\"0000-00-00T00:00:00                    ";
        let (year, month, day) = date.to_calendar_date();
        let year = u16::try_from(year).ok().filter(|&year| year <= 9999)?;
        let mut text = Self { block: SIGNS, len };
        text.two(1, (year / 100) as u8);
        text.two(3, (year % 100) as u8);
        text.two(6, month.into());
        text.two(9, day);
        Some(text)
    }

    /// Two digits at a place.
    #[inline(always)]
    fn two(&mut self, at: usize, value: u8) {
        let digits = PAIRS.get(usize::from(value)).copied().unwrap_or_default();
        self.block[at] = digits[0];
        self.block[at + 1] = digits[1];
    }

    fn push(&mut self, byte: u8) {
        self.block[self.len] = byte;
        self.len += 1;
    }

    fn push_two(&mut self, value: u8) {
        self.two(self.len, value);
        self.len += 2;
    }

    /// As many digits as it takes.
    #[inline]
    fn push_fraction(&mut self, nanosecond: u32) {
        if nanosecond == 0 {
            return;
        }
        // Servers write milliseconds: six zeros at the end, found at once.
        let (mut rest, mut digits) = (nanosecond / 1_000_000, 3);
        if !nanosecond.is_multiple_of(1_000_000) {
            (rest, digits) = (nanosecond, Self::NINE_DIGITS);
        }
        while rest % 10 == 0 {
            (rest, digits) = (rest / 10, digits - 1);
        }
        self.push(b'.');
        for place in (self.len..self.len + digits).rev() {
            self.block[place] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        self.len += digits;
    }

    #[inline]
    fn push_offset(&mut self, offset: UtcOffset) {
        if offset.is_utc() {
            return self.push(b'Z');
        }
        self.push(if offset.is_negative() { b'-' } else { b'+' });
        let (hours, minutes, seconds) = offset.as_hms();
        self.push_two(hours.unsigned_abs());
        self.push(b':');
        self.push_two(minutes.unsigned_abs());
        if seconds != 0 {
            self.push(b':');
            self.push_two(seconds.unsigned_abs());
        }
    }
}

/// Writes a date-time with its own offset and as many digits as it needs; `None` for a year that has not four digits.
pub(crate) fn write_date_time(value: OffsetDateTime) -> Option<Text> {
    let mut text = Text::of(value.date(), "\"0000-00-00T00:00:00".len())?;
    let (hour, minute, second, nanosecond) = value.time().as_hms_nano();
    text.two(12, hour);
    text.two(15, minute);
    text.two(18, second);
    text.push_fraction(nanosecond);
    text.push_offset(value.offset());
    text.push(b'"');
    Some(text)
}

/// Writes a date; `None` for a year that has not four digits.
pub(crate) fn write_date(value: Date) -> Option<Text> {
    let mut text = Text::of(value, "\"0000-00-00".len())?;
    text.push(b'"');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first 19 bytes are read at once, unless one of them is another than usual.
    #[test]
    fn what_is_read_at_once_is_read_in_parts_as_well() {
        let common = "2026-05-04T10:20:39.25+01:00";
        let mut read = 0;
        for at in 0..19 {
            for other in ["/", ":", ";", "T", "t", "a", " ", "-", "0", "9", "\0", "\u{7f}", "é", "９"] {
                let text = format!("{}{other}{}", &common[..at], &common[at + 1..]);
                let [mut at_once, mut in_parts] = [Digits(text.as_bytes()), Digits(text.as_bytes())];
                let found = seconds(&mut at_once);
                assert_eq!(found, seconds_in_parts(&mut in_parts), "{text}");
                if found.is_ok() {
                    assert_eq!(at_once.0, in_parts.0, "{text}");
                    assert_eq!(at_once.0, b".25+01:00", "{text}");
                    read += 1;
                }
                let of_value = crate::from_value::<OffsetDateTime>(text.as_str().into()).ok();
                let of_text = crate::from_str::<OffsetDateTime>(&serde_json::to_string(&text).unwrap()).ok();
                assert_eq!(of_text, of_value, "{text}");
                let behind = format!("{text}\",\"");
                if let Some(common) = read_common(behind.as_bytes()) {
                    assert_eq!(Some(common), of_value.map(|it| (it, text.len() + 1)), "{text}");
                    read += 1;
                }
            }
        }
        assert!(read > 40, "some are date-times: {read}");
    }

    /// What is read, and what is written back.
    #[test]
    fn date_times() {
        let cases = [
            ("2026-05-04T10:00:00Z", "2026-05-04T10:00:00Z"),
            ("2026-05-04t10:00:00z", "2026-05-04T10:00:00Z"),
            ("2026-05-04T10:00:00+00:00", "2026-05-04T10:00:00Z"),
            ("2026-05-04T10:00:00-00:00", "2026-05-04T10:00:00Z"),
            ("2026-05-04T10:00:00.5Z", "2026-05-04T10:00:00.5Z"),
            ("2026-05-04T10:00:00,5Z", "2026-05-04T10:00:00.5Z"),
            ("2026-05-04T10:00:00.500Z", "2026-05-04T10:00:00.5Z"),
            ("2026-05-04T10:00:00.000000001Z", "2026-05-04T10:00:00.000000001Z"),
            ("2026-05-04T10:00:00.0000000004Z", "2026-05-04T10:00:00Z"),
            ("2026-05-04T10:00:00.0000000009Z", "2026-05-04T10:00:00Z"),
            ("2026-12-31T23:59:59.9999999999Z", "2026-12-31T23:59:59.999999999Z"),
            ("9999-12-31T23:59:59.9999999999Z", "9999-12-31T23:59:59.999999999Z"),
            ("2026-06-23 14:31:49Z", "2026-06-23T14:31:49Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999999Z"),
            ("2016-12-31T23:59:60.25Z", "2016-12-31T23:59:59.999999999Z"),
            ("2017-01-01T05:29:60+05:30", "2017-01-01T05:29:59.999999999+05:30"),
            ("2015-06-30T15:59:60-0800", "2015-06-30T15:59:59.999999999-08:00"),
            ("9999-12-31T23:59:60Z", "9999-12-31T23:59:59.999999999Z"),
            ("2026-05-04T10:00:00+05:30", "2026-05-04T10:00:00+05:30"),
            ("2026-05-04T10:00:00+0530", "2026-05-04T10:00:00+05:30"),
            ("2026-05-04T10:00:00-08", "2026-05-04T10:00:00-08:00"),
            ("2026-05-04T10:00:00+01:02:03", "2026-05-04T10:00:00+01:02:03"),
            ("2026-05-04T10:00:00.123456789+01:02:03", "2026-05-04T10:00:00.123456789+01:02:03"),
            ("2026-05-04T10:00:00+00", "2026-05-04T10:00:00Z"),
            ("2026-05-04T10:00:00+24:00", "2026-05-04T10:00:00+24:00"),
            ("2026-05-04T10:00:00-25:59:59", "2026-05-04T10:00:00-25:59:59"),
            ("0000-01-01T00:00:00+25:00", "0000-01-01T00:00:00+25:00"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999999-23:59", "9999-12-31T23:59:59.999999999-23:59"),
        ];
        for (read, written) in cases {
            let value = parse_date_time(read).unwrap_or_else(|_| panic!("{read} is read"));
            assert_eq!(write_date_time(value).unwrap().as_str(), written, "{read}");
        }
    }

    #[test]
    fn not_date_times() {
        let cases = [
            ("", SHAPE),
            ("yesterday", SHAPE),
            ("2026-05-04", SHAPE),
            ("2026-05-04_10:00:00Z", SHAPE),
            ("2026-05-04  10:00:00Z", SHAPE),
            ("2026-05-04T10:00Z", SHAPE),
            ("2026-05-04T10:00:00", NO_OFFSET),
            ("2026-05-04T10:00:00.Z", SHAPE),
            ("2026-05-04T10:00:00ZZ", SHAPE),
            ("2026-02-30T10:00:00Z", NO_SUCH_DAY),
            ("2026-13-01T10:00:00Z", NO_SUCH_DAY),
            ("2026-05-04T24:00:00Z", NO_SUCH_TIME),
            ("2026-05-04T10:61:00Z", NO_SUCH_TIME),
            ("2026-05-04T10:15:60Z", NO_LEAP_SECOND),
            ("2026-05-04T23:59:60Z", NO_LEAP_SECOND),
            ("2016-12-31T23:59:60+01:00", NO_LEAP_SECOND),
            ("2016-12-31T23:59:60+00:00:01", NO_LEAP_SECOND),
            ("9999-12-31T23:59:60-01:00", NO_LEAP_SECOND),
            ("2016-12-31T23:59:61Z", NO_SUCH_TIME),
            ("2026-05-04T10:00:00+26:00", NO_SUCH_OFFSET),
            ("2026-05-04T10:00:00+01:60", NO_SUCH_OFFSET),
            ("2026-05-04T10:00:00+1", SHAPE),
            ("+2026-05-04T10:00:00Z", SHAPE),
            ("2026-05-04T10:00:00.1234567890123456789é", NO_OFFSET),
        ];
        for (text, reason) in cases {
            assert_eq!(parse_date_time(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn dates() {
        for text in ["0000-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(write_date(parse_date(text).unwrap()).unwrap().as_str(), text);
        }
        for text in ["", "2023-02-29", "2026-5-4", "2026-05-04T00:00:00Z", "20260504"] {
            assert!(parse_date(text).is_err(), "{text}");
        }
        assert!(write_date(Date::MIN).is_none(), "a year before 0 has no four digits");
    }
}
