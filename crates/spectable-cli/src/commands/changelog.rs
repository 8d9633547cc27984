//! `spectable changelog`.

use crate::{
    output::Output,
    status::{Failure, Status},
};

/// The command line of `spectable changelog`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `spectable changelog`.
///
/// # Errors
/// If the command could not do its work.
pub fn run(_args: Args, _output: &mut Output) -> Result<Status, Failure> {
    Err(Failure::bad_input("`spectable changelog` is not part of this version", ""))
}
