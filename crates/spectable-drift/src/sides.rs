//! From two sources to a report.

use std::path::Path;

use spectable_build::{
    overlay::Owner,
    parallel,
    project::{Project, Reading, Released},
    source::{Documentation, SourceFile, Sources},
};

use crate::{Error, changes::compare_in, report::Report, snapshot::Snapshot};

/// What changed between two sources: folders of pages, pages, OpenAPI documents, JSON Schemas, archives of them, or locks.
///
/// # Errors
/// If one of them cannot be read or understood, or documents no model.
pub fn between(old: impl AsRef<Path>, new: impl AsRef<Path>) -> Result<Report, Error> {
    let (old, new) = (Documentation::open(old.as_ref())?, Documentation::open(new.as_ref())?);
    let [old, new] = read_sides([&(old, None), &(new, None)]);
    for side in [&old, &new] {
        if let Some(error) = Error::of(side) {
            return Err(error);
        }
    }
    Ok(compare(&Snapshot::of(&old), &Snapshot::of(&new)))
}

/// Reads one side by itself: an overlay may have been made for the other, and names are those that documentation gives. What is wrong
/// with it is in its problems.
pub fn read_side(documentation: Documentation, overlay: Option<(SourceFile, Sources)>) -> Project {
    let (overlay, sources) = overlay.map_or((None, Vec::new()), |(file, sources)| (Some(file), sources));
    let (owner, released) = (Owner::Foreign, Released::Nothing);
    Project::read(
        documentation,
        Reading { overlay, sources, owner, released, foreign_pages: true, ..Reading::default() },
    )
}

/// Reads both sides, each by itself, at the same time.
pub fn read_sides(sides: [&(Documentation, Option<(SourceFile, Sources)>); 2]) -> [Project; 2] {
    parallel::map_two(sides, |(documentation, overlay)| read_side(documentation.clone(), overlay.clone()))
}

/// Compares two sides.
pub fn compare(old: &Snapshot<'_>, new: &Snapshot<'_>) -> Report {
    Report {
        findings: compare_in(old.scope_with(new), &old.schema, &new.schema),
        old: old.label.clone(),
        new: new.label.clone(),
        complete: true,
        waivers: Vec::new(),
    }
}
