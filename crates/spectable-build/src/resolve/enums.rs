//! Enums: of a property, or with a page of their own.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::pages::{LONGEST_ALIAS, Pages};
use super::prose;
use super::rust_names;
use super::stale::Stale;
use crate::documented::{Body, Page, RawValue, Row};
use crate::documented_type::RawType;
use crate::lock::Pins;
use crate::names::{self, Taken};
use crate::overlay::{EnumValues, Overlay, Values};
use crate::problem::Problems;
use crate::schema::{Enum, EnumValue, Type};

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
        let of_property =
            |entry: &'a EnumValues| Some(((entry.model.as_str(), entry.property.as_deref()?), entry));
        let entries = overlay.enums.iter().filter_map(of_property).collect();
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
        for (name, page) in pages.iter() {
            if let Body::Rows(_) | Body::Unknown = page.body {
                enums.taken.reserve(rust_names::wanted(name, overlay).unwrap_or_default());
            }
        }
        let released = ReleasedEnums::of(pages, pins);
        for (name, page) in pages.iter() {
            if let Body::Values(values) = &page.body {
                enums.add_alone(name, page, values, &released, problems);
            }
        }
        enums
    }

    fn add_alone(
        &mut self,
        name: &str,
        page: &Page,
        values: &[RawValue],
        released: &ReleasedEnums<'_>,
        problems: &mut Problems,
    ) {
        let Some(wanted) = names::type_name(name) else {
            problems.error(
                "no-identifier",
                page.name.location,
                format!("no Rust name can be made of `{name}`"),
                "rename the schema",
            );
            return;
        };
        let is_free = |name: &str| !self.found.contains_key(name);
        let rust_name = match released.names.get(name).filter(|name| is_free(name)) {
            Some(released) => (*released).clone(),
            // No property has it now: what was released under this name was this one.
            None if self.pins.has_enum(&wanted)
                && !released.claimed.contains(wanted.as_str())
                && is_free(&wanted) =>
            {
                wanted
            }
            None => self.taken.take(wanted),
        };
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
            Some(entry) => overlay_values(entry, row, &mut Stale::new(self.overlay.owner, problems))?,
            None => row.values.clone()?,
        };
        if *ty.innermost() != Type::Text {
            // Other values than texts (OpenAPI has enums of numbers) stay what they are.
            if let Some(entry) = entry {
                let message = format!(
                    "`{model}.{}` is documented as {}, and not as text",
                    row.name.value, row.type_text
                );
                Stale::new(self.overlay.owner, problems).useless(
                    "enum-of-other-type",
                    entry.location,
                    message,
                    "an enum is a str, or the str in a list or dict",
                );
            }
            return None;
        }
        let wanted = rust_names::wanted(model, self.overlay)? + &names::type_name(&row.name.value)?;
        let released = self.pins.property_enum(model, &row.name.value);
        let rust_name = match released.map(|name| (name, self.found.get(name))) {
            Some((name, None)) => name.clone(),
            // What was one enum of several properties stays one while they have the same values.
            Some((name, Some(other))) if have_values(other, &values) => return Some(name.clone()),
            _ => self.taken.take(wanted),
        };
        // Another source may list the values.
        let listed = values.first().map(|value| value.location).filter(|it| it.file != row.location.file);
        let location = entry.map_or(listed.unwrap_or(row.location), |entry| entry.location);
        let values = self.variants(&rust_name, &values);
        let description = row.description.clone();
        self.found
            .insert(rust_name.clone(), Enum { rust_name: rust_name.clone(), description, values, location });
        Some(rust_name)
    }

    /// Whether an enum that was found has a value.
    pub(super) fn has(&self, rust_name: &str, value: &str) -> bool {
        self.found.get(rust_name).is_some_and(|one| one.values.iter().any(|it| it.wire == value))
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

/// What was released, and the properties of today that have it: a lock knows an enum by the properties of its type.
#[derive(Default)]
struct ReleasedEnums<'a> {
    /// Rust names of enums with a page of their own, by documented name. The first property decides.
    names: HashMap<&'a str, &'a String>,
    /// Every Rust name that a property has.
    claimed: HashSet<&'a str>,
}

impl<'a> ReleasedEnums<'a> {
    fn of(pages: &'a Pages, pins: &'a Pins) -> Self {
        let mut released = Self::default();
        for (model, row) in pages.all_rows() {
            let Some(name) = pins.property_enum(model, &row.name.value) else { continue };
            released.claimed.insert(name);
            if let Some(documented) = standing_alone(&row.ty.value, pages) {
                released.names.entry(documented).or_insert(name);
            }
        }
        released
    }
}

/// The documented name of the enum with a page of its own that a type is, or its innermost item, also by other names.
fn standing_alone<'a>(ty: &'a RawType, pages: &'a Pages) -> Option<&'a str> {
    let mut ty = ty.innermost();
    // Other names may go round in a circle.
    for _ in 0..LONGEST_ALIAS {
        let RawType::Ref(name) = ty else { return None };
        match &pages.page(name)?.body {
            Body::Values(_) => return Some(name),
            Body::Alias(other) => ty = other.innermost(),
            Body::Rows(_) | Body::Unknown => return None,
        }
    }
    None
}

fn have_values(one: &Enum, values: &[RawValue]) -> bool {
    one.values.iter().map(|value| &value.wire).eq(values.iter().map(|value| &value.wire))
}

fn overlay_values(entry: &EnumValues, row: &Row, stale: &mut Stale<'_>) -> Option<Vec<RawValue>> {
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
                let message = format!(
                    "the description of `{}.{}` lists no values in quotes",
                    entry.model, row.name.value
                );
                let remedy = "list the values in the overlay, or take the entry away";
                stale.useless("no-values-in-prose", entry.location, message, remedy);
                return None;
            }
            let value = |wire| RawValue { wire, description: String::new(), location: row.location };
            values.into_iter().map(value).collect()
        }
    };
    let same = |values: &Vec<RawValue>| {
        values.iter().map(|value| &value.wire).eq(listed.iter().map(|value| &value.wire))
    };
    if row.values.as_ref().is_some_and(same) && *row.ty.value.innermost() == RawType::Text {
        stale.redundant(
            entry.location,
            format!("the source already says which values `{}.{}` has", entry.model, row.name.value),
        );
    }
    Some(listed)
}
