//! Alternatives: which of them are one, and what tells the others apart.
//!
//! All of it is decided on pages, before anything has a Rust name: a page of alternatives becomes another name for a type, an enum, or a
//! union in which each alternative has its test.

mod evidence;
mod flat;
mod stated;

use std::collections::BTreeSet;

use self::flat::{Flat, Kind};
use super::pages::Pages;
use crate::documented::{Body, Page, RawAlternative, RawUnion, RawValue};
use crate::documented_type::RawType;
use crate::overlay::Overlay;
use crate::problem::Problems;

/// What alternatives are.
enum Verdict {
    /// One type.
    Type(RawType),
    /// One enum.
    Values(Vec<RawValue>),
    /// Alternatives with their tests.
    Union(Vec<RawAlternative>),
    /// Any value, and why.
    Any(String),
}

/// Decides what each page of alternatives is.
pub(super) fn decide(pages: &mut Pages, overlay: &Overlay, problems: &mut Problems) {
    stated::apply(pages, overlay, problems);
    let mut decider = Decider { pages, overlay, made: Vec::new() };
    let unions = pages.iter().filter_map(|(name, page)| match &page.body {
        Body::Union(union) => Some((name.clone(), page, union)),
        _ => None,
    });
    let mut verdicts = Vec::new();
    let mut unwanted = BTreeSet::new();
    for (name, page, union) in unions {
        let verdict = decider.verdict(&name, page, union);
        if let Verdict::Any(why) = &verdict {
            unwanted.extend(union.own_pages.iter().cloned());
            if overlay.types.iter().all(|entry| entry.name != name) {
                problems.note(
                    "alternatives",
                    page.name.location,
                    format!("{why}; `{name}` becomes serde_json::Value"),
                    format!("say in the overlay what it is, if that is not enough: [[union]] or [[type]] with name = \"{name}\""),
                );
            }
        }
        verdicts.push((name, verdict));
    }
    let made = decider.made;
    for (name, verdict) in verdicts {
        match verdict {
            Verdict::Type(ty) => pages.decide(&name, Body::Alias(ty)),
            Verdict::Values(values) => pages.decide(&name, Body::Values(values)),
            Verdict::Union(alternatives) => pages.decide(&name, Body::Union(union_of(alternatives))),
            Verdict::Any(_) => {
                let said = overlay.types.iter().find(|entry| entry.name == name);
                pages.decide_undocumented(&name, said.map_or(RawType::Any, |entry| entry.is.clone()));
            }
        }
    }
    for page in made {
        pages.add(page);
    }
    pages.remove_unreferred(unwanted);
}

fn union_of(alternatives: Vec<RawAlternative>) -> RawUnion {
    RawUnion { alternatives, discriminator: None, own_pages: Vec::new() }
}

struct Decider<'a> {
    pages: &'a Pages,
    overlay: &'a Overlay,
    /// Pages of items that lists and maps share.
    made: Vec<Page>,
}

impl<'a> Decider<'a> {
    fn verdict(&mut self, name: &str, page: &Page, union: &'a RawUnion) -> Verdict {
        let flats = flat::alternatives(self.pages, self.overlay, name, union);
        self.verdict_of(name, page, flats)
    }

    fn verdict_of(&mut self, name: &str, page: &Page, mut flats: Vec<Flat<'a>>) -> Verdict {
        if let Some(any) = flats.iter().find(|flat| flat.kind == Kind::Any) {
            return Verdict::Any(match &any.ty {
                RawType::Ref(name) => format!("no page documents the alternative `{name}`"),
                _ => "one of the alternatives may be any value".to_owned(),
            });
        }
        match one_text(&flats) {
            Some(Verdict::Type(text)) => merge(&mut flats, Kind::Text, text),
            Some(values) => return values,
            None => {}
        }
        merge(&mut flats, Kind::Number, RawType::Number);
        for (kind, container) in [(Kind::List, RawType::List as fn(_) -> _), (Kind::Map, RawType::Map)] {
            if let Err(why) = self.merge_contained(name, page, &mut flats, kind, container) {
                return Verdict::Any(why);
            }
        }
        if let [only] = &flats[..] {
            return Verdict::Type(only.ty.clone());
        }
        match evidence::tests(self.pages, &flats) {
            Ok(tests) => {
                let alternative = |(flat, test): (Flat<'_>, _)| RawAlternative {
                    ty: flat.ty,
                    test,
                    location: flat.location,
                };
                Verdict::Union(flats.into_iter().zip(tests).map(alternative).collect())
            }
            Err((one, other)) => {
                Verdict::Any(format!("the alternatives `{one}` and `{other}` cannot be told apart"))
            }
        }
    }

    /// Makes one of several lists or maps: its items are the alternatives of theirs.
    fn merge_contained(
        &mut self,
        name: &str,
        page: &Page,
        flats: &mut Vec<Flat<'a>>,
        kind: Kind,
        container: fn(Box<RawType>) -> RawType,
    ) -> Result<(), String> {
        let items: Vec<(RawType, _)> = flats
            .iter()
            .filter(|flat| flat.kind == kind)
            .filter_map(|flat| match &flat.ty {
                RawType::List(item) | RawType::Map(item) => Some(((**item).clone(), flat.location)),
                _ => None,
            })
            .collect();
        if items.len() < 2 {
            return Ok(());
        }
        let nullable = items.iter().any(|(item, _)| matches!(item, RawType::Nullable(_)));
        let items: Vec<_> = items.into_iter().map(|(item, location)| (item.not_null(), location)).collect();
        let name = format!("{name}Item");
        let inner = flat::of_types(self.pages, self.overlay, &items);
        let item = match self.verdict_of(&name, page, inner) {
            Verdict::Type(ty) => ty,
            Verdict::Any(why) => return Err(why),
            Verdict::Values(values) => self.made(name, page, Body::Values(values))?,
            Verdict::Union(alternatives) => self.made(name, page, Body::Union(union_of(alternatives)))?,
        };
        let item = if nullable { RawType::nullable(item) } else { item };
        merge(flats, kind, container(Box::new(item)));
        Ok(())
    }

    /// A page of its own for items.
    fn made(&mut self, name: String, page: &Page, body: Body) -> Result<RawType, String> {
        if self.pages.page(&name).is_some() || self.made.iter().any(|other| other.name.value == name) {
            return Err(format!(
                "there is no name for the items of the lists: another page documents `{name}`"
            ));
        }
        let mut page = Page { description: String::new(), body, ..page.clone() };
        page.name.value.clone_from(&name);
        self.made.push(page);
        Ok(RawType::Ref(name))
    }
}

/// What several texts are: an open enum has any text, so that of texts and enums all values are known.
fn one_text(flats: &[Flat<'_>]) -> Option<Verdict> {
    let texts: Vec<&Flat<'_>> = flats.iter().filter(|flat| flat.kind == Kind::Text).collect();
    if texts.len() < 2 {
        return None;
    }
    let enums: Vec<&Flat<'_>> = texts.iter().copied().filter(|flat| flat.values().is_some()).collect();
    let is_plain = |flat: &&Flat<'_>| flat.values().is_some() || flat.ty == RawType::Text;
    Some(match enums[..] {
        _ if !texts.iter().all(is_plain) => Verdict::Type(RawType::Text),
        [] => Verdict::Type(RawType::Text),
        [only] => Verdict::Type(only.ty.clone()),
        _ if texts.len() < flats.len() => Verdict::Type(RawType::Text),
        _ => {
            let values = enums.into_iter().filter_map(Flat::values).flatten().cloned();
            Verdict::Values(RawValue::each_once(values))
        }
    })
}

/// Puts one type in the place of several of a kind; a single one stays as it is.
fn merge(flats: &mut Vec<Flat<'_>>, kind: Kind, ty: RawType) {
    if flats.iter().filter(|flat| flat.kind == kind).count() < 2 {
        return;
    }
    let mut first = true;
    flats.retain_mut(|flat| {
        if flat.kind != kind {
            return true;
        }
        if first {
            flat.ty = ty.clone();
        }
        std::mem::take(&mut first)
    });
}
