//! From documented names to wire names and Rust names.
//!
//! Words are split and capitalised here and not by a library: a name that was released must stay as it is in every later
//! version of that library.

use std::collections::BTreeSet;

/// Keywords of all editions up to 2024, strict, reserved and weak ones that cannot be a field
/// (The Rust Reference, "Keywords").
const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield", "_",
];

/// How a documented name becomes a wire name where nothing else is said.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum WireNameRule {
    /// `start_time` is `startTime` on the wire.
    CamelCase,
    /// `startTime` is `start_time` on the wire.
    SnakeCase,
    /// `start_time` is `StartTime` on the wire.
    PascalCase,
    /// The documented name is the wire name.
    #[default]
    AsDocumented,
}

/// Names that are taken; what comes later gets a number.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeSet<String>);

impl Taken {
    pub(crate) fn reserve(&mut self, name: impl Into<String>) {
        self.0.insert(name.into());
    }

    /// The name itself, or with the first free number from 2 on.
    pub(crate) fn take(&mut self, name: String) -> String {
        let free = if self.0.contains(&name) {
            (2u32..)
                .map(|number| format!("{name}{number}"))
                .find(|name| !self.0.contains(name))
                .unwrap_or(name)
        } else {
            name
        };
        self.0.insert(free.clone());
        free
    }
}

/// The wire name of a documented name by the overlay's rule.
pub fn wire_name(documented: &str, rule: WireNameRule) -> String {
    match rule {
        WireNameRule::AsDocumented => documented.to_owned(),
        WireNameRule::CamelCase => joined(documented, false),
        WireNameRule::PascalCase => joined(documented, true),
        WireNameRule::SnakeCase => words(documented).unwrap_or_else(|| documented.to_owned()),
    }
}

/// The parts between underscores, each with a capital; the first only if it is wanted.
fn joined(documented: &str, first: bool) -> String {
    let mut name = String::with_capacity(documented.len());
    for (at, part) in documented.split('_').enumerate() {
        if at == 0 && !first { name.push_str(part) } else { push_capitalised(&mut name, part) }
    }
    name
}

/// Why a text cannot be a Rust name as it is; `None` for one that can.
pub(crate) fn not_an_identifier(name: &str) -> Option<&'static str> {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let plain = starts_well && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !plain {
        Some("not an identifier")
    } else if KEYWORDS.contains(&name) {
        Some("a Rust keyword")
    } else if name.starts_with("__") {
        Some("reserved, as every name that begins with two underscores")
    } else {
        None
    }
}

/// Why a text cannot be the Rust name of a type or variant; `None` for one that can.
///
/// A capital keeps it from being a name of the language (`i64`) or of a crate (`serde`), which generated code means.
pub(crate) fn not_a_type_name(name: &str) -> Option<&'static str> {
    let capital = name.trim_start_matches('_').starts_with(|first: char| first.is_ascii_uppercase());
    not_an_identifier(name)
        .or_else(|| (!capital).then_some("not a name with a capital, as that of a type is"))
}

/// The name of a type: `CallHistoryParticipant`, `user-ref` → `UserRef`. `None` where no letter or digit is left.
pub(crate) fn type_name(documented: &str) -> Option<String> {
    let name = capitalised_words(documented);
    match name.chars().next()? {
        first if first.is_ascii_digit() => Some(format!("N{name}")),
        _ if name == "Self" => Some("Self_".to_owned()),
        _ => Some(name),
    }
}

/// What the ASCII signs are called, where a name has nothing else.
const SIGNS: [(char, &str); 32] = [
    ('!', "exclamation"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "asterisk"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "open_bracket"),
    ('\\', "backslash"),
    (']', "close_bracket"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backquote"),
    ('{', "open_brace"),
    ('|', "bar"),
    ('}', "close_brace"),
    ('~', "tilde"),
];

/// The signs of a text in words: `>=` → `greater_equal`. `None` where it has none, or something else too.
fn sign_words(text: &str) -> Option<String> {
    let word = |sign| SIGNS.iter().find(|(own, _)| *own == sign).map(|(_, word)| *word);
    let words = text.chars().map(word).collect::<Option<Vec<_>>>()?;
    (!words.is_empty()).then(|| words.join("_"))
}

/// The name of a field: `start_time`, `pcSelf` → `pc_self`, `type` → `type_`, `*` → `asterisk`. `None` where neither a letter, a digit
/// nor an ASCII sign is left.
pub(crate) fn field_name(documented: &str) -> Option<String> {
    let name = words(documented).or_else(|| sign_words(documented))?;
    let first = name.chars().next()?;
    Some(if first.is_ascii_digit() {
        format!("_{name}")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    })
}

/// The words of a name in lower case, with underscores between them. `None` where no letter or digit is left.
pub(crate) fn words(documented: &str) -> Option<String> {
    let mut name = String::with_capacity(documented.len() + 4);
    let mut characters = documented.chars();
    let mut previous = '_';
    while let Some(character) = characters.next() {
        let before = std::mem::replace(&mut previous, character);
        if !character.is_ascii_alphanumeric() {
            separate(&mut name);
            continue;
        }
        let after = characters.clone().next().unwrap_or('_');
        // `startTime` has a seam before the T, `HTTPServer` before the S.
        let seam = before.is_ascii_lowercase() || before.is_ascii_digit() || after.is_ascii_lowercase();
        if character.is_ascii_uppercase() && before.is_ascii_alphanumeric() && seam {
            separate(&mut name);
        }
        name.push(character.to_ascii_lowercase());
    }
    let name = name.trim_matches('_');
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a name has more than one [word](words).
pub(crate) fn has_several_words(documented: &str) -> bool {
    // One word in lower case, perhaps between signs, is quickly seen.
    let inner = documented.trim_matches(|it: char| !it.is_ascii_alphanumeric());
    !inner.bytes().all(|byte| byte.is_ascii_lowercase())
        && (inner.contains('_') || words(inner).is_some_and(|words| words.contains('_')))
}

fn separate(name: &mut String) {
    if !name.is_empty() && !name.ends_with('_') {
        name.push('_');
    }
}

/// The name of a variant: `transfer.noanswer` → `TransferNoanswer`, `NOT_SET` → `NotSet`, `10` → `V10`.
pub(crate) fn variant_name(value: &str) -> String {
    let shouted = !value.bytes().any(|byte| byte.is_ascii_lowercase());
    let name =
        if shouted { capitalised_words(&value.to_ascii_lowercase()) } else { capitalised_words(value) };
    match name.chars().next() {
        None if value.is_empty() => "Empty".to_owned(),
        None => "Symbol".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("V{name}"),
        // The fallback of every open enum, and a keyword.
        Some(_) if name == "Unrecognized" || name == "Self" => format!("{name}Value"),
        Some(_) => name,
    }
}

/// The words of a text, each with a capital: anything but ASCII letters and digits separates words.
fn capitalised_words(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in text.split(|character: char| !character.is_ascii_alphanumeric()) {
        push_capitalised(&mut name, word);
    }
    name
}

fn push_capitalised(name: &mut String, word: &str) {
    let mut characters = word.chars();
    name.extend(characters.next().map(|first| first.to_ascii_uppercase()));
    name.push_str(characters.as_str());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names() {
        let cases = [
            ("start_time", "startTime"),
            ("id", "id"),
            ("pcSelf", "pcSelf"),
            ("address_1", "address1"),
            ("self_uri", "selfUri"),
            ("a__b", "aB"),
            ("_x", "X"),
            ("", ""),
        ];
        for (documented, expected) in cases {
            assert_eq!(wire_name(documented, WireNameRule::CamelCase), expected);
            assert_eq!(wire_name(documented, WireNameRule::AsDocumented), documented);
        }
        assert_eq!(wire_name("startTime", WireNameRule::SnakeCase), "start_time");
        assert_eq!(wire_name("__", WireNameRule::SnakeCase), "__");
        assert_eq!(wire_name("start_time", WireNameRule::PascalCase), "StartTime");
    }

    #[test]
    fn type_names() {
        let cases = [
            ("CallHistoryParticipant", Some("CallHistoryParticipant")),
            ("user-ref", Some("UserRef")),
            ("snake_case", Some("SnakeCase")),
            ("3DSecure", Some("N3DSecure")),
            ("Self", Some("Self_")),
            ("Void", Some("Void")),
            ("--", None),
        ];
        for (documented, expected) in cases {
            assert_eq!(type_name(documented).as_deref(), expected, "{documented}");
        }
    }

    #[test]
    fn field_names() {
        let cases = [
            ("start_time", Some("start_time")),
            ("startTime", Some("start_time")),
            ("pcSelf", Some("pc_self")),
            ("HTTPServer", Some("http_server")),
            ("utf8Text", Some("utf8_text")),
            ("address_1", Some("address_1")),
            ("type", Some("type_")),
            ("self", Some("self_")),
            ("gen", Some("gen_")),
            ("1st", Some("_1st")),
            ("$ref", Some("ref_")),
            ("x-y z", Some("x_y_z")),
            ("__extra", Some("extra")),
            ("*", Some("asterisk")),
            (">=", Some("greater_equal")),
            ("é", None),
        ];
        for (documented, expected) in cases {
            assert_eq!(field_name(documented).as_deref(), expected, "{documented}");
        }
    }

    #[test]
    fn variant_names() {
        let cases = [
            ("inbound", "Inbound"),
            ("transfer.noanswer", "TransferNoanswer"),
            ("MANDATORY_TIMEOUT", "MandatoryTimeout"),
            ("someThing", "SomeThing"),
            ("10", "V10"),
            ("", "Empty"),
            ("*", "Symbol"),
            ("UNRECOGNIZED", "UnrecognizedValue"),
            ("self", "SelfValue"),
            ("Unknown", "Unknown"),
        ];
        for (value, expected) in cases {
            assert_eq!(variant_name(value), expected, "{value}");
        }
    }

    #[test]
    fn identifiers() {
        for name in ["x", "Abc", "a_1", "_x"] {
            assert_eq!(not_an_identifier(name), None, "{name}");
        }
        for name in ["", "1a", "a-b", "é", "fn", "Self", "_", "__extra"] {
            assert!(not_an_identifier(name).is_some(), "{name}");
        }
        for name in ["Abc", "_X", "A1"] {
            assert_eq!(not_a_type_name(name), None, "{name}");
        }
        for name in ["", "i64", "bool", "serde", "call", "_x", "_1", "Self", "A-B", "__X"] {
            assert!(not_a_type_name(name).is_some(), "{name}");
        }
        let mut taken = Taken::default();
        let names: Vec<_> = ["A", "A", "A2", "A"].map(|name| taken.take(name.to_owned())).into();
        assert_eq!(names, ["A", "A2", "A22", "A3"]);
    }

    #[test]
    fn every_name_is_an_identifier() {
        proptest::proptest!(|(text in "\\PC{0,20}")| {
            if let Some(name) = field_name(&text) {
                proptest::prop_assert_eq!(not_an_identifier(&name), None, "{}", name);
            }
            for name in [type_name(&text), Some(variant_name(&text))].into_iter().flatten() {
                proptest::prop_assert_eq!(not_a_type_name(&name), None, "{}", name);
            }
        });
    }
}
