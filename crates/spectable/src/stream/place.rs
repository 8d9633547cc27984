//! Where in a stream a byte is. Streams may be longer than what a `usize` counts.

/// The place of a byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// How many bytes are before it.
    pub(crate) offset: u64,
    /// Its line, from 1.
    pub(crate) line: u64,
    /// Its column in bytes, from 1.
    pub(crate) column: u64,
}

impl Place {
    pub(super) const START: Self = Self { offset: 0, line: 1, column: 1 };

    /// Moves past a line of that many bytes, its end included.
    pub(super) fn pass_line(&mut self, length: usize) {
        *self = Self { offset: self.offset + length as u64, line: self.line + 1, column: 1 };
    }

    /// Moves past these bytes.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        // In pieces whose count fits a byte: so the compiler counts many at a time.
        let in_piece = |piece: &[u8]| piece.iter().map(|&byte| u8::from(byte == b'\n')).sum::<u8>();
        let breaks: u64 = bytes.chunks(128).map(|piece| u64::from(in_piece(piece))).sum();
        let in_last_line = match breaks {
            0 => bytes.len(),
            _ => bytes.iter().rev().take_while(|&&byte| byte != b'\n').count(),
        };
        if breaks > 0 {
            self.column = 1;
        }
        self.offset += bytes.len() as u64;
        self.line += breaks;
        self.column += in_last_line as u64;
    }
}

/// Where the first line feed is: many bytes at a time, since nearly none of a record is one.
pub(super) fn find_line_feed(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<32>()) {
        // Without a way out in between, so that the compiler compares them all at once.
        if chunk.iter().fold(false, |found, &byte| found | (byte == b'\n')) {
            break;
        }
        at += chunk.len();
    }
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let found = line_feeds(u64::from_le_bytes(*chunk));
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += chunk.len();
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|&byte| byte == b'\n').map(|behind| at + behind)
}

/// The high bit of each byte of a word that is a line feed. Bytes above the lowest such one may be marked in error.
fn line_feeds(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let difference = word ^ (ONES * b'\n' as u64);
    difference.wrapping_sub(ONES) & !difference & (ONES << 7)
}
