//! The expansions: the only code outside [`crate::layout`] that promises anything, by the rules at the head of it.

/// Makes models from tables: a struct, its setters, and one static table by which it is read and written.
///
/// A row is `field setter: Type = "wire name" (brackets)`. Every property is an `Option` of its type. The type is `String`,
/// `i64`, `f64`, `bool`, `OffsetDateTime`, `Date`, `serde_json::Value`, an [`open_enum!`](crate::open_enum), a `Vec<T>` or
/// `BTreeMap<String, T>` of any of these and of models, or a `Box` of a model. The brackets, which may be left away, hold any of
///
/// - `required`: requests must carry the property,
/// - `read_only`: requests may not carry it,
/// - `documented "name"`: the documented name, where it is not the field's.
///
/// Attributes are doc comments and `#[deprecated]` (alone, with `= "note"` or in brackets), in this order, and no others: what
/// could change the layout of the struct must not get through. The order and size of the fields in memory are no promise.
///
/// The struct is `#[non_exhaustive]` and implements [`Model`](crate::Model), `Default`, `Clone`, `PartialEq`, `Debug`,
/// `Serialize` and `Deserialize`.
///
/// The expansion holds `unsafe impl`s that are sound for every table this macro accepts, and passes
/// `#![forbid(unsafe_code)]` in the crate that uses it.
///
/// ```
/// #![forbid(unsafe_code)]
/// use spectable::Model as _;
/// use spectable::types::OffsetDateTime;
///
/// spectable::model! {
///     /// A call.
///     pub struct Call = "Call" {
///         /// The unique ID.
///         id with_id: String = "id" (required),
///         /// When it began.
///         start_time with_start_time: OffsetDateTime = "startTime",
///         /// Who took part.
///         parties with_parties: Vec<Party> = "parties" (read_only),
///         /// The call that this one was transferred from.
///         origin with_origin: Box<Call> = "origin",
///     }
/// }
/// spectable::model! {
///     /// Somebody on a call.
///     pub struct Party = "Party" {
///         /// The role.
///         role with_role: Role = "role",
///     }
/// }
/// spectable::open_enum! {
///     /// The role of a party.
///     pub enum Role { Agent = "agent", Customer = "customer" }
/// }
///
/// let text = r#"{"id":"c-1","startTime":"2026-05-04T10:00:00.25Z","parties":[{"role":"agent"},{"role":"coach","x":1}]}"#;
/// let call: Call = spectable::from_str(text)?;
/// assert_eq!(call.id.as_deref(), Some("c-1"));
/// let parties = call.parties.as_deref().unwrap_or_default();
/// assert_eq!(parties[0].role, Some(Role::Agent));
/// assert_eq!(parties[1].role.as_ref().map(Role::as_str), Some("coach"));
/// assert_eq!(parties[1].extra().len(), 1);
/// assert_eq!(spectable::to_string(&call)?, text);
/// # Ok::<(), spectable::Error>(())
/// ```
#[macro_export]
macro_rules! model {
    ($(
        $(#[doc = $doc:literal])*
        $(#[deprecated $($deprecated:tt)*])?
        $visibility:vis struct $model:ident = $name:literal {
            $(
                $(#[doc = $field_doc:literal])*
                $(#[deprecated $($field_deprecated:tt)*])?
                $field:ident $setter:ident: $ty:ty = $wire:literal $(($($option:ident $($text:literal)?),+ $(,)?))?
            ),* $(,)?
        }
    )+) => {$(
        $(#[doc = $doc])*
        $(#[deprecated $($deprecated)*])?
        #[non_exhaustive]
        #[repr(C)]
        $visibility struct $model {
            $(
                $(#[doc = $field_doc])*
                $(#[deprecated $($field_deprecated)*])?
                pub $field: $crate::__core::option::Option<$ty>,
            )*
            __extra: $crate::Extra,
        }

        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        $($(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($field_deprecated)*)])?)*
        impl $model {
            $(
                /// Sets the property of this name.
                #[must_use]
                $(#[deprecated $($field_deprecated)*])?
                pub fn $setter(mut self, value: impl $crate::Argument<$ty>) -> Self {
                    self.$field = $crate::private::set(value);
                    self
                }
            )*
        }

        // SAFETY: the struct is `repr(C)`, no other attribute that changes its layout is accepted, and the rows are its fields in order:
        // each an `Option<$ty>`, its kind that of the same `$ty`, named where nothing of this expansion is in scope.
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        $($(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($field_deprecated)*)])?)*
        unsafe impl $crate::Model for $model {
            const RAW_FIELDS: &'static [$crate::private::RawField] = &[$(
                $crate::private::RawField {
                    name: $wire,
                    ident: $crate::__core::stringify!($field),
                    documented: $crate::__core::concat!($($($($text)?)*)?),
                    kind: <$ty as $crate::private::Property>::KIND,
                    options: 0 $($(| $crate::private::options::$option)*)?
                        $(| $crate::__deprecated!($($field_deprecated)*))?,
                },
            )*];
            const RAW_TABLE: &'static $crate::private::RawTable = {
                $(const _: $crate::__core::primitive::u8 = $crate::__deprecated!($($deprecated)*);)?
                static TABLE: $crate::private::RawTable = $crate::private::RawTable {
                    name: $name,
                    fields: <$model as $crate::Model>::RAW_FIELDS,
                    whole: $crate::private::Whole::of::<$model>(),
                };
                &TABLE
            };
        }

        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::default::Default for $model {
            #[inline]
            fn default() -> Self {
                $crate::private::blank()
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::clone::Clone for $model {
            #[inline]
            fn clone(&self) -> Self {
                $crate::private::clone(self)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::cmp::PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__core::primitive::bool {
                $crate::private::eq(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut $crate::__core::fmt::Formatter<'_>) -> $crate::__core::fmt::Result {
                $crate::private::debug(self, f)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::private::Serialize for $model {
            fn serialize<S: $crate::private::Serializer>(&self, s: S) -> $crate::__core::result::Result<S::Ok, S::Error> {
                $crate::private::serialize(self, s)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl<'de> $crate::private::Deserialize<'de> for $model {
            fn deserialize<D: $crate::private::Deserializer<'de>>(d: D) -> $crate::__core::result::Result<Self, D::Error> {
                $crate::private::deserialize(d)
            }
        }
    )+};
}

/// `#[deprecated]` as a bit of a row. It stands for what the Rust reference knows ("The deprecated attribute"), and not for a
/// macro behind a path that begins with this word.
#[doc(hidden)]
#[macro_export]
macro_rules! __deprecated {
    () => {
        $crate::private::options::deprecated
    };
    (= $note:literal) => {
        $crate::private::options::deprecated
    };
    (($($about:tt)*)) => {
        $crate::private::options::deprecated
    };
}

/// Makes an open enum: the documented values as variants, and `Unrecognized` for any other text.
///
/// The enum is `#[non_exhaustive]`, has `VALUES` and `as_str`, is made with `From<&str>`, `From<String>` or `FromStr` (an
/// exact match), and implements [`OpenEnum`](crate::OpenEnum), `Clone`, `Debug`, `Display`, `AsRef<str>`, `Eq`, `Ord` and `Hash` (by the text
/// on the wire), `Serialize` and `Deserialize`. It is a kind of property and of item for [`model!`](crate::model).
///
/// ```
/// spectable::open_enum! {
///     /// Which way a call went.
///     pub enum Direction {
///         /// To us.
///         Inbound = "inbound",
///         /// From us.
///         Outbound = "outbound",
///     }
/// }
/// assert_eq!(Direction::from("inbound"), Direction::Inbound);
/// let sideways = Direction::from("sideways");
/// assert!(matches!(&sideways, Direction::Unrecognized(text) if text.as_str() == "sideways"));
/// assert_eq!(sideways.to_string(), "sideways");
/// assert_eq!(Direction::VALUES, ["inbound", "outbound"]);
/// ```
#[macro_export]
macro_rules! open_enum {
    ($(
        $(#[doc = $doc:literal])*
        $(#[deprecated $($deprecated:tt)*])?
        $visibility:vis enum $name:ident {
            $( $(#[doc = $value_doc:literal])* $variant:ident = $wire:literal ),* $(,)?
        }
    )+) => {$(
        $(#[doc = $doc])*
        $(#[deprecated $($deprecated)*])?
        #[derive($crate::__core::clone::Clone)]
        #[non_exhaustive]
        $visibility enum $name {
            $(
                #[doc = $crate::__core::concat!("`", $wire, "`")]
                $(#[doc = $value_doc])*
                $variant,
            )*
            /// Any other value, as it was received.
            Unrecognized($crate::Unrecognized<$name>),
        }

        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $name {
            /// The documented values as they stand on the wire, in documented order.
            pub const VALUES: &'static [&'static $crate::__core::primitive::str] = &[$($wire),*];

            /// The text on the wire.
            pub fn as_str(&self) -> &$crate::__core::primitive::str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(text) => text.as_str(),
                }
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::OpenEnum for $name {
            const IDENTS: &'static $crate::__core::primitive::str = {
                $(const _: $crate::__core::primitive::u8 = $crate::__deprecated!($($deprecated)*);)?
                $crate::__core::stringify!($name $($variant)*)
            };
            const VALUES: &'static [&'static $crate::__core::primitive::str] = Self::VALUES;
            fn from_text(text: &$crate::__core::primitive::str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::Unrecognized($crate::Unrecognized::new(text)),
                }
            }
        }
        // SAFETY: the kind carries functions that cast to `Option` of this very enum.
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        unsafe impl $crate::private::Property for $name {
            type Taken = $crate::private::Converted;
            const KIND: $crate::private::RawKind = <$crate::private::EnumShape as $crate::private::Shape<Self>>::KIND;
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::private::Element for $name {
            type Shape = $crate::private::EnumShape;
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__core::fmt::Formatter<'_>) -> $crate::__core::fmt::Result {
                $crate::private::enums::debug(self, f)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__core::fmt::Formatter<'_>) -> $crate::__core::fmt::Result {
                $crate::private::enums::display(self, f)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__core::primitive::bool {
                $crate::private::enums::eq(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::cmp::Eq for $name {}
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> $crate::__core::option::Option<$crate::__core::cmp::Ordering> {
                $crate::private::enums::partial_cmp(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> $crate::__core::cmp::Ordering {
                $crate::private::enums::cmp(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::hash::Hash for $name {
            fn hash<H: $crate::__core::hash::Hasher>(&self, state: &mut H) {
                $crate::private::enums::hash(self, state)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::convert::AsRef<$crate::__core::primitive::str> for $name {
            #[inline]
            fn as_ref(&self) -> &$crate::__core::primitive::str {
                self.as_str()
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::convert::From<&$crate::__core::primitive::str> for $name {
            #[inline]
            fn from(text: &$crate::__core::primitive::str) -> Self {
                $crate::private::enums::from_str(text)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::convert::From<$crate::types::String> for $name {
            #[inline]
            fn from(text: $crate::types::String) -> Self {
                $crate::private::enums::from_string(text)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__core::str::FromStr for $name {
            type Err = $crate::__core::convert::Infallible;
            #[inline]
            fn from_str(text: &$crate::__core::primitive::str) -> $crate::__core::result::Result<Self, Self::Err> {
                $crate::private::enums::parse(text)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::private::Serialize for $name {
            fn serialize<S: $crate::private::Serializer>(&self, s: S) -> $crate::__core::result::Result<S::Ok, S::Error> {
                $crate::private::enums::serialize(self, s)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(d: D) -> $crate::__core::result::Result<Self, D::Error> {
                $crate::private::enums::deserialize(d)
            }
        }
    )+};
}
