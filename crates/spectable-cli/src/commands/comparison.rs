//! From two sources to a report.

use std::path::{Path, PathBuf};

use super::reading;
use crate::{
    arguments::{Docs, Sides},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{source, upstream},
};
use spectable_drift::{
    report::{FindingFormat, Report, hide_docs::hide_docs},
    selection::Selection,
    sides::{compare, read_sides},
    snapshot::Snapshot,
};

/// Reads and compares the two sides of a command line. Descriptions that are not to be shown are not compared either.
///
/// # Errors
/// If one of the sources cannot be read or understood. In the formats of documents a report that is not complete is
/// written before.
pub fn of_sides(
    sides: &Sides,
    docs: Docs,
    format: FindingFormat,
    output: &mut Output,
) -> Result<Report, Failure> {
    let result = compare_sides(sides, docs, output);
    result.map_err(|failure| undecided(&sides.old, &sides.new, format, failure, output))
}

fn compare_sides(sides: &Sides, docs: Docs, output: &mut Output) -> Result<Report, Failure> {
    let both = sides.config.as_ref();
    let overlay =
        |own: &Option<PathBuf>| own.as_ref().or(both).map(|path| source::open_overlay(path)).transpose();
    let (old_overlay, new_overlay) = (overlay(&sides.old_config)?, overlay(&sides.new_config)?);
    let old = (source::open(Path::new(&sides.old))?, old_overlay);
    let new = (source::open(Path::new(&sides.new))?, new_overlay);
    let [mut old, mut new] = read_sides([&old, &new]);
    upstream::refuse_lost_pages(&mut old, &new);
    upstream::refuse_lost_pages(&mut new, &old);
    for side in [&old, &new] {
        reading::report_errors(side, output).map_err(Failure::into_undecided)?;
    }
    let old = Snapshot::of(&old);
    let old = if docs == Docs::Hide { old.without_descriptions() } else { old };
    Ok(compare(&old, &Snapshot::of(&new)))
}

/// Leaves what is to be shown.
#[must_use]
pub fn narrow(mut report: Report, selection: &Selection, docs: Docs) -> Report {
    selection.apply(&mut report.findings);
    if docs == Docs::Hide {
        hide_docs(&mut report.findings);
    }
    report
}

/// A failure to decide is told in the formats of documents, too, which outlive what the terminal shows: no findings, and that the
/// report is not complete.
pub fn undecided(
    old: &str,
    new: &str,
    format: FindingFormat,
    failure: Failure,
    output: &mut Output,
) -> Failure {
    if failure.status() != Status::Undecided || !format.is_document() || failure.message().is_empty() {
        return failure;
    }
    let report = Report {
        old: old.into(),
        new: new.into(),
        complete: false,
        findings: Vec::new(),
        waivers: Vec::new(),
    };
    match output.write(&report.render(format, false)) {
        Ok(()) => failure,
        Err(unwritten) => unwritten,
    }
}
