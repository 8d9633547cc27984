//! `spectable waive`.

use std::{collections::BTreeMap, fs, path::PathBuf};

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
use spectable_drift::{fingerprint::Fingerprint, waiver};

/// The command line of `spectable waive`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  spectable waive 9d1593f49caf2998 --reason \"the server still sends it\" --until 2027-01-31"
)]
pub struct Args {
    /// The fingerprint of the finding: 16 hexadecimal digits, as in reports
    fingerprint: String,

    /// Why the finding is accepted
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
/// If a value is invalid, the finding is already waived, or the file cannot be written.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let fingerprint = Fingerprint::parse(&args.fingerprint.to_ascii_lowercase()).ok_or_else(|| {
        Failure::bad_input(
            format!("`{}` is not a fingerprint", args.fingerprint),
            "give the 16 hexadecimal digits that `spectable check` or `spectable diff` prints",
        )
    })?;
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
        return Err(Failure::bad_input("the reason is empty", "say why the finding is accepted"));
    }
    let claim = Claim::of(&args.schema)?;
    let path = args.schema.join("spectable.toml");
    let name = path.display().to_string();
    let before = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::bad_input(format!("cannot read `{name}`: {error}"), "")),
    };
    let after = waiver_file::add(&name, &before, fingerprint, &args.reason, until)?;
    let write = BTreeMap::from([("spectable.toml".to_owned(), after.into_bytes())]);
    claim.apply(&Changes { write, ..Changes::default() })?;
    output.note(&format!("{fingerprint} is waived until {until}, in {name}"))?;
    Ok(Status::Fine)
}
