//! The table of a model: what a `model!` invocation says, as one static value.
//!
//! These types are what expansions are made of. They are public because an expansion is compiled in another crate,
//! and hidden because no other code should name them. [`crate::Table`] is the public view.

use std::fmt;

use crate::containers::{AnyEnumSlot, ListSlot, MapSlot};
use crate::layout::plan::{Whole, index_of};
use crate::layout::{Model, Property, RawOption};
use crate::union::UnionSlot;

/// The table of one model.
pub struct RawTable {
    /// The documented name of the model.
    pub(crate) name: &'static str,
    /// The Rust names of its properties, in documented order, with white space between them.
    pub(crate) idents: &'static str,
    /// What the brackets of the rows say in words.
    pub(crate) texts: &'static [RawText],
    /// Its properties, in documented order.
    pub(crate) fields: &'static [RawField],
    /// The map of all other keys, where their type is documented. Its field stands behind those of `fields`.
    pub(crate) additional: Option<&'static RawField>,
    /// What the brackets behind the name of the model say: a sum of [`directions`].
    pub(crate) directions: u8,
    /// What the rows do not say.
    pub(crate) whole: Whole,
}

impl RawTable {
    /// The table of a model. A model that has two rows of one wire name does not compile, nor one with a text that means nothing.
    pub const fn of<M: Model>(
        name: &'static str,
        idents: &'static str,
        texts: &'static [RawText],
        directions: u8,
    ) -> Self {
        let (fields, additional) = apart(M::RAW_FIELDS);
        assert!(are_distinct(fields), "two rows of this model have the same wire name");
        assert!(are_told(texts), "only `documented`, `format` and `default` are followed by a text");
        Self { name, idents, texts, fields, additional, directions, whole: Whole::of::<M>() }
    }

    /// Whether the model is always read tolerantly.
    #[inline]
    pub(crate) fn is_tolerant(&self) -> bool {
        self.directions & directions::tolerant != 0
    }

    /// What is documented about the values of a key, and whether null is one of them.
    pub(crate) fn documented(&'static self, key: &str) -> Option<(RawKind, bool)> {
        let (kind, nullable) =
            match (index_of(self, key).and_then(|index| self.fields.get(index)), self.additional) {
                (Some(field), _) => (field.kind, field.options & options::nullable != 0),
                (None, Some(RawField { kind: RawKind::Map(map), .. })) => (map.item, map.nullable),
                (None, _) => return None,
            };
        Some((kind, nullable || matches!(kind, RawKind::Any)))
    }

    /// The wire name of a property, by its place; empty where there is none.
    pub(crate) fn name_of(&self, index: usize) -> &'static str {
        self.fields.get(index).map_or("", |field| field.name)
    }

    /// Every row, in the order of the fields of the struct.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'static RawField> + use<> {
        self.fields.iter().chain(self.additional)
    }

    /// The Rust names of the properties as `Debug` shows names, in documented order.
    pub(crate) fn plain_idents(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.idents.split_whitespace().map(plain)
    }
}

impl fmt::Debug for RawTable {
    /// The name alone: tables refer to one another in circles.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawTable").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A text in the brackets of a row: the wire name of the row, the one of [`options`] before the text, and the text.
///
/// Few rows have one, and only reflection asks. So they stand beside the rows, which stay as short as they are.
pub(crate) type RawText = (&'static str, u16, &'static str);

/// One property of a model.
#[derive(Debug)]
pub struct RawField {
    /// The wire name.
    pub(crate) name: &'static str,
    /// What `T` is.
    pub(crate) kind: RawKind,
    /// What the brackets of the row say: a sum of [`options`].
    pub(crate) options: u16,
}

impl RawField {
    /// Whether it is a map whose items may be null.
    pub(crate) fn has_nullable_items(&self) -> bool {
        matches!(self.kind, RawKind::Map(RawMap { nullable: true, .. }))
    }
}

/// The row of a property. Its kind comes from the type of the field at this place. The field is not read.
#[must_use]
pub const fn row<T: Property>(_place: *mut Option<T>, name: &'static str, options: u16) -> RawField {
    RawField { name, kind: T::KIND, options }
}

/// An identifier without the mark of a raw one.
pub(crate) fn plain(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// Whether each text is one that a word of [`options`] is followed by.
const fn are_told(texts: &[RawText]) -> bool {
    let mut index = 0;
    while index < texts.len() {
        if !matches!(texts[index].1, options::documented | options::format | options::default) {
            return false;
        }
        index += 1;
    }
    true
}

/// The rows that have a wire name, and the last one, where it is the map of all other keys.
const fn apart(rows: &'static [RawField]) -> (&'static [RawField], Option<&'static RawField>) {
    let (fields, additional) = match rows.split_last() {
        Some((last, others)) if last.options & options::additional != 0 => (others, Some(last)),
        _ => (rows, None),
    };
    if let Some(row) = additional {
        assert!(matches!(row.kind, RawKind::Map(_)), "the row of additional properties is a map");
    }
    let mut index = 0;
    while index < fields.len() {
        assert!(
            fields[index].options & options::additional == 0,
            "the row of additional properties is the last one"
        );
        index += 1;
    }
    (fields, additional)
}

/// Whether no two rows have one wire name.
const fn are_distinct(rows: &[RawField]) -> bool {
    assert!(rows.len() < 16_000, "a model has fewer than 16,000 properties");
    if rows.len() < 128 { are_distinct_by::<256>(rows) } else { are_distinct_by::<16_384>(rows) }
}

/// The same, with a hash table of so many places.
///
/// The compiler interprets this for every model, at a thousand instructions a step. So names are hashed by two letters, and the
/// table is small.
const fn are_distinct_by<const PLACES: usize>(rows: &[RawField]) -> bool {
    // The index of a row plus one; zero is free.
    let mut places = [0; PLACES];
    let (mut index, len) = (0, rows.len());
    while index < len {
        let name = rows[index].name.as_bytes();
        let mut place = match *name {
            _ if PLACES > 256 => hash(name) % PLACES,
            [_, a, .., z] => (a ^ z << 3) as usize,
            _ => 0,
        };
        index += 1;
        while places[place] != 0 {
            if is_same(rows[places[place] - 1].name.as_bytes(), name) {
                return false;
            }
            place = (place + 1) % PLACES;
        }
        places[place] = index;
    }
    true
}

/// A number that depends on every byte of a name.
const fn hash(name: &[u8]) -> usize {
    let (mut hash, mut at) = (0_u32, 0);
    while at < name.len() {
        hash = (hash ^ name[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash >> 8) as usize
}

/// Whether two names are the same.
const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let (mut at, len) = (0, a.len());
    if len != b.len() {
        return false;
    }
    while at < len {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The words in the brackets of a row, as bits of the options of a [`RawField`].
#[allow(non_upper_case_globals, reason = "each constant is named as the word that `model!` takes")]
pub mod options {
    /// Requests must carry the property.
    pub const required: u16 = 1;
    /// Requests may not carry the property.
    pub const read_only: u16 = 2;
    /// The property should no longer be used; said by the attribute.
    pub const deprecated: u16 = 4;
    /// Responses do not carry the property.
    pub const write_only: u16 = 8;
    /// `null` is a value of the property.
    pub const nullable: u16 = 16;
    /// Followed by a text: the documented name.
    pub const documented: u16 = 32;
    /// Followed by a text: what the innermost item of the property is beyond its type.
    pub const format: u16 = 64;
    /// Followed by a text: the value that the property has where it is left out, as JSON.
    pub const default: u16 = 128;
    /// The property is the map of all keys that no other row has.
    pub const additional: u16 = 256;
}

/// The words in the brackets behind the name of a model, as bits of the directions of a [`RawTable`].
#[allow(non_upper_case_globals, reason = "each constant is named as the word that `model!` takes")]
pub mod directions {
    /// The model is in what a client sends.
    pub const request: u8 = 1;
    /// The model is in what a client receives.
    pub const response: u8 = 2;
    /// The model is always read tolerantly, with all that it holds.
    pub const tolerant: u8 = 4;
}

/// What a property or an item is. Each kind names exactly one layout: see [`crate::layout::Property`].
#[derive(Debug, Clone, Copy)]
pub enum RawKind {
    /// `String`
    Text,
    /// `i64`
    Integer,
    /// `i32`
    Integer32,
    /// `u64`
    Unsigned,
    /// `f64`
    Number,
    /// `bool`
    Boolean,
    /// `OffsetDateTime`
    DateTime,
    /// `Date`
    Date,
    /// `Value`
    Any,
    /// An open enum, of texts or of integers.
    Enum(&'static RawEnum),
    /// `Box<M>` as a property, `M` as an item.
    Model(fn() -> &'static RawTable),
    /// `Vec<T>`
    List(&'static RawList),
    /// `BTreeMap<String, T>`
    Map(&'static RawMap),
    /// A union.
    Union(&'static RawUnion),
}

/// What there is to know about an open enum.
#[derive(Debug)]
pub struct RawEnum {
    /// [`crate::OpenEnum::IDENTS`].
    pub idents: &'static str,
    /// The known values.
    pub values: RawValues,
    /// Turns a pointer to an `Option<E>` into one to its [`AnyEnumSlot`].
    pub slot: fn(*mut ()) -> *mut dyn AnyEnumSlot,
    /// The functions of its `Option`.
    pub option: RawOption,
}

/// The known values of an open enum.
#[derive(Debug, Clone, Copy)]
pub enum RawValues {
    /// [`crate::OpenEnum::VALUES`].
    Texts(&'static [&'static str]),
    /// [`crate::IntegerEnum::VALUES`].
    Integers(&'static [i64]),
}

/// What there is to know about a `Vec<T>`.
#[derive(Debug)]
pub struct RawList {
    /// What `T` is, or what it is an `Option` of.
    pub item: RawKind,
    /// Whether `T` is an `Option`: an item may be null.
    pub nullable: bool,
    /// Turns a pointer to an `Option<Vec<T>>` into one to its [`ListSlot`].
    pub slot: fn(*mut ()) -> *mut dyn ListSlot,
    /// The functions of its `Option`.
    pub option: RawOption,
}

/// What there is to know about a `BTreeMap<String, T>`.
#[derive(Debug)]
pub struct RawMap {
    /// What `T` is, or what it is an `Option` of.
    pub item: RawKind,
    /// Whether `T` is an `Option`: an item may be null.
    pub nullable: bool,
    /// Turns a pointer to an `Option<BTreeMap<String, T>>` into one to its [`MapSlot`].
    pub slot: fn(*mut ()) -> *mut dyn MapSlot,
    /// The functions of its `Option`.
    pub option: RawOption,
}

/// What there is to know about a union.
#[derive(Debug)]
pub struct RawUnion {
    /// [`crate::Union::IDENTS`].
    pub idents: &'static str,
    /// [`crate::Union::raw_alternatives`].
    pub alternatives: fn() -> &'static [RawAlternative],
    /// Turns a pointer to an `Option<U>` into one to its [`UnionSlot`].
    pub slot: fn(*mut ()) -> *mut dyn UnionSlot,
    /// The functions of its `Option`.
    pub option: RawOption,
}

/// An alternative of a union.
#[derive(Debug)]
pub struct RawAlternative {
    /// What it is, as an item.
    pub(crate) kind: RawKind,
    /// The key that tells an object of this alternative, if one does.
    pub(crate) key: Option<&'static str>,
    /// The values of that key that do: texts as they are, numbers and booleans as JSON text. None, where the key alone does.
    pub(crate) values: &'static [&'static str],
}
