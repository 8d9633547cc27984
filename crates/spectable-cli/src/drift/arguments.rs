//! What the commands that compare have in common on the command line.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{
    finding::{Breakage, Finding, RustVerdict},
    report::FindingFormat,
    selection::Selection,
};
use crate::status::{Failure, Status};

/// Two sources and their overlays.
#[derive(Debug, Clone, Args)]
pub struct Sides {
    /// The old source: a folder of pages, one page, a .tar.gz of pages, an OpenAPI document, a lock, or REV:path of
    /// the git repository one stands in
    pub old: String,

    /// The new source
    pub new: String,

    /// The overlay for both sides [default: spectable.toml beside the pages of each side, if it is there]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The overlay for the old side
    #[arg(long, value_name = "FILE")]
    pub old_config: Option<PathBuf>,

    /// The overlay for the new side
    #[arg(long, value_name = "FILE")]
    pub new_config: Option<PathBuf>,
}

/// Which findings are shown, and how.
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// Only findings about these models (`Queue*`) or properties (`Queue.owner`); may be repeated
    #[arg(long, value_name = "GLOB")]
    pub only: Vec<String>,

    /// No findings about these models or properties; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub skip: Vec<String>,

    /// Whether the descriptions of the pages are compared and shown
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Docs::Show)]
    pub docs: Docs,

    /// How findings are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = FindingFormat::Text)]
    pub format: FindingFormat,
}

/// Whether the descriptions of the pages are compared and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Docs {
    /// Compared, and shown in the lines that findings point at
    Show,
    /// Neither: names, types and marks only
    Hide,
}

/// From which weight on findings make a command fail.
///
/// A wire that breaks weighs as much as code that no longer compiles, and one that may break as much as new items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Never
    None,
    /// Any finding
    Patch,
    /// New items, and worse
    Minor,
    /// What breaks code or the wire
    Major,
}

impl Show {
    /// What `--only` and `--skip` select.
    ///
    /// # Errors
    /// If a pattern is empty.
    pub fn selection(&self) -> Result<Selection, Failure> {
        Selection::new(&self.only, &self.skip)
    }
}

impl FailOn {
    /// How a command with these findings ends.
    pub fn status(self, findings: &[Finding]) -> Status {
        if findings.iter().any(|finding| self.is_reached(finding)) { Status::Findings } else { Status::Fine }
    }

    fn is_reached(self, finding: &Finding) -> bool {
        let wire = match finding.wire.worst_direction() {
            Breakage::None => RustVerdict::None,
            Breakage::MayBreak => RustVerdict::Minor,
            Breakage::Breaks => RustVerdict::Major,
        };
        let weight = finding.rust.max(wire);
        match self {
            Self::None => false,
            Self::Patch => true,
            Self::Minor => weight >= RustVerdict::Minor,
            Self::Major => weight >= RustVerdict::Major,
        }
    }
}
