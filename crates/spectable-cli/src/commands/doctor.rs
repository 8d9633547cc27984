//! `spectable doctor`: what was read of a source and what was not, and what to look at.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};
use spectable_build::{
    dialect::Votes,
    documented::FoundDialect,
    location::Location,
    problem::{Problem, Problems, Severity},
    project::{LaidSource, Project},
    resolve::prose,
    schema::{Fact, Property, Schema, Type},
};

use self::document::DocumentCounts;
use super::reading;
use crate::{
    arguments::{ReportFormat, SourceArgs},
    terminal::{
        output::Output,
        problems,
        status::{Failure, Status},
    },
};
use spectable_drift::report::{count::count_of, printable};

mod document;
mod layers;

const EXAMPLES: &str = "\
Examples:
  spectable doctor --from docs/
  spectable doctor --from pages.tar.gz --config spectable.toml --format json
  spectable doctor --from python/ --from java/     what the Java pages add, and contradict

Beside what is wrong, it points at what deserves a look: text that was not read, names without a
page, lists of values in prose that an [[enum]] entry of the overlay could confirm, and names whose
wire name the rule probably gets wrong.";

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// Ends of names that APIs like to write in capitals.
const ACRONYMS: [&str; 12] =
    ["uri", "url", "sms", "tts", "na", "ttl", "ai", "smtp", "dns", "ip", "html", "pdf"];

/// The command line of `spectable doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// Runs `spectable doctor`.
///
/// # Errors
/// If the source is none.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let project = reading::project(&args.source, output)?;
    let mut problems = project.problems.clone();
    problems.append(look(&project));
    problems.sort();
    let schema = &project.schema;
    let counts = Counts::of(&project);
    match args.format {
        ReportFormat::Text => {
            output.write(&problems::text(&problems, &schema.files, output.color()))?;
            output.write(&counts.text(&problems))?;
        }
        ReportFormat::Json => {
            let report = json!({
                "schema_version": SCHEMA_VERSION,
                "counts": counts.json(),
                "problems": problems::json(&problems, &schema.files),
            });
            let text = serde_json::to_string_pretty(&report)
                .map_err(|error| Failure::bad_input(format!("the report cannot be written: {error}"), ""))?;
            output.write(&(text + "\n"))?;
        }
    }
    Ok(if problems.has_errors() {
        Status::BadInput
    } else if problems.is_empty() {
        Status::Fine
    } else {
        Status::Findings
    })
}

/// How much was read.
struct Counts {
    release: Option<String>,
    pages: usize,
    models: usize,
    properties: usize,
    enums: usize,
    skipped: usize,
    /// Pages that document no model, by reason.
    passed_over: BTreeMap<&'static str, usize>,
    dialect: Option<FoundDialect>,
    layers: Vec<LaidSource>,
    document: Option<DocumentCounts>,
}

impl Counts {
    fn of(project: &Project) -> Self {
        let schema = &project.schema;
        Self {
            release: schema.release.clone(),
            pages: project.pages,
            models: schema.models.len(),
            properties: schema.models.values().map(|model| model.properties.len()).sum(),
            enums: schema.enums.len(),
            skipped: project.skipped.len() + project.texts,
            passed_over: project.passed_over.iter().fold(BTreeMap::new(), |mut counts, page| {
                *counts.entry(page.reason).or_default() += 1;
                counts
            }),
            dialect: project.dialect.clone(),
            layers: project.layers.clone(),
            document: project.document.as_ref().map(|document| DocumentCounts::of(document, schema)),
        }
    }

    fn text(&self, problems: &Problems) -> String {
        let found = problems::counts(problems);
        let dialect = self.dialect.as_ref().map(dialect_text).unwrap_or_default();
        let layers: String = self.layers.iter().map(layers::text).collect();
        let document = self.document.as_ref().map(DocumentCounts::text).unwrap_or_default();
        format!(
            "release {}: {}, {}, {}, {}; {} not read\n{}{dialect}{document}{layers}{}\n",
            printable::text(self.release.as_deref().unwrap_or("unknown")),
            count_of(self.pages, "page"),
            count_of(self.models, "model"),
            count_of(self.properties, "property").replace("propertys", "properties"),
            count_of(self.enums, "enum"),
            count_of(self.skipped, "block"),
            self.passed_over_text(),
            if found.is_empty() { "nothing to look at" } else { &found },
        )
    }

    fn json(&self) -> Value {
        json!({
            "release": self.release, "pages": self.pages, "models": self.models, "properties": self.properties,
            "enums": self.enums, "skipped": self.skipped, "passed_over": self.passed_over,
            "dialect": self.dialect.as_ref().map(dialect_json),
            "document": self.document.as_ref().map(DocumentCounts::json),
            "layers": self.layers.iter().map(layers::json).collect::<Vec<_>>(),
        })
    }

    fn passed_over_text(&self) -> String {
        let pages: usize = self.passed_over.values().sum();
        if pages == 0 {
            return String::new();
        }
        let reasons = self.passed_over.iter().map(|(reason, count)| format!("{reason} ({count})"));
        let reasons = reasons.collect::<Vec<_>>().join(", ");
        format!("{} passed over: {reasons}\n", count_of(pages, "page"))
    }
}

/// The dialect of the pages, with the evidence for it: the votes of those that have most.
fn dialect_text(found: &FoundDialect) -> String {
    let mut text = format!("dialect {}: {}\n", printable::text(&found.name), printable::text(&found.title));
    match &found.vote {
        None => text.push_str("  the overlay says so\n"),
        Some(vote) => {
            for votes in vote.votes.iter().take(3) {
                text.push_str(&format!(
                    "  {}: reads {} of {} types; {} in its case; signs on {}\n",
                    votes.dialect,
                    votes.types,
                    vote.types,
                    count_of(votes.names, "name"),
                    count_of(votes.signs, "page"),
                ));
            }
        }
    }
    text
}

fn dialect_json(found: &FoundDialect) -> Value {
    let votes = found.vote.as_ref().map(|vote| {
        let of = |votes: &Votes| {
            json!({ "dialect": votes.dialect, "types": votes.types, "names": votes.names, "signs": votes.signs })
        };
        json!({ "types": vote.types, "dialects": vote.votes.iter().map(of).collect::<Vec<_>>() })
    });
    json!({ "name": found.name, "title": found.title, "votes": votes })
}

/// What deserves a look, beyond what is wrong.
fn look(project: &Project) -> Problems {
    let mut problems = Problems::default();
    for &location in &project.skipped {
        note(
            &mut problems,
            "text-not-read",
            location,
            "this text is not part of a model",
            "nothing is lost if it does not document one",
        );
    }
    let wire_names = project.schema.additions.iter().filter(|it| it.fact == Fact::WireName);
    let said: HashSet<(&str, &str)> =
        wire_names.filter_map(|it| Some((it.model.as_str(), it.property.as_deref()?))).collect();
    for (model, property) in properties(&project.schema) {
        let stated = project.overlay.wire_names.iter().any(|entry| {
            entry.property == property.name && entry.model.as_deref().is_none_or(|it| it == model)
        }) || said.contains(&(model, property.name.as_str()));
        // A document says its keys exactly; only pages leave a doubt.
        if let Some(why) = doubtful(property).filter(|_| !stated && project.dialect.is_some()) {
            let message =
                format!("`{}` of {model} becomes `{}` on the wire; {why}", property.name, property.wire_name);
            note(
                &mut problems,
                "doubtful-wire-name",
                property.location,
                &message,
                "compare with a response; [[wire-name]] in the overlay corrects it",
            );
        }
        if property.ty.innermost() == &Type::Text {
            let values = prose::values(&property.description);
            if values.len() > 1 {
                let message = format!(
                    "the description of `{}` of {model} seems to list values: {}",
                    property.name,
                    values.join(", ")
                );
                note(
                    &mut problems,
                    "values-in-prose",
                    property.location,
                    &message,
                    "[[enum]] in the overlay makes an enum of it, with `values` or `values-from = \"prose\"`",
                );
            }
        }
    }
    problems
}

fn properties(schema: &Schema) -> impl Iterator<Item = (&str, &Property)> {
    schema
        .models
        .values()
        .flat_map(|model| model.properties.iter().map(|property| (model.name.as_str(), property)))
}

/// Why the wire name that a rule gave may be wrong.
fn doubtful(property: &Property) -> Option<&'static str> {
    if property.wire_name == property.name && !property.name.contains('_') {
        let capital = property.name.strip_prefix("pc").and_then(|rest| rest.chars().next());
        return capital
            .filter(char::is_ascii_uppercase)
            .map(|_| "some generators put `pc` before a name that is a word of their language");
    }
    let last = property.name.rsplit('_').next()?;
    (property.name.contains('_')
        && ACRONYMS.contains(&last)
        && !property.wire_name.ends_with(&last.to_uppercase()))
    .then_some("some APIs write such an acronym in capitals")
}

fn note(problems: &mut Problems, rule: &'static str, location: Location, message: &str, remedy: &str) {
    problems.push(Problem {
        severity: Severity::Note,
        rule,
        location: Some(location),
        second: None,
        message: message.to_owned(),
        remedy: remedy.to_owned(),
    });
}
