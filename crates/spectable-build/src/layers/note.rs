//! What a later source added, and what it says differently.

use std::collections::{BTreeMap, HashSet};

use super::Laid;
use crate::documented::RawValue;
use crate::location::{FileId, Files, Location};
use crate::overlay::Overlay;
use crate::problem::{Problem, Problems, Severity};
use crate::schema::{Addition, Fact};

/// How many values a message lists.
const SHOWN: usize = 5;

/// Takes down what becomes of a later source.
pub(super) struct Notes<'a> {
    files: &'a Files,
    paths: &'a BTreeMap<FileId, String>,
    /// The properties whose values the overlay states: it overrules every source.
    settled: HashSet<(&'a str, Option<&'a str>)>,
    laid: Laid,
    problems: Problems,
}

impl<'a> Notes<'a> {
    pub(super) fn new(overlay: &'a Overlay, files: &'a Files, paths: &'a BTreeMap<FileId, String>) -> Self {
        let of = |entry: &'a crate::overlay::EnumValues| (entry.model.as_str(), entry.property.as_deref());
        let settled = overlay.enums.iter().map(of).collect();
        Self { files, paths, settled, laid: Laid::default(), problems: Problems::default() }
    }

    /// Both sources have a model.
    pub(super) fn shared(&mut self) {
        self.laid.shared += 1;
    }

    /// Only the later source has something, and it is not added.
    pub(super) fn left_out(&mut self) {
        self.laid.left_out += 1;
    }

    /// The later source added a fact.
    pub(super) fn add(&mut self, model: &str, property: Option<&str>, fact: Fact, location: Location) {
        if fact == Fact::Values && self.settled.contains(&(model, property)) {
            return;
        }
        let file =
            self.paths.get(&location.file).map_or_else(|| self.files.name(location.file), String::as_str);
        let (model, property, file) = (model.to_owned(), property.map(str::to_owned), file.to_owned());
        self.laid.additions.push(Addition { model, property, fact, file, location });
    }

    /// The later source says something else; the first place is that of the earlier one, which wins.
    pub(super) fn contradiction(&mut self, places: (Location, Location), message: String) {
        self.laid.contradictions += 1;
        self.problems.push(Problem {
            severity: Severity::Warning,
            rule: "contradiction",
            location: Some(places.0),
            second: Some(places.1),
            message,
            remedy: "the first place wins; where it is wrong, let the other source come first, or correct the page"
                .to_owned(),
        });
    }

    /// Two lists of values differ.
    pub(super) fn contradicting_values(
        &mut self,
        model: &str,
        property: Option<&str>,
        (own, own_place): (&[RawValue], Location),
        (other, other_place): (&[RawValue], Location),
    ) {
        if self.settled.contains(&(model, property)) {
            return;
        }
        let name = property.map_or_else(|| model.to_owned(), |property| format!("{model}.{property}"));
        let (ours, theirs) = (only_in(own, other), only_in(other, own));
        let differ = match (ours.is_empty(), theirs.is_empty()) {
            (false, false) => format!("{ours} only here, {theirs} only in the other place"),
            (false, true) => format!("{ours} only here"),
            (true, _) => format!("{theirs} only in the other place"),
        };
        self.contradiction((own_place, other_place), format!("`{name}` has different values: {differ}"));
    }

    pub(super) fn finish(self) -> (Laid, Problems) {
        (self.laid, self.problems)
    }
}

/// The values that another list does not have, in words.
fn only_in(values: &[RawValue], other: &[RawValue]) -> String {
    let known: HashSet<&str> = other.iter().map(|value| value.wire.as_str()).collect();
    let only: Vec<String> = values
        .iter()
        .filter(|value| !known.contains(value.wire.as_str()))
        .map(|value| format!("\"{}\"", value.wire))
        .collect();
    let more = only.len().saturating_sub(SHOWN);
    let shown = only.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}
