//! What a template shows of a model or an enum.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::doc;
use super::literal::literal;
use super::type_names::{TypeNames, Uses, with};
use super::union::Union;
use crate::schema::{self, Direction};

/// A generated type.
pub(super) enum Item<'a> {
    Model(Model<'a>),
    Enum(Enum<'a>),
    Union(Union<'a>),
}

/// A struct.
pub(super) struct Model<'a> {
    pub(super) name: &'a str,
    /// The documented name, as a literal.
    pub(super) documented: String,
    /// The words in the brackets behind it.
    pub(super) words: &'static str,
    pub(super) doc: Vec<String>,
    pub(super) fields: Vec<Field<'a>>,
    pub(super) uses: Uses<'a>,
}

/// A field.
pub(super) struct Field<'a> {
    pub(super) doc: Vec<String>,
    pub(super) deprecated: bool,
    pub(super) name: &'a str,
    pub(super) setter: String,
    pub(super) ty: Cow<'a, str>,
    /// How `Option` is named, in the derive style.
    pub(super) option: Cow<'static, str>,
    /// The wire name, as a literal.
    pub(super) wire: String,
    /// The content of the brackets of a row.
    pub(super) brackets: String,
    /// The module that reads and writes it, in the derive style.
    pub(super) with: Option<&'static str>,
    /// It is the map of all other keys.
    pub(super) additional: bool,
    /// What it holds is read and written by the module of dates, in the derive style.
    pub(super) has_dates: bool,
}

/// An enum.
pub(super) struct Enum<'a> {
    pub(super) name: &'a str,
    pub(super) doc: Vec<String>,
    /// Its values are integers, and not texts.
    pub(super) integers: bool,
    pub(super) variants: Vec<Variant<'a>>,
}

/// A known value.
pub(super) struct Variant<'a> {
    pub(super) doc: Vec<String>,
    pub(super) name: &'a str,
    /// The value, as a literal.
    pub(super) wire: String,
}

impl<'a> Item<'a> {
    /// What has to be in scope.
    pub(super) fn uses(&self) -> Option<&Uses<'a>> {
        match self {
            Self::Model(model) => Some(&model.uses),
            Self::Enum(_) => None,
            Self::Union(union) => Some(&union.uses),
        }
    }

    pub(super) fn name(&self) -> &'a str {
        match self {
            Self::Model(model) => model.name,
            Self::Enum(one) => one.name,
            Self::Union(union) => union.name,
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
            Self::Union(union) => union.lines(),
        }
    }
}

impl<'a> Model<'a> {
    pub(super) fn new(
        model: &'a schema::Model,
        tolerant: bool,
        schema: &'a schema::Schema,
        names: &TypeNames,
    ) -> Self {
        let mut uses = Uses::default();
        let setters = setters(model);
        let fields = model.properties.iter().zip(setters);
        let fields =
            fields.map(|(property, setter)| Field::new(property, setter, schema, names, &mut uses)).collect();
        let mut doc = doc::lines(&model.description, || format!("The model {}.", doc::code(&model.name)));
        if model.marks.deprecated {
            doc.extend([
                String::new(),
                " Deprecated: the documentation says that it should no longer be used.".to_owned(),
            ]);
        }
        let name = &model.rust_name;
        Self { name, documented: literal(&model.name), words: words(model, tolerant), doc, fields, uses }
    }
}

/// The words in brackets behind the name of a model.
fn words(model: &schema::Model, tolerant: bool) -> &'static str {
    match (model.direction, tolerant) {
        (None, false) => "",
        (None, true) => " (tolerant)",
        (Some(Direction::Request), false) => " (request)",
        (Some(Direction::Request), true) => " (request, tolerant)",
        (Some(Direction::Response), false) => " (response)",
        (Some(Direction::Response), true) => " (response, tolerant)",
        (Some(Direction::Both), false) => " (request, response)",
        (Some(Direction::Both), true) => " (request, response, tolerant)",
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

impl<'a> Field<'a> {
    fn new(
        property: &'a schema::Property,
        setter: String,
        schema: &'a schema::Schema,
        names: &TypeNames,
        uses: &mut Uses<'a>,
    ) -> Self {
        let ty = names.field(&property.ty, schema, uses);
        Self {
            doc: doc::lines(&property.description, || match property.additional {
                true => "What the object has under any other key.".to_owned(),
                false => doc::code(&property.wire_name),
            }),
            deprecated: property.deprecated,
            name: &property.rust_name,
            setter,
            option: names.library("Option", uses),
            ty,
            wire: if property.additional { "\"\"".to_owned() } else { literal(&property.wire_name) },
            brackets: brackets(property),
            with: with(&property.ty).filter(|_| !property.additional),
            additional: property.additional,
            has_dates: with(&property.ty).is_some(),
        }
    }
}

/// What the row says of a property beyond its type, in brackets.
fn brackets(property: &schema::Property) -> String {
    if property.additional {
        return " (additional)".to_owned();
    }
    let words = [
        (property.required, "required"),
        (property.read_only, "read_only"),
        (property.write_only, "write_only"),
        (property.nullable, "nullable"),
    ];
    let documented = Some(&property.name).filter(|name| **name != property.rust_name);
    let texts = [
        ("documented", documented),
        ("format", property.format.as_ref()),
        ("default", property.default.as_ref()),
    ];
    let words = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.to_owned());
    let texts = texts.into_iter().filter_map(|(word, text)| Some(format!("{word} {}", literal(text?))));
    let said: Vec<_> = words.chain(texts).collect();
    if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) }
}

impl<'a> Enum<'a> {
    pub(super) fn new(one: &'a schema::Enum) -> Self {
        let variant = |value: &'a schema::EnumValue| Variant {
            doc: if value.description.is_empty() {
                Vec::new()
            } else {
                doc::lines(&value.description, String::new)
            },
            name: &value.variant,
            wire: if one.integers { value.wire.clone() } else { literal(&value.wire) },
        };
        Self {
            name: &one.rust_name,
            integers: one.integers,
            doc: doc::lines(&one.description, || {
                "The known values, and any other as it was received.".to_owned()
            }),
            variants: one.values.iter().map(variant).collect(),
        }
    }
}
