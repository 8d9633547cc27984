//! What a document holds beside the documented properties: unknown keys, and explicit nulls.

use std::fmt;

use serde_json::{Map, Value};

use crate::table::RawTable;

/// The keys of an object that its model does not know, and the nulls of those that it does.
///
/// One pointer wide, and without an allocation, while there is nothing to keep. Reached through [`Model::extra`] and
/// [`Model::extra_mut`], so that no documented name can clash with it.
///
/// [`Model::extra`]: crate::Model::extra
/// [`Model::extra_mut`]: crate::Model::extra_mut
#[derive(Clone, Default)]
pub struct Extra(
    #[allow(clippy::box_collection, reason = "one pointer in each model instead of three words")]
    Option<Box<Map<String, Value>>>,
);

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

    /// The value of an unknown key, or `Value::Null` for a kept null.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.as_ref()?.get(key)
    }

    /// Every key and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> + Clone {
        self.0.iter().flat_map(|map| map.iter()).map(|(key, value)| (key.as_str(), value))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |map| map.len())
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether anything was ever kept; never `false` where a key is, and cheaper than [`is_empty`](Self::is_empty).
    pub(crate) fn is_used(&self) -> bool {
        self.0.is_some()
    }

    /// Keeps a value; gives it back where the key is there already.
    pub(crate) fn keep(&mut self, key: &str, value: Value) -> Result<(), Value> {
        let map = self.0.get_or_insert_default();
        if map.contains_key(key) {
            return Err(value);
        }
        map.insert(key.to_owned(), value);
        Ok(())
    }

    /// Keeps the explicit null of a documented property.
    pub(crate) fn keep_null(&mut self, wire_name: &str) {
        self.0.get_or_insert_default().insert(wire_name.to_owned(), Value::Null);
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.as_mut()?.remove(key)
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// [`Extra`] to be changed: knows which keys are documented.
pub struct ExtraMut<'a> {
    extra: &'a mut Extra,
    table: &'static RawTable,
}

impl<'a> ExtraMut<'a> {
    pub(crate) fn new(extra: &'a mut Extra, table: &'static RawTable) -> Self {
        Self { extra, table }
    }

    /// Keeps a value under a key that the model does not know, and gives back what was there.
    ///
    /// # Errors
    /// [`Documented`] where the model has a property of this wire name: its value belongs into the field, and an explicit
    /// null is [`Model::set_null`](crate::Model::set_null).
    pub fn insert(
        &mut self,
        key: impl Into<String>,
        value: impl Into<Value>,
    ) -> Result<Option<Value>, Documented> {
        let key = key.into();
        if let Some(field) = self.table.fields.iter().find(|field| field.name == key) {
            return Err(Documented { model: self.table.name, wire_name: field.name });
        }
        Ok(self.extra.0.get_or_insert_default().insert(key, value.into()))
    }

    /// Takes a key out: an unknown one, or the null of a documented one.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.extra.remove(key)
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        *self.extra = Extra::default();
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

/// [`Model::set_null`](crate::Model::set_null) was given a name that is no wire name of the model.
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
