//! Changes of a model by path. A copy with the change is made, so that nothing changes where the change is refused, and so that all of it is checked as
//! reading checks it. The copy loses nothing: what the path does not touch is cloned, not written and read.

use serde_json::{Map as Members, Value};

use super::path::Segment;
use super::{exact, steps, value};
use crate::choose;
use crate::containers::{List, Map};
use crate::depth::{self, TooDeep};
use crate::error::Error;
use crate::json;
use crate::layout::{ModelMut, ModelRef};
use crate::path::{MAX_DEPTH, Progress};
use crate::reflect;
use crate::slots::{ItemMut, ItemRef, SlotMut};
use crate::table::{RawAlternative, RawKind};
use crate::unexpected::expected;
use crate::union::AnyUnion;
use crate::value_semantics::{clone_item, clone_member};
use crate::view::{ModelView, View};

/// What to do in a place.
pub(crate) enum Edit {
    /// Put a value.
    Set(Value),
    /// Take out what is there.
    Remove,
}

/// Whether the copy has a change.
pub(crate) enum Outcome {
    /// There was nothing to remove. The copy is not filled.
    Unchanged,
    /// It has. This was there before; `None`, if there was nothing, or JSON cannot hold it.
    Changed(Option<Value>),
}

impl Outcome {
    /// Puts the copy in place of the model, if it has a change; what was there before.
    #[inline]
    pub(crate) fn take_over<M>(self, model: &mut M, copy: M) -> Option<Value> {
        match self {
            Self::Unchanged => None,
            Self::Changed(before) => {
                *model = copy;
                before
            }
        }
    }
}

/// Makes `to`, which is blank, a copy of a model with a change in the place of a path.
#[inline]
pub(crate) fn edit(from: ModelRef<'_>, to: ModelMut<'_>, path: &str, edit: Edit) -> Result<Outcome, Error> {
    let view = ModelView::new(from);
    let (is_removal, new) = match edit {
        Edit::Set(value) => (false, Some(value)),
        Edit::Remove => (true, None),
    };
    let mut editor = Editor { progress: Progress::default(), new, is_about_path: false };
    let result = steps(view, path).and_then(|steps| {
        check(&steps)?;
        let before = steps.iter().try_fold(View::Model(view), exact);
        if is_removal && before.is_none() {
            return Ok(Outcome::Unchanged);
        }
        editor.model(from, to, &steps).map_err(|message| editor.error(message))?;
        Ok(Outcome::Changed(before.and_then(|it| it.to_value().ok())))
    });
    if let Some(unused) = editor.new {
        depth::dismantle(unused);
    }
    result
}

#[inline]
fn check(steps: &[Segment]) -> Result<(), Error> {
    let problem = match steps {
        [] => "expected a path to a place in the model, found an empty one: read a whole model with `from_value`"
            .to_owned(),
        _ if steps.contains(&Segment::Star) => {
            "a star in brackets is for patterns: expected an index, or a key in quotation marks".to_owned()
        }
        _ if steps.len() > usize::from(MAX_DEPTH) => TooDeep.to_string(),
        _ => return Ok(()),
    };
    Err(Error::of_path(problem, String::new()))
}

struct Editor {
    progress: Progress,
    /// What to put. There is nothing to put where something is removed, and after it was put.
    new: Option<Value>,
    is_about_path: bool,
}

type Result<T, E = String> = std::result::Result<T, E>;

impl Editor {
    #[inline]
    fn error(&self, message: String) -> Error {
        let path = self.progress.path();
        let message = self.progress.with_alternative(message);
        if self.is_about_path { Error::of_path(message, path) } else { Error::of_value(message, path) }
    }

    /// An error of the path rather than of the value.
    #[cold]
    fn lost(&mut self, message: String) -> String {
        self.is_about_path = true;
        message
    }

    #[inline]
    fn enter(&mut self) -> Result<()> {
        if self.progress.enter() { Ok(()) } else { Err(TooDeep.to_string()) }
    }

    #[inline]
    fn model(&mut self, from: ModelRef<'_>, mut to: ModelMut<'_>, steps: &[Segment]) -> Result<()> {
        let table = from.table();
        let Some((first, rest)) = steps.split_first() else { return Ok(()) };
        let Some(key) = first.key() else {
            return Err(self.lost(value::no_key(&format!("an object ({})", table.name))));
        };
        let property = table.fields.iter().position(|field| field.name == key);
        copy_others(from, &mut to, property, key);
        if rest.is_empty() {
            return match self.new.take() {
                Some(new) => self.read_member(to, key, new),
                None => Ok(()),
            };
        }
        let kind = table.documented(key).map_or(RawKind::Any, |(kind, _)| kind);
        let item = match property {
            Some(index) => from.value(index),
            None => from.additional().and_then(|map| map.item(key)),
        };
        let value = match item {
            Some(ItemRef::Any(value)) => Some(value),
            Some(item) => return self.member(kind, item, to, property, key, rest),
            None => from.extra().get(key).filter(|value| !value.is_null()),
        };
        let new = self.changed(kind, value, rest).inspect_err(|_| self.progress.at_key(key))?;
        self.read_member(to, key, new)
    }

    /// Goes into a member that is there.
    #[inline]
    fn member(
        &mut self,
        kind: RawKind,
        from: ItemRef<'_>,
        mut to: ModelMut<'_>,
        property: Option<usize>,
        key: &str,
        rest: &[Segment],
    ) -> Result<()> {
        self.enter()?;
        let is_tolerant = to.table().is_tolerant();
        if is_tolerant {
            self.progress.begin_tolerance();
        }
        let slot = property.and_then(|index| to.slot(index));
        let result = match (kind, from, slot) {
            (_, ItemRef::Model(from), Some(SlotMut::Model(slot))) => self.model(from, slot.open(), rest),
            (RawKind::List(of), ItemRef::List(from), Some(SlotMut::List(slot))) => {
                self.list(of.item, from, slot.open(from.len()), rest)
            }
            (RawKind::Map(of), ItemRef::Map(from), Some(SlotMut::Map(slot))) => {
                self.map(of.item, from, slot.open(), rest)
            }
            (_, ItemRef::Union(from), Some(SlotMut::Union(slot))) => self.union(from, slot.open(), rest),
            (kind, from, None) => match to.add_other(key) {
                Some(place) => self.item(kind, Some(from), place, rest),
                None => Ok(()),
            },
            (kind, ..) => Err(self.lost(value::no_members(&expected(reflect::kind(kind))))),
        };
        result.inspect_err(|_| self.progress.at_key(key))?;
        if is_tolerant {
            self.progress.end_tolerance();
        }
        self.progress.leave();
        Ok(())
    }

    #[inline]
    fn list(&mut self, kind: RawKind, from: &dyn List, to: &mut dyn List, steps: &[Segment]) -> Result<()> {
        let Some((first, rest)) = steps.split_first() else { return Ok(()) };
        let len = from.len();
        let Some(changed) = first.index().filter(|&index| index <= len) else {
            return Err(self.lost(value::no_index(len)));
        };
        self.enter()?;
        for index in 0..=len {
            match from.item(index) {
                Some(item) if index != changed => clone_item(item, to.push_blank()),
                Some(_) if rest.is_empty() && self.new.is_none() => {}
                None if index != changed => {}
                item => {
                    let place = to.push_blank();
                    self.put(kind, item, place, rest).inspect_err(|_| self.progress.at_index(index))?;
                }
            }
        }
        self.progress.leave();
        Ok(())
    }

    #[inline]
    fn map(&mut self, kind: RawKind, from: &dyn Map, to: &mut dyn Map, steps: &[Segment]) -> Result<()> {
        let Some((first, rest)) = steps.split_first() else { return Ok(()) };
        let Some(changed) = first.key() else {
            return Err(self.lost(value::no_key("an object with keys of any name")));
        };
        self.enter()?;
        copy_entries(from, to, changed);
        let is_removed = rest.is_empty() && self.new.is_none();
        if !is_removed && let Some(place) = to.insert_blank(changed.to_owned()) {
            self.put(kind, from.item(changed), place, rest).inspect_err(|_| self.progress.at_key(changed))?;
        }
        self.progress.leave();
        Ok(())
    }

    /// Changes the alternative that is there. If the keys that tell alternatives say another one afterwards, it is read as that one.
    #[inline]
    fn union(&mut self, from: &dyn AnyUnion, to: &mut dyn AnyUnion, steps: &[Segment]) -> Result<()> {
        let (alternatives, index) = (from.alternatives(), from.index());
        let Some(alternative) = alternatives.get(index) else {
            let ItemRef::Any(value) = from.item() else { return Ok(()) };
            let new = self.changed(RawKind::Any, Some(value), steps)?;
            return self.read(ItemMut::Union(to), new);
        };
        let place = to.start(index);
        let result = self.item(alternative.kind, Some(from.item()), place, steps);
        result.inspect_err(|_| self.progress.at_alternative(from, index))?;
        let is_told = alternatives.iter().any(|it| it.key.is_some());
        let changed = View::new(alternative.kind, to.item());
        if is_told && choose::of_value(alternatives, &telling(changed, alternatives)) != index {
            let document = changed.to_value().map_err(|error| error.message().to_owned())?;
            return self.read(ItemMut::Union(to), document);
        }
        Ok(())
    }

    /// Puts the new value into a blank place, or goes on.
    #[inline]
    fn put(
        &mut self,
        kind: RawKind,
        from: Option<ItemRef<'_>>,
        to: ItemMut<'_>,
        steps: &[Segment],
    ) -> Result<()> {
        match self.new.take_if(|_| steps.is_empty()) {
            Some(new) => self.read(to, new),
            None => self.item(kind, from, to, steps),
        }
    }

    #[inline]
    fn item(
        &mut self,
        kind: RawKind,
        from: Option<ItemRef<'_>>,
        to: ItemMut<'_>,
        steps: &[Segment],
    ) -> Result<()> {
        match (kind, from, to) {
            (_, Some(ItemRef::Model(from)), ItemMut::Model(to)) => self.model(from, to, steps),
            (RawKind::List(of), Some(ItemRef::List(from)), ItemMut::List(to)) => {
                self.list(of.item, from, to, steps)
            }
            (RawKind::Map(of), Some(ItemRef::Map(from)), ItemMut::Map(to)) => {
                self.map(of.item, from, to, steps)
            }
            (_, Some(ItemRef::Union(from)), ItemMut::Union(to)) => self.union(from, to, steps),
            (kind, Some(ItemRef::Option(from)), ItemMut::Option(to)) => match from.item() {
                Some(item) => self.item(kind, Some(item), to.open(), steps),
                None => self.item(kind, None, ItemMut::Option(to), steps),
            },
            (kind, Some(ItemRef::Any(value)), to) => {
                let new = self.changed(kind, Some(value), steps)?;
                self.read(to, new)
            }
            (kind, None, to) => {
                let new = self.changed(kind, None, steps)?;
                self.read(to, new)
            }
            (kind, ..) => Err(self.lost(value::no_members(&expected(reflect::kind(kind))))),
        }
    }

    /// A value with the change; without one, what is needed around the new value.
    #[inline]
    fn changed(&mut self, kind: RawKind, value: Option<&Value>, steps: &[Segment]) -> Result<Value> {
        let result = match value {
            Some(value) => {
                let mut copy = value.clone();
                value::edit(&mut copy, steps, &mut self.new, &mut self.progress).map(|()| copy)
            }
            None => value::built(kind, steps, &mut self.new, &mut self.progress),
        };
        result.map_err(|message| self.lost(message))
    }

    /// Reads a value into a blank place.
    #[inline]
    fn read(&mut self, to: ItemMut<'_>, value: Value) -> Result<()> {
        json::read_into(to, value, &mut self.progress)
    }

    /// Reads a member of a model that has none of this key, as it is read from a document.
    #[inline]
    fn read_member(&mut self, to: ModelMut<'_>, key: &str, value: Value) -> Result<()> {
        self.read(ItemMut::Model(to), Value::Object(Members::from_iter([(key.to_owned(), value)])))
    }
}

/// Copies all of a model but one key.
#[inline]
fn copy_others(from: ModelRef<'_>, to: &mut ModelMut<'_>, property: Option<usize>, key: &str) {
    *to.extra() = from.extra().clone();
    to.extra().remove(key);
    let additional = from.table().fields.len();
    for (index, (_, value)) in from.values().enumerate() {
        match (value, to.slot(index)) {
            _ if property == Some(index) => {}
            (Some(ItemRef::Map(from)), Some(SlotMut::Map(slot))) if index == additional => {
                // A map that would be empty is left out, as reading leaves it out.
                if from.len() == 0 || from.len() > usize::from(from.item(key).is_some()) {
                    copy_entries(from, slot.open(), key);
                }
            }
            (value, slot) => clone_member(value, slot),
        }
    }
}

#[inline]
fn copy_entries(from: &dyn Map, to: &mut dyn Map, without: &str) {
    from.each(&mut |key, item| {
        if key != without
            && let Some(place) = to.insert_blank(key.to_owned())
        {
            clone_item(item, place);
        }
        true
    });
}

/// An object with the keys that tell alternatives; null in place of what JSON cannot hold, which tells none.
#[inline]
fn telling(view: View<'_>, alternatives: &[RawAlternative]) -> Value {
    let member = |key| match view {
        View::Model(model) => model.member(key),
        View::Map(map) => map.get(key),
        _ => None,
    };
    match view {
        View::Model(_) | View::Map(_) => {
            let keys = alternatives.iter().filter_map(|it| it.key);
            let told = keys.filter_map(|key| Some((key, member(key)?)));
            told.map(|(key, view)| (key.to_owned(), view.to_value().unwrap_or_default())).collect()
        }
        other => other.to_value().unwrap_or_default(),
    }
}
