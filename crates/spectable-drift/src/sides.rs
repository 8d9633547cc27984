//! From two sources to a report.

use std::path::Path;

use spectable_build::{
    overlay::Owner,
    parallel,
    project::{Lower, Project, Reading, Released},
    source::{Documentation, SourceFile, Sources},
};

use crate::{Error, changes::compare_in, report::Report, snapshot::Snapshot};

/// What one side is made of.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its first source.
    pub documentation: Documentation,
    /// An overlay in place of the one beside its pages, with the sources that it names.
    pub overlay: Option<(SourceFile, Sources)>,
    /// Sources that add what the first leaves out.
    pub lower: Vec<Lower>,
}

impl Side {
    /// One source as it is.
    pub fn of(documentation: Documentation) -> Self {
        Self { documentation, overlay: None, lower: Vec::new() }
    }

    /// Reads it by itself: an overlay may have been made for the other side, and names are those that documentation gives. What is wrong
    /// with it is in the problems of the project.
    pub fn read(self) -> Project {
        let Self { documentation, overlay, lower } = self;
        let (overlay, sources) = overlay.map_or((None, Vec::new()), |(file, sources)| (Some(file), sources));
        let (owner, released) = (Owner::Foreign, Released::Nothing);
        let reading =
            Reading { overlay, sources, lower, owner, released, foreign_pages: true, ..Reading::default() };
        Project::read(documentation, reading)
    }
}

/// What changed between two sources: folders of pages, pages, OpenAPI documents, JSON Schemas, archives of them, or locks.
///
/// # Errors
/// If one of them cannot be read or understood, or documents no model.
pub fn between(old: impl AsRef<Path>, new: impl AsRef<Path>) -> Result<Report, Error> {
    let read = |path| Documentation::open(path).map(|documentation| Side::of(documentation).read());
    let [old, new] = parallel::map_two([old.as_ref(), new.as_ref()], read);
    let (old, new) = (old?, new?);
    for side in [&old, &new] {
        if let Some(error) = Error::of(side) {
            return Err(error);
        }
    }
    Ok(compare(&Snapshot::of(&old), &Snapshot::of(&new)))
}

/// Compares two sides.
pub fn compare(old: &Snapshot<'_>, new: &Snapshot<'_>) -> Report {
    let scope = old.scope_with(new);
    Report {
        findings: compare_in(scope, &old.schema, &new.schema),
        style: scope.style,
        old: old.label.clone(),
        new: new.label.clone(),
        complete: true,
        waivers: Vec::new(),
    }
}
