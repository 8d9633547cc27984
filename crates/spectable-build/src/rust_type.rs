//! Types as Rust writes them. How their parts are named depends on where the text goes.

use std::borrow::Cow;

use crate::schema::{Schema, Target, Type};

/// Types that are not generated, by their short names.
pub(crate) const LEAVES: [(&str, Type); 9] = [
    ("String", Type::Text),
    ("i64", Type::Integer),
    ("i32", Type::Integer32),
    ("u64", Type::Unsigned),
    ("f64", Type::Number),
    ("bool", Type::Boolean),
    ("OffsetDateTime", Type::DateTime),
    ("Date", Type::Date),
    ("Value", Type::Any),
];

/// How the parts of a type are named.
pub(crate) trait Naming<'a> {
    /// A type of the language or of a library, by its short name.
    fn library(&mut self, name: &'static str) -> Cow<'a, str>;
    /// A generated type.
    fn generated(&mut self, name: &'a str) -> Cow<'a, str>;
}

/// The type of a field, without the `Option` that every field has: a model is in a box.
pub(crate) fn field<'a>(ty: &'a Type, schema: &'a Schema, naming: &mut impl Naming<'a>) -> Cow<'a, str> {
    let text = item(ty, schema, naming);
    match ty {
        Type::Ref(Target::Model(_)) => format!("{}<{text}>", naming.library("Box")).into(),
        _ => text,
    }
}

/// The type of an item of a list or map.
pub(crate) fn item<'a>(ty: &'a Type, schema: &'a Schema, naming: &mut impl Naming<'a>) -> Cow<'a, str> {
    match ty {
        Type::Ref(Target::Model(name)) => {
            naming.generated(schema.models.get(name).map_or(name, |model| &model.rust_name))
        }
        Type::Ref(Target::Union(name)) => {
            naming.generated(schema.unions.get(name).map_or(name, |union| &union.rust_name))
        }
        Type::Ref(Target::Enum(key)) => {
            naming.generated(schema.enums.get(key).map_or(key, |one| &one.rust_name))
        }
        Type::List(inner) => {
            let inner = item(inner, schema, naming);
            format!("{}<{inner}>", naming.library("Vec")).into()
        }
        Type::Map(inner) => {
            let inner = item(inner, schema, naming);
            let (map, key) = (naming.library("BTreeMap"), naming.library("String"));
            format!("{map}<{key}, {inner}>").into()
        }
        Type::Nullable(inner) => {
            let inner = item(inner, schema, naming);
            format!("{}<{inner}>", naming.library("Option")).into()
        }
        leaf => {
            let name = LEAVES.iter().find(|(_, ty)| ty == leaf).map_or("Value", |(name, _)| name);
            naming.library(name)
        }
    }
}

/// The type of a field in a lock or a message: without paths, but for a generated type that is called like a leaf.
///
/// ```
/// use spectable_build::{rust_type, schema::{Schema, Target, Type}};
///
/// let list = Type::List(Box::new(Type::DateTime));
/// assert_eq!(rust_type::short(&list, &Schema::default()), "Vec<OffsetDateTime>");
/// let date = Type::Ref(Target::Model("Date".into()));
/// assert_eq!(rust_type::short(&date, &Schema::default()), "Box<crate::Date>");
/// ```
pub fn short(ty: &Type, schema: &Schema) -> String {
    field(ty, schema, &mut Short).into_owned()
}

struct Short;

impl<'a> Naming<'a> for Short {
    fn library(&mut self, name: &'static str) -> Cow<'a, str> {
        name.into()
    }

    fn generated(&mut self, name: &'a str) -> Cow<'a, str> {
        let clash = LEAVES.iter().any(|(leaf, _)| *leaf == name);
        if clash { format!("crate::{name}").into() } else { name.into() }
    }
}
