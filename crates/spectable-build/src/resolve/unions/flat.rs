//! Alternatives without other names: what is itself one of several alternatives counts as these.

use std::collections::BTreeSet;

use super::super::pages::{LONGEST_ALIAS, Pages};
use crate::documented::{Body, Discriminator, RawUnion, RawValue, Row};
use crate::documented_type::RawType;
use crate::location::Location;
use crate::overlay::Overlay;

/// An alternative.
pub(super) struct Flat<'a> {
    pub(super) ty: RawType,
    pub(super) kind: Kind,
    /// What the page of its name documents.
    pub(super) body: Option<&'a Body>,
    /// The names that lead to it, its own among them.
    pub(super) names: Vec<String>,
    /// What the alternatives that it is one of say of how they are told apart.
    pub(super) discriminator: Option<&'a Discriminator>,
    pub(super) location: Location,
}

/// The type in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Boolean,
    List,
    Map,
    Model,
    /// Any of them.
    Any,
}

impl<'a> Flat<'a> {
    /// The values of an enum of texts.
    pub(super) fn values(&self) -> Option<&'a [RawValue]> {
        match self.body {
            Some(Body::Values(values)) => Some(values),
            _ => None,
        }
    }

    /// The rows of a model.
    pub(super) fn rows(&self) -> Option<&'a [Row]> {
        match self.body {
            Some(Body::Rows(rows)) => Some(rows),
            _ => None,
        }
    }

    /// Whether it is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.kind, Kind::Map | Kind::Model)
    }
}

/// The alternatives of a page.
pub(super) fn alternatives<'a>(
    pages: &'a Pages,
    overlay: &'a Overlay,
    name: &str,
    union: &'a RawUnion,
) -> Vec<Flat<'a>> {
    let discriminator = union.discriminator.as_ref();
    let within = vec![name.to_owned()];
    let mut walk = Walk { discriminator, within, ..Walk::new(pages, overlay) };
    for alternative in &union.alternatives {
        walk.add(&alternative.ty, alternative.location);
    }
    walk.found
}

/// Types as alternatives.
pub(super) fn of_types<'a>(
    pages: &'a Pages,
    overlay: &'a Overlay,
    types: &[(RawType, Location)],
) -> Vec<Flat<'a>> {
    let mut walk = Walk::new(pages, overlay);
    for (ty, location) in types {
        walk.add(ty, *location);
    }
    walk.found
}

struct Walk<'a> {
    pages: &'a Pages,
    overlay: &'a Overlay,
    found: Vec<Flat<'a>>,
    /// The names on the way.
    within: Vec<String>,
    /// Other names and alternatives that were met: each is looked into once, however many ways lead there.
    met: BTreeSet<String>,
    /// The one that is nearest to the outside.
    discriminator: Option<&'a Discriminator>,
}

impl<'a> Walk<'a> {
    fn new(pages: &'a Pages, overlay: &'a Overlay) -> Self {
        Self {
            pages,
            overlay,
            found: Vec::new(),
            within: Vec::new(),
            met: BTreeSet::new(),
            discriminator: None,
        }
    }

    fn add(&mut self, ty: &RawType, location: Location) {
        let RawType::Ref(name) = ty else { return self.push(ty, kind(ty), None, location) };
        // What holds itself, by other names only, adds nothing.
        if self.within.contains(name) || self.within.len() > LONGEST_ALIAS {
            return;
        }
        let (pages, overlay) = (self.pages, self.overlay);
        let body = pages.page(name).map(|page| &page.body);
        if !matches!(body, Some(Body::Rows(_) | Body::Values(_) | Body::Integers(_)))
            && !self.met.insert(name.clone())
        {
            return;
        }
        self.within.push(name.clone());
        match body {
            Some(Body::Union(union)) => {
                let outer = self.discriminator;
                self.discriminator = outer.or(union.discriminator.as_ref());
                union.alternatives.iter().for_each(|alternative| self.add(&alternative.ty, location));
                self.discriminator = outer;
            }
            Some(Body::Alias(other)) => self.add(other, location),
            Some(body @ Body::Rows(_)) => self.push(ty, Kind::Model, Some(body), location),
            Some(body @ Body::Values(_)) => self.push(ty, Kind::Text, Some(body), location),
            Some(body @ Body::Integers(_)) => self.push(ty, Kind::Number, Some(body), location),
            Some(Body::Unknown) | None => match overlay.types.iter().find(|entry| entry.name == *name) {
                Some(entry) => self.add(&entry.is, location),
                None => self.push(ty, Kind::Any, None, location),
            },
        }
        self.within.pop();
    }

    fn push(&mut self, ty: &RawType, kind: Kind, body: Option<&'a Body>, location: Location) {
        if self.found.iter().all(|other| other.ty != *ty) {
            let (names, discriminator) = (self.within.clone(), self.discriminator);
            self.found.push(Flat { ty: ty.clone(), kind, body, names, discriminator, location });
        }
    }
}

fn kind(ty: &RawType) -> Kind {
    match ty {
        RawType::Text | RawType::DateTime | RawType::Date => Kind::Text,
        RawType::Integer | RawType::Integer32 | RawType::Unsigned | RawType::Number => Kind::Number,
        RawType::Boolean => Kind::Boolean,
        RawType::List(_) => Kind::List,
        RawType::Map(_) => Kind::Map,
        // Only what is in a list or map may be null, and it is looked at without that.
        RawType::Any | RawType::Ref(_) | RawType::Nullable(_) => Kind::Any,
    }
}
