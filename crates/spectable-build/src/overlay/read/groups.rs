//! Reading of Cargo features and their models: `[groups]`.

use super::{Reader, Value};
use crate::overlay::Overlay;

impl Reader<'_> {
    pub(super) fn groups(&mut self, value: &Value<'_>, overlay: &mut Overlay) {
        let Some(groups) = value.get_ref().as_table() else {
            let location = self.at(value.span());
            self.error(
                location,
                "`groups` is not a table",
                "write `[groups]`, and a line `name = [\"Model\"]` for each",
            );
            return;
        };
        for (name, roots) in groups {
            if let Some(roots) = self.texts(roots) {
                overlay.groups.insert(name.get_ref().to_string(), roots);
            }
        }
    }
}
