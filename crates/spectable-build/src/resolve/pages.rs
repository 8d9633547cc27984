//! The pages of a source by documented name.

use std::collections::BTreeMap;

use crate::documented::{Body, Page, Row};
use crate::problem::Problems;

/// How many aliases may follow one another.
pub(super) const LONGEST_ALIAS: usize = 32;

/// The pages of a source by documented name.
pub(super) struct Pages {
    by_name: BTreeMap<String, Page>,
}

impl Pages {
    pub(super) fn new(pages: Vec<Page>, problems: &mut Problems) -> Self {
        let mut by_name: BTreeMap<String, Page> = BTreeMap::new();
        for page in pages {
            match by_name.get(&page.name.value) {
                None => {
                    by_name.insert(page.name.value.clone(), page);
                }
                Some(_) => problems.error(
                    "two-models-of-one-name",
                    page.name.location,
                    format!("another page documents a model `{}`", page.name.value),
                    "rename one of them, or take one page away",
                ),
            }
        }
        Self { by_name }
    }

    pub(super) fn page(&self, name: &str) -> Option<&Page> {
        self.by_name.get(name)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Page)> {
        self.by_name.iter()
    }

    /// The rows of a model.
    pub(super) fn rows(&self, model: &str) -> Option<&[Row]> {
        match &self.by_name.get(model)?.body {
            Body::Rows(rows) => Some(rows),
            _ => None,
        }
    }

    /// Every row of every model.
    pub(super) fn all_rows(&self) -> impl Iterator<Item = (&str, &Row)> {
        self.by_name.iter().flat_map(|(name, page)| {
            let rows = if let Body::Rows(rows) = &page.body { rows.as_slice() } else { &[] };
            rows.iter().map(move |row| (name.as_str(), row))
        })
    }
}
