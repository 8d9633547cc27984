//! How a text writes a date or a date-time, by its shape alone.

/// What stands between the date and the time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Between {
    /// `T` or `t`.
    Letter,
    /// A space.
    Space,
}

/// How the offset is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// There is none.
    None,
    /// `Z` or `z`.
    Z,
    /// `+01:00`.
    Colon,
    /// `+0100` or `+01`.
    Plain,
}

/// How a text writes a date or a date-time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A date and a time of day, as ISO 8601 orders them.
    DateTime {
        /// What stands between them.
        between: Between,
        /// It has seconds.
        seconds: bool,
        /// The seconds have a fraction.
        fraction: bool,
        /// The offset.
        zone: Zone,
    },
    /// `2026-01-02`.
    Date,
    /// `03:04:05`.
    TimeOfDay,
    /// Digits: seconds since 1970, or parts of a second, by how many there are.
    Digits(u8),
    /// The same as a whole number, and not a text.
    Number(u8),
    /// `Fri, 02 Jan 2026 03:04:05 GMT`.
    Http,
    /// `01/02/2026`, with a time of day or without.
    Slashes,
    /// A date or a time of day that the calendar does not have.
    NoSuchDay,
    /// The empty text.
    Empty,
    /// Any other text.
    Other,
}

impl Form {
    /// The form of a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Self::Empty;
        }
        if let Some(rest) = date(bytes) {
            return Self::after_date(bytes, rest);
        }
        if bytes.iter().all(u8::is_ascii_digit) {
            return Self::Digits(bytes.len().min(99) as u8);
        }
        if let Some((_, rest)) = clock(bytes)
            && (rest.is_empty() || zone(rest).is_some())
        {
            return Self::TimeOfDay;
        }
        let slashes = text.split([' ', 'T', ',']).next().unwrap_or_default();
        if slashes.split('/').count() == 3 && slashes.bytes().all(|it| it.is_ascii_digit() || it == b'/') {
            return Self::Slashes;
        }
        if bytes.len() > 24 && bytes.get(3) == Some(&b',') && text.ends_with("GMT") {
            return Self::Http;
        }
        Self::Other
    }

    fn after_date(bytes: &[u8], rest: &[u8]) -> Self {
        if !is_day(bytes) {
            return Self::NoSuchDay;
        }
        let Some((&first, after)) = rest.split_first() else { return Self::Date };
        let between = match first {
            b'T' | b't' => Between::Letter,
            b' ' => Between::Space,
            _ => return Self::Other,
        };
        let Some((clock, after)) = clock(after) else { return Self::Other };
        let zone = if after.is_empty() { Some(Zone::None) } else { zone(after) };
        match zone {
            Some(_) if !clock.is_real => Self::NoSuchDay,
            Some(zone) => Self::DateTime { between, seconds: clock.seconds, fraction: clock.fraction, zone },
            None => Self::Other,
        }
    }

    /// The form of a whole number.
    pub fn of_number(number: i128) -> Self {
        let digits = number.unsigned_abs().checked_ilog10().map_or(1, |digits| digits + 1);
        Self::Number(digits.min(99) as u8)
    }

    /// Whether the models read it as a date-time: with seconds and an offset.
    pub fn is_date_time(self) -> bool {
        matches!(self, Self::DateTime { seconds: true, zone, .. } if zone != Zone::None)
    }

    /// Whether the models read it as a date.
    pub fn is_date(self) -> bool {
        self == Self::Date
    }

    /// An example of the form, which is never a text of the traffic.
    pub fn example(self) -> String {
        match self {
            Self::DateTime { between, seconds, fraction, zone } => {
                let between = if between == Between::Letter { 'T' } else { ' ' };
                let seconds = if seconds { ":05" } else { "" };
                let fraction = if fraction { ".678" } else { "" };
                let zone = match zone {
                    Zone::None => "",
                    Zone::Z => "Z",
                    Zone::Colon => "+01:00",
                    Zone::Plain => "+0100",
                };
                format!("2026-01-02{between}03:04{seconds}{fraction}{zone}")
            }
            Self::Date => "2026-01-02".to_owned(),
            Self::TimeOfDay => "03:04:05".to_owned(),
            Self::Digits(10) | Self::Number(10) => "1767323045".to_owned(),
            Self::Digits(13) | Self::Number(13) => "1767323045000".to_owned(),
            Self::Digits(count) | Self::Number(count) => format!("{count} digits"),
            Self::Http => "Fri, 02 Jan 2026 03:04:05 GMT".to_owned(),
            Self::Slashes => "01/02/2026".to_owned(),
            Self::NoSuchDay => "2026-13-32".to_owned(),
            Self::Empty => "an empty text".to_owned(),
            Self::Other => "another text".to_owned(),
        }
    }

    /// What is to say of it beside the example; may be empty.
    pub fn remark(self) -> &'static str {
        match self {
            Self::DateTime { zone: Zone::None, seconds: false, .. } => "without seconds and offset",
            Self::DateTime { zone: Zone::None, .. } => "without an offset",
            Self::DateTime { seconds: false, .. } => "without seconds",
            Self::DateTime { between: Between::Space, .. } => "with a space in place of T",
            Self::Date => "a date",
            Self::TimeOfDay => "a time of day",
            Self::Digits(10) | Self::Number(10) => "seconds since 1970",
            Self::Digits(13) | Self::Number(13) => "milliseconds since 1970",
            Self::Digits(16) | Self::Number(16) => "microseconds since 1970",
            Self::Digits(19) | Self::Number(19) => "nanoseconds since 1970",
            Self::Http => "as in headers of HTTP",
            Self::Slashes => "a date with slashes",
            Self::NoSuchDay => "no such day or time of day",
            Self::DateTime { .. } | Self::Digits(_) | Self::Number(_) | Self::Empty | Self::Other => "",
        }
    }
}

/// What is after `0000-00-00`.
fn date(bytes: &[u8]) -> Option<&[u8]> {
    let (date, rest) = bytes.split_at_checked(10)?;
    let fits = date.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    fits.then_some(rest)
}

/// Whether the calendar has the day at the beginning of a text.
fn is_day(bytes: &[u8]) -> bool {
    let number = |at: usize, count: usize| {
        let digits = bytes.get(at..at + count).unwrap_or_default();
        digits.iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit.wrapping_sub(b'0')))
    };
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A time of day.
struct Clock {
    seconds: bool,
    fraction: bool,
    is_real: bool,
}

/// The time of day at the beginning, and what is after it.
fn clock(bytes: &[u8]) -> Option<(Clock, &[u8])> {
    let (hour, rest) = two(bytes)?;
    let (minute, mut rest) = two(rest.strip_prefix(b":")?)?;
    let mut clock = Clock { seconds: false, fraction: false, is_real: hour < 24 && minute < 60 };
    if let Some(after) = rest.strip_prefix(b":") {
        let (second, after) = two(after)?;
        // 60 is a leap second.
        clock.seconds = true;
        clock.is_real &= second < 60 || (second == 60 && minute % 30 == 29);
        rest = after;
        if let Some(after) = rest.strip_prefix(b".").or_else(|| rest.strip_prefix(b",")) {
            let digits = after.iter().take_while(|it| it.is_ascii_digit()).count();
            if digits == 0 {
                return None;
            }
            clock.fraction = true;
            rest = after.get(digits..)?;
        }
    }
    Some((clock, rest))
}

fn two(bytes: &[u8]) -> Option<(u8, &[u8])> {
    match bytes {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
            Some(((tens - b'0') * 10 + (ones - b'0'), rest))
        }
        _ => None,
    }
}

/// A whole text that is an offset.
fn zone(bytes: &[u8]) -> Option<Zone> {
    match bytes {
        [b'Z' | b'z'] => Some(Zone::Z),
        [b'+' | b'-', rest @ ..] => {
            let (_, rest) = two(rest).filter(|(hours, _)| *hours < 26)?;
            match rest {
                [] => Some(Zone::Plain),
                [b':', rest @ ..] => {
                    let (_, rest) = two(rest).filter(|(minutes, _)| *minutes < 60)?;
                    let ends = rest.is_empty()
                        || rest
                            .strip_prefix(b":")
                            .and_then(two)
                            .is_some_and(|(it, end)| it < 60 && end.is_empty());
                    ends.then_some(Zone::Colon)
                }
                rest => {
                    two(rest).filter(|(minutes, end)| *minutes < 60 && end.is_empty()).map(|_| Zone::Plain)
                }
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let cases = [
            ("2026-05-04T10:00:00Z", "2026-01-02T03:04:05Z", true),
            ("2026-05-04t10:00:00z", "2026-01-02T03:04:05Z", true),
            ("2026-05-04T10:00:00.123456Z", "2026-01-02T03:04:05.678Z", true),
            ("2026-05-04T10:00:00+05:30", "2026-01-02T03:04:05+01:00", true),
            ("2026-05-04T10:00:00-0800", "2026-01-02T03:04:05+0100", true),
            ("2026-05-04T10:00:00-08", "2026-01-02T03:04:05+0100", true),
            ("2026-05-04 10:00:00Z", "2026-01-02 03:04:05Z", true),
            ("2026-05-04 10:00:00", "2026-01-02 03:04:05", false),
            ("2026-05-04T10:00:00", "2026-01-02T03:04:05", false),
            ("2026-05-04T10:00Z", "2026-01-02T03:04Z", false),
            ("2026-05-04", "2026-01-02", false),
            ("10:00:00", "03:04:05", false),
            ("1767323045", "1767323045", false),
            ("1767323045123", "1767323045000", false),
            ("17673", "5 digits", false),
            ("Mon, 04 May 2026 10:00:00 GMT", "Fri, 02 Jan 2026 03:04:05 GMT", false),
            ("4/5/2026 10:00", "01/02/2026", false),
            ("2026-02-30T10:00:00Z", "2026-13-32", false),
            ("2026-05-04T24:00:00Z", "2026-13-32", false),
            ("2026-05-04T10:00:00.Z", "another text", false),
            ("2026-05-04T10:00:00+26:00", "another text", false),
            ("2026-05-04T10:00:00ZZ", "another text", false),
            ("", "an empty text", false),
            ("hunter2", "another text", false),
            ("2026-05-0é", "another text", false),
        ];
        for (text, example, is_read) in cases {
            let form = Form::of(text);
            assert_eq!((form.example().as_str(), form.is_date_time()), (example, is_read), "{text}");
        }
    }
}
