//! Makes text from outside safe for a terminal or a log.

use std::borrow::Cow;

use spectable_build::invisible::{is_unprintable, spelled_out, spelled_out_if};

/// Escapes a text of one or several lines. Line breaks stay. Other control characters, invisible characters and those
/// that change the direction of text become `\u{..}`.
pub fn text(text: &str) -> Cow<'_, str> {
    spelled_out_if(text, |char| char != '\n' && is_unprintable(char))
}

/// Escapes one line: like [`text`], and line breaks too.
pub fn line(text: &str) -> Cow<'_, str> {
    spelled_out(text)
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
