//! The walk through a record, beside the plan: nothing of the record is kept but counts.

mod key;
mod present;
mod shape;
mod union;
mod value;
mod walker;

use serde::de::DeserializeSeed;
use serde_json::Deserializer;
use spectable_build::schema::Direction;

use self::{
    value::Value,
    walker::{message_of, offset_of},
};
use crate::{plan::Kind, slot::SlotId};

pub(crate) use self::value::LONG_VALUE;
pub(crate) use self::walker::Walker;

impl Walker<'_, '_, '_> {
    /// Walks through a text that is one record, or a list of records; it begins at this byte of the chunk.
    pub(crate) fn record(&mut self, text: &[u8], at: usize, slot: SlotId) {
        self.base = Some(self.chunk.bytes.as_ptr() as usize);
        self.at = at;
        self.direction = None;
        if let Err(error) = self.walk(text, slot) {
            let (offset, message) = match self.fault.take() {
                Some((at, message)) => (at, message),
                None => (at + offset_of(&error, text), message_of(&error)),
            };
            let chunk = self.chunk;
            self.tally.faults.add(chunk.start, || chunk.place(offset), || message);
        }
    }

    /// Walks through a text that is not as it is in the chunk, and stands at this byte.
    pub(crate) fn decoded(&mut self, text: &[u8], at: usize, slot: SlotId, direction: Direction) {
        self.base = None;
        self.at = at;
        self.direction = Some(direction);
        if let Err(error) = self.walk(text, slot) {
            let message = match self.fault.take() {
                Some((_, message)) => message,
                None => message_of(&error),
            };
            let chunk = self.chunk;
            let message = || format!("the body is not JSON: {message}");
            self.tally.faults.add(chunk.start, || chunk.place(at), message);
        }
    }

    fn walk(&mut self, text: &[u8], slot: SlotId) -> Result<(), serde_json::Error> {
        self.depth = 0;
        self.of_union = None;
        self.fault = None;
        let mut json = Deserializer::from_slice(text);
        let is_model = matches!(self.plan.slots.get(slot).map(|it| it.kind), Some(Kind::Model(_)));
        Value { walker: self, slot, each: is_model }.deserialize(&mut json)?;
        json.end()
    }
}
