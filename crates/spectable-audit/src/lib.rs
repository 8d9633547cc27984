//! Recorded JSON traffic against its documentation: what it has that nobody documents, and what is documented and never comes.
//!
//! ```
//! use spectable_audit::{Options, Source, audit, finding::Kind, plan::Plan};
//! use spectable_build::project::Project;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("spectable-audit-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # let page = folder.join("Call.md");
//! # std::fs::write(&page, "# Call\n\n| Name | Type | Description | Notes |\n| --- | --- | --- | --- |\n| **size** | **int** | | |\n")?;
//! let schema = Project::open(&page).schema;
//! let plan = Plan::of_model(&schema, "Call")?;
//! let traffic = Source::reader("calls.ndjson", &b"{\"size\": 1}\n{\"size\": \"2\"}\n"[..]);
//! let report = audit(&plan, vec![traffic], &Options::default())?;
//! assert_eq!(report.findings[0].kind, Kind::WrongKind);
//! assert_eq!(report.findings[0].message, "`Call.size` is documented as int, and is a text");
//! # std::fs::remove_dir_all(folder)?;
//! # Ok(())
//! # }
//! ```
//!
//! | module | what it does |
//! | --- | --- |
//! | [`plan`] | a schema with numbers in place of names, compiled before anything is read |
//! | `source`, `scan` | cut files into chunks of whole records: JSON, NDJSON, lists, HTTP Archives, and gzip of each |
//! | `run`, `work`, `walk` | go through the records on all cores; nothing of a record is kept but counts |
//! | [`finding`], `findings` | what the counts mean |
//! | [`report`] | what was found, as text, JSON, Markdown and HTML |
//! | [`suggest`] | the entries of an overlay that would make a finding none |
//!
//! Memory is bounded: a few megabytes for each core, and the longest record. Values of the traffic are not in the
//! report, only their shapes, unless [`Options::show_values`] asks for them.
#![forbid(unsafe_code)]

mod bounded;
mod chunk;
mod error;
pub mod finding;
mod findings;
mod form;
mod har;
mod kinds;
mod looks;
mod place;
pub mod plan;
pub mod report;
mod route;
mod run;
mod scan;
mod slot;
mod source;
pub mod suggest;
mod tally;
mod walk;
mod work;

use std::num::NonZeroUsize;

pub use crate::{error::Error, form::Form, place::Place, run::FileRead, source::Source};
use crate::{plan::Plan, report::Report};

/// How traffic is audited.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The report may have values of the traffic, and not only their shapes.
    pub show_values: bool,
    /// Reports for people list how often each property was there, and how its dates are written; those for programs and browsers always do.
    pub list_properties: bool,
    /// How many threads count; as many as there are cores by default. What is found does not depend on it.
    pub threads: Option<NonZeroUsize>,
    /// What reports call the schema.
    pub schema: String,
}

/// Reads traffic, and says how it deviates from the schema of a plan.
///
/// Records that cannot be read are findings, and so are files that end in the middle of a record. A file that cannot be read or unpacked to
/// its end is told by [`Report::files`].
///
/// # Errors
/// If a file cannot be opened, or no model is named for its records.
pub fn audit(plan: &Plan, traffic: Vec<Source>, options: &Options) -> Result<Report, Error> {
    let read = run::run(plan, traffic, options.threads)?;
    Ok(findings::report(plan, read, options))
}
