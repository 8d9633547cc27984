//! The wire name of a row: what the overlay says of it, what its source says, or what a rule makes of the documented name.

use std::collections::HashMap;

use super::{Overlay, WireName};
use crate::documented::Row;
use crate::names::{self, WireNameRule};

/// The wire names that an overlay states, to be found for tens of thousands of properties.
pub(crate) struct WireNames<'a> {
    rule: Option<WireNameRule>,
    /// By the name of the property.
    entries: HashMap<&'a str, Vec<&'a WireName>>,
}

impl<'a> WireNames<'a> {
    pub(crate) fn new(overlay: &'a Overlay) -> Self {
        let mut entries: HashMap<&str, Vec<&WireName>> = HashMap::new();
        for entry in &overlay.wire_names {
            entries.entry(&entry.property).or_default().push(entry);
        }
        Self { rule: overlay.wire_name_rule, entries }
    }

    /// What the overlay says of this property, or of every property of its name, or the input, or the rule.
    pub(crate) fn of(&self, model: &str, row: &Row) -> String {
        match self.stated(model, row) {
            Some(entry) => entry.wire.clone(),
            None => row.wire.clone().unwrap_or_else(|| by_rule(row, self.rule)),
        }
    }

    /// The entry about this property, or about every property of its name.
    pub(crate) fn stated(&self, model: &str, row: &Row) -> Option<&'a WireName> {
        let entries = self.entries.get(row.name.value.as_str())?;
        let of = |model: Option<&str>| entries.iter().rfind(|entry| entry.model.as_deref() == model);
        of(Some(model)).or_else(|| of(None)).copied()
    }

    /// The rule of the overlay.
    pub(crate) fn rule(&self) -> Option<WireNameRule> {
        self.rule
    }
}

/// The wire name by the rule of an overlay, or where it has none, by the dialect of the page.
pub(crate) fn by_rule(row: &Row, rule: Option<WireNameRule>) -> String {
    let spelled = row.spelled.as_deref().unwrap_or(&row.name.value);
    match rule {
        Some(WireNameRule::AsDocumented) => row.name.value.clone(),
        Some(rule) => names::wire_name(spelled, rule),
        None => spelled.to_owned(),
    }
}
