//! `spectable waive`.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{
        atomic_folder::{Changes, Claim},
        waiver_file,
    },
};
use spectable_drift::{
    fingerprint::Fingerprint,
    glob::Glob,
    rules::Rule,
    waiver::{self, Patterns, Waived},
};

const EXAMPLES: &str = "\
Examples:
  spectable waive 9d1593f49caf2998 --reason \"the server still sends it\" --until 2027-01-31
  spectable waive --rule property-added --model 'Queue*' --reason \"a preview\" --until 2027-01-31

A pattern also waives what is yet to come, so let it name no more than is meant.";

const USAGE: &str = "\
spectable waive [OPTIONS] <FINGERPRINT> --reason <TEXT> --until <DATE>
       spectable waive [OPTIONS] [--rule <RULE>] [--model <GLOB>] [--property <GLOB>] --reason <TEXT> --until <DATE>";

/// The command line of `spectable waive`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, override_usage = USAGE)]
pub struct Args {
    /// The fingerprint of the finding: 16 hexadecimal digits, as in reports
    #[arg(
        required_unless_present_any = ["rule", "model", "property"],
        conflicts_with_all = ["rule", "model", "property"]
    )]
    fingerprint: Option<String>,

    /// In place of a fingerprint: the findings of this rule, such as property-added
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,

    /// In place of a fingerprint: the findings about these models, such as `Queue*`
    #[arg(long, value_name = "GLOB")]
    model: Option<String>,

    /// In place of a fingerprint: the findings about these properties, such as `owner`; with --rule and --model, a finding must match all
    #[arg(long, value_name = "GLOB")]
    property: Option<String>,

    /// Why the findings are accepted
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// The last day of the waiver, such as 2027-01-31
    #[arg(long, value_name = "DATE")]
    until: String,

    /// The folder of pages whose spectable.toml gets the waiver
    #[arg(long, value_name = "DIR", default_value = "schema")]
    schema: PathBuf,
}

/// Runs `spectable waive`.
///
/// # Errors
/// If a value is invalid, the same is already waived, or the file cannot be read or written.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let what = waived(&args)?;
    let until = waiver::parse_date(&args.until).ok_or_else(|| {
        Failure::bad_input(format!("`{}` is not a date", args.until), "give a date such as 2027-01-31")
    })?;
    if until < waiver::today() {
        return Err(Failure::bad_input(
            format!("{until} is in the past"),
            "give today's date or a later one",
        ));
    }
    if args.reason.trim().is_empty() {
        return Err(Failure::bad_input("the reason is empty", "say why the findings are accepted"));
    }
    let claim = Claim::of(&args.schema)?;
    let path = args.schema.join("spectable.toml");
    let name = path.display().to_string();
    let after = waiver_file::add(&name, &waiver_file::open(&path)?, &what, &args.reason, until)?;
    let write = BTreeMap::from([("spectable.toml".to_owned(), after.into_bytes())]);
    claim.apply(&Changes { write, ..Changes::default() })?;
    output.note(&format!("{what}: waived until {until}, in {name}"))?;
    Ok(Status::Fine)
}

/// The findings that the command line means.
fn waived(args: &Args) -> Result<Waived, Failure> {
    if let Some(text) = &args.fingerprint {
        let fingerprint = Fingerprint::parse(&text.to_ascii_lowercase()).ok_or_else(|| {
            Failure::bad_input(
                format!("`{text}` is not a fingerprint"),
                "give the 16 hexadecimal digits that `spectable check` or `spectable diff` prints",
            )
        })?;
        return Ok(Waived::Finding(fingerprint));
    }
    let rule = |id: &String| {
        Rule::parse(id).ok_or_else(|| Failure::bad_input(format!("`{id}` is not a rule"), Rule::meant_by(id)))
    };
    let glob = |option: &str, text: &Option<String>| match text {
        Some(text) if text.trim().is_empty() => Err(Failure::bad_input(
            format!("the pattern of `{option}` is empty"),
            format!("give a name, such as `{option} 'Queue*'`, or leave the option out"),
        )),
        text => Ok(text.as_deref().map(Glob::new)),
    };
    Ok(Waived::Matching(Patterns {
        rule: args.rule.as_ref().map(rule).transpose()?,
        model: glob("--model", &args.model)?,
        property: glob("--property", &args.property)?,
    }))
}
