//! By which models and operations a model is reached.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::schema::{Schema, Target, Type, graph::Referrers};

use super::draft::Reached;

/// Who reaches the models of a schema.
pub(super) struct Reach<'a> {
    referrers: Referrers<'a>,
    /// The operations that name a model themselves, by its documented name. Those of a union are at each of its models.
    operations: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(schema: &'a Schema) -> Self {
        let mut operations: BTreeMap<&'a str, BTreeSet<String>> = BTreeMap::new();
        for operation in &schema.operations {
            let name = operation.name();
            for ty in operation.sent().chain(operation.received()) {
                for model in models_in(ty, schema) {
                    operations.entry(model).or_default().insert(name.clone());
                }
            }
        }
        Self { referrers: Referrers::new(schema), operations }
    }

    /// How a model is reached.
    pub(super) fn of(&self, model: &str) -> Reached {
        Reached { from: self.referrers.tops(model), operations: self.operations(model) }
    }

    fn operations(&self, model: &str) -> Vec<String> {
        if self.operations.is_empty() {
            return Vec::new();
        }
        let mut seen: BTreeSet<&str> = BTreeSet::from([model]);
        let mut open = vec![model];
        let mut found: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = open.pop() {
            found.extend(self.operations.get(name).into_iter().flatten().map(String::as_str));
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
