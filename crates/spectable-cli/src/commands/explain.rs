//! `spectable explain`.

use serde_json::{Value, json};
use spectable_audit::finding::Kind;
use spectable_build::{closest::closest, render::Style};

use crate::{
    arguments::ReportFormat,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};
use spectable_drift::rules::{Record, Rule};

/// The command line of `spectable explain`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  spectable explain type-changed\n  spectable explain         lists the rules"
)]
pub struct Args {
    /// The rule, such as type-changed [default: list all rules]
    rule: Option<String>,

    /// How it is printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
}

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// Runs `spectable explain`.
///
/// # Errors
/// If the rule is unknown.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let rule = args.rule.as_deref().map(named).transpose()?;
    let text = match (args.format, rule) {
        (ReportFormat::Text, None) => list(),
        (ReportFormat::Text, Some(rule)) => explain(rule),
        (ReportFormat::Json, None) => json(Rule::ALL),
        (ReportFormat::Json, Some(rule)) => json(&[rule]),
    };
    output.write(&text)?;
    Ok(Status::Fine)
}

fn named(id: &str) -> Result<Rule, Failure> {
    Rule::parse(id).ok_or_else(|| {
        if Kind::ALL.iter().any(|kind| kind.name() == id) {
            return Failure::bad_input(
                format!("`{id}` is a kind of finding of `spectable audit`, and no rule of drift"),
                "docs/traffic.md says what each kind means",
            );
        }
        let remedy = match closest(id, Rule::ALL.iter().map(|rule| rule.id())) {
            Some(rule) => format!("did you mean `{rule}`?"),
            None => "run `spectable explain` to list the rules".to_owned(),
        };
        Failure::bad_input(format!("unknown rule `{id}`"), remedy)
    })
}

fn json(rules: &[Rule]) -> String {
    let verdicts = |record: &Record| {
        json!({
            "rust": record.rust_in_words(),
            "wire": record.wire_in_words(),
            "behaviour": record.behaviour_in_words(),
            "why": record.why,
        })
    };
    let rule = |rule: &Rule| {
        let record = rule.record();
        json!({
            "rule": rule.id(),
            "summary": record.summary,
            "table": verdicts(record),
            "derive": verdicts(&record.in_style(Style::Derive)),
            "example": { "old": record.old, "new": record.new },
            "remedy": record.remedy,
        })
    };
    let rules: Vec<Value> = rules.iter().map(rule).collect();
    format!("{:#}\n", json!({ "schema_version": SCHEMA_VERSION, "rules": rules }))
}

fn list() -> String {
    let width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    let line = |rule: &Rule| format!("{:width$}  {}\n", rule.id(), rule.record().summary);
    Rule::ALL.iter().map(line).collect()
}

fn explain(rule: Rule) -> String {
    let record = rule.record();
    let Record { summary, why, old, new, remedy, .. } = record;
    let derive = match record.derive {
        None => String::new(),
        Some(_) => {
            let record = record.in_style(Style::Derive);
            format!("with `--style derive`:\n\n{}\n{}\n\n", verdicts(&record), record.why)
        }
    };
    format!(
        "{rule}\n\n{summary}\n\n{}\n{why}\n\n{derive}\
         example:\n  old: {old}\n  new: {new}\n\nwhat to do: {remedy}\n",
        verdicts(record)
    )
}

/// What the rule means, on a line each.
fn verdicts(record: &Record) -> String {
    let behaviour = match record.behaviour_in_words() {
        words if words.is_empty() => words,
        words => format!("behaviour: {words}\n"),
    };
    format!("Rust: {}\nwire: {}\n{behaviour}", record.rust_in_words(), record.wire_in_words())
}
