//! `spectable remove`: models that go from a folder of pages, with what only they reach.

use std::{collections::BTreeSet, path::PathBuf};

use spectable_build::{
    project::Project,
    schema::{Model, Schema, Target, Type, graph::Referrers},
    source::Documentation,
};

use super::{
    add::refuse_own_document,
    edit::{self, Edit},
    export, named,
    taking_in::{self, Folder},
};
use crate::{
    arguments::ReportFormat,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        model_files,
        overlay_file::{AllTakenOut, Stale},
        reach::{Origin, Reach, Step},
        update_plan::UpdatePlan,
    },
};
use spectable_drift::{sides, snapshot::Snapshot};

const EXAMPLES: &str = "\
Examples:
  spectable remove Ferry --dry-run     what would go with it
  spectable remove Ferry --keep Money  without one that only it reaches

Entries of the overlay about what goes are taken out with it. The names of the models that stay do not change.";

/// The command line of `spectable remove`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The models, by the names that the documentation has; what only they reach goes with them
    #[arg(required = true, value_name = "MODEL")]
    models: Vec<String>,

    /// A model that stays although only the removed ones reach it; may be given again
    #[arg(long, value_name = "MODEL")]
    keep: Vec<String>,

    /// Remove them even if other models refer to them: such properties become any JSON value
    #[arg(long)]
    force: bool,

    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// Show what would be removed, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// How the result is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// Runs `spectable remove`.
///
/// # Errors
/// If a model is not there, others refer to it, or something cannot be read or written. Nothing is changed then.
pub fn run(mut args: Args, output: &mut Output) -> Result<Status, Failure> {
    let folder = Folder::open(&args.schema, false, args.dry_run, output)?;
    let ours = &folder.project;
    let place = format!("`{}`", args.schema.display());
    for model in args.models.iter_mut().chain(&mut args.keep) {
        model.clone_from(&named::find(model, &ours.schema, &place)?.name);
    }
    if let Some(both) = args.models.iter().find(|model| args.keep.contains(model)) {
        return Err(Failure::bad_input(format!("`{both}` is both to go and to stay"), "leave it out of one"));
    }
    let gone = gone(&args, ours)?;
    if gone.len() == ours.schema.models.len() {
        return Err(Failure::bad_input(
            format!("no model would be left in {place}"),
            "keep one with `--keep MODEL`, or remove the folder by hand",
        ));
    }
    let mut files = without_models(&folder, &gone)?;
    let mut taken_out = AllTakenOut::default();
    let mut after = taking_in::understand_without_stale(&mut files, Stale::Any, &mut taken_out, output)?;
    taking_in::keep_directions(&mut after, ours);
    refuse_left(&gone, &after)?;
    let plan = UpdatePlan::new(&folder.found, &after, files.overlay.as_ref());
    let report = sides::compare(&Snapshot::of(ours), &Snapshot::of(&after));
    let edit = Edit {
        schema: &args.schema,
        dry_run: args.dry_run,
        added: Vec::new(),
        reach: &Reach::default(),
        removed: ours.schema.models.values().filter(|it| gone.contains(it.name.as_str())).collect(),
        renamed: None,
        taken_out: taken_out.entries(),
        before: ours,
        after: &after,
        report: &report,
    };
    if !args.dry_run {
        folder.apply(&plan.changes)?;
    }
    let status = edit.write(args.format, output)?;
    output.note(&plan.summary(args.dry_run))?;
    if !args.dry_run {
        edit::say_next(&args.schema, output)?;
    }
    Ok(status)
}

/// The models that go: those that were named, and what only they reach.
fn gone<'a>(args: &'a Args, ours: &'a Project) -> Result<BTreeSet<&'a str>, Failure> {
    let schema = &ours.schema;
    let named: BTreeSet<&str> = args.models.iter().map(String::as_str).collect();
    let reached = schema.closure(named.iter().copied());
    // Models that have a reason of their own to be there.
    let groups = ours.overlay.groups.values().flatten().map(|root| root.value.as_str());
    let own: BTreeSet<&str> = groups.chain(args.keep.iter().map(String::as_str)).collect();
    let stays = schema
        .models
        .keys()
        .map(String::as_str)
        .filter(|model| !reached.contains(*model) || own.contains(model));
    let stays: BTreeSet<&str> = stays.filter(|model| !named.contains(model)).collect();
    // From those that stay, by ways that do not lead through what goes.
    let mut left = Reach::default();
    let starts = stays.iter().map(|model| ((*model).to_owned(), Step::first(Origin::Top)));
    left.walk(schema, starts, |model| named.contains(model));
    let gone: BTreeSet<&str> = schema
        .models
        .keys()
        .map(String::as_str)
        .filter(|model| reached.contains(*model) && !left.has(model))
        .collect();
    if args.force {
        return Ok(gone);
    }
    let referrers = Referrers::new(schema);
    for model in &named {
        let others: Vec<String> = referrers
            .direct(model)
            .filter(|other| !gone.contains(other))
            .map(|it| uses(schema.models.get(it), model))
            .collect();
        if !others.is_empty() {
            return Err(Failure::bad_input(
                format!("`{model}` stays, because others refer to it: {}", few(&others)),
                "remove these as well, or give `--force`: what refers to it then becomes any JSON value",
            ));
        }
    }
    Ok(gone)
}

/// The property by which a model refers to another one; the model alone where it does so through a union.
fn uses(model: Option<&Model>, target: &str) -> String {
    let Some(model) = model else { return String::new() };
    let is_it = |ty: &Type| matches!(ty.innermost(), Type::Ref(Target::Model(name)) if name == target);
    match model.properties.iter().find(|property| is_it(&property.ty)) {
        Some(property) => format!("`{}.{}`", model.name, property.name),
        None => format!("`{}`", model.name),
    }
}

/// A list of which a reader sees the beginning.
fn few(names: &[String]) -> String {
    const FEW: usize = 5;
    let shown = names.iter().take(FEW).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > FEW { format!("{shown} and {} more", names.len() - FEW) } else { shown }
}

fn without_models(folder: &Folder, gone: &BTreeSet<&str>) -> Result<Documentation, Failure> {
    let ours = &folder.project;
    if !ours.is_document {
        return model_files::without_pages(&folder.found, ours, gone);
    }
    refuse_own_document(&folder.path, ours)?;
    Ok(model_files::with_document(&folder.found, &export::text(&left(&ours.schema, gone))?))
}

/// The schema without some models. What referred to them is any value.
fn left(schema: &Schema, gone: &BTreeSet<&str>) -> Schema {
    let mut left = schema.clone();
    left.models.retain(|name, _| !gone.contains(name.as_str()));
    left.unions.retain(|_, union| !union.references(schema).models.iter().any(|model| gone.contains(model)));
    let stays = |target: &Target| match target {
        Target::Model(name) => left.models.contains_key(name),
        Target::Union(name) => left.unions.contains_key(name),
        Target::Enum(_) => true,
    };
    let mut resolve = |target: &Target| {
        if stays(target) { Type::Ref(target.clone()) } else { Type::Any }
    };
    let types = |model: &Model, resolve: &mut dyn FnMut(&Target) -> Type| -> Vec<Type> {
        model.properties.iter().map(|it| it.ty.map_refs(&mut |target| resolve(target))).collect()
    };
    let types: Vec<Vec<Type>> = left.models.values().map(|model| types(model, &mut resolve)).collect();
    for (model, types) in left.models.values_mut().zip(types) {
        model.properties.iter_mut().zip(types).for_each(|(property, ty)| property.ty = ty);
    }
    left
}

/// A model that another source documents as well would come back.
fn refuse_left(gone: &BTreeSet<&str>, after: &Project) -> Result<(), Failure> {
    let Some(model) = gone.iter().find_map(|model| after.schema.models.get(*model)) else { return Ok(()) };
    Err(Failure::bad_input(
        format!("`{}` is also documented in `{}`", model.name, edit::file_of(after, model)),
        "take it out there, or give the entry [[source]] of the overlay `adds = \"facts\"`",
    ))
}
