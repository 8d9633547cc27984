//! Reading some properties of a model from any format of serde: the others are skipped by the format.

use serde_core::de::{IgnoredAny, MapAccess};

use crate::field_set::FieldSet;
use crate::part::{PartMark, Taken};
use crate::read::ModelVisitor;
use crate::read_key::{Key, KeySeed};

impl ModelVisitor<'_, '_> {
    /// Reads what a mark says of a model.
    pub(crate) fn visit_part<'de, A: MapAccess<'de>>(
        mut self,
        mut members: A,
        mark: PartMark,
    ) -> Result<(), A::Error> {
        let part = mark.part();
        let table = self.model.table();
        let names = self.model.keys();
        let mut seen = FieldSet::default();
        let mut next = 0;
        while let Some(key) = members.next_key_seed(KeySeed { table, names, next })? {
            let taken = match &key {
                Key::Known(index) => part.property(*index),
                Key::Unknown(key) => part.other(key),
            };
            self.progress.scope.begin(taken);
            match key {
                Key::Known(index) => {
                    next = index + 1;
                    if taken != Taken::Nothing {
                        self.read_member(index, &mut seen, &mut members)?;
                    } else if let Err(error) = members.next_value::<IgnoredAny>() {
                        self.progress.at_key(table.fields.get(index).map_or("", |field| field.name));
                        return Err(error);
                    }
                }
                Key::Unknown(key) if taken == Taken::Nothing => {
                    members.next_value::<IgnoredAny>().inspect_err(|_| self.progress.at_key(&key))?;
                }
                Key::Unknown(key) => self.keep_member(&key, &mut members)?,
            }
            self.progress.scope.end(&mark);
        }
        self.model.extra().mark(mark);
        Ok(())
    }
}
