//! What a property is where it is left out: the documented text as JSON.
//!
//! Pages write a default as their language does, `'asc'` or `True`; an OpenAPI document has JSON, and its reader gives texts without
//! their quotes where that is no other value. The type says which of them is meant. What is no value of the type, such as the
//! expression `new ArrayList<>()`, is left out: it says nothing of what is on the wire.

use crate::json_text::{is_number, is_string, is_value, quoted};
use crate::schema::{Enum, Target, Type};

/// A default as JSON; `enum_of` are the enums by Rust name.
pub(super) fn as_json<'a>(
    text: &str,
    ty: &Type,
    enum_of: impl Fn(&str) -> Option<&'a Enum>,
) -> Option<String> {
    let text = text.trim();
    if text == "null" {
        return Some("null".to_owned());
    }
    match ty {
        Type::Text | Type::DateTime | Type::Date => match in_quotes(text) {
            Some(json) => Some(json),
            None if NOTHING.contains(&text) => None,
            None => Some(quoted(text)),
        },
        Type::Ref(Target::Enum(name)) => match enum_of(name)? {
            it if it.integers => is_number(text).then(|| text.to_owned()),
            it => in_quotes(text)
                .or_else(|| it.values.iter().any(|value| value.wire == text).then(|| quoted(text))),
        },
        Type::Integer | Type::Integer32 | Type::Unsigned | Type::Number => {
            is_number(text).then(|| text.to_owned())
        }
        Type::Boolean => {
            let value = text.to_ascii_lowercase();
            ["true", "false"].contains(&value.as_str()).then_some(value)
        }
        Type::Any
        | Type::Ref(Target::Model(_) | Target::Union(_))
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => is_value(text).then(|| text.to_owned()),
    }
}

/// How languages write that there is no default.
const NOTHING: [&str; 4] = ["None", "nil", "undefined", "nullptr"];

/// A text in quotes of any language as a JSON string.
fn in_quotes(text: &str) -> Option<String> {
    if is_string(text) {
        return Some(text.to_owned());
    }
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    ['\'', '"', '`'].into_iter().find_map(inner).map(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{Files, Location};
    use crate::schema::EnumValue;

    fn enum_of(rust_name: &str, wire: &str, integers: bool) -> Enum {
        let value = EnumValue { wire: wire.into(), variant: "A".into(), description: String::new() };
        let location = Location::new(Files::default().add("a", ""), 0..0);
        Enum {
            rust_name: rust_name.into(),
            description: String::new(),
            integers,
            values: vec![value],
            location,
        }
    }

    #[test]
    fn each_type_has_its_own_values() {
        let list = || Type::List(Box::new(Type::Integer));
        let enumeration = || Type::Ref(Target::Enum("Order".into()));
        let codes = || Type::Ref(Target::Enum("Code".into()));
        let order = enum_of("Order", "asc", false);
        let code = enum_of("Code", "1", true);
        let cases = [
            ("1", codes(), Some("1")),
            ("2", codes(), Some("2")),
            ("One", codes(), None),
            ("asc", Type::Text, Some("\"asc\"")),
            ("'asc'", Type::Text, Some("\"asc\"")),
            ("\"a\\\"sc\"", Type::Text, Some("\"a\\\"sc\"")),
            ("`a\"b`", Type::Text, Some("\"a\\\"b\"")),
            ("\"C:\\x\"", Type::Text, Some("\"C:\\\\x\"")),
            ("", Type::Text, Some("\"\"")),
            ("10", Type::Text, Some("\"10\"")),
            ("None", Type::Text, None),
            ("null", Type::Text, Some("null")),
            ("2026-01-01", Type::Date, Some("\"2026-01-01\"")),
            ("asc", enumeration(), Some("\"asc\"")),
            ("'new'", enumeration(), Some("\"new\"")),
            ("Order.ASC", enumeration(), None),
            ("10", Type::Integer, Some("10")),
            ("-1", Type::Integer32, Some("-1")),
            ("10L", Type::Integer, None),
            ("0x1F", Type::Unsigned, None),
            ("1.5", Type::Number, Some("1.5")),
            ("True", Type::Boolean, Some("true")),
            ("false", Type::Boolean, Some("false")),
            ("0", Type::Boolean, None),
            ("[1, 2]", list(), Some("[1, 2]")),
            ("new ArrayList<>()", list(), None),
            ("{}", Type::Map(Box::new(Type::Text)), Some("{}")),
            ("\"x\"", Type::Any, Some("\"x\"")),
            ("x", Type::Any, None),
        ];
        for (text, ty, expected) in cases {
            let json = as_json(text, &ty, |name| [&order, &code].into_iter().find(|it| it.rust_name == name));
            assert_eq!(json.as_deref(), expected, "{text} {ty:?}");
        }
    }
}
