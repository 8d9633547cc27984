//! `spectable generate`.

use std::mem::ManuallyDrop;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use serde_json::json;
use spectable_build::{
    render::{Options, Rendered, Style, render},
    schema::Schema,
};

use super::{crate_name, named, reading};
use crate::{
    arguments::{ReportFormat, SourceArgs, StyleArg},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::generated_files::{self, Done, Files},
};
use spectable_drift::report::count::count_of;

mod package;

use self::package::Package;

const EXAMPLES: &str = "\
Examples:
  spectable generate --from docs/ --out src/models
      a module tree: `mod models;` takes it in
  spectable generate --from pages.tar.gz --out api --crate api-models --config spectable.toml
      a crate that builds as it is
  spectable generate --from openapi.yaml --out src/models --style derive --root User --root Queue
      two models and what they reach, with serde's derives

Files that were written before and are no longer part of the models are removed. A file that this
command did not write, or that was edited since, is never touched: the command says so and stops
before it writes anything. Cargo.toml and src/lib.rs of a crate are yours: once edited, they stay.";

/// The command line of `spectable generate`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    /// The folder to write to; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// What a model becomes [default: `style` of the overlay, else table]
    #[arg(long, value_enum)]
    style: Option<StyleArg>,

    /// Only this model and what it reaches; may be given again [default: every model]
    #[arg(long = "root", value_name = "MODEL")]
    roots: Vec<String>,

    /// Write a whole crate of this name, rather than a module tree
    #[arg(long = "crate", value_name = "NAME")]
    package: Option<String>,

    /// The folder with the crate `spectable`, for the crate to depend on [default: the published version]
    #[arg(long, value_name = "DIR", requires = "package")]
    spectable: Option<PathBuf>,

    /// How it is said what was written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// Runs `spectable generate`.
///
/// # Errors
/// If the source or the command line is wrong, or a file cannot be written.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let package = args.package.as_deref().map(crate_name::Name::new).transpose()?;
    // The process ends after this; giving back a hundred thousand strings one by one takes a tenth of its time.
    let mut project = ManuallyDrop::new(reading::project(&args.source, output)?);
    let style = args.style.map(Style::from).or(project.overlay.style).unwrap_or_default();
    let conflict = project.overlay.conflict(style);
    project.problems.extend(conflict);
    reading::report(&project, output)?;
    let roots = roots(&args.roots, &project.schema)?;
    output.progress("rendering models");
    let tolerant = project.overlay.tolerant.clone();
    let options = Options { style, roots, tolerant, origin: origin(&args) };
    let rendered = render(&project.schema, &options);
    let package = package.as_ref().map(|name| Package {
        name,
        style,
        recursion_limit: recursion_limit(&project.schema, style),
        spectable: args.spectable.as_deref(),
        out: &args.out,
    });
    let files = ManuallyDrop::new(match &package {
        Some(package) => package.files(module_tree(rendered))?,
        None => Files { generated: module_tree(rendered), ..Files::default() },
    });
    output.progress("writing files");
    let done = generated_files::write(&args.out, &files)?;
    output.progress("");
    if args.format == ReportFormat::Json {
        output.write(&json(&args, style, &done))?;
    }
    output.note(&format!(
        "{}: {} written, {} as they were, {} removed",
        args.out.display(),
        count_of(done.written, "file"),
        done.unchanged,
        done.removed
    ))?;
    if let Some(package) = package {
        package.to_do(&done.kept)?.iter().try_for_each(|line| output.note(line))?;
    }
    Ok(Status::Fine)
}

fn json(args: &Args, style: Style, done: &Done) -> String {
    let document = json!({
        "schema_version": SCHEMA_VERSION,
        "folder": args.out.display().to_string(),
        "style": style.name(),
        "written": done.written,
        "unchanged": done.unchanged,
        "removed": done.removed,
        "kept": done.kept,
    });
    format!("{document:#}\n")
}

/// What the header says the models were made from: no path, which is another on each machine.
fn origin(args: &Args) -> String {
    let name = |from: &PathBuf| {
        if from.as_os_str() == "-" {
            return "standard input".to_owned();
        }
        let from = from.canonicalize().unwrap_or_else(|_| from.clone());
        from.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    args.source.from.iter().map(name).collect::<Vec<_>>().join(" and ")
}

fn module_tree(rendered: Rendered) -> BTreeMap<String, String> {
    let modules = rendered.modules.into_iter().map(|(name, text)| (format!("{name}.rs"), text));
    modules.chain([("mod.rs".to_owned(), rendered.root)]).collect()
}

/// The `recursion_limit` that the crate needs. For auto traits of derived models, rustdoc looks half as deep again as rustc does when it
/// compiles them; more than is needed does no harm.
fn recursion_limit(schema: &Schema, style: Style) -> Option<usize> {
    const FOR_RUSTDOC: usize = 256;
    schema.recursion_limit().or((style == Style::Derive).then_some(FOR_RUSTDOC))
}

fn roots(names: &[String], schema: &Schema) -> Result<Option<BTreeSet<String>>, Failure> {
    let documented = |name: &String| Ok(named::find(name, schema, "the source")?.name.clone());
    let roots = names.iter().map(documented).collect::<Result<BTreeSet<String>, Failure>>()?;
    Ok((!names.is_empty()).then_some(roots))
}
