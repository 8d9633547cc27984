//! The Rust type of a whole number: one without a sign where it may be too large for an `i64`, else that of its documented width where the
//! overlay asks for it.

use crate::overlay::Integers;
use crate::schema::Type;

/// A type with the whole number that is its innermost item as wide as its format says.
///
/// `int64` is what every whole number is, and `uint64` one that an `i64` cannot hold. A narrower one than `int32`, and `uint32`, fit it too and stay as they are: a type of
/// its own would only refuse more.
pub(super) fn of(ty: Type, format: Option<&str>, integers: Integers) -> Type {
    match (ty.innermost(), format) {
        (Type::Integer, Some("uint64")) => ty.with_innermost(Type::Unsigned),
        (Type::Integer, Some("int32")) if integers == Integers::Documented => {
            ty.with_innermost(Type::Integer32)
        }
        _ => ty,
    }
}
