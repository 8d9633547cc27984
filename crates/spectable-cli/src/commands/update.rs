//! `spectable update`.

use std::path::PathBuf;

use super::comparison;
use crate::{
    report::changelog,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        atomic_folder::Claim,
        intake::{self, Intake},
        local::Local,
    },
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
}

const EXAMPLES: &str = "\
Examples:
  spectable update --from upstream/pages.tar.gz --dry-run
  spectable update --from upstream/pages
  spectable update                 after a change of the overlay, or a merge";

/// Runs `spectable update`.
///
/// # Errors
/// If something local is wrong (exit code 2), or the source cannot be read or is not plausible (exit code 3). Nothing
/// is changed then.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let claim = if args.dry_run { None } else { Some(Claim::of(&args.schema)?) };
    let local = Local::read(&args.schema)?;
    let released = local.released(output)?;
    let before = local.side(released.as_ref(), output);
    let intake = match &args.from {
        None => Intake::relock(&local, released.as_ref(), output)?,
        Some(source) => {
            let ours = before.as_ref().map_err(Clone::clone)?;
            intake::of(&local, ours, released.as_ref(), source, args.accept_shrink, output)?
        }
    };
    let log = match &released {
        Some(_) => {
            let old = before?;
            changelog::render(&comparison::compare(&old, &intake.after))
        }
        None => String::new(),
    };
    output.write(&log)?;
    output.note(&intake.summary(args.dry_run))?;
    if let Some(claim) = claim {
        claim.apply(&intake.changes)?;
    }
    Ok(Status::Fine)
}
