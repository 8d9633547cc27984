//! The names that were released, by what they name.

use std::collections::{BTreeMap, BTreeSet};

use crate::documented_type::RawType;
use crate::schema::{Direction, Schema, Target, Type};

/// Rust names that were released, and stay; and what pages without operations do not say any more.
#[derive(Debug, Default, Clone)]
pub struct Pins {
    /// By documented name of the model or union.
    models: BTreeMap<String, String>,
    /// By documented name of the model, then of the property.
    properties: BTreeMap<String, BTreeMap<String, String>>,
    /// Enums by documented name of the model, then of the property.
    enums: BTreeMap<String, BTreeMap<String, String>>,
    /// Where models travel, by documented name.
    directions: BTreeMap<String, Direction>,
    /// Variants by Rust name of the enum, then by value.
    variants: BTreeMap<String, BTreeMap<String, String>>,
    /// Variants by Rust name of the union, then by type in Rust names.
    alternatives: BTreeMap<String, BTreeMap<String, String>>,
}

impl Pins {
    /// The names of a schema that was released.
    ///
    /// No two things have one name. A schema of two that were released apart (the two sides of a merge) may have such things; the
    /// first of them keeps the name.
    pub fn of(schema: &Schema) -> Self {
        let mut pins = Self::default();
        let mut types = BTreeSet::new();
        for model in schema.models.values() {
            if types.insert(model.rust_name.as_str()) {
                pins.models.insert(model.name.clone(), model.rust_name.clone());
            }
            if let Some(direction) = model.direction {
                pins.directions.insert(model.name.clone(), direction);
            }
        }
        for union in schema.unions.values() {
            if types.insert(union.rust_name.as_str()) {
                pins.models.insert(union.name.clone(), union.rust_name.clone());
                let mut variants = BTreeSet::new();
                let released = union.alternatives.iter().filter(|it| variants.insert(it.variant.as_str()));
                let of_union = released.map(|it| (alternative(&it.ty, schema), it.variant.clone())).collect();
                pins.alternatives.insert(union.rust_name.clone(), of_union);
            }
        }
        for model in schema.models.values() {
            let mut fields = BTreeSet::new();
            for property in &model.properties {
                if let Type::Ref(Target::Enum(name)) = property.ty.innermost()
                    && !types.contains(name.as_str())
                {
                    let of_model = pins.enums.entry(model.name.clone()).or_default();
                    of_model.insert(property.name.clone(), name.clone());
                }
                if fields.insert(property.rust_name.as_str()) {
                    let of_model = pins.properties.entry(model.name.clone()).or_default();
                    of_model.insert(property.name.clone(), property.rust_name.clone());
                }
            }
        }
        for (name, values) in &schema.enums {
            let mut variants = BTreeSet::new();
            let released = values.values.iter().filter(|value| variants.insert(value.variant.as_str()));
            let of_enum = released.map(|value| (value.wire.clone(), value.variant.clone())).collect();
            pins.variants.insert(name.clone(), of_enum);
        }
        pins
    }

    pub(crate) fn model(&self, name: &str) -> Option<&String> {
        self.models.get(name)
    }

    /// Where a model travels.
    pub(crate) fn direction(&self, model: &str) -> Option<Direction> {
        self.directions.get(model).copied()
    }

    pub(crate) fn property(&self, model: &str, property: &str) -> Option<&String> {
        self.properties.get(model)?.get(property)
    }

    pub(crate) fn property_enum(&self, model: &str, property: &str) -> Option<&String> {
        self.enums.get(model)?.get(property)
    }

    pub(crate) fn has_enum(&self, name: &str) -> bool {
        self.enums.values().flat_map(BTreeMap::values).any(|released| released == name)
    }

    pub(crate) fn variant(&self, of: &str, value: &str) -> Option<&String> {
        self.variants.get(of)?.get(value)
    }

    pub(crate) fn alternative(&self, of: &str, ty: &str) -> Option<&String> {
        self.alternatives.get(of)?.get(ty)
    }

    /// Every type name that was released.
    pub(crate) fn types(&self) -> impl Iterator<Item = &String> {
        self.models.values().chain(self.enums.values().flat_map(BTreeMap::values))
    }
}

/// The type of an alternative in Rust names.
fn alternative(ty: &Type, schema: &Schema) -> String {
    let named: RawType = ty.map_refs(&mut |target| {
        let name = match target {
            Target::Enum(name) => Some(name),
            Target::Model(name) => schema.models.get(name).map(|it| &it.rust_name),
            Target::Union(name) => schema.unions.get(name).map(|it| &it.rust_name),
        };
        RawType::Ref(name.cloned().unwrap_or_default())
    });
    named.to_string()
}
