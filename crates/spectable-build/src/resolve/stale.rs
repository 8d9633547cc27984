//! Overlay entries that match nothing, or say what is already said: stale facts must not pile up.
//!
//! How much such an entry weighs depends on whose overlay it is: [`Owner`].

use std::collections::{HashMap, HashSet};

use super::pages::Pages;
use crate::documented::{Direction, Row};
use crate::documented_type::RawType;
use crate::location::Location;
use crate::names;
use crate::overlay::{Overlay, Owner, RustName, TypeOfProperty, WireName, by_rule};
use crate::problem::{Problem, Problems, Severity};
use crate::schema::Schema;

/// Where entries without effect are noted, with the weight that they have.
pub(super) struct Stale<'p> {
    owner: Owner,
    problems: &'p mut Problems,
}

impl<'p> Stale<'p> {
    pub(super) fn new(owner: Owner, problems: &'p mut Problems) -> Self {
        Self { owner, problems }
    }

    /// The source has nothing that the entry is about.
    pub(super) fn absent(&mut self, location: Location, message: String) {
        let remedy = if self.owner == Owner::Ours { "correct the name, or take the entry away" } else { "" };
        self.push("overlay-absent", self.owner.of_absent(), location, message, remedy);
    }

    fn absent_model(&mut self, model: &str, location: Location) {
        self.absent(location, format!("this source has no model `{model}`"));
    }

    /// The source says by itself what the entry says.
    pub(super) fn redundant(&mut self, location: Location, message: String) {
        self.useless("overlay-redundant", location, message, "take the entry away");
    }

    /// The source has what the entry is about, and the entry has no effect on it.
    pub(super) fn useless(&mut self, rule: &'static str, location: Location, message: String, remedy: &str) {
        self.push(rule, self.owner.of_useless(), location, message, remedy);
    }

    fn push(&mut self, rule: &'static str, severity: Severity, at: Location, message: String, remedy: &str) {
        let remedy = remedy.to_owned();
        self.problems.push(Problem { severity, rule, location: Some(at), second: None, message, remedy });
    }

    /// Whether a model has the property that an entry is about. What is missing is noted.
    fn has_property(&mut self, pages: &Pages, model: &str, name: &str, location: Location) -> bool {
        let Some(rows) = pages.rows(model) else {
            self.absent_model(model, location);
            return false;
        };
        let found = rows.iter().any(|row| row.name.value == name);
        if !found {
            let message = format!("`{model}` has no property `{name}`");
            let remedy = "correct the name to that on the page, or take the entry away";
            self.useless("overlay-stale", location, message, remedy);
        }
        found
    }
}

pub(super) fn check(pages: &Pages, overlay: &Overlay, problems: &mut Problems) {
    twice(overlay, problems);
    let mut stale = Stale::new(overlay.owner, problems);
    let everywhere = first_rows(pages, overlay);
    for entry in &overlay.wire_names {
        wire_name(entry, pages, &everywhere, overlay, &mut stale);
    }
    for entry in &overlay.enums {
        match &entry.property {
            Some(property) => {
                stale.has_property(pages, &entry.model, property, entry.location);
            }
            None if pages.is_undecided(&entry.model) => {}
            None if pages.page(&entry.model).is_some() => {
                let message = format!("the page of `{}` says what it is", entry.model);
                let remedy = "name the property whose values these are, or take the entry away";
                stale.useless("overlay-redundant", entry.location, message, remedy);
            }
            None => stale.absent_model(&entry.model, entry.location),
        }
    }
    for entry in &overlay.rust_names {
        rust_name(entry, pages, &mut stale);
    }
    for entry in overlay.directions.iter().filter(|it| pages.page(&it.model).is_none()) {
        stale.absent_model(&entry.model, entry.location);
    }
    types(pages, overlay, &mut stale);
    for entry in &overlay.property_types {
        property_type(entry, pages, &mut stale);
    }
    for root in overlay.groups.values().flatten().chain(overlay.tolerant.named()) {
        if pages.rows(&root.value).is_none() {
            stale.absent_model(&root.value, root.location);
        }
    }
}

/// Where models travel: what the operations say by themselves.
pub(super) fn directions(schema: &Schema, overlay: &Overlay, problems: &mut Problems) {
    let mut stale = Stale::new(overlay.owner, problems);
    for entry in &overlay.directions {
        let known = schema.models.get(&entry.model).and_then(|model| model.direction);
        if known.is_some_and(|known| known == entry.is || known == Direction::Both) {
            let message =
                format!("the operations of this source already say where `{}` travels", entry.model);
            stale.redundant(entry.location, message);
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
        let message = format!("the pages already say that they are of release {documented}");
        Stale::new(overlay.owner, problems).redundant(said.location, message);
    }
    overlay.release.as_ref().map(|said| said.value.clone()).or(documented)
}

fn rust_name(entry: &RustName, pages: &Pages, stale: &mut Stale<'_>) {
    // Two of one name choose which of them has it.
    let (documented, by_itself, is_alone) = match &entry.property {
        Some(name) if stale.has_property(pages, &entry.model, name, entry.location) => {
            let rows = pages.rows(&entry.model).unwrap_or_default();
            let alike = rows.iter().filter(|row| names::field_name(&row.name.value) == entry.name).count();
            (name, names::field_name(name), alike < 2)
        }
        Some(_) => return,
        None if pages.page(&entry.model).is_some() => {
            let alike = pages.iter().filter(|(name, _)| names::type_name(name) == entry.name).count();
            (&entry.model, names::type_name(&entry.model), alike < 2)
        }
        None => return stale.absent_model(&entry.model, entry.location),
    };
    if by_itself == entry.name && is_alone {
        stale.redundant(entry.location, format!("`{documented}` becomes `{}` by itself", entry.name));
    }
}

/// The properties that entries for all models are about, each with the first row of its name.
fn first_rows<'a>(pages: &'a Pages, overlay: &'a Overlay) -> HashMap<&'a str, Option<&'a Row>> {
    let names = overlay.wire_names.iter().filter(|entry| entry.model.is_none());
    let mut first: HashMap<&str, Option<&Row>> = names.map(|entry| (entry.property.as_str(), None)).collect();
    if !first.is_empty() {
        for (_, row) in pages.all_rows() {
            if let Some(found) = first.get_mut(row.name.value.as_str()) {
                found.get_or_insert(row);
            }
        }
    }
    first
}

fn wire_name(
    entry: &WireName,
    pages: &Pages,
    everywhere: &HashMap<&str, Option<&Row>>,
    overlay: &Overlay,
    stale: &mut Stale<'_>,
) {
    let Some(model) = &entry.model else {
        let Some(row) = everywhere.get(entry.property.as_str()).copied().flatten() else {
            stale.absent(entry.location, format!("no model has a property `{}`", entry.property));
            return;
        };
        let by_rule = by_rule(row, overlay.wire_name_rule);
        if by_rule == entry.wire {
            stale.redundant(entry.location, format!("`{by_rule}` is the wire name by the rule as well"));
        }
        return;
    };
    if !stale.has_property(pages, model, &entry.property, entry.location) {
        return;
    }
    let general = overlay.wire_names.iter().find(|it| it.model.is_none() && it.property == entry.property);
    let row = pages.rows(model).and_then(|rows| rows.iter().find(|row| row.name.value == entry.property));
    let Some(row) = row else { return };
    let by_itself = || row.wire.clone().unwrap_or_else(|| by_rule(row, overlay.wire_name_rule));
    let otherwise = general.map_or_else(by_itself, |it| it.wire.clone());
    if otherwise == entry.wire {
        stale.redundant(entry.location, format!("`{otherwise}` is the wire name without this entry as well"));
    }
}

fn types(pages: &Pages, overlay: &Overlay, stale: &mut Stale<'_>) {
    let mut unused: HashSet<&str> = overlay.types.iter().map(|entry| entry.name.as_str()).collect();
    for (_, row) in pages.all_rows() {
        if let RawType::Ref(name) = row.ty.value.innermost() {
            unused.remove(name.as_str());
        }
    }
    for entry in &overlay.property_types {
        if let RawType::Ref(name) = entry.is.innermost() {
            unused.remove(name.as_str());
        }
    }
    for entry in &overlay.types {
        if pages.is_undecided(&entry.name) {
            continue;
        }
        if pages.page(&entry.name).is_some() {
            let message = format!("a page documents `{}`", entry.name);
            let remedy = "take the entry away: the page says what it is";
            stale.useless("overlay-redundant", entry.location, message, remedy);
        } else if unused.contains(entry.name.as_str()) {
            stale.absent(entry.location, format!("no property is of the type `{}`", entry.name));
        }
    }
}

fn property_type(entry: &TypeOfProperty, pages: &Pages, stale: &mut Stale<'_>) {
    if !stale.has_property(pages, &entry.model, &entry.property, entry.location) {
        return;
    }
    let row =
        pages.rows(&entry.model).and_then(|rows| rows.iter().find(|row| row.name.value == entry.property));
    if row.is_some_and(|row| row.ty.value == entry.is) {
        let message = format!("`{}.{}` is documented as {}", entry.model, entry.property, entry.is);
        stale.redundant(entry.location, message);
    }
}

/// Two entries about one thing.
fn twice(overlay: &Overlay, problems: &mut Problems) {
    let mut seen = HashSet::new();
    let mut check = |key: (&'static str, &str, &str), location: Location| {
        let (section, model, property) = key;
        if !seen.insert((section, model.to_owned(), property.to_owned())) {
            problems.error(
                "overlay-twice",
                location,
                "an earlier entry is about the same",
                "leave one of them",
            );
        }
    };
    for entry in &overlay.wire_names {
        check(("wire-name", entry.model.as_deref().unwrap_or_default(), &entry.property), entry.location);
    }
    for entry in &overlay.enums {
        let property = entry.property.as_deref().unwrap_or_default();
        check(("enum", &entry.model, property), entry.location);
    }
    for entry in &overlay.types {
        check(("type", &entry.name, ""), entry.location);
    }
    for entry in &overlay.unions {
        check(("union", &entry.name, ""), entry.location);
    }
    for entry in &overlay.property_types {
        check(("type", &entry.model, &entry.property), entry.location);
    }
    for entry in &overlay.sources {
        check(("source", &entry.path.value, ""), entry.location);
    }
    for entry in &overlay.directions {
        check(("direction", &entry.model, ""), entry.location);
    }
    for entry in &overlay.rust_names {
        let property = entry.property.as_deref().unwrap_or_default();
        check(("rust-name", &entry.model, property), entry.location);
    }
}
