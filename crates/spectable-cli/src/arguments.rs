//! What several commands take from the command line.

use std::path::PathBuf;

use clap::{
    Args, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use spectable_build::overlay::Adds;

use crate::terminal::{
    output::Color,
    status::{Failure, Status},
};
use spectable_drift::{
    finding::Finding,
    report::FindingFormat,
    selection::{EmptyPattern, Selection},
    verdict::{Breakage, RustVerdict},
};

/// A source and its overlay.
#[derive(Debug, Clone, Args)]
pub struct SourceArgs {
    /// A folder of pages, one page, an OpenAPI document or JSON Schema (.json, .yaml, also .gz), or an archive of them (.tar.gz, .zip);
    /// given again, the first wins in what it says, and later ones add what it leaves out
    #[arg(long = "from", value_name = "SOURCE", required = true)]
    pub from: Vec<PathBuf>,

    /// What the later sources add
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = AddsArg::All)]
    pub adds: AddsArg,

    /// The overlay, which adds what the pages leave out [default: spectable.toml in the folder of the first SOURCE, if it exists]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Of OpenAPI documents the named schemas only, without those that are written in operations
    #[arg(long)]
    pub components_only: bool,
}

/// What later sources add to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AddsArg {
    /// Everything that the earlier ones leave out: facts, properties and models
    All,
    /// Facts about the properties and models of the earlier ones
    Facts,
}

impl From<AddsArg> for Adds {
    fn from(adds: AddsArg) -> Self {
        match adds {
            AddsArg::All => Self::All,
            AddsArg::Facts => Self::Facts,
        }
    }
}

/// The format of a report.
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
    /// The old source: a folder of pages, one page, an OpenAPI document or JSON Schema, an archive of them (.tar.gz, .zip), a lock, or
    /// REV:path in the current git repository
    pub old: String,

    /// The new source
    pub new: String,

    /// The overlay for both sides [default: spectable.toml beside the pages of each side, if it exists]
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
    /// Show only findings about these models (`Queue*`), properties (`Queue.owner`) or operations (`GET /queues*`); may be repeated
    #[arg(long, value_name = "GLOB")]
    pub only: Vec<String>,

    /// Hide findings about these models, properties or operations; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub skip: Vec<String>,

    /// Hide findings about operations: their parameters, bodies, answers and security
    #[arg(long)]
    pub only_models: bool,

    /// Whether to compare and show the descriptions of the pages
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Docs::Show)]
    pub docs: Docs,

    /// The format of the report
    #[arg(long, value_name = "FORMAT", value_parser = finding_format(), default_value = FindingFormat::Text.name())]
    pub format: FindingFormat,
}

/// What `--format` takes.
fn finding_format() -> impl TypedValueParser<Value = FindingFormat> {
    let values = FindingFormat::ALL.iter().map(|it| PossibleValue::new(it.name()).help(it.about()));
    PossibleValuesParser::new(values).map(|name| FindingFormat::of(&name).unwrap_or_default())
}

/// Whether to compare and show the descriptions of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Docs {
    /// Compare them, and show them in the lines of findings
    Show,
    /// Ignore them: compare and show names, types and marks
    Hide,
}

/// The smallest weight of a finding that makes a command fail.
///
/// A wire that breaks weighs as much as code that no longer compiles. A wire that may break weighs as much as new
/// items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Never
    None,
    /// Any finding
    Patch,
    /// New items, a wire that may break, and everything worse
    Minor,
    /// Broken code or a broken wire
    Major,
}

impl Show {
    /// What `--only` and `--skip` select.
    ///
    /// # Errors
    /// If a pattern is empty.
    pub fn selection(&self) -> Result<Selection, Failure> {
        let selection = Selection::new(&self.only, &self.skip);
        selection.map(|it| it.only_models(self.only_models)).map_err(|EmptyPattern| {
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
            Breakage::MayBreak | Breakage::IfSent => RustVerdict::Minor,
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

// Written by hand: the layers below the commands do not know clap.
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
