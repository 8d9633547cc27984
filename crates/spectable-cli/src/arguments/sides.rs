//! Two sides of a comparison: their sources and overlays.

use std::path::PathBuf;

use clap::Args;

use super::style::ForStyle;

/// Two sides of a comparison: their sources and overlays.
#[derive(Debug, Clone, Args)]
pub struct Sides {
    /// The old source: a folder of pages, one page, an OpenAPI document or JSON Schema, an archive of them (.tar.gz, .zip), a lock,
    /// REV:path in the current git repository, or - for standard input
    #[arg(
        required_unless_present_any = ["old_sources", "new_sources"],
        conflicts_with_all = ["old_sources", "new_sources"],
        requires = "new"
    )]
    old: Option<String>,

    /// The new source
    new: Option<String>,

    /// A source of the old side, in place of OLD; given again, the first wins in what it says, and later ones add what it leaves out
    #[arg(long = "old", value_name = "SOURCE", requires = "new_sources")]
    old_sources: Vec<String>,

    /// A source of the new side, in place of NEW; may be given again, as --old
    #[arg(long = "new", value_name = "SOURCE", requires = "old_sources")]
    new_sources: Vec<String>,

    /// The overlay for both sides [default: spectable.toml beside the pages of each side, if it exists]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The overlay for the old side
    #[arg(long, value_name = "FILE")]
    pub old_config: Option<PathBuf>,

    /// The overlay for the new side
    #[arg(long, value_name = "FILE")]
    pub new_config: Option<PathBuf>,

    /// For which generated code the verdicts are.
    #[command(flatten)]
    pub style: ForStyle,
}

impl Sides {
    /// The sources of the old side; the first wins in what it says.
    pub fn old_side(&self) -> Vec<&str> {
        self.old.iter().chain(&self.old_sources).map(String::as_str).collect()
    }

    /// The sources of the new side; the first wins in what it says.
    pub fn new_side(&self) -> Vec<&str> {
        self.new.iter().chain(&self.new_sources).map(String::as_str).collect()
    }
}
