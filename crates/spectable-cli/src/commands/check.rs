//! `spectable check`.

use std::{collections::BTreeSet, path::PathBuf};

use spectable_build::project::{Project, Reading, Released};

use super::{comparison, reading};
use crate::{
    arguments::{FailOn, Show},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::upstream::{self, Ours},
};
use spectable_drift::{
    fingerprint::Fingerprint,
    in_step::with_lock,
    report::Report,
    sides,
    snapshot::Snapshot,
    waiver::{self, Waiver},
};

/// The command line of `spectable check`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// Compare the pages with this source instead of the lock; given again, the first wins in what it says, and later ones add
    /// what it leaves out
    #[arg(long, value_name = "SOURCE")]
    upstream: Vec<String>,

    /// The overlay for upstream [default: the one in the folder]
    #[arg(long, value_name = "FILE", requires = "upstream")]
    config: Option<PathBuf>,

    #[command(flatten)]
    show: Show,

    /// The smallest weight of a finding that makes the command fail (exit code 1)
    #[arg(long, value_name = "WEIGHT", value_enum, default_value_t = FailOn::Patch)]
    fail_on: FailOn,
}

const EXAMPLES: &str = "\
Examples:
  spectable check
  spectable check --upstream upstream/pages.tar.gz --format github
  spectable check --upstream openapi.json --fail-on minor";

/// Runs `spectable check`.
///
/// # Errors
/// If pages, overlay or lock cannot be read (exit code 2), or upstream cannot be judged (exit code 3).
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let selection = args.show.selection()?;
    let folder = reading::schema_folder(&args.schema)?;
    let released =
        if args.upstream.is_empty() { Released::NextToPages } else { Released::NextToPagesOrMerged };
    let ours = Project::read(folder.clone(), Reading { released, ..Reading::default() });
    reading::report_errors(&ours, output)?;
    let waivers = waiver::of(&ours.overlay, &ours.schema.files)?;
    let (mut report, elsewhere) = match args.upstream.split_first() {
        None => (with_lock(&ours)?, None),
        Some((upstream, later)) => {
            let laid = match &args.config {
                Some(path) => Ours::named(path, &ours)?,
                None => Ours::of(&folder, &ours),
            };
            let format = args.show.format;
            let report = with_upstream(&ours, (upstream, later), laid, output)
                .map_err(|failure| comparison::undecided(&ours.name, upstream, format, failure, output))?;
            (report, Some(of_lock(&ours, &waivers)?))
        }
    };
    report.waivers = waiver::apply(&waivers, waiver::today(), &mut report.findings, elsewhere.as_ref());
    let report = comparison::narrow(report, &selection, args.show.docs);
    for note in &report.waivers {
        let at = note.place.as_ref().map(|place| format!("{}:{}: ", place.file, place.line));
        output.note(&format!("{}warning: {}", at.unwrap_or_default(), note.message))?;
    }
    output.write(&report.render(args.show.format, output.color()))?;
    Ok(args.fail_on.status(&report.findings))
}

/// The fingerprints of the comparison with the lock; none if there are no waivers.
fn of_lock(ours: &Project, waivers: &[Waiver]) -> Result<BTreeSet<Fingerprint>, Failure> {
    if waivers.is_empty() || ours.lock.is_none() {
        return Ok(BTreeSet::new());
    }
    let report = with_lock(ours)?;
    Ok(report.findings.iter().map(|finding| finding.fingerprint).collect())
}

/// Compares the schema with upstream: our models, and the models that they reach there.
fn with_upstream(
    ours: &Project,
    (upstream, later): (&str, &[String]),
    laid: Ours,
    output: &mut Output,
) -> Result<Report, Failure> {
    let mut theirs = upstream::read(upstream, later, laid, ours.lock.as_ref())?;
    upstream::refuse_lost_pages(&mut theirs, ours);
    reading::report_errors(&theirs, output).map_err(Failure::into_undecided)?;
    upstream::believe(upstream, &ours.schema, &theirs.schema)?;
    upstream::restrict(&ours.schema, &mut theirs.schema);
    Ok(sides::compare(&Snapshot::of(ours), &Snapshot::of(&theirs)))
}
