//! One line of a lock, read from left to right.

use std::ops::Range;

use super::Fault;
use crate::names;

/// What is left of a line, and where it is in the file.
pub(super) struct Line<'a> {
    whole: &'a str,
    rest: &'a str,
    start: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let rest = text.trim_start();
        Self { whole: text, rest, start }
    }

    /// The whole line in the file.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.whole.len()
    }

    /// A fault at what is left of the line.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::syntax(self.at()..self.range().end, message)
    }

    fn at(&self) -> usize {
        self.range().end - self.rest.len()
    }

    pub(super) fn has_more(&self) -> bool {
        !self.rest.is_empty()
    }

    pub(super) fn end(&self) -> Result<(), Fault> {
        if self.has_more() { Err(self.fault("the line goes on where it should end")) } else { Ok(()) }
    }

    /// The text before the next space.
    pub(super) fn word(&mut self) -> Result<&'a str, Fault> {
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        if word.is_empty() {
            return Err(self.fault("the line ends too early"));
        }
        self.rest = rest.trim_start();
        Ok(word)
    }

    /// Whether this word comes next; it is read then.
    pub(super) fn takes(&mut self, expected: &str) -> bool {
        let rest = self.rest.strip_prefix(expected).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        if let Some(rest) = rest {
            self.rest = rest.trim_start();
        }
        rest.is_some()
    }

    pub(super) fn expect(&mut self, expected: &str) -> Result<(), Fault> {
        let fault = self.fault(format!("expected `{expected}`"));
        if self.word()? == expected { Ok(()) } else { Err(fault) }
    }

    /// The Rust name of a type or variant: build scripts write it into code.
    pub(super) fn identifier(&mut self) -> Result<String, Fault> {
        let fault = self.fault("expected a Rust name");
        let word = self.word()?;
        if names::not_a_type_name(word).is_none() { Ok(word.to_owned()) } else { Err(fault) }
    }

    /// The Rust name of a variant and the `:` after it.
    pub(super) fn variant(&mut self) -> Result<String, Fault> {
        match self.rest.split_once(':') {
            Some((name, rest)) if names::not_a_type_name(name).is_none() => {
                self.rest = rest.trim_start();
                Ok(name.to_owned())
            }
            _ => Err(self.fault("expected the name of a variant and `:`")),
        }
    }

    /// The Rust name of a field and the `:` after it.
    pub(super) fn field(&mut self) -> Result<String, Fault> {
        match self.rest.split_once(':') {
            Some((name, rest)) if names::not_an_identifier(name).is_none() => {
                self.rest = rest.trim_start();
                Ok(name.to_owned())
            }
            _ => Err(self.fault("expected the name of a field and `:`")),
        }
    }

    /// The text before ` where `, or to the end of the line, and where it is.
    pub(super) fn before_where(&mut self) -> (&'a str, Range<usize>) {
        let start = self.at();
        let (text, rest) = match self.rest.split_once(" where ") {
            Some((text, _)) => (text, self.rest.get(text.len()..).unwrap_or_default().trim_start()),
            None => (self.rest, ""),
        };
        self.rest = rest;
        (text, start..start + text.len())
    }

    /// The text before ` = `, and where it is.
    pub(super) fn before_equals(&mut self) -> Result<(&'a str, Range<usize>), Fault> {
        let start = self.at();
        let Some((text, rest)) = self.rest.split_once(" = ") else {
            return Err(self.fault("expected ` = `"));
        };
        self.rest = rest.trim_start();
        Ok((text, start..start + text.len()))
    }

    /// An integer of 64 bits, as it is printed, if one comes.
    pub(super) fn integer(&mut self) -> Option<String> {
        let end = self.rest.find(' ').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        let is_integer = word.parse::<i64>().is_ok_and(|number| number.to_string() == word);
        is_integer.then(|| {
            self.rest = rest.trim_start();
            word.to_owned()
        })
    }

    /// A text between quotation marks, decoded.
    pub(super) fn string(&mut self) -> Result<String, Fault> {
        let Some(inside) = self.rest.strip_prefix('"') else {
            return Err(self.fault("expected a text in quotation marks"));
        };
        let mut text = String::new();
        let mut chars = inside.char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                '"' => {
                    self.rest = inside.get(at + 1..).unwrap_or_default().trim_start();
                    return Ok(text);
                }
                '\\' => match chars.next() {
                    Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                    Some((_, 'u')) => text.push(
                        unicode(&mut chars)
                            .ok_or_else(|| self.fault("a `\\u{..}` in this text is not a character"))?,
                    ),
                    _ => return Err(self.fault("a `\\` in this text escapes nothing")),
                },
                char => text.push(char),
            }
        }
        Err(self.fault("this text has no closing quotation mark"))
    }
}

/// The character of `{1f600}`, the part of an escape behind `\u`.
fn unicode(chars: &mut std::str::CharIndices<'_>) -> Option<char> {
    if chars.next()?.1 != '{' {
        return None;
    }
    let digits: String = chars.by_ref().map(|(_, char)| char).take_while(|&char| char != '}').collect();
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
}
