//! Passing over JSON text that nobody reads, many bytes at a time.

use std::hint::black_box;

use super::escape::ONES;
use super::text::{Failure, Text};
use crate::table::RawField;

/// How many bytes are looked at together.
const BLOCK: usize = 32;

impl Text<'_> {
    /// Passes over a value, which is looked at no further than to find its end: quotes, the number of brackets, and the spelling of numbers and literals.
    #[inline]
    pub(super) fn skip_quickly(&mut self) -> Result<(), Failure> {
        match self.peek() {
            Some(b'"') => self.skip_any_string(),
            Some(b'{' | b'[') => self.skip_nested(),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            _ => Err(self.unexpected("a value")),
        }
    }

    /// Passes over the members that come as long as they are these, in this order, and without white space between them. Where the next one is another, it
    /// stays unread. How many there were, and whether the text is behind the last one, rather than before another one.
    #[inline]
    pub(super) fn skip_members<'f>(
        &mut self,
        fields: impl Iterator<Item = &'f RawField>,
    ) -> Result<(usize, bool), (&'f str, Failure)> {
        let mut count = 0;
        for field in fields {
            if !self.skip_key(field.name) {
                return Ok((count, false));
            }
            self.skip_quickly().map_err(|failure| (field.name, failure))?;
            count += 1;
            if !self.skip_if_before_key() {
                return Ok((count, true));
            }
        }
        Ok((count, false))
    }

    /// Passes over a comma, if a quote is directly behind it.
    #[inline]
    fn skip_if_before_key(&mut self) -> bool {
        let is_there = self.bytes().get(self.at()..).is_some_and(|rest| rest.starts_with(b",\""));
        if is_there {
            self.advance();
        }
        is_there
    }

    fn skip_nested(&mut self) -> Result<(), Failure> {
        self.advance();
        self.skip_rest()
    }

    /// Passes over what is left of an object or list, with its closing bracket.
    pub(super) fn skip_rest(&mut self) -> Result<(), Failure> {
        let start = self.at();
        match (Nesting { depth: 1, in_string: 0, escaped: false }).end(self.bytes(), start) {
            Some(end) => {
                self.go_back(end);
                Ok(())
            }
            None => Err(self.unclosed()),
        }
    }

    #[cold]
    fn unclosed(&mut self) -> Failure {
        self.go_back(self.bytes().len());
        self.unexpected("the closing bracket of what is skipped")
    }
}

/// How lists, objects and strings are open in a place of a text.
struct Nesting {
    depth: usize,
    /// All bits, if it is in a string.
    in_string: u128,
    /// Whether a backslash is before it.
    escaped: bool,
}

impl Nesting {
    /// Where, from a place on, everything has ended.
    fn end(&mut self, text: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        while let Some(block) = text.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            let (quotes, is_plain, is_escaping) = look(block);
            if self.escaped || is_escaping {
                if let Some(end) = self.each(block) {
                    return Some(at + end);
                }
            } else if is_plain {
                self.in_string ^= 0_u128.wrapping_sub(u128::from(quotes & 1));
            } else {
                for (half, part) in block.as_chunks::<16>().0.iter().enumerate() {
                    if let Some(end) = self.sixteen(part) {
                        return Some(at + half * 16 + end);
                    }
                }
            }
            at += BLOCK;
        }
        self.each(text.get(at..)?).map(|end| at + end)
    }

    /// Goes through bytes without backslashes from bracket to bracket.
    #[inline]
    fn sixteen(&mut self, bytes: &[u8; 16]) -> Option<usize> {
        let mut in_string = lanes(bytes, |byte| byte == b'"');
        // Each byte becomes the parity of the quotes up to it.
        in_string ^= in_string << 8;
        in_string ^= in_string << 16;
        in_string ^= in_string << 32;
        in_string ^= in_string << 64;
        in_string ^= self.in_string;
        self.in_string = 0_u128.wrapping_sub(in_string >> 127);
        let open = lanes(bytes, |byte| byte | 0x20 == b'{') & !in_string;
        let close = lanes(bytes, |byte| byte | 0x20 == b'}') & !in_string;
        let mut brackets = open | close;
        if brackets == 0 {
            return None;
        }
        let closing = bytes_of(close);
        if closing < self.depth {
            // Whatever their order is, the outermost bracket is not closed here.
            self.depth = self.depth - closing + bytes_of(open);
            return None;
        }
        while brackets != 0 {
            let at = brackets.trailing_zeros();
            if open >> at & 1 == 1 {
                self.depth += 1;
            } else {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    return Some(at as usize / 8 + 1);
                }
            }
            brackets &= !(0xff << at);
        }
        None
    }

    /// Goes byte by byte.
    #[cold]
    fn each(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.escaped {
                self.escaped = false;
                continue;
            }
            match byte {
                b'"' => self.in_string = !self.in_string,
                b'\\' => self.escaped = self.in_string != 0,
                b'{' | b'[' if self.in_string == 0 => self.depth += 1,
                b'}' | b']' if self.in_string == 0 => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// How many quotes there are, whether there is no bracket, and whether there is a backslash. Without a way out in between, so that the compiler looks at all
/// bytes at once.
#[inline]
fn look(block: &[u8; BLOCK]) -> (u8, bool, bool) {
    let (mut quotes, mut brackets, mut backslashes) = (0_u8, 0_u8, 0_u8);
    for &byte in block {
        quotes += u8::from(byte == b'"');
        // Brackets differ from braces by this bit.
        let folded = byte | 0x20;
        brackets |= u8::from(folded == b'{') | u8::from(folded == b'}');
        backslashes |= u8::from(byte == b'\\');
    }
    (quotes, brackets == 0, backslashes != 0)
}

/// How many of sixteen bytes are `0xff`; the others are 0.
#[inline]
fn bytes_of(lanes: u128) -> usize {
    // The highest byte of the product is the sum of all.
    let bytes_of = |half: u64| (half & ONES).wrapping_mul(ONES) >> 56;
    (bytes_of(lanes as u64) + bytes_of((lanes >> 64) as u64)) as usize
}

/// Sixteen bytes, the first one lowest, each `0xff` where the question is answered by yes, else 0. Compilers make vector instructions of the loop, as long as
/// they do not know that its bytes become a number: they would make that of each byte by itself.
#[inline]
fn lanes(bytes: &[u8; 16], is: impl Fn(u8) -> bool) -> u128 {
    let mut lanes = [0; 16];
    for (lane, &byte) in lanes.iter_mut().zip(bytes) {
        *lane = if is(byte) { 0xff } else { 0 };
    }
    u128::from_le_bytes(black_box(lanes))
}

#[cfg(test)]
mod tests {
    use super::{Nesting, Text};

    /// Where a value ends, looked at in blocks, and byte by byte.
    fn end(text: &str) -> Option<usize> {
        let mut quick = Text::new(text);
        let quickly = quick.skip_quickly().ok().map(|()| quick.at());
        if text.starts_with(['{', '[']) {
            let mut slow = Nesting { depth: 0, in_string: 0, escaped: false };
            assert_eq!(quickly, slow.each(text.as_bytes()), "{text}");
        }
        quickly
    }

    #[test]
    fn where_a_value_ends() {
        let long = "x".repeat(100);
        let cases = [
            ("{}", Some(2)),
            ("[]]", Some(2)),
            (r#"{"a":[1,{"b":"}"}],"c":null}{"#, Some(28)),
            (r#"["\"]"]"#, Some(7)),
            (r#"["\\"]"]"#, Some(6)),
            ("\"a\\\"b\" ", Some(6)),
            ("\"tab\t\"", Some(6)),
            ("-1.5e3,", Some(6)),
            ("01", Some(1)),
            ("true]", Some(4)),
            ("null", Some(4)),
            // The kind of bracket does not matter.
            ("{]", Some(2)),
            ("[nope, 1 2]", Some(11)),
            ("[", None),
            ("[\"]", None),
            ("\"a", None),
            ("nope", None),
            ("", None),
            ("]", None),
            ("-", None),
        ];
        for (text, found) in cases {
            assert_eq!(end(text), found, "{text}");
        }
        assert_eq!(end(&format!("[\"{long}\"]")), Some(104));
        let deep = if cfg!(miri) { 1_000 } else { 100_000 };
        assert_eq!(end(&format!("{}{}", "[".repeat(deep), "}".repeat(deep))), Some(2 * deep));
    }

    #[test]
    fn blocks_are_as_single_bytes() {
        // All texts of some pieces, at all places of a block.
        let pieces = ["\"", "\\", "\\\"", "{", "}", "[", "]", "x", "\"y\"", "é", ","];
        let mut number = 1_u64;
        for length in 0..if cfg!(miri) { 40 } else { 4_000_usize } {
            let mut text = format!("[{}", " ".repeat(length % 35));
            for _ in 0..length % 90 {
                number =
                    number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(number >> 33) as usize % pieces.len()]);
            }
            end(&text);
        }
    }
}
