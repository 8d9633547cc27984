//! Models as the generator reads them, with their documentation. With the feature `schema`.

use spectable_build::schema::{Model, Property as Row, Schema, Target, Type};

use crate::described::{Described, Item, Kind, Property};

/// A model of a schema.
#[derive(Clone, Copy)]
pub(crate) struct Documented<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) model: &'a Model,
}

impl Described for Documented<'_> {
    fn name(&self) -> String {
        self.model.name.clone()
    }

    fn documentation(&self) -> Option<String> {
        text(&self.model.description)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // The map of all other keys has no name of its own on the wire.
        self.model.properties.iter().filter(|row| !row.additional).map(|row| self.property(row)).collect()
    }
}

impl Documented<'_> {
    fn property(self, row: &Row) -> Property<Self> {
        Property {
            name: row.wire_name.clone(),
            kind: self.kind(&row.ty),
            required: row.required,
            read_only: row.read_only,
            write_only: row.write_only,
            deprecated: row.deprecated,
            nullable: row.nullable,
            format: row.format.clone(),
            default: row.default.clone(),
            documentation: text(&row.description),
        }
    }

    fn kind(self, ty: &Type) -> Kind<Self> {
        match ty {
            Type::Text => Kind::Text,
            Type::Integer => Kind::Integer,
            Type::Integer32 => Kind::Integer32,
            Type::Unsigned => Kind::Unsigned,
            Type::Number => Kind::Number,
            Type::Boolean => Kind::Boolean,
            Type::DateTime => Kind::DateTime,
            Type::Date => Kind::Date,
            Type::Any => Kind::Any,
            Type::Ref(target) => self.target(target),
            Type::List(item) => Kind::List(Box::new(self.item(item))),
            Type::Map(item) => Kind::Map(Box::new(self.item(item))),
            Type::Nullable(item) => self.kind(item),
        }
    }

    fn item(self, ty: &Type) -> Item<Self> {
        Item { kind: self.kind(ty), nullable: matches!(ty, Type::Nullable(_)) }
    }

    /// What a reference refers to. A schema has all that it refers to; what is missing would be some JSON.
    fn target(self, target: &Target) -> Kind<Self> {
        let schema = self.schema;
        match target {
            Target::Model(name) => match schema.models.get(name) {
                Some(model) => Kind::Model(Self { schema, model }),
                None => Kind::Any,
            },
            Target::Union(name) => match schema.unions.get(name) {
                Some(union) => Kind::Union(union.rust_name.clone()),
                None => Kind::Any,
            },
            Target::Enum(name) => match schema.enums.get(name) {
                Some(of) => {
                    let values = of.values.iter().map(|value| value.wire.clone()).collect();
                    if of.integers { Kind::IntegerEnum(values) } else { Kind::Enum(values) }
                }
                None => Kind::Any,
            },
        }
    }
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
