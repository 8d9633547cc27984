//! Strings in JSON text (RFC 8259, section 7): what must be escaped, found eight bytes at a time.

use std::fmt::Write as _;

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
    let mut rest = text;
    loop {
        let plain = plain_len(rest.as_bytes());
        let Some((before, from)) = rest.split_at_checked(plain) else { break };
        out.push_str(before);
        let mut behind = from.chars();
        let Some(escaped) = behind.next() else { break };
        push_escape(out, escaped);
        rest = behind.as_str();
    }
    out.push('"');
}

#[cold]
fn push_escape(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        other => {
            let written = write!(out, "\\u{:04x}", u32::from(other));
            debug_assert!(written.is_ok(), "writing to a String does not fail");
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
