//! Where a JSON value ends, found byte by byte as they come: each is looked at once.
//!
//! Brackets, commas, colons and quotes are checked, so that a value that breaks off is noticed where the next one begins. What
//! is between them (numbers, literals, escapes) is left to the reader, which reads the value when its end is found.

use super::RECORD_SEPARATOR;
use crate::json::special_bytes;

/// What scanning has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// The value goes on after these bytes.
    More,
    /// The value ends before this byte.
    End(usize),
    /// What is at this byte, or the token before it, cannot follow what comes before. The mistake ends before `told`.
    Broken { at: usize, told: usize },
}

#[derive(Debug)]
pub(super) struct Scanner {
    /// How deep the place is in objects and lists.
    depth: u64,
    /// For the outer [`KNOWN_DEPTH`] levels, the outermost in the highest of the bits that are used: whether it is an object.
    objects: u128,
    token: Token,
    /// What may come next, after the token if there is one.
    expected: Expected,
}

/// As deep as the scanner knows an object from a list. No value is read that is deeper, so there brackets are only counted.
const KNOWN_DEPTH: u64 = u128::BITS as u64;

/// The token that the place is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    None,
    String,
    /// Behind the backslash in a string.
    Escape,
    /// Anything without quotes: a number, a literal, or what is neither.
    Bare,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Value,
    ItemOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    /// Deeper than [`KNOWN_DEPTH`]: anything that may be in a list or object.
    Anything,
    /// Nothing: the bare token is where none may be.
    Nothing,
}

impl Scanner {
    /// Before the first byte of a value.
    pub(super) fn new() -> Self {
        Self { depth: 0, objects: 0, token: Token::None, expected: Expected::Value }
    }

    /// Goes on with these bytes, to the end of the value if it is there.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> Scan {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.token {
                Token::String => {
                    at = plain_end(bytes, at);
                    match bytes.get(at) {
                        None => break,
                        Some(b'"') if self.end_string() => return Scan::End(at + 1),
                        Some(b'\\') => self.token = Token::Escape,
                        Some(&byte) if ends_all(byte) => return Scan::Broken { at, told: at + 1 },
                        Some(_) => {}
                    }
                }
                Token::Escape if ends_all(byte) => return Scan::Broken { at, told: at + 1 },
                Token::Escape => self.token = Token::String,
                Token::Bare => {
                    at +=
                        bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is_bare(**byte)).count();
                    if at == bytes.len() {
                        break;
                    }
                    self.token = Token::None;
                    if self.expected == Expected::Nothing {
                        return Scan::Broken { at, told: at };
                    }
                    if self.depth == 0 {
                        return Scan::End(at);
                    }
                    continue;
                }
                Token::None if is_space(byte) => {}
                Token::None => match self.begin(byte) {
                    Some(true) => return Scan::End(at + 1),
                    Some(false) => {}
                    None => return Scan::Broken { at, told: at + 1 },
                },
            }
            at += 1;
        }
        Scan::More
    }

    /// Takes a byte that begins a token: whether it ends the value, or `None` if it cannot be there.
    #[inline]
    fn begin(&mut self, byte: u8) -> Option<bool> {
        use Expected::*;
        match (byte, self.expected) {
            (b'{' | b'[', Value | ItemOrEnd | Anything) => self.open(byte == b'{'),
            (b'}', KeyOrEnd | CommaOrEnd) if self.in_object() => return Some(self.close()),
            (b']', ItemOrEnd | CommaOrEnd) if !self.in_object() => return Some(self.close()),
            (b'}' | b']', Anything) => return Some(self.close()),
            (b'"', Value | ItemOrEnd) => self.begin_token(Token::String, self.behind_value()),
            (b'"', Key | KeyOrEnd) => self.begin_token(Token::String, Colon),
            (b'"', Anything) => self.begin_token(Token::String, Anything),
            (b':', Colon) => self.expected = Value,
            (b',', CommaOrEnd) => self.expected = if self.in_object() { Key } else { Value },
            (b',' | b':', Anything) => {}
            (b'{' | b'}' | b'[' | b']' | b'"' | b':' | b',' | RECORD_SEPARATOR, _) => return None,
            (_, Value | ItemOrEnd) => self.begin_token(Token::Bare, self.behind_value()),
            (_, Anything) => self.begin_token(Token::Bare, Anything),
            // It is told as a whole, so it is broken at its end.
            _ => self.begin_token(Token::Bare, Nothing),
        }
        Some(false)
    }

    fn begin_token(&mut self, token: Token, behind: Expected) {
        self.token = token;
        self.expected = behind;
    }

    /// Whether this also ends the value.
    fn end_string(&mut self) -> bool {
        self.token = Token::None;
        self.depth == 0
    }

    fn open(&mut self, object: bool) {
        self.depth += 1;
        if self.depth > KNOWN_DEPTH {
            self.expected = Expected::Anything;
            return;
        }
        self.objects = self.objects << 1 | u128::from(object);
        self.expected = if object { Expected::KeyOrEnd } else { Expected::ItemOrEnd };
    }

    /// Whether this also ends the value.
    fn close(&mut self) -> bool {
        if self.depth <= KNOWN_DEPTH {
            self.objects >>= 1;
        }
        self.depth = self.depth.saturating_sub(1);
        self.expected = self.behind_value();
        self.depth == 0
    }

    fn in_object(&self) -> bool {
        self.objects & 1 == 1
    }

    fn behind_value(&self) -> Expected {
        if self.depth > KNOWN_DEPTH { Expected::Anything } else { Expected::CommaOrEnd }
    }
}

/// Where, from a place on, the first byte is that a string does not simply contain.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let special = special_bytes(u64::from_le_bytes(*chunk));
        if special != 0 {
            return at + (special.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|&byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
        at += 1;
    }
    at
}

/// The control characters that are in no string, not even in one with a mistake: its end is missing.
fn ends_all(byte: u8) -> bool {
    matches!(byte, b'\n' | RECORD_SEPARATOR)
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn is_bare(byte: u8) -> bool {
    !matches!(byte, b'{' | b'}' | b'[' | b']' | b'"' | b':' | b',' | RECORD_SEPARATOR) && !is_space(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text that comes at once, and byte by byte.
    fn scan(text: &str) -> Scan {
        let whole = Scanner::new().scan(text.as_bytes());
        let mut scanner = Scanner::new();
        let mut single = Scan::More;
        for (at, byte) in text.bytes().enumerate() {
            single = match scanner.scan(&[byte]) {
                Scan::More => continue,
                Scan::End(end) => Scan::End(at + end),
                Scan::Broken { at: broken, told } => Scan::Broken { at: at + broken, told: at + told },
            };
            break;
        }
        assert_eq!(whole, single, "{text}");
        whole
    }

    #[test]
    fn where_a_value_ends() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let deep_objects = format!("{}1{} 1", r#"{"a":"#.repeat(200), "}".repeat(200));
        let cases = [
            ("1 ", 1),
            ("-1.5e+3\n", 7),
            ("true{", 4),
            ("nonsense]", 8),
            (r#""a"b"#, 3),
            (r#""\"\\"1"#, 6),
            (r#""{[" "#, 4),
            ("{}", 2),
            ("[]]", 2),
            (r#"{"a":[1,{"b":"}"}],"c":null}{"#, 28),
            ("[ 1 , [ ] , { } ]", 17),
            ("[bad, \"\\q\", 01, \"\t\"]", 20),
            (&deep, 400),
            (&deep_objects, deep_objects.len() - 2),
        ];
        for (text, end) in cases {
            assert_eq!(scan(text), Scan::End(end), "{text}");
        }
    }

    #[test]
    fn where_a_value_is_broken() {
        let deep = format!("{}\u{1e}", "[".repeat(200));
        let cases = [
            ("}", 0),
            (",", 0),
            (":", 0),
            ("[1}", 2),
            (r#"{"a":1]"#, 6),
            ("[,", 1),
            ("[1,]", 3),
            ("[1,,", 3),
            (r#"{"a":1,}"#, 7),
            (r#"{"a",1"#, 4),
            (r#"{"a""b""#, 4),
            (r#"{"a":1"b""#, 6),
            ("{[", 1),
            ("{\"a\":1\n{", 7),
            ("\"a\n", 2),
            ("\"a\\\n", 3),
            ("\"a\u{1e}", 2),
            ("[1\u{1e}", 2),
            (&deep, 200),
        ];
        for (text, at) in cases {
            assert_eq!(scan(text), Scan::Broken { at, told: at + 1 }, "{text}");
        }
        // A token without quotes is told as a whole.
        for (text, at) in [("{a:1", 2), (r#"{"a" é "#, 7), ("[1 2 ", 4), (r#"{"a":1 true}"#, 11)] {
            assert_eq!(scan(text), Scan::Broken { at, told: at }, "{text}");
        }
    }

    #[test]
    fn where_a_value_goes_on() {
        for text in ["", " ", "1", "tru", "\"a", "\"a\\", "[", "{\"a\":1", "{\"a\"", "[1 2", "{a"] {
            assert_eq!(scan(text), Scan::More, "{text}");
        }
    }
}
