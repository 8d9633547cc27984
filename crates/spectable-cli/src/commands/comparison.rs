//! From two sources to a report, and from a report to the end of a command.

use std::path::{Path, PathBuf};

use spectable_build::{overlay::Adds, parallel, project::Project, render::Style};

use super::reading;
use crate::{
    arguments::{Docs, Show, Sides},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{source, upstream},
};
use spectable_drift::{
    finding::Finding,
    gate::Gate,
    policy::Policy,
    report::{FindingFormat, Report, hide_docs::hide_docs},
    selection::Selection,
    sides::{Side, compare},
    snapshot::Snapshot,
    waiver,
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
    let [old, new] = read(sides, format, output)?;
    Ok(compare_shown(old, new, docs))
}

/// The same, with what the overlay of the new side says of findings.
///
/// # Errors
/// The same, and if the overlay names a rule that there is not, or has a malformed waiver.
pub fn with_policy(
    sides: &Sides,
    docs: Docs,
    format: FindingFormat,
    output: &mut Output,
) -> Result<(Report, Policy), Failure> {
    let [old, new] = read(sides, format, output)?;
    let policy = Policy::of(&new.overlay, &new.schema.files)?;
    Ok((compare_shown(old, new, docs), policy))
}

fn compare_shown(old: Project, new: Project, docs: Docs) -> Report {
    let snapshot = Snapshot::of(&old);
    let snapshot = if docs == Docs::Hide { snapshot.without_descriptions() } else { snapshot };
    let report = compare(&snapshot, &Snapshot::of(&new));
    parallel::drop_beside((old, new));
    report
}

fn read(sides: &Sides, format: FindingFormat, output: &mut Output) -> Result<[Project; 2], Failure> {
    let names = [sides.old_side(), sides.new_side()];
    read_both(sides, &names, output).map_err(|failure| {
        let [old, new] = names.map(|names| source::shown_all(&names));
        undecided((&old, &new), (format, sides.style.given().unwrap_or_default()), failure, output)
    })
}

fn read_both<'a>(
    sides: &'a Sides,
    names: &[Vec<&str>; 2],
    output: &mut Output,
) -> Result<[Project; 2], Failure> {
    source::refuse_stdin_twice(names.iter().flatten().copied())?;
    let [old, new] = names;
    let overlay = |own: &'a Option<PathBuf>| own.as_ref().or(sides.config.as_ref());
    let both = [(old, overlay(&sides.old_config)), (new, overlay(&sides.new_config))];
    let [old, new] = parallel::map_two(both, |(names, overlay)| read_side(names, overlay));
    let (mut old, mut new) = (old?, new?);
    upstream::refuse_lost_pages(&mut old, &new);
    upstream::refuse_lost_pages(&mut new, &old);
    for side in [&mut old, &mut new] {
        sides.style.apply(side);
        reading::report_errors(side, output).map_err(Failure::into_undecided)?;
    }
    Ok([old, new])
}

/// Reads the sources of one side. With a lock among them, there is nothing that they could add to one another.
fn read_side(names: &[&str], overlay: Option<&PathBuf>) -> Result<Project, Failure> {
    let Some((first, later)) = names.split_first() else {
        return Err(Failure::bad_input(
            "a side has no source",
            "give one for the old and one for the new side",
        ));
    };
    let documentation = source::open(Path::new(first))?;
    if !later.is_empty() {
        source::refuse_lock(&documentation)?;
    }
    let overlay = overlay.map(|path| source::open_overlay(path)).transpose()?;
    let mut project = Side { documentation, overlay, lower: source::open_lower(later, Adds::All)? }.read();
    if !later.is_empty() {
        project.name = source::shown_all(names);
    }
    Ok(project)
}

/// A comparison, and what is to be judged by.
pub struct Judged {
    /// What was found.
    pub report: Report,
    /// What the overlay says of it.
    pub policy: Policy,
    /// The findings of another comparison, if it was made too: a waiver that is unused here may be used there.
    pub elsewhere: Option<Vec<Finding>>,
    /// Which findings make the command fail.
    pub gate: Gate,
}

impl Judged {
    /// Leaves out what is waived, allowed or not to be shown, writes the rest, and says how the command ends.
    ///
    /// # Errors
    /// If the report cannot be written.
    pub fn conclude(
        self,
        show: &Show,
        selection: &Selection,
        output: &mut Output,
    ) -> Result<Status, Failure> {
        let Self { mut report, policy, elsewhere, gate } = self;
        policy.apply(&mut report, waiver::today(), elsewhere.as_deref());
        let report = narrow(report, selection, show.docs);
        for note in &report.waivers {
            let at = note.place.as_ref().map(|place| format!("{}:{}: ", place.file, place.line));
            output.note(&format!("{}warning: {}", at.unwrap_or_default(), note.message))?;
        }
        output.write(&report.render(show.format, output.color()))?;
        Ok(if gate.fails_any(&report.findings) { Status::Findings } else { Status::Fine })
    }
}

/// Leaves what is to be shown.
fn narrow(mut report: Report, selection: &Selection, docs: Docs) -> Report {
    selection.apply(&mut report.findings);
    if docs == Docs::Hide {
        hide_docs(&mut report.findings);
    }
    report
}

/// A failure to decide is told in the formats of documents, too, which outlive what the terminal shows: no findings, and that the
/// report is not complete.
pub fn undecided(
    (old, new): (&str, &str),
    (format, style): (FindingFormat, Style),
    failure: Failure,
    output: &mut Output,
) -> Failure {
    if failure.status() != Status::Undecided || !format.is_document() || failure.message().is_empty() {
        return failure;
    }
    let report = Report {
        old: old.into(),
        new: new.into(),
        style,
        complete: false,
        findings: Vec::new(),
        waivers: Vec::new(),
    };
    match output.write(&report.render(format, false)) {
        Ok(()) => failure,
        Err(unwritten) => unwritten,
    }
}
