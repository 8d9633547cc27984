//! Paths by wire names: `participants.0.startTime`, or as errors print them, `participants[0].startTime`.

use crate::path::EXCERPT;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    /// A name after a point: a key, or the index of a list.
    Name(String),
    /// A number in brackets: the index of a list.
    Index(usize),
    /// A text in brackets: a key.
    Key(String),
    /// A star in brackets, which patterns have.
    Star,
}

/// Why a text is not a path.
#[derive(Debug)]
pub(crate) struct NotAPath(pub(crate) String);

impl Segment {
    /// The key that it names, in a model or map.
    #[inline]
    pub(crate) fn key(&self) -> Option<&str> {
        match self {
            Self::Name(key) | Self::Key(key) => Some(key),
            Self::Index(_) | Self::Star => None,
        }
    }

    /// The index that it names, in a list.
    #[inline]
    pub(crate) fn index(&self) -> Option<usize> {
        match self {
            Self::Name(name) => index(name),
            Self::Index(index) => Some(*index),
            Self::Key(_) | Self::Star => None,
        }
    }

    /// The beginning of a key that errors print shortened.
    #[inline]
    pub(crate) fn beginning(&self) -> Option<&str> {
        match self {
            Self::Key(key) => key.strip_suffix('…').filter(|it| it.chars().count() == EXCERPT),
            _ => None,
        }
    }

    /// The one of these keys that a shortened key stands for; none, if it is not the only one.
    #[inline]
    pub(crate) fn meant<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
        let beginning = self.beginning()?;
        let mut meant = keys.into_iter().filter(|key| key.starts_with(beginning));
        let first = meant.next()?;
        meant.next().is_none().then_some(first)
    }
}

/// The number of a text that is an index: digits, and no zeros before them.
#[inline]
fn index(text: &str) -> Option<usize> {
    let is_plain = text == "0" || !text.starts_with('0');
    (is_plain && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The steps of a path.
#[inline]
pub(crate) fn parse(path: &str) -> Result<Vec<Segment>, NotAPath> {
    let mut segments = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let (segment, after) = match (rest.strip_prefix('['), rest.strip_prefix('.')) {
            (Some(inner), _) => bracket(inner)?,
            (None, Some(after)) if !segments.is_empty() => name(after)?,
            (None, _) if segments.is_empty() => name(rest)?,
            (None, _) => {
                return Err(NotAPath(format!("expected `.` or `[` before {rest:?} in the path {path:?}")));
            }
        };
        segments.push(segment);
        rest = after;
    }
    Ok(segments)
}

#[inline]
fn name(text: &str) -> Result<(Segment, &str), NotAPath> {
    let end = text.find(['.', '[', ']', '"']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if rest.starts_with([']', '"']) {
        return Err(NotAPath(format!(
            "expected a name before {rest:?}: write an odd key in brackets and quotation marks, such as `[\"odd.key\"]`"
        )));
    }
    if name.is_empty() {
        return Err(NotAPath(
            "expected a name, found nothing: write an empty key as `[\"\"]`, and no point at the beginning or end"
                .to_owned(),
        ));
    }
    Ok((Segment::Name(name.to_owned()), rest))
}

/// What follows an opening bracket.
#[inline]
fn bracket(inner: &str) -> Result<(Segment, &str), NotAPath> {
    let (segment, rest) = match inner.strip_prefix('"') {
        Some(text) => {
            let (key, rest) = quoted(text)?;
            (Segment::Key(key), rest)
        }
        None => {
            let (text, rest) = inner.split_at(inner.find(']').unwrap_or(inner.len()));
            let segment = match (index(text), text) {
                (Some(index), _) => Segment::Index(index),
                (None, "*") => Segment::Star,
                (None, _) => {
                    return Err(NotAPath(format!(
                        "expected an index or a key in quotation marks, found `[{text}`: write `[0]` or `[\"odd.key\"]`"
                    )));
                }
            };
            (segment, rest)
        }
    };
    match rest.strip_prefix(']') {
        Some(rest) => Ok((segment, rest)),
        None => Err(NotAPath("expected `]`, to close the bracket of the path".to_owned())),
    }
}

/// A key in quotation marks, with the escapes of Rust or JSON, up to the second mark.
#[inline]
fn quoted(text: &str) -> Result<(String, &str), NotAPath> {
    let mut key = String::new();
    let mut rest = text;
    loop {
        let Some(at) = rest.find(['"', '\\']) else {
            return Err(NotAPath("expected `\"`, to end the key in the path".to_owned()));
        };
        key.push_str(&rest[..at]);
        if rest[at..].starts_with('"') {
            return Ok((key, &rest[at + 1..]));
        }
        let (escaped, after) = escaped(&rest[at + 1..]).ok_or_else(|| {
            NotAPath("expected an escape of JSON or Rust after `\\`, such as `\\\"` or `\\u{e9}`".to_owned())
        })?;
        key.push(escaped);
        rest = after;
    }
}

/// The character that is meant by what follows a backslash.
#[inline]
fn escaped(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let meant = match first {
        '"' | '\\' | '/' | '\'' => first,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\u{8}',
        'f' => '\u{c}',
        '0' => '\0',
        'u' => return unicode(rest),
        _ => return None,
    };
    Some((meant, rest))
}

/// `{e9}` of Rust, or `00e9` of JSON, where two may be the halves of one character.
#[inline]
fn unicode(text: &str) -> Option<(char, &str)> {
    let digits = |digits: &str| {
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hex { u32::from_str_radix(digits, 16).ok() } else { None }
    };
    if let Some(inner) = text.strip_prefix('{') {
        let (code, rest) = inner.split_once('}')?;
        return Some((char::from_u32(digits(code)?)?, rest));
    }
    let (first, rest) = text.split_at_checked(4)?;
    let first = digits(first)?;
    if let Some(char) = char::from_u32(first) {
        return Some((char, rest));
    }
    let (second, rest) = rest.strip_prefix("\\u")?.split_at_checked(4)?;
    let second = digits(second)?;
    let halves = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    let char = char::decode_utf16(halves).next()?.ok()?;
    Some((char, rest))
}
