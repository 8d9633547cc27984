//! A value in a slot.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::{
    key::{Find, Found, Key, Locate},
    present::Present,
    shape::{Seen, Shape},
    union::alternative,
    walker::{DEEPEST, TOO_DEEP, Walker, message_of, offset_of},
};
use crate::{
    form::Form,
    kinds::Came,
    looks,
    plan::{Kind, ModelPlan},
    slot::SlotId,
};

/// Reads a value, and counts it in its slot.
pub(super) struct Value<'w, 'p, 't, 'c> {
    pub(super) walker: &'w mut Walker<'p, 't, 'c>,
    pub(super) slot: SlotId,
    /// It is a whole record, and a list of it is one of records.
    pub(super) each: bool,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        match self.kind() {
            Kind::Any => {
                self.count();
                deserializer.deserialize_ignored_any(IgnoredAny).map(drop)
            }
            Kind::Union(union) => read_union(self, union, deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl Value<'_, '_, '_, '_> {
    #[inline]
    fn kind(&self) -> Kind {
        self.walker.plan.slots.get(self.slot).map_or(Kind::Any, |slot| slot.kind)
    }

    /// Counts that there is a value; a whole record is counted too.
    #[inline]
    pub(super) fn count(&mut self) {
        if let Some(slot) = self.walker.tally.slots.get_mut(self.slot) {
            slot.seen += 1;
        }
    }

    /// Counts a value that is not of the documented kind.
    #[cold]
    pub(super) fn wrong(self, came: Came) {
        let (chunk, at) = (self.walker.chunk, self.walker.at);
        if let Some(slot) = self.walker.tally.slots.get_mut(self.slot) {
            slot.detail().came(came).add(|| chunk.place(at));
        }
    }

    /// Counts how a date or a date-time is written.
    fn form(self, form: Form) {
        let walker = self.walker;
        let (chunk, at) = (walker.chunk, walker.at);
        if let Some(slot) = walker.tally.slots.get_mut(self.slot) {
            slot.detail().form(form).add(|| chunk.place(at));
        }
    }

    /// Counts a value of an enum that is not documented.
    #[cold]
    fn unknown(self, text: &str) {
        let (chunk, at) = (self.walker.chunk, self.walker.at);
        let Some(slot) = self.walker.tally.slots.get_mut(self.slot) else { return };
        let detail = slot.detail();
        detail.unknown.add(|| chunk.place(at));
        // What is longer is not a value of an enum, and must not take the memory.
        let long;
        let text = if text.len() <= LONGEST_VALUE && !text.starts_with(LONG_VALUE) {
            text
        } else {
            long = format!("{LONG_VALUE}{}", looks::text_shape(text.chars().count()));
            &long
        };
        if let Some(value) = detail.values().of(text) {
            value.hits.add(|| chunk.place(at));
        }
    }

    fn whole(self, number: i128) {
        let fits = match self.kind() {
            Kind::Integer => i64::try_from(number).is_ok(),
            Kind::Integer32 => i32::try_from(number).is_ok(),
            Kind::Unsigned => u64::try_from(number).is_ok(),
            Kind::Number => return,
            Kind::DateTime | Kind::Date => return self.form(Form::of_number(number)),
            Kind::Enum(at) => {
                match self.walker.plan.enums.get(at) {
                    Some(it) if it.integers => {
                        let text = number.to_string();
                        if !it.keys.has(&text) {
                            self.unknown(&text);
                        }
                    }
                    _ => self.wrong(Came::Whole),
                }
                return;
            }
            _ => return self.wrong(Came::Whole),
        };
        if !fits {
            self.wrong(Came::Wide);
        }
    }
}

/// A longer value of an enum is kept by its shape alone.
const LONGEST_VALUE: usize = 64;
/// What the shape of a long value begins with. A value that itself begins like this is kept by its shape, however long it is.
pub(crate) const LONG_VALUE: &str = "\0";

impl<'de> Visitor<'de> for Value<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(mut self, _: bool) -> Result<(), E> {
        self.count();
        if self.kind() != Kind::Boolean {
            self.wrong(Came::Boolean);
        }
        Ok(())
    }

    fn visit_i64<E: Error>(mut self, number: i64) -> Result<(), E> {
        self.count();
        self.whole(number.into());
        Ok(())
    }

    fn visit_u64<E: Error>(mut self, number: u64) -> Result<(), E> {
        self.count();
        self.whole(number.into());
        Ok(())
    }

    fn visit_f64<E: Error>(mut self, number: f64) -> Result<(), E> {
        self.count();
        match self.kind() {
            Kind::Number => {}
            // Whole numbers may be spelled `1.0`, and those that no integer holds are floats here.
            Kind::Integer | Kind::Integer32 | Kind::Unsigned | Kind::Enum(_) if number.fract() == 0.0 => {
                if number.abs() < 1e18 {
                    self.whole(number as i128);
                } else {
                    self.wrong(Came::Wide);
                }
            }
            _ => self.wrong(Came::Fraction),
        }
        Ok(())
    }

    fn visit_str<E: Error>(mut self, text: &str) -> Result<(), E> {
        self.count();
        match self.kind() {
            Kind::Text => {}
            Kind::DateTime | Kind::Date => self.form(Form::of(text)),
            Kind::Enum(at) => match self.walker.plan.enums.get(at) {
                Some(it) if !it.integers => {
                    if !it.keys.has(text) {
                        self.unknown(text);
                    }
                }
                _ => self.wrong(Came::Text),
            },
            _ => self.wrong(Came::Text),
        }
        Ok(())
    }

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.count();
        let (chunk, at) = (self.walker.chunk, self.walker.at);
        if let Some(slot) = self.walker.tally.slots.get_mut(self.slot) {
            slot.detail().nulls.add(|| chunk.place(at));
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { walker, slot, each } = self;
        walker.depth += 1;
        if walker.depth > DEEPEST {
            return Err(A::Error::custom(TOO_DEEP));
        }
        let kind = Value { walker, slot, each }.kind();
        match kind {
            Kind::List(item) => {
                Value { walker, slot, each }.count();
                while list.next_element_seed(Value { walker, slot: item, each: false })?.is_some() {}
            }
            _ if each => while list.next_element_seed(Value { walker, slot, each: false })?.is_some() {},
            _ => {
                let mut value = Value { walker, slot, each };
                value.count();
                value.wrong(Came::List);
                while list.next_element::<IgnoredAny>()?.is_some() {}
            }
        }
        walker.depth -= 1;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.count();
        let kind = self.kind();
        let walker = self.walker;
        walker.depth += 1;
        if walker.depth > DEEPEST {
            return Err(A::Error::custom(TOO_DEEP));
        }
        match kind {
            Kind::Model(model) => read_object(walker, model, map)?,
            Kind::Map(item) => {
                while let Some(Key) = map.next_key_seed(Locate(walker))? {
                    map.next_value_seed(Value { walker, slot: item, each: false })?;
                }
            }
            _ => {
                Value { walker, slot: self.slot, each: false }.wrong(Came::Object);
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            }
        }
        walker.depth -= 1;
        Ok(())
    }
}

/// Reads a value of a union: its text first, since what tells the alternative may come last in it.
fn read_union<'de, D: Deserializer<'de>>(
    mut value: Value<'_, '_, '_, '_>,
    number: usize,
    deserializer: D,
) -> Result<(), D::Error> {
    let raw = <&RawValue>::deserialize(deserializer)?.get();
    value.count();
    let walker = value.walker;
    let key = walker.at;
    walker.locate(raw);
    let start = std::mem::replace(&mut walker.at, key);
    let Some(union) = walker.plan.unions.get(number) else { return Ok(()) };
    if raw == "null" {
        let (chunk, at) = (walker.chunk, walker.at);
        if let Some(slot) = walker.tally.slots.get_mut(value.slot) {
            slot.detail().nulls.add(|| chunk.place(at));
        }
        return Ok(());
    }
    let result = match alternative(walker.plan, union, raw) {
        Ok(Some(slot)) => {
            walker.of_union = Some(number);
            let mut json = serde_json::Deserializer::from_str(raw);
            Value { walker, slot, each: false }.deserialize(&mut json)
        }
        Ok(None) => {
            let (chunk, at) = (walker.chunk, walker.at);
            if let Some(slot) = walker.tally.slots.get_mut(value.slot) {
                slot.detail().none.add(|| chunk.place(at));
            }
            Ok(())
        }
        Err(error) => Err(error),
    };
    walker.of_union = None;
    result.map_err(|error| {
        let at = start + offset_of(&error, raw.as_bytes());
        walker.fault.get_or_insert_with(|| (at, message_of(&error)));
        D::Error::custom("a part of the record is wrong")
    })
}

/// Reads the members of an object.
fn read_object<'de, 'p, A: MapAccess<'de>>(
    walker: &mut Walker<'p, '_, '_>,
    number: usize,
    mut map: A,
) -> Result<(), A::Error> {
    let Some(model) = walker.plan.models.get(number) else {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        return Ok(());
    };
    let of_union = walker.of_union.take();
    let start = walker.at;
    let mut present = Present::new(model.properties.len());
    let mut guess = 0;
    while let Some(found) = map.next_key_seed(Find { walker, model, guess: &mut guess })? {
        match found {
            Found::Property(at) => {
                let Some(property) = model.properties.get(at) else { continue };
                if present.note(at) {
                    twice(walker, property.slot);
                }
                map.next_value_seed(Value { walker, slot: property.slot, each: false })?;
            }
            Found::Unknown(key) => {
                if let Some((at, slot)) = model.additional {
                    present.note(at);
                    map.next_value_seed(Value { walker, slot, each: false })?;
                    continue;
                }
                let at = walker.at;
                let shape = map.next_value_seed(Shape)?;
                if !is_tag(walker, of_union, &key) {
                    unknown(walker, number, &key, at, shape);
                }
            }
        }
    }
    finish(walker, number, model, &mut present, start);
    Ok(())
}

/// Counts the object, and what it lacks.
fn finish(
    walker: &mut Walker<'_, '_, '_>,
    number: usize,
    model: &ModelPlan,
    present: &mut Present,
    start: usize,
) {
    if let Some(tally) = walker.tally.models.get_mut(number) {
        tally.objects += 1;
    }
    if let Some((at, _)) = model.additional
        && present.words().get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
        && let Some(property) = model.properties.get(at)
        && let Some(slot) = walker.tally.slots.get_mut(property.slot)
    {
        slot.seen += 1;
    }
    let direction = walker.direction;
    for (at, (required, present)) in model.required(direction).iter().zip(present.words()).enumerate() {
        let mut missing = required & !*present;
        while missing != 0 {
            let property = at * 64 + missing.trailing_zeros() as usize;
            missing &= missing - 1;
            let slot = model.properties.get(property).map(|it| it.slot);
            let chunk = walker.chunk;
            if let Some(tally) = slot.and_then(|slot| walker.tally.slots.get_mut(slot)) {
                tally.detail().missing.add(|| chunk.place(start));
            }
        }
    }
}

#[cold]
fn twice(walker: &mut Walker<'_, '_, '_>, slot: usize) {
    let (chunk, at) = (walker.chunk, walker.at);
    if let Some(tally) = walker.tally.slots.get_mut(slot) {
        tally.detail().twice.add(|| chunk.place(at));
    }
}

/// Whether the key is the one that tells the alternatives of a union apart, which says that there is such a key.
fn is_tag(walker: &Walker<'_, '_, '_>, of_union: Option<usize>, key: &str) -> bool {
    let union = of_union.and_then(|union| walker.plan.unions.get(union));
    union.is_some_and(|it| {
        it.alternatives.iter().any(|it| it.test.as_ref().is_some_and(|(own, _)| own == key))
    })
}

fn unknown(walker: &mut Walker<'_, '_, '_>, model: usize, key: &str, at: usize, shape: Seen) {
    let chunk = walker.chunk;
    let Some(tally) = walker.tally.models.get_mut(model) else { return };
    let unknown = tally.unknown();
    unknown.all.add(|| chunk.place(at));
    let tally = if looks::is_name(key) { unknown.names.of(key) } else { Some(&mut unknown.data) };
    if let Some(tally) = tally {
        tally.hits.add(|| chunk.place(at));
        tally.kinds.add(shape.kinds);
        tally.items.add(shape.items);
    }
}
