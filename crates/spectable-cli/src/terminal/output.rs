//! Where a command writes: results to standard output, everything else to standard error.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use anstyle::{AnsiColor, Style};
use spectable_build::{location::Files, problem::Problems};
use spectable_drift::report::printable;

use super::{problems, progress::Progress, status::Failure};

/// When to colour messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is said beside the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verbosity {
    /// Why a command could not do its work, and what is wrong with its input.
    Quiet,
    /// What was done as well, warnings, and of many notes of one kind the first ones.
    #[default]
    Normal,
    /// All notes.
    Verbose,
}

/// Where a command writes, and whether in colour.
pub struct Output {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    color_out: bool,
    color_err: bool,
    verbosity: Verbosity,
    progress: Progress,
}

impl Output {
    /// The standard output and error of this process.
    ///
    /// With [`Color::Auto`] each of the two is coloured if it is a terminal that can show colours and `NO_COLOR` is
    /// not set.
    pub fn of_process(color: Color, verbosity: Verbosity) -> Self {
        let allowed = match color {
            Color::Always => Some(true),
            Color::Never => Some(false),
            Color::Auto if is_set("NO_COLOR") || env::var_os("TERM").is_some_and(|term| term == "dumb") => {
                Some(false)
            }
            Color::Auto => None,
        };
        let (stdout, stderr) = (io::stdout(), io::stderr());
        Self {
            color_out: allowed.unwrap_or_else(|| stdout.is_terminal()),
            color_err: allowed.unwrap_or_else(|| stderr.is_terminal()),
            verbosity,
            progress: Progress::new(stderr.is_terminal() && verbosity != Verbosity::Quiet),
            out: Box::new(io::BufWriter::new(stdout)),
            err: Box::new(stderr),
        }
    }

    /// An output without colours and progress, for tests and for use inside another program.
    pub fn plain(out: impl Write + 'static, err: impl Write + 'static) -> Self {
        Self {
            out: Box::new(out),
            err: Box::new(err),
            color_out: false,
            color_err: false,
            verbosity: Verbosity::Normal,
            progress: Progress::new(false),
        }
    }

    /// Whether what is written by [`Output::write`] may carry colours.
    pub fn color(&self) -> bool {
        self.color_out
    }

    /// Writes a result to standard output. Text from outside must be escaped before (see [`printable::text`]).
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.progress("");
        self.out.write_all(text.as_bytes())?;
        self.out.flush()?;
        Ok(())
    }

    /// Reports the problems of an input on standard error, each pointing into its file; of many notes of one kind, the first ones.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn problems(&mut self, list: &Problems, files: &Files) -> Result<(), Failure> {
        self.progress("");
        let text = match self.verbosity {
            Verbosity::Quiet => problems::errors(list, files, self.color_err),
            Verbosity::Normal => problems::short_text(list, files, self.color_err),
            Verbosity::Verbose => problems::text(list, files, self.color_err),
        };
        self.err.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Writes one line to standard error about what was done.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn note(&mut self, line: &str) -> Result<(), Failure> {
        if self.verbosity == Verbosity::Quiet {
            return Ok(());
        }
        self.progress("");
        writeln!(self.err, "{}", printable::text(line))?;
        Ok(())
    }

    /// Says what is being done now, on a terminal and if it takes longer than a second: one line, which the next one replaces. An empty
    /// text removes the line.
    pub fn progress(&mut self, text: &str) {
        self.progress.step(&printable::text(text));
    }

    /// Reports why a command could not do its work.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn failure(&mut self, failure: &Failure) -> io::Result<()> {
        self.progress("");
        if failure.message().is_empty() {
            return Ok(());
        }
        let error = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        self.labelled(error, "error", failure.message())?;
        if !failure.remedy().is_empty() {
            self.labelled(
                Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
                "help",
                failure.remedy(),
            )?;
        }
        self.err.flush()
    }

    fn labelled(&mut self, style: Style, label: &str, text: &str) -> io::Result<()> {
        let text = printable::text(text);
        if self.color_err {
            writeln!(self.err, "{style}{label}{style:#}: {text}")
        } else {
            writeln!(self.err, "{label}: {text}")
        }
    }
}

/// `NO_COLOR` counts when it is set to anything but the empty text (<https://no-color.org>).
fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty())
}
