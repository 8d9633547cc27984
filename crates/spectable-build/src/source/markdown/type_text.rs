//! The types that pages of Python SDKs print: `str`, `list[User]`, `dict(str, list[int])`.

use crate::source::RawType;

/// How deep lists and maps may be nested in one type; no API comes near, and the stack is safe.
const DEEPEST: usize = 16;

/// Reads a documented type; `None` where it is none.
pub(crate) fn parse(text: &str) -> Option<RawType> {
    parse_within(text, DEEPEST)
}

fn parse_within(text: &str, levels: usize) -> Option<RawType> {
    let text = text.trim();
    let levels = levels.checked_sub(1)?;
    let item = |inner: &str| parse_within(inner, levels).map(Box::new);
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
        name if is_name(name) => RawType::Named(name.to_owned()),
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
        ] {
            assert_eq!(parse(text).map(|ty| ty.to_string()).as_deref(), Some(text));
        }
        assert_eq!(parse("dict(str,User)").map(|ty| ty.to_string()).as_deref(), Some("dict(str, User)"));
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
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&format!("{}str{}", "list[".repeat(100_000), "]".repeat(100_000))), None);
    }
}
