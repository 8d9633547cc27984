//! Strings in JSON text (RFC 8259, section 7): what must be escaped, found eight bytes at a time.

/// Whether JSON text must escape this byte (RFC 8259, section 7).
pub(crate) fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// The high bit of each byte of a word that is `"`, `\` or a control character. Bytes above the lowest such one may be marked
/// in error; the lowest is right.
#[inline]
pub(super) fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20);
    (control & !word | quote.wrapping_sub(ONES) & !quote | backslash.wrapping_sub(ONES) & !backslash) & HIGH
}

/// Writes a string with its quotes.
#[inline]
pub(crate) fn push_string(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    if is_plain(text.as_bytes()) {
        out.push_str(text);
    } else {
        push_escaped(out, text);
    }
    out.push('"');
}

/// Whether nothing of a text needs an escape. Both ends are looked at a word at a time; the words overlap in the middle.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<8>() {
        let mut special = special_bytes(u64::from_le_bytes(*last));
        for word in bytes.as_chunks::<8>().0 {
            special |= special_bytes(u64::from_le_bytes(*word));
        }
        special == 0
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let word = u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
        special_bytes(word) == 0
    } else {
        bytes.iter().all(|&byte| !is_escaped(byte))
    }
}

fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let plain = plain_len(rest.as_bytes());
        let Some((before, from)) = rest.split_at_checked(plain) else { return };
        out.push_str(before);
        let mut behind = from.chars();
        let Some(escaped) = behind.next() else { return };
        push_escape(out, escaped);
        rest = behind.as_str();
    }
}

fn push_escape(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        // Only control characters are left, of two digits.
        other => {
            out.push_str("\\u00");
            for digit in [u32::from(other) >> 4, u32::from(other) & 15] {
                out.push(char::from_digit(digit, 16).unwrap_or('0'));
            }
        }
    }
}

/// How many bytes from the start on need no escape.
#[inline]
fn plain_len(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return index * 8 + (special.trailing_zeros() / 8) as usize;
        }
    }
    let tail = rest.iter().position(|&byte| is_escaped(byte)).unwrap_or(rest.len());
    words.len() * 8 + tail
}
