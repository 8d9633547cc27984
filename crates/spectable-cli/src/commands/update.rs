//! `spectable update`.

use std::path::PathBuf;

use serde_json::{Value, json};
use spectable_build::{project::Project, source::Documentation};

use super::{reading, taking_in};
use crate::{
    arguments::{ForStyle, ReportFormat},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        atomic_folder::{Changes, Claim},
        overlay_file::{AllTakenOut, Stale, TakenOut},
        source::shown,
        update_plan::{self, UpdatePlan},
        upstream::{self, Ours},
    },
};
use spectable_drift::{
    report::{FindingFormat, Report, changelog},
    sides,
    snapshot::Snapshot,
};

/// The command line of `spectable update`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The source of the new pages; without it, only the lock is rewritten
    #[arg(long, value_name = "SOURCE")]
    from: Option<String>,

    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// Accept a source that lost more models than is plausible
    #[arg(long)]
    accept_shrink: bool,

    /// Take entries out of the overlay that have become redundant, and with --from also those about what is gone; each is listed
    #[arg(long)]
    fix: bool,

    #[command(flatten)]
    style: ForStyle,

    /// How it is said what changed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

const EXAMPLES: &str = "\
Examples:
  spectable update --from upstream/pages.tar.gz --dry-run
  spectable update --from upstream/pages
  spectable update --from docs/    where schema/ has no page yet: all pages that document a model
  spectable update --from upstream/pages --fix    without the overlay entries that the new pages make redundant
  spectable update                 after a change of the overlay, or a merge";

/// Runs `spectable update`.
///
/// # Errors
/// If something local is wrong (exit code 2), or the source cannot be read or is not plausible (exit code 3). Nothing
/// is changed then.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    if let Some(source) = &args.from
        && let Some(folder) = reading::folder_to_fill(&args.schema)?
    {
        return fill(&args, folder, source, output);
    }
    let claim = if args.dry_run { None } else { Some(Claim::of(&args.schema)?) };
    let found = reading::schema_folder(&args.schema)?;
    let mut folder = found.clone();
    // What became redundant since the last update is taken out; a name that is not there may be mistyped.
    let mut taken_out = AllTakenOut::default();
    let mut before = match args.fix {
        true => taking_in::understand_without_stale(&mut folder, Stale::Redundant, &mut taken_out, output)?,
        false => taking_in::understand(folder.clone(), output)?,
    };
    let mut taken_in = None;
    if let Some(source) = &args.from {
        let (new, project) = take_in(&folder, &before, source, &args, &mut taken_out, output)?;
        folder = new;
        taken_in = Some(project);
    }
    args.style.apply(taken_in.as_mut().unwrap_or(&mut before));
    let project = taken_in.as_ref().unwrap_or(&before);
    let plan = UpdatePlan::new(&found, project, folder.overlay.as_ref());
    let had_lock = before.lock.is_some();
    let report = had_lock.then(|| sides::compare(&Snapshot::of(&before), &Snapshot::of(project)));
    let text = match args.format {
        ReportFormat::Text => report.iter().map(changelog::render).collect(),
        ReportFormat::Json => json(&args, &plan, &taken_out, report.as_ref())?,
    };
    // What is printed was done.
    if let Some(claim) = &claim {
        claim.apply(&plan.changes)?;
    }
    say(&args, &found, &plan, (&text, &taken_out), output)
}

/// Puts the pages of all models of a source into a folder that has none yet.
fn fill(
    args: &Args,
    mut folder: Documentation,
    source: &str,
    output: &mut Output,
) -> Result<Status, Failure> {
    let found = folder.clone();
    let theirs = upstream::read(source, &[], Ours::of_new(&folder), None)?;
    reading::report_errors(&theirs, output).map_err(Failure::into_undecided)?;
    taking_in::refuse_without_pages(source, &theirs)?;
    folder = update_plan::take_in(&folder, &Project::default(), &theirs)?;
    let mut taken_out = AllTakenOut::default();
    let after = with_pages_of(&theirs, &mut folder, args, &mut taken_out, output)?;
    let plan = UpdatePlan::new(&found, &after, folder.overlay.as_ref());
    let text = match args.format {
        ReportFormat::Text => String::new(),
        ReportFormat::Json => json(args, &plan, &taken_out, None)?,
    };
    if !args.dry_run {
        taking_in::claim_to_fill(&args.schema, &found)?.apply(&plan.changes)?;
    }
    say(args, &found, &plan, (&text, &taken_out), output)
}

/// Says what was done, or would be.
fn say(
    args: &Args,
    found: &Documentation,
    plan: &UpdatePlan,
    (text, taken_out): (&str, &AllTakenOut),
    output: &mut Output,
) -> Result<Status, Failure> {
    output.write(text)?;
    taking_in::say_taken_out(found, taken_out, args.dry_run, output)?;
    output.note(&plan.summary(args.dry_run))?;
    if !args.dry_run {
        say_next(args, plan, output)?;
    }
    Ok(Status::Fine)
}

fn json(
    args: &Args,
    plan: &UpdatePlan,
    taken_out: &AllTakenOut,
    report: Option<&Report>,
) -> Result<String, Failure> {
    let entry = |it: &TakenOut| json!({ "line": it.line, "entry": it.head, "why": it.why });
    // The report in JSON is a document of JSON.
    let report = report.map(|it| serde_json::from_str(&it.render(FindingFormat::Json, false))).transpose();
    let report: Option<Value> = report.map_err(|error| {
        Failure::bad_input(format!("the report cannot be written: {error}"), "report this as a bug")
    })?;
    let document = json!({
        "schema_version": SCHEMA_VERSION,
        "schema": args.schema.display().to_string(),
        "dry_run": args.dry_run,
        "written": plan.changes.write.keys().collect::<Vec<_>>(),
        "removed": plan.changes.remove,
        "overlay": taken_out.entries().iter().map(entry).collect::<Vec<_>>(),
        "changes": report.unwrap_or(Value::Null),
    });
    Ok(format!("{document:#}\n"))
}

/// What to do next, if something was changed.
fn say_next(args: &Args, plan: &UpdatePlan, output: &mut Output) -> Result<(), Failure> {
    if plan.changes == Changes::default() {
        return Ok(());
    }
    output.note(&format!("next: run `cargo test`, and commit `{}`", args.schema.display()))
}

/// The folder with the pages of a source, understood.
fn with_pages_of(
    theirs: &Project,
    folder: &mut Documentation,
    args: &Args,
    taken_out: &mut AllTakenOut,
    output: &mut Output,
) -> Result<Project, Failure> {
    let mut after = match args.fix {
        true => taking_in::understand_without_stale(folder, Stale::Any, taken_out, output)?,
        false => taking_in::understand(folder.clone(), output)?,
    };
    taking_in::keep_directions(&mut after, theirs);
    Ok(after)
}

/// The folder with the pages that a source has of our models, and of what they reach.
fn take_in(
    folder: &Documentation,
    ours: &Project,
    source: &str,
    args: &Args,
    taken_out: &mut AllTakenOut,
    output: &mut Output,
) -> Result<(Documentation, Project), Failure> {
    let mut theirs = upstream::read(source, &[], Ours::of(folder, ours), ours.lock.as_ref())?;
    upstream::refuse_lost_pages(&mut theirs, ours);
    reading::report_errors(&theirs, output).map_err(Failure::into_undecided)?;
    taking_in::refuse_without_pages(source, &theirs)?;
    if !args.accept_shrink {
        upstream::believe(&shown(source), &ours.schema, &theirs.schema)?;
    }
    upstream::restrict(&ours.schema, &mut theirs.schema);
    let mut after = update_plan::take_in(folder, ours, &theirs)?;
    let project = with_pages_of(&theirs, &mut after, args, taken_out, output)?;
    Ok((after, project))
}
