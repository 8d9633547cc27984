//! What a template shows of a union.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::doc;
use super::literal::literal;
use super::type_names::{TypeNames, Uses, with};
use crate::names;
use crate::schema::{self, Schema, Target, Type};

/// A union.
pub(super) struct Union<'a> {
    pub(super) name: &'a str,
    pub(super) doc: Vec<String>,
    pub(super) alternatives: Vec<Alternative<'a>>,
    pub(super) uses: Uses<'a>,
    /// How types of libraries are named here.
    pub(super) option: Cow<'static, str>,
    pub(super) boxed: Cow<'static, str>,
}

/// An alternative.
pub(super) struct Alternative<'a> {
    pub(super) doc: Vec<String>,
    pub(super) name: &'a str,
    pub(super) accessor: String,
    /// As an item of a list.
    pub(super) ty: Cow<'a, str>,
    pub(super) is_model: bool,
    /// What it cannot hold is none of the alternatives.
    pub(super) is_scalar: bool,
    pub(super) test: Option<Test>,
    /// What a value of it is, as a condition on a `Value` with the name `value`.
    pub(super) condition: &'static str,
    /// The module that reads and writes it, in the derive style.
    pub(super) with: Option<&'static str>,
    /// In the derive style: the field that `From` fills, and how.
    pub(super) tag: Option<(&'a str, String)>,
}

/// The test of an alternative, as literals.
pub(super) struct Test {
    pub(super) key: String,
    pub(super) values: Vec<String>,
}

impl<'a> Union<'a> {
    pub(super) fn new(union: &'a schema::Union, schema: &'a Schema, names: &TypeNames) -> Self {
        let mut uses = Uses::default();
        let accessors = accessors(union);
        let has_tests = union.alternatives.iter().any(|it| it.test.is_some());
        let alternatives = union.alternatives.iter().zip(accessors);
        let alternatives = alternatives
            .map(|(it, accessor)| Alternative::new(it, accessor, has_tests, (schema, names), &mut uses))
            .collect();
        Self {
            name: &union.rust_name,
            doc: doc::lines(&union.description, || {
                format!("The alternatives of {}.", doc::code(&union.name))
            }),
            alternatives,
            option: names.library("Option", &mut uses),
            boxed: names.library("Box", &mut uses),
            uses,
        }
    }

    /// About how many lines it takes.
    pub(super) fn lines(&self) -> usize {
        4 + self.doc.len() + self.alternatives.iter().map(|it| 1 + it.doc.len()).sum::<usize>()
    }

    /// Alternatives in the order in which they are tried: those with a test come first.
    pub(super) fn tried(&self) -> impl Iterator<Item = &Alternative<'a>> {
        let (told, others): (Vec<_>, Vec<_>) = self.alternatives.iter().partition(|it| it.test.is_some());
        told.into_iter().chain(others)
    }

    /// Whether keys tell any alternative.
    pub(super) fn has_tests(&self) -> bool {
        self.alternatives.iter().any(|it| it.test.is_some())
    }
}

impl<'a> Alternative<'a> {
    fn new(
        alternative: &'a schema::Alternative,
        accessor: String,
        has_tests: bool,
        (schema, names): (&'a Schema, &TypeNames),
        uses: &mut Uses<'a>,
    ) -> Self {
        let test = alternative.test.as_ref();
        Self {
            doc: doc::lines("", || described(alternative, has_tests, schema)),
            name: &alternative.variant,
            accessor,
            ty: names.item(&alternative.ty, schema, uses),
            is_model: matches!(alternative.ty, Type::Ref(Target::Model(_))),
            is_scalar: !matches!(
                alternative.ty,
                Type::List(_) | Type::Map(_) | Type::Ref(Target::Model(_) | Target::Union(_))
            ),
            test: test.map(|test| Test {
                key: literal(&test.key),
                values: test.values.iter().map(|value| literal(value)).collect(),
            }),
            condition: condition(&alternative.ty, schema),
            with: with(&alternative.ty),
            tag: if names.is_derive() { tag(alternative, schema, uses) } else { None },
        }
    }
}

/// What tells an alternative, in words.
fn described(alternative: &schema::Alternative, has_tests: bool, schema: &Schema) -> String {
    match &alternative.test {
        Some(schema::Test { key, values }) if values.is_empty() => {
            format!("An object with {}.", doc::code(key))
        }
        Some(schema::Test { key, values }) => {
            let values: Vec<String> = values.iter().map(|value| doc::code(value)).collect();
            format!("An object whose {} is {}.", doc::code(key), values.join(" or "))
        }
        None => match alternative.ty {
            Type::Ref(Target::Enum(_)) if is_number(&alternative.ty, schema) => "A number.",
            Type::Text | Type::DateTime | Type::Date | Type::Ref(Target::Enum(_)) => "A text.",
            Type::Integer | Type::Integer32 | Type::Unsigned | Type::Number => "A number.",
            Type::Boolean => "`true` or `false`.",
            Type::List(_) => "A list.",
            Type::Map(_) | Type::Ref(Target::Model(_)) if has_tests => "Any other object.",
            Type::Map(_) | Type::Ref(Target::Model(_)) => "An object.",
            Type::Any | Type::Ref(Target::Union(_)) | Type::Nullable(_) => "Anything else.",
        }
        .to_owned(),
    }
}

/// `as_` and the name of the variant, where that is unique.
fn accessors(union: &schema::Union) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let accessor = |it: &schema::Alternative| {
        let words = names::words(&it.variant).unwrap_or_else(|| names::exact_field_name(&it.variant));
        let mut name = format!("as_{}", words.trim_matches('_'));
        if !taken.insert(name.clone()) {
            name = format!("as_{}", names::exact_field_name(&it.variant).trim_matches('_'));
            while !taken.insert(name.clone()) {
                name.push('_');
            }
        }
        name
    };
    union.alternatives.iter().map(accessor).collect()
}

/// Whether it is an enum of integers.
fn is_number(ty: &Type, schema: &Schema) -> bool {
    matches!(ty, Type::Ref(Target::Enum(key)) if schema.enums.get(key).is_some_and(|one| one.integers))
}

fn condition(ty: &Type, schema: &Schema) -> &'static str {
    match ty {
        Type::Ref(Target::Enum(_)) if is_number(ty, schema) => "value.is_number()",
        Type::Text | Type::DateTime | Type::Date | Type::Ref(Target::Enum(_)) => "value.is_string()",
        Type::Integer | Type::Integer32 | Type::Unsigned | Type::Number => "value.is_number()",
        Type::Boolean => "value.is_boolean()",
        Type::List(_) => "value.is_array()",
        Type::Map(_) | Type::Ref(Target::Model(_)) => "value.is_object()",
        Type::Any | Type::Ref(Target::Union(_)) | Type::Nullable(_) => "true",
    }
}

/// The field of a model whose one value tells it, and the call that puts the value in where there is none.
fn tag<'a>(
    alternative: &schema::Alternative,
    schema: &'a Schema,
    uses: &mut Uses<'a>,
) -> Option<(&'a str, String)> {
    let Type::Ref(Target::Model(model)) = &alternative.ty else { return None };
    let schema::Test { key, values } = alternative.test.as_ref()?;
    let [value] = &values[..] else { return None };
    let property = schema.models.get(model)?.properties.iter().find(|it| it.wire_name == *key)?;
    let text = match &property.ty {
        Type::Text => {
            let fill = format!("get_or_insert_with(|| {}.to_owned())", literal(value));
            return Some((&property.rust_name, fill));
        }
        Type::Integer | Type::Integer32 | Type::Unsigned => value.parse::<i64>().ok()?.to_string(),
        Type::Boolean => value.parse::<bool>().ok()?.to_string(),
        Type::Ref(Target::Enum(name)) => {
            let one = schema.enums.get(name)?;
            let variant = &one.values.iter().find(|it| it.wire == *value)?.variant;
            uses.generated.insert(&one.rust_name);
            format!("{}::{variant}", one.rust_name)
        }
        _ => return None,
    };
    Some((&property.rust_name, format!("get_or_insert({text})")))
}
