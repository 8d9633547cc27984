//! `spectable check`.

use crate::{
    output::Output,
    status::{Failure, Status},
};

/// The command line of `spectable check`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `spectable check`.
///
/// # Errors
/// If the command could not do its work.
pub fn run(_args: Args, _output: &mut Output) -> Result<Status, Failure> {
    Err(Failure::bad_input("`spectable check` is not part of this version", ""))
}
