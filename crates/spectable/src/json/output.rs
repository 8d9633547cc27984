//! JSON text that grows at its end.
//!
//! Most of a document is short texts: keys, identifiers, timestamps. Copying exactly as many bytes as a text has takes a call
//! and a few jumps that no processor predicts. Copying a block of a fixed size takes one or two instructions. So there is always
//! room after the text, and a whole block is written, though only a part of it counts.

use std::fmt;

use super::escape::{self, is_escaped};

/// The text written so far.
#[derive(Default)]
pub(crate) struct Output {
    /// The text, followed by bytes that mean nothing yet.
    bytes: Vec<u8>,
    len: usize,
}

/// A text that is written often.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The beginning of the text, padded with zeros.
    head: [u8; Self::HEAD],
    len: usize,
    /// What the head does not hold.
    rest: Box<[u8]>,
}

impl Piece {
    /// As long as most keys with what belongs to them.
    const HEAD: usize = 32;

    pub(crate) fn new(text: &[u8]) -> Self {
        let (start, rest) = text.split_at(text.len().min(Self::HEAD));
        let mut head = [0; Self::HEAD];
        head[..start.len()].copy_from_slice(start);
        Self { head, len: start.len(), rest: rest.into() }
    }
}

impl Output {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self { bytes: vec![0; capacity], len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn into_text(mut self) -> Vec<u8> {
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

    #[inline]
    pub(crate) fn push_piece(&mut self, piece: &Piece) {
        self.push_block(&piece.head, piece.len);
        if !piece.rest.is_empty() {
            self.push_all(&piece.rest);
        }
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
        escape::each_part(text, |part| self.push_all(part));
        self.push(b'"');
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
        let least = self.len + len;
        self.bytes.resize(least.max(self.bytes.len() * 2), 0);
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
/// Both ends are copied in blocks, which overlap in the middle.
#[inline]
fn copy_plain(text: &[u8], place: &mut [u8]) -> bool {
    macro_rules! ends {
        ($size:literal) => {
            if let (Some(first), Some(last)) = (text.first_chunk::<$size>(), text.last_chunk::<$size>()) {
                place.first_chunk_mut().map(|place| *place = *first);
                place.last_chunk_mut().map(|place| *place = *last);
                let mut escaped = [0; $size];
                mark_escaped(first, &mut escaped);
                mark_escaped(last, &mut escaped);
                return escaped == [0; $size];
            }
        };
    }
    if let Some(last) = text.last_chunk::<16>() {
        let mut escaped = [0; 16];
        for (block, place) in text.as_chunks::<16>().0.iter().zip(place.as_chunks_mut::<16>().0) {
            *place = *block;
            mark_escaped(block, &mut escaped);
        }
        if let Some(place) = place.last_chunk_mut() {
            *place = *last;
        }
        mark_escaped(last, &mut escaped);
        return escaped == [0; 16];
    }
    ends!(8);
    ends!(4);
    for (byte, place) in text.iter().zip(place) {
        *place = *byte;
    }
    text.iter().all(|&byte| !is_escaped(byte))
}

/// Marks the places of a block at which a byte is escaped. Without a branch, so that the compiler does all at once.
#[inline(always)]
fn mark_escaped<const N: usize>(block: &[u8; N], marks: &mut [u8; N]) {
    for (mark, &byte) in marks.iter_mut().zip(block) {
        *mark |= u8::from(byte < 0x20) | u8::from(byte == b'"') | u8::from(byte == b'\\');
    }
}
