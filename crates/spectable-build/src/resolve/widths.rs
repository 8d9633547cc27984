//! The Rust type of a whole number: that of its documented width, where the overlay asks for it.

use crate::overlay::Integers;
use crate::schema::Type;

/// A type with the whole number that is its innermost item as wide as its format says.
///
/// `int64` is what every whole number is. A narrower one than `int32`, and `uint32`, fit it too and stay as they are: a type of
/// its own would only refuse more.
pub(super) fn of(ty: Type, format: Option<&str>, integers: Integers) -> Type {
    if integers != Integers::Documented || *ty.innermost() != Type::Integer {
        return ty;
    }
    match format {
        Some("int32") => ty.with_innermost(Type::Integer32),
        Some("uint64") => ty.with_innermost(Type::Unsigned),
        _ => ty,
    }
}
