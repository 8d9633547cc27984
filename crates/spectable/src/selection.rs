//! Which properties are read, by their paths: the paths as they are given, and what they mean for a type of document.

use std::ptr;
use std::sync::{Arc, OnceLock};

use crate::access::path::{NotAPath, Segment, parse};
use crate::depth::TooDeep;
use crate::element::{self, Element};
use crate::error::Error;
use crate::layout::plan::index_of;
use crate::near;
use crate::part::{PartOfModel, Parts, Taken};
use crate::path::{MAX_DEPTH, push_key, push_whole_key};
use crate::reflect;
use crate::table::{RawField, RawKind, RawTable};
use crate::unexpected::expected;

/// The paths of a [`Reader`](crate::Reader).
#[derive(Debug)]
pub(crate) struct Selection {
    paths: Vec<String>,
    with_unknown: bool,
    /// What they mean for the model that was read first. Readers hardly ever read another one.
    first: OnceLock<Bound>,
}

/// What paths mean for a model.
#[derive(Debug, Clone)]
struct Bound {
    table: &'static RawTable,
    parts: Arc<Parts>,
}

impl Selection {
    pub(crate) fn new(paths: Vec<String>, with_unknown: bool) -> Self {
        Self { paths, with_unknown, first: OnceLock::new() }
    }

    /// The same paths, which read the keys that no property has as well.
    pub(crate) fn with_unknown(&self) -> Self {
        Self::new(self.paths.clone(), true)
    }

    /// The same, and nothing shared: threads that count references to one thing wait for one another.
    #[cfg(feature = "rayon")]
    pub(crate) fn apart(&self) -> Self {
        let first = match self.first.get() {
            Some(Bound { table, parts }) => {
                OnceLock::from(Bound { table, parts: Arc::new(Parts::clone(parts)) })
            }
            None => OnceLock::new(),
        };
        Self { paths: self.paths.clone(), with_unknown: self.with_unknown, first }
    }

    /// What is read of a type of document.
    pub(crate) fn parts_of<T: Element>(&self) -> Result<Arc<Parts>, Error> {
        let kind = element::kind::<T>();
        let Some(table) = model_within(kind) else {
            let found = expected(reflect::kind(kind));
            let message = format!("`Reader::only` needs models to choose properties of, found {found}");
            return Err(Error::of_path(message, String::new()));
        };
        let known = |bound: &Bound| ptr::eq(bound.table, table).then(|| Arc::clone(&bound.parts));
        if let Some(parts) = self.first.get().and_then(known) {
            return Ok(parts);
        }
        let parts = Arc::new(bind(table, &self.paths, self.with_unknown)?);
        self.first.get_or_init(|| Bound { table, parts: Arc::clone(&parts) });
        Ok(parts)
    }
}

/// The model that a document consists of, in lists and maps or by itself.
fn model_within(kind: RawKind) -> Option<&'static RawTable> {
    match kind {
        RawKind::Model(table) => Some(table()),
        RawKind::List(of) => model_within(of.item),
        RawKind::Map(of) => model_within(of.item),
        _ => None,
    }
}

/// A step from a model to what is in it.
enum Step {
    Property(usize),
    Additional(String),
}

fn bind(table: &'static RawTable, paths: &[String], with_unknown: bool) -> Result<Parts, Error> {
    let mut binder =
        Binder { tables: vec![table], parts: Parts { places: vec![blank(table, with_unknown)] } };
    for path in paths {
        let mut told = String::new();
        match resolve(table, path, &mut told) {
            Ok(steps) => binder.add(&steps, with_unknown),
            Err(message) => return Err(Error::of_path(message, told)),
        }
    }
    Ok(binder.finish())
}

fn blank(table: &'static RawTable, with_unknown: bool) -> PartOfModel {
    PartOfModel {
        model: table.name,
        properties: vec![Taken::Nothing; table.fields.len()],
        additional: Vec::new(),
        with_unknown,
        paths: Vec::new(),
    }
}

/// The steps of a path with the model to which each leads, if it leads to models. `told` is how far the path leads.
fn resolve(
    mut table: &'static RawTable,
    path: &str,
    told: &mut String,
) -> Result<Vec<(Step, Option<&'static RawTable>)>, String> {
    let steps = parse(path).map_err(|NotAPath(message)| message)?;
    if steps.is_empty() {
        return Err(
            "expected a path to a property, found an empty one: without `only`, all of a model is read"
                .to_owned(),
        );
    }
    if steps.len() > usize::from(MAX_DEPTH) {
        return Err(TooDeep.to_string());
    }
    let mut resolved = Vec::new();
    let mut rest = steps.as_slice();
    let mut in_map = false;
    while let Some((first, after)) = rest.split_first() {
        let (step, kind) = member(table, first, path, in_map)?;
        if let Some(key) = first.key() {
            push_key(told, key);
        }
        let inner;
        (inner, rest, in_map) = within_items(kind, after)?;
        let model = match inner {
            RawKind::Model(model) => Some(model()),
            _ => None,
        };
        resolved.push((step, model));
        match model {
            Some(model) => table = model,
            None if rest.is_empty() => {}
            None => {
                let found = expected(reflect::kind(inner));
                return Err(format!(
                    "the path {path:?} goes on, but {found} is read as a whole: end the path here"
                ));
            }
        }
    }
    Ok(resolved)
}

/// The member of a model that a step names. The step may be meant as the key of a map, if the model is in one.
fn member(
    table: &'static RawTable,
    step: &Segment,
    path: &str,
    in_map: bool,
) -> Result<(Step, RawKind), String> {
    let name = table.name;
    let key = match step {
        Segment::Name(key) if key == "*" => None,
        step => step.key(),
    };
    let Some(key) = key else {
        return Err(format!(
            "the path {path:?} has an index or a star where it leads into {name}: expected a property"
        ));
    };
    if let Some((index, field)) =
        index_of(table, key).and_then(|index| Some((index, table.fields.get(index)?)))
    {
        return Ok((Step::Property(index), field.kind));
    }
    if let Some(RawField { kind: RawKind::Map(of), .. }) = table.additional {
        return Ok((Step::Additional(key.to_owned()), of.item));
    }
    let near = near::advice(key, table.fields.iter().map(|field| field.name));
    let advice = if in_map { " (all entries of a map are read: leave its key out)" } else { "" };
    Err(format!("the path {path:?} names nothing: {name} has no property {key:?}{advice}{near}"))
}

/// What the items of lists and maps are, in one another, and the steps that go on in them. All items are meant, so that a step for them may be left out,
/// or is a star. Last, whether one was left out for a map.
fn within_items(mut kind: RawKind, mut steps: &[Segment]) -> Result<(RawKind, &[Segment], bool), String> {
    let mut in_map = false;
    loop {
        let is_list = matches!(kind, RawKind::List(_));
        let item = match kind {
            RawKind::List(of) => of.item,
            RawKind::Map(of) => of.item,
            _ => return Ok((kind, steps, in_map)),
        };
        match steps.split_first() {
            Some((Segment::Star, after)) => steps = after,
            Some((Segment::Name(name), after)) if name == "*" => steps = after,
            Some((step, _)) if is_list && step.index().is_some() => {
                return Err("all items of a list are read: leave the index out".to_owned());
            }
            _ => in_map |= !is_list,
        }
        kind = item;
    }
}

struct Binder {
    /// The table of each place.
    tables: Vec<&'static RawTable>,
    parts: Parts,
}

impl Binder {
    /// Adds a path, unless one that it begins with is there.
    fn add(&mut self, steps: &[(Step, Option<&'static RawTable>)], with_unknown: bool) {
        let mut place = 0;
        for (number, (step, model)) in steps.iter().enumerate() {
            let next = u32::try_from(self.parts.places.len()).unwrap_or(u32::MAX);
            let Some(taken) = self.parts.places.get_mut(place).and_then(|part| part.taken_mut(step)) else {
                return;
            };
            match (&*taken, model) {
                (Taken::Whole, _) => return,
                _ if number + 1 == steps.len() => *taken = Taken::Whole,
                (Taken::Part(inner), _) => place = *inner as usize,
                (Taken::Nothing, Some(model)) => {
                    *taken = Taken::Part(next);
                    place = self.parts.places.len();
                    self.parts.places.push(blank(model, with_unknown));
                    self.tables.push(model);
                }
                (Taken::Nothing, None) => return,
            }
        }
    }

    /// Says of each place what is read from there on. What is in a place comes after it.
    fn finish(mut self) -> Parts {
        for (place, table) in self.tables.iter().enumerate().rev() {
            let Some(part) = self.parts.places.get(place) else { continue };
            let properties = table.fields.iter().map(|field| field.name).zip(&part.properties);
            let additional = part.additional.iter().map(|(key, taken)| (key.as_str(), taken));
            let mut paths = Vec::new();
            for (key, taken) in properties.chain(additional) {
                let mut path = String::new();
                push_whole_key(&mut path, key);
                match taken {
                    Taken::Nothing => {}
                    Taken::Whole => paths.push(path),
                    Taken::Part(inner) => {
                        let inner = self.parts.place(*inner).map(|part| part.paths.as_slice());
                        paths.extend(inner.unwrap_or_default().iter().map(|rest| joined(&path, rest)));
                    }
                }
            }
            if let Some(part) = self.parts.places.get_mut(place) {
                part.paths = paths;
            }
        }
        self.parts
    }
}

impl PartOfModel {
    fn taken_mut(&mut self, step: &Step) -> Option<&mut Taken> {
        match step {
            Step::Property(index) => self.properties.get_mut(*index),
            Step::Additional(key) => {
                // They have no documented order: that of the paths must not matter.
                let at = self.additional.binary_search_by(|(chosen, _)| chosen.cmp(key));
                let at = at.unwrap_or_else(|at| {
                    self.additional.insert(at, (key.clone(), Taken::Nothing));
                    at
                });
                self.additional.get_mut(at).map(|(_, taken)| taken)
            }
        }
    }
}

fn joined(path: &str, rest: &str) -> String {
    if rest.starts_with('[') { format!("{path}{rest}") } else { format!("{path}.{rest}") }
}
