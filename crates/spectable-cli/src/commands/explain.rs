//! `spectable explain`.

use crate::{
    drift::rules::{Explanation, Rule},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};

/// The command line of `spectable explain`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  spectable explain type-changed\n  spectable explain         lists the rules"
)]
pub struct Args {
    /// The rule, such as type-changed; without one, the rules are listed
    rule: Option<String>,
}

/// Runs `spectable explain`.
///
/// # Errors
/// If there is no such rule.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let text = match args.rule {
        None => list(),
        Some(id) => match Rule::parse(&id) {
            Some(rule) => explain(rule),
            None => {
                return Err(Failure::bad_input(
                    format!("there is no rule `{id}`"),
                    "run `spectable explain` for a list of the rules",
                ));
            }
        },
    };
    output.write(&text)?;
    Ok(Status::Fine)
}

fn list() -> String {
    let width = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    let line = |rule: &Rule| format!("{:width$}  {}\n", rule.id(), rule.explanation().what);
    Rule::ALL.iter().map(line).collect()
}

fn explain(rule: Rule) -> String {
    let Explanation { what, why, example, remedy } = rule.explanation();
    format!("{rule}\n\n{what}\n\n{why}\n\nexample: {example}\n\nwhat to do: {remedy}\n")
}
