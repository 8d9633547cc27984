//! Makes text from outside safe for a terminal or a log.

use std::borrow::Cow;

/// Escapes a text of one or several lines. Line breaks stay. Other control characters, invisible characters and those
/// that change the direction of text become `\u{..}`.
pub fn text(text: &str) -> Cow<'_, str> {
    escaped(text, |char| char != '\n' && is_unsafe(char))
}

/// Escapes one line: like [`text`], and line breaks too.
pub fn line(text: &str) -> Cow<'_, str> {
    escaped(text, is_unsafe)
}

/// Whether a character must not reach a terminal.
pub fn is_unsafe(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

fn escaped(text: &str, is_unsafe: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        if is_unsafe(char) { safe.extend(char.escape_unicode()) } else { safe.push(char) }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelled_out() {
        for (given, as_text, as_line) in [
            ("plain ä 世界", "plain ä 世界", "plain ä 世界"),
            ("two\nlines", "two\nlines", r"two\u{a}lines"),
            ("\u{1b}[2J\r", r"\u{1b}[2J\u{d}", r"\u{1b}[2J\u{d}"),
            ("a\u{202e}b\u{2066}", r"a\u{202e}b\u{2066}", r"a\u{202e}b\u{2066}"),
            (
                "\u{200b}\u{2028}\u{feff}\u{61c}",
                r"\u{200b}\u{2028}\u{feff}\u{61c}",
                r"\u{200b}\u{2028}\u{feff}\u{61c}",
            ),
        ] {
            assert_eq!((text(given), line(given)), (as_text.into(), as_line.into()));
        }
    }
}
