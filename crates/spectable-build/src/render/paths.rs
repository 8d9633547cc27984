//! How generated code names the types of properties.
//!
//! A schema may have models named `String`, `Option` or `Date`. Whatever name one of its types takes, over the whole
//! schema, generated code writes with its path; so a name does not depend on which models are rendered.

use std::collections::BTreeSet;

use super::Style;
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

pub(super) struct Paths {
    style: Style,
    taken: BTreeSet<String>,
}

/// What the text of a type needs to be in scope.
#[derive(Debug, Default, Clone)]
pub(super) struct Uses {
    /// Types of libraries, by full path.
    pub(super) libraries: BTreeSet<String>,
    /// Generated types, by name.
    pub(super) generated: BTreeSet<String>,
}

impl Paths {
    pub(super) fn new(schema: &Schema, style: Style) -> Self {
        let models = schema.models.values().map(|model| model.rust_name.clone());
        Self { style, taken: models.chain(schema.enums.keys().cloned()).collect() }
    }

    /// A type of a library.
    pub(super) fn library(&self, name: &str, uses: &mut Uses) -> String {
        let Some((_, table, derive, imported)) = LEAVES.iter().find(|(leaf, ..)| *leaf == name) else {
            return name.to_owned();
        };
        let module = if self.style == Style::Table { table } else { derive };
        if self.taken.contains(name) {
            return format!("::{module}::{name}");
        }
        if *imported {
            uses.libraries.insert(format!("{module}::{name}"));
        }
        name.to_owned()
    }

    /// The type of a field: a model stands in a box.
    pub(super) fn field(&self, ty: &Type, schema: &Schema, uses: &mut Uses) -> String {
        let item = self.item(ty, schema, uses);
        if let Type::Model(_) = ty { format!("{}<{item}>", self.library("Box", uses)) } else { item }
    }

    fn item(&self, ty: &Type, schema: &Schema, uses: &mut Uses) -> String {
        match ty {
            Type::Text => self.library("String", uses),
            Type::Integer => "i64".to_owned(),
            Type::Number => "f64".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::DateTime => self.library("OffsetDateTime", uses),
            Type::Date => self.library("Date", uses),
            Type::Any => self.library("Value", uses),
            Type::Enum(name) => generated(name, uses),
            Type::Model(name) => {
                let name = schema.models.get(name).map_or(name, |model| &model.rust_name);
                generated(name, uses)
            }
            Type::List(item) => {
                let item = self.item(item, schema, uses);
                format!("{}<{item}>", self.library("Vec", uses))
            }
            Type::Map(item) => {
                let item = self.item(item, schema, uses);
                format!("{}<{}, {item}>", self.library("BTreeMap", uses), self.library("String", uses))
            }
        }
    }
}

fn generated(name: &str, uses: &mut Uses) -> String {
    uses.generated.insert(name.to_owned());
    name.to_owned()
}
