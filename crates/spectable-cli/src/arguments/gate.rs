//! When a command with findings fails: `--fail-on` and `--exit-on`, and what the overlay says where neither is given.

use clap::{Args, ValueEnum};
use spectable_build::overlay::{self, RuleSeverity};

use crate::terminal::status::Failure;
use spectable_drift::{
    gate::{Gate, Kind},
    policy::Policy,
};

/// How the two options and the overlay go together: the end of the help of a command that has them.
macro_rules! with_gate_help {
    ($examples:literal) => {
        concat!(
            $examples,
            "

When the command fails (exit code 1):
  With --exit-on, if a finding is of one of the given kinds. Nothing else counts:
  --fail-on cannot be given as well, and severities do not matter.

  Without it, the table [drift] of the overlay (spectable.toml; for diff that of the
  new side) may give a rule a severity. A finding of a rule with \"deny\" always makes
  the command fail; with \"warn\" it weighs as much as minor; with \"note\" it never
  does. Other findings make it fail if they weigh as much as --fail-on says; without
  --fail-on, as much as fail-on in [drift].

  Findings do not count if they are waived, if [drift] allows them, or if --only,
  --skip or --docs hides them. To see findings and never fail, give --exit-on none."
        )
    };
}
pub(crate) use with_gate_help;

/// When a command with findings fails.
#[derive(Debug, Clone, Args)]
pub struct GateArgs {
    /// The smallest weight of a finding that makes the command fail (exit code 1) [default: that of fail-on in the table [drift] of
    /// the overlay; else patch for `check`, none for `diff`]
    #[arg(long, value_name = "WEIGHT", value_enum)]
    fail_on: Option<FailOn>,

    /// The kinds of findings that make the command fail, in place of --fail-on; may be repeated, or several with commas
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        value_parser = exit_on,
        conflicts_with = "fail_on",
        long_help = exit_on_help()
    )]
    exit_on: Vec<ExitOn>,
}

/// The smallest weight of a finding that makes a command fail.
///
/// A wire that breaks weighs as much as code that no longer compiles. A wire that may break weighs as much as new
/// items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Never, but for rules that the overlay denies
    None,
    /// Any finding
    Patch,
    /// New items, a wire that may break, and everything worse
    Minor,
    /// Broken code or a broken wire
    Major,
}

/// A value of `--exit-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExitOn {
    Never,
    Kind(Kind),
}

fn exit_on_help() -> String {
    let mut help = "The kinds of findings that make the command fail, in place of --fail-on; may be repeated, or several with \
                    commas\n\nEach is one of:\n"
        .to_owned();
    for (name, about) in Kind::named() {
        help.push_str(&format!("- {name}: {about}\n"));
    }
    help.push_str("- a rule, such as model-removed: `spectable explain` lists them\n- none: never");
    help
}

fn exit_on(name: &str) -> Result<ExitOn, String> {
    match name {
        "none" => Ok(ExitOn::Never),
        name => Kind::parse(name)
            .map(ExitOn::Kind)
            .map_err(|remedy| format!("there is no such kind of finding; {remedy}")),
    }
}

impl GateArgs {
    /// Which findings make the command fail. `policy` is what the overlay says, and `default` holds where nobody says anything.
    ///
    /// # Errors
    /// If the values of `--exit-on` contradict one another or the overlay.
    pub fn gate(&self, policy: &Policy, default: FailOn) -> Result<Gate, Failure> {
        if self.exit_on.is_empty() {
            let given = self.fail_on.map(overlay::FailOn::from).or(policy.fail_on);
            return Ok(Gate::AtLeast(given.unwrap_or(default.into())));
        }
        let kind = |it: &ExitOn| match it {
            ExitOn::Never => None,
            ExitOn::Kind(kind) => Some(*kind),
        };
        let kinds: Vec<Kind> = self.exit_on.iter().filter_map(kind).collect();
        if !kinds.is_empty() && self.exit_on.contains(&ExitOn::Never) {
            return Err(Failure::bad_input(
                "`none` of `--exit-on` means never, and another kind is given as well",
                "give `--exit-on none` alone, or leave `none` out",
            ));
        }
        for kind in &kinds {
            if let Kind::Rule(rule) = kind
                && policy.severities.of_rule(*rule) == Some(RuleSeverity::Allow)
            {
                return Err(Failure::bad_input(
                    format!(
                        "`--exit-on {rule}` never has an effect: the overlay leaves out the findings of this rule"
                    ),
                    format!("leave it away, or give `{rule}` another severity than \"allow\" in [drift]"),
                ));
            }
        }
        Ok(Gate::Kinds(kinds))
    }
}

impl From<FailOn> for overlay::FailOn {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::None => Self::None,
            FailOn::Patch => Self::Patch,
            FailOn::Minor => Self::Minor,
            FailOn::Major => Self::Major,
        }
    }
}
