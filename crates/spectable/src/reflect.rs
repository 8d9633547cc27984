//! Reflection: what the documentation says about a model, at run time.
//!
//! It is a view of the tables without layouts and functions, which only the interpreter needs.

use std::fmt;

use serde_json::Value;

use crate::choose;
use crate::table::{
    RawAlternative, RawEnum, RawField, RawKind, RawTable, RawText, RawUnion, RawValues, directions, options,
    plain,
};

/// What the documentation says about a model.
///
/// ```
/// use spectable::{Kind, Model};
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id" (required),
///         next_call with_next_call: Box<Call> = "nextCall",
///     }
/// }
/// let table = Call::table();
/// assert_eq!(table.name(), "Call");
/// let next = table.field("nextCall").expect("it is documented");
/// assert_eq!(next.documented_name(), "next_call");
/// assert!(matches!(next.kind(), Kind::Model(call) if call.name() == "Call"));
/// ```
#[derive(Clone, Copy)]
pub struct Table(&'static RawTable);

/// What the documentation says about a property.
#[derive(Clone, Copy)]
pub struct Field {
    table: &'static RawTable,
    row: &'static RawField,
    index: usize,
}

/// Where a model travels, from the view of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// In what it sends.
    Request,
    /// In what it receives, webhooks and callbacks among it.
    Response,
    /// In both.
    Both,
}

/// What the documentation says about an enum.
#[derive(Clone, Copy)]
pub struct Enum(&'static RawEnum);

/// What a property holds, or an item of a list or map.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Kind {
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
    /// `serde_json::Value`
    Any,
    /// An open enum, of texts or of integers.
    Enum(Enum),
    /// Another model.
    Model(Table),
    /// `Vec<T>`, and what its items are.
    List(Item),
    /// `BTreeMap<String, T>`, and what its items are.
    Map(Item),
    /// A union.
    Union(Alternatives),
}

/// What the documentation says about the alternatives of a union.
#[derive(Clone, Copy)]
pub struct Alternatives(&'static RawUnion);

/// What the documentation says about an alternative of a union.
#[derive(Clone, Copy)]
pub struct Alternative {
    name: &'static str,
    raw: &'static RawAlternative,
}

/// The kind of the items of a list or map.
#[derive(Clone, Copy)]
pub struct Item {
    kind: RawKind,
    nullable: bool,
}

impl Table {
    #[inline]
    pub(crate) fn new(table: &'static RawTable) -> Self {
        Self(table)
    }

    /// The documented name of the model.
    #[inline]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Where the model travels, as far as the documentation of the operations says; `None` where it says nothing.
    #[inline]
    pub fn direction(self) -> Option<Direction> {
        let has = |bit| self.0.directions & bit != 0;
        match (has(directions::request), has(directions::response)) {
            (true, true) => Some(Direction::Both),
            (true, false) => Some(Direction::Request),
            (false, true) => Some(Direction::Response),
            (false, false) => None,
        }
    }

    /// Whether the model is [always read tolerantly](crate#tolerant-reading).
    #[inline]
    pub fn is_tolerant(self) -> bool {
        self.0.is_tolerant()
    }

    /// Every property, in documented order.
    #[inline]
    pub fn fields(self) -> impl ExactSizeIterator<Item = Field> + Clone {
        let table = self.0;
        table.fields.iter().enumerate().map(move |(index, row)| Field { table, row, index })
    }

    /// What the values of all other keys are, where the documentation says it.
    #[inline]
    pub fn additional(self) -> Option<Item> {
        match self.0.additional?.kind {
            RawKind::Map(map) => Some(Item { kind: map.item, nullable: map.nullable }),
            _ => None,
        }
    }

    /// The property of a wire name.
    #[inline]
    pub fn field(self, wire_name: &str) -> Option<Field> {
        self.fields().find(|field| field.wire_name() == wire_name)
    }
}

impl Field {
    /// The JSON key.
    #[inline]
    pub fn wire_name(self) -> &'static str {
        self.row.name
    }

    /// The name that the page prints.
    #[inline]
    pub fn documented_name(self) -> &'static str {
        self.text(options::documented)
            .or_else(|| self.table.plain_idents().nth(self.index))
            .unwrap_or_default()
    }

    /// What it holds.
    #[inline]
    pub fn kind(self) -> Kind {
        kind(self.row.kind)
    }

    /// Whether requests must carry it.
    #[inline]
    pub fn required(self) -> bool {
        self.has(options::required)
    }

    /// Whether requests may not carry it.
    #[inline]
    pub fn read_only(self) -> bool {
        self.has(options::read_only)
    }

    /// Whether responses do not carry it.
    #[inline]
    pub fn write_only(self) -> bool {
        self.has(options::write_only)
    }

    /// Whether `null` is documented as a value of it. Every property can be set to null, whatever this says.
    #[inline]
    pub fn nullable(self) -> bool {
        self.has(options::nullable)
    }

    /// Whether it should no longer be used.
    #[inline]
    pub fn deprecated(self) -> bool {
        self.has(options::deprecated)
    }

    /// What the documentation says of its innermost item beyond the type, in the words of OpenAPI's `format`: `int32`, `uuid`, `binary`.
    /// Of a `Vec<i64>` it is about each number.
    #[inline]
    pub fn format(self) -> Option<&'static str> {
        self.text(options::format)
    }

    /// The value that it has where it is left out, as JSON: `10`, `"asc"`. Reading does not put it in.
    #[inline]
    pub fn default(self) -> Option<&'static str> {
        self.text(options::default)
    }

    #[inline]
    fn has(self, option: u16) -> bool {
        self.row.options & option != 0
    }

    /// What follows a word in the brackets of its row.
    #[inline]
    fn text(self, option: u16) -> Option<&'static str> {
        let of_row = |text: &&RawText| text.0 == self.row.name && text.1 == option;
        self.table.texts.iter().filter(|_| self.has(option)).find(of_row).map(|text| text.2)
    }
}

impl Enum {
    #[inline]
    pub(crate) fn new(of: &'static RawEnum) -> Self {
        Self(of)
    }

    /// The Rust name.
    #[inline]
    pub fn name(self) -> &'static str {
        self.0.idents.split_whitespace().next().map(plain).unwrap_or_default()
    }

    /// The documented values as they are in JSON, in documented order; none of an enum of [integers](Self::integers).
    #[inline]
    pub fn values(self) -> &'static [&'static str] {
        match self.0.values {
            RawValues::Texts(values) => values,
            RawValues::Integers(_) => &[],
        }
    }

    /// The documented values of an enum of integers, in documented order; `None` of an enum of texts.
    #[inline]
    pub fn integers(self) -> Option<&'static [i64]> {
        match self.0.values {
            RawValues::Texts(_) => None,
            RawValues::Integers(values) => Some(values),
        }
    }
}

impl Alternatives {
    /// The Rust name of the union.
    #[inline]
    pub fn name(self) -> &'static str {
        self.0.idents.split_whitespace().next().map(plain).unwrap_or_default()
    }

    /// Each, in documented order.
    #[inline]
    pub fn iter(self) -> impl ExactSizeIterator<Item = Alternative> + Clone {
        let raw = (self.0.alternatives)();
        let names = self.0.idents;
        raw.iter().enumerate().map(move |(index, raw)| {
            let name = names.split_whitespace().nth(index + 1).map(plain).unwrap_or_default();
            Alternative { name, raw }
        })
    }

    /// The alternative as which a value is read; `None` where it is none of them.
    #[inline]
    pub fn alternative_of(self, value: &Value) -> Option<Alternative> {
        self.iter().nth(choose::of_value((self.0.alternatives)(), value))
    }
}

impl Alternative {
    /// The Rust name of the variant.
    #[inline]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> Kind {
        kind(self.raw.kind)
    }

    /// The key that tells an object of this alternative; `None` where its JSON type does, or it is told by what the others are.
    #[inline]
    pub fn key(self) -> Option<&'static str> {
        self.raw.key
    }

    /// The values of the [key](Self::key) that tell it: texts as they are, numbers and booleans as JSON text. None, where the key alone
    /// does.
    #[inline]
    pub fn values(self) -> &'static [&'static str] {
        self.raw.values
    }
}

impl Kind {
    /// The innermost item of lists and maps, or the kind itself.
    #[inline]
    pub fn innermost(self) -> Kind {
        match self {
            Kind::List(item) | Kind::Map(item) => item.kind().innermost(),
            other => other,
        }
    }

    /// The documented values, where this is an enum of texts or a list or map of one.
    #[inline]
    pub fn enum_values(self) -> Option<&'static [&'static str]> {
        match self.innermost() {
            Kind::Enum(kind) if kind.integers().is_none() => Some(kind.values()),
            _ => None,
        }
    }
}

impl Item {
    #[inline]
    pub(crate) fn new(kind: RawKind, nullable: bool) -> Self {
        Self { kind, nullable }
    }

    /// What an item is.
    #[inline]
    pub fn kind(self) -> Kind {
        kind(self.kind)
    }

    /// Whether it may be null.
    #[inline]
    pub fn nullable(self) -> bool {
        self.nullable
    }
}

/// The view of a kind.
#[inline]
pub(crate) fn kind(raw: RawKind) -> Kind {
    match raw {
        RawKind::Text => Kind::Text,
        RawKind::Integer => Kind::Integer,
        RawKind::Integer32 => Kind::Integer32,
        RawKind::Unsigned => Kind::Unsigned,
        RawKind::Number => Kind::Number,
        RawKind::Boolean => Kind::Boolean,
        RawKind::DateTime => Kind::DateTime,
        RawKind::Date => Kind::Date,
        RawKind::Any => Kind::Any,
        RawKind::Enum(kind) => Kind::Enum(Enum(kind)),
        RawKind::Model(table) => Kind::Model(Table(table())),
        RawKind::List(list) => Kind::List(Item { kind: list.item, nullable: list.nullable }),
        RawKind::Map(map) => Kind::Map(Item { kind: map.item, nullable: map.nullable }),
        RawKind::Union(union) => Kind::Union(Alternatives(union)),
    }
}

impl fmt::Debug for Table {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Models may reach themselves, so only the name.
        write!(f, "Table({})", self.name())
    }
}

impl fmt::Debug for Field {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("wire_name", &self.wire_name())
            .field("documented_name", &self.documented_name())
            .field("kind", &self.kind())
            .field("required", &self.required())
            .field("read_only", &self.read_only())
            .field("write_only", &self.write_only())
            .field("nullable", &self.nullable())
            .field("deprecated", &self.deprecated())
            .field("format", &self.format())
            .field("default", &self.default())
            .finish()
    }
}

impl fmt::Debug for Enum {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.values {
            RawValues::Texts(values) => f.debug_struct(self.name()).field("values", &values).finish(),
            RawValues::Integers(values) => f.debug_struct(self.name()).field("values", &values).finish(),
        }
    }
}

impl fmt::Debug for Alternatives {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.name()).field("alternatives", &self.iter().collect::<Vec<_>>()).finish()
    }
}

impl fmt::Debug for Alternative {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind() {
            // Unions may reach themselves.
            Kind::Union(union) => union.name().to_owned(),
            Kind::List(_) => "List".to_owned(),
            Kind::Map(_) => "Map".to_owned(),
            kind => format!("{kind:?}"),
        };
        f.debug_struct(self.name)
            .field("kind", &format_args!("{kind}"))
            .field("key", &self.key())
            .field("values", &self.values())
            .finish()
    }
}

impl fmt::Debug for Item {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind().fmt(f)
    }
}
