//! Rust names of models and properties: what was released, what the overlay says, else what the documented name gives.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::pages::Pages;
use crate::documented::{Body, Page, Row};
use crate::location::Location;
use crate::lock::Pins;
use crate::names::{self, Naming, Wish, apart};
use crate::overlay::{Overlay, RustName};
use crate::problem::Problems;
use crate::schema::{Model, Property};

/// The Rust name that the overlay gives a model or a property of it.
fn said<'a>(overlay: &'a Overlay, model: &str, property: Option<&str>) -> Option<&'a String> {
    let is_it = |entry: &&RustName| entry.model == model && entry.property.as_deref() == property;
    overlay.rust_names.iter().find(is_it).map(|entry| &entry.name)
}

/// The Rust names of models, and of enums with a page of their own, by documented name: `known` ones stay.
pub(super) fn of_pages(
    pages: &Pages,
    known: BTreeMap<String, String>,
    overlay: &Overlay,
    pins: &Pins,
    problems: &mut Problems,
) -> BTreeMap<String, String> {
    let mut names = known;
    let mut open = Vec::new();
    for (name, page) in pages.iter() {
        if matches!(page.body, Body::Alias(_)) || names.contains_key(name) {
            continue;
        }
        let is_model = !matches!(page.body, Body::Values(_) | Body::Integers(_));
        match pins.model(name).filter(|_| is_model).or_else(|| said(overlay, name, None)) {
            Some(settled) => {
                names.insert(name.clone(), settled.clone());
            }
            None => open.push((Wish { spelling: name, plain: names::type_name(name) }, page.name.location)),
        }
    }
    let taken = pins.types().chain(names.values()).cloned().collect();
    let spellings: Vec<String> = open.iter().map(|(wish, _)| wish.spelling.to_owned()).collect();
    names.extend(spellings.into_iter().zip(told_apart(open, Naming::TYPE, &taken, problems)));
    names
}

/// The Rust names of the properties of a model, in their order.
pub(super) fn of_properties(
    page: &Page,
    rows: &[Row],
    overlay: &Overlay,
    pins: &Pins,
    problems: &mut Problems,
) -> Vec<String> {
    let model = page.name.value.as_str();
    let settled: Vec<Option<&String>> = rows
        .iter()
        .map(|row| {
            let name = row.name.value.as_str();
            said(overlay, model, Some(name)).or_else(|| pins.property(model, name))
        })
        .collect();
    let open = rows.iter().zip(&settled).filter(|(_, settled)| settled.is_none()).map(|(row, _)| {
        let spelling = row.name.value.as_str();
        let plain = if row.additional { "additional".to_owned() } else { names::field_name(spelling) };
        (Wish { spelling, plain }, row.name.location)
    });
    let taken = settled.iter().flatten().map(|name| (*name).clone()).collect();
    let mut given = told_apart(open.collect(), Naming::FIELD, &taken, problems).into_iter();
    let name = |settled: Option<&String>| match settled {
        Some(settled) => settled.clone(),
        None => given.next().unwrap_or_default(),
    };
    settled.into_iter().map(name).collect()
}

/// Names for spellings, each with its place. Of those that would have had one name, it is noted which they have.
fn told_apart(
    open: Vec<(Wish<'_>, Location)>,
    naming: Naming,
    taken: &BTreeSet<String>,
    problems: &mut Problems,
) -> Vec<String> {
    let (wishes, places): (Vec<_>, Vec<_>) = open.into_iter().unzip();
    let others = apart(&wishes, naming, taken);
    let mut name = |((wish, place), other): ((Wish<'_>, Location), Option<String>)| {
        let Some(other) = other else { return wish.plain };
        problems.note(
            "names-alike",
            place,
            format!(
                "`{}` becomes `{other}`, since `{}` is the Rust name of another one, too",
                wish.spelling, wish.plain
            ),
            "choose another name in the overlay: [[rust-name]]",
        );
        other
    };
    wishes.into_iter().zip(places).zip(others).map(&mut name).collect()
}

/// No two properties of one model may have one name, in Rust or on the wire.
pub(super) fn unique(model: &Model, problems: &mut Problems) {
    if all_differ(model, |property| &property.rust_name) && all_differ(model, |property| &property.wire_name)
    {
        return;
    }
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

/// Most often no two are alike, which takes less time to see than which they are.
fn all_differ<'m>(model: &'m Model, name: impl Fn(&'m Property) -> &'m String) -> bool {
    let mut names: Vec<&str> = model.properties.iter().map(|property| name(property).as_str()).collect();
    names.sort_unstable();
    names.is_sorted_by(|one, other| one != other)
}
