//! The command `spectable`: generate, export, check, diff and update models from documentation tables.
//!
//! This library exists for the program and its tests, and is not a stable interface. To generate models from Rust, use the crate
//! `spectable-build`. [`main`] reads the command line and runs one of the [`commands`]. Each of them writes to a
//! [`terminal::output::Output`] and returns a [`terminal::status::Status`] or a [`terminal::status::Failure`].
//!
//! Comparing two schemas, and rendering what changed, is the crate `spectable-drift`.
//!
//! The folders are layers. Each knows only those below it, and a test holds them to that:
//!
//! | layer | what it does | what it never does |
//! | --- | --- | --- |
//! | [`commands`], [`arguments`], [`command_line`] | reads the command line, prints | |
//! | [`workspace`] | reads and writes folders, runs git | parse a command line |
//! | [`terminal`] | writes to the terminal | know what a finding is |
#![forbid(unsafe_code)]

use std::{ffi::OsString, process::ExitCode};

use clap::{CommandFactory, Parser};

use crate::{
    command_line::CommandLine,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};

pub mod arguments;
pub mod command_line;
pub mod commands;
pub mod terminal;
pub mod workspace;

/// Runs the command line `args` (the first one is the name of the program) on this process's output.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = match CommandLine::try_parse_from(args) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error),
    };
    let mut output = Output::of_process(parsed.color, parsed.verbosity());
    match commands::run(parsed.command, CommandLine::command, &mut output) {
        Ok(status) => status.into(),
        Err(failure) => fail(&failure, &mut output),
    }
}

/// Help and version go to standard output; anything else is a usage error.
fn usage(error: &clap::Error) -> ExitCode {
    let status = if error.use_stderr() { Status::BadInput } else { Status::Fine };
    match error.print() {
        Ok(()) => status.into(),
        Err(_) => Status::Undecided.into(),
    }
}

/// If the message cannot be written, the exit code still reports the failure.
fn fail(failure: &Failure, output: &mut Output) -> ExitCode {
    match output.failure(failure) {
        Ok(()) | Err(_) => failure.status().into(),
    }
}
