//! Strings in JSON text (RFC 8259, section 7): what must be escaped, found eight bytes at a time.

/// A word whose bytes are all 1.
pub(crate) const ONES: u64 = u64::MAX / 255;

/// Whether JSON text must escape this byte (RFC 8259, section 7).
pub(crate) fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// The high bit of each byte of a word that is `"`, `\` or a control character. Bytes above the lowest such one may be marked
/// in error; the lowest is right.
#[inline]
pub(crate) fn special_bytes(word: u64) -> u64 {
    // The quote becomes the first byte behind the control characters, and the space another one.
    let low = word ^ (ONES * 2);
    let backslash = word ^ (ONES * b'\\' as u64);
    (low.wrapping_sub(ONES * 0x21) & !low | backslash.wrapping_sub(ONES) & !backslash) & (ONES << 7)
}

/// Whether any of sixteen bytes must be escaped. Compilers make vector instructions of the loop: with the quote among the control characters, there is one
/// comparison of order and one of equality.
#[inline(always)]
pub(crate) fn is_any_escaped(bytes: &[u8; 16]) -> bool {
    bytes.iter().fold(false, |any, &byte| any | (byte ^ 2 <= b' ') | (byte == b'\\'))
}

/// How many of sixteen bytes come before the first one that must be escaped. Without a branch.
#[inline(always)]
pub(crate) fn plain_bytes(bytes: &[u8; 16]) -> usize {
    let (words, _) = bytes.as_chunks();
    let special = |at| words.get(at).map_or(0, |word| special_bytes(u64::from_le_bytes(*word)));
    let special = u128::from(special(0)) | u128::from(special(1)) << 64;
    // There are as many zeros where no bit is set.
    special.trailing_zeros() as usize / 8
}

/// The byte that each one stands for behind a `\`; 0 for what stands for none, and for `u`.
pub(super) static ESCAPES: [u8; 256] = {
    let mut bytes = [0; 256];
    let letters = *b"\"\\/bfnrt";
    let stand_for = *b"\"\\/\x08\x0c\n\r\t";
    let mut at = 0;
    while at < letters.len() {
        bytes[letters[at] as usize] = stand_for[at];
        at += 1;
    }
    bytes
};

/// Longer than anything that stands for one byte.
pub(super) const BLOCK: usize = 8;

/// What stands for each byte in a string, as the first bytes of a word in little endian; the last byte of the word says how many of them that is.
static ESCAPED: [u64; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut words = [0; 256];
    let mut byte = 0;
    while byte < words.len() {
        let block = match byte as u8 {
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
        words[byte] = u64::from_le_bytes(block);
        byte += 1;
    }
    words
};

const fn by_letter(letter: u8) -> [u8; BLOCK] {
    [b'\\', letter, 0, 0, 0, 0, 0, 2]
}

/// A byte as it is in a string, at the beginning of a block, and how much of the block counts.
#[inline(always)]
pub(super) fn escaped(byte: u8) -> ([u8; BLOCK], usize) {
    let word = ESCAPED[usize::from(byte)];
    (word.to_le_bytes(), (word >> 56) as usize)
}
