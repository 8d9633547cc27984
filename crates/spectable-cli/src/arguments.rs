//! What several commands take from the command line.

use std::path::PathBuf;

use clap::{
    Args, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use spectable_build::overlay::Adds;

use crate::terminal::{output::Color, status::Failure};
use spectable_drift::{
    report::FindingFormat,
    selection::{EmptyPattern, Selection},
};

mod gate;
mod sides;
mod style;
mod traffic;

pub(crate) use self::gate::with_gate_help;
pub use self::gate::{FailOn, GateArgs};
pub use self::sides::Sides;
pub use self::style::{ForStyle, StyleArg};
pub use self::traffic::TrafficArgs;

/// A source and its overlay.
#[derive(Debug, Clone, Args)]
pub struct SourceArgs {
    /// A folder of pages, one page, an OpenAPI document or JSON Schema (.json, .yaml, also .gz), an archive of them (.tar.gz, .zip), or -
    /// for standard input; given again, the first wins in what it says, and later ones add what it leaves out
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
