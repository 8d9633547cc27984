//! Values of an enum as a description lists them: `Values can be: 'a', 'b' or 'c'`.
//!
//! Read only where the overlay asks for it: half of what looks like a list in real descriptions is none.

/// The longest list of quoted words in a text; the last of them may be cut off before its closing quote.
pub fn values(text: &str) -> Vec<String> {
    let mut longest = Vec::new();
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        // A quote behind a letter is an apostrophe.
        let opens = is_quote(first) && !before.is_some_and(char::is_alphanumeric);
        let (list, behind) = if opens { list(rest) } else { (Vec::new(), rest) };
        if list.len() > longest.len() {
            longest = list;
        }
        let mut characters = behind.chars();
        if behind.len() == rest.len() {
            before = characters.next();
            rest = characters.as_str();
        } else {
            before = None;
            rest = behind;
        }
    }
    let mut seen = std::collections::HashSet::new();
    longest.retain(|value| seen.insert(value.clone()));
    longest
}

/// The list that begins here, and the text after it.
fn list(text: &str) -> (Vec<String>, &str) {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let mut characters = rest.chars();
        let Some(quote) = characters.next().filter(|&first| is_quote(first)) else { return (values, rest) };
        let inner = characters.as_str();
        let Some((value, behind)) = inner.split_once(quote) else {
            // Cut off: what is left is the beginning of a value, as far as it looks like one.
            let value = inner.trim_end();
            if !values.is_empty() && !value.is_empty() && !value.contains(char::is_whitespace) {
                values.push(value.to_owned());
            }
            return (values, "");
        };
        values.push(value.to_owned());
        rest = match separator(behind) {
            Some(next) => next,
            None => return (values, behind),
        };
    }
}

/// The text after what may separate two values; `None` where the list ends.
fn separator(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    let start = rest.len();
    rest = rest.trim_start_matches([',', ';', '/', '|']).trim_start();
    for word in ["or ", "and "] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    (rest.len() < start && rest.starts_with(is_quote)).then_some(rest)
}

fn is_quote(character: char) -> bool {
    matches!(character, '\'' | '"' | '`')
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn lists_in_descriptions() {
        let cases: &[(&str, &[&str])] = &[
            (
                "The participant's direction.  Values can be: 'inbound' or 'outbound'",
                &["inbound", "outbound"],
            ),
            // The list of `CallHistoryParticipant.purpose` ends in mid-word.
            (
                "The participant's purpose.  Values can be: 'agent', 'user', 'customer', 'external', 'acd', 'ivr",
                &["agent", "user", "customer", "external", "acd", "ivr"],
            ),
            ("One of \"a\"; \"b\" and \"c\".", &["a", "b", "c"]),
            ("`x`/`y`|`z`", &["x", "y", "z"]),
            ("'a', 'b', and 'c' but not 'd'", &["a", "b", "c"]),
            ("'a', 'b', 'a'", &["a", "b"]),
            ("the agents' and the users' queue", &[]),
            ("cut off: 'a', 'b and then some prose", &["a"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(values(text), *expected, "{text}");
        }
    }
}
