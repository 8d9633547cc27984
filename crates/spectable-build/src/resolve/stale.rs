//! Overlay entries that match nothing, or say what is already said: stale facts must not pile up.
//!
//! An entry whose model is not in the source is only a note, since one overlay serves two releases, and any part of one.

use std::collections::HashSet;

use super::{Pages, innermost};
use crate::documented_type::RawType;
use crate::location::Location;
use crate::names;
use crate::overlay::{Overlay, WireName};
use crate::problem::Problems;

/// The rule of a note about an entry for a model that the source does not have.
pub(crate) const ABSENT: &str = "overlay-absent";

pub(super) fn check(pages: &Pages, overlay: &Overlay, problems: &mut Problems) {
    twice(overlay, problems);
    let names: HashSet<&str> = pages.all_rows().map(|(_, row)| row.name.value.as_str()).collect();
    for entry in &overlay.wire_names {
        wire_name(entry, pages, &names, overlay, problems);
    }
    for entry in &overlay.enums {
        property(pages, &entry.model, &entry.property, entry.location, problems);
    }
    for entry in &overlay.rust_names {
        match &entry.property {
            Some(name) => {
                let found = property(pages, &entry.model, name, entry.location, problems);
                if found && names::field_name(name).as_ref() == Some(&entry.name) {
                    redundant(
                        entry.location,
                        format!("`{name}` becomes `{}` by itself", entry.name),
                        problems,
                    );
                }
            }
            None if pages.rows(&entry.model).is_none() => absent(&entry.model, entry.location, problems),
            None if names::type_name(&entry.model).as_ref() == Some(&entry.name) => {
                redundant(
                    entry.location,
                    format!("`{}` becomes `{}` by itself", entry.model, entry.name),
                    problems,
                );
            }
            None => {}
        }
    }
    types(pages, overlay, problems);
    for root in overlay.groups.values().flatten() {
        if pages.rows(&root.value).is_none() {
            absent(&root.value, root.location, problems);
        }
    }
}

/// The release: what the pages say, or where they do not, the overlay.
pub(super) fn release(
    documented: Option<String>,
    overlay: &Overlay,
    problems: &mut Problems,
) -> Option<String> {
    if let (Some(documented), Some(said)) = (&documented, &overlay.release)
        && *documented == said.value
    {
        redundant(
            said.location,
            format!("the pages already say that they are of release {documented}"),
            problems,
        );
    }
    overlay.release.as_ref().map(|said| said.value.clone()).or(documented)
}

fn absent(model: &str, location: Location, problems: &mut Problems) {
    problems.note(ABSENT, location, format!("this source has no model `{model}`"), "");
}

fn redundant(location: Location, message: String, problems: &mut Problems) {
    problems.error("overlay-redundant", location, message, "take the entry away");
}

/// Whether a model has a property. An error is noted where it has not, a note where there is no such model.
fn property(pages: &Pages, model: &str, name: &str, location: Location, problems: &mut Problems) -> bool {
    let Some(rows) = pages.rows(model) else {
        absent(model, location, problems);
        return false;
    };
    let found = rows.iter().any(|row| row.name.value == name);
    if !found {
        problems.error(
            "overlay-stale",
            location,
            format!("`{model}` has no property `{name}`"),
            "correct the name to that on the page, or take the entry away",
        );
    }
    found
}

fn wire_name(
    entry: &WireName,
    pages: &Pages,
    names_of_properties: &HashSet<&str>,
    overlay: &Overlay,
    problems: &mut Problems,
) {
    let by_rule = names::wire_name(&entry.property, overlay.wire_name_rule);
    let Some(model) = &entry.model else {
        if !names_of_properties.contains(entry.property.as_str()) {
            problems.note(
                ABSENT,
                entry.location,
                format!("no model has a property `{}`", entry.property),
                "",
            );
        } else if by_rule == entry.wire {
            redundant(entry.location, format!("`{by_rule}` is the wire name by the rule as well"), problems);
        }
        return;
    };
    if !property(pages, model, &entry.property, entry.location, problems) {
        return;
    }
    let general = overlay.wire_names.iter().find(|it| it.model.is_none() && it.property == entry.property);
    let documented = pages
        .rows(model)
        .and_then(|rows| rows.iter().find(|row| row.name.value == entry.property))
        .and_then(|row| row.wire.clone());
    let otherwise = general.map(|it| it.wire.clone()).or(documented).unwrap_or(by_rule);
    if otherwise == entry.wire {
        redundant(
            entry.location,
            format!("`{otherwise}` is the wire name without this entry as well"),
            problems,
        );
    }
}

fn types(pages: &Pages, overlay: &Overlay, problems: &mut Problems) {
    let used: HashSet<&str> = pages
        .all_rows()
        .filter_map(|(_, row)| match innermost(&row.ty.value) {
            RawType::Named(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    for entry in &overlay.types {
        if pages.by_name.contains_key(&entry.name) {
            problems.error(
                "overlay-redundant",
                entry.location,
                format!("a page documents `{}`", entry.name),
                "take the entry away: the page says what it is",
            );
        } else if !used.contains(entry.name.as_str()) {
            problems.note(ABSENT, entry.location, format!("no property is of the type `{}`", entry.name), "");
        }
    }
}

/// Two entries about one thing.
fn twice(overlay: &Overlay, problems: &mut Problems) {
    let mut seen = HashSet::new();
    let mut check = |key: (&'static str, String, String), location: Location| {
        if !seen.insert(key) {
            problems.error(
                "overlay-twice",
                location,
                "an earlier entry is about the same",
                "leave one of them",
            );
        }
    };
    for entry in &overlay.wire_names {
        check(("wire-name", entry.model.clone().unwrap_or_default(), entry.property.clone()), entry.location);
    }
    for entry in &overlay.enums {
        check(("enum", entry.model.clone(), entry.property.clone()), entry.location);
    }
    for entry in &overlay.types {
        check(("type", entry.name.clone(), String::new()), entry.location);
    }
    for entry in &overlay.rust_names {
        let property = entry.property.clone().unwrap_or_default();
        check(("rust-name", entry.model.clone(), property), entry.location);
    }
}
