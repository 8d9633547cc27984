//! `spectable diff`.

use super::comparison;
use crate::{
    arguments::{FailOn, GateArgs, Show, Sides, with_gate_help},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};

/// The command line of `spectable diff`.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "spectable diff [OPTIONS] <OLD> <NEW>\n       spectable diff [OPTIONS] --old <SOURCE>... --new <SOURCE>...",
    after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    sides: Sides,

    #[command(flatten)]
    show: Show,

    #[command(flatten)]
    gate: GateArgs,
}

const EXAMPLES: &str = with_gate_help!(
    "\
Examples:
  spectable diff v1/pages v2/pages.tar.gz
  spectable diff HEAD:schema schema --format markdown
  spectable diff pages openapi.json --config spectable.toml --only 'Queue*'
  spectable diff v1.lock v2.lock --fail-on major
  spectable diff v1.yaml v2.yaml --exit-on requests-break,model-removed
  curl --fail \"$URL\" | spectable diff openapi.json -
  spectable diff --old v1.yaml --old v1/pages --new v2.yaml --new v2/pages"
);

/// Runs `spectable diff`.
///
/// # Errors
/// If one of the sources cannot be read or understood, or what the overlay of the new side says of findings is wrong.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let selection = args.show.selection()?;
    let (report, policy) = comparison::with_policy(&args.sides, args.show.docs, args.show.format, output)?;
    let gate = args.gate.gate(&policy, FailOn::None)?;
    let judged = comparison::Judged { report, policy, elsewhere: None, gate };
    judged.conclude(&args.show, &selection, output)
}
