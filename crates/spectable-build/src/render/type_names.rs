//! How generated code names the types of properties.
//!
//! A schema may have models named `String`, `Option` or `Date`. A name that one of its types takes, over the whole
//! schema, is written with its path in generated code. So a name does not depend on which models are rendered.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::Style;
use crate::rust_type::{self, Naming};
use crate::schema::{Schema, Type};

/// Short names: (name, module in the table style, module in the derive style, whether it needs an import).
const LEAVES: [(&str, &str, &str, bool); 8] = [
    ("String", "spectable::types", "std::string", false),
    ("Vec", "spectable::types", "std::vec", false),
    ("Box", "spectable::types", "std::boxed", false),
    ("Option", "core::option", "std::option", false),
    ("BTreeMap", "spectable::types", "std::collections", true),
    ("OffsetDateTime", "spectable::types", "time", true),
    ("Date", "spectable::types", "time", true),
    ("Value", "spectable::types", "serde_json", true),
];

pub(super) struct TypeNames {
    style: Style,
    /// Which of [`LEAVES`] a type of the schema has for its name.
    taken: [bool; LEAVES.len()],
}

/// What the text of a type needs to be in scope.
#[derive(Debug, Default, Clone)]
pub(super) struct Uses<'a> {
    /// Types of libraries: module and name.
    pub(super) libraries: BTreeSet<(&'static str, &'static str)>,
    /// Generated types, by name.
    pub(super) generated: BTreeSet<&'a str>,
}

impl TypeNames {
    pub(super) fn new(schema: &Schema, style: Style) -> Self {
        let models = schema.models.values().map(|model| model.rust_name.as_str());
        let unions = schema.unions.values().map(|union| union.rust_name.as_str());
        let generated: HashSet<&str> = models.chain(unions).collect();
        let taken = LEAVES.map(|(name, ..)| generated.contains(name) || schema.enums.contains_key(name));
        Self { style, taken }
    }

    pub(super) fn is_derive(&self) -> bool {
        self.style == Style::Derive
    }

    /// A type of a library.
    pub(super) fn library(&self, name: &'static str, uses: &mut Uses<'_>) -> Cow<'static, str> {
        let leaf = LEAVES.iter().zip(self.taken).find(|((leaf, ..), _)| *leaf == name);
        let Some(((_, table, derive, imported), taken)) = leaf else { return name.into() };
        let module = if self.style == Style::Table { table } else { derive };
        if taken {
            return format!("::{module}::{name}").into();
        }
        if *imported {
            uses.libraries.insert((module, name));
        }
        name.into()
    }

    /// The type of an item of a list or map; `uses` takes what its text needs to be in scope.
    pub(super) fn item<'a>(&self, ty: &'a Type, schema: &'a Schema, uses: &mut Uses<'a>) -> Cow<'a, str> {
        rust_type::item(ty, schema, &mut InModule { names: self, uses })
    }

    /// The type of a field; `uses` takes what its text needs to be in scope.
    pub(super) fn field<'a>(&self, ty: &'a Type, schema: &'a Schema, uses: &mut Uses<'a>) -> Cow<'a, str> {
        rust_type::field(ty, schema, &mut InModule { names: self, uses })
    }
}

/// The module that reads and writes what serde does not know how to.
pub(super) fn with(ty: &Type) -> Option<&'static str> {
    match ty.innermost() {
        Type::DateTime | Type::Date => Some("super::iso8601"),
        _ => None,
    }
}

/// Names as a module writes them, with what it has to import.
struct InModule<'p, 'u, 'a> {
    names: &'p TypeNames,
    uses: &'u mut Uses<'a>,
}

impl<'a> Naming<'a> for InModule<'_, '_, 'a> {
    fn library(&mut self, name: &'static str) -> Cow<'a, str> {
        self.names.library(name, self.uses)
    }

    fn generated(&mut self, name: &'a str) -> Cow<'a, str> {
        self.uses.generated.insert(name);
        name.into()
    }
}
