//! By which models and operations a model is reached.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::schema::{
    Schema, Target, Type,
    graph::{Referrers, Tops},
};

use super::draft::Reached;

/// Who reaches the models of a schema. Each is asked once.
pub(super) struct Reach<'s, 'a> {
    referrers: &'s Referrers<'a>,
    tops: Tops<'s, 'a>,
    /// The operations that name a model themselves, by its documented name. Those of a union are at each of its models.
    named: BTreeMap<&'a str, BTreeSet<String>>,
    /// The operations of the models that were asked for so far.
    operations: BTreeMap<String, Vec<String>>,
}

impl<'s, 'a> Reach<'s, 'a> {
    pub(super) fn new(schema: &'a Schema, referrers: &'s Referrers<'a>) -> Self {
        let mut named: BTreeMap<&'a str, BTreeSet<String>> = BTreeMap::new();
        for operation in &schema.operations {
            let name = operation.name();
            for ty in operation.sent().chain(operation.received()) {
                for model in models_in(ty, schema) {
                    named.entry(model).or_default().insert(name.clone());
                }
            }
        }
        Self { referrers, tops: Tops::new(referrers), named, operations: BTreeMap::new() }
    }

    /// How a model is reached.
    pub(super) fn of(&mut self, model: &str) -> Reached {
        let from = self.tops.of(model).iter().map(|top| (*top).to_owned()).collect();
        if self.named.is_empty() {
            return Reached { from, operations: Vec::new() };
        }
        let operations = match self.operations.get(model) {
            Some(known) => known.clone(),
            None => {
                let found = self.operations(model);
                self.operations.insert(model.to_owned(), found.clone());
                found
            }
        };
        Reached { from, operations }
    }

    fn operations(&self, model: &str) -> Vec<String> {
        let mut seen: BTreeSet<&str> = BTreeSet::from([model]);
        let mut open = vec![model];
        let mut found: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = open.pop() {
            found.extend(self.named.get(name).into_iter().flatten().map(String::as_str));
            open.extend(self.referrers.direct(name).filter(|it| seen.insert(it)));
        }
        found.into_iter().map(str::to_owned).collect()
    }
}

fn models_in<'a>(ty: &'a Type, schema: &'a Schema) -> BTreeSet<&'a str> {
    match ty.innermost() {
        Type::Ref(Target::Model(name)) => BTreeSet::from([name.as_str()]),
        Type::Ref(Target::Union(name)) => {
            let union = schema.unions.get(name).into_iter();
            union.flat_map(|union| union.references(schema).models).collect()
        }
        _ => BTreeSet::new(),
    }
}
