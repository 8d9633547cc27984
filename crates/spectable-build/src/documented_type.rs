//! Types as documentation spells them, in the words of Python SDKs: `str`, `list[User]`, `dict(str, list[int])`. An item that may be
//! null is `optional[…]`.

use std::fmt;
use std::str::FromStr;

use crate::types::Type;

/// A type as documented: a reference is a name, of a model or an enum, or without a page.
pub type RawType = Type<String>;

/// The type in the words of the pages: `list[User]`, `dict(str, datetime)`.
impl fmt::Display for RawType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RawType::Text => f.write_str("str"),
            RawType::Integer | RawType::Integer32 | RawType::Unsigned => f.write_str("int"),
            RawType::Number => f.write_str("float"),
            RawType::Boolean => f.write_str("bool"),
            RawType::DateTime => f.write_str("datetime"),
            RawType::Date => f.write_str("date"),
            RawType::Any => f.write_str("object"),
            RawType::Ref(name) => f.write_str(name),
            RawType::List(item) => write!(f, "list[{item}]"),
            RawType::Map(item) => write!(f, "dict(str, {item})"),
            RawType::Nullable(item) => write!(f, "optional[{item}]"),
        }
    }
}

/// How deep lists and maps may be nested in one type; no API comes near, and the stack is safe.
const DEEPEST: usize = 16;

/// Reads a type as pages print it.
impl FromStr for RawType {
    type Err = NotAType;

    fn from_str(text: &str) -> Result<Self, NotAType> {
        parse_within(text, DEEPEST).ok_or(NotAType)
    }
}

/// A text that is not the spelling of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAType;

fn parse_within(text: &str, levels: usize) -> Option<RawType> {
    let text = text.trim();
    let levels = levels.checked_sub(1)?;
    let item = |inner: &str| match between(inner.trim(), "optional[", ']') {
        Some(inner) => parse_within(inner, levels).map(|ty| Box::new(RawType::nullable(ty))),
        None => parse_within(inner, levels).map(Box::new),
    };
    if let Some(inner) = between(text, "list[", ']') {
        return item(inner).map(RawType::List);
    }
    if let Some(inner) = between(text, "dict(", ')') {
        let (key, value) = inner.split_once(',')?;
        return (key.trim() == "str").then(|| item(value))?.map(RawType::Map);
    }
    Some(match text {
        "str" => RawType::Text,
        "int" => RawType::Integer,
        "float" => RawType::Number,
        "bool" => RawType::Boolean,
        "datetime" => RawType::DateTime,
        "date" => RawType::Date,
        "object" => RawType::Any,
        name if is_name(name) => RawType::Ref(name.to_owned()),
        _ => return None,
    })
}

fn between<'a>(text: &'a str, opening: &str, closing: char) -> Option<&'a str> {
    text.strip_prefix(opening)?.strip_suffix(closing)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text
            .chars()
            .all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '$'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_and_printed_alike() {
        for text in [
            "str",
            "int",
            "float",
            "bool",
            "datetime",
            "date",
            "object",
            "User",
            "list[str]",
            "list[list[str]]",
            "dict(str, str)",
            "dict(str, list[DomainPermission])",
            "list[dict(str, object)]",
            "list[optional[str]]",
            "dict(str, optional[list[optional[User]]])",
        ] {
            assert_eq!(text.parse().map(|ty: RawType| ty.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(
            "dict(str,User)".parse().map(|ty: RawType| ty.to_string()).as_deref(),
            Ok("dict(str, User)")
        );
    }

    #[test]
    fn what_is_no_type() {
        for text in [
            "",
            "list[]",
            "list[str",
            "dict(str)",
            "dict(int, str)",
            "a b",
            "<b>",
            "1st",
            "list<str>",
            "str]",
            "optional[str]",
            "list[optional[optional[str]]]",
        ] {
            assert_eq!(text.parse::<RawType>(), Err(NotAType), "{text}");
        }
        let deep = format!("{}str{}", "list[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(deep.parse::<RawType>(), Err(NotAType));
    }
}
