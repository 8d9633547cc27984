//! Reading from any format of serde as a [`Reader`](crate::Reader) says.

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer};

use crate::element::Element;
use crate::path::Progress;
use crate::read;

/// Reads one document.
pub(crate) struct Seed<T> {
    tolerant: bool,
    of: PhantomData<fn() -> T>,
}

impl<T> Seed<T> {
    pub(crate) fn new(tolerant: bool) -> Self {
        Self { tolerant, of: PhantomData }
    }
}

impl<'de, T: Element> DeserializeSeed<'de> for Seed<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        read::with_path(deserializer, Progress::tolerating(self.tolerant))
    }
}
