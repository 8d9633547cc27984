//! What every model can do, and how: the trait behind `model!`.

use std::fmt;
use std::vec;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use serde_json::Value;

use crate::access::{self, Edit};
use crate::error::Error;
use crate::extra::{Extra, ExtraMut, NotDocumented};
use crate::field_set::Present;
use crate::layout::{ModelMut, ModelRef};
use crate::part::Part;
use crate::redact::{self, Redact};
use crate::reflect::{Field, Table};
use crate::request::{self, RequestError};
use crate::table::{RawField, RawTable};
use crate::unexpected::{self, Unexpected};
use crate::view::{ModelView, View};
use crate::visit::{self, Leaf, Visitor};
use crate::walk::{Node, Place, walk};

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

    /// Which fields have a value, in the order of the rows.
    #[doc(hidden)]
    fn raw_present(&self) -> Present;

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

    /// What was read of this model, if not all of it was: see [`Reader::only`](crate::Reader::only). `None` of a model that was read as a whole, or made. What was
    /// skipped is not there for any other method: [`get`](Self::get) finds nothing in its place, and [`check_request`](Self::check_request) reports it as missing.
    ///
    /// ```
    /// use spectable::{Model, Reader};
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         id with_id: String = "id",
    ///         name with_name: String = "name",
    ///     }
    /// }
    /// let text = r#"{"id":"c-1","name":"sales"}"#;
    /// let mut call: Call = Reader::new().only(["id"]).from_str(text)?;
    /// assert_eq!(call.part().map(|part| part.to_string()).as_deref(), Some("`id`"));
    /// let error = spectable::to_string(&call).unwrap_err();
    /// assert!(error.to_string().starts_with("Call was read in part (only `id`)"));
    /// call.forget_skipped();
    /// assert_eq!(spectable::to_string(&call)?, r#"{"id":"c-1"}"#);
    /// # Ok::<(), spectable::Error>(())
    /// ```
    fn part(&self) -> Option<Part<'_>> {
        ModelRef::of(self).extra().part()
    }

    /// Lets this model, and all models in it, count as read as a whole: they can be written, without what was skipped.
    fn forget_skipped(&mut self) {
        walk(ModelRef::of(self), &Place::ROOT, &mut |_, node| {
            if let Node::Model(model) = node {
                model.extra().forget_skipped();
            }
        });
    }

    /// Everything in this model, and in all models in it, that contradicts the documentation: values of another kind, which were
    /// [read tolerantly](crate#tolerant-reading); nulls where null is not documented as a value; values that an enum does not have; and what
    /// is no alternative of a union. Of each model, what its [`Extra`] keeps comes before what its fields hold, in documented order. Without any,
    /// nothing is allocated.
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

    /// A look at the model, for code that knows its properties by their wire names only. See [Access by name](crate#access-by-name).
    fn view(&self) -> ModelView<'_> {
        ModelView::new(ModelRef::of(self))
    }

    /// What is in the place of a [path](crate#paths); `None`, if nothing is there. A text that is not spelled as a path leads nowhere, too.
    ///
    /// ```
    /// use spectable::{Model, View};
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         seconds with_seconds: i64 = "talkSeconds",
    ///         parties with_parties: Vec<Call> = "parties",
    ///     }
    /// }
    /// let call: Call = spectable::from_str(r#"{"parties":[{"talkSeconds":7,"odd.key":{"x":[true]}}]}"#)?;
    /// assert!(matches!(call.get("parties.0.talkSeconds"), Some(View::Integer(7))));
    /// assert!(matches!(call.get("parties"), Some(View::List(list)) if list.len() == 1));
    /// // What the documentation does not have is there as well, and so is what is in it.
    /// let odd = call.get(r#"parties[0]["odd.key"].x[0]"#).expect("it is there");
    /// assert!(matches!(odd, View::Unknown(value) if *value == true));
    /// assert!(call.get("parties.1").is_none());
    /// # Ok::<(), spectable::Error>(())
    /// ```
    fn get(&self, path: &str) -> Option<View<'_>> {
        self.view().get(path)
    }

    /// Puts a value in the place of a [path](crate#paths), and returns what was there: `None`, if there was nothing, or if JSON cannot hold it.
    ///
    /// The value is checked by the table, as reading a document checks it. Nothing changes if it is refused.
    /// - Null makes a property an explicit null, as [`set_null`](Self::set_null) does.
    /// - Models, lists and maps that are missing on the way are made. An index that is the length of a list appends an item.
    /// - A key that the model does not know is kept in [`Extra`], and a path may lead into its value.
    /// - If the value tells that a union is another alternative, its document is read as that one.
    ///
    /// It copies the model, so it takes the longer, the larger the model is. To set what is known when the code is written, use the fields.
    ///
    /// ```
    /// use spectable::Model;
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         seconds with_seconds: i64 = "talkSeconds",
    ///         next with_next: Box<Call> = "next",
    ///         parties with_parties: Vec<Call> = "parties",
    ///     }
    /// }
    /// let mut call = Call::default();
    /// assert_eq!(call.set("next.parties.0.talkSeconds", 7)?, None);
    /// assert_eq!(call.set("next.parties.0.talkSeconds", 8)?, Some(7.into()));
    /// assert_eq!(spectable::to_string(&call)?, r#"{"next":{"parties":[{"talkSeconds":8}]}}"#);
    ///
    /// let error = call.set("next.parties.0.talkSeconds", "8 s").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"next.parties[0].talkSeconds: invalid type: string "8 s", expected a whole number that fits 64 bits"#,
    /// );
    /// # Ok::<(), spectable::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::ErrorKind::Data), if the value is not what is documented for this place; [`ErrorKind::Path`](crate::ErrorKind::Path), if the path is not
    /// spelled as one, or leads to no place. The error has the path to what is wrong.
    fn set(&mut self, path: &str, value: impl Into<Value>) -> Result<Option<Value>, Error> {
        let mut copy = Self::default();
        let edit = Edit::Set(value.into());
        let outcome = access::edit(ModelRef::of(self), ModelMut::of(&mut copy), path, edit)?;
        Ok(outcome.take_over(self, copy))
    }

    /// Takes out what is in the place of a [path](crate#paths), and returns it: `None`, if there was nothing, or if JSON cannot hold it. A property becomes `None`,
    /// and is not written; its explicit null is taken out, too. The items behind an item of a list move up.
    ///
    /// # Errors
    /// [`ErrorKind::Path`](crate::ErrorKind::Path), if the path is not spelled as one; [`ErrorKind::Data`](crate::ErrorKind::Data), if what is left cannot be read: another
    /// alternative of a union, or a value of another kind than documented. Nothing changes then.
    fn remove(&mut self, path: &str) -> Result<Option<Value>, Error> {
        let mut copy = Self::default();
        let outcome = access::edit(ModelRef::of(self), ModelMut::of(&mut copy), path, Edit::Remove)?;
        Ok(outcome.take_over(self, copy))
    }

    /// Every documented property, in documented order, with what is there. [`ModelView::others`] has the other keys.
    ///
    /// ```
    /// use spectable::Model;
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         id with_id: String = "id" (required),
    ///         seconds with_seconds: i64 = "talkSeconds",
    ///     }
    /// }
    /// let call = Call::default().with_id("c-1");
    /// let set: Vec<_> = call.fields().map(|(field, view)| (field.wire_name(), view.is_some())).collect();
    /// assert_eq!(set, [("id", true), ("talkSeconds", false)]);
    /// ```
    fn fields(&self) -> impl ExactSizeIterator<Item = (Field, Option<View<'_>>)> {
        self.view().fields()
    }

    /// Shows everything in the model to a visitor, depth first: properties in documented order, then additional ones, then unknown keys.
    ///
    /// ```
    /// use spectable::{Model, View, Visit, Visitor};
    ///
    /// spectable::model! {
    ///     pub struct Call = "Call" {
    ///         id with_id: String = "id",
    ///         parties with_parties: Vec<Call> = "parties",
    ///         history with_history: Vec<Call> = "history",
    ///     }
    /// }
    /// struct Texts(Vec<String>);
    /// impl<'a> Visitor<'a> for Texts {
    ///     fn enter(&mut self, path: &str, _: View<'a>) -> Visit {
    ///         if path == "history" { Visit::Skip } else { Visit::Inside }
    ///     }
    ///     fn leaf(&mut self, path: &str, view: View<'a>) {
    ///         self.0.extend(view.as_str().map(|text| format!("{path} = {text}")));
    ///     }
    /// }
    /// let text = r#"{"id":"c-1","parties":[{"id":"p-1","x":"y"}],"history":[{"id":"c-0"}]}"#;
    /// let call: Call = spectable::from_str(text)?;
    /// let mut texts = Texts(Vec::new());
    /// call.visit(&mut texts);
    /// assert_eq!(texts.0, ["id = c-1", "parties[0].id = p-1", "parties[0].x = y"]);
    /// # Ok::<(), spectable::Error>(())
    /// ```
    fn visit<'a>(&'a self, visitor: &mut impl Visitor<'a>) {
        visit::visit(self.view(), visitor);
    }

    /// Every value that has no models, lists or maps in it, with its path: what [`visit`](Self::visit) shows as leaves.
    fn leaves(&self) -> vec::IntoIter<Leaf<'_>> {
        visit::leaves(self.view())
    }

    /// The document without what is private, for logs. [`Redact`] says what goes out, and has an example. A number or date that JSON cannot hold becomes null.
    fn redact(&self, rules: &Redact) -> Value {
        redact::redact(self.view(), rules)
    }
}
