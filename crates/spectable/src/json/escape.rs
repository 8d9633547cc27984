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

/// Longer than anything that stands for one byte.
pub(super) const BLOCK: usize = 8;

/// What stands for each byte in a string, at the beginning of a block; the last byte of the block says how many of them that is.
static ESCAPED: [[u8; BLOCK]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut blocks = [[0; BLOCK]; 256];
    let mut byte = 0;
    while byte < blocks.len() {
        blocks[byte] = match byte as u8 {
            0x08 => by_letter(b'b'),
            0x09 => by_letter(b't'),
            0x0a => by_letter(b'n'),
            0x0c => by_letter(b'f'),
            0x0d => by_letter(b'r'),
            byte @ (b'"' | b'\\') => by_letter(byte),
            byte @ 0..0x20 => {
                [b'\\', b'u', b'0', b'0', DIGITS[(byte >> 4) as usize], DIGITS[(byte & 15) as usize], 0, 6]
            }
            byte => [byte, 0, 0, 0, 0, 0, 0, 1],
        };
        byte += 1;
    }
    blocks
};

const fn by_letter(letter: u8) -> [u8; BLOCK] {
    [b'\\', letter, 0, 0, 0, 0, 0, 2]
}

/// A byte as it is in a string, and bytes behind it that mean nothing.
#[inline]
pub(super) fn escaped(byte: u8) -> &'static [u8; BLOCK] {
    &ESCAPED[usize::from(byte)]
}

/// How much of a block counts.
#[inline]
pub(super) fn escaped_len(block: &[u8; BLOCK]) -> usize {
    usize::from(block[BLOCK - 1])
}
