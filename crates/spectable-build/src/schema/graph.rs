//! Which models and enums a model needs, and who needs it.
//!
//! Models refer to one another in circles, so every walk remembers where it was.

use std::collections::{BTreeMap, BTreeSet};

use super::{Model, Schema, Target, Type, Union};

mod tops;

pub use tops::Tops;

/// What models refer to, directly or through unions, in documented order.
#[derive(Debug, Default)]
pub struct References<'a> {
    /// Models by documented name, as often as they occur.
    pub models: Vec<&'a str>,
    /// Enums by Rust name, as often as they occur.
    pub enums: Vec<&'a str>,
    /// Unions by documented name, once each.
    pub unions: BTreeSet<&'a str>,
}

impl<'a> References<'a> {
    fn add(&mut self, ty: &'a Type, schema: &'a Schema) {
        match ty.innermost() {
            Type::Ref(Target::Model(name)) => self.models.push(name),
            Type::Ref(Target::Enum(name)) => self.enums.push(name),
            Type::Ref(Target::Union(name)) => {
                if self.unions.insert(name)
                    && let Some(union) = schema.unions.get(name)
                {
                    union.alternatives.iter().for_each(|it| self.add(&it.ty, schema));
                }
            }
            _ => {}
        }
    }
}

impl Model {
    /// What its properties refer to.
    pub fn references<'a>(&'a self, schema: &'a Schema) -> References<'a> {
        let mut references = References::default();
        self.properties.iter().for_each(|property| references.add(&property.ty, schema));
        references
    }
}

impl Schema {
    /// The models that these reach, themselves among them; by documented name. A union reaches what its alternatives are.
    pub fn closure<'a>(&self, roots: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = Vec::new();
        for root in roots {
            match (self.models.get(root), self.unions.get_key_value(root)) {
                (Some(model), _) => open.push(&model.name),
                (None, Some((_, union))) => open.extend(union.references(self).models),
                (None, None) => {}
            }
        }
        while let Some(name) = open.pop() {
            if reached.insert(name.to_owned()) {
                open.extend(
                    self.models.get(name).into_iter().flat_map(|model| model.references(self).models),
                );
            }
        }
        reached
    }

    /// The enums of these models, by Rust name, and the unions, by documented name.
    pub fn enums_and_unions_of<'a>(
        &'a self,
        models: impl IntoIterator<Item = &'a str>,
    ) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
        let (mut enums, mut unions) = (BTreeSet::new(), BTreeSet::new());
        for model in models.into_iter().filter_map(|name| self.models.get(name)) {
            let references = model.references(self);
            enums.extend(references.enums);
            unions.extend(references.unions);
        }
        (enums, unions)
    }

    /// Leaves the models that these reach, with their enums and unions. An enum or union that no property ever had stays: nothing says whose
    /// it is.
    pub fn restrict(&mut self, roots: &BTreeSet<String>) {
        let kept = self.closure(roots.iter().map(String::as_str));
        let owned = |schema: &Self| -> (BTreeSet<String>, BTreeSet<String>) {
            let (enums, unions) = schema.enums_and_unions_of(schema.models.keys().map(String::as_str));
            let owned = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect();
            (owned(enums), owned(unions))
        };
        let before = owned(self);
        self.models.retain(|name, _| kept.contains(name));
        self.additions.retain(|it| kept.contains(&it.model));
        let after = owned(self);
        self.enums.retain(|key, _| after.0.contains(key) || !before.0.contains(key));
        let alone = |schema: &Self, union: &Union| {
            // A union that nobody has may hold models that are gone.
            union.references(schema).models.iter().all(|model| kept.contains(*model))
        };
        let stays: BTreeSet<String> = self
            .unions
            .iter()
            .filter(|(name, union)| {
                after.1.contains(*name) || !before.1.contains(*name) && alone(self, union)
            })
            .map(|(name, _)| name.clone())
            .collect();
        self.unions.retain(|name, _| stays.contains(name));
    }
}

impl Union {
    /// What its alternatives refer to.
    pub fn references<'a>(&'a self, schema: &'a Schema) -> References<'a> {
        let mut references = References::default();
        references.unions.insert(&self.name);
        self.alternatives.iter().for_each(|it| references.add(&it.ty, schema));
        references
    }
}

/// Who refers to whom in a schema.
#[derive(Debug)]
pub struct Referrers<'a> {
    of: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Referrers<'a> {
    /// Reads the references of a schema. That a model refers to itself does not count.
    pub fn new(schema: &'a Schema) -> Self {
        let mut of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for model in schema.models.values() {
            for target in model.references(schema).models.into_iter().filter(|target| *target != model.name) {
                of.entry(target).or_default().insert(&model.name);
            }
        }
        Self { of }
    }

    /// The models that refer to this one, in the order of their names.
    pub fn direct<'s>(&'s self, model: &str) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
        self.of.get(model).into_iter().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{location::Files, lock::Lock, problem::Problems};

    /// The lock is the shortest way to write a schema down.
    fn schema(text: &str) -> Schema {
        let mut files = Files::default();
        let text = format!("format 1\n{text}end\n");
        let lock = Lock::parse("lock", &text, &mut files, &mut Problems::default()).unwrap();
        lock.into_schema(files)
    }

    const CIRCLE: &str = "model A = \"A\"\n  b: Vec<B> = \"b\"\nmodel B = \"B\"\n  a: Box<A> = \"a\"\n  e: E = \"e\"\n\
        model C = \"C\"\n  a: Box<A> = \"a\"\n  c: Vec<C> = \"c\"\n  f: F = \"f\"\nenum E from \"x\"\nenum F from \"x\"\nenum G from \"x\"\n";

    #[test]
    fn what_is_reached_stays_with_its_enums() {
        let cases: [(&[&str], &[&str], &[&str]); 4] = [
            (&["A", "Gone"], &["A", "B"], &["E", "G"]),
            (&["C"], &["A", "B", "C"], &["E", "F", "G"]),
            (&["B"], &["A", "B"], &["E", "G"]),
            (&[], &[], &["G"]),
        ];
        for (roots, models, enums) in cases {
            let mut schema = schema(CIRCLE);
            assert_eq!(schema.closure(roots.iter().copied()).iter().collect::<Vec<_>>(), models);
            schema.restrict(&roots.iter().map(|root| (*root).to_owned()).collect());
            assert_eq!(schema.models.keys().collect::<Vec<_>>(), models, "{roots:?}");
            assert_eq!(schema.enums.keys().collect::<Vec<_>>(), enums, "{roots:?}");
        }
        assert_eq!(
            schema(CIRCLE).enums_and_unions_of(["B", "Gone"]).0.into_iter().collect::<Vec<_>>(),
            ["E"]
        );
    }

    #[test]
    fn who_refers_to_whom() {
        let schema = schema(CIRCLE);
        let referrers = Referrers::new(&schema);
        for (model, direct, tops) in
            [("A", &["B", "C"][..], &["C"][..]), ("B", &["A"], &["C"]), ("C", &[], &[]), ("Gone", &[], &[])]
        {
            assert_eq!(referrers.direct(model).collect::<Vec<_>>(), direct, "{model}");
            assert_eq!(*Tops::new(&referrers).of(model), *tops, "{model}");
        }
        let circle =
            self::schema("model A = \"A\"\n  b: Box<B> = \"b\"\nmodel B = \"B\"\n  a: Box<A> = \"a\"\n");
        assert_eq!(*Tops::new(&Referrers::new(&circle)).of("A"), ["B"]);
    }
}
