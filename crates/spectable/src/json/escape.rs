//! Strings in JSON text (RFC 8259, section 7): what must be escaped, found eight bytes at a time.

/// Whether JSON text must escape this byte (RFC 8259, section 7).
pub(crate) fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// The high bit of each byte of a word that is `"`, `\` or a control character. Bytes above the lowest such one may be marked
/// in error; the lowest is right.
#[inline]
pub(crate) fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20);
    (control & !word | quote.wrapping_sub(ONES) & !quote | backslash.wrapping_sub(ONES) & !backslash) & HIGH
}

/// The same of sixteen bytes, the first one lowest, each `0xff` or 0. Compilers make vector instructions of the loop.
#[inline]
pub(crate) fn special_of_16(bytes: &[u8; 16]) -> u128 {
    let mut special = [0; 16];
    for (special, &byte) in special.iter_mut().zip(bytes) {
        let is_special = (byte == b'"') | (byte == b'\\') | (byte < 0x20);
        *special = if is_special { 0xff } else { 0 };
    }
    u128::from_le_bytes(special)
}

/// How a byte is escaped: 0 for not at all, `u` for by its number, else by a backslash and this letter.
const ESCAPES: [u8; 256] = {
    let mut escapes = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        escapes[control] = b'u';
        control += 1;
    }
    escapes[0x08] = b'b';
    escapes[0x09] = b't';
    escapes[0x0a] = b'n';
    escapes[0x0c] = b'f';
    escapes[0x0d] = b'r';
    escapes[b'"' as usize] = b'"';
    escapes[b'\\' as usize] = b'\\';
    escapes
};

/// Shows the parts of a text as it is escaped, one after the other.
pub(super) fn each_part(text: &[u8], mut show: impl FnMut(&[u8])) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut start = 0;
    for (at, &byte) in text.iter().enumerate() {
        let escape = ESCAPES[usize::from(byte)];
        if escape == 0 {
            continue;
        }
        show(text.get(start..at).unwrap_or_default());
        start = at + 1;
        show(&[b'\\', escape]);
        if escape == b'u' {
            show(&[b'0', b'0', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
    }
    show(text.get(start..).unwrap_or_default());
}
