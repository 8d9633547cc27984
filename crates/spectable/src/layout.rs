//! From a table to typed references: the only module with `unsafe`.
//!
//! The interpreter walks a model by its table. This module turns one row of the table and a pointer to the model into a
//! typed reference ([`SlotMut`](crate::slots::SlotMut), [`ItemRef`](crate::slots::ItemRef)); everything that reads, writes, clones, compares or
//! prints is safe code on top.
//!
//! Soundness rests on five rules:
//!
//! 1. *A kind names exactly one layout.* [`leaves!`](crate::leaves) is the one list of the kinds of leaves and their types. `Box<M>` is
//!    [`RawKind::Model`](crate::table::RawKind::Model) as a property; a bare `M` cannot be a property, only an item. [`Property`] is implemented here
//!    and by `open_enum!`, `integer_enum!` and `union!`, for `T` and never for `Option<T>`.
//! 2. *The kind of a row comes from the field itself.* `model!` never expands the tokens of a type to learn its kind: a type that is
//!    expanded twice can be two types, by a trait that is in scope in one place only, or by a procedural macro that counts.
//!    Instead [`row`](crate::table::row) takes the raw place of the field as a `*mut Option<T>`. A `*mut` is invariant in `T`, and the place is
//!    `(*model).field` with `model` a `*mut Self`, where the lookup of the field stops before any `Deref`. So `T` is the field's own type,
//!    even if its tokens mean another type elsewhere. A pattern that has all names of the rows makes sure of that: with unstable `macro` items, a name may
//!    be another one where it is used than where it is declared, and the lookup would find the field of another row, or one that a `const
//!    Deref` of the user's leads to (E0025, E0026). Nothing is read, so memory for a model that was never written is enough. The type occurs once
//!    more, in the setter; if it is another one there, the program does not compile (E0308). What else makes this true:
//!    - The structs are `repr(C)`, so that the kinds say where the fields are ([`offsets`]). The layout that follows is compared with
//!      the compiler's when a model is first used ([`plan`]). No attributes get through but doc comments and `deprecated` (a
//!      `repr(packed)` would make the references below unaligned).
//!    - Every path in an expansion begins with `$crate::`. A user's macro with the name of an attribute that an expansion uses is an error
//!      (E0659). `derive`, which a user's macro could shadow, does not occur.
//!    - No expansion calls a method on anything of the user's, whose trait may have a method of that name. None says `Self::X`, since
//!      a variant may have the name of an associated item. Inside `unsafe` are literals, names of fields, and paths of this crate.
//!    - No named item is in scope where the tokens of a user's type are repeated.
//! 3. *Anything that could lie is an `unsafe trait`*: [`Property`] and [`Model`]. The tables themselves are plain data, and nobody
//!    trusts them until one of these traits hands them over. [`Shape`](crate::element::Shape) is safe: reflection alone shows the kind of an item, and
//!    items themselves are handed over as typed references. Public reflection is a view without layouts and functions.
//! 4. *Foreign code only ever sees valid values.* serde, allocation and clones may unwind at any point, so a model is made
//!    whole and empty first and then filled slot by slot. `MaybeUninit` occurs where the empty model is made ([`plan`]), and where `model!` asks
//!    for the place of a field.
//! 5. *Only leaves, `Extra` and the pointer in a `Box<M>` slot are cast.* `Vec<T>`, `BTreeMap<String, T>`, open enums and unions are
//!    reached through functions that are monomorphic in `T` ([`RawOption`], and the `slot` of each kind, which `element.rs`
//!    makes). Pointers derive from `&mut M` of the whole model.
//!
//! Two files are beside this story: [`kept_box`] takes a box out of the value that is being dropped, and [`buffer`] finds the memory that serde_json
//! writes to.
//!
//! A model is `Send` and `Sync` by an `unsafe impl` in the expansion: rule 2 asks each field's own type for [`Property`], which has both as
//! supertraits. `Unpin` and the unwind traits are safe to implement.

mod buffer;
mod cursor;
mod integer_enum_macro;
mod kept_box;
mod macros;
mod members;
mod model;
mod offsets;
mod option;
pub(crate) mod plan;
mod property;
mod union_macro;

pub(crate) use buffer::fill_buffer;
pub(crate) use cursor::{BoxSlot, ModelMut, ModelRef, With};
pub(crate) use kept_box::KeptBox;
pub use model::Model;
pub(crate) use option::{RawOption, enum_slot, integer_enum_slot};
pub use property::{Converted, Property};
