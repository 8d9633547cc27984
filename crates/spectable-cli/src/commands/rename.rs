//! `spectable rename`: another Rust name for a model or a property, by an entry of the overlay.

use std::path::PathBuf;

use spectable_build::{
    closest::closest,
    lock::Lock,
    names,
    overlay::FILE_NAME,
    project::{Project, Reading, Released},
    schema::{Model, Property, Schema},
    source::{Documentation, SourceFile},
};

use super::{
    edit::{self, Edit, Renamed},
    named, reading,
    taking_in::{self, Folder},
};
use crate::{
    arguments::ReportFormat,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        overlay_file::{self, Named},
        reach::Reach,
        update_plan::UpdatePlan,
    },
};
use spectable_drift::{origin::origin, sides, snapshot::Snapshot};

const EXAMPLES: &str = "\
Examples:
  spectable rename Party Participant
  spectable rename Call.x-y position --reason \"`x_y` says little\"

The overlay gets an entry [[rust-name]], and the lock the new name. The wire, and what pages call it, stay.";

/// The command line of `spectable rename`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A model, or a property as MODEL.PROPERTY, by the names that the documentation has; or a model by its Rust name
    #[arg(value_name = "OLD")]
    old: String,

    /// The Rust name
    #[arg(value_name = "NEW")]
    new: String,

    /// Why, for the entry of the overlay
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,

    /// The folder of pages, overlay and lock
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,

    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// How the result is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// Runs `spectable rename`.
///
/// # Errors
/// If there is no such model or property, the name cannot be one or is taken, or something cannot be written. Nothing is changed then.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let folder = Folder::open(&args.schema, false, args.dry_run, output)?;
    let ours = &folder.project;
    let (model, property) = item(&args, &ours.schema)?;
    let old = property.map_or(&model.rust_name, |property| &property.rust_name);
    refuse_name(&args.new, model, property, ours)?;
    if *old == args.new {
        output.note(&format!("`{}` is `{}` in Rust already", args.old, args.new))?;
    }
    let named = Named { model: &model.name, property: property.map(|it| it.name.as_str()) };
    let files = with_name(&folder, named, &args)?;
    let mut after = understand(files.clone(), ours, named, &args.new, output)?;
    taking_in::keep_directions(&mut after, ours);
    let plan = UpdatePlan::new(&folder.found, &after, files.overlay.as_ref());
    let report = sides::compare(&Snapshot::of(ours), &Snapshot::of(&after));
    let renamed = Renamed {
        model: model.name.clone(),
        property: named.property.map(str::to_owned),
        old: old.clone(),
        new: args.new.clone(),
        wire: property.map(|it| it.wire_name.clone()),
    };
    let is_new = *old != args.new;
    let edit = Edit {
        schema: &args.schema,
        dry_run: args.dry_run,
        added: Vec::new(),
        reach: &Reach::default(),
        removed: Vec::new(),
        renamed: Some(renamed).filter(|_| is_new),
        taken_out: &[],
        before: ours,
        after: &after,
        report: &report,
    };
    if is_new && !args.dry_run {
        folder.apply(&plan.changes)?;
    }
    let status = edit.write(args.format, output)?;
    if is_new {
        output.note(&plan.summary(args.dry_run))?;
    }
    if is_new && !args.dry_run {
        edit::say_next(&args.schema, output)?;
    }
    Ok(status)
}

/// The model or property that is meant. A name of a model may have dots in it.
fn item<'a>(args: &Args, schema: &'a Schema) -> Result<(&'a Model, Option<&'a Property>), Failure> {
    if let Some(model) = schema.model_named(&args.old) {
        return Ok((model, None));
    }
    let splits = args.old.match_indices('.').map(|(at, _)| args.old.split_at(at));
    let mut of_model = None;
    for (name, rest) in splits {
        let property = rest.get(1..).unwrap_or_default();
        let Some(model) = schema.model_named(name) else { continue };
        if let Some(property) = model.properties.iter().find(|it| it.name == property) {
            return Ok((model, Some(property)));
        }
        of_model = Some((model, property));
    }
    if let Some((model, property)) = of_model {
        let other = model.properties.iter().find(|it| it.wire_name == property || it.rust_name == property);
        let names = model.properties.iter().map(|it| it.name.as_str());
        let meant = other.map(|it| it.name.as_str()).or_else(|| closest(property, names));
        let remedy = match meant {
            Some(meant) => format!("did you mean `{}.{meant}`?", model.name),
            None => "give the name that the page has".to_owned(),
        };
        return Err(Failure::bad_input(format!("`{}` has no property `{property}`", model.name), remedy));
    }
    if schema.enums.contains_key(&args.old) {
        return Err(Failure::bad_input(
            format!("`{}` is an enum, and the overlay names models and properties", args.old),
            "give the name of a model, or of a property as MODEL.PROPERTY",
        ));
    }
    let name = args.old.split('.').next().unwrap_or_default();
    named::find(name, schema, &format!("`{}`", args.schema.display()))?;
    Err(Failure::bad_input(format!("there is no `{}`", args.old), "give the name that the page has"))
}

/// Refuses what cannot be the name, or is that of another one.
fn refuse_name(new: &str, model: &Model, property: Option<&Property>, ours: &Project) -> Result<(), Failure> {
    let why = if property.is_some() { names::not_an_identifier(new) } else { names::not_a_type_name(new) };
    if let Some(why) = why {
        return Err(Failure::bad_input(
            format!("`{new}` is {why}"),
            "give a Rust identifier that needs no `r#`; that of a model begins with a capital",
        ));
    }
    let schema = &ours.schema;
    let taken = match property {
        Some(property) => {
            let other = model.properties.iter().find(|it| it.rust_name == new && it.name != property.name);
            other.map(|it| format!("`{}.{}`", model.name, it.name))
        }
        None => {
            let models = schema.models.values().filter(|it| it.name != model.name);
            let of_model = models.map(|it| (&it.rust_name, format!("the model `{}`", it.name)));
            let of_enum = schema.enums.keys().map(|it| (it, "an enum".to_owned()));
            let of_union =
                schema.unions.values().map(|it| (&it.rust_name, format!("the union `{}`", it.name)));
            of_model.chain(of_enum).chain(of_union).find(|(name, _)| *name == new).map(|(_, what)| what)
        }
    };
    match taken {
        Some(what) => Err(Failure::bad_input(
            format!("`{new}` is the Rust name of {what} already"),
            "give another name, or rename that one first",
        )),
        None => Ok(()),
    }
}

/// The folder with the name in its overlay. What a name becomes by itself needs no entry.
fn with_name(folder: &Folder, named: Named<'_>, args: &Args) -> Result<Documentation, Failure> {
    let schema = &folder.project.schema;
    let by_itself = match named.property {
        Some(property) => {
            let properties = schema.models.get(named.model).into_iter().flat_map(|it| &it.properties);
            let alike = properties.filter(|it| names::field_name(&it.name) == args.new).count();
            names::field_name(property) == args.new && alike < 2
        }
        None => {
            let documented = schema.models.keys().chain(schema.unions.keys());
            let alike = documented.filter(|it| names::type_name(it) == args.new).count();
            names::type_name(named.model) == args.new && alike < 2
        }
    };
    let overlay = folder.found.overlay.as_ref();
    let name = overlay.map_or_else(
        || format!("{}/{FILE_NAME}", folder.found.name.trim_end_matches('/')),
        |overlay| overlay.name.clone(),
    );
    let text = overlay.map_or("", |overlay| std::str::from_utf8(&overlay.bytes).unwrap_or_default());
    let new = Some(args.new.as_str()).filter(|_| !by_itself);
    let edited = overlay_file::with_rust_name(&name, text, named, new, args.reason.trim())?;
    let overlay = (overlay.is_some() || !edited.is_empty()).then(|| SourceFile {
        name,
        path: FILE_NAME.to_owned(),
        bytes: edited.into_bytes(),
    });
    Ok(Documentation { overlay, ..folder.found.clone() })
}

/// The folder with the new name, where every other released name stays.
fn understand(
    files: Documentation,
    ours: &Project,
    named: Named<'_>,
    new: &str,
    output: &mut Output,
) -> Result<Project, Failure> {
    let released = match &ours.lock {
        Some(lock) => lock.clone(),
        None => Lock::of(ours.schema.clone(), |model| origin(ours, model)),
    };
    let lock = released.with_rust_name(named.model, named.property, new);
    let project = Project::read(files, Reading { released: Released::Of(&lock), ..Reading::default() });
    reading::report_errors(&project, output)?;
    Ok(project)
}
