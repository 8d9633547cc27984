//! Reading of what an overlay says of drift: `[drift]` and `[[waiver]]`.

use super::{Entry, Reader, Value};
use crate::closest::closest;
use crate::documented::Spanned;
use crate::overlay::{Drift, FailOn, RuleSeverity, SeverityEntry, Waived, Waiver};

/// The one key of `[drift]` that does not name a rule.
const FAIL_ON: &str = "fail-on";

impl Reader<'_> {
    pub(super) fn drift(&mut self, value: &Value<'_>) -> Drift {
        let mut drift = Drift::default();
        let Some(table) = value.get_ref().as_table() else {
            let location = self.at(value.span());
            let remedy = "write `[drift]`, and a line `rule = \"warn\"` for each rule";
            self.error(location, "`drift` is not a table", remedy);
            return drift;
        };
        for (key, value) in table {
            let name: &str = key.get_ref();
            if name == FAIL_ON {
                drift.fail_on = self.word(value, "threshold", FailOn::named, FailOn::ALL.map(FailOn::name));
                continue;
            }
            let names = RuleSeverity::ALL.map(RuleSeverity::name);
            if let Some(severity) = self.word(value, "severity", RuleSeverity::named, names) {
                let rule = Spanned { value: name.to_owned(), location: self.at(key.span()) };
                drift.severities.push(SeverityEntry { rule, severity });
            }
        }
        drift.severities.sort_by_key(|entry| entry.rule.location.start);
        drift
    }

    /// One of a few words; `what` it is said to be.
    fn word<T>(
        &mut self,
        value: &Value<'_>,
        what: &str,
        named: fn(&str) -> Option<T>,
        names: [&str; 4],
    ) -> Option<T> {
        let text = value.get_ref().as_str();
        let found = text.and_then(named);
        if found.is_none() {
            let message = match text {
                Some(text) => format!("`{text}` is not a {what}"),
                None => format!("expected a {what}"),
            };
            let remedy = match text.and_then(|text| closest(text, names)) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("expected one of {}", names.map(|it| format!("\"{it}\"")).join(", ")),
            };
            let location = self.at(value.span());
            self.error(location, message, remedy);
        }
        found
    }

    pub(super) fn waiver(&mut self, entry: &Entry<'_, '_>) -> Option<Waiver> {
        self.only(entry, &["fingerprint", "rule", "model", "property", "reason", "until"]);
        let (what, until) = (self.waived(entry), self.required(entry, "until"));
        let reason = self.required(entry, "reason")?;
        Some(Waiver { what: what?, reason, until: until?, location: entry.location })
    }

    fn waived(&mut self, entry: &Entry<'_, '_>) -> Option<Waived> {
        let has = |key: &str| entry.table.get(key).is_some();
        let has_pattern = ["rule", "model", "property"].into_iter().any(has);
        match (has("fingerprint"), has_pattern) {
            (true, false) => self.required(entry, "fingerprint").map(Waived::Fingerprint),
            (false, true) => self.patterns(entry),
            (true, true) => {
                let remedy = "write `fingerprint`, or `rule`, `model` and `property`: one or more of them";
                self.error(entry.location, "a waiver has a fingerprint or patterns, and not both", remedy);
                None
            }
            (false, false) => {
                let remedy = "add `fingerprint`, or one or more of `rule`, `model` and `property`";
                self.error(entry.location, "the entry does not say what it waives", remedy);
                None
            }
        }
    }

    /// Each of the patterns that are there; none if one of them is wrong, since the others alone would match too much.
    fn patterns(&mut self, entry: &Entry<'_, '_>) -> Option<Waived> {
        let [rule, model, property] = ["rule", "model", "property"].map(|key| self.pattern(entry, key));
        Some(Waived::Pattern {
            rule: rule?,
            model: model?.map(|model| model.value),
            property: property?.map(|property| property.value),
        })
    }

    /// A pattern, if the entry has this one; none if it is wrong.
    fn pattern(&mut self, entry: &Entry<'_, '_>, key: &str) -> Option<Option<Spanned<String>>> {
        let Some(value) = entry.table.get(key) else { return Some(None) };
        let location = self.at(value.span());
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(Some(Spanned { value: text.to_owned(), location })),
            _ => {
                self.error(location, format!("`{key}` is not a text"), "write it in quotes, and not empty");
                None
            }
        }
    }
}
