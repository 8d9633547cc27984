//! Writing: every model by its table, in documented order, then what the model keeps beside it.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;
use std::cell::RefCell;

use crate::containers::{List, Map};
use crate::depth::{self, TooDeep};
use crate::layout::{ItemRef, ModelRef, SlotRef};
use crate::path::Progress;
use crate::timestamp;

/// `Serialize` of a model. The path goes into the message, since a format's error has no other place for it.
pub fn serialize<M: crate::Model, S: Serializer>(model: &M, serializer: S) -> Result<S::Ok, S::Error> {
    let progress = RefCell::default();
    Item { item: ItemRef::Model(ModelRef::of(model)), progress: &progress }.serialize(serializer).map_err(
        |error| {
            let path = progress.borrow().path();
            if path.is_empty() { error } else { S::Error::custom(format_args!("{path}: {error}")) }
        },
    )
}

/// An item, and where the path of an error is noted.
pub(crate) struct Item<'a> {
    pub(crate) item: ItemRef<'a>,
    pub(crate) progress: &'a RefCell<Progress>,
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let progress = self.progress;
        match &self.item {
            ItemRef::Text(text) => serializer.serialize_str(text),
            ItemRef::Integer(value) => serializer.serialize_i64(**value),
            ItemRef::Number(value) => Number(**value).serialize(serializer),
            ItemRef::Boolean(value) => serializer.serialize_bool(**value),
            ItemRef::DateTime(value) => Stamp(timestamp::write_date_time(**value)).serialize(serializer),
            ItemRef::Date(value) => Stamp(timestamp::write_date(**value)).serialize(serializer),
            ItemRef::Any(value) => Any(value, progress).serialize(serializer),
            ItemRef::Enum(text) => serializer.serialize_str(text),
            ItemRef::Model(model) => write_model(*model, progress, serializer),
            ItemRef::List(list) => write_list(*list, progress, serializer),
            ItemRef::Map(map) => write_map(*map, progress, serializer),
        }
    }
}

struct Model<'a>(ModelRef<'a>, &'a RefCell<Progress>);
struct ListOf<'a>(&'a dyn List, &'a RefCell<Progress>);
struct MapOf<'a>(&'a dyn Map, &'a RefCell<Progress>);

impl Serialize for Model<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_model(self.0, self.1, serializer)
    }
}

impl Serialize for ListOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_list(self.0, self.1, serializer)
    }
}

impl Serialize for MapOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_map(self.0, self.1, serializer)
    }
}

fn write_model<'a, S: Serializer>(
    model: ModelRef<'a>,
    progress: &'a RefCell<Progress>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    enter(progress)?;
    let members = model.members();
    // Hardly any model keeps anything, so the question comes before the search.
    let extra = model.extra().is_used();
    let len = members.len() + if extra { kept(model).count() } else { 0 };
    let mut map = serializer.serialize_map(Some(len))?;
    members.each(|member| {
        map.serialize_key(member.name())?;
        write_value(&mut map, member.slot(), progress)
            .inspect_err(|_| progress.borrow_mut().at_key(member.name()))
    })?;
    if extra {
        for (key, value) in kept(model) {
            let lossy = model.extra().exact(key).is_some_and(|exact| exact.lossy);
            let result = if lossy {
                Err(S::Error::custom(ONLY_TEXT))
            } else {
                map.serialize_entry(key, &Any(value, progress))
            };
            result.inspect_err(|_| progress.borrow_mut().at_key(key))?;
        }
    }
    leave(progress);
    map.end()
}

/// One level deeper: what is written must be readable.
#[inline]
fn enter<E: Error>(progress: &RefCell<Progress>) -> Result<(), E> {
    if progress.borrow_mut().enter() { Ok(()) } else { Err(E::custom(TooDeep)) }
}

#[inline]
fn leave(progress: &RefCell<Progress>) {
    progress.borrow_mut().leave();
}

/// A JSON value, which may be deeper than what can be read.
struct Any<'a>(&'a Value, &'a RefCell<Progress>);

impl Serialize for Any<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        depth::check(self.0, &mut self.1.borrow_mut()).map_err(S::Error::custom)?;
        self.0.serialize(serializer)
    }
}

/// What stands beside the properties, without the nulls of those that have got a value since.
pub(crate) fn kept<'a>(model: ModelRef<'a>) -> impl Iterator<Item = (&'a str, &'a Value)> + Clone {
    let fields = model.table().fields;
    model.extra().iter().filter(move |(key, _)| {
        let documented = fields.iter().position(|field| field.name == *key);
        !documented.and_then(|index| model.slot(index)).is_some_and(|slot| slot.is_some())
    })
}

#[inline]
fn write_value<M: SerializeMap>(
    map: &mut M,
    slot: SlotRef<'_>,
    progress: &RefCell<Progress>,
) -> Result<(), M::Error> {
    match slot {
        SlotRef::Text(Some(text)) => map.serialize_value(text.as_str()),
        SlotRef::Integer(Some(value)) => map.serialize_value(&value),
        SlotRef::Number(Some(value)) => map.serialize_value(&Number(value)),
        SlotRef::Boolean(Some(value)) => map.serialize_value(&value),
        SlotRef::DateTime(Some(value)) => map.serialize_value(&Stamp(timestamp::write_date_time(value))),
        SlotRef::Date(Some(value)) => map.serialize_value(&Stamp(timestamp::write_date(value))),
        SlotRef::Any(Some(value)) => map.serialize_value(&Any(value, progress)),
        SlotRef::Enum(Some(text)) => map.serialize_value(text),
        SlotRef::Model(Some(model)) => map.serialize_value(&Model(model, progress)),
        SlotRef::List(Some(list)) => map.serialize_value(&ListOf(list, progress)),
        SlotRef::Map(Some(entries)) => map.serialize_value(&MapOf(entries, progress)),
        _ => Ok(()),
    }
}

fn write_list<S: Serializer>(
    list: &dyn List,
    progress: &RefCell<Progress>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    enter(progress)?;
    let mut items = serializer.serialize_seq(Some(list.len()))?;
    for index in 0..list.len() {
        let Some(item) = list.item(index) else { break };
        items
            .serialize_element(&Item { item, progress })
            .inspect_err(|_| progress.borrow_mut().at_index(index))?;
    }
    leave(progress);
    items.end()
}

fn write_map<S: Serializer>(
    map: &dyn Map,
    progress: &RefCell<Progress>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    enter(progress)?;
    let mut entries = serializer.serialize_map(Some(map.len()))?;
    let mut result = Ok(());
    map.each(&mut |key, item| {
        result = entries.serialize_entry(key, &Item { item, progress });
        if result.is_err() {
            progress.borrow_mut().at_key(key);
        }
        result.is_ok()
    });
    result?;
    leave(progress);
    entries.end()
}

/// What is wrong with a kept value that only text can hold.
const ONLY_TEXT: &str = "a `Value` cannot hold this: write the document as text, with `spectable::to_string`";

/// What is wrong with a date that cannot be written.
pub(crate) const NOT_A_YEAR: &str = "ISO-8601 has no date before the year 0 or after 9999";

/// A float that JSON can hold. serde_json would write `null` for the others, and the value would be lost.
struct Number(f64);

impl Serialize for Number {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.0.is_finite() {
            return Err(S::Error::custom(format_args!("{} is not a JSON number", self.0)));
        }
        serializer.serialize_f64(self.0)
    }
}

struct Stamp(Option<timestamp::Text>);

impl Serialize for Stamp {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(text) => serializer.serialize_str(text.as_str()),
            None => Err(S::Error::custom(NOT_A_YEAR)),
        }
    }
}
