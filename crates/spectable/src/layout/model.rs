//! What every model can do, and how: the trait behind `model!`.

use std::fmt;
use std::vec;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::extra::{Extra, ExtraMut, NotDocumented};
use crate::layout::{ModelMut, ModelRef};
use crate::reflect::Table;
use crate::request::{self, RequestError};
use crate::table::{RawField, RawTable};
use crate::unexpected::{self, Unexpected};

/// A model: a struct that [`model!`](crate::model) made from a table.
///
/// # Safety
/// Implemented by [`model!`](crate::model) alone. `Self` is `repr(C)`; its fields are, in the order of the rows, an `Option<T>`
/// each, whose `T` is a [`Property`](crate::layout::Property) of the row's kind, then an [`Extra`], and nothing else. The table is
/// that of `Self`, its rows `RAW_FIELDS` and its `whole` made for `Self`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    note = "a model is a struct that `spectable::model!` made from a table; the items of a list or map are models without a Box, leaves, open enums, lists or maps"
)]
pub unsafe trait Model:
    Default + Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// The rows.
    #[doc(hidden)]
    const RAW_FIELDS: &'static [RawField];

    /// The table. It is reached through a function because models refer to one another in circles, and because a constant may not
    /// refer to a static that holds a once-cell before Rust 1.90.
    #[doc(hidden)]
    fn raw_table() -> &'static RawTable;

    /// What the documentation says about this model: its name, and every property in documented order.
    fn table() -> Table {
        Table::new(Self::raw_table())
    }

    /// The keys that the model does not know, the explicit nulls of documented properties, and what contradicts the documentation.
    fn extra(&self) -> &Extra {
        ModelRef::of(self).extra()
    }

    /// [`extra`](Self::extra), borrowed for changes.
    fn extra_mut(&mut self) -> ExtraMut<'_> {
        ExtraMut::new(ModelMut::of(self).into_extra(), Self::raw_table())
    }

    /// Makes a property an explicit null, with which a PATCH request deletes a value. The field becomes `None`. If the field is set
    /// later, its value is written and not the null.
    ///
    /// # Errors
    /// [`NotDocumented`] if the model has no property of this wire name.
    fn set_null(&mut self, wire_name: &str) -> Result<(), NotDocumented> {
        let table = Self::raw_table();
        let Some(index) = table.fields.iter().position(|field| field.name == wire_name) else {
            return Err(NotDocumented { model: table.name, wire_name: wire_name.to_owned() });
        };
        let mut model = ModelMut::of(self);
        if let Some(slot) = model.slot(index) {
            slot.clear();
        }
        model.extra().set_null(wire_name);
        Ok(())
    }

    /// Whether the property of this wire name is an explicit null: a null is kept, and the field is `None`.
    fn is_null(&self, wire_name: &str) -> bool {
        let table = Self::raw_table();
        let Some(index) = table.fields.iter().position(|field| field.name == wire_name) else {
            return false;
        };
        let model = ModelRef::of(self);
        model.extra().get(wire_name) == Some(&Value::Null) && model.value(index).is_none()
    }

    /// Everything in this model, and in all models in it, that contradicts the documentation: values of another kind, which were
    /// [read tolerantly](crate#tolerant-reading); nulls where null is not documented as a value; values that an enum does not have; and what
    /// is no alternative of a union. It comes in documented order. Without any, nothing is allocated.
    ///
    /// ```
    /// use spectable::{Model, Oddity, Reader};
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         direction with_direction: Direction = "direction",
    ///         parties with_parties: Vec<Party> = "parties",
    ///     }
    ///     pub struct Party = "Party" {
    ///         talk with_talk: i64 = "talkSeconds",
    ///     }
    /// }
    /// spectable::open_enum! {
    ///     pub enum Direction { Inbound = "inbound", Outbound = "outbound" }
    /// }
    /// let text = r#"{"direction":"sideways","parties":[{"talkSeconds":7},{"talkSeconds":"7 s","x":1}]}"#;
    /// let call: Call = Reader::new().tolerant().from_str(text)?;
    /// let found: Vec<_> = call.deviations().collect();
    /// assert_eq!(found[0].oddity(), Oddity::UnrecognizedValue);
    /// assert_eq!((found[1].path(), found[1].oddity()), ("parties[1].talkSeconds", Oddity::WrongKind));
    /// assert_eq!(
    ///     found[1].to_string(),
    ///     r#"parties[1].talkSeconds: found string "7 s", documented is a whole number that fits 64 bits"#,
    /// );
    /// assert_eq!(call.unknowns().next().map(|it| it.path().to_owned()).as_deref(), Some("parties[1].x"));
    /// # Ok::<(), spectable::Error>(())
    /// ```
    fn deviations(&self) -> vec::IntoIter<Unexpected<'_>> {
        unexpected::deviations(ModelRef::of(self))
    }

    /// The keys in this model, and in all models in it, that the documentation does not have. Without any, nothing is allocated.
    /// [`deviations`](Self::deviations) has an example.
    fn unknowns(&self) -> vec::IntoIter<Unexpected<'_>> {
        unexpected::unknowns(ModelRef::of(self))
    }

    /// Sends an event of the crate `tracing` for each place in this model that has something unexpected: of the level `WARN` for
    /// [deviations](Self::deviations), `INFO` for [unknown keys](Self::unknowns). Needs the feature `tracing`.
    ///
    /// An event has the fields `model`, `path`, `oddity` and, of a deviation, `documented`; never the value, which may be personal. In `path`, indexes are `[]`
    /// and keys of maps `{}`. There is one event for each path and oddity as long as the program runs, so that every response may be looked at; after 1,000
    /// there are no more, so that the memory for them is bounded.
    #[cfg(feature = "tracing")]
    fn trace_unexpected(&self) {
        crate::trace::trace(ModelRef::of(self));
    }

    /// Whether the documentation allows this model in a request: every required property is there, and none that is read-only. A property that
    /// is both is for responses, and may be missing. All models in it are checked as well. A property that is null is there.
    ///
    /// Writing does not check this, since the same models are in responses.
    ///
    /// ```
    /// use spectable::Model;
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         id with_id: String = "id" (required, read_only),
    ///         queue with_queue: String = "queue" (required),
    ///         parties with_parties: Vec<Call> = "parties",
    ///     }
    /// }
    /// let call = Call::default().with_parties([Call::default().with_id("c-1").with_queue("sales")]);
    /// let error = call.check_request().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "2 problems in the request: `queue` is required and missing; `parties[0].id` is read-only and set",
    /// );
    /// assert!(Call::default().with_queue("sales").check_request().is_ok());
    /// ```
    ///
    /// # Errors
    /// [`RequestError`] with all that is missing, and all that is too much.
    fn check_request(&self) -> Result<(), RequestError> {
        request::check(ModelRef::of(self))
    }
}
