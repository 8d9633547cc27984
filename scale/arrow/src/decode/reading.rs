//! One record while it is read: its tokens, how deep it is, and what was noticed on the way.

use std::borrow::Cow;

use spectable::pull::{self, Integer, LEVELS, Tokens};
use spectable::types::OffsetDateTime;

use super::failure::{Failure, Result, excerpt};

pub(super) struct Reading<'a> {
    pub(super) tokens: Tokens<'a>,
    depth: u16,
    /// Whether values of another kind than documented are kept as they are.
    pub(super) keeps: bool,
    /// Whether the column of the property that is being read does not hold all of it.
    pub(super) is_inexact: bool,
    /// How many values were kept.
    pub(super) kept: u64,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str, keeps: bool) -> Self {
        Self { tokens: Tokens::new(text), depth: 0, keeps, is_inexact: false, kept: 0 }
    }

    /// How deep it is, to go back to.
    pub(super) fn depth(&self) -> u16 {
        self.depth
    }

    pub(super) fn go_back(&mut self, at: usize, depth: u16) {
        self.tokens.go_back(at);
        self.depth = depth;
    }

    /// Reads an opening bracket: one level deeper.
    #[inline]
    pub(super) fn open(&mut self, bracket: u8, expected: impl FnOnce() -> String) -> Result<()> {
        if self.tokens.peek() != Some(bracket) {
            return Err(self.wrong_kind(&expected()));
        }
        if self.depth == LEVELS {
            return Err(Failure::refused(self.tokens.at(), format!("nested more than {LEVELS} levels deep")));
        }
        self.tokens.skip(bracket);
        self.depth += 1;
        Ok(())
    }

    /// After an opening bracket: whether there is a member or item. The closing bracket is read.
    #[inline]
    pub(super) fn any(&mut self, closing: u8) -> bool {
        let closed = self.tokens.skip(closing);
        if closed {
            self.depth -= 1;
        }
        !closed
    }

    /// After a member or item: whether there is one more. The closing bracket is read.
    #[inline]
    pub(super) fn more(&mut self, closing: u8) -> Result<bool> {
        if self.tokens.skip(b',') {
            if self.tokens.peek() == Some(closing) {
                return Err(self.tokens.unexpected("a value after the comma").into());
            }
            return Ok(true);
        }
        if self.tokens.skip(closing) {
            self.depth -= 1;
            return Ok(false);
        }
        Err(self.tokens.unexpected(if closing == b'}' { "`,` or `}`" } else { "`,` or `]`" }).into())
    }

    /// Passes over the rest of an object, with its closing bracket.
    pub(super) fn pass_over(&mut self) -> Result<()> {
        self.tokens.skip_rest()?;
        self.depth -= 1;
        Ok(())
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Result<()> {
        if self.tokens.skip(b':') { Ok(()) } else { Err(self.tokens.unexpected("`:`").into()) }
    }

    #[inline]
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>> {
        match self.tokens.peek() {
            Some(b'"') => Ok(self.tokens.string()?),
            _ => Err(self.tokens.unexpected("a key in quotes").into()),
        }
    }

    #[inline]
    pub(super) fn is_null(&mut self) -> bool {
        self.tokens.peek() == Some(b'n')
    }

    #[inline]
    pub(super) fn string(&mut self, expected: &str) -> Result<Cow<'a, str>> {
        match self.tokens.peek() {
            Some(b'"') => Ok(self.tokens.string()?),
            _ => Err(self.wrong_kind(expected)),
        }
    }

    /// Reads a string, and makes something of it.
    #[inline]
    pub(super) fn parsed<T>(
        &mut self,
        expected: &str,
        parse: impl FnOnce(&str) -> std::result::Result<T, String>,
    ) -> Result<T> {
        self.tokens.peek();
        let at = self.tokens.at();
        let text = self.string(expected)?;
        parse(&text)
            .map_err(|reason| Failure::wrong(at, format!("{:?} is not {expected}{reason}", excerpt(&text))))
    }

    #[inline]
    pub(super) fn date_time(&mut self) -> Result<OffsetDateTime> {
        self.parsed("an ISO-8601 date-time", pull::date_time)
    }

    #[inline]
    pub(super) fn integer<T: Integer + std::str::FromStr>(&mut self) -> Result<T> {
        let Some(b'-' | b'0'..=b'9') = self.tokens.peek() else { return Err(self.wrong_kind(T::EXPECTED)) };
        let at = self.tokens.at();
        let (token, is_digits) = self.tokens.number()?;
        let plain = if is_digits { token.parse().ok() } else { None };
        plain
            .or_else(|| pull::whole(token))
            .ok_or_else(|| Failure::wrong(at, format!("{} is not {}", excerpt(token), T::EXPECTED)))
    }

    #[inline]
    pub(super) fn float(&mut self) -> Result<f64> {
        let Some(b'-' | b'0'..=b'9') = self.tokens.peek() else { return Err(self.wrong_kind("a number")) };
        let at = self.tokens.at();
        let (token, _) = self.tokens.number()?;
        let finite = token.parse::<f64>().ok().filter(|value| value.is_finite());
        finite.ok_or_else(|| Failure::wrong(at, format!("{} does not fit a 64-bit float", excerpt(token))))
    }

    #[inline]
    pub(super) fn boolean(&mut self) -> Result<bool> {
        match self.tokens.peek() {
            Some(b't') => Ok(self.tokens.literal("true").map(|()| true)?),
            Some(b'f') => Ok(self.tokens.literal("false").map(|()| false)?),
            _ => Err(self.wrong_kind("a boolean")),
        }
    }

    /// Reads any value: its text.
    #[inline]
    pub(super) fn value(&mut self) -> Result<&'a str> {
        Ok(self.tokens.value(LEVELS - self.depth)?)
    }

    /// The value that comes is not what the column holds.
    #[cold]
    pub(super) fn wrong_kind(&mut self, expected: &str) -> Failure {
        let first = self.tokens.peek();
        let at = self.tokens.at();
        let found = match first {
            Some(b'"') => self.tokens.string().map(|text| format!("string {:?}", excerpt(&text))),
            Some(b'-' | b'0'..=b'9') => {
                self.tokens.number().map(|(token, _)| format!("number {}", excerpt(token)))
            }
            Some(b't') => self.tokens.literal("true").map(|()| "boolean true".to_owned()),
            Some(b'f') => self.tokens.literal("false").map(|()| "boolean false".to_owned()),
            Some(b'n') => self.tokens.literal("null").map(|()| "null".to_owned()),
            Some(b'{') => Ok("an object".to_owned()),
            Some(b'[') => Ok("a list".to_owned()),
            _ => Err(self.tokens.unexpected("a value")),
        };
        match found {
            Ok(found) => Failure::wrong(at, format!("invalid type: {found}, expected {expected}")),
            Err(fault) => fault.into(),
        }
    }
}
