//! The commands, one file each: `Args` is its part of the command line, `run` does it.

use clap::Subcommand;

use crate::terminal::{
    output::Output,
    status::{Failure, Status},
};

pub mod audit;
pub mod changelog;
pub mod check;
pub mod comparison;
pub mod completions;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod export;
pub mod generate;
mod reading;
pub mod sample;
pub mod semver;
pub mod update;
pub mod waive;

/// A command and its part of the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate Rust models from documentation pages or an OpenAPI document
    Generate(generate::Args),
    /// Print the resolved schema as an OpenAPI 3.1 document
    Export(export::Args),
    /// Show what was read from a source, what was not, and what to check
    Doctor(doctor::Args),
    /// Check that pages, overlay and lock agree, or that upstream still says what they say
    Check(check::Args),
    /// List what changed between two sources, and what each change breaks
    Diff(diff::Args),
    /// Compare recorded traffic with the schema: what is not documented, what never comes
    Audit(audit::Args),
    /// Update the pages and the lock from an upstream source
    Update(update::Args),
    /// Print example documents of a model
    Sample(sample::Args),
    /// Print the version that the changes between two sources require
    Semver(semver::Args),
    /// Print the changes between two sources as a fragment of a changelog
    Changelog(changelog::Args),
    /// Explain a rule: what it means, why it matters, what to do
    Explain(explain::Args),
    /// Accept a finding, with a reason and until a date
    Waive(waive::Args),
    /// Print completions for a shell
    Completions(completions::Args),
    /// Write manual pages
    Man(completions::ManArgs),
}

/// Runs one command.
///
/// # Errors
/// If the command could not do its work.
pub fn run(command: Command, output: &mut Output) -> Result<Status, Failure> {
    match command {
        Command::Generate(args) => generate::run(args, output),
        Command::Export(args) => export::run(args, output),
        Command::Doctor(args) => doctor::run(args, output),
        Command::Check(args) => check::run(args, output),
        Command::Diff(args) => diff::run(args, output),
        Command::Audit(args) => audit::run(args, output),
        Command::Update(args) => update::run(args, output),
        Command::Sample(args) => sample::run(args, output),
        Command::Semver(args) => semver::run(args, output),
        Command::Changelog(args) => changelog::run(args, output),
        Command::Explain(args) => explain::run(args, output),
        Command::Waive(args) => waive::run(args, output),
        Command::Completions(args) => completions::run(args, output),
        Command::Man(args) => completions::man(args, output),
    }
}
