//! The names that were released, by what they name.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Schema, Target, Type};

/// Rust names that were released, and stay.
#[derive(Debug, Default, Clone)]
pub struct Pins {
    /// By documented name of the model.
    models: BTreeMap<String, String>,
    /// By documented name of the model, then of the property.
    properties: BTreeMap<String, BTreeMap<String, String>>,
    /// Enums by documented name of the model, then of the property.
    enums: BTreeMap<String, BTreeMap<String, String>>,
    /// Variants by Rust name of the enum, then by value.
    variants: BTreeMap<String, BTreeMap<String, String>>,
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

    /// Every type name that was released.
    pub(crate) fn types(&self) -> impl Iterator<Item = &String> {
        self.models.values().chain(self.enums.values().flat_map(BTreeMap::values))
    }
}
