//! The command line of `spectable init`.

use std::path::{Path, PathBuf};

use crate::arguments::{AddsArg, StyleArg};

const EXAMPLES: &str = "\
Examples:
  spectable init ferry-models --from docs/
      a crate with the models of all pages, a test, and a recipe for CI
  spectable init ferry-models --from openapi.yaml --model Ferry --model Harbour
      two models and what they reach
  spectable init
      in the folder of a crate: schema/ with one example page, and what the crate needs to build it

No file that is there is overwritten. A Cargo.toml that is there gets the dependencies, and keeps its formatting. If something is in the
way, the command says what, and writes nothing.";

/// The command line of `spectable init`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of the crate; it is made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) dir: PathBuf,

    /// A folder of pages, one page, an OpenAPI document or JSON Schema (.json, .yaml, also .gz), or an archive of them (.tar.gz, .zip);
    /// given again, the first wins in what it says, and later ones add what it leaves out [default: one example page]
    #[arg(long = "from", value_name = "SOURCE")]
    pub(super) from: Vec<PathBuf>,

    /// What the later sources add
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = AddsArg::All)]
    pub(super) adds: AddsArg,

    /// The overlay for schema/ [default: spectable.toml in the folder of the first SOURCE, if it exists; else one that explains its keys]
    #[arg(long, value_name = "FILE", requires = "from")]
    pub(super) config: Option<PathBuf>,

    /// Only this model and what it reaches; may be given again [default: every model]
    #[arg(long = "model", value_name = "MODEL", requires = "from")]
    pub(super) models: Vec<String>,

    /// The name of a new crate [default: that of its folder]
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,

    /// What a model becomes [default: `style` of the overlay, else table]
    #[arg(long, value_enum)]
    pub(super) style: Option<StyleArg>,

    /// The folder with the crates `spectable`, `spectable-build` and `spectable-drift` [default: the published versions]
    #[arg(long, value_name = "DIR")]
    pub(super) spectable: Option<PathBuf>,

    /// Show what would be made, and make nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

impl Args {
    /// A path in the folder of the crate, which is short where that is the current one.
    pub(super) fn inside(&self, path: &str) -> PathBuf {
        if self.dir == Path::new(".") { PathBuf::from(path) } else { self.dir.join(path) }
    }
}
