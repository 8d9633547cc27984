//! `Clone`, `PartialEq` and `Debug` of every model and union, by its table.

use std::fmt::{self, Debug as _};

use serde_json::Value;
use time::OffsetDateTime;

use crate::containers::{List, Map};
use crate::element::{self, Element};
use crate::layout::{ModelMut, ModelRef};
use crate::slots::{ItemMut, ItemRef, SlotMut};
use crate::table::plain;
use crate::union::AnyUnion;
use crate::write::kept;

/// `Clone` of a model or union.
pub fn clone<T: Element>(value: &T) -> T {
    let mut copy = element::blank::<T>();
    clone_item(element::item(value), element::item_mut(&mut copy));
    copy
}

fn clone_model(from: ModelRef<'_>, mut to: ModelMut<'_>) {
    *to.extra() = from.extra().clone();
    for (index, (_, value)) in from.values().enumerate() {
        clone_member(value, to.slot(index));
    }
}

/// Both are of one kind: their models have one table.
#[inline]
pub(crate) fn clone_member(from: Option<ItemRef<'_>>, to: Option<SlotMut<'_>>) {
    match (from, to) {
        (Some(ItemRef::Text(from)), Some(SlotMut::Text(to))) => *to = Some(from.clone()),
        (Some(ItemRef::Integer(from)), Some(SlotMut::Integer(to))) => *to = Some(*from),
        (Some(ItemRef::Integer(from)), Some(SlotMut::IntegerEnum(to))) => to.put(*from),
        (Some(ItemRef::Integer32(from)), Some(SlotMut::Integer32(to))) => *to = Some(*from),
        (Some(ItemRef::Unsigned(from)), Some(SlotMut::Unsigned(to))) => *to = Some(*from),
        (Some(ItemRef::Number(from)), Some(SlotMut::Number(to))) => *to = Some(*from),
        (Some(ItemRef::Boolean(from)), Some(SlotMut::Boolean(to))) => *to = Some(*from),
        (Some(ItemRef::DateTime(from)), Some(SlotMut::DateTime(to))) => *to = Some(*from),
        (Some(ItemRef::Date(from)), Some(SlotMut::Date(to))) => *to = Some(*from),
        (Some(ItemRef::Any(from)), Some(SlotMut::Any(to))) => *to = Some(from.clone()),
        (Some(ItemRef::Enum(from)), Some(SlotMut::Enum(to))) => to.put(from),
        (Some(ItemRef::Model(from)), Some(SlotMut::Model(to))) => clone_model(from, to.open()),
        (Some(ItemRef::List(from)), Some(SlotMut::List(to))) => clone_list(from, to.open(from.len())),
        (Some(ItemRef::Map(from)), Some(SlotMut::Map(to))) => clone_map(from, to.open()),
        (Some(ItemRef::Union(from)), Some(SlotMut::Union(to))) => clone_union(from, to.open()),
        _ => {}
    }
}

fn clone_list(from: &dyn List, to: &mut dyn List) {
    for item in items(from) {
        clone_item(item, to.push_blank());
    }
}

fn clone_map(from: &dyn Map, to: &mut dyn Map) {
    from.each(&mut |key, item| {
        if let Some(place) = to.insert_blank(key.to_owned()) {
            clone_item(item, place);
        }
        true
    });
}

fn clone_union(from: &dyn AnyUnion, to: &mut dyn AnyUnion) {
    clone_item(from.item(), to.start(from.index()));
}

/// Both are of one kind: the lists, maps or unions that hold them are of one type.
pub(crate) fn clone_item(from: ItemRef<'_>, to: ItemMut<'_>) {
    match (from, to) {
        (ItemRef::Text(from), ItemMut::Text(to)) => to.clone_from(from),
        (ItemRef::Integer(from), ItemMut::Integer(to)) => *to = *from,
        (ItemRef::Integer(from), ItemMut::IntegerEnum(to)) => to.put(*from),
        (ItemRef::Integer32(from), ItemMut::Integer32(to)) => *to = *from,
        (ItemRef::Unsigned(from), ItemMut::Unsigned(to)) => *to = *from,
        (ItemRef::Number(from), ItemMut::Number(to)) => *to = *from,
        (ItemRef::Boolean(from), ItemMut::Boolean(to)) => *to = *from,
        (ItemRef::DateTime(from), ItemMut::DateTime(to)) => *to = *from,
        (ItemRef::Date(from), ItemMut::Date(to)) => *to = *from,
        (ItemRef::Any(from), ItemMut::Any(to)) => to.clone_from(from),
        (ItemRef::Enum(from), ItemMut::Enum(to)) => to.put(from),
        (ItemRef::Model(from), ItemMut::Model(to)) => clone_model(from, to),
        (ItemRef::List(from), ItemMut::List(to)) => clone_list(from, to),
        (ItemRef::Map(from), ItemMut::Map(to)) => clone_map(from, to),
        (ItemRef::Union(from), ItemMut::Union(to)) => clone_union(from, to),
        (ItemRef::Option(from), ItemMut::Option(to)) => match from.item() {
            Some(from) => clone_item(from, to.open()),
            None => to.clear(),
        },
        _ => {}
    }
}

fn items(list: &dyn List) -> impl Iterator<Item = ItemRef<'_>> {
    (0..list.len()).map_while(|index| list.item(index))
}

/// `PartialEq` of a model or union: timestamps by instant and offset; a kept null does not count where the property has a value.
pub fn eq<T: Element>(a: &T, b: &T) -> bool {
    eq_item(element::item(a), element::item(b))
}

fn eq_model(a: ModelRef<'_>, b: ModelRef<'_>) -> bool {
    a.values().zip(b.values()).all(|((_, a), (_, b))| match (a, b) {
        (Some(a), Some(b)) => eq_item(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }) && eq_extra(a, b)
}

fn eq_extra(a: ModelRef<'_>, b: ModelRef<'_>) -> bool {
    if !a.extra().is_used() && !b.extra().is_used() {
        return true;
    }
    if a.extra().part() != b.extra().part() {
        return false;
    }
    // The slots are equal by now, so both sides leave the same nulls out of account.
    kept(a).count() == kept(b).count()
        && kept(a).all(|(key, value)| {
            b.extra().get(key) == Some(value) && a.extra().exact_text(key) == b.extra().exact_text(key)
        })
}

fn eq_item(a: ItemRef<'_>, b: ItemRef<'_>) -> bool {
    match (a, b) {
        (ItemRef::Text(a), ItemRef::Text(b)) => a == b,
        (ItemRef::Integer(a), ItemRef::Integer(b)) => a == b,
        (ItemRef::Integer32(a), ItemRef::Integer32(b)) => a == b,
        (ItemRef::Unsigned(a), ItemRef::Unsigned(b)) => a == b,
        (ItemRef::Number(a), ItemRef::Number(b)) => a == b,
        (ItemRef::Boolean(a), ItemRef::Boolean(b)) => a == b,
        (ItemRef::DateTime(a), ItemRef::DateTime(b)) => stamp(*a) == stamp(*b),
        (ItemRef::Date(a), ItemRef::Date(b)) => a == b,
        (ItemRef::Any(a), ItemRef::Any(b)) => a == b,
        (ItemRef::Enum(a), ItemRef::Enum(b)) => a == b,
        (ItemRef::Model(a), ItemRef::Model(b)) => eq_model(a, b),
        (ItemRef::List(a), ItemRef::List(b)) => eq_list(a, b),
        (ItemRef::Map(a), ItemRef::Map(b)) => eq_map(a, b),
        (ItemRef::Union(a), ItemRef::Union(b)) => a.index() == b.index() && eq_item(a.item(), b.item()),
        (ItemRef::Option(a), ItemRef::Option(b)) => match (a.item(), b.item()) {
            (Some(a), Some(b)) => eq_item(a, b),
            (a, b) => a.is_none() && b.is_none(),
        },
        _ => false,
    }
}

fn eq_list(a: &dyn List, b: &dyn List) -> bool {
    a.len() == b.len() && items(a).zip(items(b)).all(|(a, b)| eq_item(a, b))
}

fn eq_map(a: &dyn Map, b: &dyn Map) -> bool {
    let mut equal = a.len() == b.len();
    a.each(&mut |key, item| {
        equal = equal && b.item(key).is_some_and(|other| eq_item(item, other));
        equal
    });
    equal
}

/// An instant and the offset in which it was given.
fn stamp(value: OffsetDateTime) -> (OffsetDateTime, time::UtcOffset) {
    (value, value.offset())
}

/// `Debug` of a union, and of a model: the properties that have a value.
pub fn debug<T: Element>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    DebugItem(element::item(value)).fmt(f)
}

/// `Debug` of a value.
pub(crate) fn debug_item(item: ItemRef<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    DebugItem(item).fmt(f)
}

struct DebugModel<'a>(ModelRef<'a>);
struct DebugItem<'a>(ItemRef<'a>);
struct DebugList<'a>(&'a dyn List);
struct DebugMap<'a>(&'a dyn Map);
struct DebugUnion<'a>(&'a dyn AnyUnion);

impl fmt::Debug for DebugModel<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct(self.0.table().name);
        for (name, (_, value)) in self.0.table().plain_idents().zip(self.0.values()) {
            if let Some(value) = value {
                out.field(name, &DebugItem(value));
            }
        }
        for (key, value) in kept(self.0) {
            match self.0.extra().exact_text(key) {
                Some(text) => out.field(key, &format_args!("{text}")),
                None => out.field(key, value as &Value),
            };
        }
        if self.0.extra().part().is_some() { out.finish_non_exhaustive() } else { out.finish() }
    }
}

impl fmt::Debug for DebugItem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ItemRef::Text(value) => value.fmt(f),
            ItemRef::Integer(value) => value.fmt(f),
            ItemRef::Integer32(value) => value.fmt(f),
            ItemRef::Unsigned(value) => value.fmt(f),
            ItemRef::Number(value) => value.fmt(f),
            ItemRef::Boolean(value) => value.fmt(f),
            ItemRef::DateTime(value) => value.fmt(f),
            ItemRef::Date(value) => value.fmt(f),
            ItemRef::Any(value) => value.fmt(f),
            ItemRef::Enum(value) => value.fmt(f),
            ItemRef::Model(value) => DebugModel(*value).fmt(f),
            ItemRef::List(value) => DebugList(*value).fmt(f),
            ItemRef::Map(value) => DebugMap(*value).fmt(f),
            ItemRef::Union(value) => DebugUnion(*value).fmt(f),
            ItemRef::Option(value) => value.item().map(DebugItem).fmt(f),
        }
    }
}

impl fmt::Debug for DebugUnion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.idents().split_whitespace().nth(self.0.index() + 1).map_or("Unrecognized", plain);
        f.debug_tuple(name).field(&DebugItem(self.0.item())).finish()
    }
}

impl fmt::Debug for DebugList<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(items(self.0).map(DebugItem)).finish()
    }
}

impl fmt::Debug for DebugMap<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_map();
        self.0.each(&mut |key, item| {
            out.entry(&key, &DebugItem(item));
            true
        });
        out.finish()
    }
}
