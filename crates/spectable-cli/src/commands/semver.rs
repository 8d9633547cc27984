//! `spectable semver`.

use semver::Version;
use serde_json::json;

use super::comparison;
use crate::{
    arguments::{Docs, ReportFormat, Sides},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};
use spectable_drift::{
    report::{FindingFormat, summary},
    version::{next, released},
};

/// The command line of `spectable semver`.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "spectable semver [OPTIONS] <OLD> <NEW>\n       spectable semver [OPTIONS] --old <SOURCE>... --new <SOURCE>...",
    after_help = "Example:\n  spectable semver HEAD:schema schema --current 0.4.2"
)]
pub struct Args {
    #[command(flatten)]
    sides: Sides,

    /// The version that was released with the old source
    #[arg(long, value_name = "VERSION")]
    current: Option<String>,

    /// The format of the verdict
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// Runs `spectable semver`.
///
/// # Errors
/// If one of the sources cannot be read or understood, or `--current` is not a released version.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let current = args.current.as_deref().map(version).transpose()?;
    let report = comparison::of_sides(&args.sides, Docs::Show, FindingFormat::Text, output)?;
    let (rust, wire) = report.verdict();
    let next = match &current {
        None => None,
        Some(version) => Some(next(version, rust).ok_or_else(|| {
            Failure::bad_input(
                format!("there is no version after {version}: its number is the largest"),
                "give a smaller version with `--current`",
            )
        })?),
    };
    let text = match args.format {
        ReportFormat::Json => {
            let wire = json!({ "request": wire.request.name(), "response": wire.response.name() });
            let next = next.as_ref().map(Version::to_string);
            let document = json!({
                "schema_version": SCHEMA_VERSION, "rust": rust.name(), "wire": wire, "next": next,
            });
            format!("{document:#}\n")
        }
        ReportFormat::Text => {
            let mut text = format!("Rust: {rust}\nwire: {wire}\n{}\n", summary::line(&report));
            if let (Some(current), Some(next)) = (&current, &next) {
                text.push_str(&format!("version: {current} -> {next}\n"));
            }
            text
        }
    };
    output.write(&text)?;
    Ok(Status::Fine)
}

fn version(text: &str) -> Result<Version, Failure> {
    released(text).ok_or_else(|| {
        Failure::bad_input(
            format!("`{text}` is not a released version"),
            "give three numbers, such as `--current 0.4.2`",
        )
    })
}
