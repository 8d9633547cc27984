//! From pages to the schema: references, wire names, enums and Rust names.

mod defaults;
mod enums;
mod pages;
pub mod prose;
mod rust_names;
mod stale;
mod types;
mod widths;

use std::collections::{BTreeMap, HashMap};

use crate::documented::{Body, Input, Page, Row};
use crate::lock::Pins;
use crate::names::{self, WireNameRule};
use crate::overlay::{Overlay, WireName};
use crate::problem::{Problem, Problems, Severity};
use crate::schema::{Model, Property, Schema, Target, Type};

/// Resolves what a source holds, with the facts of an overlay.
///
/// The overlay must have been parsed into `input.files`. Everything that is wrong is noted in `problems`; the schema that
/// comes back is whole if there is no error among them.
pub fn resolve(input: Input, overlay: &Overlay, pins: &Pins, problems: &mut Problems) -> Schema {
    let Input { files, pages, release, .. } = input;
    let release = stale::release(release, overlay, problems);
    let pages = pages::Pages::new(pages, overlay, pins, problems);
    stale::check(&pages, overlay, problems);
    let mut enums = enums::Enums::new(&pages, overlay, pins, problems);
    let mut types = types::Types::new(&pages, overlay, problems);
    let wire_names = WireNameIndex::new(overlay);
    let mut tables = Vec::new();
    for (_, page) in pages.iter() {
        let rows = match &page.body {
            Body::Rows(rows) => rows.as_slice(),
            Body::Unknown => &[],
            Body::Values(_) | Body::Alias(_) => continue,
        };
        let property = |row| property(page, row, overlay, pins, &wire_names, &mut types, &mut enums);
        tables.push((page, rows.iter().map(property).collect::<Vec<_>>()));
    }
    let problems = types.into_problems();
    let enums = enums.into_found();
    // An enum of a property gives way to a model; so models are named when all enums are known.
    let mut names = rust_names::OfModels::new(&enums, overlay, pins);
    let mut models = BTreeMap::new();
    for (page, properties) in tables {
        let model = Model {
            name: page.name.value.clone(),
            rust_name: names.take(page, problems),
            description: page.description.clone(),
            properties,
            location: page.location,
        };
        rust_names::unique(&model, problems);
        models.insert(model.name.clone(), model);
    }
    let schema = Schema { files, release, models, enums };
    if let Some(limit) = schema.recursion_limit() {
        problems.push(too_deep_for_rustc(limit));
    }
    schema
}

fn too_deep_for_rustc(limit: usize) -> Problem {
    Problem {
        severity: Severity::Warning,
        rule: "deep-models",
        location: None,
        message: "the models hold one another deeper than rustc looks by itself: it would stop with E0320"
            .to_owned(),
        remedy: format!(
            "write `#![recursion_limit = \"{limit}\"]` at the head of the crate, and of each crate that owns such a model"
        ),
    }
}

fn property(
    page: &Page,
    row: &Row,
    overlay: &Overlay,
    pins: &Pins,
    wire_names: &WireNameIndex<'_>,
    types: &mut types::Types<'_>,
    enums: &mut enums::Enums<'_>,
) -> Property {
    let ty = types.resolve(&row.ty.value, row.ty.location, enums);
    let ty = match enums.of_property(page, row, &ty, types.problems()) {
        Some(name) => ty.with_innermost(Type::Ref(Target::Enum(name))),
        None => widths::of(ty, row.format.as_deref(), overlay.integers),
    };
    let is_known = |name: &str, value: &str| enums.has(name, value);
    let default = row.default.as_deref().and_then(|text| defaults::as_json(text, &ty, is_known));
    Property {
        name: row.name.value.clone(),
        wire_name: wire_names.of(&page.name.value, row),
        rust_name: rust_names::of_property(page, row, overlay, pins, types.problems()),
        ty,
        type_text: row.type_text.clone(),
        description: row.description.clone(),
        required: row.required,
        read_only: row.read_only,
        deprecated: row.deprecated,
        write_only: row.write_only,
        nullable: row.nullable,
        format: row.format.clone(),
        default,
        location: row.location,
    }
}

/// The wire names that an overlay states, to be found for tens of thousands of properties.
struct WireNameIndex<'a> {
    overlay: &'a Overlay,
    /// By the name of the property.
    entries: HashMap<&'a str, Vec<&'a WireName>>,
}

impl<'a> WireNameIndex<'a> {
    fn new(overlay: &'a Overlay) -> Self {
        let mut entries: HashMap<&str, Vec<&WireName>> = HashMap::new();
        for entry in &overlay.wire_names {
            entries.entry(&entry.property).or_default().push(entry);
        }
        Self { overlay, entries }
    }

    /// What the overlay says of this property, or of every property of its name, or the input, or the rule.
    fn of(&self, model: &str, row: &Row) -> String {
        let entries = self.entries.get(row.name.value.as_str()).map_or(&[][..], Vec::as_slice);
        let of = |model: Option<&str>| entries.iter().rfind(|entry| entry.model.as_deref() == model);
        match of(Some(model)).or_else(|| of(None)) {
            Some(entry) => entry.wire.clone(),
            None => row.wire.clone().unwrap_or_else(|| wire_name_by_rule(row, self.overlay)),
        }
    }
}

/// The wire name by the rule of the overlay, or where it has none, by the dialect of the page.
fn wire_name_by_rule(row: &Row, overlay: &Overlay) -> String {
    let spelled = row.spelled.as_deref().unwrap_or(&row.name.value);
    match overlay.wire_name_rule {
        Some(WireNameRule::AsDocumented) => row.name.value.clone(),
        Some(rule) => names::wire_name(spelled, rule),
        None => spelled.to_owned(),
    }
}

#[cfg(test)]
mod tests;
