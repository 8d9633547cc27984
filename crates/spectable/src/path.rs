//! Where in a document the reader or writer is: noted while an error unwinds, so that success pays nothing.

use std::cell::Cell;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use crate::part::{Parts, Scope};
use crate::table::plain;
use crate::union::AnyUnion;

/// How deep objects and lists may be nested. Other formats and values in memory have no limit, but the stack has one.
/// serde_json accepts as many levels and refuses the 128th; with the same limit the message is the one of this crate.
pub(crate) const MAX_DEPTH: u16 = 127;

/// What one reading or writing carries along.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    depth: u16,
    /// Innermost first.
    path: Vec<Segment>,
    /// Whether the error is about what the document says, rather than the format's own (syntax, end of input).
    about_data: Cell<bool>,
    /// Which alternative of a union the wrong value is in, in words.
    alternative: Option<String>,
    /// How many reasons there are to keep a value of another kind than documented, rather than to refuse it.
    tolerant: u16,
    /// What is read of the models that come.
    pub(crate) scope: Scope,
}

/// A place of a [`Progress`] without an error.
pub(crate) struct Mark {
    depth: u16,
    tolerant: u16,
}

#[derive(Debug)]
enum Segment {
    Key(String),
    Index(usize),
}

impl Progress {
    /// One that keeps values of another kind than documented, or refuses them.
    pub(crate) fn tolerating(tolerant: bool) -> Self {
        Self { tolerant: u16::from(tolerant), ..Self::default() }
    }

    /// The same, for a reading of some parts only, if there are any.
    pub(crate) fn of_parts(self, parts: Option<Arc<Parts>>) -> Self {
        Self { scope: Scope::new(parts), ..self }
    }

    /// Whether values of another kind than documented are kept.
    #[inline]
    pub(crate) fn is_tolerant(&self) -> bool {
        self.tolerant > 0
    }

    /// A model begins in which they are kept, whatever is around it.
    #[inline]
    pub(crate) fn begin_tolerance(&mut self) {
        self.tolerant += 1;
    }

    /// It ends. Not needed on the way of an error: one that leaves such a model ends the reading.
    #[inline]
    pub(crate) fn end_tolerance(&mut self) {
        self.tolerant -= 1;
    }

    /// Where it is, to go back to.
    pub(crate) fn mark(&self) -> Mark {
        Mark { depth: self.depth, tolerant: self.tolerant }
    }

    /// Goes back, and forgets the error that it was on the way of.
    pub(crate) fn go_back(&mut self, mark: &Mark) {
        let scope = std::mem::take(&mut self.scope);
        *self = Self { depth: mark.depth, tolerant: mark.tolerant, scope, ..Self::default() };
    }

    /// Goes back to where the way of an error began, and forgets the error. Each level that the error has left is in the path, and no
    /// such error leaves a model that keeps what is wrong in it.
    pub(crate) fn unwind(&mut self) {
        let levels = u16::try_from(self.path.len()).unwrap_or(u16::MAX);
        let depth = self.depth.saturating_sub(levels);
        self.go_back(&Mark { depth, tolerant: self.tolerant });
    }

    /// One level deeper; `false` at the limit.
    pub(crate) fn enter(&mut self) -> bool {
        self.depth += 1;
        self.depth <= MAX_DEPTH
    }

    /// One level up again. Not needed on the way of an error.
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether so many levels more are within the limit.
    pub(crate) fn has_room_for(&self, levels: usize) -> bool {
        usize::from(self.depth).saturating_add(levels) <= usize::from(MAX_DEPTH)
    }

    pub(crate) fn blame_data(&self) {
        self.about_data.set(true);
    }

    pub(crate) fn is_about_data(&self) -> bool {
        self.about_data.get()
    }

    pub(crate) fn at_key(&mut self, key: &str) {
        self.path.push(Segment::Key(key.to_owned()));
    }

    pub(crate) fn at_index(&mut self, index: usize) {
        self.path.push(Segment::Index(index));
    }

    /// The wrong value is in an alternative of a union; of several unions in one another, the innermost is told.
    #[cold]
    pub(crate) fn at_alternative(&mut self, union: &dyn AnyUnion, index: usize) {
        /// More would hide what is wrong.
        const MANY: usize = 8;
        if self.alternative.is_some() {
            return;
        }
        let mut names = union.idents().split_whitespace().map(plain);
        let name = names.next().unwrap_or_default();
        let all: Vec<&str> = names.collect();
        let more = if all.len() > MANY { ", …" } else { "" };
        let listed = all.iter().take(MANY).copied().collect::<Vec<_>>().join(", ");
        self.alternative = all.get(index).map(|it| format!("as `{it}` of `{name}`: {listed}{more}"));
    }

    /// What is wrong, with the alternative that it is wrong for.
    pub(crate) fn with_alternative(&self, message: String) -> String {
        match &self.alternative {
            Some(alternative) => format!("{message} ({alternative})"),
            None => message,
        }
    }

    /// The path as text: `participants[3].startTime`, with `["odd key"]` for keys that are not identifiers.
    pub(crate) fn path(&self) -> String {
        let mut text = String::new();
        for segment in self.path.iter().rev() {
            match segment {
                Segment::Index(index) => push_index(&mut text, *index),
                Segment::Key(key) => push_key(&mut text, key),
            }
        }
        text
    }
}

/// Appends an index to a path.
pub(crate) fn push_index(path: &mut String, index: usize) {
    let written = write!(path, "[{index}]");
    debug_assert!(written.is_ok(), "writing to a String does not fail");
}

/// Appends a key to a path. A long one is shortened.
pub(crate) fn push_key(path: &mut String, key: &str) {
    if is_plain(key) { push_whole_key(path, key) } else { push_whole_key(path, &excerpt(key)) }
}

/// Appends a key to a path, however long it is.
pub(crate) fn push_whole_key(path: &mut String, key: &str) {
    let written = match key {
        key if is_plain(key) && path.is_empty() => write!(path, "{key}"),
        key if is_plain(key) => write!(path, ".{key}"),
        key => write!(path, "[{key:?}]"),
    };
    debug_assert!(written.is_ok(), "writing to a String does not fail");
}

/// The error of ours; the format's own one where its errors have no room for a text, since that says more.
#[cold]
pub(crate) fn if_told<E: fmt::Display>(ours: E, text: &str, own: E) -> E {
    if ours.to_string().contains(text) { ours } else { own }
}

/// Whether the error of a format has a text. That of `erased_serde` has none while it writes: its `Display` panics, and the real error is
/// kept elsewhere.
#[cold]
pub(crate) fn has_text<E>() -> bool {
    !std::any::type_name::<E>().contains("erased_serde::")
}

/// Whether the caller tracks the path itself, and prints it before the message: then the path is left out of the message, so that it
/// is not printed twice. Only the names of the types of serializers and deserializers tell. It affects the wording only, so a
/// wrong guess is harmless.
#[cold]
pub(crate) fn is_tracked_by<T>() -> bool {
    let name = std::any::type_name::<T>();
    // All forks of serde_yaml track the path themselves.
    let of_yaml = || ["serde_yaml::de::", "serde_yaml_ng::de::"].iter().any(|yaml| name.contains(yaml));
    name.contains("serde_path_to_error::") || of_yaml()
}

fn is_plain(key: &str) -> bool {
    key.len() <= 128
        && key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$'))
}

/// How many characters of a text a message has.
pub(crate) const EXCERPT: usize = 60;

/// The beginning of a text from a document, short enough for a message.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
