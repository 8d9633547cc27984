//! Reading of which models are read tolerantly: `tolerant`.

use super::{Reader, Value};
use crate::overlay::Tolerant;

impl Reader<'_> {
    pub(super) fn tolerant(&mut self, value: &Value<'_>) -> Tolerant {
        let location = self.at(value.span());
        match value.get_ref().as_bool() {
            Some(true) => return Tolerant::Every(location),
            Some(false) => return Tolerant::None,
            None => {}
        }
        if value.get_ref().as_array().is_none_or(|models| models.is_empty()) {
            let remedy = "write true for every model, or a list of models: [\"…\", \"…\"]";
            self.error(location, "expected `true` or a list of models", remedy);
            return Tolerant::None;
        }
        self.texts(value).map_or(Tolerant::None, Tolerant::Some)
    }
}
