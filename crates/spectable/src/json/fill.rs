//! Filling the slot of a property with the value that comes in JSON text, by its kind.

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::reader::{Reader, Result};
use crate::containers::{EnumSlot, IntegerEnumSlot, ListSlot, MapSlot};
use crate::layout::{BoxSlot, With};
use crate::union::UnionSlot;

/// Fills a slot with the value that comes.
pub(super) struct Filled<'r, 'a>(pub(super) &'r mut Reader<'a>);

macro_rules! with {
    ($($slot:ty: |$reader:ident, $it:ident| $fill:expr;)*) => {$(
        impl With<$slot, Result<()>> for Filled<'_, '_> {
            #[inline]
            fn go_on(self, $it: $slot) -> Result<()> {
                let $reader = self.0;
                $fill;
                Ok(())
            }
        }
    )*};
}

with! {
    &mut Option<String>: |reader, slot| *slot = Some(reader.owned_string()?);
    &mut Option<i64>: |reader, slot| *slot = Some(reader.integer()?);
    &mut Option<i32>: |reader, slot| *slot = Some(reader.integer()?);
    &mut Option<u64>: |reader, slot| *slot = Some(reader.integer()?);
    &mut Option<f64>: |reader, slot| *slot = Some(reader.float()?);
    &mut Option<bool>: |reader, slot| *slot = Some(reader.boolean()?);
    &mut Option<OffsetDateTime>: |reader, slot| *slot = Some(reader.date_time()?);
    &mut Option<Date>: |reader, slot| *slot = Some(reader.date()?);
    &mut Option<Value>: |reader, slot| *slot = Some(reader.value()?);
    &mut (dyn EnumSlot + '_): |reader, slot| slot.put(&reader.string("a string")?);
    &mut (dyn IntegerEnumSlot + '_): |reader, slot| slot.put(reader.integer()?);
    BoxSlot<'_>: |reader, slot| reader.model(slot.open())?;
    &mut (dyn ListSlot + '_): |reader, slot| reader.list(slot.open(0))?;
    &mut (dyn MapSlot + '_): |reader, slot| reader.map(slot.open())?;
    &mut (dyn UnionSlot + '_): |reader, slot| reader.union(slot.open())?;
}
