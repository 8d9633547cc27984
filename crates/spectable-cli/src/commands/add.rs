//! `spectable add`: models of a source, with what they reach, for a folder of pages.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use serde_json::Value;
use spectable_build::{
    project::Project,
    schema::{Model, Schema},
    source::Documentation,
};

use super::{
    edit::{self, Edit},
    export, named, reading,
    taking_in::{self, Folder},
};
use crate::{
    arguments::ReportFormat,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        manifest, model_files,
        reach::{Origin, Reach, Step},
        source::shown,
        update_plan::{self, UpdatePlan},
        upstream::{self, Ours},
    },
};
use spectable_drift::{sides, snapshot::Snapshot};

const EXAMPLES: &str = "\
Examples:
  spectable add Ferry --from docs/
  spectable add Ferry Harbour --from pages.tar.gz --dry-run
  spectable add Pet --from openapi.yaml --format json

What the folder already has stays as it is: `spectable update --from` takes in new pages of it. The models of a document come as a
document, as `spectable export` writes it.";

/// The command line of `spectable add`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The models, by the names that the documentation has; what they reach comes with them
    #[arg(required = true, value_name = "MODEL")]
    models: Vec<String>,

    /// A folder of pages, one page, an OpenAPI document or JSON Schema, or an archive of them that has the models
    #[arg(long, value_name = "SOURCE")]
    from: String,

    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// Show what would be added, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// How the result is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// Runs `spectable add`.
///
/// # Errors
/// If something local is wrong (exit code 2), or the source cannot be read (exit code 3). Nothing is changed then.
pub fn run(mut args: Args, output: &mut Output) -> Result<Status, Failure> {
    refuse_without_crate(&args.schema)?;
    let makes_folder = !args.schema.exists();
    let folder = Folder::open(&args.schema, true, args.dry_run, output)?;
    let ours = &folder.project;
    let theirs = upstream::read(&args.from, &[], Ours::of(&folder.found, ours), ours.lock.as_ref())?;
    reading::report_errors(&theirs, output).map_err(Failure::into_undecided)?;
    taking_in::refuse_without_pages(&args.from, &theirs)?;
    refuse_another_dialect(&args.from, ours, &theirs)?;
    for model in &mut args.models {
        *model = documented(model, ours, &theirs.schema, &args.from)?;
    }
    let reach = reach(&args.models, ours, &theirs.schema);
    for known in args.models.iter().filter(|model| ours.schema.models.contains_key(*model)) {
        output.note(&format!("`{known}` is already in `{}`", args.schema.display()))?;
    }
    let new: BTreeSet<&str> = reach.models().map(String::as_str).collect();
    let files = if new.is_empty() { folder.found.clone() } else { with_models(&folder, &theirs, &new)? };
    let mut after = taking_in::understand(files, output)?;
    taking_in::keep_directions(&mut after, &theirs);
    let plan = UpdatePlan::new(&folder.found, &after, folder.found.overlay.as_ref());
    let report = sides::compare(&Snapshot::of(ours), &Snapshot::of(&after));
    let added: Vec<&Model> =
        after.schema.models.values().filter(|it| !ours.schema.models.contains_key(&it.name)).collect();
    edit::show_warnings_of(&after, &added, output)?;
    let edit = Edit {
        schema: &args.schema,
        dry_run: args.dry_run,
        reach: &reach,
        removed: Vec::new(),
        renamed: None,
        taken_out: &[],
        before: ours,
        after: &after,
        report: &report,
        added,
    };
    let is_new = !edit.added.is_empty();
    if is_new && !args.dry_run {
        folder.apply(&plan.changes)?;
    }
    let status = edit.write(args.format, output)?;
    if is_new && makes_folder {
        let would = if args.dry_run { "would be " } else { "" };
        output.note(&format!("`{}` {would}made", args.schema.display()))?;
    }
    if is_new {
        output.note(&plan.summary(args.dry_run))?;
    }
    say_whether_in_groups(&edit, output)?;
    if is_new && !args.dry_run {
        edit::say_next(&args.schema, output)?;
    }
    Ok(status)
}

/// Where the overlay has groups, each is a feature, and what is in none of them is in `full` alone.
fn say_whether_in_groups(edit: &Edit<'_>, output: &mut Output) -> Result<(), Failure> {
    let groups = &edit.after.overlay.groups;
    let grouped = edit.after.schema.closure(groups.values().flatten().map(|root| root.value.as_str()));
    if groups.is_empty() || edit.added.iter().all(|it| grouped.contains(&it.name)) {
        return Ok(());
    }
    output
        .note("the overlay has [groups]: name the new models in one, or they are only in the feature `full`")
}

/// Refuses to begin a folder where no crate is: whoever is in the wrong folder would get one that nothing reads.
fn refuse_without_crate(schema: &Path) -> Result<(), Failure> {
    let beside = schema.parent().unwrap_or(schema).join(manifest::FILE_NAME);
    if schema.exists() || beside.exists() {
        return Ok(());
    }
    Err(Failure::bad_input(
        format!("there is no `{}`, and no Cargo.toml beside it; nothing was written", schema.display()),
        "make a crate with `spectable init --from SOURCE --model MODEL`, or give the folder of pages with `--schema DIR`",
    ))
}

/// The documented name of a model that we have or the source has, or of a union that it has.
fn documented(name: &str, ours: &Project, theirs: &Schema, source: &str) -> Result<String, Failure> {
    let is_documented =
        |schema: &Schema| schema.models.contains_key(name) || schema.unions.contains_key(name);
    if is_documented(theirs) || ours.schema.models.contains_key(name) {
        return Ok(name.to_owned());
    }
    let model = match ours.schema.model_named(name) {
        Some(model) => model,
        None => named::find(name, theirs, &format!("`{}`", shown(source)))?,
    };
    Ok(model.name.clone())
}

/// The models that are to come, each with the way to it: what these reach, without what we have.
fn reach(models: &[String], ours: &Project, theirs: &Schema) -> Reach {
    let asked = models.iter().map(|model| (model.clone(), Step::first(Origin::Asked)));
    let mut reach = Reach::default();
    reach.walk(theirs, asked, |model| ours.schema.models.contains_key(model));
    reach
}

/// Pages of two dialects cannot be told apart in one folder.
fn refuse_another_dialect(source: &str, ours: &Project, theirs: &Project) -> Result<(), Failure> {
    let (Some(own), Some(other)) = (&ours.dialect, &theirs.dialect) else { return Ok(()) };
    if own.name == other.name {
        return Ok(());
    }
    Err(Failure::bad_input(
        format!(
            "the pages of `{}` are in the dialect `{}`, and those of `{}` in `{}`",
            shown(source),
            other.name,
            ours.name,
            own.name
        ),
        "if both are in one, name it in the overlay: dialect = \"…\"; else lay the source under the pages: [[source]]",
    ))
}

fn with_models(folder: &Folder, theirs: &Project, new: &BTreeSet<&str>) -> Result<Documentation, Failure> {
    let ours = &folder.project;
    let or = "lay the source under the pages: [[source]]";
    update_plan::refuse_another_kind(&folder.found, ours, theirs, or)?;
    if !theirs.is_document {
        return model_files::with_pages(&folder.found, theirs, new);
    }
    refuse_own_document(&folder.path, ours)?;
    Ok(model_files::with_document(&folder.found, &export::text(&merged(&ours.schema, &theirs.schema, new))?))
}

/// Refuses to change a document that somebody else wrote: it may say more than what is written in its place.
///
/// # Errors
/// If the document of the folder is not as `spectable export` writes it.
pub(super) fn refuse_own_document(folder: &Path, ours: &Project) -> Result<(), Failure> {
    let Some((file, path)) = ours.page_files().next() else { return Ok(()) };
    let written: Result<Value, _> = serde_json::from_str(&export::text(&ours.schema)?);
    let found: Result<Value, _> = serde_json::from_str(ours.schema.files.text(file));
    if matches!((written, found), (Ok(written), Ok(found)) if written == found) {
        return Ok(());
    }
    Err(Failure::bad_input(
        format!("`{}` is a document that this command did not write", folder.join(path).display()),
        "change it by hand, or take in a whole one with `spectable update --from`; then run `spectable update`",
    ))
}

/// What we have, with the new models of the source and the enums and unions that these have.
fn merged(ours: &Schema, theirs: &Schema, new: &BTreeSet<&str>) -> Schema {
    let mut merged = ours.clone();
    let (enums, unions) = theirs.enums_and_unions_of(new.iter().copied());
    merged.release = merged.release.or_else(|| theirs.release.clone());
    for model in new.iter().filter_map(|name| theirs.models.get(*name)) {
        merged.models.entry(model.name.clone()).or_insert_with(|| model.clone());
    }
    for (key, one) in theirs.enums.iter().filter(|(key, _)| enums.contains(key.as_str())) {
        merged.enums.entry(key.clone()).or_insert_with(|| one.clone());
    }
    for (key, union) in theirs.unions.iter().filter(|(key, _)| unions.contains(key.as_str())) {
        merged.unions.entry(key.clone()).or_insert_with(|| union.clone());
    }
    merged
}
