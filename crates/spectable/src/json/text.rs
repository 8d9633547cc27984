//! JSON text (RFC 8259), a token at a time: white space, strings, numbers, literals.

use std::borrow::Cow;

use super::escape::{ESCAPES, is_any_escaped, is_escaped, plain_bytes};
use crate::error::ErrorKind;
use crate::key_index::is_same;

/// Where reading stopped, and why.
#[derive(Debug)]
pub(super) struct Failure(Box<Parts>);

#[derive(Debug)]
struct Parts {
    kind: ErrorKind,
    at: usize,
    message: String,
    /// Whether a value is of another kind than documented, and nothing else is wrong.
    contradicts: bool,
}

impl Failure {
    pub(super) fn new(kind: ErrorKind, at: usize, message: impl Into<String>) -> Self {
        Self(Box::new(Parts { kind, at, message: message.into(), contradicts: kind == ErrorKind::Data }))
    }

    /// Of a document that is refused whatever its model says: something in it would be lost.
    pub(super) fn refusing(at: usize, message: impl Into<String>) -> Self {
        Self(Box::new(Parts { kind: ErrorKind::Data, at, message: message.into(), contradicts: false }))
    }

    pub(super) fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The byte where it is.
    pub(super) fn at(&self) -> usize {
        self.0.at
    }

    pub(super) fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether a value is of another kind than documented, and nothing else is wrong.
    pub(super) fn contradicts(&self) -> bool {
        self.0.contradicts
    }

    /// The kind of error, the byte where it is, and the message.
    pub(super) fn into_parts(self) -> (ErrorKind, usize, String) {
        let Parts { kind, at, message, .. } = *self.0;
        (kind, at, message)
    }
}

/// Text that is read from its beginning to its end. A copy looks ahead.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to a place.
    pub(super) fn go_back(&mut self, at: usize) {
        self.at = at;
    }

    /// The whole text.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// What was read from a place on.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space; it stays unread.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Reads one byte that [`peek`](Self::peek) has shown.
    #[inline]
    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// Reads this byte, after white space, if it is the next one.
    #[inline]
    pub(super) fn skip(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.at += 1;
        }
        there
    }

    /// A syntax error here, or the end of the text where it is.
    #[cold]
    pub(super) fn unexpected(&self, expected: &str) -> Failure {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => {
                Failure::new(ErrorKind::Syntax, self.at, format!("expected {expected}, found {found:?}"))
            }
            None => Failure::new(
                ErrorKind::Eof,
                self.at,
                format!("expected {expected}, found the end of the text"),
            ),
        }
    }

    /// Reads a string literal of exactly this content, which holds nothing that is escaped, if it is the next token.
    #[inline(always)]
    pub(super) fn skip_string(&mut self, content: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let Some((b'"', rest)) = rest.split_first() else { return false };
        // Another string hardly ever ends there, so that few are compared.
        let there = rest.get(content.len()) == Some(&b'"')
            && rest.get(..content.len()).is_some_and(|rest| is_same(rest, content.as_bytes()));
        if there {
            self.at += content.len() + 2;
        }
        there
    }

    /// Reads a key of exactly this content, which holds nothing that is escaped, and its colon, if they are the next tokens.
    #[inline(always)]
    pub(super) fn skip_key(&mut self, content: &str) -> bool {
        let start = self.at;
        let there = self.skip_string(content) && self.skip(b':');
        if !there {
            self.at = start;
        }
        there
    }

    /// What comes, with the byte before it. Nothing, if there is none.
    #[inline]
    pub(super) fn with_last(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at.wrapping_sub(1)..).unwrap_or_default()
    }

    /// What comes behind the next byte.
    #[inline]
    pub(super) fn behind(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at + 1..).unwrap_or_default()
    }

    /// Reads so many bytes, which were compared.
    #[inline]
    pub(super) fn pass(&mut self, len: usize) {
        self.at += len;
    }

    /// Reads a comma, if the byte behind it is neither white space nor the closing bracket.
    #[inline]
    pub(super) fn skip_plain_comma(&mut self, closing: u8) -> bool {
        match self.text.as_bytes().get(self.at..) {
            Some([b',', next, ..]) if *next > b' ' && *next != closing => {
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    /// Reads a string literal; the next byte is its quote.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Failure> {
        let start = self.at + 1;
        let end = self.end_of_plain(start);
        match self.plain_string(start, end) {
            Some(content) => Ok(Cow::Borrowed(content)),
            None => self.escaped_string(start, end).map(Cow::Owned),
        }
    }

    /// Reads a string literal into memory of its own; the next byte is its quote.
    #[inline]
    pub(super) fn owned_string(&mut self) -> Result<String, Failure> {
        let start = self.at + 1;
        let end = self.end_of_plain(start);
        match self.plain_string(start, end) {
            Some(content) => Ok(content.to_owned()),
            None => self.escaped_string(start, end),
        }
    }

    /// Reads what is within quotes, if nothing in it is escaped: if the first byte that is not plain is the closing quote.
    #[inline(always)]
    fn plain_string(&mut self, start: usize, end: usize) -> Option<&'a str> {
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        Some(self.text.get(start..end).unwrap_or_default())
    }

    /// Where, from a place on, the first byte is that ends a string or is escaped in one.
    #[inline]
    fn end_of_plain(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            if is_any_escaped(chunk) {
                return at + plain_bytes(chunk);
            }
            at += 16;
        }
        while bytes.get(at).is_some_and(|&byte| !is_escaped(byte)) {
            at += 1;
        }
        at
    }

    #[cold]
    fn escaped_string(&mut self, start: usize, mut end: usize) -> Result<String, Failure> {
        /// The least that a memory allocator saves.
        const WASTE: usize = 16;
        if let Some(content) = self.short_escaped_string(start, end) {
            return Ok(content);
        }
        let mut content = String::with_capacity(self.length_in_quotes(start, end));
        let mut plain = start;
        loop {
            content.push_str(self.text.get(plain..end).unwrap_or_default());
            self.at = end;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    if content.capacity() - content.len() >= WASTE {
                        content.shrink_to_fit();
                    }
                    return Ok(content);
                }
                Some(b'\\') => content.push(self.escape()?),
                Some(_) => return Err(self.unexpected("a string without control characters")),
                None => return Err(self.unexpected("the end of a string")),
            }
            plain = self.at;
            end = self.end_of_plain(plain);
        }
    }

    /// Reads a string with escapes, if it is short and nothing is wrong with it: block by block to the stack, then to memory of its size.
    fn short_escaped_string(&mut self, start: usize, end: usize) -> Option<String> {
        let bytes = self.text.as_bytes();
        let mut content = [0; 112];
        let (mut at, mut len) = (end, end - start);
        content.get_mut(..len)?.copy_from_slice(bytes.get(start..end)?);
        loop {
            // What is behind the plain bytes is written over.
            let block = bytes.get(at..)?.first_chunk::<16>()?;
            *content.get_mut(len..)?.first_chunk_mut()? = *block;
            let plain = plain_bytes(block);
            (at, len) = (at + plain, len + plain);
            let byte = match *bytes.get(at)? {
                b'"' => break,
                b'\\' => bytes.get(at + 1)?,
                0..0x20 => return None,
                // A whole block is plain.
                _ => continue,
            };
            at += 2;
            *content.get_mut(len)? = match ESCAPES[usize::from(*byte)] {
                0 if *byte == b'u' => {
                    let digits = bytes.get(at..at + 4)?;
                    at += 4;
                    ascii_unit(digits)?
                }
                0 => return None,
                byte => byte,
            };
            len += 1;
        }
        let content = str::from_utf8(content.get(..len)?).ok()?;
        self.at = at + 1;
        Some(content.to_owned())
    }

    /// How many bytes a string has in its quotes, of which `end` is the first one that is not plain; 0 where the string has no end.
    fn length_in_quotes(&self, start: usize, end: usize) -> usize {
        let mut at = end;
        loop {
            match self.text.as_bytes().get(at) {
                Some(b'"') => return at - start,
                Some(b'\\') => at = self.end_of_plain(at + 2),
                _ => return 0,
            }
        }
    }

    fn escape(&mut self) -> Result<char, Failure> {
        self.at += 1;
        match self.byte() {
            Some(b'u') => self.unicode_escape(),
            Some(byte) if ESCAPES[usize::from(byte)] != 0 => {
                self.at += 1;
                Ok(ESCAPES[usize::from(byte)].into())
            }
            _ => Err(self.unexpected("an escape sequence")),
        }
    }

    /// `u` and four hexadecimal digits; two of them for a character beyond the basic plane.
    fn unicode_escape(&mut self) -> Result<char, Failure> {
        let start = self.at - 1;
        let unpaired = || Failure::new(ErrorKind::Syntax, start, "a surrogate without its pair");
        let first = self.code_unit()?;
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first) {
            if self.byte() != Some(b'\\') || self.text.as_bytes().get(self.at + 1) != Some(&b'u') {
                return Err(unpaired());
            }
            self.at += 1;
            units.push(self.code_unit()?);
        }
        match char::decode_utf16(units).next() {
            Some(Ok(character)) => Ok(character),
            _ => Err(unpaired()),
        }
    }

    fn code_unit(&mut self) -> Result<u16, Failure> {
        let mut unit = 0;
        for _ in 0..4 {
            self.at += 1;
            match self.byte().and_then(|byte| char::from(byte).to_digit(16)) {
                Some(digit) => unit = unit << 4 | digit as u16,
                None => return Err(self.unexpected("a hexadecimal digit")),
            }
        }
        self.at += 1;
        Ok(unit)
    }

    /// Reads a number of a few digits and perhaps a sign, if that is what comes, and if it is not spelled in another way.
    #[inline]
    pub(super) fn short_integer(&mut self) -> Option<i64> {
        /// More would need a look at whether they fit.
        const DIGITS: usize = 18;
        let rest = self.text.as_bytes().get(self.at..)?;
        let (sign, digits) = match rest {
            [b'-', digits @ ..] => (1, digits),
            digits => (0, digits),
        };
        let (mut value, mut len) = (0_i64, 0);
        let after = loop {
            let byte = digits.get(len).copied().unwrap_or_default();
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 || len == DIGITS {
                break byte;
            }
            value = value * 10 + i64::from(digit);
            len += 1;
        };
        let is_plain = match digits.first() {
            Some(b'0') => len + sign == 1,
            _ => len > 0,
        };
        if !is_plain || matches!(after, b'.' | b'e' | b'E' | b'0'..=b'9') {
            return None;
        }
        self.at += sign + len;
        Some(if sign == 1 { -value } else { value })
    }

    /// Reads a number; the next byte is `-` or a digit. The token, and whether it is a whole number.
    #[inline]
    pub(super) fn number(&mut self) -> Result<(&'a str, bool), Failure> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        let mut whole = true;
        if self.byte() == Some(b'.') {
            whole = false;
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            whole = false;
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok((self.text.get(start..self.at).unwrap_or_default(), whole))
    }

    #[inline]
    fn digits(&mut self) -> Result<(), Failure> {
        if !self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.unexpected("a digit"));
        }
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    /// Reads a literal that begins at the next byte.
    #[inline]
    pub(super) fn literal(&mut self, literal: &str) -> Result<(), Failure> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(literal.as_bytes()) {
            self.at += literal.len();
            return Ok(());
        }
        let same =
            rest.iter().zip(literal.bytes()).take_while(|(found, expected)| *found == expected).count();
        self.at += same;
        Err(self.unexpected(&format!("`{literal}`")))
    }

    /// Passes over a string; the next byte is its quote.
    pub(super) fn skip_any_string(&mut self) -> Result<(), Failure> {
        self.at = self.end_of_plain(self.at + 1);
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.at = self.end_of_plain(self.at + 2),
                Some(_) => self.at = self.end_of_plain(self.at + 1),
                None => {
                    // An escape that the text cuts off would be passed over beyond its end.
                    self.at = self.text.len();
                    return Err(self.unexpected("the end of a string"));
                }
            }
        }
    }

    /// Reads the end of the text.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        if self.peek().is_none() { Ok(()) } else { Err(self.unexpected("the end of the text")) }
    }
}

/// The ASCII character of four hexadecimal digits.
fn ascii_unit(digits: &[u8]) -> Option<u8> {
    let [b'0', b'0', high @ b'0'..=b'7', low] = *digits else { return None };
    let low = char::from(low).to_digit(16)?;
    Some((high - b'0') << 4 | low as u8)
}
