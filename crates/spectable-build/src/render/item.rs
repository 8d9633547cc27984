//! What a template shows of a model or an enum.

use std::collections::BTreeSet;

use super::doc;
use super::paths::{Paths, Uses};
use crate::schema;

/// A generated type.
pub(super) enum Item {
    Model(Model),
    Enum(Enum),
}

/// A struct.
pub(super) struct Model {
    pub(super) name: String,
    /// The documented name, as a literal.
    pub(super) documented: String,
    pub(super) doc: Vec<String>,
    pub(super) fields: Vec<Field>,
    pub(super) uses: Uses,
}

/// A field.
pub(super) struct Field {
    pub(super) doc: Vec<String>,
    pub(super) deprecated: bool,
    pub(super) name: String,
    pub(super) setter: String,
    pub(super) ty: String,
    /// `Option<…>` of the type, in the derive style.
    pub(super) optional: String,
    /// The wire name, as a literal.
    pub(super) wire: String,
    /// What stands in the brackets of a row.
    pub(super) brackets: String,
    /// The module that reads and writes it, in the derive style.
    pub(super) with: Option<&'static str>,
}

/// An enum.
pub(super) struct Enum {
    pub(super) name: String,
    pub(super) doc: Vec<String>,
    pub(super) variants: Vec<Variant>,
}

/// A known value.
pub(super) struct Variant {
    pub(super) doc: Vec<String>,
    pub(super) name: String,
    /// The value, as a literal.
    pub(super) wire: String,
}

impl Item {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Model(model) => &model.name,
            Self::Enum(one) => &one.name,
        }
    }

    /// About how many lines it takes.
    pub(super) fn lines(&self) -> usize {
        match self {
            Self::Model(model) => {
                let fields = model.fields.iter().map(|field| 1 + field.doc.len()).sum::<usize>();
                4 + model.doc.len() + fields
            }
            Self::Enum(one) => 4 + one.doc.len() + one.variants.len(),
        }
    }
}

impl Model {
    pub(super) fn new(model: &schema::Model, schema: &schema::Schema, paths: &Paths) -> Self {
        let mut uses = Uses::default();
        let setters = setters(model);
        let fields = model.properties.iter().zip(setters);
        let fields =
            fields.map(|(property, setter)| Field::new(property, setter, schema, paths, &mut uses)).collect();
        let doc = doc::lines(&model.description, || format!("The model `{}`.", doc::code(&model.name)));
        Self { name: model.rust_name.clone(), documented: literal(&model.name), doc, fields, uses }
    }
}

/// `with_` and the name of the field, without the underscore that keeps a keyword from being one, where that is unique.
fn setters(model: &schema::Model) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let setter = |property: &schema::Property| {
        let short = format!("with_{}", property.rust_name.trim_matches('_'));
        if taken.insert(short.clone()) {
            return short;
        }
        let long = format!("with_{}", property.rust_name);
        taken.insert(long.clone());
        long
    };
    model.properties.iter().map(setter).collect()
}

impl Field {
    fn new(
        property: &schema::Property,
        setter: String,
        schema: &schema::Schema,
        paths: &Paths,
        uses: &mut Uses,
    ) -> Self {
        let ty = paths.field(&property.ty, schema, uses);
        let mut brackets = Vec::new();
        if property.required {
            brackets.push("required".to_owned());
        }
        if property.read_only {
            brackets.push("read_only".to_owned());
        }
        if property.name != property.rust_name {
            brackets.push(format!("documented {}", literal(&property.name)));
        }
        let brackets =
            if brackets.is_empty() { String::new() } else { format!(" ({})", brackets.join(", ")) };
        Self {
            doc: doc::lines(&property.description, || format!("`{}`", doc::code(&property.wire_name))),
            deprecated: property.deprecated,
            name: property.rust_name.clone(),
            setter,
            optional: format!("{}<{ty}>", paths.library("Option", uses)),
            ty,
            wire: literal(&property.wire_name),
            brackets,
            with: with(&property.ty),
        }
    }
}

/// The module that reads and writes what serde does not know how to.
fn with(ty: &schema::Type) -> Option<&'static str> {
    match (ty, ty.innermost()) {
        (schema::Type::DateTime, _) => Some("time::serde::rfc3339::option"),
        (_, schema::Type::DateTime | schema::Type::Date) => Some("super::iso8601"),
        _ => None,
    }
}

impl Enum {
    pub(super) fn new(one: &schema::Enum) -> Self {
        let variant = |value: &schema::EnumValue| Variant {
            doc: if value.description.is_empty() {
                Vec::new()
            } else {
                doc::lines(&value.description, String::new)
            },
            name: value.variant.clone(),
            wire: literal(&value.wire),
        };
        Self {
            name: one.rust_name.clone(),
            doc: doc::lines(&one.description, || {
                "The known values, and any other as it was received.".to_owned()
            }),
            variants: one.values.iter().map(variant).collect(),
        }
    }
}

/// A text as a Rust literal.
fn literal(text: &str) -> String {
    format!("{text:?}")
}
