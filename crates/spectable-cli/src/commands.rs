//! The commands, one file each: `Args` is its part of the command line, `run` does it.

use clap::Subcommand;

use crate::terminal::{
    output::Output,
    status::{Failure, Status},
};

pub mod add;
pub mod audit;
pub mod changelog;
pub mod check;
pub mod comparison;
pub mod completions;
mod crate_name;
pub mod diff;
pub mod doctor;
mod edit;
pub mod explain;
pub mod export;
pub mod generate;
pub mod init;
pub mod list;
mod named;
mod reading;
pub mod remove;
pub mod rename;
pub mod sample;
pub mod semver;
mod taking_in;
pub mod update;
pub mod waive;
mod ways;
pub mod why;

/// A command and its part of the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a crate of models, or bring them into a crate that is there
    Init(init::Args),
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
    /// Add models of a source, with what they reach, to the pages
    Add(add::Args),
    /// Remove models, with what only they reach, from the pages
    Remove(remove::Args),
    /// Give a model or a property another Rust name; the wire stays
    Rename(rename::Args),
    /// List the models of the pages
    List(list::Args),
    /// Show the shortest way by which a model is reached
    Why(why::Args),
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

/// Runs one command; `whole` makes the command line of all commands.
///
/// # Errors
/// If the command could not do its work.
pub fn run(command: Command, whole: fn() -> clap::Command, output: &mut Output) -> Result<Status, Failure> {
    match command {
        Command::Init(args) => init::run(args, output),
        Command::Generate(args) => generate::run(args, output),
        Command::Export(args) => export::run(args, output),
        Command::Doctor(args) => doctor::run(args, output),
        Command::Check(args) => check::run(args, output),
        Command::Diff(args) => diff::run(args, output),
        Command::Audit(args) => audit::run(args, output),
        Command::Update(args) => update::run(args, output),
        Command::Sample(args) => sample::run(args, output),
        Command::Add(args) => add::run(args, output),
        Command::Remove(args) => remove::run(args, output),
        Command::Rename(args) => rename::run(args, output),
        Command::List(args) => list::run(args, output),
        Command::Why(args) => why::run(args, output),
        Command::Semver(args) => semver::run(args, output),
        Command::Changelog(args) => changelog::run(args, output),
        Command::Explain(args) => explain::run(args, output),
        Command::Waive(args) => waive::run(args, output),
        Command::Completions(args) => completions::run(args, whole(), output),
        Command::Man(args) => completions::man(args, whole(), output),
    }
}
