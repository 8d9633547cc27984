//! What is done with the slot of a property, by its kind.
//!
//! A function that takes a [`SlotMut`] asks for its kind again. Compilers make one jump of both questions only where they copy all that is done for any kind
//! to each of them. So what is done with each kind of slot is a function of its own.

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::cursor::BoxSlot;
use crate::containers::{EnumSlot, IntegerEnumSlot, ListSlot, MapSlot};
use crate::leaves::leaves;
use crate::slots::SlotMut;
use crate::union::UnionSlot;

/// Makes an `R` of one kind of slot.
pub(crate) trait With<S, R> {
    fn go_on(self, slot: S) -> R;
}

/// Gives the slot back.
pub(super) struct Itself;

macro_rules! by_kind {
    ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
        by_kind! { with
            $($kind: Option<$ty>;)*
            Enum: (dyn EnumSlot + 's);
            IntegerEnum: (dyn IntegerEnumSlot + 's);
            List: (dyn ListSlot + 's);
            Map: (dyn MapSlot + 's);
            Union: (dyn UnionSlot + 's);
        }
    };
    (with $($kind:ident: $slot:ty;)*) => {
        /// Makes an `R` of each kind of slot.
        pub(crate) trait WithSlot<'s, R>: With<BoxSlot<'s>, R> $(+ With<&'s mut $slot, R>)* {}

        impl<'s, R, W: With<BoxSlot<'s>, R> $(+ With<&'s mut $slot, R>)*> WithSlot<'s, R> for W {}

        $(
            impl<'s> With<&'s mut $slot, SlotMut<'s>> for Itself {
                #[inline(always)]
                fn go_on(self, slot: &'s mut $slot) -> SlotMut<'s> {
                    SlotMut::$kind(slot)
                }
            }
        )*
    };
}
leaves!(by_kind);

impl<'s> With<BoxSlot<'s>, SlotMut<'s>> for Itself {
    #[inline(always)]
    fn go_on(self, slot: BoxSlot<'s>) -> SlotMut<'s> {
        SlotMut::Model(slot)
    }
}
