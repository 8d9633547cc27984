//! `spectable why`: the shortest way by which a model is reached.

use std::path::{Path, PathBuf};

use serde_json::json;
use spectable_build::{
    project::{Project, Reading, Released},
    schema::graph::Referrers,
};

use super::{edit::file_of, named, reading, ways};
use crate::{
    arguments::ReportFormat,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::reach::{self, Origin, Reach, Step},
};
use spectable_drift::report::{count::count_of, printable};

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// The command line of `spectable why`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  spectable why Money
  spectable why Money --format json

A way begins at an operation of the document, at a group of the overlay, or at a model to which no other one refers.")]
pub struct Args {
    /// The model, by the name that the documentation has, or by its Rust name
    model: String,

    /// The folder of pages, overlay and lock, or any other source that `spectable diff` takes, such as an OpenAPI document or an archive
    #[arg(long, value_name = "SOURCE", default_value = "schema")]
    schema: PathBuf,

    /// How the way is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// Runs `spectable why`.
///
/// # Errors
/// If the source cannot be read, or has no such model.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let project = source(&args.schema, output)?;
    let schema = &project.schema;
    let model = named::find(&args.model, schema, &format!("`{}`", args.schema.display()))?;
    let name = model.name.as_str();
    let reach = reach_of(&project);
    let way = reach.way(name);
    let text = match args.format {
        ReportFormat::Text => text(name, &way),
        ReportFormat::Json => {
            let referrers = Referrers::new(schema);
            let report = json!({
                "schema_version": SCHEMA_VERSION,
                "model": name,
                "rust_name": model.rust_name,
                "file": file_of(&project, model),
                "way": way.iter().map(ways::json).collect::<Vec<_>>(),
                "referred_by": referrers.direct(name).collect::<Vec<_>>(),
            });
            serde_json::to_string_pretty(&report)
                .map_err(|error| Failure::bad_input(format!("the way cannot be written: {error}"), ""))?
                + "\n"
        }
    };
    output.write(&text)?;
    Ok(Status::Fine)
}

/// The way to a model, a line for each step.
fn text(name: &str, way: &[(&Step, &str)]) -> String {
    let reason = |step: &Step| ways::reason(step);
    let lines = match way {
        [(step, _)] if step.origin == Origin::Top => vec![format!("`{name}` is a top: {}", reason(step))],
        way => {
            let steps = match way.len() {
                0 | 1 => String::new(),
                steps => format!(" in {}", count_of(steps - 1, "step")),
            };
            let head = format!("`{name}` is reached{steps}:");
            let line = |(step, to): &(&Step, &str)| format!("  `{to}`: {}", reason(step));
            [head].into_iter().chain(way.iter().map(line)).collect()
        }
    };
    lines.iter().map(|line| format!("{}\n", printable::line(line))).collect()
}

/// What a command only reads: the folder that a crate is generated from, or any other source.
///
/// # Errors
/// If it cannot be read, or something in it is wrong.
pub(super) fn source(path: &Path, output: &mut Output) -> Result<Project, Failure> {
    let found = reading::schema_source(path)?;
    // A folder with an overlay or a lock is a project, and each of its pages a model; any other is documentation as it is.
    let foreign_pages = found.overlay.is_none() && found.lock.is_none();
    let reading = Reading { released: Released::NextToPagesOrMerged, foreign_pages, ..Reading::default() };
    let project = Project::read(found, reading);
    reading::report_errors(&project, output)?;
    Ok(project)
}

/// How each model of a folder is reached.
pub(super) fn reach_of(project: &Project) -> Reach {
    let groups = project
        .overlay
        .groups
        .iter()
        .flat_map(|(group, models)| models.iter().map(|model| (group.clone(), model.value.clone())));
    reach::of_all(&project.schema, groups)
}
