//! The template `iso8601.rs.jinja` as code. A test in `tests/templates` writes it: change the template.
#![allow(clippy::needless_borrow, reason = "the translation does not know which values are references")]

use super::Iso8601;

impl Iso8601<'_> {
    /// The template, filled.
    pub(in crate::render) fn render(&self) -> String {
        let mut out = String::new();
        out.push_str("// ");
        out.push_str(&self.header);
        out.push_str(
            r#"

//! Dates and date-times, and lists and maps of them, as ISO-8601 text.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime, UtcOffset};

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

"#,
        );
        if self.fields {
            out.push_str(
                r#"pub(super) fn serialize<T: Iso8601, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => value.write(serializer),
        None => serializer.serialize_none(),
    }
}

pub(super) fn deserialize<'de, T: Iso8601, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(Option::<Read<T>>::deserialize(deserializer)?.map(|read| read.0))
}

"#,
            );
        }
        out.push_str(
            r#"/// What is text on the wire, or lists and maps of text.
pub(super) trait Iso8601: Sized {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// For serde's own lists and maps.
struct Read<T>(T);

impl<'de, T: Iso8601> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// For serde's own lists and maps.
struct Written<'a, T>(&'a T);

impl<T: Iso8601> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<T: Iso8601> Iso8601 for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Read<T>>::deserialize(deserializer)?.into_iter().map(|read| read.0).collect())
    }
}

impl<T: Iso8601> Iso8601 for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer),
            None => serializer.serialize_none(),
        }
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Read<T>>::deserialize(deserializer)?.map(|read| read.0))
    }
}

impl<T: Iso8601> Iso8601 for BTreeMap<String, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, item)| (key, Written(item))))
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = BTreeMap::<String, Read<T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|(key, read)| (key, read.0)).collect())
    }
}

/// What is one text.
trait Text: Sized {
    const EXPECTED: &'static str;
    fn to_text(&self) -> Result<String, String>;
    fn from_text(text: &str) -> Result<Self, String>;
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Text> Visitor<'_> for TextVisitor<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).map_err(E::custom)
    }
}

impl Iso8601 for Date {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_text().map_err(S::Error::custom)?.serialize(serializer)
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

impl Iso8601 for OffsetDateTime {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_text().map_err(S::Error::custom)?.serialize(serializer)
    }
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

impl Text for Date {
    const EXPECTED: &'static str = "an ISO-8601 date";
    fn to_text(&self) -> Result<String, String> {
        if !(0..=9999).contains(&self.year()) {
            return Err("ISO-8601 has no date before the year 0 or after 9999".to_owned());
        }
        self.format(DAY).map_err(|error| error.to_string())
    }
    fn from_text(text: &str) -> Result<Self, String> {
        // `time` would read a sign before the year as well.
        if text.len() != "2026-05-04".len() {
            return Err(format!("{text:?} is not an ISO-8601 date"));
        }
        Self::parse(text, DAY).map_err(|error| error.to_string())
    }
}

impl Text for OffsetDateTime {
    const EXPECTED: &'static str = "an ISO-8601 date-time";
    fn to_text(&self) -> Result<String, String> {
        self.format(&Rfc3339).or_else(|_| with_other_offset(*self))
    }
    fn from_text(text: &str) -> Result<Self, String> {
        // `time` would let any character separate date and time.
        if !matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' ')) {
            return Err(format!("{text:?} is not an ISO-8601 date-time"));
        }
        Self::parse(text, &Rfc3339).or_else(|error| other_spelling(text).ok_or_else(|| error.to_string()))
    }
}

/// Writes an offset that RFC 3339 does not have: one with seconds, or of 24 hours and more.
fn with_other_offset(value: OffsetDateTime) -> Result<String, String> {
    let local = value.replace_offset(UtcOffset::UTC).format(&Rfc3339).map_err(|error| error.to_string())?;
    let (hours, minutes, seconds) = value.offset().as_hms();
    let sign = if value.offset().is_negative() { '-' } else { '+' };
    let seconds = if seconds == 0 { String::new() } else { format!(":{:02}", seconds.unsigned_abs()) };
    let (hours, minutes) = (hours.unsigned_abs(), minutes.unsigned_abs());
    Ok(format!("{}{sign}{hours:02}:{minutes:02}{seconds}", local.trim_end_matches('Z')))
}

/// Reads what ISO-8601 allows beyond RFC 3339: a comma before the fraction, an offset without a colon or minutes. And an offset with
/// seconds, or of 24 hours and more, since it may be written.
fn other_spelling(text: &str) -> Option<OffsetDateTime> {
    const SECOND: usize = "2026-05-04T10:00:".len();
    let (minute, rest) = text.split_at_checked(SECOND)?;
    let (second, rest) = rest.split_at_checked(2)?;
    let (fraction, offset) = rest.split_at_checked(rest.find(['+', '-', 'Z', 'z'])?)?;
    let offset = if matches!(offset, "Z" | "z") { UtcOffset::UTC } else { other_offset(offset)? };
    let leap = second == "60";
    let second = if leap { "59" } else { second };
    let utc = format!("{minute}{second}{}Z", fraction.replacen(',', ".", 1));
    let value = OffsetDateTime::parse(&utc, &Rfc3339).ok()?.replace_offset(offset);
    if !leap {
        return Some(value);
    }
    let value = value.replace_nanosecond(999_999_999).ok()?;
    let utc = value.checked_to_offset(UtcOffset::UTC)?;
    let ends_month = utc.date().next_day().is_none_or(|next| next.day() == 1);
    (ends_month && (utc.hour(), utc.minute(), utc.second()) == (23, 59, 59)).then_some(value)
}

fn other_offset(text: &str) -> Option<UtcOffset> {
    let two = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i8>().ok().filter(|_| digits)
    };
    let (sign, text) = text.split_at_checked(1)?;
    let sign = match sign {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, rest) = text.split_at_checked(2)?;
    let (minutes, seconds) = match rest.strip_prefix(':') {
        Some(rest) => rest.split_once(':').unwrap_or((rest, "00")),
        None if rest.is_empty() => ("00", "00"),
        None => (rest, "00"),
    };
    let (hours, minutes, seconds) = (two(hours)?, two(minutes)?, two(seconds)?);
    UtcOffset::from_hms(sign * hours, sign * minutes, sign * seconds).ok()
}"#,
        );
        out
    }
}
