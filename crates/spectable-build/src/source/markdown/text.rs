//! Markdown text as a reader sees it: entities and backslash escapes decoded, links and emphasis taken off.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::invisible::{has_invisible, is_invisible};

/// Decodes character references (`&#39;`, `&lt;`) and backslash escapes; `\&quot;`, which real pages hold, is a quote.
pub(super) fn decode(text: &str) -> String {
    // A few bytes at a time: most texts have neither.
    let has_special = |bytes: &[u8]| bytes.iter().fold(false, |has, byte| has | matches!(byte, b'&' | b'\\'));
    if !text.as_bytes().chunks(32).any(has_special) {
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

/// As [`str::trim`]: most cells have one space at each end or none, and begin and end in ASCII there, which is quickly seen.
pub(super) fn trimmed(text: &str) -> &str {
    let inner = text.strip_prefix(' ').unwrap_or(text);
    let inner = inner.strip_suffix(' ').unwrap_or(inner);
    match inner.as_bytes() {
        [] | [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => inner,
        _ => inner.trim(),
    }
}

/// Takes `**`, `__` and backquotes off both ends.
pub(super) fn strip_emphasis(text: &str) -> &str {
    let mut text = trimmed(text);
    for mark in ["**", "__", "`"] {
        if let Some(inner) = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark)) {
            text = trimmed(inner);
        }
    }
    text
}

/// The text of a link that makes up the whole of a text; any other text as it is.
pub(super) fn link_text(text: &str) -> &str {
    whole_link(text).map_or(text, |link| link.text)
}

/// A link: its text, its target, and how many bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link<'t> {
    pub(super) text: &'t str,
    pub(super) target: &'t str,
    length: usize,
}

/// The link that makes up the whole of a text.
pub(super) fn whole_link(text: &str) -> Option<Link<'_>> {
    if !text.starts_with('[') {
        return None;
    }
    link_at(text, &HashSet::new()).filter(|link| link.length == text.len())
}

/// The link at the start of a text; those that name a label must have one that is defined on the page.
fn link_at<'t>(text: &'t str, labels: &HashSet<String>) -> Option<Link<'t>> {
    let end = closing(text, b'[', b']')?;
    let inner = text.get(1..end)?;
    let rest = text.get(end + 1..)?;
    if rest.starts_with('(') {
        // A target may hold anything but a line end; the bracket of its own kind closes it.
        let close = closing(rest, b'(', b')').or_else(|| rest.rfind(')'))?;
        return Some(Link { text: inner, target: rest.get(1..close)?, length: end + close + 2 });
    }
    let label_end = if rest.starts_with('[') { closing(rest, b'[', b']')? } else { return None };
    let label = rest.get(1..label_end).filter(|label| !label.is_empty()).unwrap_or(inner);
    let defined = !inner.is_empty() && labels.contains(&label.to_lowercase());
    defined.then_some(Link { text: inner, target: label, length: end + label_end + 2 })
}

/// Where the bracket at the start of a text closes.
fn closing(text: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if at == 0 && byte != open {
            return None;
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            it if it == open => depth += 1,
            it if it == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// A text with each link replaced by its text, also within brackets: `Option<[**Pet**](Pet.md)>` is `Option<**Pet**>`.
fn without_links<'t>(text: &'t str, labels: &HashSet<String>) -> Cow<'t, str> {
    if !text.contains("](") && (labels.is_empty() || !text.contains("][")) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        if let Some(link) = link_at(from, labels) {
            plain.push_str(link.text);
            rest = from.get(link.length..).unwrap_or_default();
        } else {
            plain.push('[');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The text of a type as a reader sees it: without links, emphasis, code marks and tags.
pub(super) fn plain_type<'t>(cell: &'t str, labels: &HashSet<String>) -> Cow<'t, str> {
    let cell = strip_emphasis(cell);
    let text = without_links(cell, labels);
    if text.contains("<!--") {
        return Cow::Owned(plain_type(&without_comments(&text), labels).into_owned());
    }
    if !text.contains(['*', '`', '&', '\\', '<', '_']) {
        return text;
    }
    let text = text.replace("**", "").replace('`', "");
    let text = without_tags(&text);
    let text = decode(strip_emphasis(&text));
    Cow::Owned(without_invisible(text.trim()).into_owned())
}

/// A text without HTML comments.
fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("<!--") {
        plain.push_str(before);
        rest = from.split_once("-->").map_or("", |(_, behind)| behind);
    }
    plain + rest
}

/// The tags that only say how a text looks.
const TAGS: [&str; 12] = ["br", "b", "i", "em", "strong", "code", "p", "span", "sup", "sub", "small", "nobr"];

/// A text without tags that only say how it looks; a line break is a space.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        match tag(from) {
            Some(length) => {
                plain.push(' ');
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                plain.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The length of a tag at the start of a text.
fn tag(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let inner = text.get(1..end)?.trim_start_matches('/');
    let name = inner.split(|it: char| it.is_whitespace() || it == '/').next()?;
    let is_anchor = name.eq_ignore_ascii_case("a") && (inner.contains('=') || text.starts_with("</"));
    (is_anchor || TAGS.contains(&name)).then_some(end + 1)
}

/// A text without characters that nobody sees.
pub(super) fn without_invisible(text: &str) -> Cow<'_, str> {
    if has_invisible(text) {
        Cow::Owned(text.chars().filter(|it| !is_invisible(*it)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A name as it is written, without the marks around it: emphasis with stars, code marks, a link. Names are not Markdown inside:
/// `**__v__**` is `__v__`.
pub(super) fn plain_name(cell: &str) -> &str {
    let mut text = trimmed(cell);
    // Most names have no marks.
    while text.starts_with(['*', '`', '~', '[']) {
        let before = text;
        for mark in ["**", "`", "~~", "*"] {
            if let Some(inner) = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark))
                && !inner.is_empty()
            {
                text = trimmed(inner);
            }
        }
        text = trimmed(link_text(text));
        if text.len() == before.len() {
            break;
        }
    }
    text
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
    fn trimming() {
        let ends = ["", " ", "  ", "\t", "\u{a0}", "\u{b}", "\u{85}", "\u{200b}", "\0", "\u{7f}", "a", "é"];
        for (before, after) in ends.iter().flat_map(|before| ends.map(|after| (before, after))) {
            for inner in ["", "a", "a b", "é", " "] {
                let text = format!("{before}{inner}{after}");
                assert_eq!(trimmed(&text), text.trim(), "{text:?}");
            }
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
            ("[**[RoutingRule]**]([RoutingRule])", "**[RoutingRule]**"),
            ("[a](b) c", "[a](b) c"),
        ];
        for (text, expected) in links {
            assert_eq!(link_text(text), expected, "{text}");
        }
    }

    #[test]
    fn types_as_a_reader_sees_them() {
        let labels: HashSet<String> = ["identityset".to_owned()].into();
        let cases = [
            ("**str**", "str"),
            ("[**User**](User.md)", "User"),
            ("Option<[**Vec<models::Tag>**](Tag.md)>", "Option<Vec<models::Tag>>"),
            ("Pointer to [**[]Org**](Org.md)", "Pointer to []Org"),
            ("**map[string][]Org**", "map[string][]Org"),
            ("[**List&lt;Tag&gt;**](Tag.md)", "List<Tag>"),
            ("[**[Tag]**]([Tag])", "[Tag]"),
            ("[identitySet][] collection", "identitySet collection"),
            ("[other][] collection", "[other][] collection"),
            (r"?dict\<string, string\>", "?dict<string, string>"),
            (r"**\Ory\Client\Tag[]**", r"\Ory\Client\Tag[]"),
            ("array of [role](/docs#role-object) objects", "array of role objects"),
            ("string<br>or null", "string or null"),
            ("[**<!--a-->List&lt;User&gt;<!--b-->**](User)", "List<User>"),
            ("`string`", "string"),
            ("Array<B>", "Array<B>"),
            ("__str__", "str"),
            ("some_name", "some_name"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain_type(text, &labels), expected, "{text}");
        }
    }

    #[test]
    fn names_as_they_are_written() {
        for (cell, expected) in [
            ("**id**", "id"),
            ("**__v__**", "__v__"),
            ("**_id_**", "_id_"),
            ("`id`", "id"),
            ("[`id`](#id)", "id"),
            ("[**id**](#id)", "id"),
            ("id?", "id?"),
            ("**", "**"),
            ("*id*", "id"),
        ] {
            assert_eq!(plain_name(cell), expected, "{cell}");
        }
    }
}
