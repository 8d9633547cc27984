//! What HTTP Archives have beside the bodies of documented operations.

use crate::{
    bounded::Bounded,
    finding::{Finding, Kind},
    place::Hits,
    report::Skipped,
    tally::{Exchange, ValueTally},
};

/// Adds what was not documented, and says what was skipped.
pub(super) fn add(exchange: Exchange, findings: &mut Vec<Finding>) -> Vec<Skipped> {
    let requests = exchange.requests;
    let finding = |kind: Kind, hits: Hits, message: String| Finding {
        kind,
        model: None,
        property: None,
        path: String::new(),
        documented: None,
        came: None,
        count: hits.count,
        of: requests,
        message,
        hint: String::new(),
        example: hits.first,
        suggestion: None,
    };
    let (undocumented, more) = exchange.undocumented.finish();
    for (what, tally) in undocumented {
        findings.push(finding(Kind::UndocumentedBody, tally.hits, what.into()));
    }
    if more {
        let message = "there are more bodies that no operation documents".to_owned();
        findings.push(finding(Kind::UndocumentedBody, Hits::default(), message));
    }
    let hint = most_frequent(exchange.others);
    for (hits, message) in [
        (exchange.no_method, "a documented path was requested with another method"),
        (exchange.no_path, "a path was requested that is not documented"),
    ] {
        if hits.count > 0 {
            findings
                .push(Finding { hint: hint.clone(), ..finding(Kind::NoOperation, hits, message.to_owned()) });
        }
    }
    let (media, _) = exchange.skipped.finish();
    let told: u64 = media.values().map(|it| it.hits.count).sum();
    let mut skipped: Vec<Skipped> = media
        .iter()
        .map(|(media, tally)| Skipped { what: media.to_string(), count: tally.hits.count })
        .collect();
    if exchange.skipped_all.count > told {
        let count = exchange.skipped_all.count - told;
        skipped.push(Skipped { what: "of other media types".to_owned(), count });
    }
    skipped
}

/// How many requests are shown.
const SHOWN: usize = 3;

/// The requests that came most often, in words.
fn most_frequent(others: Bounded<ValueTally>) -> String {
    let (others, _) = others.finish();
    let mut others: Vec<(u64, Box<str>)> =
        others.into_iter().map(|(shape, it)| (it.hits.count, shape)).collect();
    others.sort_by(|(one, shape), (other, name)| other.cmp(one).then_with(|| shape.cmp(name)));
    let shown: Vec<String> =
        others.iter().take(SHOWN).map(|(count, shape)| format!("{count} × `{shape}`")).collect();
    if shown.is_empty() { String::new() } else { format!("not documented, most often: {}", shown.join(", ")) }
}
