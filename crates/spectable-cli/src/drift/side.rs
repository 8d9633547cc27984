//! One side of a comparison: a source, understood.

use std::collections::BTreeMap;

use spectable_build::{location::Files, lock::Lock, problem::Problems, schema::Schema};

use super::{
    changes::Scope,
    plausibility,
    source::{Content, NamedText, RawPage, Source},
};
use crate::{output::Output, report::counts, status::Failure};

/// A source, understood.
#[derive(Debug, Clone)]
pub struct Side {
    /// What it is called in reports: its name and its release.
    pub label: String,
    /// Its models.
    pub schema: Schema,
    /// Its pages as they came; none for other sources.
    pub pages: Vec<RawPage>,
    /// What can be compared of it.
    pub scope: Scope,
}

/// How a source is understood.
#[derive(Debug, Clone, Default)]
pub struct Reading<'a> {
    /// The overlay, in place of the one beside the pages.
    pub overlay: Option<&'a NamedText>,
    /// The lock whose names stay as they are.
    pub lock: Option<&'a Lock>,
    /// The overlay was made for another source: what it says in vain is no error.
    pub foreign_overlay: bool,
}

impl Side {
    /// Reads and understands a source. Problems are reported on the way.
    ///
    /// # Errors
    /// If there is no such source (exit code 2), or what it holds cannot be understood (exit code 3).
    pub fn read(name: &str, reading: &Reading<'_>, output: &mut Output) -> Result<Self, Failure> {
        let mut problems = Problems::default();
        let source = Source::read(name, &mut problems)?;
        fail_on_errors(name, &problems, &Files::default(), output)?;
        Self::understand(source, reading, output).map_err(Failure::into_undecided)
    }

    /// Understands a source that was read.
    ///
    /// # Errors
    /// If it cannot be understood.
    pub fn understand(source: Source, reading: &Reading<'_>, output: &mut Output) -> Result<Self, Failure> {
        let Source { name, content, overlay, .. } = source;
        let overlay = reading.overlay.or(overlay.as_ref());
        match content {
            Content::Lock(text) => {
                let (lock, files) = read_lock(&text, output)?;
                Ok(Self::new(&name, lock.into_schema(files), Vec::new(), Scope { descriptions: false }))
            }
            Content::Pages(pages) => unread(&name),
            Content::OpenApi(document) => unread(&name),
        }
    }

    /// A lock as a side.
    pub fn of_lock(name: &str, lock: &Lock, files: &Files) -> Self {
        let schema = lock.clone().into_schema(files.clone());
        Self::new(name, schema, Vec::new(), Scope { descriptions: false })
    }

    fn new(name: &str, schema: Schema, pages: Vec<RawPage>, scope: Scope) -> Self {
        let label = match &schema.release {
            Some(release) => format!("{name} ({release})"),
            None => name.to_owned(),
        };
        Self { label, schema, pages, scope }
    }

    /// What can be compared of both sides.
    pub fn scope_with(&self, other: &Self) -> Scope {
        Scope { descriptions: self.scope.descriptions && other.scope.descriptions }
    }
}

fn unread(name: &str) -> Result<Side, Failure> {
    Err(Failure::bad_input(name, ""))
}

/// Reads a lock, and the files that its positions point into.
///
/// # Errors
/// If it cannot be read.
pub fn read_lock(text: &NamedText, output: &mut Output) -> Result<(Lock, Files), Failure> {
    let mut files = Files::default();
    let mut problems = Problems::default();
    let lock = Lock::parse(&mut files, &text.name, &text.text, &mut problems);
    fail_on_errors(&text.name, &problems, &files, output)?;
    match lock {
        Some(lock) => Ok((lock, files)),
        None => Err(Failure::bad_input(format!("`{}` cannot be read", text.name), "")),
    }
}

/// Reports problems, and fails if one of them is an error.
///
/// # Errors
/// If one of them is an error.
pub fn fail_on_errors(
    name: &str,
    problems: &Problems,
    files: &Files,
    output: &mut Output,
) -> Result<(), Failure> {
    output.problems(problems, files)?;
    if problems.has_errors() {
        return Err(Failure::bad_input(format!("`{name}`: {}", counts(problems)), ""));
    }
    Ok(())
}
