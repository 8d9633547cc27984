//! Pairs the models, properties and enums of two schemas.

mod evidence;
mod names;
mod properties;
mod reasons;
mod renames;
mod shape;
#[cfg(test)]
mod tests;

pub use evidence::Evidence;
pub use properties::Properties;

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::schema::{Model, Schema, Target, Type};

/// Models and enums of an old schema and what they are in a new one.
#[derive(Debug)]
pub struct Pairing<'a> {
    old: &'a Schema,
    new: &'a Schema,
    models: BTreeMap<&'a str, &'a str>,
    /// Why renamed models are taken for the same, by their old names.
    evidence: BTreeMap<&'a str, Vec<Evidence>>,
    enums: BTreeMap<&'a str, &'a str>,
}

impl<'a> Pairing<'a> {
    /// Pairs models by name, then those left over by [`Evidence`] that they were renamed, then enums by name and by the property that has
    /// them.
    pub fn of(old: &'a Schema, new: &'a Schema) -> Self {
        let same_name = |name: &&'a String| new.models.contains_key(name.as_str());
        let mut models: BTreeMap<&str, &str> =
            old.models.keys().filter(same_name).map(|name| (name.as_str(), name.as_str())).collect();
        let evidence = renames::find(old, new, &mut models);
        let enums = old.enums.keys().filter(|key| new.enums.contains_key(key.as_str()));
        let enums = enums.map(|key| (key.as_str(), key.as_str())).collect();
        let mut pairing = Self { old, new, models, evidence, enums };
        pairing.pair_enums_by_property();
        pairing
    }

    /// The new model that is paired with an old one.
    pub fn model(&self, old: &str) -> Option<&'a Model> {
        self.new.models.get(*self.models.get(old)?)
    }

    /// Why an old model is taken for the same as a new one of another name; nothing where the name is the same.
    pub fn evidence(&self, old: &str) -> &[Evidence] {
        self.evidence.get(old).map_or(&[], Vec::as_slice)
    }

    /// The pairs of models, in the order of their old names.
    pub fn models(&self) -> impl Iterator<Item = (&'a Model, &'a Model)> {
        self.models
            .iter()
            .filter_map(|(old, new)| Some((self.old.models.get(*old)?, self.new.models.get(*new)?)))
    }

    /// The pairs of enums, as keys of the two schemas.
    pub fn enums(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.enums.iter().map(|(old, new)| (*old, *new))
    }

    /// New models without an old one.
    pub fn added_models(&self) -> impl Iterator<Item = &'a Model> {
        let taken: BTreeSet<&str> = self.models.values().copied().collect();
        self.new.models.values().filter(move |model| !taken.contains(model.name.as_str()))
    }

    /// Old models without a new one.
    pub fn removed_models(&self) -> impl Iterator<Item = &'a Model> {
        self.old.models.values().filter(|model| !self.models.contains_key(model.name.as_str()))
    }

    /// Whether two types are the same Rust type, except for names that moved.
    pub fn same_type(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => self.same_type(old, new),
            (Type::Ref(Target::Model(old)), Type::Ref(Target::Model(new))) => {
                self.models.get(old.as_str()) == Some(&new.as_str())
            }
            (Type::Ref(Target::Enum(old)), Type::Ref(Target::Enum(new))) => {
                let integers = |schema: &Schema, key: &str| schema.enums.get(key).map(|it| it.integers);
                self.enums.get(old.as_str()) == Some(&new.as_str())
                    && integers(self.old, old) == integers(self.new, new)
            }
            (old, new) => old == new,
        }
    }

    fn pair_enums_by_property(&mut self) {
        let mut taken: BTreeSet<&str> = self.enums.values().copied().collect();
        let mut pairs = Vec::new();
        for (old, new) in self.models() {
            for (old, new) in Properties::of(old, new).both {
                let (Type::Ref(Target::Enum(old)), Type::Ref(Target::Enum(new))) =
                    (old.ty.innermost(), new.ty.innermost())
                else {
                    continue;
                };
                if !self.enums.contains_key(old.as_str()) && !taken.contains(new.as_str()) {
                    pairs.push((old.as_str(), new.as_str()));
                }
            }
        }
        for (old, new) in pairs {
            if !self.enums.contains_key(old) && taken.insert(new) {
                self.enums.insert(old, new);
            }
        }
    }
}

/// The name of a type without parts, in the words of the pages.
pub fn leaf_name(ty: &Type) -> &'static str {
    match ty {
        Type::Text => "str",
        Type::Integer | Type::Integer32 | Type::Unsigned => "int",
        Type::Number => "float",
        Type::Boolean => "bool",
        Type::DateTime => "datetime",
        Type::Date => "date",
        Type::Any | Type::Ref(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => "object",
    }
}
