//! `spectable list`: the models of a folder or of another source, as a list or as a tree.

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::{Value, json};
use spectable_build::{
    project::Project,
    schema::{Model, Schema, Target, Type, graph::Referrers},
};

use super::{edit::file_of, why};
use crate::{
    arguments::ReportFormat,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::reach::{Origin, Reach},
};
use spectable_drift::report::printable;

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// The command line of `spectable list`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  spectable list
  spectable list --tree
  spectable list --schema openapi.yaml
  spectable list --format json | jq -r '.models[] | select(.root) | .model'

A tree begins at what operations and groups of the overlay name, and at models to which no other one refers. What a model refers to
is shown once; `…` stands for it elsewhere.")]
pub struct Args {
    /// The folder of pages, overlay and lock, or any other source that `spectable diff` takes, such as an OpenAPI document or an archive
    #[arg(long, value_name = "SOURCE", default_value = "schema")]
    schema: PathBuf,

    /// Show which models refer to which
    #[arg(long)]
    tree: bool,

    /// How the list is printed; in JSON, each model says what it refers to
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// Runs `spectable list`.
///
/// # Errors
/// If the source cannot be read.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let project = why::source(&args.schema, output)?;
    let reach = why::reach_of(&project);
    let text = match (args.format, args.tree) {
        (ReportFormat::Json, _) => {
            serde_json::to_string_pretty(&json(&project, &reach, &args.schema.display().to_string()))
                .map_err(|error| Failure::bad_input(format!("the list cannot be written: {error}"), ""))?
                + "\n"
        }
        (ReportFormat::Text, true) => tree(&project.schema, &reach),
        (ReportFormat::Text, false) => table(&project),
    };
    output.write(&text)?;
    Ok(Status::Fine)
}

fn table(project: &Project) -> String {
    let row = |model: &Model| {
        let name = match model.name == model.rust_name {
            true => model.name.clone(),
            false => format!("{} (in Rust: {})", model.name, model.rust_name),
        };
        let properties = model.properties.len();
        let properties = format!("{properties} {}", if properties == 1 { "property" } else { "properties" });
        [name, properties, file_of(project, model).to_owned()].map(|cell| printable::line(&cell).into_owned())
    };
    let rows: Vec<[String; 3]> = project.schema.models.values().map(row).collect();
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|it| it.chars().count()).max();
    let (names, properties) = (width(0).unwrap_or_default(), width(1).unwrap_or_default());
    rows.iter().map(|[name, count, file]| format!("{name:names$}  {count:properties$}  {file}\n")).collect()
}

/// Whether a way begins at a model.
fn is_root(reach: &Reach, model: &str) -> bool {
    reach.step(model).is_some_and(|step| !matches!(step.origin, Origin::Property { .. }))
}

/// A line of the tree that is still to be written.
struct Branch<'a> {
    /// What is drawn before it, and before what is below it.
    before: String,
    below: String,
    label: String,
    model: &'a str,
}

fn tree(schema: &Schema, reach: &Reach) -> String {
    let mut text = String::new();
    let mut shown = BTreeSet::new();
    for root in schema.models.keys().filter(|model| is_root(reach, model)) {
        let first = Branch { before: String::new(), below: String::new(), label: root.clone(), model: root };
        // Models may hold one another very deep, so what is open is not on the stack of the process.
        let mut open = vec![first];
        while let Some(Branch { before, below, label, model }) = open.pop() {
            let next = references(schema, model);
            let is_new = shown.insert(model);
            let more = if is_new || next.is_empty() { "" } else { " …" };
            text.push_str(&format!("{before}{}{more}\n", printable::line(&label)));
            if !is_new {
                continue;
            }
            let last = next.len().saturating_sub(1);
            let branches = next.into_iter().enumerate().map(|(at, (property, model))| {
                let (branch, line) = if at == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
                let label = format!("{property}: {model}");
                Branch { before: format!("{below}{branch}"), below: format!("{below}{line}"), label, model }
            });
            let branches: Vec<Branch<'_>> = branches.collect();
            open.extend(branches.into_iter().rev());
        }
    }
    text
}

/// The properties by which a model refers to others, each with the models, in documented order.
fn references<'a>(schema: &'a Schema, model: &str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for property in schema.models.get(model).into_iter().flat_map(|it| &it.properties) {
        let models = match property.ty.innermost() {
            Type::Ref(Target::Model(name)) => vec![name.as_str()],
            Type::Ref(Target::Union(name)) => {
                schema.unions.get(name).map(|union| union.references(schema).models).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        found.extend(models.into_iter().map(|target| (property.name.as_str(), target)));
    }
    found
}

fn json(project: &Project, reach: &Reach, name: &str) -> Value {
    let schema = &project.schema;
    let referrers = Referrers::new(schema);
    let model = |model: &Model| {
        let refers_to: BTreeSet<&str> = model.references(schema).models.into_iter().collect();
        json!({
            "model": model.name,
            "rust_name": model.rust_name,
            "file": file_of(project, model),
            "line": schema.files.position(model.location).line,
            "properties": model.properties.len(),
            "root": is_root(reach, &model.name),
            "refers_to": refers_to,
            "referred_by": referrers.direct(&model.name).collect::<Vec<_>>(),
        })
    };
    json!({
        "schema_version": SCHEMA_VERSION,
        "schema": name,
        "release": schema.release,
        "models": schema.models.values().map(model).collect::<Vec<_>>(),
        "enums": schema.enums.keys().collect::<Vec<_>>(),
        "unions": schema.unions.keys().collect::<Vec<_>>(),
    })
}
