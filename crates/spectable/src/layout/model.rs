//! What every model can do, and how: the trait behind `model!`.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::extra::{Extra, ExtraMut, NotDocumented};
use crate::layout::{ModelMut, ModelRef};
use crate::reflect::Table;
use crate::table::{RawField, RawTable};

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

    /// The keys that the model does not know, and the explicit nulls of documented properties.
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
        model.extra().keep_null(wire_name);
        Ok(())
    }

    /// Whether the property of this wire name is an explicit null: a null is kept, and the field is `None`.
    fn is_null(&self, wire_name: &str) -> bool {
        let table = Self::raw_table();
        let Some(index) = table.fields.iter().position(|field| field.name == wire_name) else {
            return false;
        };
        let model = ModelRef::of(self);
        model.extra().get(wire_name).is_some() && model.value(index).is_none()
    }
}
