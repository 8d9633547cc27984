//! The pages of a source by documented name.

use std::collections::{BTreeMap, BTreeSet};

use super::prose;
use crate::documented::{Body, Page, RawAlternative, RawValue, Row};
use crate::documented_type::RawType;
use crate::lock::Pins;
use crate::overlay::{Overlay, Values};
use crate::problem::Problems;

/// How many aliases may follow one another.
pub(super) const LONGEST_ALIAS: usize = 32;

/// The pages of a source by documented name.
pub(super) struct Pages {
    by_name: BTreeMap<String, Page>,
    /// Those that do not say what they document, by name.
    undecided: Vec<String>,
}

impl Pages {
    pub(super) fn new(pages: Vec<Page>, overlay: &Overlay, pins: &Pins, problems: &mut Problems) -> Self {
        let mut new = Self { by_name: BTreeMap::new(), undecided: Vec::new() };
        for mut page in pages {
            if new.by_name.contains_key(&page.name.value) {
                problems.error(
                    "two-models-of-one-name",
                    page.name.location,
                    format!("another page documents a model `{}`", page.name.value),
                    "rename one of them, or take one page away",
                );
                continue;
            }
            if page.body == Body::Unknown {
                page.body = decided(&page, overlay, pins, problems);
                new.undecided.push(page.name.value.clone());
            }
            new.by_name.insert(page.name.value.clone(), page);
        }
        new
    }

    /// Whether a page does not say what it documents, so that an overlay may.
    pub(super) fn is_undecided(&self, name: &str) -> bool {
        self.undecided.iter().any(|undecided| undecided == name)
    }

    /// Puts something in place of what a page documents.
    pub(super) fn decide(&mut self, name: &str, body: Body) {
        if let Some(page) = self.by_name.get_mut(name) {
            page.body = body;
        }
    }

    /// The same where the documentation does not say it, so that an overlay may.
    pub(super) fn decide_undocumented(&mut self, name: &str, ty: RawType) {
        self.decide(name, Body::Alias(ty));
        self.undecided.push(name.to_owned());
    }

    /// Adds a page of a name that no other page has.
    pub(super) fn add(&mut self, page: Page) {
        self.by_name.entry(page.name.value.clone()).or_insert(page);
    }

    /// Takes away those of these pages to which no other page refers.
    pub(super) fn remove_unreferred(&mut self, mut names: BTreeSet<String>) {
        loop {
            let kept = self.by_name.iter().filter(|(name, _)| !names.contains(*name));
            let mut referred: BTreeSet<String> = BTreeSet::new();
            for (_, page) in kept {
                page.body.each_type(&mut |ty| {
                    if let RawType::Ref(name) = ty.innermost() {
                        referred.extend(names.get(name).cloned());
                    }
                });
            }
            if referred.is_empty() {
                break;
            }
            names.retain(|name| !referred.contains(name));
        }
        self.by_name.retain(|name, _| !names.contains(name));
    }

    /// The unions, in the order of names.
    pub(super) fn unions(&self) -> impl Iterator<Item = (&Page, &[RawAlternative])> {
        self.by_name.values().filter_map(|page| match &page.body {
            Body::Union(union) => Some((page, union.alternatives.as_slice())),
            _ => None,
        })
    }

    pub(super) fn page(&self, name: &str) -> Option<&Page> {
        self.by_name.get(name)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Page)> {
        self.by_name.iter()
    }

    /// The model or union that a name leads to by other names of types, and in their lists and maps.
    pub(super) fn behind<'n>(&'n self, name: &'n str) -> &'n str {
        let mut name = name;
        // Other names may go round in a circle.
        for _ in 0..LONGEST_ALIAS {
            match self.page(name).map(|page| &page.body) {
                Some(Body::Alias(ty)) => match ty.innermost() {
                    RawType::Ref(other) => name = other,
                    _ => return name,
                },
                _ => return name,
            }
        }
        name
    }

    /// The rows of a model.
    pub(super) fn rows(&self, model: &str) -> Option<&[Row]> {
        match &self.by_name.get(model)?.body {
            Body::Rows(rows) => Some(rows),
            // It may be a model; its struct keeps every key.
            Body::Unknown => Some(&[]),
            _ => None,
        }
    }

    /// Every model with its rows, in the order of names.
    pub(super) fn models(&self) -> impl Iterator<Item = (&Page, &[Row])> {
        self.by_name.values().filter_map(|page| match &page.body {
            Body::Rows(rows) => Some((page, rows.as_slice())),
            Body::Unknown => Some((page, &[][..])),
            Body::Values(_) | Body::Integers(_) | Body::Alias(_) | Body::Union(_) => None,
        })
    }

    /// The same, with the rows taken out of the pages.
    pub(super) fn into_models(self) -> impl Iterator<Item = (Page, Vec<Row>)> {
        self.by_name.into_values().filter_map(|mut page| {
            match std::mem::replace(&mut page.body, Body::Unknown) {
                Body::Rows(rows) => Some((page, rows)),
                Body::Unknown => Some((page, Vec::new())),
                Body::Values(_) | Body::Integers(_) | Body::Alias(_) | Body::Union(_) => None,
            }
        })
    }

    /// Every row of every model.
    pub(super) fn all_rows(&self) -> impl Iterator<Item = (&str, &Row)> {
        self.by_name.iter().flat_map(|(name, page)| {
            let rows = if let Body::Rows(rows) = &page.body { rows.as_slice() } else { &[] };
            rows.iter().map(move |row| (name.as_str(), row))
        })
    }
}

/// What a page documents that does not say it: what the overlay says, or a model where one was released. Else nobody knows: a property
/// of its type is any JSON value, and who has the thing itself finds a struct without properties.
fn decided(page: &Page, overlay: &Overlay, pins: &Pins, problems: &mut Problems) -> Body {
    let name = &page.name.value;
    if let Some(entry) = overlay.types.iter().find(|entry| entry.name == *name) {
        return Body::Alias(entry.is.clone());
    }
    if let Some(entry) = overlay.enums.iter().find(|entry| entry.model == *name && entry.property.is_none()) {
        let values: Vec<_> = match &entry.values {
            Values::Listed(listed) => {
                listed.iter().map(|it| RawValue::bare(it.value.clone(), it.location)).collect()
            }
            Values::Prose => prose::values(&page.description)
                .into_iter()
                .map(|it| RawValue::bare(it, page.location))
                .collect(),
        };
        if values.is_empty() {
            problems.error(
                "no-values-in-prose",
                entry.location,
                format!("the description of `{name}` lists no values in quotes"),
                "list the values in the overlay, or take the entry away",
            );
        }
        return Body::Values(values);
    }
    if pins.model(name).is_some() {
        return Body::Rows(Vec::new());
    }
    problems.note(
        "empty-table",
        page.name.location,
        format!("the page of `{name}` does not say what it is, since its table has no rows; it becomes serde_json::Value"),
        format!("say in the overlay what it is: [[enum]] with model = \"{name}\" and its values, or [[type]] with name = \"{name}\""),
    );
    Body::Unknown
}
