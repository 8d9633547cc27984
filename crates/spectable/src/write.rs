//! Writing: the properties of a model in documented order, then what the model keeps besides them.

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;
use std::cell::RefCell;
use std::fmt;

use crate::containers::{List, Map};
use crate::depth;
use crate::layout::ModelRef;
use crate::path::{self, Progress};
use crate::slots::ItemRef;
use crate::table::RawKind;
use crate::timestamp;
use crate::write_value::{AnyValue, Null, at_index, at_key, check_key, is_flat};

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
            ItemRef::Integer32(value) => serializer.serialize_i32(**value),
            ItemRef::Unsigned(value) => serializer.serialize_u64(**value),
            ItemRef::Number(value) => Number(**value).serialize(serializer),
            ItemRef::Boolean(value) => serializer.serialize_bool(**value),
            ItemRef::DateTime(value) => Stamp(timestamp::write_date_time(**value)).serialize(serializer),
            ItemRef::Date(value) => Stamp(timestamp::write_date(**value)).serialize(serializer),
            ItemRef::Any(value) => AnyValue { value, progress }.serialize(serializer),
            ItemRef::Enum(text) => serializer.serialize_str(text),
            ItemRef::Model(model) => depth::writing(progress, || write_model(*model, progress, serializer)),
            ItemRef::List(list) => depth::writing(progress, || write_list(*list, progress, serializer)),
            ItemRef::Map(map) => depth::writing(progress, || write_map(*map, progress, serializer)),
            ItemRef::Union(union) => Item { item: union.item(), progress }.serialize(serializer),
            ItemRef::Option(option) => match option.item() {
                Some(item) => serializer.serialize_some(&Item { item, progress }),
                None => serializer.serialize_none(),
            },
        }
    }
}

struct Model<'a>(ModelRef<'a>, &'a RefCell<Progress>);
struct ListOf<'a>(&'a dyn List, &'a RefCell<Progress>);
struct MapOf<'a>(&'a dyn Map, &'a RefCell<Progress>);

impl Serialize for Model<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        depth::writing(self.1, || write_model(self.0, self.1, serializer))
    }
}

impl Serialize for ListOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        depth::writing(self.1, || write_list(self.0, self.1, serializer))
    }
}

impl Serialize for MapOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        depth::writing(self.1, || write_map(self.0, self.1, serializer))
    }
}

fn write_model<'a, S: Serializer>(
    model: ModelRef<'a>,
    progress: &'a RefCell<Progress>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let members = model.members();
    // Hardly any model keeps anything, so the question comes before the search.
    let extra = model.extra().is_used();
    if let Some(part) = model.extra().part() {
        return Err(S::Error::custom(part.refusal()));
    }
    let additional = model.additional();
    let len = members.len() + additional.map_or(0, Map::len) + if extra { kept(model).count() } else { 0 };
    let mut map = if !serializer.is_human_readable()
        && let Some(name) = without_kind(model)
    {
        serializer.serialize_map(None).map_err(|error| unreadable(format_args!("`{name}`"), error))?
    } else {
        serializer.serialize_map(Some(len))?
    };
    members.each(|member| {
        check_key::<S>(member.name())?;
        map.serialize_key(member.name())?;
        write_value(&mut map, member.value(), progress).inspect_err(|_| at_key::<S>(progress, member.name()))
    })?;
    if let Some(additional) = additional {
        write_additional::<S>(model, additional, &mut map, progress)?;
    }
    if extra {
        write_kept::<S>(model, &mut map, progress)?;
    }
    map.end()
}

#[inline(never)]
fn write_additional<S: Serializer>(
    model: ModelRef<'_>,
    additional: &dyn Map,
    map: &mut S::SerializeMap,
    progress: &RefCell<Progress>,
) -> Result<(), S::Error> {
    let mut result = Ok(());
    additional.each(&mut |key, item| {
        result = match model.is_property(key) {
            true => Err(S::Error::custom(AMONG_ADDITIONAL)),
            false => check_key::<S>(key).and_then(|()| map.serialize_key(key)).and_then(|()| match item {
                item @ ItemRef::Option(_) => map.serialize_value(&Item { item, progress }),
                // As a property is written, since the value may be null.
                item => map.serialize_value(&Some(Item { item, progress })),
            }),
        };
        if result.is_err() {
            at_key::<S>(progress, key);
        }
        result.is_ok()
    });
    result
}

#[inline(never)]
fn write_kept<S: Serializer>(
    model: ModelRef<'_>,
    map: &mut S::SerializeMap,
    progress: &RefCell<Progress>,
) -> Result<(), S::Error> {
    for (key, value) in kept(model) {
        check_key::<S>(key)?;
        // Key and value apart: where they are written at once, some formats take a key such as `!x` for a type (YAML).
        map.serialize_key(key)?;
        let lossy = model.extra().is_lossy(key);
        match value {
            _ if lossy => Err(S::Error::custom(ONLY_TEXT)),
            // The reader asks for an option where it knows the property.
            Value::Null => map.serialize_value(&Null),
            value if model.is_documented(key) => map.serialize_value(&Some(AnyValue { value, progress })),
            value => map.serialize_value(&AnyValue { value, progress }),
        }
        .inspect_err(|_| at_key::<S>(progress, key))?;
    }
    Ok(())
}

/// What a model keeps besides its properties. What has a value by now, in a property or among the additional ones, is left out.
pub(crate) fn kept<'a>(model: ModelRef<'a>) -> impl Iterator<Item = (&'a str, &'a Value)> + Clone {
    let fields = model.table().fields;
    model.extra().iter().filter(move |(key, _)| match fields.iter().position(|field| field.name == *key) {
        Some(index) => model.value(index).is_none(),
        None => model.additional().is_none_or(|map| map.item(key).is_none()),
    })
}

/// Writes `Some` of a value: the reader asks for an option, since a value may be null.
#[inline]
fn write_value<M: SerializeMap>(
    map: &mut M,
    value: Option<ItemRef<'_>>,
    progress: &RefCell<Progress>,
) -> Result<(), M::Error> {
    match value {
        Some(ItemRef::Text(text)) => map.serialize_value(&Some(text.as_str())),
        Some(ItemRef::Integer(value)) => map.serialize_value(&Some(value)),
        Some(ItemRef::Integer32(value)) => map.serialize_value(&Some(value)),
        Some(ItemRef::Unsigned(value)) => map.serialize_value(&Some(value)),
        Some(ItemRef::Number(value)) => map.serialize_value(&Some(Number(*value))),
        Some(ItemRef::Boolean(value)) => map.serialize_value(&Some(value)),
        Some(ItemRef::DateTime(value)) => {
            map.serialize_value(&Some(Stamp(timestamp::write_date_time(*value))))
        }
        Some(ItemRef::Date(value)) => map.serialize_value(&Some(Stamp(timestamp::write_date(*value)))),
        Some(ItemRef::Any(value)) => map.serialize_value(&Some(AnyValue { value, progress })),
        Some(ItemRef::Enum(text)) => map.serialize_value(&Some(text)),
        Some(ItemRef::Model(model)) => map.serialize_value(&Some(Model(model, progress))),
        Some(ItemRef::List(list)) => map.serialize_value(&Some(ListOf(list, progress))),
        Some(ItemRef::Map(entries)) => map.serialize_value(&Some(MapOf(entries, progress))),
        Some(ItemRef::Union(union)) => map.serialize_value(&Some(Item { item: union.item(), progress })),
        _ => Ok(()),
    }
}

fn write_list<S: Serializer>(
    list: &dyn List,
    progress: &RefCell<Progress>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if list.len() == 0 && is_flat::<S>() {
        return Err(S::Error::custom("the format cannot hold an empty list"));
    }
    let mut items = if !serializer.is_human_readable() && list.item(0).is_some_and(|item| is_any(&item)) {
        serializer.serialize_seq(None).map_err(|error| unreadable("a list of any values", error))?
    } else {
        serializer.serialize_seq(Some(list.len()))?
    };
    for index in 0..list.len() {
        let Some(item) = list.item(index) else { break };
        items.serialize_element(&Item { item, progress }).inspect_err(|_| at_index::<S>(progress, index))?;
    }
    items.end()
}

fn write_map<S: Serializer>(
    map: &dyn Map,
    progress: &RefCell<Progress>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut entries = if !serializer.is_human_readable() && is_of_any(map) {
        serializer.serialize_map(None).map_err(|error| unreadable("a map of any values", error))?
    } else {
        serializer.serialize_map(Some(map.len()))?
    };
    let mut result = Ok(());
    map.each(&mut |key, item| {
        // Key and value apart, as in `write_kept`.
        result = check_key::<S>(key)
            .and_then(|()| entries.serialize_key(key))
            .and_then(|()| entries.serialize_value(&Item { item, progress }));
        if result.is_err() {
            at_key::<S>(progress, key);
        }
        result.is_ok()
    });
    result?;
    entries.end()
}

/// A value that is read back by asking the format what it is: that of an `object` property, of a union or of an unknown key.
///
/// A format that does not describe itself cannot tell. Such a format needs the length of a map or list before its items; others
/// do not. So the length is not given, and such a format refuses the value before anything is lost.
fn without_kind<'a>(model: ModelRef<'a>) -> Option<&'a str> {
    let found = model.members().each(|member| match member.value() {
        Some(item) if is_any(&item) => Err(member.name()),
        _ => Ok(()),
    });
    let additional = model.additional().filter(|map| is_of_any(*map)).map(|_| "additional properties");
    // A null is told where a type is documented.
    let unknown = |(key, value): &(&str, &Value)| !(model.is_documented(key) && value.is_null());
    found.err().or(additional).or_else(|| kept(model).find(unknown).map(|(key, _)| key))
}

/// As [`without_kind`].
fn is_of_any(map: &dyn Map) -> bool {
    let mut any = false;
    map.each(&mut |_, item| {
        any = is_any(&item);
        false
    });
    any
}

/// Whether the format has to say what a value is.
fn is_any(item: &ItemRef<'_>) -> bool {
    match item {
        ItemRef::Any(_) | ItemRef::Union(_) => true,
        ItemRef::Option(option) => matches!(option.kind(), RawKind::Any | RawKind::Union(_)),
        _ => false,
    }
}

#[cold]
fn unreadable<E: Error>(what: impl fmt::Display, error: E) -> E {
    let text = "could not be read back from a format that does not say what a value is";
    if !path::has_text::<E>() {
        return E::custom(format_args!("{what} {text}"));
    }
    path::if_told(E::custom(format_args!("{what} {text} ({error})")), text, error)
}

/// What is wrong with a kept value that only text can hold.
const ONLY_TEXT: &str = "a `Value` cannot hold this: write the document as text, with `spectable::to_string`";

/// What is wrong with an additional property that has the name of another one.
pub(crate) const AMONG_ADDITIONAL: &str =
    "this is a property of the model, and may not be among the additional ones: set its field";

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
