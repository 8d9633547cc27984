//! Rust names of models and properties: what was released, what the overlay says, else what the documented name gives.

use std::collections::HashMap;

use crate::lock::Pins;
use crate::names::{self, Taken};
use crate::overlay::Overlay;
use crate::problem::Problems;
use crate::schema::{Model, Schema};

/// The Rust name that a model would have if no other had it.
pub(super) fn wanted(model: &str, overlay: &Overlay) -> Option<String> {
    let said = overlay.rust_names.iter().find(|entry| entry.model == model && entry.property.is_none());
    said.map(|entry| entry.name.clone()).or_else(|| names::type_name(model))
}

pub(super) fn assign(schema: &mut Schema, overlay: &Overlay, pins: &Pins, problems: &mut Problems) {
    let mut taken = Taken::default();
    pins.types().for_each(|name| taken.reserve(name.as_str()));
    schema.enums.keys().for_each(|name| taken.reserve(name.as_str()));
    // A model is what users name; an enum gives way (`Enums` has reserved the names of all models).
    for model in schema.models.values_mut() {
        model.rust_name = match (pins.model(&model.name), wanted(&model.name, overlay)) {
            (Some(released), _) => released.clone(),
            (None, Some(name)) => taken.take(name),
            (None, None) => {
                problems.error(
                    "no-identifier",
                    model.location,
                    format!("no Rust name can be made of `{}`", model.name),
                    "give it one in the overlay: [[rust-name]]",
                );
                taken.take("Model".to_owned())
            }
        };
        properties(model, overlay, pins, problems);
    }
}

fn properties(model: &mut Model, overlay: &Overlay, pins: &Pins, problems: &mut Problems) {
    for property in &mut model.properties {
        let said = overlay
            .rust_names
            .iter()
            .find(|entry| entry.model == model.name && entry.property.as_ref() == Some(&property.name));
        let name = match (pins.property(&model.name, &property.name), said) {
            (_, Some(entry)) => Some(entry.name.clone()),
            (Some(released), None) => Some(released.clone()),
            (None, None) => names::field_name(&property.name),
        };
        match name {
            Some(name) => property.rust_name = name,
            None => problems.error(
                "no-identifier",
                property.location,
                format!("no Rust name can be made of `{}`", property.name),
                "give it one in the overlay: [[rust-name]]",
            ),
        }
    }
    unique(model, problems);
}

/// No two properties of one model may have one name, in Rust or on the wire.
fn unique(model: &Model, problems: &mut Problems) {
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
