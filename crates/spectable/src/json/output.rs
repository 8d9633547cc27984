//! JSON text that grows at its end.
//!
//! Most of a document is short texts: keys, identifiers, timestamps. Copying exactly as many bytes as a text has takes a call
//! and a few jumps that no processor predicts. Copying a block of a fixed size takes one or two instructions. So there is always
//! room after the text, and a whole block is written, though only a part of it counts.

use std::fmt;

use super::escape::{self, is_any_escaped, is_escaped, special_bytes};

/// The text written so far.
#[derive(Default)]
pub(crate) struct Output {
    /// The text, followed by bytes that mean nothing yet.
    bytes: Vec<u8>,
    len: usize,
}

/// A key as JSON text: with its quotes and colon, and a comma before it.
#[derive(Debug)]
#[repr(C)]
pub(crate) struct Piece {
    len: u32,
    /// The beginning of the text, padded with zeros. It is all of it for most keys.
    head: [u8; Self::HEAD],
}

/// By the length of a text: the bits of a head, as words, that the text has behind its first byte.
static MASKS: [[u64; Piece::WORDS]; Piece::HEAD + 1] = {
    let mut masks = [[0; Piece::WORDS]; Piece::HEAD + 1];
    let mut len = 0;
    while len < masks.len() {
        let mut at = 1;
        while at < len {
            masks[len][at / 8] |= 0xff << (at % 8 * 8);
            at += 1;
        }
        len += 1;
    }
    masks
};

impl Piece {
    /// As long as most keys with what belongs to them.
    pub(crate) const HEAD: usize = 32;
    const WORDS: usize = Self::HEAD / 8;

    pub(crate) fn of_key(name: &str) -> Self {
        let mut text = Output::default();
        text.push_name(name);
        let text = text.into_text();
        let start = text.get(..Self::HEAD).unwrap_or(&text);
        let mut head = [0; Self::HEAD];
        head[..start.len()].copy_from_slice(start);
        // A longer one is never compared with the text of a document, which is at most as long.
        Self { len: u32::try_from(text.len()).unwrap_or(u32::MAX), head }
    }

    /// How long it is, in bytes.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether a text begins with this key; its first byte, the one before the key, may be any. `block` is the beginning of `text`, and `name` the name in the key.
    #[inline(always)]
    pub(crate) fn is_start_of(&self, block: &[u8; Self::HEAD], text: &[u8], name: &str) -> bool {
        let [a, b, c, d] = words(block);
        let head = words(&self.head);
        let masks = &MASKS[self.len().min(Self::HEAD)];
        let differ = |word, at: usize| (word ^ head[at]) & masks[at];
        differ(a, 0) | differ(b, 1) | differ(c, 2) | differ(d, 3) == 0
            && (self.len() <= Self::HEAD || is_start_of_long(name, text))
    }
}

/// Whether a text begins with the key of a name; its first byte, the one before the key, may be any. A key with escapes is never found.
#[cold]
fn is_start_of_long(name: &str, text: &[u8]) -> bool {
    let behind = text.get(2..).and_then(|text| text.strip_prefix(name.as_bytes()));
    behind.is_some_and(|text| text.starts_with(b"\":"))
}

/// A block as words.
#[inline(always)]
fn words(block: &[u8; Piece::HEAD]) -> [u64; Piece::WORDS] {
    let (blocks, _) = block.as_chunks();
    let word = |at| blocks.get(at).map_or(0, |block| u64::from_le_bytes(*block));
    [word(0), word(1), word(2), word(3)]
}

impl Output {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self { bytes: Vec::with_capacity(capacity), len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// For what comes behind a text.
    pub(crate) fn behind(text: Vec<u8>) -> Self {
        Self { len: text.len(), bytes: text }
    }

    pub(crate) fn into_text(self) -> Vec<u8> {
        let mut text = self.into_bytes();
        // As little is left over as where the text has grown by doubling.
        if text.capacity() / 2 > text.len() {
            text.shrink_to_fit();
        }
        text
    }

    /// The text, in memory that may be much larger.
    pub(crate) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.len);
        self.bytes
    }

    /// Replaces a byte that was written.
    #[inline]
    pub(crate) fn replace(&mut self, at: usize, byte: u8) {
        if let Some(place) = self.bytes.get_mut(at) {
            *place = byte;
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        self.push_block(&[byte], 1);
    }

    /// Writes the first `len` bytes of a block.
    #[inline]
    pub(crate) fn push_block<const N: usize>(&mut self, block: &[u8; N], len: usize) {
        if let Some(place) = self.room(N).first_chunk_mut() {
            *place = *block;
        }
        self.len += len.min(N);
    }

    /// Writes a key, with a comma before it.
    #[inline]
    pub(crate) fn push_key(&mut self, piece: &Piece, name: &str) {
        if piece.len() <= Piece::HEAD {
            self.push_block(&piece.head, piece.len());
        } else {
            self.push_name(name);
        }
    }

    /// Writes the key of a name, with a comma before it.
    #[cold]
    fn push_name(&mut self, name: &str) {
        self.push(b',');
        self.push_string(name);
        self.push(b':');
    }

    pub(crate) fn push_all(&mut self, text: &[u8]) {
        self.room(text.len()).copy_from_slice(text);
        self.len += text.len();
    }

    /// Writes a string with its quotes.
    #[inline]
    pub(crate) fn push_string(&mut self, text: &str) {
        let text = text.as_bytes();
        let room = self.room(text.len() + 2);
        if let [open, content @ .., close] = room {
            (*open, *close) = (b'"', b'"');
            if copy_plain(text, content) {
                self.len += text.len() + 2;
                return;
            }
        }
        self.push_escaped_string(text);
    }

    #[cold]
    fn push_escaped_string(&mut self, text: &[u8]) {
        self.push(b'"');
        let (blocks, rest) = text.as_chunks::<16>();
        for block in blocks {
            if !is_any_escaped(block) {
                self.push_block(block, block.len());
            } else {
                self.push_escaped(block);
            }
        }
        self.push_escaped(rest);
        self.push(b'"');
    }

    /// Writes at most 16 bytes of a string.
    // Without a look at what each byte is: where there is one escape, there are more.
    #[inline]
    fn push_escaped(&mut self, text: &[u8]) {
        const ROOM: usize = 16 * escape::BLOCK;
        let Some(room) = self.room(ROOM).first_chunk_mut::<ROOM>() else { return };
        let mut len = 0;
        for &byte in text {
            let (block, count) = escape::escaped(byte);
            if let Some(place) = room.get_mut(len..).and_then(|room| room.first_chunk_mut()) {
                *place = block;
                len += count;
            }
        }
        self.len += len;
    }

    /// So many bytes after the text.
    #[inline]
    fn room(&mut self, len: usize) -> &mut [u8] {
        if self.bytes.len() - self.len < len {
            self.grow(len);
        }
        self.bytes.get_mut(self.len..self.len + len).unwrap_or_default()
    }

    #[cold]
    fn grow(&mut self, len: usize) {
        /// What is filled with zeros at once is still in the first cache when the text is written over it.
        const FILLED: usize = 4096;
        let least = self.len + len;
        let filled = (self.bytes.len() + FILLED).min(self.bytes.capacity());
        self.bytes.resize(least.max(filled), 0);
    }
}

impl fmt::Write for Output {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_all(text.as_bytes());
        Ok(())
    }
}

/// Copies a text to a place of its length, and returns whether the copy is valid inside a JSON string without any escapes.
///
/// No processor predicts how long the next text is. So there are few ways to copy one, by blocks that may overlap, and hardly any loop.
#[inline]
fn copy_plain(text: &[u8], place: &mut [u8]) -> bool {
    if text.len() > 64 {
        return copy_long(text, place);
    }
    copy_by_blocks(text, place)
        .or_else(|| copy_by_words(text, place))
        .unwrap_or_else(|| copy_by_bytes(text, place))
}

/// Copies a text of more than 64 bytes.
fn copy_long(text: &[u8], place: &mut [u8]) -> bool {
    place.copy_from_slice(text);
    let is_escaped = text.as_chunks().0.iter().chain(text.last_chunk()).any(is_any_escaped);
    !is_escaped
}

/// Copies a text of 16 to 64 bytes.
#[inline(always)]
fn copy_by_blocks(text: &[u8], place: &mut [u8]) -> Option<bool> {
    let mut is_plain = true;
    for end in [16, 32, 48, 64] {
        is_plain &= !is_any_escaped(copy_block(text, place, end)?);
    }
    Some(is_plain)
}

/// Copies a text of 4 to 16 bytes.
#[inline(always)]
fn copy_by_words(text: &[u8], place: &mut [u8]) -> Option<bool> {
    let mut copy = |end| copy_block(text, place, end).map(|word| u64::from(u32::from_le_bytes(*word)));
    let first = copy(4)? | copy(8)? << 32;
    let second = copy(12)? | copy(16)? << 32;
    Some(special_bytes(first) | special_bytes(second) == 0)
}

/// Copies a text of less than 4 bytes.
#[inline(always)]
fn copy_by_bytes(text: &[u8], place: &mut [u8]) -> bool {
    let mut is_plain = true;
    for (&byte, place) in text.iter().zip(place).take(3) {
        *place = byte;
        is_plain &= !is_escaped(byte);
    }
    is_plain
}

/// Copies a block that ends at a place, or at the end of the text if that comes first, and returns it; nothing if there is less before it. The text and its
/// place are as long as each other.
#[inline(always)]
fn copy_block<'a, const N: usize>(text: &'a [u8], place: &mut [u8], end: usize) -> Option<&'a [u8; N]> {
    let block = text.get(..end.min(text.len()))?.last_chunk()?;
    *place.get_mut(..end.min(place.len()))?.last_chunk_mut()? = *block;
    Some(block)
}

#[cfg(test)]
mod tests {
    use super::{Output, Piece};

    /// What is written and read block by block has its borders in every place.
    #[test]
    fn strings_are_written_as_serde_json_writes_them_and_are_read_again() {
        let lengths: Vec<usize> =
            if cfg!(miri) { vec![0, 3, 9, 17] } else { (0..40).chain(90..100).collect() };
        for special in ["\"", "\\", "\n", "\u{1}", "\u{1f}", " ", "\u{7f}", "ü", "😀", "\"\n\\"] {
            for &length in &lengths {
                for at in 0..=length {
                    let text = format!("{}{special}{}", "a".repeat(at), "z".repeat(length - at));
                    let mut output = Output::default();
                    output.push_string(&text);
                    let written = String::from_utf8(output.into_text()).unwrap();
                    assert_eq!(written, serde_json::to_string(&text).unwrap());
                    assert_eq!(crate::from_str::<String>(&written).unwrap(), text);
                }
            }
        }
    }

    /// Texts with escapes that no writer of ours writes, where the blocks of long strings end.
    #[test]
    fn escaped_characters_are_read_as_serde_json_reads_them() {
        let escapes = [
            r"\u0041",
            r"\u007f",
            r"\u0080",
            r"\u00E9",
            r"\u00e9",
            r"\uABCD",
            r"\uD83D\uDE00",
            r"\u001F",
            r"\/",
            r"\u12",
            r"\uD83D",
            r"\uDE00",
            r"\q",
            "\u{1f}",
            "\u{7f}",
            "\u{80}",
            "é",
        ];
        let lengths = if cfg!(miri) { 96..97 } else { 90..100 };
        for length in lengths {
            for escape in escapes {
                for behind in ["", "z", "0123456789abcdef0123456789abcdef"] {
                    let text = format!("\"{}{escape}{behind}\"", "a".repeat(length));
                    let read = crate::from_str::<String>(&text).ok();
                    assert_eq!(read, serde_json::from_str(&text).ok(), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_key_is_compared_from_its_second_byte_on() {
        for length in [1, 2, 5, 6, 7, 27, 28, 29, 30, 31, 45] {
            let name = "k".repeat(length);
            let piece = Piece::of_key(&name);
            let key = format!(",\"{name}\":");
            assert_eq!(piece.len(), key.len());
            for behind in [32, 40] {
                let text = format!("{{{}{}", &key[1..], ":".repeat(behind));
                assert!(is_start_of(&piece, text.as_bytes(), &name), "{key} in {text}");
                for at in 1..key.len() {
                    let mut other = text.clone().into_bytes();
                    other[at] ^= 1;
                    assert!(!is_start_of(&piece, &other, &name), "{key}, with another byte {at}");
                }
            }
        }
    }

    fn is_start_of(piece: &Piece, text: &[u8], name: &str) -> bool {
        piece.is_start_of(text.first_chunk().unwrap(), text, name)
    }
}
