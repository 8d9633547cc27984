//! The expansions. They are the only other code that makes promises to [`crate::layout`], by the five rules in its documentation.

/// Makes a model from a table: a struct, its setters, and one static table that reading and writing use.
///
/// A row is `field setter: Type = "wire name" (brackets)`. Every property is an `Option` of its type. The type is `String`,
/// `i32`, `i64`, `u64`, `f64`, `bool`, `OffsetDateTime`, `Date`, `serde_json::Value`, an [`open_enum!`](crate::open_enum), a `Vec<T>` or
/// `BTreeMap<String, T>` of any of these and of models, or a `Box` of a model. The brackets are optional, and hold any of
///
/// - `required`: requests must carry the property,
/// - `read_only`: requests may not carry it,
/// - `write_only`: responses do not carry the property,
/// - `nullable`: `null` is a value of the property,
/// - `documented "name"`: the documented name, if it differs from the name of the field,
/// - `format "int32"`: what the innermost item of the type is beyond it, in the words of OpenAPI,
/// - `default "10"`: the value that the property has where it is left out, as JSON,
/// - `additional`: the property is the map of all keys that no other row has. It is a `BTreeMap<String, T>`, the last row, and its own wire
///   name means nothing. What is null among those keys stays in [`Extra`](crate::Extra), unless `T` is an `Option`.
///
/// But for the last they are for [reflection](crate::Table): nothing is read or written in another way because of them. The name of a model may be followed by
/// brackets, too, with `request` and `response`: where the model travels. With `tolerant` among them, the model and all that it holds is
/// always [read tolerantly](crate#tolerant-reading), by every reader.
///
/// Attributes are doc comments and `#[deprecated]` (alone, with `= "note"` or in brackets), in this order. Others are
/// refused, because they could change the layout of the struct. The order and size of the fields in memory may change between versions.
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
        $visibility:vis struct $model:ident = $name:literal $(($($direction:ident),+ $(,)?))? {
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
                pub $field: $crate::__::Option<$ty>,
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
                    self.$field = $crate::__set(value);
                    self
                }
            )*
        }

        // SAFETY: the struct is `repr(C)`, no other attribute that changes its layout is accepted, and the rows are its fields in order.
        // `row` takes the kind of each field from the place of that field.
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        $($(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($field_deprecated)*)])?)*
        unsafe impl $crate::Model for $model {
            const RAW_FIELDS: &'static [$crate::__RawField] = {
                let mut __place = $crate::__::MaybeUninit::<Self>::uninit();
                let __place = &raw mut __place as *mut Self;
                // SAFETY: the place is memory for a whole model. Nothing is read. What the user says inside are literals, names of
                // fields, and names after a path of this crate: none of them can do anything unsafe.
                unsafe {
                    // Each name is that of one field of this struct.
                    let Self { $($field: _,)* .. } = *__place;
                    &[$(
                        $crate::__row(
                            &raw mut (*__place).$field,
                            $wire,
                            0 $($(| $crate::__options::$option)*)? $(| $crate::__deprecated!($($field_deprecated)*))?,
                        ),
                    )*]
                }
            };
            fn raw_table() -> &'static $crate::__RawTable {
                $(const _: $crate::__::u16 = $crate::__deprecated!($($deprecated)*);)?
                static TABLE: $crate::__RawTable = $crate::__RawTable::of::<$model>(
                    $name,
                    $crate::__core::stringify!($($field)*),
                    &[$($($($(($wire, $crate::__options::$option, $text),)?)+)?)*],
                    0 $($(| $crate::__directions::$direction)+)?,
                );
                &TABLE
            }
            fn raw_present(&self) -> $crate::__Present {
                let mut present = <$crate::__Present as $crate::__::Default>::default();
                $($crate::__Present::ask(&mut present, $crate::__::Option::is_some(&self.$field));)*
                present
            }
        }

        // SAFETY: `row` has asked that the type of each field is `Send` and `Sync`, and so is `Extra`.
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        unsafe impl $crate::__::Send for $model {}
        // SAFETY: likewise.
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        unsafe impl $crate::__::Sync for $model {}
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Unpin for $model {}
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::UnwindSafe for $model {}
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::RefUnwindSafe for $model {}

        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Default for $model {
            #[inline]
            fn default() -> Self {
                $crate::__blank()
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Clone for $model {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__clone(self)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__::bool {
                $crate::__eq(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut $crate::__::Formatter<'_>) -> $crate::__::FmtResult {
                $crate::__debug(self, f)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Serialize for $model {
            fn serialize<S: $crate::__::Serializer>(&self, s: S) -> $crate::__::Result<S::Ok, S::Error> {
                $crate::__serialize(self, s)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl<'de> $crate::__::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__::Deserializer<'de>>(d: D) -> $crate::__::Result<Self, D::Error> {
                $crate::__deserialize(d)
            }
        }
    )+};
}

/// `#[deprecated]` as a bit of a row. It means the attribute of the Rust reference ("The deprecated attribute"), and not a
/// macro whose path begins with this word.
#[doc(hidden)]
#[macro_export]
macro_rules! __deprecated {
    () => {
        $crate::__options::deprecated
    };
    (= $note:literal) => {
        $crate::__options::deprecated
    };
    (($($about:tt)*)) => {
        $crate::__options::deprecated
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
            /// The documented values as they are in JSON, in documented order.
            pub const VALUES: &'static [&'static $crate::__::str] = <$name as $crate::OpenEnum>::VALUES;

            /// The text in JSON.
            pub fn as_str(&self) -> &$crate::__::str {
                match self {
                    $($name::$variant => $wire,)*
                    $name::Unrecognized(text) => text.as_str(),
                }
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::OpenEnum for $name {
            const IDENTS: &'static $crate::__::str = {
                $(const _: $crate::__::u16 = $crate::__deprecated!($($deprecated)*);)?
                $crate::__core::stringify!($name $($variant)*)
            };
            const VALUES: &'static [&'static $crate::__::str] = &[$($wire),*];
            fn from_text(text: &$crate::__::str) -> Self {
                match text {
                    $($wire => $name::$variant,)*
                    _ => $name::Unrecognized($crate::Unrecognized::new(text)),
                }
            }
        }
        // SAFETY: the kind carries functions that cast to `Option` of this very enum.
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        unsafe impl $crate::__Property for $name {
            type Taken = $crate::__Converted;
            const KIND: $crate::__RawKind = <$crate::__EnumShape as $crate::__Shape<Self>>::KIND;
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__Element for $name {
            type Shape = $crate::__EnumShape;
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::__enum_clone(self)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__::Formatter<'_>) -> $crate::__::FmtResult {
                $crate::__enum_debug(self, f)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__::Formatter<'_>) -> $crate::__::FmtResult {
                $crate::__enum_display(self, f)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__::bool {
                $crate::__enum_eq(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Eq for $name {}
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> $crate::__::Option<$crate::__::Ordering> {
                $crate::__enum_partial_cmp(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> $crate::__::Ordering {
                $crate::__enum_cmp(self, other)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Hash for $name {
            fn hash<H: $crate::__::Hasher>(&self, state: &mut H) {
                $crate::__enum_hash(self, state)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::AsRef<$crate::__::str> for $name {
            #[inline]
            fn as_ref(&self) -> &$crate::__::str {
                self.as_str()
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::From<&$crate::__::str> for $name {
            #[inline]
            fn from(text: &$crate::__::str) -> Self {
                $crate::__enum_from_str(text)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::From<$crate::__::String> for $name {
            #[inline]
            fn from(text: $crate::__::String) -> Self {
                $crate::__enum_from_string(text)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::FromStr for $name {
            type Err = $crate::__::Infallible;
            #[inline]
            fn from_str(text: &$crate::__::str) -> $crate::__::Result<Self, $crate::__::Infallible> {
                $crate::__enum_parse(text)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl $crate::__::Serialize for $name {
            fn serialize<S: $crate::__::Serializer>(&self, s: S) -> $crate::__::Result<S::Ok, S::Error> {
                $crate::__enum_serialize(self, s)
            }
        }
        $(#[allow(deprecated)] #[cfg_attr(any(), deprecated $($deprecated)*)])?
        impl<'de> $crate::__::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__::Deserializer<'de>>(d: D) -> $crate::__::Result<Self, D::Error> {
                $crate::__enum_deserialize(d)
            }
        }
    )+};
}
