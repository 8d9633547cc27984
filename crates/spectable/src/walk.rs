//! A walk through a model and all models in it, with the place of each: in lists, maps, unions and boxes.

use serde_json::Value;

use crate::containers::Map;
use crate::layout::ModelRef;
use crate::path;
use crate::slots::ItemRef;
use crate::table::{RawEnum, RawKind, RawTable, RawUnion, RawValues};

/// What the walk comes to.
pub(crate) enum Node<'a> {
    /// A model.
    Model(ModelRef<'a>),
    /// The text of an enum, which is not documented.
    Text(&'a str, &'static RawEnum),
    /// The number of an enum, which is not documented.
    Integer(i64, &'static RawEnum),
    /// A value that is none of the alternatives of a union.
    Other(&'a Value, &'static RawUnion),
}

/// Where the walk is. Each place is on the stack of the one around it, so that a walk that finds nothing allocates nothing.
pub(crate) struct Place<'p, 'a> {
    around: Option<&'p Place<'p, 'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    /// A key of a model of this table.
    Member(&'static RawTable, &'a str),
    /// A key of a map.
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'_, 'a> {
    /// Where a walk begins.
    pub(crate) const ROOT: Self = Self { around: None, step: Step::Root };

    #[inline]
    fn inner(&self, step: Step<'a>) -> Place<'_, 'a> {
        Place { around: Some(self), step }
    }

    /// The place of a member of the model that is here.
    #[inline]
    pub(crate) fn member(&self, table: &'static RawTable, key: &'a str) -> Place<'_, 'a> {
        self.inner(Step::Member(table, key))
    }

    /// The innermost member of a model that holds this place: the table of the model, and the key.
    #[inline]
    pub(crate) fn innermost_member(&self) -> Option<(&'static RawTable, &'a str)> {
        match self.step {
            Step::Member(table, key) => Some((table, key)),
            _ => self.around?.innermost_member(),
        }
    }

    /// As errors spell it: `participants[3].startTime`.
    #[inline]
    pub(crate) fn path(&self) -> String {
        let mut text = self.around.map(Place::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Member(_, key) | Step::Key(key) => path::push_key(&mut text, key),
            Step::Index(index) => path::push_index(&mut text, index),
        }
        text
    }

    /// The same for all items of lists and maps: `participants[].startTime`.
    #[cfg(feature = "tracing")]
    #[inline]
    pub(crate) fn pattern(&self) -> String {
        let mut text = self.around.map(Place::pattern).unwrap_or_default();
        match self.step {
            Step::Root => {}
            // Keys of a map may be data: names of people, for example.
            Step::Member(table, key) if is_additional(table, key) => text.push_str("{}"),
            Step::Member(_, key) => path::push_key(&mut text, key),
            Step::Key(_) => text.push_str("{}"),
            Step::Index(_) => text.push_str("[]"),
        }
        text
    }
}

/// Shows a model, then what is in it, in documented order.
#[inline]
pub(crate) fn walk<'a>(
    model: ModelRef<'a>,
    place: &Place<'_, 'a>,
    see: &mut dyn FnMut(&Place<'_, 'a>, Node<'a>),
) {
    see(place, Node::Model(model));
    let table = model.table();
    for (index, field) in table.fields.iter().enumerate() {
        if is_of_interest(field.kind)
            && let Some(item) = model.value(index)
        {
            walk_item(field.kind, item, &place.member(table, field.name), see);
        }
    }
    if let Some(row) = table.additional
        && let RawKind::Map(of) = row.kind
        && let Some(map) = model.additional()
    {
        walk_map(of.item, map, &mut |key, item| walk_item(of.item, item, &place.member(table, key), see));
    }
}

#[inline]
fn walk_item<'a>(
    kind: RawKind,
    item: ItemRef<'a>,
    place: &Place<'_, 'a>,
    see: &mut dyn FnMut(&Place<'_, 'a>, Node<'a>),
) {
    match (kind, item) {
        (RawKind::Model(_), ItemRef::Model(model)) => walk(model, place, see),
        (RawKind::List(of), ItemRef::List(list)) if is_of_interest(of.item) => {
            for index in 0..list.len() {
                let Some(item) = list.item(index) else { break };
                walk_item(of.item, item, &place.inner(Step::Index(index)), see);
            }
        }
        (RawKind::Map(of), ItemRef::Map(map)) => walk_map(of.item, map, &mut |key, item| {
            walk_item(of.item, item, &place.inner(Step::Key(key)), see);
        }),
        (RawKind::Union(of), ItemRef::Union(union)) => {
            match ((of.alternatives)().get(union.index()), union.item()) {
                (Some(alternative), item) => walk_item(alternative.kind, item, place, see),
                (None, ItemRef::Any(value)) => see(place, Node::Other(value, of)),
                (None, _) => {}
            }
        }
        (RawKind::Enum(of @ RawEnum { values: RawValues::Texts(known), .. }), ItemRef::Enum(text))
            if !known.contains(&text) =>
        {
            see(place, Node::Text(text, of));
        }
        (
            RawKind::Enum(of @ RawEnum { values: RawValues::Integers(known), .. }),
            ItemRef::Integer(number),
        ) if !known.contains(number) => {
            see(place, Node::Integer(*number, of));
        }
        (kind, ItemRef::Option(option)) => {
            if let Some(item) = option.item() {
                walk_item(kind, item, place, see);
            }
        }
        _ => {}
    }
}

#[inline]
fn walk_map<'a>(item: RawKind, map: &'a dyn Map, show: &mut dyn FnMut(&'a str, ItemRef<'a>)) {
    if is_of_interest(item) {
        map.each(&mut |key, item| {
            show(key, item);
            true
        });
    }
}

/// Whether a key of a model is one of the map of other keys.
#[cfg(feature = "tracing")]
#[inline]
fn is_additional(table: &RawTable, key: &str) -> bool {
    table.additional.is_some() && table.fields.iter().all(|field| field.name != key)
}

/// Whether anything in a value of this kind may be shown.
#[inline]
fn is_of_interest(kind: RawKind) -> bool {
    match kind {
        RawKind::Enum(_) | RawKind::Model(_) | RawKind::Union(_) => true,
        RawKind::List(of) => is_of_interest(of.item),
        RawKind::Map(of) => is_of_interest(of.item),
        _ => false,
    }
}
