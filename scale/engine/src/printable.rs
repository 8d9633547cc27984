//! Text from documents on a terminal: nothing in it moves the cursor or hides.

/// The text with what a terminal would obey spelled out; line breaks stay.
pub(crate) fn text(text: &str) -> String {
    if !text.contains(is_hidden) {
        return text.to_owned();
    }
    text.chars().fold(String::with_capacity(text.len()), |mut out, char| {
        if is_hidden(char) {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(char)));
        } else {
            out.push(char);
        }
        out
    })
}

fn is_hidden(char: char) -> bool {
    char != '\n' && spectable_build::invisible::is_unprintable(char)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_terminal_would_obey_is_spelled_out() {
        assert_eq!(super::text("a\u{1b}[2J\nb\u{202e}é"), "a\\u{1b}[2J\nb\\u{202e}é");
    }
}
