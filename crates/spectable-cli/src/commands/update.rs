//! `spectable update`.

use std::{fs, path::PathBuf};

use spectable_build::{
    project::{Project, Reading, Released},
    source::Documentation,
};

use super::reading;
use crate::{
    arguments::ForStyle,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        atomic_folder::Claim,
        source::{SHOWN_STDIN, shown},
        update_plan::{self, UpdatePlan},
        upstream::{self, Ours},
    },
};
use spectable_drift::{report::changelog, sides, snapshot::Snapshot};

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

    #[command(flatten)]
    style: ForStyle,
}

const EXAMPLES: &str = "\
Examples:
  spectable update --from upstream/pages.tar.gz --dry-run
  spectable update --from upstream/pages
  spectable update --from docs/    where schema/ has no page yet: all pages that document a model
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
        return fill(&args, &folder, source, output);
    }
    let claim = if args.dry_run { None } else { Some(Claim::of(&args.schema)?) };
    let folder = reading::schema_folder(&args.schema)?;
    let mut before = understand(folder.clone(), output)?;
    let taken_in =
        args.from.as_ref().map(|source| take_in(&folder, &before, source, args.accept_shrink, output));
    let mut taken_in = taken_in.transpose()?;
    args.style.apply(taken_in.as_mut().unwrap_or(&mut before));
    let after = taken_in.as_ref().unwrap_or(&before);
    let plan = UpdatePlan::new(&folder, after);
    if before.lock.is_some() {
        let report = sides::compare(&Snapshot::of(&before), &Snapshot::of(after));
        output.write(&changelog::render(&report))?;
    }
    output.note(&plan.summary(args.dry_run))?;
    if let Some(claim) = claim {
        claim.apply(&plan.changes)?;
    }
    Ok(Status::Fine)
}

/// Puts the pages of all models of a source into a folder that has none yet.
fn fill(args: &Args, folder: &Documentation, source: &str, output: &mut Output) -> Result<Status, Failure> {
    let theirs = upstream::read(source, &[], Ours::of_new(folder), None)?;
    reading::report_errors(&theirs, output).map_err(Failure::into_undecided)?;
    refuse_without_pages(source, &theirs)?;
    let after = with_pages_of(&theirs, folder, &Project::default(), output)?;
    let plan = UpdatePlan::new(folder, &after);
    output.note(&plan.summary(args.dry_run))?;
    if !args.dry_run {
        fs::create_dir_all(&args.schema).map_err(|error| {
            Failure::bad_input(format!("cannot make `{}`: {error}", args.schema.display()), "")
        })?;
        Claim::of(&args.schema)?.apply(&plan.changes)?;
    }
    Ok(Status::Fine)
}

/// The folder with the names that were released: of both sides of a lock that a merge left in conflict.
fn understand(folder: Documentation, output: &mut Output) -> Result<Project, Failure> {
    let reading = Reading { released: Released::NextToPagesOrMerged, ..Reading::default() };
    let project = Project::read(folder, reading);
    reading::report_errors(&project, output)?;
    Ok(project)
}

/// The folder with the pages of a source. Where models travel, the pages of operations say, which are not taken in: the lock keeps it.
fn with_pages_of(
    theirs: &Project,
    folder: &Documentation,
    ours: &Project,
    output: &mut Output,
) -> Result<Project, Failure> {
    let mut after = understand(update_plan::take_in(folder, ours, theirs)?, output)?;
    for model in after.schema.models.values_mut() {
        let said = theirs.schema.models.get(&model.name).and_then(|their| their.direction);
        model.direction = said.or(model.direction);
    }
    Ok(after)
}

/// The folder with the pages that a source has of our models, and of what they reach.
fn take_in(
    folder: &Documentation,
    ours: &Project,
    source: &str,
    accept_shrink: bool,
    output: &mut Output,
) -> Result<Project, Failure> {
    let mut theirs = upstream::read(source, &[], Ours::of(folder, ours), ours.lock.as_ref())?;
    upstream::refuse_lost_pages(&mut theirs, ours);
    reading::report_errors(&theirs, output).map_err(Failure::into_undecided)?;
    refuse_without_pages(source, &theirs)?;
    if !accept_shrink {
        upstream::believe(&shown(source), &ours.schema, &theirs.schema)?;
    }
    upstream::restrict(&ours.schema, &mut theirs.schema);
    with_pages_of(&theirs, folder, ours, output)
}

fn refuse_without_pages(source: &str, theirs: &Project) -> Result<(), Failure> {
    if theirs.page_files().any(|(_, path)| path == SHOWN_STDIN) {
        return Err(Failure::bad_input(
            "a page or document from standard input has no name for its file",
            "write it to a file, and give the path of it; an archive may come from standard input",
        ));
    }
    if theirs.page_files().next().is_some() {
        return Ok(());
    }
    Err(Failure::bad_input(
        format!("`{}` has no pages to take in", shown(source)),
        "give a folder of pages, an OpenAPI document, or an archive (.tar.gz, .zip)",
    ))
}
