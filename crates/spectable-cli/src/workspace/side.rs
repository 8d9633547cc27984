//! One side of a comparison: a source, understood.

use spectable_build::{
    location::Files,
    lock::Lock,
    overlay::Overlay,
    problem::{Problem, Problems, Severity},
    resolve::resolve,
    schema::Schema,
    source::{Input, markdown, openapi},
};

use super::{
    html,
    source::{Content, NamedText, RawPage, Source},
};
use crate::{
    drift::changes::Scope,
    terminal::{output::Output, problems::counts, status::Failure},
};

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
    /// The overlay belongs to these pages: what it says in vain is an error.
    pub own_overlay: bool,
}

impl Side {
    /// Reads and understands a source. Problems are reported on the way.
    ///
    /// # Errors
    /// If there is no such source (exit code 2), or what it holds cannot be understood (exit code 3).
    pub fn read(name: &str, reading: &Reading<'_>, output: &mut Output) -> Result<Self, Failure> {
        let mut problems = Problems::default();
        let source = Source::read(name, &mut problems)?;
        fail_on_errors(name, &problems, &Files::default(), output).map_err(Failure::into_undecided)?;
        Self::understand(source, reading, output).map_err(Failure::into_undecided)
    }

    /// Understands a source that was read.
    ///
    /// # Errors
    /// If it cannot be understood.
    pub fn understand(source: Source, reading: &Reading<'_>, output: &mut Output) -> Result<Self, Failure> {
        let Source { name, content, overlay, .. } = source;
        let overlay = reading.overlay.or(overlay.as_ref());
        let mut problems = Problems::default();
        let (input, pages) = match content {
            Content::Lock(text) => {
                let (lock, files) = read_lock(&text, output)?;
                return Ok(Self::of_lock(&name, &lock, &files));
            }
            Content::Pages(pages) => {
                if let Some(page) = html::page(&pages) {
                    return Err(Failure::bad_input(
                        format!("`{}` is HTML, not Markdown", page.name),
                        "fetch the page itself, not the site that shows it",
                    ));
                }
                let files = pages.iter().map(|page| (page.name.clone(), page.bytes.clone()));
                (markdown::read_files(files, &mut problems), pages)
            }
            Content::OpenApi(RawPage { name, bytes, .. }) => {
                (openapi::read(&name, &bytes, &mut problems), Vec::new())
            }
        };
        let schema = resolve_input(input, overlay, reading, &mut problems);
        fail_on_errors(&name, &problems, &schema.files, output)?;
        if schema.models.is_empty() {
            return Err(Failure::bad_input(format!("`{name}` documents no model"), ""));
        }
        Ok(Self::new(&name, schema, pages, Scope::ALL))
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

/// What an overlay says in vain: it is stale where it belongs, and harmless beside another source.
const IN_VAIN: [&str; 4] = ["overlay-stale", "overlay-redundant", "enum-of-other-type", "no-values-in-prose"];

/// What an overlay says of models that are not there.
const ABSENT: &str = "overlay-absent";

/// Resolves pages, and weighs what is wrong by whose overlay it is.
fn resolve_input(
    mut input: Input,
    overlay: Option<&NamedText>,
    reading: &Reading<'_>,
    problems: &mut Problems,
) -> Schema {
    let mut found = Problems::default();
    let overlay = overlay
        .map_or_else(Overlay::default, |it| Overlay::parse(&it.name, &it.text, &mut input.files, &mut found));
    let pins = reading.lock.map(Lock::pins).unwrap_or_default();
    let schema = resolve(input, &overlay, &pins, &mut found);
    for problem in found.iter() {
        let severity = match problem.severity {
            Severity::Error if !reading.own_overlay && IN_VAIN.contains(&problem.rule) => Severity::Note,
            Severity::Note if reading.own_overlay && problem.rule == ABSENT => Severity::Error,
            other => other,
        };
        problems.push(Problem { severity, ..problem.clone() });
    }
    schema
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

/// Reports errors, and fails if there are any. What else is worth knowing of a source is told by `spectable doctor`.
///
/// # Errors
/// If there are errors.
pub fn fail_on_errors(
    name: &str,
    problems: &Problems,
    files: &Files,
    output: &mut Output,
) -> Result<(), Failure> {
    if !problems.has_errors() {
        return Ok(());
    }
    let mut errors = Problems::default();
    for problem in problems.iter().filter(|problem| problem.severity == Severity::Error) {
        errors.push(problem.clone());
    }
    output.problems(&errors, files)?;
    Err(Failure::bad_input(format!("`{name}` cannot be read: {}", counts(&errors)), ""))
}
