//! The later sources of a project: each is read, and laid under those before it.

use std::collections::{BTreeMap, HashSet};

use super::{How, described, read_content};
use crate::dialect::Dialect;
use crate::documented::{FoundDialect, Input};
use crate::layers::{self, Laid, Layer, Limit};
use crate::location::{FileId, Location};
use crate::names::WireNameRule;
use crate::overlay::{Adds, Overlay, SourceEntry};
use crate::problem::{Problem, Problems, Severity};
use crate::source::{Content, Documentation, Sources, markdown};

/// A source that was given beside the first, to be laid under it.
#[derive(Debug, Clone)]
pub struct Lower {
    /// The source. Of an overlay beside its pages, what describes the pages is read: `dialect` and `wire-names`.
    pub documentation: Documentation,
    /// What it adds.
    pub adds: Adds,
}

/// A later source, and what became of it.
#[derive(Debug, Clone)]
pub struct LaidSource {
    /// What it is called.
    pub name: String,
    /// What it may add.
    pub adds: Adds,
    /// How many pages it has.
    pub pages: usize,
    /// The dialect of its pages, and how it was found.
    pub dialect: Option<FoundDialect>,
    /// What it added, and what it says differently.
    pub laid: Laid,
}

/// What is known of all later sources.
#[derive(Debug, Default)]
pub(super) struct Layered {
    pub(super) sources: Vec<LaidSource>,
    /// The paths of their files in the project.
    pub(super) paths: BTreeMap<FileId, String>,
    components_only: bool,
}

/// A later source that is to be read.
struct Next<'a> {
    documentation: Documentation,
    adds: Adds,
    dialect: Option<Dialect>,
    wire_name_rule: Option<WireNameRule>,
    /// The entry of the overlay that names it; its files are in the project then.
    entry: Option<&'a SourceEntry>,
    limit: Option<&'a Limit>,
}

/// The later sources of a project.
pub(super) struct Lowers<'a> {
    /// Those that were given beside the first.
    pub(super) given: Vec<Lower>,
    /// Those that the overlay names.
    pub(super) named: Sources,
    /// What those of the overlay may add of whole models and properties.
    pub(super) limit: Option<&'a Limit>,
    /// Of documents the named schemas only.
    pub(super) components_only: bool,
}

impl Lowers<'_> {
    /// Lays each of them under those before it.
    pub(super) fn lay(self, input: &mut Input, overlay: &Overlay, problems: &mut Problems) -> Layered {
        let mut layered = Layered { components_only: self.components_only, ..Layered::default() };
        for Lower { documentation, adds } in self.given {
            let described = documentation.overlay.as_ref().map(described).unwrap_or_default();
            problems.extend(unread(&documentation.name, &described));
            let (dialect, wire_name_rule) = (described.dialect, described.wire_name_rule);
            let next = Next { documentation, adds, dialect, wire_name_rule, entry: None, limit: None };
            layered.lay(input, next, overlay, problems);
        }
        for (entry, found) in overlay.sources.iter().zip(self.named) {
            let (dialect, wire_name_rule) = (entry.dialect.clone(), entry.wire_name_rule);
            let adds = entry.adds;
            match found {
                Ok(documentation) => {
                    let (entry, limit) = (Some(entry), self.limit);
                    let next = Next { documentation, adds, dialect, wire_name_rule, entry, limit };
                    layered.lay(input, next, overlay, problems);
                }
                Err(problem) => problems.push(at(problem, Some(entry.path.location))),
            }
        }
        layered
    }
}

impl Layered {
    fn lay(&mut self, input: &mut Input, next: Next<'_>, overlay: &Overlay, problems: &mut Problems) {
        let Next { documentation, adds, dialect, wire_name_rule, entry, limit } = next;
        let place = entry.map(|entry| entry.path.location);
        let Documentation { name, content, problems: mut own, .. } = documentation;
        let known = std::mem::take(&mut input.files);
        let pages = markdown::Pages { dialect: dialect.as_ref(), foreign: true };
        let how = How { pages, components_only: self.components_only };
        let (read, paths) = read_content(known, content, how, &mut own);
        input.files = read.files;
        let pages = read.pages.len();
        let is_whole = !own.has_errors();
        problems.extend(own.iter().cloned().map(|problem| at(problem, place)));
        let paths = if entry.is_some() { paths } else { BTreeMap::new() };
        let layer = Layer { pages: read.pages, adds, wire_name_rule, paths: &paths, limit };
        let laid = layers::lay(input, layer, overlay, problems);
        if laid.additions.is_empty() && is_whole {
            problems.push(useless(&name, entry, overlay));
        }
        self.paths.extend(paths);
        self.sources.push(LaidSource { name, adds, pages, dialect: read.dialect, laid });
    }
}

/// A problem of a whole source is at the entry that names it.
fn at(mut problem: Problem, place: Option<Location>) -> Problem {
    problem.location = problem.location.or(place);
    problem
}

/// A source that adds nothing. In an overlay it weighs as much as any entry without effect.
fn useless(name: &str, entry: Option<&SourceEntry>, overlay: &Overlay) -> Problem {
    Problem {
        severity: entry.map_or(Severity::Warning, |_| overlay.owner.of_useless()),
        rule: "source-adds-nothing",
        location: entry.map(|entry| entry.path.location),
        second: None,
        message: format!("`{name}` adds nothing to the sources before it"),
        remedy: "leave it away, or give another source that says more".to_owned(),
    }
}

/// An overlay beside the pages of a later source says how they are read. That nothing else of it is read, is worth a note.
fn unread(name: &str, overlay: &Overlay) -> Option<Problem> {
    let facts = overlay.wire_names.len()
        + overlay.enums.len()
        + overlay.types.len()
        + overlay.property_types.len()
        + overlay.rust_names.len();
    let others = overlay.sources.len() + overlay.groups.len();
    (facts + others > 0).then(|| Problem {
        severity: Severity::Note,
        rule: "overlay-of-layer",
        location: None,
        second: None,
        message: format!("of the overlay beside `{name}` only `dialect` and `wire-names` are read: it is not the first source"),
        remedy: "give the overlay for all sources with `--config`".to_owned(),
    })
}

/// Leaves out the pages of a first source that are pages of a later one.
pub(super) fn leave_out(first: &mut Content, later: &Sources) {
    let Content::Pages(pages) = first else { return };
    let mut names = HashSet::new();
    for source in later.iter().filter_map(|source| source.as_ref().ok()) {
        if let Content::Pages(pages) = &source.content {
            names.extend(pages.iter().map(|page| page.name.as_str()));
        }
    }
    if !names.is_empty() {
        pages.retain(|page| !names.contains(page.name.as_str()));
    }
}
