//! The expansion of an open enum of integers. What it promises to [`crate::layout`], it promises as an open enum of texts does.

/// Makes an open enum of integers: the documented values as variants, and `Unrecognized` for any other integer of 64 bits.
///
/// The enum is `#[non_exhaustive]`, has `VALUES` and `as_i64`, is made with `From<i64>` or `From<i32>`, and implements
/// [`IntegerEnum`](crate::IntegerEnum), `Copy`, `Clone`, `Debug`, `Display`, `Eq`, `Ord` and `Hash` (by the number), `Serialize` and `Deserialize`.
/// It is a kind of property and of item for [`model!`](crate::model). Whole numbers in another spelling (`1.0`, `1e3`) are read as well.
///
/// ```
/// spectable::integer_enum! {
///     /// How urgent a call is.
///     pub enum Priority {
///         /// Nobody waits.
///         Low = 1,
///         High = 10,
///     }
/// }
/// spectable::model! {
///     pub struct Call = "Call" {
///         priority with_priority: Priority = "priority",
///     }
/// }
/// let call: Call = spectable::from_str(r#"{"priority":10}"#)?;
/// assert_eq!(call.priority, Some(Priority::High));
/// let urgent = Call::default().with_priority(99);
/// assert_eq!(urgent.priority, Some(Priority::Unrecognized(99)));
/// assert_eq!(spectable::to_string(&urgent)?, r#"{"priority":99}"#);
/// assert_eq!(Priority::VALUES, [1, 10]);
/// # Ok::<(), spectable::Error>(())
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($(
        $(#[doc = $doc:literal])*
        $visibility:vis enum $name:ident {
            $( $(#[doc = $value_doc:literal])* $variant:ident = $number:literal ),* $(,)?
        }
    )+) => {$(
        $(#[doc = $doc])*
        #[non_exhaustive]
        $visibility enum $name {
            $(
                #[doc = $crate::__core::concat!("`", $number, "`")]
                $(#[doc = $value_doc])*
                $variant,
            )*
            /// Any other value, as it was received.
            Unrecognized($crate::__::i64),
        }

        impl $name {
            /// The documented values as they are in JSON, in documented order.
            pub const VALUES: &'static [$crate::__::i64] = <$name as $crate::IntegerEnum>::VALUES;

            /// The number in JSON.
            pub const fn as_i64(self) -> $crate::__::i64 {
                match self {
                    $($name::$variant => $number,)*
                    $name::Unrecognized(number) => number,
                }
            }
        }
        impl $crate::IntegerEnum for $name {
            const IDENTS: &'static $crate::__::str = $crate::__core::stringify!($name $($variant)*);
            const VALUES: &'static [$crate::__::i64] = &[$($number),*];
            fn from_number(number: $crate::__::i64) -> Self {
                match number {
                    $($number => $name::$variant,)*
                    _ => $name::Unrecognized(number),
                }
            }
            fn number(&self) -> &$crate::__::i64 {
                match self {
                    $($name::$variant => &$number,)*
                    $name::Unrecognized(number) => number,
                }
            }
        }
        // SAFETY: the kind carries functions that cast to `Option` of this very enum.
        unsafe impl $crate::__Property for $name {
            type Taken = $crate::__Converted;
            const KIND: $crate::__RawKind = <$crate::__IntegerEnumShape as $crate::__Shape<Self>>::KIND;
        }
        impl $crate::__Element for $name {
            type Shape = $crate::__IntegerEnumShape;
        }
        impl $crate::__::Copy for $name {}
        impl $crate::__::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        impl $crate::__::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__::Formatter<'_>) -> $crate::__::FmtResult {
                $crate::__integer_enum_debug(self, f)
            }
        }
        impl $crate::__::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__::Formatter<'_>) -> $crate::__::FmtResult {
                $crate::__integer_enum_display(self, f)
            }
        }
        impl $crate::__::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__::bool {
                $name::as_i64(*self) == $name::as_i64(*other)
            }
        }
        impl $crate::__::Eq for $name {}
        impl $crate::__::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> $crate::__::Option<$crate::__::Ordering> {
                $crate::__::Option::Some($crate::__::Ord::cmp(self, other))
            }
        }
        impl $crate::__::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> $crate::__::Ordering {
                $crate::__::Ord::cmp(&$name::as_i64(*self), &$name::as_i64(*other))
            }
        }
        impl $crate::__::Hash for $name {
            fn hash<H: $crate::__::Hasher>(&self, state: &mut H) {
                $crate::__integer_enum_hash(self, state)
            }
        }
        impl $crate::__::From<$crate::__::i64> for $name {
            #[inline]
            fn from(number: $crate::__::i64) -> Self {
                <$name as $crate::IntegerEnum>::from_number(number)
            }
        }
        impl $crate::__::From<$crate::__::i32> for $name {
            #[inline]
            fn from(number: $crate::__::i32) -> Self {
                <$name as $crate::IntegerEnum>::from_number(number as $crate::__::i64)
            }
        }
        impl $crate::__::From<$name> for $crate::__::i64 {
            #[inline]
            fn from(value: $name) -> Self {
                $name::as_i64(value)
            }
        }
        impl $crate::__::Serialize for $name {
            fn serialize<S: $crate::__::Serializer>(&self, s: S) -> $crate::__::Result<S::Ok, S::Error> {
                $crate::__integer_enum_serialize(self, s)
            }
        }
        impl<'de> $crate::__::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__::Deserializer<'de>>(d: D) -> $crate::__::Result<Self, D::Error> {
                $crate::__integer_enum_deserialize(d)
            }
        }
    )+};
}
