//! What a model keeps besides the documented properties: unknown keys, explicit nulls, what contradicts the documentation, and what was read of it, if that is not
//! all.

use std::fmt;

use serde_json::{Map, Value};

use crate::layout::KeptBox;
use crate::part::{Part, PartMark};
use crate::table::RawTable;

/// The keys of an object that its model does not know, the explicit nulls of documented properties, and values of another kind than documented
/// that were [read tolerantly](crate#tolerant-reading).
///
/// What is kept under the name of a property counts as long as its field is `None`. It stays here if the field is set, but is no longer written.
///
/// It is one pointer wide, and allocates nothing while it is empty. [`Model::extra`] and [`Model::extra_mut`] give access to it,
/// so that no documented name can clash with it.
///
/// A [`Value`] cannot hold everything that JSON can: its numbers are 64 bits wide, and its keys unique. Where the value of an
/// unknown key is more than that, its [`exact_text`](Self::exact_text) is kept as well:
///
/// ```
/// use spectable::Model;
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///     }
/// }
/// let text = r#"{"id":"c-1","huge":1e400,"digits":0.12345678901234567890123,"twice":{"a":1,"a":2}}"#;
/// let call: Call = spectable::from_str(text)?;
/// assert_eq!(call.extra().get("huge"), Some(&f64::MAX.into()));
/// assert_eq!(call.extra().exact_text("huge"), Some("1e400"));
/// let back: Call = spectable::from_str(&spectable::to_string(&call)?)?;
/// assert_eq!(back, call);
/// assert_eq!(back.extra().exact_text("twice"), Some(r#"{"a":1,"a":2}"#));
/// # Ok::<(), spectable::Error>(())
/// ```
///
/// [`Model::extra`]: crate::Model::extra
/// [`Model::extra_mut`]: crate::Model::extra_mut
#[derive(Clone, Default)]
pub struct Extra(Option<KeptBox>);

#[derive(Clone, Default)]
pub(crate) struct Kept {
    values: Map<String, Value>,
    /// The exact texts of values whose numbers a `Value` rounds. Few documents have any, and a map of another type would be compiled
    /// for them alone.
    rounded: Map<String, Value>,
    /// The exact texts of values that a `Value` holds only in part.
    lossy: Map<String, Value>,
    /// How the model was read, if not all of it was.
    mark: Option<PartMark>,
}

/// The JSON text of a value that a `Value` does not hold exactly.
pub(crate) struct ExactText {
    pub(crate) text: Box<str>,
    /// Whether the `Value` lacks something, rather than having numbers rounded.
    pub(crate) lossy: bool,
}

// What `model!` relies on where it says that a model is `Send` and `Sync`.
const _: fn() = || {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Extra>();
};

impl Extra {
    /// Nothing.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The value of an unknown key, `Value::Null` for a kept null, or a value that contradicts the documentation.
    ///
    /// Where it has an [`exact_text`](Self::exact_text), this is the nearest that a `Value` can be: numbers are rounded to the next
    /// `f64`, and of a key that occurs twice the last value is there.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.as_ref()?.values.get(key)
    }

    /// The JSON text of the value of an unknown key, without white space, where a [`Value`] cannot hold it exactly: a number with
    /// more digits or a larger exponent than an `f64` has, or an object in which a key occurs twice.
    ///
    /// Only reading from text keeps it, and [`to_string`](crate::to_string), [`to_vec`](crate::to_vec) and their like write it.
    /// [`to_value`](crate::to_value) and serde's `Serialize` can only write the `Value`: they round numbers, and fail where the `Value`
    /// lacks something. Inserting another value under the key, or removing it, drops the text. Models that are equal have equal texts.
    pub fn exact_text(&self, key: &str) -> Option<&str> {
        let kept = self.0.as_ref()?;
        kept.rounded.get(key).or_else(|| kept.lossy.get(key))?.as_str()
    }

    /// Whether the value under a key lacks something that its text has.
    pub(crate) fn is_lossy(&self, key: &str) -> bool {
        self.0.as_ref().is_some_and(|kept| kept.lossy.contains_key(key))
    }

    /// Every key and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> + Clone {
        self.0.iter().flat_map(|kept| kept.values.iter()).map(|(key, value)| (key.as_str(), value))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |kept| kept.values.len())
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether anything was ever kept. It is `true` if there is a key, and cheaper than [`is_empty`](Self::is_empty).
    pub(crate) fn is_used(&self) -> bool {
        self.0.is_some()
    }

    /// Keeps a value; gives it back where the key is there already.
    pub(crate) fn keep(&mut self, key: &str, value: Value) -> Result<(), Value> {
        let values = &mut self.0.get_or_insert_default().values;
        if values.contains_key(key) {
            return Err(value);
        }
        values.insert(key.to_owned(), value);
        Ok(())
    }

    /// Notes that not all of the model is read.
    pub(crate) fn mark(&mut self, mark: PartMark) {
        self.0.get_or_insert_default().mark = Some(mark);
    }

    /// What was read of the model, if not all was.
    #[inline]
    pub(crate) fn part(&self) -> Option<Part<'_>> {
        self.0.as_ref()?.mark.as_ref()?.told()
    }

    /// From here on the model counts as read whole.
    pub(crate) fn forget_skipped(&self) {
        if let Some(mark) = self.0.as_ref().and_then(|kept| kept.mark.as_ref()) {
            mark.forget();
        }
    }

    /// Keeps the text of a value that was kept just now: it has none yet.
    #[cold]
    pub(crate) fn keep_text(&mut self, key: &str, exact: ExactText) {
        let kept = self.0.get_or_insert_default();
        let texts = if exact.lossy { &mut kept.lossy } else { &mut kept.rounded };
        texts.insert(key.to_owned(), Value::String(exact.text.into_string()));
    }

    /// Keeps the explicit null of a documented property.
    pub(crate) fn keep_null(&mut self, wire_name: &str) {
        self.0.get_or_insert_default().values.insert(wire_name.to_owned(), Value::Null);
    }

    /// Puts the explicit null of a documented property in place of what was kept.
    pub(crate) fn set_null(&mut self, wire_name: &str) {
        self.remove(wire_name);
        self.keep_null(wire_name);
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Value> {
        let kept = self.0.as_mut()?;
        kept.forget_text(key);
        kept.values.remove(key)
    }
}

impl Kept {
    fn forget_text(&mut self, key: &str) {
        self.rounded.remove(key);
        self.lossy.remove(key);
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (key, value) in self.iter() {
            match self.exact_text(key) {
                Some(text) => map.entry(&key, &format_args!("{text}")),
                None => map.entry(&key, value),
            };
        }
        map.finish()
    }
}

/// [`Extra`], borrowed for changes. It knows which keys are documented.
pub struct ExtraMut<'a> {
    extra: &'a mut Extra,
    table: &'static RawTable,
}

impl<'a> ExtraMut<'a> {
    pub(crate) fn new(extra: &'a mut Extra, table: &'static RawTable) -> Self {
        Self { extra, table }
    }

    /// Keeps a value under a key that the model does not know, and returns the previous value.
    ///
    /// # Errors
    /// [`Documented`] if the model has a property of this wire name. Set its field instead, or use
    /// [`Model::set_null`](crate::Model::set_null) for an explicit null.
    pub fn insert(
        &mut self,
        key: impl Into<String>,
        value: impl Into<Value>,
    ) -> Result<Option<Value>, Documented> {
        let key = key.into();
        if let Some(field) = self.table.fields.iter().find(|field| field.name == key) {
            return Err(Documented { model: self.table.name, wire_name: field.name });
        }
        let kept = self.extra.0.get_or_insert_default();
        kept.forget_text(&key);
        Ok(kept.values.insert(key, value.into()))
    }

    /// Takes a key out: an unknown one, or what is kept under a documented one.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.extra.remove(key)
    }

    /// Takes everything out. That not all of the model was read ([`Model::part`](crate::Model::part)) stays known.
    pub fn clear(&mut self) {
        let mark = self.extra.0.take().and_then(|mut kept| kept.mark.take());
        if let Some(mark) = mark {
            self.extra.mark(mark);
        }
    }
}

impl fmt::Debug for ExtraMut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.extra.fmt(f)
    }
}

/// [`ExtraMut::insert`] refused a key because the model has a property of this wire name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Documented {
    model: &'static str,
    wire_name: &'static str,
}

impl fmt::Display for Documented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, wire_name } = self;
        write!(
            f,
            "`{wire_name}` is a property of {model}: set its field, or `set_null(\"{wire_name}\")` for an explicit null"
        )
    }
}

impl std::error::Error for Documented {}

/// [`Model::set_null`](crate::Model::set_null) was called with a name that is not a wire name of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotDocumented {
    pub(crate) model: &'static str,
    pub(crate) wire_name: String,
}

impl fmt::Display for NotDocumented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, wire_name } = self;
        write!(
            f,
            "{model} has no property with the wire name `{wire_name}`: keep it with `extra_mut().insert`, or check the spelling"
        )
    }
}

impl std::error::Error for NotDocumented {}
