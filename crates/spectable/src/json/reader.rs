//! Reading JSON text by the table: what [`crate::read`] does for every format, without a format in between.
//!
//! serde hands over one value at a time and so looks at each twice: what kind of token it is, and what the property wants.
//! Here the property says what to expect, keys are compared with the text in place, and the text is known to be
//! UTF-8 before the first string is read.

use std::borrow::Cow;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::exactness::Exactness;
use super::text::{Failure, Text};
use crate::containers::{AnyOption, EnumSlot, IntegerEnumSlot, List, ListSlot, Map, MapSlot};
use crate::decimal::{self, Whole};
use crate::depth::TooDeep;
use crate::error::ErrorKind;
use crate::field_set::FieldSet;
use crate::layout::{BoxSlot, ModelMut, With};
use crate::path::{Progress, excerpt};
use crate::slots::ItemMut;
use crate::table::RawField;
use crate::timestamp;
use crate::union::UnionSlot;

pub(super) type Result<T> = std::result::Result<T, Failure>;

/// What is wrong with a number that is too large.
pub(super) const NOT_A_FLOAT: &str = "does not fit a 64-bit float";

pub(super) struct Reader<'a> {
    pub(super) text: Text<'a>,
    pub(super) progress: Progress,
    /// How exact the value of the unknown key is that is being read.
    pub(super) exactness: Exactness,
    /// Whether an object was taken for an alternative of a union that it is not.
    pub(super) has_guessed_wrong: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, progress: Progress) -> Self {
        Self { text: Text::new(text), progress, exactness: Exactness::Required, has_guessed_wrong: false }
    }

    /// Reads the one value of the text.
    pub(super) fn document(&mut self, item: ItemMut<'_>) -> Result<()> {
        self.item(item)?;
        self.text.end()
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    pub(super) fn item(&mut self, item: ItemMut<'_>) -> Result<()> {
        match item {
            ItemMut::Text(item) => *item = self.owned_string()?,
            ItemMut::Integer(item) => *item = self.integer()?,
            ItemMut::Integer32(item) => *item = self.integer()?,
            ItemMut::Unsigned(item) => *item = self.integer()?,
            ItemMut::Number(item) => *item = self.float()?,
            ItemMut::Boolean(item) => *item = self.boolean()?,
            ItemMut::DateTime(item) => *item = self.date_time()?,
            ItemMut::Date(item) => *item = self.date()?,
            ItemMut::Any(item) => *item = self.value()?,
            ItemMut::Enum(item) => item.put(&self.string("a string")?),
            ItemMut::IntegerEnum(item) => item.put(self.integer()?),
            ItemMut::Model(model) => self.model(model)?,
            ItemMut::List(list) => self.list(list)?,
            ItemMut::Map(map) => self.map(map)?,
            ItemMut::Union(union) => self.union(union)?,
            ItemMut::Option(option) => self.option(option)?,
        }
        Ok(())
    }

    fn option(&mut self, option: &mut dyn AnyOption) -> Result<()> {
        if self.text.peek() == Some(b'n') {
            option.clear();
            return self.text.literal("null");
        }
        self.item(option.open())
    }

    fn model(&mut self, mut model: ModelMut<'_>) -> Result<()> {
        if let Some(mark) = self.progress.scope.here() {
            return self.model_in_part(model, mark);
        }
        let table = model.table();
        self.open(b'{', || Cow::Owned(format!("an object ({})", table.name)))?;
        // What is in a model that is always read tolerantly is read so, too.
        if table.is_tolerant() {
            self.progress.begin_tolerance();
        }
        let names = model.keys();
        let mut seen = FieldSet::default();
        let mut more = self.text.peek() != Some(b'}');
        while more {
            let mut key_at = self.text.at();
            let found = if let Some((index, len)) = model.key_in_text(self.text.with_last()) {
                self.text.pass(len);
                Some(index)
            } else {
                if self.text.peek() != Some(b'"') {
                    return Err(self.text.unexpected("a key in quotes"));
                }
                key_at = self.text.at();
                let key = self.text.string()?;
                self.colon()?;
                let found = names.find(table, &key);
                if found.is_none() {
                    self.keep(&mut model, &key, key_at)?;
                }
                found
            };
            if let Some(index) = found {
                self.member::<true>(&mut model, index, &mut seen, key_at)?;
            }
            more = self.more(b'}')?;
        }
        if table.is_tolerant() {
            self.progress.end_tolerance();
        }
        self.close();
        Ok(())
    }

    // `WHOLE` gives each of the two callers a copy of its own: compilers inline a function that is called in one place only.
    #[inline]
    pub(super) fn member<const WHOLE: bool>(
        &mut self,
        model: &mut ModelMut<'_>,
        index: usize,
        seen: &mut FieldSet,
        key_at: usize,
    ) -> Result<()> {
        if !seen.insert(index) {
            return Err(self.repeated(model.table().name_of(index), key_at));
        }
        if self.text.peek() == Some(b'n') {
            let name = model.table().name_of(index);
            return self.null(model, name);
        }
        match model.with_slot(index, Filled(self)) {
            None | Some(Ok(())) => Ok(()),
            Some(Err(failure)) => self.contradicted(model.reborrow(), index, key_at, failure),
        }
    }

    /// Keeps the null that comes for a key whose type is documented.
    #[inline(never)]
    fn null(&mut self, model: &mut ModelMut<'_>, key: &str) -> Result<()> {
        self.text.literal("null").inspect_err(|_| self.progress.at_key(key))?;
        model.extra().keep_null(key);
        Ok(())
    }

    pub(super) fn keep(&mut self, model: &mut ModelMut<'_>, key: &str, key_at: usize) -> Result<()> {
        if let Some(row) = model.table().additional {
            return self.add(model, row, key, key_at);
        }
        self.keep_unknown(model, key, key_at)
    }

    /// Keeps the value that comes, as it is.
    #[inline]
    pub(super) fn keep_unknown(&mut self, model: &mut ModelMut<'_>, key: &str, key_at: usize) -> Result<()> {
        let (value, exact) = self.unknown().inspect_err(|_| self.progress.at_key(key))?;
        model.extra().keep(key, value).map_err(|_| self.repeated(key, key_at))?;
        if let Some(exact) = exact {
            model.extra().keep_text(key, exact);
        }
        Ok(())
    }

    /// Reads the value of a key that is not a property, where its type is documented.
    #[inline(never)]
    fn add(&mut self, model: &mut ModelMut<'_>, row: &RawField, key: &str, key_at: usize) -> Result<()> {
        if self.text.peek() == Some(b'n') && !row.has_nullable_items() {
            if model.as_ref().has_other(key) {
                return Err(self.repeated(key, key_at));
            }
            return self.null(model, key);
        }
        match self.added(model, key, key_at)? {
            Ok(()) => Ok(()),
            Err(failure) => self.contradicted_other(model.reborrow(), key, key_at, failure),
        }
    }

    /// Adds the value that comes. Where what contradicts the documentation is kept elsewhere, nothing is added before it is read.
    #[inline]
    fn added(&mut self, model: &mut ModelMut<'_>, key: &str, key_at: usize) -> Result<Result<()>> {
        if !self.progress.is_tolerant() {
            let Some(item) = model.add_other(key) else { return Err(self.repeated(key, key_at)) };
            return Ok(self.item(item));
        }
        if model.as_ref().has_other(key) {
            return Err(self.repeated(key, key_at));
        }
        let mut outcome = Ok(());
        model.add_filled(key, &mut |item| {
            outcome = self.item(item);
            outcome.is_ok()
        });
        Ok(outcome)
    }

    fn list(&mut self, list: &mut dyn List) -> Result<()> {
        self.open(b'[', || "a list".into())?;
        let mut more = self.text.peek() != Some(b']');
        let mut index = list.len();
        while more {
            self.item(list.push_blank()).inspect_err(|_| self.progress.at_index(index))?;
            index += 1;
            more = self.more(b']')?;
        }
        self.close();
        Ok(())
    }

    fn map(&mut self, map: &mut dyn Map) -> Result<()> {
        self.open(b'{', || "an object with keys of any name".into())?;
        let mut more = self.text.peek() != Some(b'}');
        while more {
            let key_at = self.text.at();
            let key = self.key()?;
            self.colon()?;
            match map.insert_blank(key.clone().into_owned()) {
                Some(item) => self.item(item).inspect_err(|_| self.progress.at_key(&key))?,
                None => return Err(self.repeated(&key, key_at)),
            }
            more = self.more(b'}')?;
        }
        self.close();
        Ok(())
    }

    #[inline]
    fn owned_string(&mut self) -> Result<String> {
        match self.text.peek() {
            Some(b'"') => self.text.owned_string(),
            _ => Err(self.wrong_kind("a string")),
        }
    }

    #[inline]
    fn string(&mut self, expected: &'static str) -> Result<Cow<'a, str>> {
        match self.text.peek() {
            Some(b'"') => self.text.string(),
            _ => Err(self.wrong_kind(expected)),
        }
    }

    #[inline]
    fn date_time(&mut self) -> Result<OffsetDateTime> {
        if self.text.peek() == Some(b'"')
            && let Some((value, len)) = timestamp::read_common(self.text.behind())
        {
            self.text.pass(1 + len);
            return Ok(value);
        }
        self.parsed("an ISO-8601 date-time", timestamp::parse_date_time)
    }

    fn date(&mut self) -> Result<Date> {
        self.parsed("an ISO-8601 date", timestamp::parse_date)
    }

    fn parsed<T>(
        &mut self,
        expected: &'static str,
        parse: impl FnOnce(&str) -> std::result::Result<T, timestamp::Reason>,
    ) -> Result<T> {
        self.text.peek();
        let at = self.text.at();
        let text = self.string(expected)?;
        parse(&text).map_err(|reason| {
            Failure::new(ErrorKind::Data, at, format!("{:?} is not {expected}{reason}", excerpt(&text)))
        })
    }

    #[inline]
    fn integer<T: Whole>(&mut self) -> Result<T> {
        let Some(b'-' | b'0'..=b'9') = self.text.peek() else { return Err(self.wrong_kind(T::EXPECTED)) };
        let at = self.text.at();
        if let Some(value) = self.text.short_integer() {
            return T::try_from(value.into()).map_err(|_| {
                let text = excerpt(self.text.since(at));
                Failure::new(ErrorKind::Data, at, format!("{text} is not {}", T::EXPECTED))
            });
        }
        let (token, digits) = self.text.number()?;
        let plain = if digits { token.parse().ok() } else { None };
        plain.or_else(|| other_whole(token)).ok_or_else(|| {
            Failure::new(ErrorKind::Data, at, format!("{} is not {}", excerpt(token), T::EXPECTED))
        })
    }

    #[inline]
    fn float(&mut self) -> Result<f64> {
        const EXPECTED: &str = "a number";
        let Some(b'-' | b'0'..=b'9') = self.text.peek() else { return Err(self.wrong_kind(EXPECTED)) };
        let at = self.text.at();
        let (token, _) = self.text.number()?;
        let finite = token.parse::<f64>().ok().filter(|value| value.is_finite());
        finite.ok_or_else(|| Failure::new(ErrorKind::Data, at, format!("{} {NOT_A_FLOAT}", excerpt(token))))
    }

    #[inline]
    fn boolean(&mut self) -> Result<bool> {
        match self.text.peek() {
            Some(b't') => self.text.literal("true").map(|()| true),
            Some(b'f') => self.text.literal("false").map(|()| false),
            _ => Err(self.wrong_kind("a boolean")),
        }
    }

    pub(super) fn key(&mut self) -> Result<Cow<'a, str>> {
        match self.text.peek() {
            Some(b'"') => self.text.string(),
            _ => Err(self.text.unexpected("a key in quotes")),
        }
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Result<()> {
        if self.text.skip(b':') { Ok(()) } else { Err(self.text.unexpected("`:`")) }
    }

    /// After a member or item: whether there is one more. The closing bracket is read by [`close`](Self::close).
    #[inline]
    pub(super) fn more(&mut self, closing: u8) -> Result<bool> {
        if self.text.skip_plain_comma(closing) {
            return Ok(true);
        }
        match self.text.peek() {
            Some(b',') => {
                self.text.advance();
                if self.text.peek() == Some(closing) {
                    return Err(self.text.unexpected("a value after the comma"));
                }
                Ok(true)
            }
            Some(byte) if byte == closing => Ok(false),
            _ => Err(self.text.unexpected(if closing == b'}' { "`,` or `}`" } else { "`,` or `]`" })),
        }
    }

    /// Reads an opening bracket: one level deeper.
    #[inline]
    pub(super) fn open(&mut self, bracket: u8, expected: impl FnOnce() -> Cow<'static, str>) -> Result<()> {
        if self.text.peek() != Some(bracket) {
            return Err(self.wrong_kind(&expected()));
        }
        if !self.progress.enter() {
            return Err(Failure::refusing(self.text.at(), TooDeep.to_string()));
        }
        self.text.advance();
        Ok(())
    }

    /// Reads the closing bracket that was seen.
    #[inline]
    pub(super) fn close(&mut self) {
        self.text.advance();
        self.progress.leave();
    }

    pub(super) fn repeated(&mut self, key: &str, at: usize) -> Failure {
        self.progress.at_key(key);
        Failure::refusing(at, "the key occurs twice in one object")
    }

    /// The value that comes is not what the property holds.
    #[cold]
    fn wrong_kind(&mut self, expected: &str) -> Failure {
        let first = self.text.peek();
        let at = self.text.at();
        let found = match first {
            Some(b'"') => self.text.string().map(|text| format!("string {:?}", excerpt(&text))),
            Some(b'-' | b'0'..=b'9') => {
                self.text.number().map(|(token, _)| format!("number {}", excerpt(token)))
            }
            Some(b't') => self.text.literal("true").map(|()| "boolean true".to_owned()),
            Some(b'f') => self.text.literal("false").map(|()| "boolean false".to_owned()),
            Some(b'n') => self.text.literal("null").map(|()| "null".to_owned()),
            Some(b'{') => Ok("an object".to_owned()),
            Some(b'[') => Ok("a list".to_owned()),
            _ => Err(self.text.unexpected("a value")),
        };
        match found {
            Ok(found) => {
                Failure::new(ErrorKind::Data, at, format!("invalid type: {found}, expected {expected}"))
            }
            Err(failure) => failure,
        }
    }
}

/// Fills the slot of a property with the value that comes, by its kind.
struct Filled<'r, 'a>(&'r mut Reader<'a>);

macro_rules! with {
    ($($slot:ty: |$reader:ident, $it:ident| $fill:expr;)*) => {$(
        impl With<$slot, Result<()>> for Filled<'_, '_> {
            #[inline]
            fn go_on(self, $it: $slot) -> Result<()> {
                let $reader = self.0;
                $fill;
                Ok(())
            }
        }
    )*};
}

with! {
    &mut Option<String>: |reader, slot| *slot = Some(reader.owned_string()?);
    &mut Option<i64>: |reader, slot| *slot = Some(reader.integer()?);
    &mut Option<i32>: |reader, slot| *slot = Some(reader.integer()?);
    &mut Option<u64>: |reader, slot| *slot = Some(reader.integer()?);
    &mut Option<f64>: |reader, slot| *slot = Some(reader.float()?);
    &mut Option<bool>: |reader, slot| *slot = Some(reader.boolean()?);
    &mut Option<OffsetDateTime>: |reader, slot| *slot = Some(reader.date_time()?);
    &mut Option<Date>: |reader, slot| *slot = Some(reader.date()?);
    &mut Option<Value>: |reader, slot| *slot = Some(reader.value()?);
    &mut (dyn EnumSlot + '_): |reader, slot| slot.put(&reader.string("a string")?);
    &mut (dyn IntegerEnumSlot + '_): |reader, slot| slot.put(reader.integer()?);
    BoxSlot<'_>: |reader, slot| reader.model(slot.open())?;
    &mut (dyn ListSlot + '_): |reader, slot| reader.list(slot.open(0))?;
    &mut (dyn MapSlot + '_): |reader, slot| reader.map(slot.open())?;
    &mut (dyn UnionSlot + '_): |reader, slot| reader.union(slot.open())?;
}

/// A whole number in a spelling that hardly any server uses, such as `1.0`, `1e3` or the `-0` of a number without a sign.
#[cold]
fn other_whole<T: Whole>(token: &str) -> Option<T> {
    decimal::whole(token)
}
