//! Drift: what changed between two versions of documented models, and what each change breaks.
//!
//! A test that holds a schema to its lock takes one line; `cargo test` fails when somebody changes a page and does not run
//! `spectable update`:
//!
//! ```no_run
//! #[test]
//! fn the_schema_is_in_step() {
//!     spectable_drift::assert_in_step("schema");
//! }
//! ```
//!
//! A bot or a build script asks for a [`Report`](report::Report) of two sources, and looks at its findings or renders it:
//!
//! ```
//! use spectable_drift::{between, report::FindingFormat, verdict::RustVerdict};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("spectable-drift-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # let page = |rows: &str| format!("# User\n\n| Name | Type | Description | Notes |\n| --- | --- | --- | --- |\n{rows}");
//! # let (v1, v2) = (folder.join("v1.md"), folder.join("v2.md"));
//! # std::fs::write(&v1, page("| **id** | **String** | | |\n| **name** | **String** | | |\n"))?;
//! # std::fs::write(&v2, page("| **id** | **String** | | |\n"))?;
//! let report = between(&v1, &v2)?;
//! assert_eq!(report.verdict().0, RustVerdict::Major);
//! println!("{}", report.render(FindingFormat::Markdown, false));
//! # std::fs::remove_dir_all(folder)?;
//! # Ok(())
//! # }
//! ```
//!
//! | module | what it does |
//! | --- | --- |
//! | [`changes`] | compares two schemas: every change is a [`finding::Finding`] of a [`rules::Rule`] |
//! | [`pairing`], [`constraints`], [`ways`], [`wire`] | decide what belongs together, and what a change means |
//! | [`selection`], [`waiver`], [`severity`], [`gate`], [`plausibility`], [`version`] | narrow what was found, or judge it |
//! | [`policy`] | what an overlay says of findings: waivers and severities together |
//! | [`report`] | renders findings as text, for people and for programs |
//! | [`snapshot`], [`sides`], [`in_step`] | from sources to a report; the only modules that read files |
//!
//! The command `spectable` is one user of this crate. Nothing here parses a command line, starts a process or writes to a terminal.
#![forbid(unsafe_code)]

pub mod changes;
pub mod constraints;
mod error;
pub mod finding;
pub mod fingerprint;
pub mod gate;
pub mod glob;
pub mod in_step;
pub mod label;
pub mod origin;
pub mod pairing;
pub mod place;
pub mod plausibility;
pub mod policy;
pub mod report;
pub mod rules;
pub mod rust_item;
pub mod selection;
pub mod severity;
pub mod sides;
pub mod snapshot;
pub mod verdict;
pub mod version;
pub mod waiver;
pub mod ways;
pub mod wire;

pub use error::Error;
pub use in_step::assert_in_step;
pub use sides::between;
