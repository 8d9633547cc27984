//! Reading of leaves: one small visitor for each.

use std::fmt;

use serde_core::de::{Deserializer, Error, Unexpected, Visitor};
use time::{Date, OffsetDateTime};

use crate::decimal::{self, Whole};
use crate::path::{Progress, excerpt};
use crate::timestamp;

/// A leaf that knows how to read itself.
pub(crate) trait Leaf: Sized {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, progress: &Progress) -> Result<Self, D::Error>;
}

/// Reads a text and makes something of it.
#[inline]
pub(crate) fn with_text<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    progress: &Progress,
    make: impl FnOnce(&str) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_string(TextVisitor {
        expected: "a string",
        progress,
        make: |text: &str| Ok(make(text)),
    })
}

impl Leaf for String {
    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D, progress: &Progress) -> Result<Self, D::Error> {
        deserializer.deserialize_string(StringVisitor { progress })
    }
}

impl Leaf for OffsetDateTime {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, progress: &Progress) -> Result<Self, D::Error> {
        let expected = "an ISO-8601 date-time";
        deserializer.deserialize_string(TextVisitor { expected, progress, make: timestamp::parse_date_time })
    }
}

impl Leaf for Date {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, progress: &Progress) -> Result<Self, D::Error> {
        deserializer.deserialize_string(TextVisitor {
            expected: "an ISO-8601 date",
            progress,
            make: timestamp::parse_date,
        })
    }
}

struct StringVisitor<'p> {
    progress: &'p Progress,
}

impl Visitor<'_> for StringVisitor<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        f.write_str("a string")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
}

struct TextVisitor<'p, F> {
    expected: &'static str,
    progress: &'p Progress,
    make: F,
}

impl<T, F: FnOnce(&str) -> Result<T, timestamp::Reason>> Visitor<'_> for TextVisitor<'_, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.progress.blame_data();
        f.write_str(self.expected)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let Self { expected, progress, make } = self;
        make(text).map_err(|reason| {
            progress.blame_data();
            E::custom(format_args!("{:?} is not {expected}{reason}", excerpt(text)))
        })
    }
}

/// A number or a boolean: the value comes by one of a few methods.
macro_rules! plain_leaf {
    ($ty:ty, $deserialize:ident, $expected:expr, { $($visit:ident($from:ty) => $make:expr;)* }) => {
        impl Leaf for $ty {
            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D, progress: &Progress) -> Result<Self, D::Error> {
                struct LeafVisitor<'p> {
                    progress: &'p Progress,
                }
                impl Visitor<'_> for LeafVisitor<'_> {
                    type Value = $ty;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        self.progress.blame_data();
                        f.write_str($expected)
                    }
                    $(
                        #[inline]
                        fn $visit<E: Error>(self, value: $from) -> Result<$ty, E> {
                            let make: fn($from) -> Result<$ty, Unexpected<'static>> = $make;
                            make(value).map_err(|unexpected| E::invalid_value(unexpected, &self))
                        }
                    )*
                }
                deserializer.$deserialize(LeafVisitor { progress })
            }
        }
    };
}

#[cold]
fn not_whole<T: Whole>(value: f64) -> Unexpected<'static> {
    if decimal::may_be_rounded::<T>(value) {
        Unexpected::Other(decimal::ROUNDED)
    } else {
        Unexpected::Float(value)
    }
}

/// A whole number, whichever way it comes: one that does not fit is an error, and never another number.
macro_rules! whole_leaf {
    ($ty:ty, $deserialize:ident) => {
        plain_leaf!($ty, $deserialize, <$ty>::EXPECTED, {
            visit_i64(i64) => |value| fitting(value).ok_or(Unexpected::Signed(value));
            visit_u64(u64) => |value| fitting(value).ok_or(Unexpected::Unsigned(value));
            visit_i128(i128) => |value| fitting(value).ok_or(Unexpected::Other(LONG));
            visit_u128(u128) => |value| i128::try_from(value).ok().and_then(fitting).ok_or(Unexpected::Other(LONG));
            visit_f64(f64) => |value| decimal::whole_float(value).ok_or_else(|| not_whole::<$ty>(value));
        });
    };
}

const LONG: &str = "an integer of 128 bits";

#[inline]
fn fitting<T: Whole>(value: impl Into<i128>) -> Option<T> {
    T::try_from(value.into()).ok()
}

whole_leaf!(i64, deserialize_i64);
whole_leaf!(i32, deserialize_i32);
whole_leaf!(u64, deserialize_u64);
plain_leaf!(f64, deserialize_f64, "a number", {
    // JSON holds no other, and an `object` refuses them too.
    visit_f64(f64) => |value| if value.is_finite() { Ok(value) } else { Err(Unexpected::Float(value)) };
    visit_i64(i64) => |value| Ok(value as f64);
    visit_u64(u64) => |value| Ok(value as f64);
    visit_i128(i128) => |value| Ok(value as f64);
    visit_u128(u128) => |value| Ok(value as f64);
});
plain_leaf!(bool, deserialize_bool, "a boolean", {
    visit_bool(bool) => Ok;
});
