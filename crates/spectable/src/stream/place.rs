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

    /// Moves behind these bytes.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        let breaks = bytes.iter().filter(|&&byte| byte == b'\n').count();
        let in_last_line = match breaks {
            0 => bytes.len(),
            _ => bytes.iter().rev().take_while(|&&byte| byte != b'\n').count(),
        };
        if breaks > 0 {
            self.column = 1;
        }
        self.offset += bytes.len() as u64;
        self.line += breaks as u64;
        self.column += in_last_line as u64;
    }
}

/// Where the first line feed is: many bytes at a time, since nearly none of a record is one.
pub(super) fn find_line_feed(bytes: &[u8]) -> Option<usize> {
    const WIDTH: usize = 64;
    let without = |chunk: &&[u8]| !chunk.iter().fold(false, |found, &byte| found | (byte == b'\n'));
    let start = bytes.chunks_exact(WIDTH).take_while(without).count() * WIDTH;
    let rest = bytes.get(start..).unwrap_or_default();
    rest.iter().position(|&byte| byte == b'\n').map(|at| start + at)
}
