//! Waivers: findings that are accepted, for a reason and until a date.

use std::collections::BTreeSet;

use time::Date;

use super::{finding::Finding, fingerprint::Fingerprint};
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
    use time::Month;

    use super::*;
    use crate::drift::changes::compare;

    fn day(month: Month, day: u8) -> Date {
        Date::from_calendar_date(2026, month, day).unwrap()
    }

    fn waiver(fingerprint: Fingerprint, until: Date) -> Waiver {
        let place =
            Place { file: "spectable.toml".into(), line: 1, column: 1, text: String::new(), span: (0, 0) };
        Waiver { fingerprint, reason: "known".to_owned(), until, place }
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
