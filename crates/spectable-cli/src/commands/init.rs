//! `spectable init`: a crate of models from nothing, or the models in a crate that is there.

use std::path::Path;

use spectable_build::{project::Project, render::Style};

use crate::terminal::{
    output::Output,
    status::{Failure, Status},
};
use spectable_drift::report::{count::count_of, printable};

use self::{around::Around, place::Place};

pub use self::args::Args;

mod args;
mod around;
mod place;
mod schema;
mod texts;
mod versions;

/// Runs `spectable init`.
///
/// # Errors
/// If a source cannot be read, something is in the way, or a file cannot be written. Nothing is written then.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let place = Place::of(&args)?;
    let folder = args.inside("schema");
    let made = schema::make(&folder, &args, output)?;
    let said = args.style.map(Style::from).or(made.project.overlay.style);
    let style = said.unwrap_or_default();
    let mut around = Around::plan(&args, place, &made, style)?;
    around.refuse_what_is_in_the_way()?;
    if !args.dry_run {
        around.files.write()?;
    }
    let would = if args.dry_run { "would be " } else { "" };
    let mut lines = if around.files.create.is_empty() && around.files.replace.is_empty() {
        vec![format!("nothing to make: `{}` has all of it", around.name)]
    } else if around.is_new {
        vec![format!("`{}` {would}made: {}", around.name, summary(&args, &made))]
    } else {
        vec![format!("{would}brought into `{}`: {}", around.name, summary(&args, &made))]
    };
    lines.extend(around.lines().map(|line| format!("  {line}")));
    for entry in made.taken_out.entries() {
        lines
            .push(format!("  left out of the overlay, line {}: `{}`: {}", entry.line, entry.head, entry.why));
    }
    if made.left_out_groups {
        lines.push("  left out of the overlay: [groups], since each is a feature in Cargo.toml".to_owned());
    }
    if !around.to_do.is_empty() {
        lines.push("what is left for you, because the file is yours:".to_owned());
        lines.extend(around.to_do.iter().map(|line| format!("  {line}")));
    }
    lines.extend(snake_case(&made.project).map(|name| {
        format!(
            "the pages write names in snake_case, such as `{name}`; if the API writes them in another case, say so in schema/spectable.toml: wire-names = \"camelCase\""
        )
    }));
    lines.push("next:".to_owned());
    lines.extend(next(&args, &made).into_iter().map(|line| format!("  {line}")));
    let text: String = lines.iter().map(|line| format!("{}\n", printable::line(line))).collect();
    output.write(&text)?;
    Ok(Status::Fine)
}

/// What the crate has, and from where.
fn summary(args: &Args, made: &schema::Made) -> String {
    let schema = &made.project.schema;
    let models = count_of(schema.models.len(), "model");
    let enums = match schema.enums.len() {
        0 => String::new(),
        enums => format!(" and {}", count_of(enums, "enum")),
    };
    let from = match (made.is_example, made.project.is_document) {
        (true, _) => "an example page".to_owned(),
        (_, true) => "a document".to_owned(),
        _ => count_of(made.project.page_files().count(), "page"),
    };
    let more = match args.from.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(" and {}", count_of(more, "more source")),
    };
    format!("{models}{enums} from {from}{more}")
}

/// A name in snake_case, where pages write all of their names so and nothing says that these are the keys in JSON. Generators write
/// them so for some languages, whatever the API has.
fn snake_case(project: &Project) -> Option<&str> {
    if project.is_document || project.overlay.wire_name_rule.is_some() {
        return None;
    }
    let properties = || project.schema.models.values().flat_map(|model| &model.properties);
    let has_capitals = properties().any(|it| it.name.contains(char::is_uppercase));
    let is_snake_case = |name: &str| name.trim_matches('_').contains('_');
    let found = properties().find(|it| is_snake_case(&it.name) && it.wire_name == it.name);
    found.filter(|_| !has_capitals).map(|it| it.name.as_str())
}

/// What to do with the new crate.
fn next(args: &Args, made: &schema::Made) -> Vec<String> {
    let mut next = Vec::new();
    if args.dir != Path::new(".") {
        next.push(format!("cd {}", args.dir.display()));
    }
    if made.is_example {
        next.push(format!(
            "put your pages in place of schema/{}, then: spectable update",
            texts::EXAMPLE_PAGE
        ));
    }
    next.push("cargo test".to_owned());
    next.push(
        "spectable doctor --from schema — what to look at, for schema/spectable.toml to say".to_owned(),
    );
    let from = args.from.first().filter(|_| !args.models.is_empty());
    let from = from.map_or("SOURCE".to_owned(), |from| shown_from(&args.dir, from));
    next.push(format!("spectable add MODEL --from {from} — one model more"));
    next.push("commit all of it, schema/spectable.lock too".to_owned());
    next
}

/// A source as it is named from the folder of the crate.
fn shown_from(dir: &Path, from: &Path) -> String {
    let way = crate::workspace::manifest::way(dir, from).unwrap_or_default();
    if dir == Path::new(".") || from.is_absolute() || way.is_empty() {
        from.display().to_string()
    } else {
        way
    }
}
