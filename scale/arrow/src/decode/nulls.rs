//! Which rows of a column are null, while it grows.

use arrow_buffer::{BooleanBufferBuilder, NullBuffer};

/// The rows that are null, as runs: a value costs nothing, and a gap of any length the same.
#[derive(Debug, Default)]
pub(super) struct Nulls {
    len: usize,
    /// From which row to before which row.
    runs: Vec<(usize, usize)>,
}

impl Nulls {
    /// How many rows there are.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The next row has a value.
    #[inline]
    pub(super) fn push_value(&mut self) {
        self.len += 1;
    }

    /// Rows up to a length are null; how many these are.
    #[inline]
    pub(super) fn pad(&mut self, len: usize) -> usize {
        let missing = len.saturating_sub(self.len);
        if missing > 0 {
            match self.runs.last_mut() {
                Some((_, end)) if *end == self.len => *end = len,
                _ => self.runs.push((self.len, len)),
            }
            self.len = len;
        }
        missing
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
        while let Some((start, end)) = self.runs.last_mut() {
            if *start < len {
                *end = (*end).min(len);
                break;
            }
            self.runs.pop();
        }
    }

    /// The bits; none where no row is null. No row is left.
    pub(super) fn finish(&mut self) -> Option<NullBuffer> {
        let len = std::mem::take(&mut self.len);
        if self.runs.is_empty() {
            return None;
        }
        let mut bits = BooleanBufferBuilder::new(len);
        for (start, end) in self.runs.drain(..) {
            bits.append_n(start - bits.len(), true);
            bits.append_n(end - start, false);
        }
        bits.append_n(len - bits.len(), true);
        Some(NullBuffer::new(bits.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::Nulls;

    /// What is done, and what comes of it: `v` is a value, a number pads to a length, `-` and a number truncates to one; `n` is a null.
    #[test]
    fn rows() {
        let cases = [
            ("", ""),
            ("v", "v"),
            ("3", "nnn"),
            ("v 2 4 1 v", "vnnnv"),
            ("4 v 9 -3 v", "nnnv"),
            ("v 2 -7 -1", "v"),
            ("2 v 5 -0 v v", "vv"),
        ];
        for (done, expected) in cases {
            let mut nulls = Nulls::default();
            for step in done.split_whitespace() {
                match (step, step.strip_prefix('-').unwrap_or(step).parse()) {
                    ("v", _) => nulls.push_value(),
                    (_, Ok(len)) if step.starts_with('-') => nulls.truncate(len),
                    (_, len) => assert!(nulls.pad(len.unwrap_or_default()) < 10),
                }
            }
            let len = nulls.len();
            let bits = nulls.finish();
            let is_valid = |at| bits.as_ref().is_none_or(|bits| bits.is_valid(at));
            let shown: String = (0..len).map(|at| if is_valid(at) { 'v' } else { 'n' }).collect();
            assert_eq!(shown, expected, "{done}");
            assert_eq!(bits.is_none(), !expected.contains('n'), "{done}: bits only where a row is null");
            assert_eq!(nulls.len(), 0, "{done}");
        }
    }
}
