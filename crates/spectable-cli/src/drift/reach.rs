//! From which models a model is reached.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::schema::{Schema, Type};

/// Who refers to whom in a schema.
#[derive(Debug)]
pub struct Reach<'a> {
    referrers: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Reach<'a> {
    /// Reads the references of a schema.
    pub fn of(schema: &'a Schema) -> Self {
        let mut referrers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for model in schema.models.values() {
            for property in &model.properties {
                if let Type::Model(target) = property.ty.innermost()
                    && *target != model.name
                {
                    referrers.entry(target).or_default().insert(&model.name);
                }
            }
        }
        Self { referrers }
    }

    /// The models from which this one is reached and to which nothing else refers, in the order of their names.
    ///
    /// Where all models that reach it refer to one another in a circle, those that refer to it directly.
    pub fn tops(&self, model: &str) -> Vec<String> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut tops = BTreeSet::new();
        let mut open: Vec<&str> = self.direct(model).collect();
        while let Some(name) = open.pop() {
            if name == model || !seen.insert(name) {
                continue;
            }
            let before = open.len();
            open.extend(self.direct(name));
            if open.len() == before {
                tops.insert(name);
            }
        }
        if tops.is_empty() {
            tops.extend(self.direct(model));
        }
        tops.into_iter().map(str::to_owned).collect()
    }

    fn direct<'s>(&'s self, model: &str) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
        self.referrers.get(model).into_iter().flatten().copied()
    }
}
