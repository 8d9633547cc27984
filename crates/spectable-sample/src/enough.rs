//! Which models can be written in full at all, and how deep the smallest document of each is.

use std::collections::HashMap;

use spectable_build::schema::{Property, Schema, Target, Type};

use crate::limits::Limits;

/// How many levels the smallest document of a model or union has below it. One that must hold itself has none.
#[derive(Debug, Default)]
pub(crate) struct Enough<'a> {
    models: HashMap<&'a str, usize>,
    unions: HashMap<&'a str, usize>,
}

impl<'a> Enough<'a> {
    /// Looks at each model as often as models must hold one another, one in the other.
    pub(crate) fn of(schema: &'a Schema) -> Self {
        let mut enough = Self::default();
        let mut grows = true;
        while grows {
            grows = false;
            for model in schema
                .models
                .values()
                .filter(|it| !enough.models.contains_key(it.name.as_str()))
                .collect::<Vec<_>>()
            {
                let must_be = model.properties.iter().filter(|it| it.required);
                if let Some(levels) = most(must_be.map(|it| enough.levels(&it.ty, Limits::of(it)))) {
                    enough.models.insert(&model.name, levels + 1);
                    grows = true;
                }
            }
            for union in schema
                .unions
                .values()
                .filter(|it| !enough.unions.contains_key(it.name.as_str()))
                .collect::<Vec<_>>()
            {
                let levels = union.alternatives.iter().filter_map(|it| enough.levels(&it.ty, Limits::NONE));
                if let Some(levels) = levels.min() {
                    enough.unions.insert(&union.name, levels);
                    grows = true;
                }
            }
        }
        enough
    }

    /// Whether a property has a value that ends.
    pub(crate) fn has_value(&self, property: &Property) -> bool {
        self.levels(&property.ty, Limits::of(property)).is_some()
    }

    /// How many levels the smallest value of a type has; `None` if there is none.
    pub(crate) fn levels(&self, ty: &Type, limits: Limits<'_>) -> Option<usize> {
        match ty {
            Type::List(item) if limits.count("minItems").unwrap_or(0) > 0 => {
                Some(self.levels(item, limits.of_items())? + 1)
            }
            Type::Map(item) if limits.count("minProperties").unwrap_or(0) > 0 => {
                Some(self.levels(item, Limits::NONE)? + 1)
            }
            Type::List(_) | Type::Map(_) => Some(1),
            Type::Ref(Target::Model(name)) => self.models.get(name.as_str()).copied(),
            Type::Ref(Target::Union(name)) => self.unions.get(name.as_str()).copied(),
            _ => Some(0),
        }
    }
}

/// The most of some numbers; `None` if one of them is not there.
fn most(numbers: impl Iterator<Item = Option<usize>>) -> Option<usize> {
    numbers.into_iter().try_fold(0, |most, number| Some(most.max(number?)))
}
