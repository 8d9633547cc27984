//! Reading from any format of serde as a [`Reader`](crate::Reader) says.

use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error};

use crate::element::Element;
use crate::error::Error as Refusal;
use crate::path::Progress;
use crate::read;

/// Reads one document.
pub(crate) struct Seed<T> {
    progress: Result<Progress, Refusal>,
    of: PhantomData<fn() -> T>,
}

impl<T> Seed<T> {
    pub(crate) fn new(progress: Result<Progress, Refusal>) -> Self {
        Self { progress, of: PhantomData }
    }
}

impl<'de, T: Element> DeserializeSeed<'de> for Seed<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        read::with_path(deserializer, self.progress.map_err(D::Error::custom)?)
    }
}
