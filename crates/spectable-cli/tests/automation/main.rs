//! What programs and pipelines rely on: the JSON that the command prints, the GitHub Action, and the hooks for pre-commit.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

// A runner of GitHub has bash on every system; what puts programs into its path here is for Unix.
#[cfg(unix)]
mod action;
mod folder;
mod hooks;
mod json_schema;
mod machine_output;
mod outputs;
#[cfg(unix)]
mod runner;
mod yaml;
