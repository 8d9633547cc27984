//! From the schema to Rust: a root file and a few modules, in one of two styles.

mod doc;
mod item;
mod literal;
mod modules;
mod templates;
mod type_names;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use crate::invisible::is_unprintable;
use crate::overlay::Tolerant;
use crate::parallel;
use crate::schema::Schema;

pub use crate::style::Style;

/// What is rendered, and how.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// The style.
    pub style: Style,
    /// Documented names of the models to render, with all that they reach; `None` for every model.
    pub roots: Option<BTreeSet<String>>,
    /// Which models are always read tolerantly. The style `derive` has no such models.
    pub tolerant: Tolerant,
    /// What the header says the models were made from, such as `schema/`.
    pub origin: String,
}

/// Rust text: a root, and the modules that it declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The root: `mod` and `pub use` of each module, no inner attributes. It may be included, or be a file of a crate.
    pub root: String,
    /// The text of each module by its name; a file beside the root.
    pub modules: BTreeMap<String, String>,
}

/// Renders the models of a schema. The same schema gives the same text, and the names in it do not depend on the roots.
pub fn render(schema: &Schema, options: &Options) -> Rendered {
    modules::render(items(schema, options), &header(schema, options), options.style)
}

/// What the templates show.
fn items<'a>(schema: &'a Schema, options: &Options) -> Vec<item::Item<'a>> {
    let models = match &options.roots {
        Some(roots) => schema.closure(roots.iter().map(String::as_str)),
        None => schema.models.keys().cloned().collect(),
    };
    let (enums, unions) = match &options.roots {
        Some(_) => schema.enums_and_unions_of(models.iter().map(String::as_str)),
        None => (
            schema.enums.keys().map(String::as_str).collect(),
            schema.unions.keys().map(String::as_str).collect(),
        ),
    };
    let names = type_names::TypeNames::new(schema, options.style);
    let models = models.iter().filter_map(|name| schema.models.get(name)).collect();
    let mut items = parallel::map(models, |model| {
        let tolerant = options.tolerant.includes(&model.name);
        item::Item::Model(item::Model::new(model, tolerant, schema, &names))
    });
    let enums = enums.iter().filter_map(|name| schema.enums.get(*name));
    items.extend(enums.map(|one| item::Item::Enum(item::Enum::new(one))));
    let unions = unions.iter().filter_map(|name| schema.unions.get(*name));
    items.extend(unions.map(|union| item::Item::Union(union::Union::new(union, schema, &names))));
    items
}

/// One line, safe in a comment.
fn header(schema: &Schema, options: &Options) -> String {
    let plain = |text: &str| text.chars().filter(|character| !is_unprintable(*character)).collect::<String>();
    let release = schema.release.as_deref().map(|release| format!(", release {}", plain(release)));
    format!("{BEGINNING}{}{}{END}", plain(&options.origin), release.unwrap_or_default())
}

/// How the header begins.
const BEGINNING: &str = "Generated from ";
/// How it ends.
const END: &str = " by spectable; not to be edited.";

/// Whether a text is one that was rendered: its first line is the header.
pub fn is_generated(text: &str) -> bool {
    let header = text.lines().next().and_then(|line| line.strip_prefix("// "));
    header.is_some_and(|header| header.starts_with(BEGINNING) && header.ends_with(END))
}

#[cfg(test)]
mod tests;
