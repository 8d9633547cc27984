//! How deep documents may be nested: a level is counted around what reads or writes it, and a value in memory is checked without going
//! deeper than the limit.

use std::cell::RefCell;
use std::fmt;

use serde_core::de;
use serde_core::ser;
use serde_json::Value;

use crate::path::{MAX_DEPTH, Progress};

/// A value is nested too deep; the progress says where.
#[derive(Debug)]
pub(crate) struct TooDeep;

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nested more than {MAX_DEPTH} levels deep")
    }
}

/// Counts a level of nesting around what reads it.
pub(crate) fn reading<T, E: de::Error>(
    progress: &mut Progress,
    read: impl FnOnce(&mut Progress) -> Result<T, E>,
) -> Result<T, E> {
    if !progress.enter() {
        progress.blame_data();
        return Err(E::custom(TooDeep));
    }
    let value = read(progress)?;
    progress.leave();
    Ok(value)
}

/// Counts a level of nesting around what writes it: what is written must be readable.
#[inline]
pub(crate) fn writing<T, E: ser::Error>(
    progress: &RefCell<Progress>,
    write: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let result = if progress.borrow_mut().enter() { write() } else { Err(E::custom(TooDeep)) };
    // After an error as well: some formats (TOML) first try to write a value, and go on after an error.
    progress.borrow_mut().leave();
    result
}

/// Whether a value may be where the progress is.
#[inline]
pub(crate) fn check(value: &Value, progress: &mut Progress) -> Result<(), TooDeep> {
    match value {
        Value::Array(items) => inside(progress, |progress| {
            items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| check(item, progress).inspect_err(|_| progress.at_index(index)))
        }),
        Value::Object(members) => inside(progress, |progress| {
            members
                .iter()
                .try_for_each(|(key, item)| check(item, progress).inspect_err(|_| progress.at_key(key)))
        }),
        _ => Ok(()),
    }
}

/// Whether JSON text may be where the progress is. The text is known to be JSON.
pub(crate) fn check_text(text: &str, progress: &mut Progress) -> Result<(), TooDeep> {
    let (mut deepest, mut depth, mut in_string, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if progress.has_room_for(deepest) { Ok(()) } else { Err(TooDeep) }
}

fn inside(
    progress: &mut Progress,
    check: impl FnOnce(&mut Progress) -> Result<(), TooDeep>,
) -> Result<(), TooDeep> {
    if !progress.enter() {
        return Err(TooDeep);
    }
    check(progress)?;
    progress.leave();
    Ok(())
}

/// Drops a value level by level. Its own `Drop` recurses once per level, and could overflow the stack.
#[cold]
pub(crate) fn dismantle(value: Value) {
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(items) => rest.extend(items),
            Value::Object(members) => rest.extend(members.into_iter().map(|(_, item)| item)),
            _ => {}
        }
    }
}
