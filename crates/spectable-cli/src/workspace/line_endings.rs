//! The line endings of a file that is edited: an editor of TOML writes `\n`, whatever was there.

/// An edited text with the line endings of the text that it was made of: those that most of its lines have.
pub fn as_in(before: &str, edited: String) -> String {
    if ending(before) == "\n" {
        return edited;
    }
    edited.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// The line ending that most lines of a text have.
pub fn ending(text: &str) -> &'static str {
    let (all, of_windows) = (text.matches('\n').count(), text.matches("\r\n").count());
    if of_windows * 2 > all { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::as_in;

    #[test]
    fn the_endings_of_most_lines_are_kept() {
        for (before, edited, expected) in [
            ("", "a\nb\n", "a\nb\n"),
            ("a\n", "a\nb\n", "a\nb\n"),
            ("a\r\n", "a\nb\n", "a\r\nb\r\n"),
            ("a\r\nb\r\nc\n", "a\r\nb\nc\n", "a\r\nb\r\nc\r\n"),
            ("a\r\nb\nc\n", "a\nb\nc\n", "a\nb\nc\n"),
        ] {
            assert_eq!(as_in(before, edited.to_owned()), expected, "{before:?}");
        }
    }
}
