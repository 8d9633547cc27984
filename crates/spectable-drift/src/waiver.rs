//! Waivers: findings that are accepted, for a reason and until a date.

use std::collections::BTreeSet;

use spectable_build::{
    location::Files,
    overlay::{self, Overlay},
};
use time::{Date, Month, OffsetDateTime};

use super::{Error, finding::Finding, fingerprint::Fingerprint};
use crate::place::Place;

/// One `[[waiver]]` of a `spectable.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The finding.
    pub fingerprint: Fingerprint,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is accepted.
    pub until: Date,
    /// Its position.
    pub place: Place,
}

/// A waiver that needs attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverNote {
    /// What is wrong with it, in one sentence.
    pub message: String,
    /// The position of the waiver.
    pub place: Option<Place>,
}

/// Today's date, in UTC.
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

/// The waivers of an overlay; `files` are those with which it was read.
///
/// # Errors
/// If a waiver has no fingerprint or no date.
pub fn of(overlay: &Overlay, files: &Files) -> Result<Vec<Waiver>, Error> {
    let waiver = |entry: &overlay::Waiver| {
        let place = Place::of(entry.location, files);
        let malformed = |what: &str| {
            Error::new(
                format!("{}:{}: {what}", place.file, place.line),
                "write waivers with `spectable waive FINGERPRINT --reason TEXT --until DATE`",
            )
        };
        let fingerprint = Fingerprint::parse(&entry.fingerprint)
            .ok_or_else(|| malformed("the `fingerprint` of a waiver must have 16 hexadecimal digits"))?;
        let until = parse_date(&entry.until)
            .ok_or_else(|| malformed("`until` of a waiver must be a date, such as \"2026-12-31\""))?;
        Ok(Waiver { fingerprint, reason: entry.reason.clone(), until, place })
    };
    overlay.waivers.iter().map(waiver).collect()
}

/// Removes the findings that are waived, and reports the waivers that are expired or unused.
///
/// `elsewhere` are the fingerprints of another comparison, if it was made too. Without it, a waiver that is unused here
/// may be used there.
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
            format!("the waiver of {fingerprint} expired on {until}: fix the finding, or waive it again")
        } else if !found.contains(fingerprint) {
            match elsewhere {
                Some(elsewhere) if elsewhere.contains(fingerprint) => continue,
                Some(_) => format!(
                    "the waiver of {fingerprint} is unused: no finding has this fingerprint; remove it"
                ),
                None => format!(
                    "the waiver of {fingerprint} is unused here; run `spectable check --upstream` to see whether \
                     it is still needed"
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

#[cfg(test)]
mod tests {
    use spectable_build::schema::Schema;

    use super::*;
    use crate::changes::compare;

    fn day(month: Month, day: u8) -> Date {
        Date::from_calendar_date(2026, month, day).unwrap()
    }

    fn waiver(fingerprint: Fingerprint, until: Date) -> Waiver {
        let place =
            Place { file: "spectable.toml".into(), line: 1, column: 1, text: String::new(), span: (0, 0) };
        Waiver { fingerprint, reason: "known".to_owned(), until, place }
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
    fn expired_and_unused_waivers_are_reported() {
        let new = Schema { release: Some("2".into()), ..Schema::default() };
        let findings = compare(&Schema::default(), &new);
        let (used, unused) = (findings[0].fingerprint, Fingerprint::of(&[]));
        let (nowhere, elsewhere) = (BTreeSet::new(), BTreeSet::from([unused]));
        let (may, june) = (day(Month::May, 31), day(Month::June, 1));
        for (fingerprint, until, elsewhere, left, note) in [
            (used, june, None, 0, None),
            (used, may, None, 1, Some("expired on 2026-05-31")),
            (unused, june, None, 1, Some("is unused here")),
            (unused, june, Some(&elsewhere), 1, None),
            (unused, june, Some(&nowhere), 1, Some("remove it")),
        ] {
            let mut findings = findings.clone();
            let notes = apply(&[waiver(fingerprint, until)], june, &mut findings, elsewhere);
            assert_eq!(findings.len(), left);
            assert_eq!(notes.len(), usize::from(note.is_some()));
            for (found, expected) in notes.iter().zip(note) {
                assert!(found.message.contains(expected), "{}", found.message);
            }
        }
    }
}
