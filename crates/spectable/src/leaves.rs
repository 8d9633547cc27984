//! The leaves: the one list of what a property can hold by itself.

/// Hands the list of leaves to a macro: for each its kind, its Rust type, how a setter takes it, and a blank one.
///
/// What is `unsafe` in [`crate::layout`] rests on this list, since the kind of a slot decides the type that it is cast to. So
/// no other code says which kind goes with which type. A callback is expanded in a scope in which `String`, `OffsetDateTime`, `Date` and
/// `Value` are those of [`crate::types`], and `AsIs` and `Converted` those of [`crate::layout`].
macro_rules! leaves {
    ($callback:ident) => {
        $callback! {
            Text: String, Converted, String::new();
            Integer: i64, AsIs, 0;
            Integer32: i32, AsIs, 0;
            Unsigned: u64, AsIs, 0;
            Number: f64, AsIs, 0.0;
            Boolean: bool, AsIs, false;
            DateTime: OffsetDateTime, AsIs, OffsetDateTime::UNIX_EPOCH;
            Date: Date, AsIs, Date::MIN;
            Any: Value, Converted, Value::Null;
        }
    };
}
pub(crate) use leaves;
