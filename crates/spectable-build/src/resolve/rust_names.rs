//! Rust names of models and properties: what was released, what the overlay says, else what the documented name gives.

use std::collections::{BTreeMap, HashMap};

use crate::documented::{Page, Row};
use crate::location::Location;
use crate::lock::Pins;
use crate::names::{self, Taken};
use crate::overlay::Overlay;
use crate::problem::Problems;
use crate::schema::{Enum, Model};

/// The Rust name that a model would have if no other had it.
pub(super) fn wanted(model: &str, overlay: &Overlay) -> Option<String> {
    let said = overlay.rust_names.iter().find(|entry| entry.model == model && entry.property.is_none());
    said.map(|entry| entry.name.clone()).or_else(|| names::type_name(model))
}

/// The Rust names of models.
pub(super) struct OfModels<'a> {
    overlay: &'a Overlay,
    pins: &'a Pins,
    taken: Taken,
}

impl<'a> OfModels<'a> {
    pub(super) fn new(enums: &BTreeMap<String, Enum>, overlay: &'a Overlay, pins: &'a Pins) -> Self {
        let mut taken = Taken::default();
        pins.types().for_each(|name| taken.reserve(name.as_str()));
        enums.keys().for_each(|name| taken.reserve(name.as_str()));
        Self { overlay, pins, taken }
    }

    /// The name of the next model.
    pub(super) fn take(&mut self, page: &Page, problems: &mut Problems) -> String {
        let documented = page.name.value.as_str();
        match (self.pins.model(documented), wanted(documented, self.overlay)) {
            (Some(released), _) => released.clone(),
            (None, Some(name)) => self.taken.take(name),
            (None, None) => {
                no_identifier(documented, page.location, problems);
                self.taken.take("Model".to_owned())
            }
        }
    }
}

/// The Rust name of a property; the documented one, and an error, where none can be made of it.
pub(super) fn of_property(
    page: &Page,
    row: &Row,
    overlay: &Overlay,
    pins: &Pins,
    problems: &mut Problems,
) -> String {
    let (model, documented) = (&page.name.value, &row.name.value);
    let said = overlay
        .rust_names
        .iter()
        .find(|entry| entry.model == *model && entry.property.as_ref() == Some(documented))
        .map(|entry| &entry.name);
    let known = said.or_else(|| pins.property(model, documented)).cloned();
    known.or_else(|| names::field_name(documented)).unwrap_or_else(|| {
        no_identifier(documented, row.location, problems);
        documented.clone()
    })
}

fn no_identifier(documented: &str, location: Location, problems: &mut Problems) {
    problems.error(
        "no-identifier",
        location,
        format!("no Rust name can be made of `{documented}`"),
        "give it one in the overlay: [[rust-name]]",
    );
}

/// No two properties of one model may have one name, in Rust or on the wire.
pub(super) fn unique(model: &Model, problems: &mut Problems) {
    let mut fields = HashMap::new();
    let mut keys = HashMap::new();
    for property in &model.properties {
        if let Some(other) = fields.insert(property.rust_name.as_str(), property.name.as_str()) {
            problems.error(
                "two-properties-of-one-rust-name",
                property.location,
                format!(
                    "`{}` and `{other}` of {} both become `{}`",
                    property.name, model.name, property.rust_name
                ),
                "give one of them another name in the overlay: [[rust-name]]",
            );
        }
        if let Some(other) = keys.insert(property.wire_name.as_str(), property.name.as_str()) {
            problems.error(
                "two-properties-of-one-wire-name",
                property.location,
                format!(
                    "`{}` and `{other}` of {} both have the wire name `{}`",
                    property.name, model.name, property.wire_name
                ),
                "give one of them its wire name in the overlay: [[wire-name]]",
            );
        }
    }
}
