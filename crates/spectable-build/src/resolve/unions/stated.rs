//! What the overlay says of alternatives: which value of a key tells each.

use std::collections::BTreeSet;

use super::super::pages::Pages;
use super::super::stale::Stale;
use super::flat;
use crate::documented::{Body, Discriminator, Marks, Page, RawAlternative, RawUnion, Spanned};
use crate::documented_type::RawType;
use crate::overlay::{Overlay, UnionEntry};
use crate::problem::Problems;

/// Puts what the overlay says in place of what the documentation says, or of what it does not say.
pub(super) fn apply(pages: &mut Pages, overlay: &Overlay, problems: &mut Problems) {
    let mut stale = Stale::new(overlay.owner, problems);
    for entry in &overlay.unions {
        match pages.page(&entry.name).map(|page| &page.body) {
            Some(Body::Union(union)) => {
                let union = union.clone();
                if has_alternatives(pages, overlay, entry, &union, &mut stale) {
                    let union = RawUnion { discriminator: Some(discriminator(entry)), ..union };
                    pages.decide(&entry.name, Body::Union(union));
                }
            }
            None if is_used(pages, &entry.name) => pages.add(page(entry)),
            None => stale.absent(entry.location, format!("no property is of the type `{}`", entry.name)),
            Some(_) if pages.is_undecided(&entry.name) => {
                pages.decide(&entry.name, Body::Union(union(entry)))
            }
            Some(_) => stale.useless(
                "overlay-stale",
                entry.location,
                format!("`{}` is not documented as several alternatives", entry.name),
                "take the entry away: the page says what it is",
            ),
        }
    }
}

fn discriminator(entry: &UnionEntry) -> Discriminator {
    let mapping = entry.values.iter().map(|(value, name)| (value.clone(), name.value.clone()));
    Discriminator { key: entry.key.clone(), mapping: mapping.collect() }
}

/// The alternatives that the entry names, each once.
fn union(entry: &UnionEntry) -> RawUnion {
    let mut seen = BTreeSet::new();
    let names = entry.values.iter().map(|(_, name)| name).filter(|name| seen.insert(name.value.as_str()));
    let alternative = |name: &Spanned<String>| RawAlternative {
        ty: RawType::Ref(name.value.clone()),
        test: None,
        location: name.location,
    };
    RawUnion {
        alternatives: names.map(alternative).collect(),
        discriminator: Some(discriminator(entry)),
        own_pages: Vec::new(),
    }
}

/// The page of a name that has none.
fn page(entry: &UnionEntry) -> Page {
    Page {
        name: Spanned { value: entry.name.clone(), location: entry.location },
        description: String::new(),
        marks: Marks::default(),
        body: Body::Union(union(entry)),
        location: entry.location,
    }
}

/// Whether each name in an entry is that of an alternative. What is none is noted.
fn has_alternatives(
    pages: &Pages,
    overlay: &Overlay,
    entry: &UnionEntry,
    union: &RawUnion,
    stale: &mut Stale<'_>,
) -> bool {
    let names: BTreeSet<String> = flat::alternatives(pages, overlay, &entry.name, union)
        .into_iter()
        .flat_map(|flat| flat.names)
        .collect();
    let mut all = true;
    for (_, name) in entry.values.iter().filter(|(_, name)| !names.contains(&name.value)) {
        all = false;
        stale.useless(
            "overlay-stale",
            name.location,
            format!("`{}` is not an alternative of `{}`", name.value, entry.name),
            "correct the name to that in the documentation, or take it away",
        );
    }
    all
}

/// Whether anything is of the type of this name.
fn is_used(pages: &Pages, name: &str) -> bool {
    pages.iter().any(|(_, page)| {
        let mut used = false;
        page.body.each_type(&mut |ty| used |= matches!(ty.innermost(), RawType::Ref(other) if other == name));
        used
    })
}
