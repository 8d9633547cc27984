//! Recorded traffic, and what is done with what is found in it.

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use spectable_audit::{finding::Kind, report::Format};

use crate::terminal::status::Failure;

/// Recorded traffic, and what is done with what is found in it.
#[derive(Debug, Clone, Args)]
pub struct TrafficArgs {
    /// Recorded traffic: JSON, NDJSON, lists, values one after another, HTTP Archives (.har), gzip of each, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,

    /// The model of each record, by its documented name; of an HTTP Archive, that of each body. Without it, the operations of an OpenAPI
    /// document say of which model the bodies of an archive are
    #[arg(long, value_name = "MODEL")]
    pub model: Option<String>,

    /// The path before those of the document, such as /api/v2; without it, a path of the document may be the end of that of a request
    #[arg(long, value_name = "PATH", conflicts_with = "model")]
    pub base_path: Option<String>,

    /// Show unknown values of enums as they are, and not by their shape
    #[arg(long)]
    pub show_values: bool,

    /// List how often each property was there, and how its dates are written; json and html always do
    #[arg(long)]
    pub properties: bool,

    /// The format of the report
    #[arg(long, value_name = "FORMAT", value_parser = format(), default_value = Format::Text.name())]
    pub format: Format,

    /// The kinds of findings that make the command fail (exit code 1); may be repeated, or several with commas [default: all but
    /// no-operation and never-seen]
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = fail_on())]
    fail_on: Vec<FailOn>,
}

/// A value of `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailOn {
    Never,
    Any,
    Kind(Kind),
}

/// What `--format` takes.
fn format() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.iter().map(|it| PossibleValue::new(it.name()).help(it.about()));
    PossibleValuesParser::new(values).map(|name| Format::of(&name).unwrap_or_default())
}

/// What `--fail-on` takes.
fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let kinds = Kind::ALL.iter().map(|it| PossibleValue::new(it.name()).help(it.about()));
    let others =
        [("all", "any finding"), ("none", "never")].map(|(name, about)| PossibleValue::new(name).help(about));
    PossibleValuesParser::new(kinds.chain(others)).map(|name| match (Kind::of(&name), name.as_str()) {
        (Some(kind), _) => FailOn::Kind(kind),
        (None, "all") => FailOn::Any,
        (None, _) => FailOn::Never,
    })
}

impl TrafficArgs {
    /// The kinds of findings that make the command fail.
    ///
    /// # Errors
    /// If `none` is given with another kind.
    pub fn failing(&self) -> Result<Vec<Kind>, Failure> {
        let all = Kind::ALL.into_iter();
        if self.fail_on.is_empty() {
            return Ok(all.filter(|kind| kind.fails_by_default()).collect());
        }
        if self.fail_on.contains(&FailOn::Never) && self.fail_on.iter().any(|it| *it != FailOn::Never) {
            return Err(Failure::bad_input(
                "`none` of `--fail-on` means never, and another kind is given as well",
                "give `--fail-on none` alone, or leave `none` out",
            ));
        }
        Ok(all
            .filter(|kind| {
                self.fail_on.iter().any(|it| matches!(it, FailOn::Any) || *it == FailOn::Kind(*kind))
            })
            .collect())
    }
}
