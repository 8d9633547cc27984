//! From pages to the schema: references, wire names, enums and Rust names.

mod defaults;
mod enums;
mod pages;
pub mod prose;
mod rust_names;
mod stale;
mod types;
mod unions;
mod variants;
mod widths;

use std::collections::BTreeMap;

use crate::documented::{Input, Page, Row, Use};
use crate::lock::Pins;
use crate::operation::Operation;
use crate::overlay::{Overlay, WireNames};
use crate::problem::{Problem, Problems, Severity};
use crate::schema::{Model, Property, Schema, Target, Type};

/// Resolves what a source holds, with the facts of an overlay.
///
/// The overlay must have been parsed into `input.files`. Everything that is wrong is noted in `problems`; the schema that
/// comes back is whole if there is no error among them.
pub fn resolve(input: Input, overlay: &Overlay, pins: &Pins, problems: &mut Problems) -> Schema {
    let Input { files, pages, release, uses, operations, .. } = input;
    let release = stale::release(release, overlay, problems);
    let mut pages = pages::Pages::new(pages, overlay, pins, problems);
    unions::decide(&mut pages, overlay, problems);
    stale::check(&pages, overlay, problems);
    let released = enums::released_alone(&pages, pins);
    let names = rust_names::of_pages(&pages, released, overlay, pins, problems);
    let mut enums = enums::Enums::new(&pages, &names, overlay, pins);
    let mut types = types::Types::new(&pages, overlay, &mut *problems);
    let wire_names = WireNames::new(overlay);
    let mut decided = Vec::new();
    for (page, rows) in pages.models() {
        let names = rust_names::of_properties(page, rows, overlay, pins, types.problems());
        let decide = |(row, name)| decide(page, row, name, overlay, &wire_names, &mut types, &mut enums);
        decided.push(rows.iter().zip(names).map(decide).collect::<Vec<_>>());
    }
    let used = |it: &Use| Use { name: pages.behind(&it.name).to_owned(), direction: it.direction };
    let mut uses: Vec<Use> = uses.iter().map(used).collect();
    let unions = variants::of_unions(&pages, &names, pins, &mut types, &enums);
    let resolved = |it: Operation<String>| it.map_types(|ty, at| types.resolve(ty, at, &enums));
    let operations = operations.into_iter().map(resolved).collect();
    let enums = enums.into_found();
    let mut models = Vec::new();
    for ((page, rows), decided) in pages.into_models().zip(decided) {
        let model = Model {
            rust_name: names.get(&page.name.value).cloned().unwrap_or_default(),
            name: page.name.value,
            description: page.description,
            properties: rows
                .into_iter()
                .zip(decided)
                .filter(|(row, decided)| !row.additional || *decided.ty.innermost() != Type::Any)
                .map(|(row, decided)| property(row, decided))
                .collect(),
            direction: None,
            marks: page.marks,
            location: page.location,
        };
        rust_names::unique(&model, problems);
        models.push((model.name.clone(), model));
    }
    // In their order a map is made of them at once.
    let models = BTreeMap::from_iter(models);
    let mut schema = Schema { files, release, models, enums, unions, operations, additions: Vec::new() };
    let has_operations = !uses.is_empty();
    schema.direct(&uses);
    if !overlay.directions.is_empty() {
        stale::directions(&schema, overlay, problems);
        uses.extend(overlay.directions.iter().map(|it| Use { name: it.model.clone(), direction: it.is }));
        schema.direct(&uses);
    }
    if !has_operations {
        // Who takes in the pages of some models leaves those of operations behind.
        for model in schema.models.values_mut() {
            model.direction = model.direction.or_else(|| pins.direction(&model.name));
        }
    }
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
        second: None,
        message: "the models hold one another deeper than rustc looks by itself: it would stop with E0320"
            .to_owned(),
        remedy: format!(
            "write `#![recursion_limit = \"{limit}\"]` at the head of the crate, and of each crate that owns such a model"
        ),
    }
}

/// What a row does not say by itself.
struct Decided {
    ty: Type,
    wire_name: String,
    rust_name: String,
    default: Option<String>,
}

fn decide(
    page: &Page,
    row: &Row,
    rust_name: String,
    overlay: &Overlay,
    wire_names: &WireNames<'_>,
    types: &mut types::Types<'_>,
    enums: &mut enums::Enums<'_>,
) -> Decided {
    let ty = match types.said_of(page, row) {
        Some(said) => types.resolve(&said.is, said.location, enums),
        None => types.resolve(&row.ty.value, row.ty.location, enums),
    };
    let ty = match enums.of_property(page, row, &ty, types.problems()) {
        Some(name) => ty.with_innermost(Type::Ref(Target::Enum(name))),
        None => widths::of(ty, row.format.as_deref(), overlay.integers),
    };
    let default = row.default.as_deref();
    let default = default.and_then(|text| defaults::as_json(text, &ty, |name| enums.get(name)));
    let wire_name = wire_names.of(&page.name.value, row);
    Decided { ty, wire_name, rust_name, default }
}

fn property(row: Row, decided: Decided) -> Property {
    Property {
        name: row.name.value,
        wire_name: decided.wire_name,
        rust_name: decided.rust_name,
        ty: decided.ty,
        type_text: row.type_text,
        description: row.description,
        required: row.required.unwrap_or(false),
        read_only: row.read_only,
        deprecated: row.deprecated,
        write_only: row.write_only,
        nullable: row.nullable,
        format: row.format,
        default: decided.default,
        constraints: row.constraints,
        additional: row.additional,
        location: row.location,
    }
}

#[cfg(test)]
mod tests;
