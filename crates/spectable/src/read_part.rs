//! Reading some properties of a model from any format of serde: the others are skipped by the format.

use std::fmt;

use serde_core::de::{IgnoredAny, MapAccess, Visitor};

use crate::field_set::FieldSet;
use crate::part::Choice;
use crate::read::ModelVisitor;
use crate::read_key::{Key, KeySeed};

/// Reads what the scope says of a model.
pub(crate) struct PartVisitor<'a, 'p>(pub(crate) ModelVisitor<'a, 'p>);

impl<'de> Visitor<'de> for PartVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut visitor = self.0;
        let Some(mark) = visitor.progress.scope.here() else { return Ok(()) };
        let Some(part) = mark.part() else { return Ok(()) };
        let table = visitor.model.table();
        let names = visitor.model.keys();
        let mut seen = FieldSet::default();
        let mut next = 0;
        while let Some(key) = members.next_key_seed(KeySeed { table, names, next })? {
            let choice = match &key {
                Key::Known(index) => part.property(*index),
                Key::Unknown(key) => part.other(key),
            };
            visitor.progress.scope.begin(choice);
            match key {
                Key::Known(index) => {
                    next = index + 1;
                    if choice != Choice::Skip {
                        visitor.read_member(index, &mut seen, &mut members)?;
                    } else if let Err(error) = members.next_value::<IgnoredAny>() {
                        visitor.progress.at_key(table.fields.get(index).map_or("", |field| field.name));
                        return Err(error);
                    }
                }
                Key::Unknown(key) if choice == Choice::Skip => {
                    members.next_value::<IgnoredAny>().inspect_err(|_| visitor.progress.at_key(&key))?;
                }
                Key::Unknown(key) => visitor.keep_member(&key, &mut members)?,
            }
            visitor.progress.scope.end(&mark);
        }
        visitor.model.extra().mark(mark);
        Ok(())
    }
}
