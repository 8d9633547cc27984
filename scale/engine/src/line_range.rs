//! The lines of a part of a file: a large file is read in several places at once.

use std::io::{self, BufRead, Read};

/// Reads the lines that begin at a byte from `start` on and before `end`, the last one whole. So each line is in one part.
#[derive(Debug)]
pub struct LineRange<R> {
    inner: R,
    /// Where the next byte of `inner` is in the file.
    position: u64,
    end: u64,
    /// The line in which the part begins belongs to the part before.
    is_skipping: bool,
    /// The next byte is the first of a line.
    is_at_line: bool,
}

/// Where in the file a reader has to begin for a part that begins at `start`: a line begins there if a line ends before it.
pub fn first_byte(start: u64) -> u64 {
    start.saturating_sub(1)
}

impl<R: BufRead> LineRange<R> {
    /// The part of a file of which `inner` reads from [`first_byte`] on.
    pub fn new(inner: R, start: u64, end: u64) -> Self {
        Self { inner, position: first_byte(start), end, is_skipping: start > 0, is_at_line: true }
    }

    fn skip(&mut self) -> io::Result<()> {
        while self.is_skipping {
            let buffer = self.inner.fill_buf()?;
            let length = match buffer.iter().position(|&byte| byte == b'\n') {
                Some(at) => {
                    self.is_skipping = false;
                    at + 1
                }
                None if buffer.is_empty() => {
                    self.is_skipping = false;
                    0
                }
                None => buffer.len(),
            };
            self.inner.consume(length);
            self.position += length as u64;
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for LineRange<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.skip()?;
        if self.is_at_line && self.position >= self.end {
            return Ok(&[]);
        }
        let buffer = self.inner.fill_buf()?;
        // The last line of the part is that of the byte before its end.
        let last =
            usize::try_from(self.end.saturating_sub(1).saturating_sub(self.position)).unwrap_or(usize::MAX);
        let rest = buffer.get(last..).unwrap_or_default();
        Ok(match rest.iter().position(|&byte| byte == b'\n') {
            Some(at) => buffer.get(..=last + at).unwrap_or(buffer),
            None => buffer,
        })
    }

    fn consume(&mut self, amount: usize) {
        if amount == 0 {
            return;
        }
        // `fill_buf` again: what is consumed is still in the buffer.
        if let Ok(buffer) = self.inner.fill_buf() {
            self.is_at_line = buffer.get(amount - 1) == Some(&b'\n');
        }
        self.inner.consume(amount);
        self.position += amount as u64;
    }
}

impl<R: BufRead> Read for LineRange<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let length = buffer.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..length), buffer.get(..length)) {
            to.copy_from_slice(from);
        }
        self.consume(length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::{LineRange, first_byte};

    fn part(text: &str, start: u64, end: u64, buffer: usize) -> String {
        let rest = &text.as_bytes()[first_byte(start) as usize..];
        let mut read = String::new();
        LineRange::new(BufReader::with_capacity(buffer, rest), start, end).read_to_string(&mut read).unwrap();
        read
    }

    #[test]
    fn each_line_is_in_one_part_wherever_a_file_is_cut() {
        for text in ["", "a", "ab\n", "ab\ncde\n\nf\nghi", "\n\n\n", "long line without an end of it"] {
            let length = text.len() as u64;
            for first in 0..=length {
                for second in first..=length {
                    for buffer in [1, 2, 5, 100] {
                        let parts = [(0, first), (first, second), (second, length)];
                        let read = parts.map(|(start, end)| part(text, start, end, buffer)).concat();
                        assert_eq!(read, text, "{first} {second} {buffer}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_part_has_the_lines_that_begin_in_it() {
        let text = "ab\ncd\nef\n";
        let cases = [
            ((0, 1), "ab\n"),
            ((0, 3), "ab\n"),
            ((0, 4), "ab\ncd\n"),
            ((1, 3), ""),
            ((3, 6), "cd\n"),
            ((4, 9), "ef\n"),
        ];
        for ((start, end), lines) in cases {
            assert_eq!(part(text, start, end, 4), lines, "{start} {end}");
        }
    }
}
