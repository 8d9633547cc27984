//! Reading a union from JSON text: the text is looked at ahead, no further than it must be, and then read as the alternative that it is.

use std::borrow::Cow;

use super::reader::{Reader, Result};
use super::text::{Failure, Text};
use crate::choose::{self, ByKeys, ByType, JsonType};
use crate::error::ErrorKind;
use crate::slots::ItemMut;
use crate::table::RawAlternative;
use crate::union::AnyUnion;

impl Reader<'_> {
    pub(super) fn union(&mut self, union: &mut dyn AnyUnion) -> Result<()> {
        let alternatives = union.alternatives();
        // What is no JSON is none of the alternatives, and reading it says what is wrong.
        let by_type = match (self.text.peek().and_then(json_type), union.only_key()) {
            (Some(JsonType::Object), Some(key)) => ByType::ByKeys(ByKeys::told_by(key, alternatives)),
            (Some(json), _) => choose::by_type(alternatives, json),
            (None, _) => ByType::One(alternatives.len()),
        };
        let index = match by_type {
            ByType::One(index) => index,
            ByType::ByKeys(keys) if self.guess(union, &keys) => return Ok(()),
            ByType::ByKeys(keys) => by_keys(self.text, keys),
        };
        let before = self.text;
        let alternative = alternatives.get(index);
        if alternative.is_some_and(RawAlternative::is_whole) && !is_of_digits(before) {
            return self.by_value(union);
        }
        let Err(failure) = self.item(union.start(index)) else { return Ok(()) };
        if failure.kind() != ErrorKind::Data {
            return Err(failure);
        }
        if alternative.is_some_and(RawAlternative::is_narrow) {
            self.text = before;
            return self.by_value(union);
        }
        self.progress.at_alternative(union, index);
        Err(failure)
    }
}

impl Reader<'_> {
    /// Reads an object as the alternative that alone has its first key, where the key that tells comes later: then no text is read twice.
    /// Whether it is that alternative. A wrong guess is the last one of the document, so that the time stays linear.
    fn guess(&mut self, union: &mut dyn AnyUnion, keys: &ByKeys) -> bool {
        if self.has_guessed_wrong {
            return false;
        }
        let before = (self.text, self.progress.mark(), self.exactness);
        let Some(index) = first_key(self.text).and_then(|key| keys.likely(&key)) else { return false };
        if self.item(union.start(index)).is_ok() && keys.confirm(index, union.item()) {
            return true;
        }
        self.has_guessed_wrong = true;
        (self.text, self.exactness) = (before.0, before.2);
        self.progress.go_back(&before.1);
        false
    }

    /// Reads a scalar as a value, and that as an alternative. What its alternative cannot hold is kept as it is. A number in another
    /// spelling than its digits (`1e3`) may be rounded as in an `object`: so it is the same alternative for every reader, and for this one
    /// where it reads what was written.
    #[cold]
    fn by_value(&mut self, union: &mut dyn AnyUnion) -> Result<()> {
        let at = self.text.at();
        let value = self.value()?;
        super::read_into(ItemMut::Union(union), value, &mut self.progress)
            .map_err(|message| Failure::new(ErrorKind::Data, at, message))
    }
}

/// Whether the number that comes has digits only.
fn is_of_digits(mut text: Text<'_>) -> bool {
    !matches!(text.number(), Ok((_, false)))
}

/// The type of a value by its first byte.
fn json_type(first: u8) -> Option<JsonType> {
    Some(match first {
        b'"' => JsonType::Text,
        b'-' | b'0'..=b'9' => JsonType::Number,
        b'{' => JsonType::Object,
        b'[' => JsonType::List,
        b't' | b'f' => JsonType::Boolean,
        b'n' => JsonType::Null,
        _ => return None,
    })
}

/// The first key of the object that comes.
fn first_key(mut text: Text<'_>) -> Option<Cow<'_, str>> {
    text.advance();
    match text.peek() {
        Some(b'"') => text.string().ok(),
        _ => None,
    }
}

/// The alternative of an object, from a look at the text that comes.
fn by_keys(mut text: Text<'_>, mut keys: ByKeys) -> usize {
    // A text that ends too early, or is no JSON, is an error when it is read.
    let _decided = look(&mut text, &mut keys);
    keys.finish()
}

/// Looks at the members of an object until the keys say enough.
fn look(text: &mut Text<'_>, keys: &mut ByKeys) -> std::result::Result<(), Failure> {
    text.advance();
    while text.peek() == Some(b'"') {
        let key = text.string()?;
        if !text.skip(b':') {
            return Ok(());
        }
        if let Some(key) = keys.asked(&key) {
            let value = scalar(text)?;
            if keys.see(key, value.as_deref()) {
                return Ok(());
            }
        } else {
            text.skip_quickly()?;
        }
        if !text.skip(b',') {
            return Ok(());
        }
    }
    Ok(())
}

/// The text of a scalar; none of a null, a list or an object, which is passed over.
fn scalar<'a>(text: &mut Text<'a>) -> std::result::Result<Option<Cow<'a, str>>, Failure> {
    Ok(match text.peek() {
        Some(b'"') => Some(text.string()?),
        Some(b'-' | b'0'..=b'9') => Some(Cow::Borrowed(text.number()?.0)),
        Some(b't') => text.literal("true").map(|()| Some(Cow::Borrowed("true")))?,
        Some(b'f') => text.literal("false").map(|()| Some(Cow::Borrowed("false")))?,
        _ => text.skip_quickly().map(|()| None)?,
    })
}
