//! Waivers: findings that are accepted, for a reason and until a date.

use std::collections::BTreeSet;

use spectable_build::location::{Files, Location};
use time::{Date, Month, OffsetDateTime};
use toml::de::{DeTable, DeValue};

use super::{
    finding::{Finding, Place},
    fingerprint::Fingerprint,
};
use crate::status::Failure;

/// One `[[waiver]]` of a `spectable.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The finding.
    pub fingerprint: Fingerprint,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub until: Date,
    /// Where it stands.
    pub place: Place,
}

/// A waiver that should be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverNote {
    /// What is the matter, in one sentence.
    pub message: String,
    /// Where the waiver stands.
    pub place: Option<Place>,
}

/// The day by UTC.
pub fn today() -> Date {
    OffsetDateTime::now_utc().date()
}

/// Reads `2026-12-31`.
pub fn parse_date(text: &str) -> Option<Date> {
    let [year, month, day]: [&str; 3] = text.split('-').collect::<Vec<_>>().try_into().ok()?;
    if (year.len(), month.len(), day.len()) != (4, 2, 2)
        || !text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
    {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Reads the waivers of a `spectable.toml`; `name` is what messages call it.
///
/// # Errors
/// If the file is not TOML, or a waiver lacks one of its three keys.
pub fn read(name: &str, text: &str) -> Result<Vec<Waiver>, Failure> {
    let mut files = Files::default();
    let file = files.add(name, text);
    let table = DeTable::parse(text)
        .map_err(|error| Failure::bad_input(format!("`{name}` is not TOML: {}", error.message()), ""))?;
    let Some(waivers) = table.get_ref().get("waiver") else { return Ok(Vec::new()) };
    let Some(waivers) = waivers.get_ref().as_array() else {
        return Err(malformed(name, "`waiver` is no list of tables"));
    };
    let mut read = Vec::new();
    for entry in waivers {
        let place = Place::of(Location::new(file, entry.span()), &files);
        let at = format!("{name}:{}", place.line);
        let DeValue::Table(table) = entry.get_ref() else {
            return Err(malformed(&at, "a waiver is a table"));
        };
        let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str()).map(str::to_owned);
        let fingerprint = text("fingerprint").and_then(|text| Fingerprint::parse(&text));
        let until = table.get("until").and_then(|value| match value.get_ref() {
            DeValue::Datetime(date) => parse_date(&date.to_string()),
            DeValue::String(date) => parse_date(date),
            _ => None,
        });
        let fingerprint = fingerprint
            .ok_or_else(|| malformed(&at, "a waiver has a `fingerprint` of 16 hexadecimal digits"))?;
        let until = until.ok_or_else(|| malformed(&at, "a waiver has a date `until`, such as 2026-12-31"))?;
        let reason = text("reason").filter(|reason| !reason.trim().is_empty());
        let reason = reason.ok_or_else(|| malformed(&at, "a waiver has a `reason`"))?;
        read.push(Waiver { fingerprint, reason, until, place });
    }
    Ok(read)
}

fn malformed(at: &str, message: &str) -> Failure {
    Failure::bad_input(
        format!("{at}: {message}"),
        "write waivers with `spectable waive FINGERPRINT --reason TEXT --until DATE`",
    )
}

/// Takes out the findings that are waived, and says which waivers are expired or unused.
///
/// `elsewhere` are the fingerprints of findings that are looked for in another comparison, if that was made as well:
/// without it, a waiver that is not used here may be used there.
pub fn apply(
    waivers: &[Waiver],
    today: Date,
    findings: &mut Vec<Finding>,
    elsewhere: Option<&BTreeSet<Fingerprint>>,
) -> Vec<WaiverNote> {
    let found: BTreeSet<Fingerprint> = findings.iter().map(|finding| finding.fingerprint).collect();
    let mut waived = BTreeSet::new();
    let mut notes = Vec::new();
    for waiver in waivers {
        let Waiver { fingerprint, until, .. } = waiver;
        let message = if *until < today {
            format!("the waiver of {fingerprint} expired on {until}: mend what it is about, or waive it anew")
        } else if !found.contains(fingerprint) {
            match elsewhere {
                Some(elsewhere) if elsewhere.contains(fingerprint) => continue,
                Some(_) => format!(
                    "the waiver of {fingerprint} is not used: no finding has this fingerprint; remove it"
                ),
                None => format!(
                    "the waiver of {fingerprint} is not used here; `spectable check --upstream` tells whether it is used at all"
                ),
            }
        } else {
            waived.insert(*fingerprint);
            continue;
        };
        notes.push(WaiverNote { message, place: Some(waiver.place.clone()) });
    }
    findings.retain(|finding| !waived.contains(&finding.fingerprint));
    notes
}

/// The text of a `spectable.toml` with one more waiver at its end; all that was there stays as it is.
///
/// # Errors
/// If the fingerprint is waived already, or the file is not one to which a waiver can be added.
pub fn add(
    name: &str,
    text: &str,
    fingerprint: Fingerprint,
    reason: &str,
    until: Date,
) -> Result<String, Failure> {
    if let Some(waiver) = read(name, text)?.iter().find(|waiver| waiver.fingerprint == fingerprint) {
        return Err(Failure::bad_input(
            format!("{name}:{}: {fingerprint} is waived already, until {}", waiver.place.line, waiver.until),
            "change or remove that waiver",
        ));
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut with = text.to_owned();
    if !with.is_empty() && !with.ends_with('\n') {
        with.push_str(newline);
    }
    if !with.is_empty() {
        with.push_str(newline);
    }
    let lines = [
        "[[waiver]]".to_owned(),
        format!("fingerprint = \"{fingerprint}\""),
        format!("reason = {}", quoted(reason)),
        format!("until = {until}"),
    ];
    for line in lines {
        with.push_str(&line);
        with.push_str(newline);
    }
    // Waivers that are written as a list in brackets, for example, cannot be added to this way.
    read(name, &with)?;
    Ok(with)
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(char);
            }
            char if char.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift::changes::compare;
    use spectable_build::schema::Schema;

    const FILE: &str = "wire-names = \"camelCase\"  # the rule\n\n[[waiver]]\nfingerprint = \"00000000000000ff\"\nreason = \"known\"\nuntil = 2026-12-31\n";

    fn date(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    #[test]
    fn dates() {
        for (text, is_date) in [
            ("2026-12-31", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("2026-13-01", false),
            ("26-12-31", false),
            ("2026-12-31T00:00:00Z", false),
            ("+026-12-31", false),
            ("", false),
        ] {
            assert_eq!(parse_date(text).is_some(), is_date, "{text}");
        }
    }

    #[test]
    fn a_waiver_is_read_where_it_stands() {
        let waivers = read("spectable.toml", FILE).unwrap();
        assert_eq!(waivers.len(), 1);
        assert_eq!(waivers[0].place.line, 3);
        assert_eq!(waivers[0].reason, "known");
        assert_eq!(waivers[0].until, date("2026-12-31"));
    }

    #[test]
    fn a_waiver_that_is_not_whole_is_refused() {
        for (text, message) in [
            ("a = ", "is not TOML"),
            ("waiver = 1", "no list of tables"),
            ("waiver = [1]", "a waiver is a table"),
            ("[[waiver]]\nreason = \"r\"\nuntil = 2026-12-31", "16 hexadecimal digits"),
            ("[[waiver]]\nfingerprint = \"00000000000000ff\"\nreason = \"r\"", "a date `until`"),
            (
                "[[waiver]]\nfingerprint = \"00000000000000ff\"\nuntil = 2026-12-31\nreason = \" \"",
                "a `reason`",
            ),
        ] {
            let failure = read("spectable.toml", text).unwrap_err();
            assert!(failure.message().contains(message), "{text}: {}", failure.message());
        }
    }

    #[test]
    fn a_waiver_is_added_at_the_end_and_nothing_else_changes() {
        let fingerprint = Fingerprint::of(&["a"]);
        for before in ["", "a = 1", FILE, "a = 1\r\nb = 2\r\n"] {
            let reason = "say \"no\" \\ \u{7}";
            let after = add("spectable.toml", before, fingerprint, reason, date("2027-01-31")).unwrap();
            assert!(after.starts_with(before));
            let waivers = read("spectable.toml", &after).unwrap();
            let waiver = waivers.last().unwrap();
            assert_eq!((waiver.reason.as_str(), waiver.fingerprint), (reason, fingerprint));
            let again = add("spectable.toml", &after, fingerprint, "again", date("2027-01-31"));
            assert!(again.unwrap_err().message().contains("waived already"));
        }
        assert!(add("t", "waiver = []\n", fingerprint, "r", date("2027-01-31")).is_err());
    }

    #[test]
    fn expired_and_unused_waivers_are_reported() {
        let new = Schema { release: Some("2".into()), ..Schema::default() };
        let all = compare(&Schema::default(), &new);
        let fingerprint = all[0].fingerprint;
        let file = |fingerprint, until| {
            let text = add("spectable.toml", "", fingerprint, "known", date(until)).unwrap();
            read("spectable.toml", &text).unwrap()
        };
        for (waivers, left, note) in [
            (file(fingerprint, "2026-06-01"), 0, None),
            (file(fingerprint, "2026-05-31"), 1, Some("expired on 2026-05-31")),
            (file(Fingerprint::of(&[]), "2026-06-01"), 1, Some("is not used")),
        ] {
            let mut findings = all.clone();
            let notes = apply(&waivers, date("2026-06-01"), &mut findings, None);
            assert_eq!(findings.len(), left);
            match note {
                Some(note) => assert!(notes[0].message.contains(note), "{}", notes[0].message),
                None => assert_eq!(notes, []),
            }
        }
        let unused = file(Fingerprint::of(&[]), "2026-06-01");
        let here = BTreeSet::from([Fingerprint::of(&[])]);
        for (elsewhere, note) in [(&here, None), (&BTreeSet::new(), Some("remove it"))] {
            let notes = apply(&unused, date("2026-06-01"), &mut all.clone(), Some(elsewhere));
            assert_eq!(
                notes.first().map(|it| it.message.contains(note.unwrap_or_default())),
                note.map(|_| true)
            );
        }
    }
}
