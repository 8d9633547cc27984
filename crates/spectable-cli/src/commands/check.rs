//! `spectable check`.

use std::path::PathBuf;

use spectable_build::project::{Project, Reading, Released};

use super::{
    comparison::{self, Judged},
    reading,
};
use crate::{
    arguments::{FailOn, ForStyle, GateArgs, Show, with_gate_help},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        source,
        upstream::{self, Ours},
    },
};
use spectable_drift::{
    finding::Finding, in_step::with_lock, policy::Policy, report::Report, sides, snapshot::Snapshot,
};

/// The command line of `spectable check`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// Compare the pages with this source instead of the lock, or with standard input (-); given again, the first wins in what it
    /// says, and later ones add what it leaves out
    #[arg(long, value_name = "SOURCE")]
    upstream: Vec<String>,

    /// The overlay for upstream, also for what it says of findings [default: the one in the folder]
    #[arg(long, value_name = "FILE", requires = "upstream")]
    config: Option<PathBuf>,

    #[command(flatten)]
    show: Show,

    #[command(flatten)]
    gate: GateArgs,

    #[command(flatten)]
    style: ForStyle,
}

const EXAMPLES: &str = with_gate_help!(
    "\
Examples:
  spectable check
  spectable check --upstream upstream/pages.tar.gz --format github
  spectable check --upstream openapi.json --fail-on minor
  curl --fail \"$URL\" | spectable check --upstream - --exit-on major,requests-break"
);

/// Runs `spectable check`.
///
/// # Errors
/// If pages, overlay or lock cannot be read (exit code 2), or upstream cannot be judged (exit code 3).
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let selection = args.show.selection()?;
    let folder = reading::schema_folder(&args.schema)?;
    let released =
        if args.upstream.is_empty() { Released::NextToPages } else { Released::NextToPagesOrMerged };
    let mut ours = Project::read(folder.clone(), Reading { released, ..Reading::default() });
    args.style.apply(&mut ours);
    reading::report_errors(&ours, output)?;
    let policy = Policy::of(&ours.overlay, &ours.schema.files)?;
    let Some((upstream, later)) = args.upstream.split_first() else {
        let gate = args.gate.gate(&policy, FailOn::Patch)?;
        let report = with_lock(&ours)?;
        return Judged { report, policy, elsewhere: None, gate }.conclude(&args.show, &selection, output);
    };
    let laid = match &args.config {
        Some(path) => Ours::named(path, &ours)?,
        None => Ours::of(&folder, &ours),
    };
    let shown = (args.show.format, ours.overlay.style.unwrap_or_default());
    let (report, given) =
        with_upstream(&ours, (upstream, later), laid, args.style, output).map_err(|failure| {
            comparison::undecided((&ours.name, &source::shown(upstream)), shown, failure, output)
        })?;
    let policy = if args.config.is_some() { of_both(policy, given) } else { policy };
    let gate = args.gate.gate(&policy, FailOn::Patch)?;
    let elsewhere = Some(of_lock(&ours, &policy)?);
    Judged { report, policy, elsewhere, gate }.conclude(&args.show, &selection, output)
}

/// What a given overlay says of findings. The waivers of the folder are for upstream as well.
fn of_both(ours: Policy, given: Policy) -> Policy {
    let mut waivers = ours.waivers;
    waivers.extend(given.waivers);
    Policy { waivers, ..given }
}

/// The findings of the comparison with the lock; none if there are no waivers.
fn of_lock(ours: &Project, policy: &Policy) -> Result<Vec<Finding>, Failure> {
    if policy.waivers.is_empty() || ours.lock.is_none() {
        return Ok(Vec::new());
    }
    Ok(with_lock(ours)?.findings)
}

/// Compares the schema with upstream: our models, and the models that they reach there. With what the overlay of upstream says of
/// findings.
fn with_upstream(
    ours: &Project,
    (upstream, later): (&str, &[String]),
    laid: Ours,
    style: ForStyle,
    output: &mut Output,
) -> Result<(Report, Policy), Failure> {
    let mut theirs = upstream::read(upstream, later, laid, ours.lock.as_ref())?;
    style.apply(&mut theirs);
    upstream::refuse_lost_pages(&mut theirs, ours);
    reading::report_errors(&theirs, output).map_err(Failure::into_undecided)?;
    let policy = Policy::of(&theirs.overlay, &theirs.schema.files)?;
    upstream::believe(&source::shown(upstream), &ours.schema, &theirs.schema)?;
    upstream::restrict(&ours.schema, &mut theirs.schema);
    Ok((sides::compare(&Snapshot::of(ours), &Snapshot::of(&theirs)), policy))
}
