//! The names that the expansions of `model!`, `open_enum!`, `integer_enum!` and `union!` use. Not for use by hand: they change without notice.
//!
//! An expansion is compiled in another crate, where each name may mean something else, even `::core`. So it uses `$crate::` paths only.
//! Our own names are re-exported at the root of this crate, and others in one short module, because the compiler resolves every
//! segment of a path in every model: shorter paths save 1 % of the time in which models compile.

pub use ::core as __core;

/// Names of the language and of serde, as they are: under another name they would be in the compiler's messages about any crate that
/// uses this one ("the trait `__Clone` is not implemented").
pub mod __ {
    pub use ::core::clone::Clone;
    pub use ::core::cmp::{Eq, Ord, Ordering, PartialEq, PartialOrd};
    pub use ::core::convert::{AsRef, From, Infallible};
    pub use ::core::default::Default;
    pub use ::core::fmt::{Debug, Display, Formatter, Result as FmtResult};
    pub use ::core::hash::{Hash, Hasher};
    pub use ::core::marker::Copy;
    pub use ::core::marker::{Send, Sync, Unpin};
    pub use ::core::mem::MaybeUninit;
    pub use ::core::option::Option;
    pub use ::core::panic::{RefUnwindSafe, UnwindSafe};
    pub use ::core::primitive::usize;
    pub use ::core::primitive::{bool, i32, i64, str, u16};
    pub use ::core::result::Result;
    pub use ::core::str::FromStr;
    pub use ::std::boxed::Box;
    pub use ::std::string::String;
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
}

pub use crate::argument::set as __set;
pub use crate::element::{
    Element as __Element, EnumShape as __EnumShape, IntegerEnumShape as __IntegerEnumShape, Shape as __Shape,
    UnionShape as __UnionShape,
};
pub use crate::enum_semantics::{
    clone as __enum_clone, cmp as __enum_cmp, debug as __enum_debug, deserialize as __enum_deserialize,
    display as __enum_display, eq as __enum_eq, from_str as __enum_from_str,
    from_string as __enum_from_string, hash as __enum_hash, parse as __enum_parse,
    partial_cmp as __enum_partial_cmp, serialize as __enum_serialize,
};
pub use crate::field_set::Present as __Present;
pub use crate::integer_enum::{
    debug as __integer_enum_debug, deserialize as __integer_enum_deserialize,
    display as __integer_enum_display, hash as __integer_enum_hash, serialize as __integer_enum_serialize,
};
pub use crate::layout::plan::{blank as __blank, blank_box as __blank_box};
pub use crate::layout::{Converted as __Converted, Property as __Property};
pub use crate::read::deserialize as __deserialize;
pub use crate::serialize::serialize as __serialize;
pub use crate::slots::{ItemMut as __ItemMut, ItemRef as __ItemRef};
pub use crate::table::{
    RawAlternative as __RawAlternative, RawField as __RawField, RawKind as __RawKind, RawTable as __RawTable,
    directions as __directions, options as __options, row as __row,
};
pub use crate::union::{
    alternative as __alternative, blank_of as __blank_of, item_mut_of as __item_mut_of, item_of as __item_of,
    only_key as __only_key, tagged as __tagged,
};
pub use crate::value_semantics::{clone as __clone, debug as __debug, eq as __eq};
