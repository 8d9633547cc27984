//! The names that the expansions of `model!` and `open_enum!` use. Not for use by hand: they change without notice.
//!
//! An expansion is compiled in another crate, where each name may mean something else, even `::core`. So it uses `$crate::` paths only.
//! The names are re-exported at the root of this crate because the compiler resolves every segment of a path in every model:
//! a path of two segments instead of four saves 1 % of the time in which models compile.

pub use ::core as __core;
pub use ::core::clone::Clone as __Clone;
pub use ::core::cmp::{
    Eq as __Eq, Ord as __Ord, Ordering as __Ordering, PartialEq as __PartialEq, PartialOrd as __PartialOrd,
};
pub use ::core::convert::{AsRef as __AsRef, From as __From, Infallible as __Infallible};
pub use ::core::default::Default as __Default;
pub use ::core::fmt::{
    Debug as __Debug, Display as __Display, Formatter as __Formatter, Result as __FmtResult,
};
pub use ::core::hash::{Hash as __Hash, Hasher as __Hasher};
pub use ::core::marker::{Send as __Send, Sync as __Sync, Unpin as __Unpin};
pub use ::core::mem::MaybeUninit as __MaybeUninit;
pub use ::core::option::Option as __Option;
pub use ::core::panic::{RefUnwindSafe as __RefUnwindSafe, UnwindSafe as __UnwindSafe};
pub use ::core::prelude::v1::derive as __derive;
pub use ::core::primitive::{bool as __bool, str as __str, u8 as __u8};
pub use ::core::result::Result as __Result;
pub use ::core::str::FromStr as __FromStr;
pub use ::std::string::String as __String;
pub use serde::{
    Deserialize as __Deserialize, Deserializer as __Deserializer, Serialize as __Serialize,
    Serializer as __Serializer,
};

pub use crate::argument::set as __set;
pub use crate::element::{Element as __Element, EnumShape as __EnumShape, Shape as __Shape};
pub use crate::enum_semantics::{
    cmp as __enum_cmp, debug as __enum_debug, deserialize as __enum_deserialize, display as __enum_display,
    eq as __enum_eq, from_str as __enum_from_str, from_string as __enum_from_string, hash as __enum_hash,
    parse as __enum_parse, partial_cmp as __enum_partial_cmp, serialize as __enum_serialize,
};
pub use crate::layout::plan::blank as __blank;
pub use crate::layout::{Converted as __Converted, Property as __Property};
pub use crate::read::deserialize as __deserialize;
pub use crate::table::{
    RawField as __RawField, RawKind as __RawKind, RawTable as __RawTable, options as __options, row as __row,
};
pub use crate::value_semantics::{clone as __clone, debug as __debug, eq as __eq};
pub use crate::write::serialize as __serialize;
