//! `spectable changelog`.

use super::comparison;
use crate::{
    arguments::{Docs, Sides},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};
use spectable_drift::report::{FindingFormat, changelog};

/// The command line of `spectable changelog`.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "spectable changelog [OPTIONS] <OLD> <NEW>\n       spectable changelog [OPTIONS] --old <SOURCE>... --new <SOURCE>...",
    after_help = "Example:\n  spectable changelog v0.4.2:schema schema"
)]
pub struct Args {
    #[command(flatten)]
    sides: Sides,
}

/// Runs `spectable changelog`.
///
/// # Errors
/// If one of the sources cannot be read or understood.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let report = comparison::of_sides(&args.sides, Docs::Show, FindingFormat::Text, output)?;
    output.write(&changelog::render(&report))?;
    Ok(Status::Fine)
}
