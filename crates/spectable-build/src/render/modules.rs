//! Which type is in which module: files small enough for an editor, and few that change when a model comes in.

use std::collections::BTreeMap;

use super::item::Item;
use super::templates::{Alternatives, DeriveModule, Iso8601, Root, TableModule};
use super::type_names::Uses;
use super::{Rendered, Style};
use crate::parallel;

/// A module with more lines than this is split, if its names allow it.
const LONGEST: usize = 1500;

pub(super) fn render(mut items: Vec<Item<'_>>, header: &str, style: Style) -> Rendered {
    items.sort_by_key(Item::name);
    let mut groups = BTreeMap::new();
    split(items, 1, &mut groups);
    let iso8601 = style == Style::Derive && groups.values().any(|items| needs_iso8601(items));
    let alternatives = style == Style::Derive && groups.values().any(|items| needs_alternatives(items));
    let texts =
        parallel::map(groups.iter().collect(), |(name, items)| (name.clone(), module(items, header, style)));
    let mut modules = texts.into_iter().collect::<BTreeMap<_, _>>();
    let names: Vec<&str> = groups.keys().map(String::as_str).collect();
    let root = Root { header, modules: &names, alternatives, iso8601 }.render();
    if iso8601 {
        let fields = groups.values().flatten().any(|item| {
            matches!(item, Item::Model(model) if model.fields.iter().any(|field| field.with.is_some()))
        });
        modules.insert("iso8601".to_owned(), Iso8601 { header, fields }.render());
    }
    if alternatives {
        modules.insert("alternatives".to_owned(), Alternatives { header }.render());
    }
    Rendered { root, modules }
}

fn module(items: &[Item<'_>], header: &str, style: Style) -> String {
    let uses = uses(items);
    let imports = uses.libraries.iter().map(|(module, name)| format!("{module}::{name}"));
    let imports: Vec<_> = imports.collect();
    let generated: Vec<_> = uses.generated.into_iter().collect();
    match style {
        Style::Table => TableModule { header, imports: &imports, generated: &generated, items }.render(),
        Style::Derive => DeriveModule { header, imports: &imports, generated: &generated, items }.render(),
    }
}

/// Groups items by the beginning of their names, as long as it must be.
fn split<'a>(items: Vec<Item<'a>>, length: usize, groups: &mut BTreeMap<String, Vec<Item<'a>>>) {
    let mut by_prefix: BTreeMap<String, Vec<Item<'a>>> = BTreeMap::new();
    for item in items {
        let prefix: String = item.name().chars().take(length).collect();
        by_prefix.entry(prefix.to_ascii_lowercase()).or_default().push(item);
    }
    for (prefix, items) in by_prefix {
        let lines = items.iter().map(Item::lines).sum::<usize>();
        let longest = items.iter().map(|item| item.name().chars().count()).max().unwrap_or_default();
        if lines > LONGEST && longest > length {
            // Names that end here stay in a module of their own; the others go on.
            let (ending, going_on): (Vec<_>, Vec<_>) =
                items.into_iter().partition(|item| item.name().chars().count() <= length);
            if !ending.is_empty() {
                groups.entry(module_name(&prefix)).or_default().extend(ending);
            }
            split(going_on, length + 1, groups);
        } else {
            groups.entry(module_name(&prefix)).or_default().extend(items);
        }
    }
}

/// No module is named like a keyword or a crate. Its name is that of a file, too, so it is of ASCII.
fn module_name(prefix: &str) -> String {
    let plain = |it: char| if it.is_ascii() { it.to_string() } else { format!("u{:x}", u32::from(it)) };
    format!("models_{}", prefix.chars().map(plain).collect::<String>())
}

fn uses<'a>(items: &[Item<'a>]) -> Uses<'a> {
    let mut uses = Uses::default();
    for of_item in items.iter().filter_map(Item::uses) {
        uses.libraries.extend(&of_item.libraries);
        uses.generated.extend(&of_item.generated);
    }
    for item in items {
        uses.generated.remove(item.name());
    }
    uses
}

fn needs_alternatives(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| matches!(item, Item::Union(union) if union.has_tests()))
}

fn needs_iso8601(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| match item {
        Item::Model(model) => model.fields.iter().any(|field| field.has_dates),
        Item::Enum(_) => false,
        Item::Union(union) => union.alternatives.iter().any(|it| it.with.is_some()),
    })
}
