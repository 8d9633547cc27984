//! What the field of a model may be, and how its setter takes a value.

use std::collections::BTreeMap;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::Model;
use crate::element::{self, Element};
use crate::leaves::leaves;
use crate::table::RawKind;

/// What the field of a model may be: a leaf, an open enum, a union, a list, a map, or a model in a `Box`.
///
/// # Safety
/// [`KIND`](Property::KIND) must be the kind that the table of `RawKind` gives for `Self`, and its functions and layout those of `Self`:
/// a field `Option<Self>` is read and written as that type. It must never be implemented for an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a property of a model",
    label = "not a kind of property",
    note = "a property is a String, i32, i64, u64, f64, bool, OffsetDateTime, Date, serde_json::Value, an `open_enum!`, an `integer_enum!`, a `union!`, a Vec<T>, a BTreeMap<String, T> or a Box<Model>",
    note = "a model is in a Box here (`Box<Model>`), and there is no `Option`: every property is optional by itself"
)]
pub unsafe trait Property: Sized + Send + Sync + 'static {
    /// How its setter takes a value: `AsIs` or `Converted`.
    type Taken;
    /// What it is.
    const KIND: RawKind;
}

macro_rules! properties {
    ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {$(
        // SAFETY: the slot of this kind is cast to `Option` of this very type, by the same list.
        unsafe impl Property for $ty {
            type Taken = $taken;
            const KIND: RawKind = RawKind::$kind;
        }
    )*};
}
leaves!(properties);

// SAFETY: an `Option<Box<M>>` is a nullable pointer to an `M` (documented by `std::option` and `std::boxed`), and
// `M::raw_table` gives the table of `M`.
unsafe impl<M: Model> Property for Box<M> {
    type Taken = Converted;
    const KIND: RawKind = RawKind::Model(M::raw_table);
}

// SAFETY: the kind of a list carries a function that casts to `Option<Vec<T>>` for this `T`.
unsafe impl<T: Element> Property for Vec<T> {
    type Taken = Converted;
    const KIND: RawKind = element::kind::<Self>();
}

// SAFETY: the kind of a map carries a function that casts to `Option<BTreeMap<String, T>>` for this `T`.
unsafe impl<T: Element> Property for BTreeMap<String, T> {
    type Taken = Converted;
    const KIND: RawKind = element::kind::<Self>();
}

/// How the setter of a property takes its value: as it is. See [`Property::Taken`].
#[doc(hidden)]
#[derive(Debug)]
pub enum AsIs {}

/// How the setter of a property takes its value: by `Into`. See [`Property::Taken`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Converted {}
