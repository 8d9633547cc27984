//! Whether two documented types can both be true.

use std::collections::{HashMap, HashSet};

use crate::documented::{Body, Page, RawValue};
use crate::documented_type::RawType;
use crate::overlay::{Adds, Overlay};

/// How many other names may follow one another.
const LONGEST_ALIAS: usize = 32;

/// What a later type means for an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// Both can be true, and the earlier one stays.
    Agrees,
    /// The earlier one says nothing: this is what it is.
    Adds(RawType),
    /// Both cannot be true.
    Contradicts,
}

/// What a name is, as far as types ask for it.
enum Named {
    Model,
    Enum(Vec<RawValue>),
    Alias(RawType),
    Unknown,
}

/// What a source documents, by name.
type Names = HashMap<String, Named>;

/// A type that is neither a list nor a map, and not another name of a type.
#[derive(PartialEq)]
enum Leaf<'t> {
    Model(&'t str),
    Type(&'t RawType),
    /// A text with values.
    Enum,
    /// Nobody says it.
    Unknown,
}

/// The names that two sources document.
pub(super) struct Types<'a> {
    first: Names,
    later: Names,
    renamed: &'a HashMap<String, String>,
    /// Names that the overlay says something about.
    stated: HashSet<&'a str>,
    adds: Adds,
}

impl<'a> Types<'a> {
    pub(super) fn new(
        first: &[Page],
        later: &[Page],
        renamed: &'a HashMap<String, String>,
        overlay: &'a Overlay,
        adds: Adds,
    ) -> Self {
        let stated = overlay.types.iter().map(|entry| entry.name.as_str()).collect();
        Self { first: names(first), later: names(later), renamed, stated, adds }
    }

    /// Compares a type of an earlier source with one of the later.
    pub(super) fn fit(&self, first: &RawType, later: &RawType) -> Fit {
        self.fit_within(first, later, LONGEST_ALIAS)
    }

    fn fit_within(&self, first: &RawType, later: &RawType, aliases: usize) -> Fit {
        use crate::types::Type::{Any, List, Map, Nullable, Ref};
        let Some(fewer) = aliases.checked_sub(1) else { return Fit::Agrees };
        match (first, later) {
            (List(own), List(other)) => within(self.fit_within(own, other, aliases), List),
            (Map(own), Map(other)) => within(self.fit_within(own, other, aliases), Map),
            // That an item may be null, some pages do not say.
            (Nullable(own), Nullable(other)) => within(self.fit_within(own, other, aliases), Nullable),
            (Nullable(own), other) => within(self.fit_within(own, other, aliases), Nullable),
            (own, Nullable(other)) => self.fit_within(own, other, aliases),
            (_, Any) => Fit::Agrees,
            (Any, later) => self.added(later),
            (Ref(name), later) if !self.first.contains_key(name) => self.fit_undocumented(name, later),
            _ => match (alias(first, &self.first), alias(later, &self.later)) {
                (None, None) => self.fit_leaves(first, later),
                // What another name stands for is the business of its own page: nothing is added through it.
                (own, other) => match self.fit_within(own.unwrap_or(first), other.unwrap_or(later), fewer) {
                    Fit::Contradicts => Fit::Contradicts,
                    Fit::Agrees | Fit::Adds(_) => Fit::Agrees,
                },
            },
        }
    }

    /// A name that no earlier page documents says nothing, unless the overlay says what it is.
    fn fit_undocumented(&self, name: &str, later: &RawType) -> Fit {
        let is_same = matches!(later, RawType::Ref(other) if self.own_name(other) == name);
        let is_added = self.adds == Adds::All && self.later.contains_key(name);
        if is_added || self.stated.contains(name) || (is_same && !self.later.contains_key(name)) {
            return Fit::Agrees;
        }
        self.added(later)
    }

    /// A type in place of one that says nothing.
    fn added(&self, later: &RawType) -> Fit {
        match self.taken_over(later) {
            RawType::Any => Fit::Agrees,
            ty => Fit::Adds(ty),
        }
    }

    fn fit_leaves(&self, first: &RawType, later: &RawType) -> Fit {
        use crate::types::Type::{Any, Date, DateTime, Integer, Map, Number, Text};
        let agree = match (leaf(first, &self.first), leaf(later, &self.later)) {
            (Leaf::Unknown, _) | (_, Leaf::Unknown) => true,
            (Leaf::Model(own), Leaf::Model(other)) => own == self.own_name(other),
            // A model is an object of anything, too.
            (Leaf::Model(_), Leaf::Type(Map(item))) | (Leaf::Type(Map(item)), Leaf::Model(_)) => {
                **item == Any
            }
            // Some languages have one word for all numbers.
            (Leaf::Type(Integer), Leaf::Type(Number)) | (Leaf::Type(Number), Leaf::Type(Integer)) => true,
            // On the wire a date and a value of an enum are texts, and some pages say only that.
            (Leaf::Type(Text) | Leaf::Enum, Leaf::Type(Text | DateTime | Date) | Leaf::Enum)
            | (Leaf::Type(DateTime | Date), Leaf::Type(Text)) => true,
            (own, other) => own == other,
        };
        if agree { Fit::Agrees } else { Fit::Contradicts }
    }

    /// The name that the earlier sources have for a model of the later one.
    fn own_name<'t>(&'t self, later: &'t str) -> &'t str {
        self.renamed.get(later).map_or(later, String::as_str)
    }

    /// A type of the later source in the names of all. Where models are not added, a name that is not there is what it stands for.
    pub(super) fn taken_over(&self, later: &RawType) -> RawType {
        self.taken_over_within(later, LONGEST_ALIAS)
    }

    fn taken_over_within(&self, later: &RawType, aliases: usize) -> RawType {
        let Some(aliases) = aliases.checked_sub(1) else { return RawType::Any };
        later.map_refs(&mut |name| {
            let own = self.own_name(name);
            if self.first.contains_key(own) || self.adds == Adds::All {
                return RawType::Ref(own.to_owned());
            }
            match self.later.get(name) {
                Some(Named::Alias(ty)) => self.taken_over_within(ty, aliases),
                Some(Named::Enum(_)) => RawType::Text,
                Some(Named::Model | Named::Unknown) | None => RawType::Any,
            }
        })
    }

    /// The values of a type of an earlier source, if it is an enum with a page of its own, or a list or map of one.
    pub(super) fn values_of_first<'t>(&'t self, ty: &'t RawType) -> Option<&'t [RawValue]> {
        values(ty, &self.first)
    }

    /// The same of the later source.
    pub(super) fn values_of_later<'t>(&'t self, ty: &'t RawType) -> Option<&'t [RawValue]> {
        values(ty, &self.later)
    }

    /// Whether a type of an earlier source is text, or a list or map of texts, also by another name.
    pub(super) fn is_text(&self, ty: &RawType) -> bool {
        *resolved(ty, &self.first) == RawType::Text
    }
}

/// What a name stands for, if it is another name for a type.
fn alias<'t>(ty: &RawType, names: &'t Names) -> Option<&'t RawType> {
    let RawType::Ref(name) = ty else { return None };
    match names.get(name)? {
        Named::Alias(ty) => Some(ty),
        Named::Model | Named::Enum(_) | Named::Unknown => None,
    }
}

/// The innermost item of a type, without other names for it.
fn resolved<'t>(ty: &'t RawType, names: &'t Names) -> &'t RawType {
    let mut ty = ty.innermost();
    for _ in 0..LONGEST_ALIAS {
        let Some(other) = alias(ty, names) else { break };
        ty = other.innermost();
    }
    ty
}

fn leaf<'t>(ty: &'t RawType, names: &Names) -> Leaf<'t> {
    let RawType::Ref(name) = ty else { return Leaf::Type(ty) };
    match names.get(name) {
        Some(Named::Model) => Leaf::Model(name),
        Some(Named::Enum(_)) => Leaf::Enum,
        Some(Named::Alias(_) | Named::Unknown) | None => Leaf::Unknown,
    }
}

fn values<'t>(ty: &'t RawType, names: &'t Names) -> Option<&'t [RawValue]> {
    let RawType::Ref(name) = resolved(ty, names) else { return None };
    match names.get(name)? {
        Named::Enum(values) => Some(values),
        Named::Model | Named::Alias(_) | Named::Unknown => None,
    }
}

fn within(fit: Fit, container: fn(Box<RawType>) -> RawType) -> Fit {
    match fit {
        Fit::Adds(ty) => Fit::Adds(container(Box::new(ty))),
        other => other,
    }
}

fn names(pages: &[Page]) -> Names {
    let mut names = HashMap::with_capacity(pages.len());
    for page in pages {
        let named = match &page.body {
            Body::Rows(_) => Named::Model,
            Body::Values(values) => Named::Enum(values.clone()),
            Body::Alias(ty) => Named::Alias(ty.clone()),
            Body::Integers(_) => Named::Alias(RawType::Integer),
            // Which of its alternatives another source means is not known.
            Body::Union(_) | Body::Unknown => Named::Unknown,
        };
        names.entry(page.name.value.clone()).or_insert(named);
    }
    names
}
