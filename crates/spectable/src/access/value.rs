//! Changes within JSON values: what is kept as it is, and what is not there yet.

use serde_json::{Map, Value};

use super::path::Segment;
use crate::path::Progress;
use crate::reflect;
use crate::table::RawKind;
use crate::unexpected::expected;

/// Changes what is in the place of a path: puts the new value, or removes what is there, if there is none. The new value is taken only where it is put.
#[inline]
pub(super) fn edit(
    value: &mut Value,
    steps: &[Segment],
    new: &mut Option<Value>,
    progress: &mut Progress,
) -> Result<(), String> {
    let Some((first, rest)) = steps.split_first() else {
        *value = new.take().unwrap_or_default();
        return Ok(());
    };
    match value {
        Value::Null => *value = built(RawKind::Any, steps, new, progress)?,
        Value::Array(items) => {
            let len = items.len();
            let index = first.index().filter(|&index| index <= len).ok_or_else(|| no_index(len))?;
            match items.get_mut(index) {
                Some(_) if rest.is_empty() && new.is_none() => drop(items.remove(index)),
                Some(item) => {
                    edit(item, rest, new, progress).inspect_err(|_| progress.at_index(index))?;
                }
                None => items.push(
                    built(RawKind::Any, rest, new, progress).inspect_err(|_| progress.at_index(index))?,
                ),
            }
        }
        Value::Object(members) => {
            let key = first.key().ok_or_else(|| no_key("an object"))?;
            match members.get_mut(key) {
                Some(_) if rest.is_empty() && new.is_none() => drop(members.remove(key)),
                Some(member) => edit(member, rest, new, progress).inspect_err(|_| progress.at_key(key))?,
                None => {
                    let member =
                        built(RawKind::Any, rest, new, progress).inspect_err(|_| progress.at_key(key))?;
                    members.insert(key.to_owned(), member);
                }
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(no_members("a value that is no list or object"));
        }
    }
    Ok(())
}

/// What a place of this kind becomes, in which there was nothing: lists, maps and models around the new value.
#[inline]
pub(super) fn built(
    kind: RawKind,
    steps: &[Segment],
    new: &mut Option<Value>,
    progress: &mut Progress,
) -> Result<Value, String> {
    let Some((first, rest)) = steps.split_first() else { return Ok(new.take().unwrap_or_default()) };
    let (key, index) = (first.key(), first.index());
    match (kind, key, index) {
        (RawKind::List(of), _, Some(0)) => list(of.item, rest, new, progress),
        (RawKind::List(_), ..) => Err(no_index(0)),
        (RawKind::Map(of), Some(key), _) => object(of.item, key, rest, new, progress),
        (RawKind::Model(table), Some(key), _) => {
            let inner = table().documented(key).map_or(RawKind::Any, |(kind, _)| kind);
            object(inner, key, rest, new, progress)
        }
        (RawKind::Any | RawKind::Union(_), Some(key), _) => object(RawKind::Any, key, rest, new, progress),
        (RawKind::Any | RawKind::Union(_), None, Some(0)) => list(RawKind::Any, rest, new, progress),
        (RawKind::Any | RawKind::Union(_), None, _) => Err(no_index(0)),
        (RawKind::Map(_) | RawKind::Model(_), None, _) => Err(no_key(&expected(reflect::kind(kind)))),
        _ => Err(no_members(&expected(reflect::kind(kind)))),
    }
}

#[inline]
fn list(
    item: RawKind,
    rest: &[Segment],
    new: &mut Option<Value>,
    progress: &mut Progress,
) -> Result<Value, String> {
    let item = built(item, rest, new, progress).inspect_err(|_| progress.at_index(0))?;
    Ok(Value::Array(vec![item]))
}

#[inline]
fn object(
    member: RawKind,
    key: &str,
    rest: &[Segment],
    new: &mut Option<Value>,
    progress: &mut Progress,
) -> Result<Value, String> {
    let member = built(member, rest, new, progress).inspect_err(|_| progress.at_key(key))?;
    Ok(Value::Object(Map::from_iter([(key.to_owned(), member)])))
}

/// A list has no such item.
#[cold]
pub(super) fn no_index(len: usize) -> String {
    format!("the path leads into a list of {len}: expected an index from 0 to {len}; {len} appends an item")
}

/// The path has an index in an object.
#[cold]
pub(super) fn no_key(what: &str) -> String {
    format!("the path leads into {what}: expected a key; write one of digits as `[\"0\"]`")
}

/// The path goes on where nothing can be.
#[cold]
pub(super) fn no_members(what: &str) -> String {
    format!("the path goes on, but {what} has nothing in it: end the path here")
}
