//! The command line: what all commands have in common.

use clap::{Parser, builder::styling};

use crate::{
    commands::Command,
    terminal::output::{Color, Verbosity},
};

const STYLES: styling::Styles = styling::Styles::styled()
    .header(styling::AnsiColor::Green.on_default().bold())
    .usage(styling::AnsiColor::Green.on_default().bold())
    .literal(styling::AnsiColor::Cyan.on_default().bold())
    .placeholder(styling::AnsiColor::Cyan.on_default());

/// Rust models from documentation tables: generate them, and see what changes upstream.
#[derive(Debug, Parser)]
#[command(name = "spectable", version, styles = STYLES, max_term_width = 100, after_help = EXIT_CODES)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// When to colour messages; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true, display_order = 100)]
    pub color: Color,

    /// Show errors only: no notes, no warnings, no progress
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = 101)]
    pub quiet: bool,

    /// Show all notes; without it, only the first notes of each kind
    #[arg(short, long, global = true, display_order = 102)]
    pub verbose: bool,
}

impl CommandLine {
    /// How much is said beside the result.
    pub fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  there are findings
  2  the command line, the configuration or the input is wrong
  3  could not decide: the source to judge is unreadable or not plausible";
