//! `spectable check`.

use std::{collections::BTreeSet, path::PathBuf};

use spectable_build::lock;

use super::comparison;
use crate::{
    arguments::{FailOn, Show},
    drift::{
        changes::{changed_pages, sort},
        fingerprint::Fingerprint,
        waiver::{self, Waiver},
    },
    report::Report,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{local::Local, side::Side, upstream, waiver_file},
};

/// The command line of `spectable check`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// Compare the pages with this source instead of the lock
    #[arg(long, value_name = "SOURCE")]
    upstream: Option<String>,

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
    let local = Local::read(&args.schema)?;
    let waivers = local.waivers()?;
    let (mut report, elsewhere) = match &args.upstream {
        None => (with_lock(&local, output)?, None),
        Some(upstream) => {
            let result = with_upstream(&local, upstream, args.config.as_ref(), output);
            let format = args.show.format;
            let report =
                result.map_err(|it| comparison::undecided(&local.name, upstream, format, it, output))?;
            (report, Some(of_lock(&local, &waivers, output)?))
        }
    };
    report.waivers = waiver::apply(&waivers, waiver_file::today(), &mut report.findings, elsewhere.as_ref());
    let report = comparison::narrow(report, &selection, args.show.docs);
    for note in &report.waivers {
        let at = note.place.as_ref().map(|place| format!("{}:{}: ", place.file, place.line));
        output.note(&format!("{}warning: {}", at.unwrap_or_default(), note.message))?;
    }
    output.write(&report.render(args.show.format, output.color()))?;
    Ok(args.fail_on.status(&report.findings))
}

/// Compares the schema with the lock: is it what was released?
fn with_lock(local: &Local, output: &mut Output) -> Result<Report, Failure> {
    let (lock, lock_files) = local.lock(output)?;
    let side = local.side(Some(&lock), output)?;
    let locked = Side::of_lock(lock::FILE_NAME, &lock, &lock_files);
    let mut report = comparison::compare(&locked, &side);
    let changed = changed_pages(
        (&lock, &lock_files),
        &side.schema,
        |model| local.source_of(model, &side.schema.files),
        &report.findings,
    );
    report.findings.extend(changed);
    sort(&mut report.findings);
    Ok(report)
}

/// The fingerprints of the comparison with the lock; none if there are no waivers.
fn of_lock(local: &Local, waivers: &[Waiver], output: &mut Output) -> Result<BTreeSet<Fingerprint>, Failure> {
    if waivers.is_empty() || local.lock.is_none() {
        return Ok(BTreeSet::new());
    }
    let report = with_lock(local, output)?;
    Ok(report.findings.iter().map(|finding| finding.fingerprint).collect())
}

/// Compares the schema with upstream: our models, and the models that they reach there.
fn with_upstream(
    local: &Local,
    upstream: &str,
    config: Option<&PathBuf>,
    output: &mut Output,
) -> Result<Report, Failure> {
    let lock = local.released(output)?;
    let ours = local.side(lock.as_ref(), output)?;
    let theirs = upstream::read(local, &ours, lock.as_ref(), upstream, config, output)?;
    Ok(comparison::compare(&ours, &theirs))
}
