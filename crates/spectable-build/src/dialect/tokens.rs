//! The text of a type as tokens: words, and single signs of punctuation. White space only separates words.

/// One word, or one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// Its text.
    pub(super) text: &'t str,
    /// Where it begins in the whole text.
    pub(super) start: usize,
}

impl Token<'_> {
    /// Where it ends in the whole text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(is_of_word)
    }
}

/// A hyphen is of a word: `date-time`, `user-ref`.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '$')
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let length = match rest.chars().next() {
            Some(first) if first.is_whitespace() => {
                start += first.len_utf8();
                continue;
            }
            Some(first) if is_of_word(first) => rest.find(|it| !is_of_word(it)).unwrap_or(rest.len()),
            Some(quote @ ('"' | '\'')) => quoted(rest, quote).unwrap_or(quote.len_utf8()),
            Some(first) => first.len_utf8(),
            None => break,
        };
        found.push(Token { text: rest.get(..length).unwrap_or_default(), start });
        start += length;
    }
    found
}

/// The length of a text in quotes.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let inner = text.get(1..)?;
    Some(inner.find(quote)? + 2)
}

/// Whether every bracket among the tokens is closed there, by one of its kind.
pub(super) fn are_balanced(tokens: &[Token<'_>]) -> bool {
    let mut open = Vec::new();
    for token in tokens {
        match token.text {
            "<" => open.push(">"),
            "(" => open.push(")"),
            "[" => open.push("]"),
            "{" => open.push("}"),
            closing @ (">" | ")" | "]" | "}") if open.pop() != Some(closing) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// Whether a token at the edge of a hole is a whole word there: `{T} object` does not end in `objects`.
pub(super) fn texts_are<'t>(
    tokens: &[Token<'_>],
    texts: impl ExactSizeIterator<Item = &'t str>,
    any_case: bool,
) -> bool {
    tokens.len() == texts.len()
        && tokens.iter().zip(texts).all(|(token, text)| same(token.text, text, any_case))
}

/// Whether two texts are the same, as far as a dialect looks at case.
pub(super) fn same(one: &str, other: &str, any_case: bool) -> bool {
    if any_case { one.eq_ignore_ascii_case(other) } else { one == other }
}

/// The text of tokens with one space between words and none beside signs, so that spellings of one type are one text.
pub(super) fn spelling(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut after_word = false;
    for token in tokens {
        if after_word && token.is_word() {
            text.push(' ');
        }
        text.push_str(token.text);
        after_word = token.is_word();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs() {
        let cases = [
            ("List < String >", "List<String>", true),
            ("Pointer to []string", "Pointer to[]string", true),
            ("date-time", "date-time", true),
            ("{ [key: string]: T; }", "{[key:string]:T;}", true),
            ("'a b' | \"c\"", "'a b'|\"c\"", true),
            ("it's", "it's", true),
            ("'<' | \")\"", "'<'|\")\"", true),
            ("List<String", "List<String", false),
            ("a)(b", "a)(b", false),
            ("日本 x", "日本 x", true),
            ("", "", true),
        ];
        for (text, expected, balanced) in cases {
            let tokens = tokens(text);
            assert_eq!(spelling(&tokens), expected, "{text}");
            assert_eq!(are_balanced(&tokens), balanced, "{text}");
        }
    }
}
