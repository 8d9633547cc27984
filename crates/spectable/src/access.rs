//! Access by name: what is in a place of a model, by the path to it.

mod edit;
pub(crate) mod path;
mod value;

use serde_json::Value;

pub(crate) use self::edit::{Edit, edit};
use self::path::{NotAPath, Segment};
use crate::error::Error;
use crate::view::{ModelView, View};

/// The steps of a path through a model. Keys that are shortened in the path are whole in the steps.
#[inline]
fn steps(model: ModelView<'_>, path: &str) -> Result<Vec<Segment>, Error> {
    let mut steps = path::parse(path).map_err(|NotAPath(message)| Error::of_path(message, String::new()))?;
    let mut view = Some(View::Model(model));
    for step in &mut steps {
        let Some(current) = view else { break };
        if let Some(key) = shortened(current, step) {
            *step = Segment::Key(key.to_owned());
        }
        view = current.step(step);
    }
    Ok(steps)
}

/// The key that a step has shortened.
#[inline]
fn shortened<'a>(view: View<'a>, step: &Segment) -> Option<&'a str> {
    step.beginning()?;
    if exact(view, step).is_some() {
        return None;
    }
    match view {
        View::Model(model) => step.meant(model.keys()),
        View::Map(map) => step.meant(map.iter().map(|(key, _)| key)),
        View::Union(union) => shortened(union.value(), step),
        View::Any(Value::Object(members)) | View::Unknown(Value::Object(members)) => {
            step.meant(members.keys().map(String::as_str))
        }
        _ => None,
    }
}

/// What is one step further.
#[inline]
fn exact<'a>(view: View<'a>, step: &Segment) -> Option<View<'a>> {
    match view {
        View::Model(model) => model.member(step.key()?),
        View::List(list) => list.get(step.index()?),
        View::Map(map) => map.get(step.key()?),
        View::Union(union) => exact(union.value(), step),
        View::Any(value) => within(value, step).map(View::Any),
        View::Unknown(value) => within(value, step).map(View::Unknown),
        _ => None,
    }
}

#[inline]
fn within<'a>(value: &'a Value, step: &Segment) -> Option<&'a Value> {
    match value {
        Value::Array(items) => items.get(step.index()?),
        Value::Object(members) => members.get(step.key()?),
        _ => None,
    }
}

impl<'a> View<'a> {
    /// What is in the place of a path that begins here; see [`Model::get`](crate::Model::get).
    #[inline]
    pub fn get(self, path: &str) -> Option<View<'a>> {
        path::parse(path).ok()?.iter().try_fold(self, |view, step| view.step(step))
    }

    /// What is one step further, also by a shortened key.
    #[inline]
    fn step(self, step: &Segment) -> Option<View<'a>> {
        match shortened(self, step) {
            Some(key) => exact(self, &Segment::Key(key.to_owned())),
            None => exact(self, step),
        }
    }
}

impl<'a> ModelView<'a> {
    /// What is in the place of a path that begins here; see [`Model::get`](crate::Model::get).
    #[inline]
    pub fn get(self, path: &str) -> Option<View<'a>> {
        View::Model(self).get(path)
    }
}
