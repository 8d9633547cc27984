//! `spectable waive`.

use crate::{
    output::Output,
    status::{Failure, Status},
};

/// The command line of `spectable waive`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `spectable waive`.
///
/// # Errors
/// If the command could not do its work.
pub fn run(_args: Args, _output: &mut Output) -> Result<Status, Failure> {
    Err(Failure::bad_input("`spectable waive` is not part of this version", ""))
}
