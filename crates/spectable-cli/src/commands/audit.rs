//! `spectable audit`: recorded traffic against the schema, without compiling anything.

use std::{
    io,
    path::{Path, PathBuf},
};

use spectable_audit::{
    Options, Source, audit,
    finding::{Finding, Kind},
    plan::Plan,
    report::Report,
    suggest,
};
use spectable_build::schema::Schema;
use spectable_drift::report::count::count_of;

use super::reading;

use crate::{
    arguments::TrafficArgs,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        source::{self, SHOWN_STDIN},
        suggestions,
    },
};

const EXAMPLES: &str = "\
Examples:
  spectable audit calls.ndjson.gz --model Call
  spectable audit recording.har --schema openapi.yaml
  spectable audit recording.har --schema openapi.yaml --base-path /api/v2 --format html > audit.html
  zcat logs/*.gz | spectable audit - --model Call --fail-on wrong-kind,unknown-key
  spectable audit calls.json --model Call --show-values --suggest schema/spectable.toml

The report has no value of the traffic, only shapes, such as `a text of 24 characters`. --show-values \
shows the values of enums that are not documented; all others stay hidden. Keys that look like data \
are hidden as well.

The command fails (exit code 1) if there is a finding of a kind that --fail-on names. Exit code 2 \
means that a file or a schema cannot be read, and 3 that the traffic ends early or has no record.";

/// The command line of `spectable audit`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    traffic: TrafficArgs,

    /// The schema: a folder of pages, overlay and lock, or any other source that `spectable diff` takes, such as an OpenAPI document
    #[arg(long, value_name = "SOURCE", default_value = "schema")]
    schema: String,

    /// The overlay, which adds what the source leaves out [default: spectable.toml in the folder of the schema, if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Add entries to this overlay, so that what the traffic has is documented; the rest of the file stays. With - they are printed in place
    /// of the report
    #[arg(long, value_name = "FILE")]
    suggest: Option<PathBuf>,
}

/// Runs `spectable audit`.
///
/// # Errors
/// If the schema or the traffic cannot be read (exit code 2), or the traffic ends early or has no record (exit code 3).
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let Args { traffic, schema, config, suggest } = args;
    let failing = traffic.failing()?;
    source::refuse_stdin_twice(traffic.files.iter().map(String::as_str).chain([schema.as_str()]))?;
    let read = reading::Audited::open(&schema, config.as_deref())?;
    let project = read.project();
    reading::report_errors(&project, output)?;
    let plan = plan(&project.schema, &traffic)?;
    let options = Options {
        show_values: traffic.show_values,
        list_properties: traffic.properties,
        schema: project.name.clone(),
        ..Options::default()
    };
    output.progress("reading the traffic");
    let report = audit(&plan, traffic.files.iter().map(|name| opened(name)).collect(), &options)?;
    output.progress("");
    let printed = suggest.as_deref() == Some(Path::new("-"));
    if let Some(path) = &suggest {
        let entries = accepted(&read, &report, output)?;
        if printed {
            output.write(&suggestions::text("", &entries))?;
        } else if report.is_complete() {
            // What half of the traffic says may not be so of the other half.
            let added = suggestions::add(path, &entries)?;
            output.note(&format!("{}: {added} added", path.display()))?;
        }
    }
    if !printed {
        output.write(&report.render(traffic.format, output.color()))?;
    }
    refuse_incomplete(&report)?;
    let fails = report.findings.iter().any(|it| failing.contains(&it.kind));
    Ok(if fails { Status::Findings } else { Status::Fine })
}

fn plan(schema: &Schema, traffic: &TrafficArgs) -> Result<Plan, Failure> {
    Ok(match &traffic.model {
        Some(model) => Plan::of_model(schema, model)?,
        None => Plan::of_operations(schema, traffic.base_path.as_deref())?,
    })
}

fn opened(name: &str) -> Source {
    if name == "-" { Source::reader(SHOWN_STDIN, io::stdin()) } else { Source::file(name) }
}

/// The entries for the overlay that the schema accepts beside what the overlay has. Why others are left out is said.
fn accepted(read: &reading::Audited, report: &Report, output: &mut Output) -> Result<Vec<String>, Failure> {
    let (entries, refused) =
        suggestions::accepted(suggest::entries(&report.findings), &mut |text| read.objections(text));
    for (entry, why) in refused {
        let line = format!("no entry for `{}.{}`: {why}", entry.model, entry.property);
        output.note(&line)?;
    }
    let hidden = report.findings.iter().any(|it| it.kind == Kind::UnknownValue && it.property.is_some());
    if hidden && !report.values_shown {
        output.note("no entries for values of enums, which would be in them: --show-values adds them")?;
    }
    let is_mixed = |it: &&Finding| {
        matches!(it.kind, Kind::WrongKind | Kind::WrongFormat)
            && it.property.is_some()
            && it.suggestion.is_none()
    };
    if let count @ 1.. = report.findings.iter().filter(is_mixed).count() {
        output.note(&format!(
            "no entries for {}: an entry needs that all values of a property are of one type",
            count_of(count, "finding")
        ))?;
    }
    Ok(entries)
}

/// Traffic of which not everything was read says nothing of what is not in it.
fn refuse_incomplete(report: &Report) -> Result<(), Failure> {
    if report.is_complete() {
        return Ok(());
    }
    if let Some(file) = report.files.iter().find(|file| file.fault.is_some()) {
        let fault = file.fault.as_deref().unwrap_or_default();
        return Err(Failure::undecided(
            format!("`{}` was not read to its end: {fault}", file.name),
            "record it again, or compare its size with that of the original",
        ));
    }
    if report.requests > 0 {
        return Err(Failure::undecided(
            format!(
                "the traffic has no record: none of its requests ({}) has a JSON body that an operation describes",
                report.requests
            ),
            "look at what was recorded, at `--schema` and at `--base-path`; `--model M` takes each body for one model",
        ));
    }
    Err(Failure::undecided("the traffic has no record that could be read", "look at what was recorded"))
}
