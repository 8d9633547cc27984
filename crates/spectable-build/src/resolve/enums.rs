//! Enums: of a property, or with a page of their own.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::pages::{LONGEST_ALIAS, Pages};
use super::prose;
use super::stale::Stale;
use crate::documented::{Body, Page, RawValue, Row};
use crate::documented_type::RawType;
use crate::lock::Pins;
use crate::names::{self, Naming, Wish};
use crate::overlay::{EnumValues, Overlay, Values};
use crate::problem::Problems;
use crate::schema::{Enum, EnumValue, Type};

/// The enums found so far, and their names.
pub(super) struct Enums<'a> {
    overlay: &'a Overlay,
    entries: HashMap<(&'a str, &'a str), &'a EnumValues>,
    pins: &'a Pins,
    /// Rust names of all pages, by documented name.
    pages: &'a BTreeMap<String, String>,
    /// Documented names of enums with a page of their own.
    alone: BTreeSet<String>,
    /// How many properties want an enum of a name.
    wanted: HashMap<String, usize>,
    /// Type names that are taken: those of all pages, of all that was released, and of the enums found so far.
    taken: BTreeSet<String>,
    found: BTreeMap<String, Enum>,
}

impl<'a> Enums<'a> {
    pub(super) fn new(
        pages: &Pages,
        names: &'a BTreeMap<String, String>,
        overlay: &'a Overlay,
        pins: &'a Pins,
    ) -> Self {
        let of_property =
            |entry: &'a EnumValues| Some(((entry.model.as_str(), entry.property.as_deref()?), entry));
        let mut enums = Self {
            overlay,
            entries: overlay.enums.iter().filter_map(of_property).collect(),
            pins,
            pages: names,
            alone: BTreeSet::new(),
            wanted: HashMap::new(),
            taken: pins.types().chain(names.values()).cloned().collect(),
            found: BTreeMap::new(),
        };
        for (model, row) in pages.all_rows() {
            if row.values.is_some() || enums.entries.contains_key(&(model, row.name.value.as_str())) {
                *enums.wanted.entry(enums.wanted(model, &row.name.value)).or_default() += 1;
            }
        }
        for (name, page) in pages.iter() {
            if let (Body::Values(values) | Body::Integers(values), Some(rust_name)) =
                (&page.body, names.get(name))
            {
                let values = enums.variants(rust_name, values);
                let integers = matches!(page.body, Body::Integers(_));
                let (rust_name, description) = (rust_name.clone(), page.description.clone());
                enums.alone.insert(name.clone());
                enums.found.insert(
                    rust_name.clone(),
                    Enum { rust_name, description, integers, values, location: page.location },
                );
            }
        }
        enums
    }

    /// The name of the enum of a property, if no other has it.
    fn wanted(&self, model: &str, property: &str) -> String {
        self.before_property(model) + &names::type_name(property)
    }

    /// The Rust name of a model as the beginning of a longer name: without what keeps `Self_` from being a keyword.
    fn before_property(&self, model: &str) -> String {
        self.pages.get(model).map_or("", String::as_str).trim_end_matches('_').to_owned()
    }

    /// The name of the enum of a property where none was released. One that others want, too, is made of the exact spelling of the
    /// property; a model of that name keeps it.
    fn named(&mut self, model: &str, property: &str) -> String {
        let wanted = self.wanted(model, property);
        let exact = self.before_property(model) + &names::exact_part(property);
        let value = format!("{wanted}Value");
        let spelling = format!("{model}.{property}");
        let only = self.wanted.get(&wanted) == Some(&1);
        let candidates = [Some(wanted).filter(|_| only), Some(exact), Some(value)];
        let free = candidates.into_iter().flatten().find(|name| !self.taken.contains(name));
        let name = free.unwrap_or_else(|| Naming::TYPE.with_digest(&self.wanted(model, property), &spelling));
        self.taken.insert(name.clone());
        name
    }

    /// The Rust name of an enum with a page of its own.
    pub(super) fn standing_alone(&self, name: &str) -> Option<&'a String> {
        self.pages.get(self.alone.get(name)?)
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
        let integers = is_integer(ty) && RawValue::are_integers(&values);
        if *ty.innermost() != Type::Text && !integers {
            // Other values than texts and integers stay what they are.
            if let Some(entry) = entry {
                let message = format!(
                    "`{model}.{}` is documented as {}, and has no such values",
                    row.name.value, row.type_text
                );
                Stale::new(self.overlay.owner, problems).useless(
                    "enum-of-other-type",
                    entry.location,
                    message,
                    "an enum is a str or an int, or one in a list or dict, and the values of an int are integers",
                );
            }
            return None;
        }
        let released = self.pins.property_enum(model, &row.name.value);
        let rust_name = match released.map(|name| (name, self.found.get(name))) {
            Some((name, None)) => name.clone(),
            // What was one enum of several properties stays one while they have the same values.
            Some((name, Some(other))) if other.integers == integers && have_values(other, &values) => {
                return Some(name.clone());
            }
            _ => self.named(model, &row.name.value),
        };
        // Another source may list the values.
        let listed = values.first().map(|value| value.location).filter(|it| it.file != row.location.file);
        let location = entry.map_or(listed.unwrap_or(row.location), |entry| entry.location);
        let values = self.variants(&rust_name, &values);
        let description = row.description.clone();
        let found = Enum { rust_name: rust_name.clone(), description, integers, values, location };
        self.found.insert(rust_name.clone(), found);
        Some(rust_name)
    }

    /// An enum that was found.
    pub(super) fn get(&self, rust_name: &str) -> Option<&Enum> {
        self.found.get(rust_name)
    }

    fn variants(&self, of: &str, values: &[RawValue]) -> Vec<EnumValue> {
        let released: Vec<Option<&String>> =
            values.iter().map(|value| self.pins.variant(of, &value.wire)).collect();
        let taken = released.iter().flatten().map(|name| (*name).clone()).collect();
        let open = values.iter().zip(&released).filter(|(_, released)| released.is_none());
        let wishes: Vec<Wish<'_>> = open
            .map(|(value, _)| Wish {
                spelling: &value.wire,
                plain: names::variant_name(value.name.as_ref().unwrap_or(&value.wire)),
            })
            .collect();
        let others = names::apart(&wishes, Naming::VARIANT, &taken);
        let mut given = wishes.into_iter().zip(others).map(|(wish, other)| other.unwrap_or(wish.plain));
        let variant = |(value, released): (&RawValue, Option<&String>)| EnumValue {
            wire: value.wire.clone(),
            variant: released.cloned().or_else(|| given.next()).unwrap_or_default(),
            description: value.description.clone(),
        };
        values.iter().zip(released).map(variant).collect()
    }

    pub(super) fn into_found(self) -> BTreeMap<String, Enum> {
        self.found
    }
}

/// The Rust names that were released for enums with a page of their own. A lock knows an enum by the properties of its type.
pub(super) fn released_alone(pages: &Pages, pins: &Pins) -> BTreeMap<String, String> {
    // By documented name; the first property decides.
    let mut by_property: HashMap<&str, &String> = HashMap::new();
    let mut claimed: HashSet<&str> = HashSet::new();
    for (model, row) in pages.all_rows() {
        let Some(name) = pins.property_enum(model, &row.name.value) else { continue };
        claimed.insert(name);
        if let Some(documented) = standing_alone(&row.ty.value, pages) {
            by_property.entry(documented).or_insert(name);
        }
    }
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (name, _) in pages.iter().filter(|(_, page)| matches!(page.body, Body::Values(_) | Body::Integers(_)))
    {
        let released = by_property.get(name.as_str()).map(|name| (*name).clone());
        // No property has it now: what was released under its own name was this one.
        let own = || {
            let own = names::type_name(name);
            (pins.has_enum(&own) && !claimed.contains(own.as_str())).then_some(own)
        };
        let released = released.filter(|it| !taken.contains(it)).or_else(own);
        if let Some(released) = released.filter(|it| taken.insert(it.clone())) {
            names.insert(name.clone(), released);
        }
    }
    names
}

/// The documented name of the enum with a page of its own that a type is, or its innermost item, also by other names.
fn standing_alone<'a>(ty: &'a RawType, pages: &'a Pages) -> Option<&'a str> {
    let mut ty = ty.innermost();
    // Other names may go round in a circle.
    for _ in 0..LONGEST_ALIAS {
        let RawType::Ref(name) = ty else { return None };
        match &pages.page(name)?.body {
            Body::Values(_) | Body::Integers(_) => return Some(name),
            Body::Alias(other) => ty = other.innermost(),
            Body::Rows(_) | Body::Union(_) | Body::Unknown => return None,
        }
    }
    None
}

/// Whether the innermost item of a type is a whole number, of any width.
fn is_integer(ty: &Type) -> bool {
    matches!(ty.innermost(), Type::Integer | Type::Integer32 | Type::Unsigned)
}

fn have_values(one: &Enum, values: &[RawValue]) -> bool {
    one.values.iter().map(|value| &value.wire).eq(values.iter().map(|value| &value.wire))
}

fn overlay_values(entry: &EnumValues, row: &Row, stale: &mut Stale<'_>) -> Option<Vec<RawValue>> {
    let listed = match &entry.values {
        Values::Listed(values) => {
            values.iter().map(|value| RawValue::bare(value.value.clone(), value.location)).collect::<Vec<_>>()
        }
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
            values.into_iter().map(|wire| RawValue::bare(wire, row.location)).collect()
        }
    };
    let same = |values: &Vec<RawValue>| {
        values.iter().map(|value| &value.wire).eq(listed.iter().map(|value| &value.wire))
    };
    if row.values.as_ref().is_some_and(same)
        && matches!(row.ty.value.innermost(), RawType::Text | RawType::Integer)
    {
        stale.redundant(
            entry.location,
            format!("the source already says which values `{}.{}` has", entry.model, row.name.value),
        );
    }
    Some(listed)
}
