//! What HTTP Archives have beside the bodies of documented operations.

use crate::{
    finding::{Finding, Kind},
    place::Hits,
    report::Skipped,
    tally::Exchange,
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
    if exchange.no_method.count > 0 {
        let message = "requests are for a documented path with another method".to_owned();
        findings.push(finding(Kind::NoOperation, exchange.no_method, message));
    }
    if exchange.no_path.count > 0 {
        let message = "requests are for a path that is not documented".to_owned();
        findings.push(finding(Kind::NoOperation, exchange.no_path, message));
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
