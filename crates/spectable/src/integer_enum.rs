//! Open enums of integers: the documented values, and any other integer as it was received.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde_core::{Deserializer, Serializer};

use crate::path::Progress;
use crate::read_leaf::Leaf as _;
use crate::table::plain;

/// An enum of integers that keeps values it does not know; made by [`integer_enum!`](crate::integer_enum).
pub trait IntegerEnum: Copy + Send + Sync + 'static {
    /// The Rust names of the enum and of its documented values, with white space between them.
    #[doc(hidden)]
    const IDENTS: &'static str;

    /// The documented values as they are in JSON, in documented order.
    const VALUES: &'static [i64];

    /// The value of this number: a documented one where there is one, else unrecognized.
    fn from_number(number: i64) -> Self;

    /// The number in JSON.
    fn number(&self) -> &i64;
}

/// `Hash`: by the number, as `Eq`.
pub fn hash<E: IntegerEnum, H: Hasher>(value: &E, state: &mut H) {
    value.number().hash(state);
}

/// `Display`.
pub fn display<E: IntegerEnum>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Display::fmt(value.number(), f)
}

/// `Debug`: the name of the value, as a derive would print it; of two that have one number, the first.
pub fn debug<E: IntegerEnum>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut documented = E::VALUES.iter().zip(E::IDENTS.split_whitespace().skip(1));
    match documented.find(|(number, _)| *number == value.number()) {
        Some((_, ident)) => f.write_str(plain(ident)),
        None => f.debug_tuple("Unrecognized").field(value.number()).finish(),
    }
}

/// `Serialize`.
pub fn serialize<E: IntegerEnum, S: Serializer>(value: &E, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(*value.number())
}

/// `Deserialize`.
pub fn deserialize<'de, E: IntegerEnum, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let progress = Progress::default();
    i64::read(deserializer, &progress).map(E::from_number)
}
