//! Texts: of a format, of a pattern, or words.

use time::{Date, OffsetDateTime};

use crate::limits::Limits;
use crate::pattern;
use crate::random::Random;

/// Words that name nobody and nothing in particular.
const WORDS: [&str; 24] = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "hazel", "indigo", "juniper", "kelp",
    "lilac", "maple", "north", "olive", "pine", "quartz", "river", "spruce", "tide", "umber", "violet",
    "willow", "zinc",
];

/// When random instants begin: 2020, in seconds since 1970. They end nine years later.
const BEGIN: i64 = 1_577_836_800;
const SECONDS: u64 = 9 * 365 * 24 * 60 * 60;

/// A text of a property: of its pattern, else of its format, else words; without a random number, the name of the property.
pub(crate) fn text(
    name: &str,
    format: Option<&str>,
    limits: Limits<'_>,
    mut random: Option<&mut Random>,
) -> String {
    let length = if limits.are_none() {
        (0, usize::MAX)
    } else {
        (limits.count("minLength").unwrap_or(0), limits.count("maxLength").unwrap_or(usize::MAX))
    };
    if let Some(pattern) = limits.text("pattern")
        && let Some(text) = pattern::matching(&pattern, length, random.as_deref_mut())
    {
        return text;
    }
    if let Some(text) = format.and_then(|format| of_format(format, random.as_deref_mut()))
        && (length.0..=length.1).contains(&text.chars().count())
    {
        return text;
    }
    of_length(random.map_or_else(|| name.to_owned(), words), length)
}

fn words(random: &mut Random) -> String {
    let mut text = String::new();
    for at in 0..=random.below(3) {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(random.one_of(&WORDS).copied().unwrap_or_default());
    }
    text
}

/// A text with letters added to it, or taken from it.
fn of_length(mut text: String, (least, most): (usize, usize)) -> String {
    // A longer text is no example.
    let least = least.min(100_000);
    let count = text.chars().count();
    if count < least {
        text.extend(std::iter::repeat_n('x', least - count));
    }
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text,
    }
}

/// A text of a format of JSON Schema (2020-12, section 7.3) or OpenAPI. Hosts and addresses are those that are set aside for examples
/// (RFC 2606, RFC 5737, RFC 3849).
fn of_format(format: &str, random: Option<&mut Random>) -> Option<String> {
    let number = random.map_or(0x0123_4567_89ab_cdef, Random::next);
    let small = number % 250 + 1;
    Some(match format {
        "uuid" | "guid" => {
            let (high, low) = (number, number.rotate_left(29) ^ 0x5bd1_e995_7f4a_7c15);
            format!(
                "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
                high >> 32,
                high >> 16 & 0xffff,
                high & 0xfff,
                0x8000 | low >> 48 & 0x3fff,
                low & 0xffff_ffff_ffff
            )
        }
        "uri" | "url" | "uri-reference" | "iri" | "iri-reference" => format!("https://example.com/{small}"),
        "email" | "idn-email" => format!("box{small}@example.com"),
        "hostname" | "idn-hostname" => format!("host{small}.example.com"),
        "ipv4" => format!("192.0.2.{small}"),
        "ipv6" => format!("2001:db8::{small:x}"),
        "byte" | "base64" => "c2FtcGxl".to_owned(),
        "time" => format!("{:02}:{:02}:{:02}Z", number % 24, number / 24 % 60, number / 1440 % 60),
        "duration" => format!("PT{small}S"),
        "json-pointer" => format!("/items/{small}"),
        "regex" => "^[a-z]+$".to_owned(),
        _ => return None,
    })
}

/// A date-time of RFC 3339: to the second, or with milliseconds, as servers write it.
pub(crate) fn date_time(random: Option<&mut Random>) -> String {
    let Some(random) = random else { return "2024-01-02T03:04:05Z".to_owned() };
    let at = instant(random);
    let fraction = if random.percent(50) { format!(".{:03}", random.below(999) + 1) } else { String::new() };
    format!("{}T{:02}:{:02}:{:02}{fraction}Z", day(at.date()), at.hour(), at.minute(), at.second())
}

/// A date of RFC 3339.
pub(crate) fn date(random: Option<&mut Random>) -> String {
    random.map_or_else(|| "2024-01-02".to_owned(), |random| day(instant(random).date()))
}

fn instant(random: &mut Random) -> OffsetDateTime {
    let seconds = BEGIN.saturating_add_unsigned(random.below(SECONDS));
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
