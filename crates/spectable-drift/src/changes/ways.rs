//! Which ways enums and unions travel: those of the properties that have them.

use std::collections::BTreeMap;

use spectable_build::schema::{Schema, Target, Type};

use crate::ways::Ways;

/// The ways of enums and unions, by their keys.
pub(super) struct OfTypes(BTreeMap<Target, Ways>);

impl OfTypes {
    pub(super) fn new(schema: &Schema) -> Self {
        let mut found = Self(BTreeMap::new());
        for model in schema.models.values() {
            for property in &model.properties {
                found.note(&property.ty, Ways::of(model).through(property));
            }
        }
        // A union without a property is in the body of an operation: it goes where its alternatives go.
        for (name, union) in &schema.unions {
            for alternative in &union.alternatives {
                if let Type::Ref(Target::Model(model)) = alternative.ty.innermost()
                    && let Some(model) = schema.models.get(model)
                {
                    found.add(Target::Union(name.clone()), Ways::of(model));
                }
            }
        }
        // What is in a union goes where that goes.
        for union in schema.unions.values() {
            let ways = found.of(&Target::Union(union.name.clone()));
            union.alternatives.iter().for_each(|it| found.note(&it.ty, ways));
        }
        found
    }

    fn note(&mut self, ty: &Type, ways: Ways) {
        if let Type::Ref(target @ (Target::Enum(_) | Target::Union(_))) = ty.innermost() {
            self.add(target.clone(), ways);
        }
    }

    fn add(&mut self, target: Target, ways: Ways) {
        let known = self.0.entry(target).or_insert(ways);
        *known = known.and(ways);
    }

    /// Those of two schemas.
    pub(super) fn and(mut self, other: Self) -> Self {
        other.0.into_iter().for_each(|(target, ways)| self.add(target, ways));
        self
    }

    pub(super) fn of(&self, target: &Target) -> Ways {
        self.0.get(target).copied().unwrap_or(Ways::UNKNOWN)
    }
}
