//! What a setter takes.

use time::{Date, OffsetDateTime};

use crate::layout::{Converted, Property};

/// What the setter of a property of type `T` takes. A whole number, a float, a boolean, a date-time or a date is taken as it is,
/// so that the type of a literal is inferred. For each other property, the setter takes anything that is `Into<T>`.
///
/// ```
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///         codes with_codes: Vec<i64> = "codes",
///         seconds with_seconds: i64 = "seconds",
///     }
/// }
/// let call = Call::default().with_id("c-1").with_codes([200, 486]).with_seconds(5_000_000_000);
/// assert_eq!(call.seconds, Some(5_000_000_000));
/// ```
#[diagnostic::on_unimplemented(
    message = "a property of type `{T}` cannot be set from `{Self}`",
    note = "i32, i64, u64, f64, bool, OffsetDateTime and Date are taken as they are, everything else by `Into`"
)]
pub trait Argument<T> {
    #[doc(hidden)]
    fn into_property(self) -> T;
}

macro_rules! taken_as_is {
    ($($ty:ty),*) => {$(
        impl Argument<$ty> for $ty {
            fn into_property(self) -> $ty {
                self
            }
        }
    )*};
}
taken_as_is!(i32, i64, u64, f64, bool, OffsetDateTime, Date);

impl<T: Property<Taken = Converted>, A: Into<T>> Argument<T> for A {
    fn into_property(self) -> T {
        self.into()
    }
}

/// What a setter puts into the field.
#[doc(hidden)]
pub fn set<T>(value: impl Argument<T>) -> Option<T> {
    Some(value.into_property())
}
