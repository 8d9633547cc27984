//! From documented names to wire names and Rust names.
//!
//! Words are split and capitalised here and not by a library: a name that was released must stay as it is in every later
//! version of that library.

mod alike;
mod spelling;

pub(crate) use self::alike::{Naming, Wish, apart};
use self::spelling::{begins_name, begins_type, is_letter};

/// Keywords of all editions up to 2024, strict, reserved and weak ones that cannot be a field
/// (The Rust Reference, "Keywords"). In the order of their bytes.
const KEYWORDS: [&str; 53] = [
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

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
pub fn not_an_identifier(name: &str) -> Option<&'static str> {
    let starts_well = name.starts_with(|first: char| begins_name(first) || first == '_');
    if !starts_well || !name.chars().all(|it| is_letter(it) || it == '_') {
        Some("not an identifier")
    } else if is_keyword(name) {
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
pub fn not_a_type_name(name: &str) -> Option<&'static str> {
    let capital = name.trim_start_matches('_').starts_with(begins_type);
    not_an_identifier(name)
        .or_else(|| (!capital).then_some("not a name with a capital, as that of a type is"))
}

/// The name of a type: `CallHistoryParticipant`, `user-ref` → `UserRef`, `$` → `Dollar`.
pub fn type_name(documented: &str) -> String {
    let name = capitalised_words(documented);
    if let Some(sign) = spelling::sign_of_number(documented) {
        return as_type(capitalised(&[sign.to_owned(), name]));
    }
    as_type(if name.is_empty() { capitalised(&spelling::exact(documented)) } else { name })
}

/// The name of a type in which every character of a spelling has its word: `user-ref` → `UserDashRef`.
pub(crate) fn exact_type_name(documented: &str) -> String {
    let mut words = spelling::exact(documented);
    // Types are written with a capital, so that one without is told.
    if words.first().is_some_and(|word| word == "capital") {
        words.remove(0);
    } else if documented.starts_with(char::is_lowercase) {
        words.insert(0, "small".to_owned());
    }
    as_type(capitalised(&words))
}

/// The same within a name, behind the name of a model: of `jobID`, `JobUpperId`.
pub(crate) fn exact_part(documented: &str) -> String {
    capitalised(&spelling::exact(documented))
}

fn as_type(name: String) -> String {
    match name.as_str() {
        "Self" => "Self_".to_owned(),
        _ if name.starts_with(begins_type) => name,
        _ => format!("N{name}"),
    }
}

/// The name of a field: `start_time`, `pcSelf` → `pc_self`, `type` → `type_`, `*` → `asterisk`, `-1` → `minus_1`.
pub fn field_name(documented: &str) -> String {
    let words = words(documented).map(|words| match spelling::sign_of_number(documented) {
        Some(sign) => format!("{sign}_{words}"),
        None => words,
    });
    words.map_or_else(|| exact_field_name(documented), as_field)
}

/// The name of a field in which every character of a spelling has its word: `jobID` → `job_upper_id`.
pub(crate) fn exact_field_name(documented: &str) -> String {
    as_field(spelling::exact(documented).join("_"))
}

fn as_field(name: String) -> String {
    if !name.starts_with(begins_name) {
        format!("_{name}")
    } else if is_keyword(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// The words of a name in lower case, with underscores between them. `None` where no letter or digit is left.
pub(crate) fn words(documented: &str) -> Option<String> {
    if is_snake_case(documented) {
        return Some(documented.to_owned());
    }
    words_of_any(documented)
}

fn words_of_any(documented: &str) -> Option<String> {
    let mut name = String::with_capacity(documented.len() + 4);
    let mut characters = documented.chars();
    let mut previous = '_';
    while let Some(character) = characters.next() {
        let before = std::mem::replace(&mut previous, character);
        if !is_letter(character) {
            separate(&mut name);
            continue;
        }
        let after = characters.clone().next().unwrap_or('_');
        // `startTime` has a seam before the T, `HTTPServer` before the S.
        let seam = before.is_lowercase() || before.is_ascii_digit() || after.is_lowercase();
        if character.is_uppercase() && is_letter(before) && seam {
            separate(&mut name);
        }
        push_lower(&mut name, character);
    }
    let name = name.trim_matches('_');
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a name is in lower case with one underscore between words, as most are: its words are the name itself.
fn is_snake_case(name: &str) -> bool {
    let bytes = name.as_bytes();
    let is_word = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    bytes.first().is_some_and(is_word)
        && bytes.last().is_some_and(is_word)
        && bytes.iter().all(|byte| is_word(byte) || *byte == b'_')
        && !bytes.windows(2).any(|two| two == b"__")
}

fn push_lower(name: &mut String, character: char) {
    if character.is_ascii() {
        name.push(character.to_ascii_lowercase());
    } else {
        name.extend(character.to_lowercase().filter(|lower| is_letter(*lower)));
    }
}

/// Whether a name has more than one [word](words).
pub(crate) fn has_several_words(documented: &str) -> bool {
    // One word in lower case, perhaps between signs, is quickly seen.
    let inner = documented.trim_matches(|it: char| !is_letter(it));
    !inner.bytes().all(|byte| byte.is_ascii_lowercase())
        && (inner.contains('_') || words(inner).is_some_and(|words| words.contains('_')))
}

fn separate(name: &mut String) {
    if !name.is_empty() && !name.ends_with('_') {
        name.push('_');
    }
}

/// The name of a variant: `transfer.noanswer` → `TransferNoanswer`, `NOT_SET` → `NotSet`, `10` → `V10`, `-1` → `Minus1`, `>=` →
/// `GreaterEqual`.
pub(crate) fn variant_name(value: &str) -> String {
    let shouted = !value.bytes().any(|byte| byte.is_ascii_lowercase());
    let name =
        if shouted { capitalised_words(&value.to_ascii_lowercase()) } else { capitalised_words(value) };
    match spelling::sign_of_number(value) {
        Some(sign) => as_variant(capitalised(&[sign.to_owned(), name])),
        None if name.is_empty() => exact_variant_name(value),
        None => as_variant(name),
    }
}

/// The name of a variant in which every character of a value has its word: `a.b` → `ADotB`.
pub(crate) fn exact_variant_name(value: &str) -> String {
    as_variant(exact_part(value))
}

fn as_variant(name: String) -> String {
    match name.as_str() {
        // The fallback of every open enum, and a keyword.
        "Unrecognized" | "Self" => format!("{name}Value"),
        _ if name.starts_with(begins_type) => name,
        _ => format!("V{name}"),
    }
}

/// The words of a text, each with a capital: anything but letters and digits separates words.
fn capitalised_words(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in text.split(|character: char| !is_letter(character)) {
        push_capitalised(&mut name, word);
    }
    name
}

fn capitalised(words: &[String]) -> String {
    let mut name = String::new();
    for word in words.iter().flat_map(|word| word.split('_')) {
        push_capitalised(&mut name, word);
    }
    name
}

fn push_capitalised(name: &mut String, word: &str) {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    name.extend(first.filter(|it| is_letter(*it)));
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
            ("CallHistoryParticipant", "CallHistoryParticipant"),
            ("user-ref", "UserRef"),
            ("snake_case", "SnakeCase"),
            ("3DSecure", "N3DSecure"),
            ("Self", "Self_"),
            ("Void", "Void"),
            ("--", "MinusMinus"),
            ("", "Empty"),
            ("größe", "Größe"),
            ("日本", "日本"),
            ("💥", "U1f4a5"),
        ];
        for (documented, expected) in cases {
            assert_eq!(type_name(documented), expected, "{documented}");
        }
        for (documented, expected) in [
            ("UserRef", "UserRef"),
            ("userRef", "SmallUserRef"),
            ("User-ref", "UserDashRef"),
            ("USER", "UpperUser"),
        ] {
            assert_eq!(exact_type_name(documented), expected, "{documented}");
        }
    }

    #[test]
    fn field_names() {
        let cases = [
            ("start_time", "start_time"),
            ("startTime", "start_time"),
            ("pcSelf", "pc_self"),
            ("HTTPServer", "http_server"),
            ("utf8Text", "utf8_text"),
            ("address_1", "address_1"),
            ("type", "type_"),
            ("self", "self_"),
            ("gen", "gen_"),
            ("1st", "_1st"),
            ("$ref", "ref_"),
            ("x-y z", "x_y_z"),
            ("__extra", "extra"),
            ("*", "asterisk"),
            (">=", "greater_equal"),
            ("é", "é"),
            ("größeInMm", "größe_in_mm"),
            ("日本", "日本"),
            ("", "empty"),
            ("_", "underscore"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("1", "_1"),
            ("💥", "u1f4a5"),
        ];
        for (documented, expected) in cases {
            assert_eq!(field_name(documented), expected, "{documented}");
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
            ("*", "Asterisk"),
            (">=", "GreaterEqual"),
            ("-1", "Minus1"),
            ("+1", "Plus1"),
            ("-", "Minus"),
            ("1.5", "V15"),
            ("größe", "Größe"),
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
        for name in ["x", "Abc", "a_1", "_x", "é", "日本"] {
            assert_eq!(not_an_identifier(name), None, "{name}");
        }
        for name in ["", "1a", "a-b", "e\u{301}x-", "💥", "fn", "Self", "_", "__extra"] {
            assert!(not_an_identifier(name).is_some(), "{name}");
        }
        for name in ["Abc", "_X", "A1", "É", "日本"] {
            assert_eq!(not_a_type_name(name), None, "{name}");
        }
        for name in ["", "i64", "bool", "serde", "call", "_x", "_1", "é", "Self", "A-B", "__X"] {
            assert!(not_a_type_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn keywords_are_found() {
        assert!(KEYWORDS.is_sorted());
        assert!(KEYWORDS.iter().all(|word| is_keyword(word)));
        assert!(!is_keyword("keyword") && !is_keyword(""));
    }

    #[test]
    fn a_name_in_snake_case_is_its_words() {
        for name in ["a", "a_b", "a1_2", "1", "1_a"] {
            assert!(is_snake_case(name), "{name}");
        }
        for name in ["", "_", "_a", "a_", "a__b", "aB", "é", "a b"] {
            assert!(!is_snake_case(name), "{name}");
        }
        proptest::proptest!(|(text in "[a-cA_1é-]{0,6}")| {
            proptest::prop_assert_eq!(words(&text), words_of_any(&text));
        });
    }

    #[test]
    fn every_name_is_an_identifier() {
        proptest::proptest!(|(text in "\\PC{0,20}")| {
            for name in [field_name(&text), exact_field_name(&text)] {
                proptest::prop_assert_eq!(not_an_identifier(&name), None, "{}", name);
            }
            let types = [type_name(&text), exact_type_name(&text), variant_name(&text), exact_variant_name(&text)];
            for name in types {
                proptest::prop_assert_eq!(not_a_type_name(&name), None, "{}", name);
            }
        });
    }
}
