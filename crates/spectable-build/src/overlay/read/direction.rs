//! Reading of where models travel: `[[direction]]`.

use super::{Entry, Reader};
use crate::documented::Direction;
use crate::overlay::DirectionEntry;

impl Reader<'_> {
    pub(super) fn direction(&mut self, entry: &Entry<'_, '_>) -> Option<DirectionEntry> {
        self.only(entry, &["model", "is", "reason"]);
        let (model, is) = (self.required(entry, "model"), self.required(entry, "is"));
        let is = match is?.as_str() {
            "request" => Direction::Request,
            "response" => Direction::Response,
            "both" => Direction::Both,
            _ => {
                let remedy = "expected \"request\", \"response\" or \"both\"";
                self.error(entry.location, "no such direction", remedy);
                return None;
            }
        };
        let reason = self.required(entry, "reason")?;
        Some(DirectionEntry { model: model?, is, reason, location: entry.location })
    }
}
