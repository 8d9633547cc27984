//! Which models and enums a model needs, and who needs it.
//!
//! Models refer to one another in circles, so every walk remembers where it was.

use std::collections::{BTreeMap, BTreeSet};

use super::{Model, Schema, Target, Type};

impl Model {
    /// The models to which its properties refer, as often as they do; by documented name.
    pub fn models(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().filter_map(|property| match property.ty.innermost() {
            Type::Ref(Target::Model(name)) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The enums of its properties, as often as they occur; by Rust name.
    pub fn enums(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().filter_map(|property| match property.ty.innermost() {
            Type::Ref(Target::Enum(name)) => Some(name.as_str()),
            _ => None,
        })
    }
}

impl Schema {
    /// The models that these reach, themselves among them; by documented name.
    pub fn closure<'a>(&self, roots: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> =
            roots.into_iter().filter_map(|root| Some(self.models.get(root)?.name.as_str())).collect();
        while let Some(name) = open.pop() {
            if reached.insert(name.to_owned()) {
                open.extend(self.models.get(name).into_iter().flat_map(Model::models));
            }
        }
        reached
    }

    /// The enums that these models have properties of; by Rust name.
    pub fn enums_of<'a>(&self, models: impl IntoIterator<Item = &'a str>) -> BTreeSet<&str> {
        models.into_iter().filter_map(|name| self.models.get(name)).flat_map(Model::enums).collect()
    }

    /// Leaves the models that these reach, and their enums. An enum that no property ever had stays: nothing says whose it is.
    pub fn restrict(&mut self, roots: &BTreeSet<String>) {
        let kept = self.closure(roots.iter().map(String::as_str));
        let owned = |schema: &Self| -> BTreeSet<String> {
            schema.models.values().flat_map(Model::enums).map(str::to_owned).collect()
        };
        let before = owned(self);
        self.models.retain(|name, _| kept.contains(name));
        self.additions.retain(|it| kept.contains(&it.model));
        let after = owned(self);
        self.enums.retain(|key, _| after.contains(key) || !before.contains(key));
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
            for target in model.models().filter(|target| *target != model.name) {
                of.entry(target).or_default().insert(&model.name);
            }
        }
        Self { of }
    }

    /// The models that refer to this one, in the order of their names.
    pub fn direct<'s>(&'s self, model: &str) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
        self.of.get(model).into_iter().flatten().copied()
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
        assert_eq!(schema(CIRCLE).enums_of(["B", "Gone"]).into_iter().collect::<Vec<_>>(), ["E"]);
    }

    #[test]
    fn who_refers_to_whom() {
        let schema = schema(CIRCLE);
        let referrers = Referrers::new(&schema);
        for (model, direct, tops) in
            [("A", &["B", "C"][..], &["C"][..]), ("B", &["A"], &["C"]), ("C", &[], &[]), ("Gone", &[], &[])]
        {
            assert_eq!(referrers.direct(model).collect::<Vec<_>>(), direct, "{model}");
            assert_eq!(referrers.tops(model), tops, "{model}");
        }
        let circle =
            self::schema("model A = \"A\"\n  b: Box<B> = \"b\"\nmodel B = \"B\"\n  a: Box<A> = \"a\"\n");
        assert_eq!(Referrers::new(&circle).tops("A"), ["B"]);
    }
}
