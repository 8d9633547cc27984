//! Models that are read in part: which properties are read, and what a model remembers of that.

use std::fmt;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is read of each model of a document, for one type of document. The first place is that of the model where the document begins.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) places: Vec<PartOfModel>,
}

/// What is read of the models in one place of a document.
#[derive(Debug, Clone)]
pub(crate) struct PartOfModel {
    /// The documented name of the model.
    pub(crate) model: &'static str,
    /// What is read of each property, by its place in the table.
    pub(crate) properties: Vec<Taken>,
    /// The additional properties that are read, by their keys, in the order of these.
    pub(crate) additional: Vec<(String, Taken)>,
    /// Whether all keys that no property has are read.
    pub(crate) with_unknown: bool,
    /// The paths that are read, from this model on.
    pub(crate) paths: Vec<String>,
}

/// What is read of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is skipped.
    Nothing,
    /// All of it is read.
    Whole,
    /// Of the models in it is read what this place says.
    Part(u32),
}

impl Parts {
    /// What is read in a place.
    pub(crate) fn place(&self, place: u32) -> Option<&PartOfModel> {
        self.places.get(place as usize)
    }
}

impl PartOfModel {
    /// What is read of a property.
    #[inline]
    pub(crate) fn property(&self, index: usize) -> Taken {
        self.properties.get(index).copied().unwrap_or(Taken::Nothing)
    }

    /// What is read of the value of a key that no property has.
    pub(crate) fn other(&self, key: &str) -> Taken {
        let found = self.additional.binary_search_by(|(chosen, _)| chosen.as_str().cmp(key));
        match found.ok().and_then(|at| self.additional.get(at)) {
            Some((_, taken)) => *taken,
            None if self.with_unknown => Taken::Whole,
            None => Taken::Nothing,
        }
    }
}

/// What a reading reads of the values that come: all of them, or what a place says.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    parts: Option<Arc<Parts>>,
    place: Option<u32>,
}

impl Scope {
    /// The one in which a document begins.
    pub(crate) fn new(parts: Option<Arc<Parts>>) -> Self {
        let place = parts.is_some().then_some(0);
        Self { parts, place }
    }

    /// What is read of the model that comes, if not all of it.
    #[inline]
    pub(crate) fn here(&self) -> Option<PartMark> {
        let place = self.place?;
        let parts = self.parts.as_ref()?;
        Some(PartMark { parts: Arc::clone(parts), place, forgotten: AtomicBool::new(false) })
    }

    /// Goes on to what is read of a value.
    #[inline]
    pub(crate) fn begin(&mut self, taken: Taken) {
        self.place = match taken {
            Taken::Part(place) => Some(place),
            Taken::Whole | Taken::Nothing => None,
        };
    }

    /// Goes back to a model.
    #[inline]
    pub(crate) fn end(&mut self, model: &PartMark) {
        self.place = Some(model.place);
    }
}

/// What is read in a place that there is not.
static NOTHING: PartOfModel = PartOfModel {
    model: "",
    properties: Vec::new(),
    additional: Vec::new(),
    with_unknown: false,
    paths: Vec::new(),
};

/// What a model remembers of how it was read.
#[derive(Debug)]
pub(crate) struct PartMark {
    parts: Arc<Parts>,
    place: u32,
    /// Whether it no longer counts. It is changed through a shared reference, since there is no other way into the items of a list that is there.
    forgotten: AtomicBool,
}

impl PartMark {
    /// What is read of the model.
    #[inline]
    pub(crate) fn part(&self) -> &PartOfModel {
        // A mark is made of a place that there is.
        self.parts.place(self.place).unwrap_or(&NOTHING)
    }

    /// What was read of the model, as long as that counts.
    pub(crate) fn told(&self) -> Option<Part<'_>> {
        if self.forgotten.load(Ordering::Relaxed) { None } else { Some(Part(self.part())) }
    }

    pub(crate) fn forget(&self) {
        self.forgotten.store(true, Ordering::Relaxed);
    }
}

impl Clone for PartMark {
    fn clone(&self) -> Self {
        let forgotten = AtomicBool::new(self.forgotten.load(Ordering::Relaxed));
        Self { parts: Arc::clone(&self.parts), place: self.place, forgotten }
    }
}

/// What was read of a model of which not all was read; see [`Reader::only`](crate::Reader::only) and [`Model::part`](crate::Model::part).
///
/// It prints as the list of its paths: `` `id`, `participants.purpose` ``.
#[derive(Clone, Copy)]
pub struct Part<'a>(&'a PartOfModel);

impl<'a> Part<'a> {
    /// The documented name of the model.
    pub fn model(&self) -> &'static str {
        self.0.model
    }

    /// The [paths](crate#paths) that were read, from this model on, in documented order. A path that another one begins with is not among them.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        self.0.paths.iter().map(String::as_str)
    }

    /// Whether the keys that no property has were read as well; see [`Reader::with_unknown`](crate::Reader::with_unknown).
    pub fn with_unknown(&self) -> bool {
        self.0.with_unknown
    }

    /// Why the model may not be written.
    #[cold]
    pub(crate) fn refusal(&self) -> String {
        format!(
            "{} was read in part (only {self}), and writing it would lose what was skipped: read all of it, or call `forget_skipped` \
             to write it without the rest",
            self.0.model
        )
    }
}

impl PartialEq for Part<'_> {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self.0, other.0)
            || (self.0.model, &self.0.paths, self.0.with_unknown)
                == (other.0.model, &other.0.paths, other.0.with_unknown)
    }
}

impl Eq for Part<'_> {}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More would hide what the message is about.
        const MANY: usize = 8;
        let mut paths = self.0.paths.iter();
        match paths.next() {
            Some(path) => write!(f, "`{path}`")?,
            None if self.0.with_unknown => return f.write_str("unknown keys"),
            None => return f.write_str("nothing"),
        }
        for path in paths.by_ref().take(MANY - 1) {
            write!(f, ", `{path}`")?;
        }
        match paths.len() {
            0 => {}
            more => write!(f, " and {more} more")?,
        }
        if self.0.with_unknown { f.write_str(", and unknown keys") } else { Ok(()) }
    }
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("model", &self.model())
            .field("paths", &self.0.paths)
            .field("with_unknown", &self.with_unknown())
            .finish()
    }
}
