//! Enums: of a property, or with a page of their own.

use std::collections::{BTreeMap, HashMap};

use super::{Pages, innermost, prose};
use crate::names::{self, Pins, Taken};
use crate::overlay::{EnumValues, Overlay, Values};
use crate::problem::Problems;
use crate::schema::{Enum, EnumValue, Type};
use crate::source::{Body, Page, RawType, RawValue, Row};

/// The enums found so far, and their names.
pub(super) struct Enums<'a> {
    overlay: &'a Overlay,
    entries: HashMap<(&'a str, &'a str), &'a EnumValues>,
    pins: &'a Pins,
    /// Rust names of enums with a page of their own, by documented name.
    alone: BTreeMap<String, String>,
    /// Type names that are taken: those of all models, of all that was released, and of the enums found so far.
    taken: Taken,
    found: BTreeMap<String, Enum>,
}

impl<'a> Enums<'a> {
    pub(super) fn new(pages: &Pages, overlay: &'a Overlay, pins: &'a Pins, problems: &mut Problems) -> Self {
        let key = |entry: &'a EnumValues| (entry.model.as_str(), entry.property.as_str());
        let entries = overlay.enums.iter().map(|entry| (key(entry), entry)).collect();
        let mut enums = Self {
            overlay,
            entries,
            pins,
            alone: BTreeMap::new(),
            taken: Taken::default(),
            found: BTreeMap::new(),
        };
        for name in pins.types() {
            enums.taken.reserve(name.as_str());
        }
        for (name, page) in &pages.by_name {
            if let Body::Rows(_) = page.body {
                enums.taken.reserve(super::rust_names::wanted(name, overlay).unwrap_or_default());
            }
        }
        for (name, page) in &pages.by_name {
            if let Body::Values(values) = &page.body {
                enums.add_alone(name, page, values, problems);
            }
        }
        enums
    }

    fn add_alone(&mut self, name: &str, page: &Page, values: &[RawValue], problems: &mut Problems) {
        let Some(wanted) = names::type_name(name) else {
            problems.error(
                "no-identifier",
                page.name.location,
                format!("no Rust name can be made of `{name}`"),
                "rename the schema",
            );
            return;
        };
        // A lock knows an enum by the properties that have it; the first of this name was this one.
        let was_released = self.pins.has_enum(&wanted) && !self.found.contains_key(&wanted);
        let rust_name = if was_released { wanted } else { self.taken.take(wanted) };
        let values = self.variants(&rust_name, values);
        self.alone.insert(name.to_owned(), rust_name.clone());
        let description = page.description.clone();
        self.found
            .insert(rust_name.clone(), Enum { rust_name, description, values, location: page.location });
    }

    /// The Rust name of an enum with a page of its own.
    pub(super) fn standing_alone(&self, name: &str) -> Option<&String> {
        self.alone.get(name)
    }

    /// The enum of a property, if it is one: by its Rust name.
    pub(super) fn of_property(
        &mut self,
        page: &Page,
        row: &Row,
        ty: &Type,
        problems: &mut Problems,
    ) -> Option<String> {
        let model = &page.name.value;
        let entry = self.entries.get(&(model.as_str(), row.name.value.as_str())).copied();
        let values = match entry {
            Some(entry) => overlay_values(entry, row, problems)?,
            None => row.values.clone()?,
        };
        if *ty.innermost() != Type::Text {
            // Other values than texts (OpenAPI has enums of numbers) stay what they are.
            if let Some(entry) = entry {
                problems.error(
                    "enum-of-other-type",
                    entry.location,
                    format!(
                        "`{model}.{}` is documented as {}, which holds no texts",
                        row.name.value, row.type_text
                    ),
                    "an enum is a str, or the str in a list or dict",
                );
            }
            return None;
        }
        let wanted = super::rust_names::wanted(model, self.overlay)? + &names::type_name(&row.name.value)?;
        let released = self.pins.property_enum(model, &row.name.value);
        let rust_name = match released.map(|name| (name, self.found.get(name))) {
            Some((name, None)) => name.clone(),
            // What was one enum of several properties stays one while they have the same values.
            Some((name, Some(other))) if have_values(other, &values) => return Some(name.clone()),
            _ => self.taken.take(wanted),
        };
        let location = entry.map_or(row.location, |entry| entry.location);
        let values = self.variants(&rust_name, &values);
        let description = row.description.clone();
        self.found
            .insert(rust_name.clone(), Enum { rust_name: rust_name.clone(), description, values, location });
        Some(rust_name)
    }

    fn variants(&self, of: &str, values: &[RawValue]) -> Vec<EnumValue> {
        let mut taken = Taken::default();
        let released = |value: &RawValue| self.pins.variant(of, &value.wire).cloned();
        values.iter().filter_map(released).for_each(|name| taken.reserve(name));
        let variant = |value: &RawValue| EnumValue {
            wire: value.wire.clone(),
            variant: released(value).unwrap_or_else(|| taken.take(names::variant_name(&value.wire))),
            description: value.description.clone(),
        };
        values.iter().map(variant).collect()
    }

    pub(super) fn into_found(self) -> BTreeMap<String, Enum> {
        self.found
    }
}

fn have_values(one: &Enum, values: &[RawValue]) -> bool {
    one.values.iter().map(|value| &value.wire).eq(values.iter().map(|value| &value.wire))
}

fn overlay_values(entry: &EnumValues, row: &Row, problems: &mut Problems) -> Option<Vec<RawValue>> {
    let listed = match &entry.values {
        Values::Listed(values) => values
            .iter()
            .map(|value| RawValue {
                wire: value.value.clone(),
                description: String::new(),
                location: value.location,
            })
            .collect::<Vec<_>>(),
        Values::Prose => {
            let values = prose::values(&row.description);
            if values.is_empty() {
                problems.error(
                    "no-values-in-prose",
                    entry.location,
                    format!(
                        "the description of `{}.{}` lists no values in quotes",
                        entry.model, entry.property
                    ),
                    "list the values in the overlay, or take the entry away",
                );
                return None;
            }
            let value = |wire| RawValue { wire, description: String::new(), location: row.location };
            values.into_iter().map(value).collect()
        }
    };
    let same = |values: &Vec<RawValue>| {
        values.iter().map(|value| &value.wire).eq(listed.iter().map(|value| &value.wire))
    };
    if row.values.as_ref().is_some_and(same) && *innermost(&row.ty.value) == RawType::Text {
        problems.error(
            "overlay-redundant",
            entry.location,
            format!("the source already says which values `{}.{}` has", entry.model, entry.property),
            "take the entry away",
        );
    }
    Some(listed)
}
