//! Reading some properties of a model: the others are skipped.

use serde_json::Value;

use super::reader::{Reader, Result};
use super::value_reader::{self, ValueReader, drop_all};
use crate::field_set::FieldSet;
use crate::layout::ModelMut;
use crate::part::{PartMark, PartOfModel, Taken};
use crate::table::RawTable;

impl Reader<'_> {
    /// Reads what a mark says of a model.
    #[inline(never)]
    pub(super) fn model_in_part(&mut self, mut model: ModelMut<'_>, mark: PartMark) -> Result<()> {
        let part = mark.part();
        let table = model.table();
        self.open(b'{', || format!("an object ({})", table.name).into())?;
        if table.is_tolerant() {
            self.progress.begin_tolerance();
        }
        let names = model.keys();
        let mut seen = FieldSet::default();
        let mut next = 0;
        let mut more = self.text.peek() != Some(b'}');
        while more {
            if self.text.peek() != Some(b'"') {
                return Err(self.text.unexpected("a key in quotes"));
            }
            if names.are_plain() {
                let (count, is_behind) = self.skip_run(part, table, next)?;
                next += count;
                if is_behind {
                    more = self.more(b'}')?;
                    continue;
                }
            }
            let key_at = self.text.at();
            let expected = table.fields.get(next).filter(|_| names.are_plain());
            if expected.is_some_and(|field| self.text.skip_string(field.name)) {
                self.colon()?;
                self.member_in_part(&mut model, next, part.property(next), &mut seen, key_at)?;
                next += 1;
            } else {
                let key = self.text.string()?;
                self.colon()?;
                match names.find_apart(table, &key) {
                    Some(index) => {
                        self.member_in_part(&mut model, index, part.property(index), &mut seen, key_at)?;
                        next = index + 1;
                    }
                    None => match part.other(&key) {
                        Taken::Nothing => self.skip_member(&key)?,
                        taken => {
                            self.progress.scope.begin(taken);
                            self.keep(&mut model, &key, key_at)?;
                        }
                    },
                }
            }
            self.progress.scope.end(&mark);
            more = self.more(b'}')?;
        }
        if table.is_tolerant() {
            self.progress.end_tolerance();
        }
        self.close();
        model.extra().mark(mark);
        Ok(())
    }

    #[inline]
    fn member_in_part(
        &mut self,
        model: &mut ModelMut<'_>,
        index: usize,
        taken: Taken,
        seen: &mut FieldSet,
        key_at: usize,
    ) -> Result<()> {
        if taken == Taken::Nothing {
            return self.skip_member(model.table().fields.get(index).map_or("", |field| field.name));
        }
        self.progress.scope.begin(taken);
        self.member::<false>(model, index, seen, key_at)
    }

    /// Passes over the properties that come as they are documented and are skipped; see [`Text::skip_members`](super::text::Text::skip_members).
    #[inline]
    fn skip_run(&mut self, part: &PartOfModel, table: &RawTable, next: usize) -> Result<(usize, bool)> {
        let choices = part.properties.get(next..).unwrap_or_default();
        let fields = table.fields.get(next..).unwrap_or_default();
        let skipped = fields.iter().zip(choices).take_while(|(_, taken)| **taken == Taken::Nothing);
        self.text.skip_members(skipped.map(|(field, _)| field)).map_err(|(name, failure)| {
            self.progress.at_key(name);
            failure
        })
    }

    #[inline]
    fn skip_member(&mut self, key: &str) -> Result<()> {
        self.text.skip_quickly().inspect_err(|_| self.progress.at_key(key))
    }
}

impl ValueReader {
    /// Reads what a mark says of a model.
    #[inline(never)]
    pub(super) fn model_in_part(
        &mut self,
        mut model: ModelMut<'_>,
        value: Value,
        mark: PartMark,
    ) -> value_reader::Result<()> {
        let part = mark.part();
        let table = model.table();
        let Value::Object(members) = value else {
            return Err(value_reader::wrong_kind(value, &format!("an object ({})", table.name)));
        };
        let mut members = self.enter(members)?;
        if table.is_tolerant() {
            self.progress.begin_tolerance();
        }
        let names = model.keys();
        let mut seen = FieldSet::default();
        while let Some((key, value)) = members.next() {
            let known = names.find_apart(table, &key).filter(|&index| seen.insert(index));
            let taken = match known {
                Some(index) => part.property(index),
                None => part.other(&key),
            };
            if taken == Taken::Nothing {
                // It may be nested to any depth.
                drop_all([value].into_iter());
                continue;
            }
            self.progress.scope.begin(taken);
            let result = self.member(&mut model, known, &key, value);
            self.progress.scope.end(&mark);
            if result.is_err() {
                self.progress.at_key(&key);
                drop_all(members.map(|(_, value)| value));
                return result;
            }
        }
        if table.is_tolerant() {
            self.progress.end_tolerance();
        }
        self.progress.leave();
        model.extra().mark(mark);
        Ok(())
    }
}
