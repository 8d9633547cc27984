//! From a table to typed references: the only module with `unsafe`.
//!
//! The interpreter walks a model by its table. This module turns one row of the table and a pointer to the model into a
//! typed reference ([`SlotMut`], [`SlotRef`]); all that reads, writes, clones, compares or prints is safe code on top.
//!
//! Soundness rests on five rules:
//!
//! 1. *A kind names exactly one layout.* `Box<M>` is [`RawKind::Model`] as a property; a bare `M` is no property at all,
//!    only an item. [`Property`] is implemented here and by `open_enum!`, for `T` and never for `Option<T>`.
//! 2. *The kind of a row comes from the field itself.* `model!` never expands the tokens of a type to learn its kind: a type that is
//!    expanded twice can be two types, by a trait that is in scope in one place only, or by a procedural macro that counts. Instead
//!    [`row`](crate::table::row) takes the raw place of the field as a `*mut Option<T>`. A `*mut` is invariant in `T`, and the place is `(*model).field` with
//!    `model` a `*mut Self`, where the lookup of the field stops before any `Deref`; so `T` is the field's own type, whatever its tokens mean elsewhere. A pattern
//!    that has all names of the rows makes sure of that: with unstable `macro` items a name may be another one where it is used than where it is declared, and
//!    the lookup would find the field of another row, or one behind a `const Deref` of the user's (E0025, E0026). Nothing is
//!    read, so memory for a model that was never written will do. The type occurs once more, in the setter; if it is another one there, the
//!    program does not compile (E0308). What else makes this true:
//!    - The structs are `repr(C)`, so that the kinds say where the fields are ([`offsets`]). The layout that follows is compared
//!      with the compiler's when a model is first used ([`whole`]). No attributes get through but doc comments and `deprecated`
//!      (a `repr(packed)` would make the references below unaligned).
//!    - Every path in an expansion begins with `$crate::`; attributes and derives of the language are replaced by a user's macro of the same
//!      name only where that is an error (E0659), and `derive` has a path.
//!    - No expansion calls a method on anything of the user's, whose trait may have a method of that name. None says `Self::X`, since a
//!      variant may have the name of an associated item. Inside `unsafe` are literals, names of fields, and paths of this crate.
//!    - No named item is in scope where the tokens of a user's type are repeated.
//! 3. *Whatever could lie is an `unsafe trait`.* [`Property`] and [`Model`]; the tables themselves are plain data that
//!    nobody trusts until one of these traits hands them over. [`Shape`] is safe: the kind of an item is shown by reflection
//!    alone, and items themselves are handed over as typed references. Public reflection is a view without layouts and
//!    functions.
//! 4. *Foreign code only ever sees valid values.* serde, allocation and clones may unwind at any point, so a model is made
//!    whole and empty first and then filled slot by slot. `MaybeUninit` occurs only where the empty model is made ([`whole`]).
//! 5. *Only leaves, `Extra` and the pointer in a `Box<M>` slot are cast.* `Vec<T>`, `BTreeMap<String, T>` and open enums are
//!    reached through functions that are monomorphic in `T` ([`RawOption`], and the `slot` of each kind, which `element.rs`
//!    makes). Pointers derive from `&mut M` of the whole model.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ptr::NonNull;

use serde_json::Value;
use time::{Date, OffsetDateTime};

mod macros;
mod members;
mod model;
mod offsets;
mod option;
pub(crate) mod whole;

use crate::argument::{AsIs, Converted};
use crate::containers::{EnumItem, EnumSlot, List, ListSlot, Map, MapSlot};
use crate::element::{self, Element};
use crate::extra::Extra;
use crate::names::Names;
use crate::open_enum::OpenEnum;
use crate::table::{RawField, RawKind, RawTable};
use members::{Members, Step};
pub use model::Model;
pub(crate) use option::RawOption;
use whole::Plan;

/// What the field of a model may be: a leaf, an open enum, a list, a map, or a model in a `Box`.
///
/// # Safety
/// [`KIND`](Property::KIND) must be the kind that the table of `RawKind` gives for `Self`, and its functions and layout those of `Self`:
/// a field `Option<Self>` is read and written as that type. It must never be implemented for an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a property of a model",
    label = "not a kind of property",
    note = "a property is a String, i64, f64, bool, OffsetDateTime, Date, serde_json::Value, an `open_enum!`, a Vec<T>, a BTreeMap<String, T> or a Box<Model>",
    note = "a model stands in a Box here (`Box<Model>`), and `Option` is left away: every property is optional by itself"
)]
pub unsafe trait Property: Sized + Send + Sync + 'static {
    /// How its setter takes a value: `AsIs` or `Converted`.
    type Taken;
    /// What it is.
    const KIND: RawKind;
}

macro_rules! leaf_properties {
    ($($ty:ty: $kind:ident, $taken:ty;)*) => {$(
        // SAFETY: `SlotMut` and `SlotRef` cast a slot of this kind to `Option` of this very type.
        unsafe impl Property for $ty {
            type Taken = $taken;
            const KIND: RawKind = RawKind::$kind;
        }
    )*};
}
leaf_properties! {
    String: Text, Converted;
    i64: Integer, AsIs;
    f64: Number, AsIs;
    bool: Boolean, AsIs;
    OffsetDateTime: DateTime, AsIs;
    Date: Date, AsIs;
    Value: Any, Converted;
}

// SAFETY: an `Option<Box<M>>` is a nullable pointer to an `M` (documented by `std::option` and `std::boxed`), and
// `M::raw_table` gives the table of `M`.
unsafe impl<M: Model> Property for Box<M> {
    type Taken = Converted;
    const KIND: RawKind = RawKind::Model(M::raw_table);
}

// SAFETY: the kind of a list carries a function that casts to `Option<Vec<T>>` for this `T`.
unsafe impl<T: Element> Property for Vec<T> {
    type Taken = Converted;
    const KIND: RawKind = element::kind::<Self>();
}

// SAFETY: the kind of a map carries a function that casts to `Option<BTreeMap<String, T>>` for this `T`.
unsafe impl<T: Element> Property for BTreeMap<String, T> {
    type Taken = Converted;
    const KIND: RawKind = element::kind::<Self>();
}

/// A model that is being read.
#[derive(Clone, Copy)]
pub struct ModelRef<'a> {
    plan: &'static Plan,
    /// Points to a valid model of `plan` for `'a`.
    model: NonNull<()>,
    borrow: PhantomData<&'a ()>,
}

/// A model that is being filled.
pub struct ModelMut<'a> {
    plan: &'static Plan,
    /// Points to a valid model of `plan`, borrowed alone for `'a`.
    model: NonNull<()>,
    borrow: PhantomData<&'a mut ()>,
}

/// The slot of a property that is being filled.
pub enum SlotMut<'a> {
    /// `String`
    Text(&'a mut Option<String>),
    /// `i64`
    Integer(&'a mut Option<i64>),
    /// `f64`
    Number(&'a mut Option<f64>),
    /// `bool`
    Boolean(&'a mut Option<bool>),
    /// `OffsetDateTime`
    DateTime(&'a mut Option<OffsetDateTime>),
    /// `Date`
    Date(&'a mut Option<Date>),
    /// `Value`
    Any(&'a mut Option<Value>),
    /// An open enum.
    Enum(&'a mut dyn EnumSlot),
    /// `Box<M>`
    Model(BoxSlot<'a>),
    /// `Vec<T>`
    List(&'a mut dyn ListSlot),
    /// `BTreeMap<String, T>`
    Map(&'a mut dyn MapSlot),
}

/// The slot of a property that is being read; `None` where it is empty.
pub enum SlotRef<'a> {
    /// `String`
    Text(Option<&'a String>),
    /// `i64`
    Integer(Option<i64>),
    /// `f64`
    Number(Option<f64>),
    /// `bool`
    Boolean(Option<bool>),
    /// `OffsetDateTime`
    DateTime(Option<OffsetDateTime>),
    /// `Date`
    Date(Option<Date>),
    /// `Value`
    Any(Option<&'a Value>),
    /// The text of an open enum.
    Enum(Option<&'a str>),
    /// `Box<M>`
    Model(Option<ModelRef<'a>>),
    /// `Vec<T>`
    List(Option<&'a dyn List>),
    /// `BTreeMap<String, T>`
    Map(Option<&'a dyn Map>),
}

/// An item of a list or map that is being filled.
pub enum ItemMut<'a> {
    /// `String`
    Text(&'a mut String),
    /// `i64`
    Integer(&'a mut i64),
    /// `f64`
    Number(&'a mut f64),
    /// `bool`
    Boolean(&'a mut bool),
    /// `OffsetDateTime`
    DateTime(&'a mut OffsetDateTime),
    /// `Date`
    Date(&'a mut Date),
    /// `Value`
    Any(&'a mut Value),
    /// An open enum.
    Enum(&'a mut dyn EnumItem),
    /// `M`
    Model(ModelMut<'a>),
    /// `Vec<T>`
    List(&'a mut dyn List),
    /// `BTreeMap<String, T>`
    Map(&'a mut dyn Map),
}

/// An item of a list or map that is being read.
pub enum ItemRef<'a> {
    /// `String`
    Text(&'a String),
    /// `i64`
    Integer(&'a i64),
    /// `f64`
    Number(&'a f64),
    /// `bool`
    Boolean(&'a bool),
    /// `OffsetDateTime`
    DateTime(&'a OffsetDateTime),
    /// `Date`
    Date(&'a Date),
    /// `Value`
    Any(&'a Value),
    /// The text of an open enum.
    Enum(&'a str),
    /// `M`
    Model(ModelRef<'a>),
    /// `Vec<T>`
    List(&'a dyn List),
    /// `BTreeMap<String, T>`
    Map(&'a dyn Map),
}

/// An `Option<Box<M>>`.
pub struct BoxSlot<'a> {
    table: &'static RawTable,
    /// Points to a valid `Option<Box<M>>` with the `M` of `table`, borrowed alone for `'a`.
    slot: NonNull<()>,
    borrow: PhantomData<&'a mut ()>,
}

impl<'a> ModelRef<'a> {
    /// A model as its table sees it.
    pub fn of<M: Model>(model: &'a M) -> Self {
        Self { plan: Plan::of(M::raw_table()), model: NonNull::from(model).cast(), borrow: PhantomData }
    }

    /// The table.
    pub fn table(self) -> &'static RawTable {
        self.plan.table
    }

    /// What the model keeps beside its properties.
    pub fn extra(self) -> &'a Extra {
        // SAFETY: `model` is a valid model of `plan` for `'a`, and `extra` is the offset of its `Extra` (contract of `Model`).
        unsafe { self.model.cast::<u8>().add(self.plan.extra).cast::<Extra>().as_ref() }
    }

    /// The properties that have a value.
    #[inline(always)]
    pub(crate) fn members(self) -> Members<'a> {
        Members::of(self)
    }

    /// Every property, in documented order.
    #[inline]
    pub fn slots(self) -> impl Iterator<Item = (&'static RawField, SlotRef<'a>)> {
        // SAFETY: the step is of the plan of this model.
        let slots = self.plan.steps.iter().map(move |step| unsafe { self.slot_of(step) });
        self.plan.table.fields.iter().zip(slots)
    }

    /// One property, by its place in the table.
    #[inline(always)]
    pub fn slot(self, index: usize) -> Option<SlotRef<'a>> {
        // SAFETY: the step is of the plan of this model.
        self.plan.steps.get(index).map(|step| unsafe { self.slot_of(step) })
    }

    /// # Safety
    /// `step` is one of `self.plan.steps`.
    #[inline(always)]
    unsafe fn slot_of(self, step: &Step) -> SlotRef<'a> {
        // SAFETY: the offset lies within the model, and there is an `Option<T>` with `T` of the kind (contract of `Model`).
        let slot = unsafe { self.model.cast::<u8>().add(step.offset).cast::<()>() };
        macro_rules! leaf {
            ($ty:ty) => {
                // SAFETY: this kind stands for this `T` alone (rule 1); the model is valid and only read for `'a`.
                unsafe { slot.cast::<Option<$ty>>().as_ref() }
            };
        }
        match step.kind {
            RawKind::Text => SlotRef::Text(leaf!(String).as_ref()),
            RawKind::Integer => SlotRef::Integer(*leaf!(i64)),
            RawKind::Number => SlotRef::Number(*leaf!(f64)),
            RawKind::Boolean => SlotRef::Boolean(*leaf!(bool)),
            RawKind::DateTime => SlotRef::DateTime(*leaf!(OffsetDateTime)),
            RawKind::Date => SlotRef::Date(*leaf!(Date)),
            RawKind::Any => SlotRef::Any(leaf!(Value).as_ref()),
            // SAFETY: the function casts to the `Option<E>` that stands here (contract of `Property`); only read for `'a`.
            RawKind::Enum(kind) => SlotRef::Enum(unsafe { &*(kind.slot)(slot.as_ptr()) }.text()),
            RawKind::Model(table) => {
                // SAFETY: `Option<Box<M>>` is a nullable pointer (contract of `Property`); only read for `'a`.
                let model = unsafe { *slot.cast::<Option<NonNull<()>>>().as_ref() };
                SlotRef::Model(model.map(|model| ModelRef {
                    plan: Plan::of(table()),
                    model,
                    borrow: PhantomData,
                }))
            }
            // SAFETY: the function casts to the `Option<Vec<T>>` that stands here (contract of `Property`); only read for `'a`.
            RawKind::List(kind) => SlotRef::List(unsafe { &*(kind.slot)(slot.as_ptr()) }.list()),
            // SAFETY: likewise for `Option<BTreeMap<String, T>>`.
            RawKind::Map(kind) => SlotRef::Map(unsafe { &*(kind.slot)(slot.as_ptr()) }.map()),
        }
    }
}

impl<'a> ModelMut<'a> {
    /// A model as its table sees it.
    pub fn of<M: Model>(model: &'a mut M) -> Self {
        Self { plan: Plan::of(M::raw_table()), model: NonNull::from(model).cast(), borrow: PhantomData }
    }

    /// The table.
    pub fn table(&self) -> &'static RawTable {
        self.plan.table
    }

    /// The wire names of the table.
    pub(crate) fn names(&self) -> &'static Names {
        &self.plan.names
    }

    /// The same model, to be read.
    pub fn as_ref(&self) -> ModelRef<'_> {
        ModelRef { plan: self.plan, model: self.model, borrow: PhantomData }
    }

    /// The same model, for a shorter time.
    pub fn reborrow(&mut self) -> ModelMut<'_> {
        ModelMut { plan: self.plan, model: self.model, borrow: PhantomData }
    }

    /// What the model keeps beside its properties.
    pub fn extra(&mut self) -> &mut Extra {
        // SAFETY: as in `ModelRef::extra`, and the model is borrowed alone for as long as `self` is.
        unsafe { self.model.cast::<u8>().add(self.plan.extra).cast::<Extra>().as_mut() }
    }

    /// The same for as long as the model is borrowed.
    pub fn into_extra(self) -> &'a mut Extra {
        // SAFETY: as in `extra`; `self` is given away, and so stands for the whole of `'a`.
        unsafe { self.model.cast::<u8>().add(self.plan.extra).cast::<Extra>().as_mut() }
    }

    /// One property, by its place in the table.
    #[inline(always)]
    pub fn slot(&mut self, index: usize) -> Option<SlotMut<'_>> {
        let step = self.plan.steps.get(index)?;
        // SAFETY: `step` is of `plan`, so its offset lies within the model, and there is an `Option<T>` with `T` of its kind.
        let slot = unsafe { self.model.cast::<u8>().add(step.offset).cast::<()>() };
        macro_rules! leaf {
            ($ty:ty) => {
                // SAFETY: this kind stands for this `T` alone (rule 1); the model is borrowed alone for as long as `self` is.
                unsafe { slot.cast::<Option<$ty>>().as_mut() }
            };
        }
        Some(match step.kind {
            RawKind::Text => SlotMut::Text(leaf!(String)),
            RawKind::Integer => SlotMut::Integer(leaf!(i64)),
            RawKind::Number => SlotMut::Number(leaf!(f64)),
            RawKind::Boolean => SlotMut::Boolean(leaf!(bool)),
            RawKind::DateTime => SlotMut::DateTime(leaf!(OffsetDateTime)),
            RawKind::Date => SlotMut::Date(leaf!(Date)),
            RawKind::Any => SlotMut::Any(leaf!(Value)),
            // SAFETY: the function casts to the `Option<E>` that stands here (contract of `Property`); borrowed alone.
            RawKind::Enum(kind) => SlotMut::Enum(unsafe { &mut *(kind.slot)(slot.as_ptr()) }),
            RawKind::Model(table) => SlotMut::Model(BoxSlot { table: table(), slot, borrow: PhantomData }),
            // SAFETY: the function casts to the `Option<Vec<T>>` that stands here (contract of `Property`); borrowed alone.
            RawKind::List(kind) => SlotMut::List(unsafe { &mut *(kind.slot)(slot.as_ptr()) }),
            // SAFETY: likewise for `Option<BTreeMap<String, T>>`.
            RawKind::Map(kind) => SlotMut::Map(unsafe { &mut *(kind.slot)(slot.as_ptr()) }),
        })
    }
}

impl SlotMut<'_> {
    /// Empties the slot.
    pub fn clear(self) {
        match self {
            Self::Text(slot) => *slot = None,
            Self::Integer(slot) => *slot = None,
            Self::Number(slot) => *slot = None,
            Self::Boolean(slot) => *slot = None,
            Self::DateTime(slot) => *slot = None,
            Self::Date(slot) => *slot = None,
            Self::Any(slot) => *slot = None,
            Self::Enum(slot) => slot.clear(),
            Self::Model(mut slot) => slot.clear(),
            Self::List(slot) => slot.clear(),
            Self::Map(slot) => slot.clear(),
        }
    }
}

impl SlotRef<'_> {
    /// Whether there is a value.
    #[inline(always)]
    pub fn is_some(&self) -> bool {
        match self {
            Self::Text(slot) => slot.is_some(),
            Self::Integer(slot) => slot.is_some(),
            Self::Number(slot) => slot.is_some(),
            Self::Boolean(slot) => slot.is_some(),
            Self::DateTime(slot) => slot.is_some(),
            Self::Date(slot) => slot.is_some(),
            Self::Any(slot) => slot.is_some(),
            Self::Enum(slot) => slot.is_some(),
            Self::Model(slot) => slot.is_some(),
            Self::List(slot) => slot.is_some(),
            Self::Map(slot) => slot.is_some(),
        }
    }
}

impl<'a> BoxSlot<'a> {
    /// Whether there is a model.
    pub fn is_some(&self) -> bool {
        // SAFETY: `slot` points to an `Option<Box<M>>`, a nullable pointer, that is borrowed alone for `'a`.
        unsafe { self.slot.cast::<Option<NonNull<()>>>().as_ref() }.is_some()
    }

    /// Puts an empty model, to be filled. One that is there already is dropped first.
    pub fn open(mut self) -> ModelMut<'a> {
        self.clear();
        let plan = Plan::of(self.table);
        let model = plan.boxed();
        // SAFETY: `slot` points to an `Option<Box<M>>` with the `M` of `table`, which is a nullable pointer, and is borrowed alone
        // for `'a`; it is empty, so that nothing is lost, and `model` is what a `Box<M>` holds.
        unsafe { self.slot.cast::<Option<NonNull<()>>>().write(Some(model)) };
        // Nobody else reaches the model in that box while the slot is borrowed.
        ModelMut { plan, model, borrow: PhantomData }
    }

    /// Drops the model, if there is one.
    pub fn clear(&mut self) {
        if self.is_some() {
            // SAFETY: `slot` points to an `Option<Box<M>>` with the `M` of `table`, and is borrowed alone for `'a`.
            unsafe { self.table.whole.clear_box(self.slot) }
        }
    }
}

/// Makes a slot `None`, whatever was there before: nothing is dropped.
///
/// # Safety
/// `slot` may be written as an `Option<T>` whose `T` is of `kind`.
unsafe fn write_none(kind: RawKind, slot: NonNull<()>) {
    macro_rules! none {
        ($ty:ty) => {
            // SAFETY: this kind stands for this `T` alone (rule 1), and the caller lets us write it.
            unsafe { slot.cast::<Option<$ty>>().write(None) }
        };
    }
    match kind {
        RawKind::Text => none!(String),
        RawKind::Integer => none!(i64),
        RawKind::Number => none!(f64),
        RawKind::Boolean => none!(bool),
        RawKind::DateTime => none!(OffsetDateTime),
        RawKind::Date => none!(Date),
        RawKind::Any => none!(Value),
        // `Option<Box<M>>` is a nullable pointer.
        RawKind::Model(_) => none!(NonNull<()>),
        // SAFETY: the function writes the `None` of the `Option` that stands here (contract of `Property`).
        RawKind::Enum(kind) => unsafe { kind.option.write_none(slot) },
        // SAFETY: likewise.
        RawKind::List(kind) => unsafe { kind.option.write_none(slot) },
        // SAFETY: likewise.
        RawKind::Map(kind) => unsafe { kind.option.write_none(slot) },
    }
}

/// The function of [`RawKind::Enum`] for `E`.
pub(crate) fn enum_slot<E: OpenEnum>(slot: *mut ()) -> *mut dyn EnumSlot {
    slot.cast::<Option<E>>()
}
