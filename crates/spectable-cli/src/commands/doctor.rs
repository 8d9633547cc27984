//! `spectable doctor`.

use crate::{
    output::Output,
    status::{Failure, Status},
};

/// The command line of `spectable doctor`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `spectable doctor`.
///
/// # Errors
/// If the command could not do its work.
pub fn run(_args: Args, _output: &mut Output) -> Result<Status, Failure> {
    Err(Failure::bad_input("`spectable doctor` is not part of this version", ""))
}
