//! What a document has that its documentation does not say, as data.

use std::borrow::Cow;
use std::fmt;
use std::vec;

use serde_json::Value;

use crate::decimal::Whole;
use crate::layout::ModelRef;
use crate::path::excerpt;
use crate::reflect::{self, Kind};
use crate::table::RawKind;
use crate::walk::{Node, Place, walk};
use crate::write::kept;

/// Something in a document that its documentation does not say; see [`Model::deviations`](crate::Model::deviations) and
/// [`Model::unknowns`](crate::Model::unknowns).
///
/// It prints as one line: `participants[3].startTime: found string "yesterday", documented is an ISO-8601 date-time`.
#[derive(Debug, Clone)]
pub struct Unexpected<'a> {
    path: String,
    wire_name: &'a str,
    model: &'static str,
    kind: Option<Kind>,
    nullable: bool,
    oddity: Oddity,
    value: Cow<'a, Value>,
    exact: Option<&'a str>,
}

/// In which way something is not what the documentation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Oddity {
    /// The model has no property of this key.
    UnknownKey,
    /// The value is of another kind than documented, and was [read tolerantly](crate#tolerant-reading).
    WrongKind,
    /// The value is null, which is not documented as a value.
    Null,
    /// The enum has no such value.
    UnrecognizedValue,
    /// The value is none of the alternatives of the union.
    UnrecognizedAlternative,
}

impl<'a> Unexpected<'a> {
    /// Where it is in the document, as in [`Error::path`](crate::Error::path): `participants[3].startTime`.
    #[inline]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The key of the property that holds it, or the unknown key. Of an item of a list or map it is that of the property.
    #[inline]
    pub fn wire_name(&self) -> &'a str {
        self.wire_name
    }

    /// The documented name of the model that has the property or key.
    #[inline]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// What is documented in this place; `None` of an unknown key.
    #[inline]
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Whether null is documented as a value of the property.
    #[inline]
    pub fn nullable(&self) -> bool {
        self.nullable
    }

    /// In which way it is unexpected.
    #[inline]
    pub fn oddity(&self) -> Oddity {
        self.oddity
    }

    /// What is there instead. Where there is an [`exact_text`](Self::exact_text), it is the nearest that a `Value` can be.
    #[inline]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The JSON text of the value, where a [`Value`] cannot hold it exactly; see [`Extra::exact_text`](crate::Extra::exact_text).
    #[inline]
    pub fn exact_text(&self) -> Option<&'a str> {
        self.exact
    }
}

impl fmt::Display for Unexpected<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        let found = found(&self.value, self.exact);
        match (self.oddity, self.kind) {
            (Oddity::UnrecognizedValue, _) => write!(f, "found {found}, which is not a documented value"),
            (Oddity::UnrecognizedAlternative, _) => {
                write!(f, "found {found}, which is none of the documented alternatives")
            }
            (_, Some(kind)) => write!(f, "found {found}, documented is {}", expected(kind)),
            (_, None) => write!(f, "{} has no such property", self.model),
        }
    }
}

/// What was found, in the words of errors.
#[inline]
fn found(value: &Value, exact: Option<&str>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("boolean {value}"),
        Value::Number(number) => format!("number {}", excerpt(exact.unwrap_or(&number.to_string()))),
        Value::String(text) => format!("string {:?}", excerpt(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// What is documented, in the words of errors.
#[inline]
pub(crate) fn expected(kind: Kind) -> Cow<'static, str> {
    Cow::Borrowed(match kind {
        Kind::Text => "a string",
        Kind::Integer => i64::EXPECTED,
        Kind::Integer32 => i32::EXPECTED,
        Kind::Unsigned => u64::EXPECTED,
        Kind::Number => "a number",
        Kind::Boolean => "a boolean",
        Kind::DateTime => "an ISO-8601 date-time",
        Kind::Date => "an ISO-8601 date",
        Kind::Any => "any value",
        Kind::Enum(of) if of.integers().is_some() => i64::EXPECTED,
        Kind::Enum(_) => "a string",
        Kind::Model(table) => return Cow::Owned(format!("an object ({})", table.name())),
        Kind::List(item) => return Cow::Owned(format!("a list, each item {}", expected(item.kind()))),
        Kind::Map(item) => return Cow::Owned(format!("an object, each value {}", expected(item.kind()))),
        Kind::Union(union) => return Cow::Owned(format!("one of the alternatives of `{}`", union.name())),
    })
}

/// What contradicts the documentation.
#[inline]
pub(crate) fn deviations(model: ModelRef<'_>) -> vec::IntoIter<Unexpected<'_>> {
    collect(model, |oddity| oddity != Oddity::UnknownKey)
}

/// The keys that the documentation does not have.
#[inline]
pub(crate) fn unknowns(model: ModelRef<'_>) -> vec::IntoIter<Unexpected<'_>> {
    collect(model, |oddity| oddity == Oddity::UnknownKey)
}

#[inline]
fn collect(model: ModelRef<'_>, is_asked: impl Fn(Oddity) -> bool) -> vec::IntoIter<Unexpected<'_>> {
    let mut all = Vec::new();
    each(model, &mut |place, found| {
        if is_asked(found.oddity) {
            all.push(found.at(place));
        }
    });
    all.into_iter()
}

/// Something unexpected, before its path is written.
pub(crate) struct Found<'a> {
    pub(crate) oddity: Oddity,
    pub(crate) kind: Option<RawKind>,
    value: FoundValue<'a>,
    exact: Option<&'a str>,
}

enum FoundValue<'a> {
    Value(&'a Value),
    Text(&'a str),
    Integer(i64),
}

impl<'a> Found<'a> {
    #[inline]
    fn at(self, place: &Place<'_, 'a>) -> Unexpected<'a> {
        let (model, wire_name, nullable) = place
            .innermost_member()
            .map(|(table, key)| {
                (table.name, key, table.documented(key).is_some_and(|(_, nullable)| nullable))
            })
            .unwrap_or_default();
        Unexpected {
            path: place.path(),
            wire_name,
            model,
            kind: self.kind.map(reflect::kind),
            nullable,
            oddity: self.oddity,
            value: match self.value {
                FoundValue::Value(value) => Cow::Borrowed(value),
                FoundValue::Text(text) => Cow::Owned(text.into()),
                FoundValue::Integer(number) => Cow::Owned(number.into()),
            },
            exact: self.exact,
        }
    }
}

/// Shows everything that is unexpected.
#[inline]
pub(crate) fn each<'a>(model: ModelRef<'a>, show: &mut dyn FnMut(&Place<'_, 'a>, Found<'a>)) {
    walk(model, &Place::ROOT, &mut |place, node| {
        let (oddity, kind, value) = match node {
            Node::Model(model) => return each_kept(model, place, show),
            Node::Text(text, of) => (Oddity::UnrecognizedValue, RawKind::Enum(of), FoundValue::Text(text)),
            Node::Integer(number, of) => {
                (Oddity::UnrecognizedValue, RawKind::Enum(of), FoundValue::Integer(number))
            }
            Node::Other(value, of) => {
                (Oddity::UnrecognizedAlternative, RawKind::Union(of), FoundValue::Value(value))
            }
        };
        show(place, Found { oddity, kind: Some(kind), value, exact: None });
    });
}

/// Shows what a model keeps beside its properties.
#[inline]
fn each_kept<'a>(
    model: ModelRef<'a>,
    place: &Place<'_, 'a>,
    show: &mut dyn FnMut(&Place<'_, 'a>, Found<'a>),
) {
    if !model.extra().is_used() {
        return;
    }
    let table = model.table();
    for (key, value) in kept(model) {
        let documented = table.documented(key);
        let oddity = match documented {
            None => Oddity::UnknownKey,
            Some((_, true)) if value.is_null() => continue,
            Some(_) if value.is_null() => Oddity::Null,
            Some(_) => Oddity::WrongKind,
        };
        let kind = documented.map(|(kind, _)| kind);
        let (value, exact) = (FoundValue::Value(value), model.extra().exact_text(key));
        show(&place.member(table, key), Found { oddity, kind, value, exact });
    }
}
