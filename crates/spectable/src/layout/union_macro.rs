//! The expansion of a union. What it promises to [`crate::layout`], it promises as an open enum does.

/// Makes a union: documented alternatives that can be told apart, and `Unrecognized` for anything else.
///
/// A row is `Variant accessor: Type where test`. The type is one that an item of a list may have. A model is in a box, and its row
/// says `box Model`. The JSON type of a value tells which alternative it is (text, number, boolean, list, object). Where several
/// alternatives are objects, the tests of their rows tell:
/// - `where "type" = "card"`: the object has this value under this key. Several values are separated by `|`. A number or boolean is
///   given as its JSON text.
/// - `where "iban"`: the object has this key.
/// - no test: any other object.
///
/// The first alternative whose test holds is read, whatever the order of the keys. What is none of the alternatives is kept in `Unrecognized`,
/// a [`Value`](crate::types::Value), as that of an `object` property is.
///
/// The enum is `#[non_exhaustive]`. It has an accessor for each alternative, and `From` its type; of a model also `From` its box. Where
/// one value of a key tells a model, `From` puts that value into a model that has none there, since it could not be read back without
/// it. The enum implements [`Union`](crate::Union), `Clone`, `PartialEq`, `Debug`, `Serialize` and `Deserialize`. It is a kind of property
/// and of item for [`model!`](crate::model).
///
/// ```
/// #![forbid(unsafe_code)]
/// spectable::union! {
///     /// How a bill is paid.
///     pub enum Payment {
///         /// With a card.
///         Card as_card: box Card where "method" = "card" | "credit_card",
///         Bank as_bank: box Bank where "method" = "bank",
///         /// A word, such as `cash`.
///         Word as_word: String,
///     }
/// }
/// spectable::model! {
///     pub struct Card = "Card" {
///         method with_method: String = "method",
///         number with_number: String = "number",
///     }
///     pub struct Bank = "Bank" {
///         method with_method: String = "method",
///         iban with_iban: String = "iban",
///     }
///     pub struct Bill = "Bill" {
///         payment with_payment: Payment = "payment",
///     }
/// }
///
/// let bill: Bill = spectable::from_str(r#"{"payment":{"number":"4111","method":"card"}}"#)?;
/// let card = bill.payment.as_ref().and_then(Payment::as_card);
/// assert_eq!(card.and_then(|card| card.number.as_deref()), Some("4111"));
///
/// let bill = Bill::default().with_payment(Bank::default().with_iban("DE0212"));
/// assert_eq!(spectable::to_string(&bill)?, r#"{"payment":{"method":"bank","iban":"DE0212"}}"#);
///
/// let later: Payment = spectable::from_str(r#"{"method":"coin","count":3}"#)?;
/// assert!(matches!(&later, Payment::Unrecognized(value) if value["count"] == 3));
/// # Ok::<(), spectable::Error>(())
/// ```
#[macro_export]
macro_rules! union {
    ($(
        $(#[doc = $doc:literal])*
        $visibility:vis enum $name:ident {
            $(
                $(#[doc = $variant_doc:literal])*
                $variant:ident $accessor:ident: $(box $model:ident)? $($ty:ty)?
                    $(where $key:literal $(= $($value:literal)|+)?)?
            ),* $(,)?
        }
    )+) => {$(
        $(#[doc = $doc])*
        #[non_exhaustive]
        $visibility enum $name {
            $(
                $(#[doc = $variant_doc])*
                $variant($($crate::__::Box<$model>)? $($ty)?),
            )*
            /// Anything else, as it was received.
            Unrecognized($crate::types::Value),
        }

        impl $name {
            $(
                /// The alternative of this name, if it is that one.
                pub fn $accessor(&self) -> $crate::__::Option<&($($model)? $($ty)?)> {
                    match self {
                        $name::$variant(it) => $crate::__::Option::Some(it),
                        _ => $crate::__::Option::None,
                    }
                }
            )*
        }
        impl $crate::Union for $name {
            const IDENTS: &'static $crate::__::str = $crate::__core::stringify!($name $($variant)*);
            const ONLY_KEY: $crate::__::Option<&'static $crate::__::str> =
                $crate::__only_key(&[$($crate::__key!($($key)?)),*]);
            fn raw_alternatives() -> &'static [$crate::__RawAlternative] {
                const {
                    &[$(
                        $crate::__alternative::<$($model)? $($ty)?>(
                            $crate::__key!($($key)?),
                            &[$($($($value),+)?)?],
                        ),
                    )*]
                }
            }
            fn blank(index: $crate::__::usize) -> Self {
                let mut at = 0;
                $(
                    if index == at {
                        return $name::$variant($crate::__blank_alternative!($($model)?));
                    }
                    at += 1;
                )*
                let _ = at;
                $name::Unrecognized($crate::types::Value::Null)
            }
            fn index(&self) -> $crate::__::usize {
                let mut at = 0;
                $(
                    if let $name::$variant(_) = self {
                        return at;
                    }
                    at += 1;
                )*
                at
            }
            fn item(&self) -> $crate::__ItemRef<'_> {
                match self {
                    $($name::$variant(it) => $crate::__item_of::<$($model)? $($ty)?>(it),)*
                    $name::Unrecognized(it) => $crate::__item_of(it),
                }
            }
            fn item_mut(&mut self) -> $crate::__ItemMut<'_> {
                match self {
                    $($name::$variant(it) => $crate::__item_mut_of::<$($model)? $($ty)?>(it),)*
                    $name::Unrecognized(it) => $crate::__item_mut_of(it),
                }
            }
        }
        // SAFETY: the kind carries functions that cast to `Option` of this very enum.
        unsafe impl $crate::__Property for $name {
            type Taken = $crate::__Converted;
            const KIND: $crate::__RawKind = <$crate::__UnionShape as $crate::__Shape<Self>>::KIND;
        }
        impl $crate::__Element for $name {
            type Shape = $crate::__UnionShape;
        }
        $(
            $(
                impl $crate::__::From<$model> for $name {
                    fn from(value: $model) -> Self {
                        $crate::__tagged($name::$variant($crate::__::Box::new(value)))
                    }
                }
                impl $crate::__::From<$crate::__::Box<$model>> for $name {
                    fn from(value: $crate::__::Box<$model>) -> Self {
                        $crate::__tagged($name::$variant(value))
                    }
                }
            )?
            $(
                impl $crate::__::From<$ty> for $name {
                    fn from(value: $ty) -> Self {
                        $name::$variant(value)
                    }
                }
            )?
        )*
        impl $crate::__::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__clone(self)
            }
        }
        impl $crate::__::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__::bool {
                $crate::__eq(self, other)
            }
        }
        impl $crate::__::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__::Formatter<'_>) -> $crate::__::FmtResult {
                $crate::__debug(self, f)
            }
        }
        impl $crate::__::Serialize for $name {
            fn serialize<S: $crate::__::Serializer>(&self, s: S) -> $crate::__::Result<S::Ok, S::Error> {
                $crate::__serialize(self, s)
            }
        }
        impl<'de> $crate::__::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__::Deserializer<'de>>(d: D) -> $crate::__::Result<Self, D::Error> {
                $crate::__deserialize(d)
            }
        }
    )+};
}

/// The key of a test of a union.
#[doc(hidden)]
#[macro_export]
macro_rules! __key {
    () => {
        $crate::__::Option::None
    };
    ($key:literal) => {
        $crate::__::Option::Some($key)
    };
}

/// A blank payload of a union: that of a model is in a box.
#[doc(hidden)]
#[macro_export]
macro_rules! __blank_alternative {
    () => {
        $crate::__blank_of()
    };
    ($model:ident) => {
        $crate::__blank_box::<$model>()
    };
}
