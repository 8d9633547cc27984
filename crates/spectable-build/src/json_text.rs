//! JSON as text: what a default is told in. Nothing here needs the values, so there is no reader of JSON, but one that says whether
//! a text is.

use std::fmt::Write as _;

/// Deeper than any documentation has, and few enough levels for any stack.
const DEEPEST: usize = 64;

/// A text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control < ' ' => drop(write!(quoted, "\\u{:04x}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a text is a JSON value, without white space around it.
pub(crate) fn is_value(text: &str) -> bool {
    value(text, DEEPEST) == Some("")
}

/// Whether a text is a JSON string.
pub(crate) fn is_string(text: &str) -> bool {
    string(text) == Some("")
}

/// Whether a text is a JSON number.
pub(crate) fn is_number(text: &str) -> bool {
    number(text) == Some("")
}

/// What follows the value that a text begins with; so do the others.
fn value(text: &str, levels: usize) -> Option<&str> {
    let levels = levels.checked_sub(1)?;
    match text.as_bytes().first()? {
        b'"' => string(text),
        b'[' => items(&text[1..], ']', |text| value(text, levels)),
        b'{' => items(&text[1..], '}', |text| {
            let after_key = string(text)?.trim_start_matches(is_space).strip_prefix(':')?;
            value(after_key.trim_start_matches(is_space), levels)
        }),
        b'-' | b'0'..=b'9' => number(text),
        _ => ["null", "true", "false"].iter().find_map(|word| text.strip_prefix(word)),
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

fn items<'t>(text: &'t str, closing: char, item: impl Fn(&'t str) -> Option<&'t str>) -> Option<&'t str> {
    let mut rest = text.trim_start_matches(is_space);
    if let Some(rest) = rest.strip_prefix(closing) {
        return Some(rest);
    }
    loop {
        rest = item(rest)?.trim_start_matches(is_space);
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start_matches(is_space),
            None => return rest.strip_prefix(closing),
        }
    }
}

fn string(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix('"')?;
    loop {
        let at = rest.find(|character| character == '"' || character == '\\' || character < ' ')?;
        let (special, after) = (rest.as_bytes().get(at)?, rest.get(at + 1..)?);
        rest = match special {
            b'"' => return Some(after),
            b'\\' if after.starts_with('u') => {
                let digits = after.get(1..5)?;
                digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(&after[5..])?
            }
            b'\\' => after.strip_prefix(['"', '\\', '/', 'b', 'f', 'n', 'r', 't'])?,
            _ => return None,
        };
    }
}

fn number(text: &str) -> Option<&str> {
    let digits = |text: &'_ str| text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let mut rest = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return None;
    }
    rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = Some(digits(fraction)).filter(|count| *count > 0).map(|count| &fraction[count..])?;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        rest = Some(digits(exponent)).filter(|count| *count > 0).map(|count| &exponent[count..])?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_json() {
        let values = [
            "null",
            "true",
            "false",
            "0",
            "-0",
            "10",
            "1.5",
            "-2.5e+3",
            "1E9",
            "\"\"",
            "\"a\\\"b\\u00e9\"",
            "[]",
            "{}",
            "[1, \"a\" ,null]",
            "{\"a\" : [ {} ], \"b\":1}",
            "\"é\"",
        ];
        for text in values {
            assert!(is_value(text), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        }
        let deep = "[".repeat(100_000);
        let others = [
            "",
            " 1",
            "1 ",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "0x1F",
            "10L",
            "True",
            "None",
            "nul",
            "'a'",
            "\"a",
            "a\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\n\"",
            "[1,]",
            "[1 2]",
            "{1:2}",
            "{\"a\"}",
            "[",
            "{",
            "1,2",
            "é",
            &deep,
        ];
        for text in others {
            assert!(!is_value(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_taken_for_json(text in "[\\[\\]{}\",:0-9eE.+\\- a-f\\\\tru]{0,12}") {
            let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok() && text.trim() == text;
            // A surrogate alone is no text, and a number may be too large for a float.
            let unsure = text.contains("\\u") || text.contains(['e', 'E']);
            prop_assert!(is_value(&text) == is_json || unsure, "{}", text);
        }

        #[test]
        fn a_text_in_quotes_is_that_text(text in "\\PC*|[\\x00-\\x7f]*") {
            let quoted = quoted(&text);
            prop_assert!(is_string(&quoted) && is_value(&quoted));
            prop_assert_eq!(serde_json::from_str::<String>(&quoted).ok(), Some(text));
        }
    }
}
