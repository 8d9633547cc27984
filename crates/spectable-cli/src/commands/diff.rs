//! `spectable diff`.

use super::comparison;
use crate::{
    arguments::{FailOn, Show, Sides},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};

/// The command line of `spectable diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    sides: Sides,

    #[command(flatten)]
    show: Show,

    /// The smallest weight of a finding that makes the command fail (exit code 1)
    #[arg(long, value_name = "WEIGHT", value_enum, default_value_t = FailOn::None)]
    fail_on: FailOn,
}

const EXAMPLES: &str = "\
Examples:
  spectable diff v1/pages v2/pages.tar.gz
  spectable diff HEAD:schema schema --format markdown
  spectable diff pages openapi.json --config spectable.toml --only 'Queue*'
  spectable diff v1.lock v2.lock --fail-on major";

/// Runs `spectable diff`.
///
/// # Errors
/// If one of the sources cannot be read or understood.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let selection = args.show.selection()?;
    let report = comparison::of_sides(&args.sides, args.show.docs, args.show.format, output)?;
    let report = comparison::narrow(report, &selection, args.show.docs);
    output.write(&report.render(args.show.format, output.color()))?;
    Ok(args.fail_on.status(&report.findings))
}
