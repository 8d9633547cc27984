//! What all open enums do alike, by the text on the wire; `open_enum!` calls it.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde_core::{Deserializer, Serializer};

use crate::open_enum::OpenEnum;
use crate::path::Progress;
use crate::read_leaf;
use crate::table::plain;

/// `Clone`: by the text, as everything else. A derive would cost every user time to compile, and a user's macro could take its place.
pub fn clone<E: OpenEnum>(value: &E) -> E {
    E::from_text(value.as_ref())
}

/// `PartialEq`.
pub fn eq<E: OpenEnum>(a: &E, b: &E) -> bool {
    a.as_ref() == b.as_ref()
}

/// `PartialOrd`.
pub fn partial_cmp<E: OpenEnum>(a: &E, b: &E) -> Option<Ordering> {
    Some(cmp(a, b))
}

/// `Ord`.
pub fn cmp<E: OpenEnum>(a: &E, b: &E) -> Ordering {
    a.as_ref().cmp(b.as_ref())
}

/// `Hash`.
pub fn hash<E: OpenEnum, H: Hasher>(value: &E, state: &mut H) {
    value.as_ref().hash(state);
}

/// `Display`.
pub fn display<E: OpenEnum>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.pad(value.as_ref())
}

/// `Debug`: the name of the value, as a derive would print it; of two that have one text, the first.
pub fn debug<E: OpenEnum>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut documented = E::VALUES.iter().zip(E::IDENTS.split_whitespace().skip(1));
    match documented.find(|(text, _)| **text == value.as_ref()) {
        Some((_, ident)) => f.write_str(plain(ident)),
        None => f.debug_tuple("Unrecognized").field(&value.as_ref()).finish(),
    }
}

/// `From<&str>`.
pub fn from_str<E: OpenEnum>(text: &str) -> E {
    E::from_text(text)
}

/// `From<String>`.
pub fn from_string<E: OpenEnum>(text: String) -> E {
    E::from_text(&text)
}

/// `FromStr`.
pub fn parse<E: OpenEnum>(text: &str) -> Result<E, Infallible> {
    Ok(E::from_text(text))
}

/// `Serialize`.
pub fn serialize<E: OpenEnum, S: Serializer>(value: &E, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.as_ref())
}

/// `Deserialize`.
pub fn deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    let progress = Progress::default();
    read_leaf::with_text(deserializer, &progress, E::from_text)
}
