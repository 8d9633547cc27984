//! `Serialize` of models and unions.

use std::cell::RefCell;

use serde_core::ser::{Error, Serialize, Serializer};

use crate::element::{self, Element};
use crate::json;
use crate::layout::fill_buffer;
use crate::path;
use crate::write::Item;

/// `Serialize` of a model or union. The path goes into the message, since a format's error has no other place for it.
pub fn serialize<M: Element, S: Serializer>(value: &M, serializer: S) -> Result<S::Ok, S::Error> {
    // What JSON cannot hold is written value by value, for the sake of its error.
    let serializer = match fill_buffer(serializer, |text| json::append(element::item(value), text)) {
        Ok(done) => return Ok(done),
        Err(serializer) => serializer,
    };
    let progress = RefCell::default();
    Item { item: element::item(value), progress: &progress }.serialize(serializer).map_err(|error| {
        let path = progress.borrow().path();
        if path.is_empty() || !path::has_text::<S::Error>() {
            error
        } else {
            path::if_told(S::Error::custom(format_args!("{path}: {error}")), &path, error)
        }
    })
}
