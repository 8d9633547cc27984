//! What several commands take from the command line.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValue};

use crate::{
    drift::{
        finding::Finding,
        selection::{EmptyPattern, Selection},
        verdict::{Breakage, RustVerdict},
    },
    report::FindingFormat,
    terminal::{
        output::Color,
        status::{Failure, Status},
    },
};

/// A source and the overlay that goes with it.
#[derive(Debug, Clone, Args)]
pub struct SourceArgs {
    /// A folder of pages, one page, a .tar.gz of pages, or an OpenAPI document (.json, .yaml, also .gz)
    #[arg(long = "from", value_name = "SOURCE")]
    pub from: PathBuf,

    /// The overlay: what the pages leave out [default: spectable.toml in the folder SOURCE, if it is there]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// How a command that reports prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ReportFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON document.
    Json,
}

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
        Selection::new(&self.only, &self.skip).map_err(|EmptyPattern| {
            Failure::bad_input(
                "a pattern of `--only` or `--skip` is empty",
                "give the name of a model, such as `Queue*`, or of a property, such as `Queue.owner`",
            )
        })
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

// Written out, because what is below the commands knows nothing of the command line.
impl ValueEnum for FindingFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Text, Self::Json, Self::Markdown, Self::Github, Self::Sarif]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Text => ("text", "For people at a terminal, pointing into both pages"),
            Self::Json => ("json", "For programs: one JSON document"),
            Self::Markdown => ("markdown", "For the description of a pull request"),
            Self::Github => ("github", "For GitHub Actions: annotations of a workflow"),
            Self::Sarif => ("sarif", "For code scanning: SARIF 2.1.0"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

impl ValueEnum for Color {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Auto => ("auto", "On a terminal, unless `NO_COLOR` is set"),
            Self::Always => ("always", "Always"),
            Self::Never => ("never", "Never"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}
