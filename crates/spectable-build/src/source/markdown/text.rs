//! Markdown text as a reader sees it: entities and backslash escapes decoded.

/// Decodes character references (`&#39;`, `&lt;`) and backslash escapes; `\&quot;`, which real pages hold, is a quote.
pub(super) fn decode(text: &str) -> String {
    if !text.contains(['&', '\\']) {
        return text.to_owned();
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        let (before, from) = rest.split_at(at);
        decoded.push_str(before);
        let mut characters = from.chars();
        let special = characters.next();
        let behind = characters.as_str();
        rest = match (special, character_reference(from)) {
            (_, Some((character, length))) => {
                decoded.push(character);
                from.get(length..).unwrap_or_default()
            }
            // The backslash of an escape is dropped, and what it escapes is looked at next: it may be a reference.
            (Some('\\'), None) if behind.starts_with('&') => behind,
            (Some('\\'), None) if behind.starts_with(|next: char| next.is_ascii_punctuation()) => {
                let mut escaped = behind.chars();
                decoded.extend(escaped.next());
                escaped.as_str()
            }
            (Some(special), None) => {
                decoded.push(special);
                behind
            }
            (None, None) => break,
        };
    }
    decoded.push_str(rest);
    decoded
}

/// The character of a reference at the start of a text, and how many bytes it takes.
fn character_reference(text: &str) -> Option<(char, usize)> {
    let (name, _) = text.strip_prefix('&')?.split_at_checked(text.find(';')?.checked_sub(1)?)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            // As CommonMark has it, section 6.2: what is not a character is the replacement character.
            char::from_u32(code).filter(|&character| character != '\0').unwrap_or('\u{fffd}')
        }
    };
    Some((character, name.len() + 2))
}

/// Takes `**`, `__` and backquotes off both ends.
pub(super) fn strip_emphasis(text: &str) -> &str {
    let mut text = text.trim();
    for mark in ["**", "__", "`"] {
        if let Some(inner) = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark)) {
            text = inner.trim();
        }
    }
    text
}

/// The text of a link that makes up the whole of a text; any other text as it is.
pub(super) fn link_text(text: &str) -> &str {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(')'));
    match inner.and_then(|inner| inner.rfind("](").and_then(|end| inner.get(..end))) {
        Some(text) => text,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding() {
        let cases = [
            ("plain", "plain"),
            ("&#39;agent&#39;", "'agent'"),
            ("&lt;url&gt; &amp; &quot;more&quot;", "<url> & \"more\""),
            (r"\&quot;quoted\&quot;", "\"quoted\""),
            (r"a\_b \\ \| c:\dir", r"a_b \ | c:\dir"),
            ("&#x1F600; &#0; &#xD800;", "😀 \u{fffd} \u{fffd}"),
            ("AT&T; &unknown; &;", "AT&T; &unknown; &;"),
            ("ends in \\", "ends in \\"),
            ("&", "&"),
            ("é&é;", "é&é;"),
        ];
        for (text, expected) in cases {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn marks_around_a_text() {
        let cases = [
            ("**id**", "id"),
            ("`id`", "id"),
            ("**`id`**", "id"),
            ("id", "id"),
            ("**", "**"),
            ("**a** b", "**a** b"),
        ];
        for (text, expected) in cases {
            assert_eq!(strip_emphasis(text), expected, "{text}");
        }
        let links = [
            ("[User](User.html)", "User"),
            ("[**User**](User)", "**User**"),
            ("[list[User]](User)", "list[User]"),
            ("[dict(str, User)](User)", "dict(str, User)"),
            ("list[str]", "list[str]"),
            ("dict(str, str)", "dict(str, str)"),
            ("[broken](", "[broken]("),
        ];
        for (text, expected) in links {
            assert_eq!(link_text(text), expected, "{text}");
        }
    }
}
