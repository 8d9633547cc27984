//! `spectable generate`.

use std::mem::ManuallyDrop;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use spectable_build::{
    closest::closest,
    render::{Options, Rendered, Style, render},
    schema::Schema,
};

use super::reading;
use crate::{
    arguments::{SourceArgs, StyleArg},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::generated_files,
};
use spectable_drift::report::count::count_of;

mod package;

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
before it writes anything.";

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

    /// The path to the run time for the crate's dependency [default: the published version]
    #[arg(long, value_name = "PATH", requires = "package")]
    spectable: Option<PathBuf>,
}

/// Runs `spectable generate`.
///
/// # Errors
/// If the source or the command line is wrong, or a file cannot be written.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let package = args.package.as_deref().map(package::Name::new).transpose()?;
    // The process ends after this; giving back a hundred thousand strings one by one takes a tenth of its time.
    let project = ManuallyDrop::new(reading::project(&args.source, output)?);
    reading::report(&project, output)?;
    let roots = roots(&args.roots, &project.schema)?;
    output.progress("rendering models");
    let style = args.style.map(Style::from).or(project.overlay.style).unwrap_or_default();
    let options = Options { style, roots, origin: origin(&args) };
    let rendered = render(&project.schema, &options).map_err(|error| {
        Failure::bad_input(format!("the models cannot be rendered: {error}"), "report this as a bug")
    })?;
    let files = ManuallyDrop::new(match &package {
        Some(name) => package::files(
            name,
            &rendered,
            recursion_limit(&project.schema, style),
            style,
            args.spectable.as_deref(),
            &args.out,
        )?,
        None => module_tree(rendered),
    });
    output.progress("writing files");
    let done = generated_files::write(&args.out, &files)?;
    output.progress("");
    output.note(&format!(
        "{}: {} written, {} as they were, {} removed",
        args.out.display(),
        count_of(done.written, "file"),
        done.unchanged,
        done.removed
    ))?;
    Ok(Status::Fine)
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
    for name in names {
        if !schema.models.contains_key(name) {
            let similar = similar(name, schema);
            let remedy = match similar.as_slice() {
                [] => "give the name that the page has".to_owned(),
                similar => format!("did you mean {}?", similar.join(" or ")),
            };
            return Err(Failure::bad_input(format!("the source has no model `{name}`"), remedy));
        }
    }
    Ok((!names.is_empty()).then(|| names.iter().cloned().collect()))
}

/// Models whose names hold the name, or are held by it, the shortest first; else the one whose spelling is closest.
fn similar(name: &str, schema: &Schema) -> Vec<String> {
    let wanted = name.to_lowercase();
    let mut similar: Vec<String> = schema
        .models
        .keys()
        .filter(|model| {
            let model = model.to_lowercase();
            !wanted.is_empty() && (model.contains(&wanted) || (model.len() > 3 && wanted.contains(&model)))
        })
        .map(|model| format!("`{model}`"))
        .collect();
    similar.sort_by_key(String::len);
    similar.truncate(3);
    if similar.is_empty() {
        let closest = closest(name, schema.models.keys().map(String::as_str));
        similar.extend(closest.map(|model| format!("`{model}`")));
    }
    similar
}
