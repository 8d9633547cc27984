//! Makes a plan of a schema.

use std::collections::HashMap;

use spectable_build::{
    documented_type::RawType,
    schema::{self, Schema, Target, Type},
};

use super::{
    AlternativePlan, EnumPlan, Keys, Kind, ModelPlan, Owner, Plan, PropertyPlan, Root, Slot, UnionPlan,
};
use crate::slot::SlotId;

/// A plan while it is made.
pub(super) struct Make<'s> {
    models_by_name: HashMap<&'s str, usize>,
    enums_by_name: HashMap<&'s str, usize>,
    unions_by_name: HashMap<&'s str, usize>,
    slots: Vec<Slot>,
    models: Vec<ModelPlan>,
    enums: Vec<EnumPlan>,
    unions: Vec<UnionPlan>,
}

impl<'s> Make<'s> {
    /// Everything of a schema but the root.
    pub(super) fn of(schema: &'s Schema) -> Self {
        let mut made = Self {
            models_by_name: numbered(schema.models.keys()),
            enums_by_name: numbered(schema.enums.keys()),
            unions_by_name: numbered(schema.unions.keys()),
            slots: Vec::new(),
            models: Vec::new(),
            enums: schema.enums.values().map(enum_plan).collect(),
            unions: Vec::new(),
        };
        for (at, model) in schema.models.values().enumerate() {
            let model = made.model_plan(at, model);
            made.models.push(model);
        }
        for (at, union) in schema.unions.values().enumerate() {
            let union = made.union_plan(at, union);
            made.unions.push(union);
        }
        made
    }

    pub(super) fn into_plan(self, root: Root) -> Plan {
        Plan { slots: self.slots, models: self.models, enums: self.enums, unions: self.unions, root }
    }

    /// The number of a model.
    pub(super) fn model(&self, name: &str) -> Option<usize> {
        self.models_by_name.get(name).copied()
    }

    /// The number of a union.
    pub(super) fn union(&self, name: &str) -> Option<usize> {
        self.unions_by_name.get(name).copied()
    }

    /// The slot of whole records.
    pub(super) fn root(&mut self, kind: Kind, name: &str) -> SlotId {
        self.push(Slot {
            kind,
            nullable: false,
            owner: Owner::Root(name.to_owned()),
            suffix: String::new(),
            type_text: name.to_owned(),
        })
    }

    /// The slot of whole records of a type.
    pub(super) fn root_of(&mut self, ty: &Type, name: String) -> SlotId {
        self.slot(ty, false, Owner::Root(name), String::new())
    }

    fn push(&mut self, slot: Slot) -> SlotId {
        self.slots.push(slot);
        self.slots.len() - 1
    }

    /// The slot of a type; those of its items are made before.
    fn slot(&mut self, ty: &Type, nullable: bool, owner: Owner, suffix: String) -> SlotId {
        let kind = match ty {
            Type::Nullable(item) => return self.slot(item, true, owner, suffix),
            Type::List(item) => Kind::List(self.slot(item, false, owner.clone(), format!("{suffix}[]"))),
            Type::Map(item) => Kind::Map(self.slot(item, false, owner.clone(), format!("{suffix}{{}}"))),
            Type::Text => Kind::Text,
            Type::Integer => Kind::Integer,
            Type::Integer32 => Kind::Integer32,
            Type::Unsigned => Kind::Unsigned,
            Type::Number => Kind::Number,
            Type::Boolean => Kind::Boolean,
            Type::DateTime => Kind::DateTime,
            Type::Date => Kind::Date,
            Type::Any => Kind::Any,
            Type::Ref(Target::Enum(name)) => {
                self.enums_by_name.get(name.as_str()).map_or(Kind::Any, |it| Kind::Enum(*it))
            }
            Type::Ref(Target::Model(name)) => self.model(name).map_or(Kind::Any, Kind::Model),
            Type::Ref(Target::Union(name)) => self.union(name).map_or(Kind::Any, Kind::Union),
        };
        let type_text = self.raw(ty).to_string();
        self.push(Slot { kind, nullable, owner, suffix, type_text })
    }

    /// A type in the words of pages.
    fn raw(&self, ty: &Type) -> RawType {
        ty.map_refs(&mut |target| match target {
            Target::Enum(name) => {
                let found = self.enums_by_name.get(name.as_str()).and_then(|at| self.enums.get(*at));
                if found.is_some_and(|it| it.integers) { RawType::Integer } else { RawType::Text }
            }
            Target::Model(name) | Target::Union(name) => RawType::Ref(name.clone()),
        })
    }

    fn model_plan(&mut self, at: usize, model: &schema::Model) -> ModelPlan {
        let mut additional = None;
        let mut properties = Vec::with_capacity(model.properties.len());
        for (number, property) in model.properties.iter().enumerate() {
            let owner = Owner::Property { model: at, property: number };
            let slot = self.slot(&property.ty, property.nullable, owner, String::new());
            if property.additional
                && let Some(Slot { kind: Kind::Map(item), .. }) = self.slots.get(slot)
            {
                additional = Some((number, *item));
            }
            properties.push(PropertyPlan {
                name: property.name.clone(),
                wire: if property.additional {
                    "(other keys)".to_owned()
                } else {
                    property.wire_name.clone()
                },
                slot,
                read_only: property.read_only,
                write_only: property.write_only,
                is_additional: property.additional,
            });
        }
        let own = |it: &(usize, &schema::Property)| !it.1.additional;
        let keys =
            model.properties.iter().enumerate().filter(own).map(|(at, it)| (it.wire_name.as_str(), at));
        let required = |is: &dyn Fn(&schema::Property) -> bool| {
            let mut words = vec![0_u64; model.properties.len().div_ceil(64)];
            for (at, property) in model.properties.iter().enumerate() {
                if property.required
                    && !property.additional
                    && is(property)
                    && let Some(word) = words.get_mut(at / 64)
                {
                    *word |= 1 << (at % 64);
                }
            }
            words
        };
        ModelPlan {
            name: model.name.clone(),
            keys: Keys::of(keys),
            properties,
            additional,
            required: [
                required(&|it| !it.read_only),
                required(&|it| !it.write_only),
                required(&|it| !it.read_only && !it.write_only),
            ],
            direction: model.direction,
        }
    }

    fn union_plan(&mut self, at: usize, union: &schema::Union) -> UnionPlan {
        let alternative = |it: &schema::Alternative| {
            let owner = Owner::Alternative { union: at, variant: it.variant.clone() };
            AlternativePlan {
                slot: self.slot(&it.ty, false, owner, String::new()),
                test: it.test.as_ref().map(|test| (test.key.clone(), test.values.clone())),
            }
        };
        UnionPlan {
            name: union.name.clone(),
            alternatives: union.alternatives.iter().map(alternative).collect(),
        }
    }
}

fn numbered<'s>(names: impl Iterator<Item = &'s String>) -> HashMap<&'s str, usize> {
    names.enumerate().map(|(at, name)| (name.as_str(), at)).collect()
}

fn enum_plan(it: &schema::Enum) -> EnumPlan {
    let values: Vec<String> = it.values.iter().map(|value| value.wire.clone()).collect();
    EnumPlan { integers: it.integers, keys: Keys::of(values.iter().map(String::as_str).zip(0..)), values }
}
