//! From two sources to a report.

use crate::{
    arguments::{Docs, Sides},
    drift::{changes::compare_in, selection::Selection},
    report::{FindingFormat, Report, hide_docs::hide_docs},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        side::{Reading, Side},
        source::read_text,
    },
};

/// Reads and compares the two sides of a command line.
///
/// # Errors
/// If one of the sources cannot be read or understood. In the formats for programs a report that is not complete is
/// written before.
pub fn of_sides(sides: &Sides, format: FindingFormat, output: &mut Output) -> Result<Report, Failure> {
    let result = read_sides(sides, output);
    result.map_err(|failure| undecided(&sides.old, &sides.new, format, failure, output))
}

fn read_sides(sides: &Sides, output: &mut Output) -> Result<Report, Failure> {
    let both = sides.config.as_ref();
    let old_overlay = sides.old_config.as_ref().or(both).map(|path| read_text(path)).transpose()?;
    let new_overlay = sides.new_config.as_ref().or(both).map(|path| read_text(path)).transpose()?;
    // An overlay that is given may have been made for the other side.
    let reading = |overlay| Reading { overlay, lock: None, own_overlay: false };
    let old = Side::read(&sides.old, &reading(old_overlay.as_ref()), output)?;
    let new = Side::read(&sides.new, &reading(new_overlay.as_ref()), output)?;
    Ok(compare(&old, &new))
}

/// Compares two sides.
pub fn compare(old: &Side, new: &Side) -> Report {
    Report {
        findings: compare_in(old.scope_with(new), &old.schema, &new.schema),
        old: old.label.clone(),
        new: new.label.clone(),
        complete: true,
        waivers: Vec::new(),
    }
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

/// A failure to decide is told to programs in their format, too: no findings and `complete: false`.
pub fn undecided(
    old: &str,
    new: &str,
    format: FindingFormat,
    failure: Failure,
    output: &mut Output,
) -> Failure {
    let for_programs = matches!(format, FindingFormat::Json | FindingFormat::Sarif);
    if failure.status() != Status::Undecided || !for_programs || failure.message().is_empty() {
        return failure;
    }
    let report = Report {
        old: old.to_owned(),
        new: new.to_owned(),
        complete: false,
        findings: Vec::new(),
        waivers: Vec::new(),
    };
    match output.write(&report.render(format, false)) {
        Ok(()) => failure,
        Err(unwritten) => unwritten,
    }
}
