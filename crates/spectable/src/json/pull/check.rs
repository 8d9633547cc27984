//! Whether a text is a value of JSON, and where it ends.

use super::super::text::{Failure, Text};
use crate::depth::TooDeep;

/// Reads a value of any kind. What is open is a bit for each level, so that no text can exhaust the stack.
pub(super) fn check_value(text: &mut Text<'_>, levels: u16) -> Result<(), Failure> {
    // The innermost level is the lowest bit: 1 for an object.
    let (mut objects, mut depth) = (0_u128, 0_u16);
    loop {
        match text.peek() {
            Some(b'"') => drop(text.string()?),
            Some(b'-' | b'0'..=b'9') => drop(text.number()?),
            Some(b't') => text.literal("true")?,
            Some(b'f') => text.literal("false")?,
            Some(b'n') => text.literal("null")?,
            Some(first @ (b'{' | b'[')) => {
                if depth == levels {
                    return Err(Failure::refusing(text.at(), TooDeep.to_string()));
                }
                let is_object = first == b'{';
                text.advance();
                objects = objects << 1 | u128::from(is_object);
                depth += 1;
                match text.peek() {
                    Some(b'}') if is_object => {}
                    Some(b']') if !is_object => {}
                    _ if is_object => {
                        key(text)?;
                        continue;
                    }
                    _ => continue,
                }
            }
            _ => return Err(text.unexpected("a value")),
        }
        // A value has ended, or an empty list or object is about to.
        loop {
            if depth == 0 {
                return Ok(());
            }
            let is_object = objects & 1 == 1;
            match text.peek() {
                Some(b',') => {
                    text.advance();
                    if is_object {
                        key(text)?;
                    }
                    break;
                }
                Some(b'}') if is_object => {}
                Some(b']') if !is_object => {}
                _ => return Err(text.unexpected(if is_object { "`,` or `}`" } else { "`,` or `]`" })),
            }
            text.advance();
            objects >>= 1;
            depth -= 1;
        }
    }
}

/// Reads a key and its colon.
fn key(text: &mut Text<'_>) -> Result<(), Failure> {
    if text.peek() != Some(b'"') {
        return Err(text.unexpected("a key in quotes"));
    }
    text.string()?;
    if text.skip(b':') { Ok(()) } else { Err(text.unexpected("`:`")) }
}
