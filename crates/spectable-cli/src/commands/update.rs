//! `spectable update`.

use crate::{
    output::Output,
    status::{Failure, Status},
};

/// The command line of `spectable update`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `spectable update`.
///
/// # Errors
/// If the command could not do its work.
pub fn run(_args: Args, _output: &mut Output) -> Result<Status, Failure> {
    Err(Failure::bad_input("`spectable update` is not part of this version", ""))
}
