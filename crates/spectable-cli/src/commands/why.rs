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
    workspace::reach::{self, Reach, Step},
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
    /// The model, by the name that the documentation has
    model: String,

    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// How the way is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// Runs `spectable why`.
///
/// # Errors
/// If the folder cannot be read, or has no such model.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let project = folder(&args.schema, output)?;
    let schema = &project.schema;
    named::refuse_unknown(&args.model, schema, &format!("`{}`", args.schema.display()))?;
    let reach = reach_of(&project);
    let way = reach.way(&args.model);
    let text = match args.format {
        ReportFormat::Text => {
            let steps = match way.len() {
                0 | 1 => String::new(),
                steps => format!(" in {}", count_of(steps - 1, "step")),
            };
            let head = format!("`{}` is reached{steps}:", args.model);
            let line = |(step, to): &(&Step, &str)| format!("  `{to}`: {}", ways::reason(step));
            let lines = [head].into_iter().chain(way.iter().map(line));
            lines.map(|line| format!("{}\n", printable::line(&line))).collect()
        }
        ReportFormat::Json => {
            let model = schema.models.get(&args.model);
            let referrers = Referrers::new(schema);
            let report = json!({
                "schema_version": SCHEMA_VERSION,
                "model": args.model,
                "rust_name": model.map(|model| &model.rust_name),
                "file": model.map(|model| file_of(&project, model)),
                "way": way.iter().map(ways::json).collect::<Vec<_>>(),
                "referred_by": referrers.direct(&args.model).collect::<Vec<_>>(),
            });
            serde_json::to_string_pretty(&report)
                .map_err(|error| Failure::bad_input(format!("the way cannot be written: {error}"), ""))?
                + "\n"
        }
    };
    output.write(&text)?;
    Ok(Status::Fine)
}

/// The folder that a command only reads.
///
/// # Errors
/// If it cannot be read, or something in it is wrong.
pub(super) fn folder(path: &Path, output: &mut Output) -> Result<Project, Failure> {
    let reading = Reading { released: Released::NextToPagesOrMerged, ..Reading::default() };
    let project = Project::read(reading::schema_folder(path)?, reading);
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
