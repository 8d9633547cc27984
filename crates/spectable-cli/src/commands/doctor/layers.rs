//! What each later source added, and what it says differently.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use spectable_build::{overlay::Adds, project::LaidSource, schema::Fact};

use spectable_drift::report::{count::count_of, printable};

/// One later source for people: a line for it, and one for what it did.
pub(super) fn text(source: &LaidSource) -> String {
    let laid = &source.laid;
    let dialect = source.dialect.as_ref().map(|found| format!(", dialect {}", printable::text(&found.name)));
    let added: Vec<String> =
        counts(source).into_iter().map(|(fact, count)| format!("{} {count}", fact.word())).collect();
    let added = if added.is_empty() { "nothing".to_owned() } else { added.join(", ") };
    format!(
        "source {}: {}{}; {} of the sources before it\n  adds {added}; {}; {} left out\n",
        printable::text(&source.name),
        count_of(source.pages, "model"),
        dialect.unwrap_or_default(),
        laid.shared,
        count_of(laid.contradictions, "contradiction"),
        laid.left_out,
    )
}

/// The same for programs.
pub(super) fn json(source: &LaidSource) -> Value {
    let added: BTreeMap<&str, usize> =
        counts(source).into_iter().map(|(fact, count)| (fact.word(), count)).collect();
    json!({
        "name": source.name,
        "adds": match source.adds { Adds::All => "all", Adds::Facts => "facts" },
        "models": source.pages,
        "dialect": source.dialect.as_ref().map(|found| &found.name),
        "shared": source.laid.shared,
        "added": added,
        "contradictions": source.laid.contradictions,
        "left_out": source.laid.left_out,
    })
}

fn counts(source: &LaidSource) -> BTreeMap<Fact, usize> {
    source.laid.additions.iter().fold(BTreeMap::new(), |mut counts, addition| {
        *counts.entry(addition.fact).or_default() += 1;
        counts
    })
}
