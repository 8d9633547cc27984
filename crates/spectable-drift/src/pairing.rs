//! Pairs the models, properties and enums of two schemas.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::schema::{Model, Property, Schema, Target, Type};

/// Models and enums of an old schema and what they are in a new one.
#[derive(Debug)]
pub struct Pairing<'a> {
    old: &'a Schema,
    new: &'a Schema,
    models: BTreeMap<&'a str, &'a str>,
    enums: BTreeMap<&'a str, &'a str>,
}

/// The properties of two models, paired.
#[derive(Debug, Default)]
pub struct Properties<'a> {
    /// Those in both, in the old order.
    pub both: Vec<(&'a Property, &'a Property)>,
    /// Those only in the old one.
    pub removed: Vec<&'a Property>,
    /// Those only in the new one.
    pub added: Vec<&'a Property>,
}

/// A model with fewer properties is not recognised by them: too many others look the same.
const FEWEST_PROPERTIES_OF_A_SHAPE: usize = 2;

impl<'a> Pairing<'a> {
    /// Pairs models by name, then those left over by their properties, then enums by name and by the property that
    /// has them.
    pub fn of(old: &'a Schema, new: &'a Schema) -> Self {
        let same_name = |name: &&'a String| new.models.contains_key(name.as_str());
        let models = old.models.keys().filter(same_name).map(|name| (name.as_str(), name.as_str())).collect();
        let enums = old.enums.keys().filter(|key| new.enums.contains_key(key.as_str()));
        let enums = enums.map(|key| (key.as_str(), key.as_str())).collect();
        let mut pairing = Self { old, new, models, enums };
        while pairing.pair_by_shape() {}
        pairing.pair_enums_by_property();
        pairing
    }

    /// The new model that is paired with an old one.
    pub fn model(&self, old: &str) -> Option<&'a Model> {
        self.new.models.get(*self.models.get(old)?)
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

    /// One round: pairs models whose properties are known to be the same. A round can make the next one possible if
    /// renamed models refer to one another.
    fn pair_by_shape(&mut self) -> bool {
        let removed: Vec<&'a Model> = self.removed_models().collect();
        let added: Vec<&'a Model> = self.added_models().collect();
        let mut shapes: BTreeMap<Shape, (Vec<&'a str>, Vec<&'a str>)> = BTreeMap::new();
        for model in removed {
            if let Some(shape) = Self::shape(model, self.old, Some(&self.models)) {
                shapes.entry(shape).or_default().0.push(&model.name);
            }
        }
        for model in added {
            if let Some(shape) = Self::shape(model, self.new, None) {
                shapes.entry(shape).or_default().1.push(&model.name);
            }
        }
        let mut found = false;
        for (old, new) in shapes.into_values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.models.insert(old, new);
                found = true;
            }
        }
        found
    }

    fn shape(model: &Model, schema: &Schema, names: Option<&BTreeMap<&str, &str>>) -> Option<Shape> {
        if model.properties.len() < FEWEST_PROPERTIES_OF_A_SHAPE {
            return None;
        }
        let mut shape: Shape = Vec::with_capacity(model.properties.len());
        for property in &model.properties {
            let mut ty = String::new();
            write_type(&property.ty, model, schema, names, &mut ty)?;
            shape.push((property.wire_name.clone(), ty));
        }
        shape.sort_unstable();
        Some(shape)
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

/// The wire names and types of a model, in the order of the wire names.
type Shape = Vec<(String, String)>;

/// Writes a type with the new names in `names`, or with its own. Returns `None` for a type that refers to a model
/// without a new name.
fn write_type(
    ty: &Type,
    model: &Model,
    schema: &Schema,
    names: Option<&BTreeMap<&str, &str>>,
    text: &mut String,
) -> Option<()> {
    match ty {
        Type::List(item) => {
            text.push_str("list ");
            write_type(item, model, schema, names, text)?;
        }
        Type::Map(item) => {
            text.push_str("map ");
            write_type(item, model, schema, names, text)?;
        }
        Type::Nullable(item) => {
            text.push_str("optional ");
            write_type(item, model, schema, names, text)?;
        }
        Type::Ref(Target::Model(name)) if *name == model.name => text.push_str("itself"),
        Type::Ref(Target::Model(name)) => {
            text.push_str("model ");
            text.push_str(match names {
                Some(names) => names.get(name.as_str())?,
                None => name,
            });
        }
        Type::Ref(Target::Enum(key)) => {
            text.push_str("enum");
            for value in schema.enums.get(key).map_or(&[][..], |it| &it.values) {
                text.push(' ');
                text.push_str(&value.wire);
            }
        }
        Type::Ref(Target::Union(name)) => {
            text.push_str("union ");
            text.push_str(name);
        }
        leaf => text.push_str(leaf_name(leaf)),
    }
    Some(())
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

impl<'a> Properties<'a> {
    /// Pairs properties by documented name, then those left over by wire name, then by Rust name.
    pub fn of(old: &'a Model, new: &'a Model) -> Self {
        let mut matching = Matching {
            old: &old.properties,
            new: &new.properties,
            new_of_old: vec![None; old.properties.len()],
            old_of_new: vec![None; new.properties.len()],
        };
        matching.by(|property| &property.name);
        matching.by(|property| &property.wire_name);
        matching.by(|property| &property.rust_name);
        matching.into_properties()
    }
}

struct Matching<'a> {
    old: &'a [Property],
    new: &'a [Property],
    new_of_old: Vec<Option<usize>>,
    old_of_new: Vec<Option<usize>>,
}

impl<'a> Matching<'a> {
    fn by(&mut self, key: impl Fn(&'a Property) -> &'a str) {
        let mut candidates = BTreeMap::new();
        for (index, (property, taken)) in self.new.iter().zip(&self.old_of_new).enumerate() {
            if taken.is_none() {
                candidates.insert(key(property), index);
            }
        }
        for (index, (property, pair)) in self.old.iter().zip(&mut self.new_of_old).enumerate() {
            if pair.is_some() {
                continue;
            }
            let Some(&found) = candidates.get(key(property)) else { continue };
            if let Some(back @ None) = self.old_of_new.get_mut(found) {
                *back = Some(index);
                *pair = Some(found);
            }
        }
    }

    fn into_properties(self) -> Properties<'a> {
        let mut properties = Properties::default();
        for (old, pair) in self.old.iter().zip(&self.new_of_old) {
            match pair.and_then(|index| self.new.get(index)) {
                Some(new) => properties.both.push((old, new)),
                None => properties.removed.push(old),
            }
        }
        for (new, pair) in self.new.iter().zip(&self.old_of_new) {
            if pair.is_none() {
                properties.added.push(new);
            }
        }
        properties
    }
}
