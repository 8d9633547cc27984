//! Which alternative of a union a value is: by its JSON type, then by keys of the object.
//!
//! The first alternative whose test holds is taken, whatever the order of the keys in the document; one that says nothing about keys is
//! taken where no other one holds.

use serde_json::{Map, Value};

use crate::key_index::is_same;
use crate::layout::plan::index_of;
use crate::slots::ItemRef;
use crate::table::{RawAlternative, RawEnum, RawKind, RawValues};

/// A type of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// What the JSON type of a value says of its alternative.
pub(crate) enum ByType {
    /// It is this one.
    One(usize),
    /// Keys of the object tell.
    ByKeys(ByKeys),
}

/// The alternatives that are objects, and what the keys so far say.
pub(crate) struct ByKeys {
    alternatives: &'static [RawAlternative],
    /// The key by which all of them are told, where it is one key.
    only: Option<&'static str>,
    /// The first alternative whose test holds.
    found: Option<usize>,
}

impl JsonType {
    /// That of a value in memory.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }

    /// Whether values of a kind are of this type.
    #[inline]
    fn is_of(self, kind: &RawKind) -> bool {
        match kind {
            RawKind::Text | RawKind::DateTime | RawKind::Date => self == Self::Text,
            RawKind::Enum(RawEnum { values: RawValues::Texts(_), .. }) => self == Self::Text,
            RawKind::Enum(RawEnum { values: RawValues::Integers(_), .. }) => self == Self::Number,
            RawKind::Integer | RawKind::Integer32 | RawKind::Unsigned | RawKind::Number => {
                self == Self::Number
            }
            RawKind::Boolean => self == Self::Boolean,
            RawKind::List(_) => self == Self::List,
            RawKind::Model(_) | RawKind::Map(_) => self == Self::Object,
            RawKind::Any | RawKind::Union(_) => true,
        }
    }
}

/// What the type of a value says. A value that is no alternative has the number of alternatives.
pub(crate) fn by_type(alternatives: &'static [RawAlternative], json: JsonType) -> ByType {
    let mut suiting = alternatives.iter().enumerate().filter(|(_, it)| json.is_of(&it.kind));
    match suiting.next() {
        Some((_, first)) if first.key.is_some() => {}
        Some((index, _)) if suiting.all(|(_, other)| other.key.is_none()) => return ByType::One(index),
        Some(_) => {}
        None => return ByType::One(alternatives.len()),
    }
    ByType::ByKeys(ByKeys { alternatives, only: None, found: None })
}

/// Whether two keys of tests are the same. Most often they are one and the same.
#[inline]
fn is_same_key(left: &'static str, right: &'static str) -> bool {
    std::ptr::eq(left, right) || is_same(left.as_bytes(), right.as_bytes())
}

/// Which alternative a value in memory is.
pub(crate) fn of_value(alternatives: &'static [RawAlternative], value: &Value) -> usize {
    match (by_type(alternatives, JsonType::of(value)), value) {
        (ByType::One(index), _) => index,
        (ByType::ByKeys(keys), Value::Object(members)) => keys.of_members(members),
        (ByType::ByKeys(keys), _) => keys.finish(),
    }
}

impl ByKeys {
    /// Those of alternatives that one key tells apart.
    #[inline]
    pub(crate) fn told_by(only: &'static str, alternatives: &'static [RawAlternative]) -> Self {
        Self { alternatives, only: Some(only), found: None }
    }

    /// The alternatives that are objects.
    fn objects(&self) -> impl Iterator<Item = (usize, &'static RawAlternative)> + use<> {
        self.alternatives.iter().enumerate().filter(|(_, it)| JsonType::Object.is_of(&it.kind))
    }

    /// The key, if an alternative is told by it, so that its value is of interest.
    #[inline]
    pub(crate) fn asked(&self, key: &str) -> Option<&'static str> {
        let is_asked = |asked: &&'static str| is_same(asked.as_bytes(), key.as_bytes());
        match self.only {
            Some(only) => Some(only).filter(is_asked),
            None => self.alternatives.iter().filter_map(|it| it.key).find(is_asked),
        }
    }

    /// Notes a member of the object by its [`asked`](Self::asked) key; `value` is the text of a scalar. Whether no other member can say
    /// more.
    pub(crate) fn see(&mut self, key: &'static str, value: Option<&str>) -> bool {
        let is_key = |other: &'static str| is_same_key(other, key);
        let holds = |it: &RawAlternative| it.key.is_some_and(is_key) && it.holds(value);
        let holding = self.objects().find(|(_, it)| holds(it)).map(|(index, _)| index);
        if self.only.is_some() {
            self.found = holding;
            return true;
        }
        let Some(index) = holding else { return false };
        if self.found.is_none_or(|found| index < found) {
            self.found = Some(index);
        }
        // An earlier alternative that another key tells may be met yet.
        self.objects().take_while(|(at, _)| *at < index).all(|(_, it)| it.key.is_none_or(is_key))
    }

    /// The alternative that alone has a property of this name, where another key tells them apart.
    pub(crate) fn likely(&self, key: &str) -> Option<usize> {
        if is_same(self.only?.as_bytes(), key.as_bytes()) {
            return None;
        }
        let mut having = self.objects().filter(|(_, it)| match it.kind {
            RawKind::Model(table) => index_of(table(), key).is_some(),
            _ => false,
        });
        let (index, _) = having.next()?;
        having.next().is_none().then_some(index)
    }

    /// Whether what was read as an alternative is that one: its own value of the key that tells says so.
    pub(crate) fn confirm(&self, index: usize, item: ItemRef<'_>) -> bool {
        let (Some(only), ItemRef::Model(model)) = (self.only, item) else { return false };
        let value = index_of(model.table(), only).and_then(|at| model.value(at));
        let value = match &value {
            Some(ItemRef::Text(text)) => text.as_str(),
            Some(ItemRef::Enum(text)) => text,
            _ => return false,
        };
        let holding = self.objects().find(|(_, it)| it.key.is_some() && it.holds(Some(value)));
        holding.is_some_and(|(holding, _)| holding == index)
    }

    /// The alternative, after all members.
    pub(crate) fn finish(self) -> usize {
        let other = || self.objects().find(|(_, it)| it.key.is_none()).map(|(index, _)| index);
        self.found.or_else(other).unwrap_or(self.alternatives.len())
    }

    fn of_members(mut self, members: &Map<String, Value>) -> usize {
        let holds = |it: &RawAlternative| {
            it.key.and_then(|key| members.get(key)).is_some_and(|value| match value {
                Value::String(text) => it.holds(Some(text)),
                Value::Number(number) => it.holds(Some(&number.to_string())),
                Value::Bool(value) => it.holds(Some(if *value { "true" } else { "false" })),
                Value::Null | Value::Array(_) | Value::Object(_) => it.holds(None),
            })
        };
        self.found = self.objects().find(|(_, it)| holds(it)).map(|(index, _)| index);
        self.finish()
    }
}

impl RawAlternative {
    /// Whether there are scalars of its JSON type that it cannot hold: such a value is none of the alternatives.
    pub(crate) fn is_narrow(&self) -> bool {
        matches!(
            self.kind,
            RawKind::DateTime
                | RawKind::Date
                | RawKind::Integer
                | RawKind::Integer32
                | RawKind::Unsigned
                | RawKind::Number
                | RawKind::Enum(RawEnum { values: RawValues::Integers(_), .. })
        )
    }

    /// Whether it is a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_narrow() && !matches!(self.kind, RawKind::DateTime | RawKind::Date | RawKind::Number)
    }

    /// Whether the value of its key tells this alternative: any value, or one of those that it has.
    fn holds(&self, value: Option<&str>) -> bool {
        self.values.is_empty()
            || value
                .is_some_and(|value| self.values.iter().any(|it| is_same(it.as_bytes(), value.as_bytes())))
    }
}
