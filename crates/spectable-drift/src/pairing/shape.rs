//! The properties of a model without its name: what renamed models have in common.

use spectable_build::schema::{Model, Schema, Target, Type};

use super::leaf_name;

/// An old and a new name.
pub(super) type Pair<'a> = (&'a str, &'a str);

/// The properties of a model, in the order of their wire names.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    /// Wire name and type of each. Models that may have other names on the other side are left open.
    pub(super) outline: Vec<(&'a str, String)>,
    /// The models that are left open, in the order of the outline.
    pub(super) open: Vec<&'a str>,
    /// Whether it refers to anything that has a name, or lists values.
    pub(super) refers: bool,
}

impl<'a> Shape<'a> {
    /// That of a model; `is_open` are the models that are in this schema alone.
    pub(super) fn of(model: &'a Model, schema: &'a Schema, is_open: &dyn Fn(&str) -> bool) -> Self {
        let mut properties: Vec<_> = model.properties.iter().collect();
        properties.sort_unstable_by(|one, other| one.wire_name.cmp(&other.wire_name));
        let mut shape =
            Self { outline: Vec::with_capacity(properties.len()), open: Vec::new(), refers: false };
        for property in properties {
            let mut text = String::new();
            shape.write_type(&property.ty, model, schema, is_open, &mut text);
            shape.outline.push((&property.wire_name, text));
        }
        shape
    }

    /// The wire names, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.outline.iter().map(|(name, _)| *name)
    }

    fn write_type(
        &mut self,
        ty: &'a Type,
        model: &Model,
        schema: &'a Schema,
        is_open: &dyn Fn(&str) -> bool,
        text: &mut String,
    ) {
        match ty {
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => {
                text.push_str(match ty {
                    Type::List(_) => "list ",
                    Type::Map(_) => "map ",
                    _ => "optional ",
                });
                return self.write_type(item, model, schema, is_open, text);
            }
            Type::Ref(Target::Model(name)) if *name == model.name => text.push_str("itself"),
            Type::Ref(Target::Model(name)) if is_open(name) => {
                text.push_str("model");
                self.open.push(name);
            }
            Type::Ref(Target::Model(name)) => {
                text.push_str("model ");
                text.push_str(name);
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
            leaf => return text.push_str(leaf_name(leaf)),
        }
        self.refers = true;
    }
}
