//! Waivers: findings that are accepted, for a reason and until a date.

use spectable_build::{
    location::Files,
    overlay::{self, Overlay},
};
use time::{Date, Month, OffsetDateTime};

use super::{Error, finding::Finding, fingerprint::Fingerprint};
use crate::{glob::Glob, place::Place, severity::rule_at};

mod waived;

pub use self::waived::{Patterns, Waived};

/// One `[[waiver]]` of a `spectable.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The finding, or the patterns of several.
    pub what: Waived,
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
/// If a waiver has a malformed fingerprint or date, or names a rule that there is not.
pub fn of(overlay: &Overlay, files: &Files) -> Result<Vec<Waiver>, Error> {
    let waiver = |entry: &overlay::Waiver| {
        let place = Place::of(entry.location, files);
        let malformed = |what: &str| {
            let remedy = "write waivers with `spectable waive FINGERPRINT --reason TEXT --until DATE`";
            Error::at(&place, what, remedy)
        };
        let what = match &entry.what {
            overlay::Waived::Fingerprint(text) => {
                let fingerprint = Fingerprint::parse(text);
                let message = "the `fingerprint` of a waiver must have 16 hexadecimal digits";
                Waived::Finding(fingerprint.ok_or_else(|| malformed(message))?)
            }
            overlay::Waived::Pattern { rule, model, property } => Waived::Matching(Patterns {
                rule: rule.as_ref().map(|rule| rule_at(rule, files)).transpose()?,
                model: model.as_deref().map(Glob::new),
                property: property.as_deref().map(Glob::new),
            }),
        };
        let until = parse_date(&entry.until)
            .ok_or_else(|| malformed("`until` of a waiver must be a date, such as \"2026-12-31\""))?;
        Ok(Waiver { what, reason: entry.reason.clone(), until, place })
    };
    overlay.waivers.iter().map(waiver).collect()
}

/// Removes the findings that are waived, and reports the waivers that are expired or unused.
///
/// `elsewhere` are the findings of another comparison, if it was made too. Without it, a waiver that is unused here
/// may be used there.
pub fn apply(
    waivers: &[Waiver],
    today: Date,
    findings: &mut Vec<Finding>,
    elsewhere: Option<&[Finding]>,
) -> Vec<WaiverNote> {
    let is_expired = |waiver: &&Waiver| waiver.until < today;
    let note = |waiver: &Waiver| {
        let what = &waiver.what;
        let message = if is_expired(&waiver) {
            let until = waiver.until;
            format!("the waiver of {what} expired on {until}: fix the finding, or waive it again")
        } else if findings.iter().any(|finding| what.matches(finding)) {
            return None;
        } else {
            match elsewhere {
                Some(elsewhere) if elsewhere.iter().any(|finding| what.matches(finding)) => return None,
                Some(_) => format!("the waiver of {what} is unused: {}; remove it", no_finding(what)),
                None => format!(
                    "the waiver of {what} is unused here; run `spectable check --upstream` to see whether \
                     it is still needed"
                ),
            }
        };
        Some(WaiverNote { message, place: Some(waiver.place.clone()) })
    };
    let notes = waivers.iter().filter_map(note).collect();
    let in_force: Vec<&Waiver> = waivers.iter().filter(|waiver| !is_expired(waiver)).collect();
    findings.retain(|finding| !in_force.iter().any(|waiver| waiver.what.matches(finding)));
    notes
}

fn no_finding(what: &Waived) -> &'static str {
    match what {
        Waived::Finding(_) => "no finding has this fingerprint",
        Waived::Matching(_) => "no finding matches",
    }
}

#[cfg(test)]
mod tests {
    use spectable_build::{problem::Problems, schema::Schema};

    use super::*;
    use crate::{changes::compare, rules::Rule};

    fn day(month: Month, day: u8) -> Date {
        Date::from_calendar_date(2026, month, day).unwrap()
    }

    fn waiver(what: Waived, until: Date) -> Waiver {
        let place =
            Place { file: "spectable.toml".into(), line: 1, column: 1, text: String::new(), span: (0, 0) };
        Waiver { what, reason: "known".to_owned(), until, place }
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
        let fingerprint = findings[0].fingerprint;
        let rule = |rule| Waived::Matching(Patterns { rule: Some(rule), ..Patterns::default() });
        let pairs = [
            (Waived::Finding(fingerprint), Waived::Finding(Fingerprint::of(&[]))),
            (rule(Rule::ReleaseChanged), rule(Rule::ModelAdded)),
        ];
        let (may, june) = (day(Month::May, 31), day(Month::June, 1));
        for (used, unused) in pairs {
            // What the other comparison has, for each of the two.
            let other = findings.iter().cloned().map(|finding| match &unused {
                Waived::Finding(fingerprint) => Finding { fingerprint: *fingerprint, ..finding },
                Waived::Matching(_) => Finding { rule: Rule::ModelAdded, ..finding },
            });
            let (nowhere, elsewhere) = (Vec::new(), other.collect::<Vec<_>>());
            for (what, until, elsewhere, left, note) in [
                (&used, june, None, 0, None),
                (&used, may, None, 1, Some("expired on 2026-05-31")),
                (&unused, june, None, 1, Some("is unused here")),
                (&unused, june, Some(&elsewhere), 1, None),
                (&unused, june, Some(&nowhere), 1, Some("remove it")),
            ] {
                let mut findings = findings.clone();
                let waivers = [waiver(what.clone(), until)];
                let notes = apply(&waivers, june, &mut findings, elsewhere.map(Vec::as_slice));
                assert_eq!(findings.len(), left, "{what}");
                assert_eq!(notes.len(), usize::from(note.is_some()), "{what}");
                for (found, expected) in notes.iter().zip(note) {
                    assert!(found.message.contains(expected), "{}", found.message);
                    assert!(found.message.contains(&what.to_string()), "{}", found.message);
                }
            }
        }
    }

    #[test]
    fn a_malformed_waiver_is_refused_with_its_place() {
        let end = "reason = \"r\"\nuntil = \"2026-12-31\"";
        for (text, said) in [
            (
                format!("[[waiver]]\nfingerprint = \"ff\"\n{end}"),
                "o:1:1: the `fingerprint` of a waiver must have 16 hexadecimal digits; write waivers with",
            ),
            (
                format!("[[waiver]]\nrule = \"model-adde\"\n{end}"),
                "o:2:8: `model-adde` is not a rule; did you mean `model-added`?",
            ),
            (
                "[[waiver]]\nmodel = \"*\"\nreason = \"r\"\nuntil = \"2026-02-30\"".to_owned(),
                "o:1:1: `until` of a waiver must be a date, such as \"2026-12-31\"; write waivers with",
            ),
        ] {
            let (mut files, mut problems) = (Files::default(), Problems::default());
            let overlay = Overlay::parse("o", &text, &mut files, &mut problems);
            assert!(problems.is_empty(), "{problems:?}");
            let error = of(&overlay, &files).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
