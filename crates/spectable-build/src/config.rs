//! All that a build script has to say.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::location::Files;
use crate::lock::{self, Lock};
use crate::names::Pins;
use crate::overlay::{self, Overlay};
use crate::problem::{Problem, Problems, Severity};
use crate::render::{self, Options, Rendered, Style};
use crate::resolve::{self, resolve};
use crate::schema::Schema;
use crate::source::Source;

/// The group that is every model of the schema.
const FULL: &str = "full";

/// A folder of pages, with its overlay and lock, to be made into Rust by a build script.
///
/// ```no_run
/// // in build.rs, all of `main`:
/// spectable_build::Config::read("schema").generate();
/// ```
/// In the crate, `include!(concat!(env!("OUT_DIR"), "/models.rs"));` takes the models in. The crate depends on `spectable`, or
/// for [`Style::Derive`] on `serde` (with `derive`), `serde_json` and `time` (with `serde`, `formatting`, `parsing` and `macros`).
///
/// If the overlay has `[groups]`, each group is a Cargo feature of the crate (its name with `-`, as in `Cargo.toml`): the models of the
/// groups that are on are generated, with all that they reach. The feature `full` is every model. Names do not depend on
/// what is on.
#[derive(Debug)]
pub struct Config {
    folder: PathBuf,
    style: Style,
    files: Files,
    problems: Problems,
    overlay: Overlay,
    schema: Schema,
}

impl Config {
    /// Reads a folder: every page, `spectable.toml` and `spectable.lock` where they are there.
    ///
    /// What is wrong is kept for [`generate`](Self::generate), or [`problems`](Self::problems).
    pub fn read(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let mut problems = Problems::default();
        let mut input = match Source::open(&folder) {
            Ok(source) => source.read(&mut problems),
            Err(problem) => {
                problems.push(problem);
                crate::source::Input::default()
            }
        };
        let overlay = match text(&folder.join(overlay::FILE_NAME), &mut problems) {
            Some((name, text)) => Overlay::parse(&name, &text, &mut input.files, &mut problems),
            None => Overlay::default(),
        };
        let lock = text(&folder.join(lock::FILE_NAME), &mut problems)
            .and_then(|(name, text)| Lock::parse(&mut input.files, &name, &text, &mut problems));
        let pins = lock.map(|lock| Pins::of(lock.schema())).unwrap_or_default();
        let schema = resolve(input, &overlay, &pins, &mut problems);
        let problems = strict(problems);
        Self { folder, style: Style::Table, files: schema.files.clone(), problems, overlay, schema }
    }

    /// Renders in another style than tables.
    #[must_use]
    pub fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// What is wrong with the folder.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// The files that the problems point into.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The resolved models.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The overlay.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// Writes the models into `OUT_DIR`, as Cargo expects it of a build script: `models.rs`, and a file for each module beside it.
    /// Problems become `cargo::error` and `cargo::warning`; with an error, Cargo fails the build and shows them all.
    pub fn generate(self) {
        let instructions = self.generate_for(&Cargo::from_environment());
        // The one thing that a build script does with standard output.
        #[allow(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]
        for line in instructions {
            println!("{line}");
        }
    }

    /// Writes the models, and gives back what Cargo is to be told.
    fn generate_for(mut self, cargo: &Cargo) -> Vec<String> {
        let mut lines = vec![format!("cargo::rerun-if-changed={}", self.folder.display())];
        let watched = |file| format!("cargo::rerun-if-changed={}", self.files.name(file));
        lines.extend(self.files.ids().map(watched));
        if !self.problems.has_errors()
            && let Err(problem) = self.write(cargo)
        {
            self.problems.push(problem);
        }
        lines.extend(self.problems.iter().filter_map(|problem| self.instruction(problem)));
        lines
    }

    /// A problem on one line: Cargo takes a line for a message.
    fn instruction(&self, problem: &Problem) -> Option<String> {
        let level = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => return None,
        };
        let message = problem.display(&self.files).to_string();
        // The severity stands in the message already, behind the position.
        let message = message.replacen(&format!("{level}: "), "", 1);
        Some(format!("cargo::{level}={message}"))
    }

    fn write(&self, cargo: &Cargo) -> Result<(), Problem> {
        let out = cargo.out_dir.as_ref().ok_or_else(|| {
            problem("no-out-dir", "OUT_DIR is not set", "call this from a build script, where Cargo sets it")
        })?;
        let origin =
            self.folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let options = Options { style: self.style, roots: self.roots(cargo), origin };
        let rendered = render::render(&self.schema, &options).map_err(|error| {
            problem("render", &format!("the models cannot be rendered: {error}"), "report this as a bug")
        })?;
        write_all(out, &rendered).map_err(|(path, error)| {
            problem(
                "write",
                &format!("`{}` cannot be written: {error}", path.display()),
                "check the folder and its permissions",
            )
        })
    }

    /// The roots of the groups that are on; `None` for everything.
    fn roots(&self, cargo: &Cargo) -> Option<BTreeSet<String>> {
        if self.overlay.groups.is_empty() || cargo.features.contains(FULL) {
            return None;
        }
        let on = self.overlay.groups.iter().filter(|(name, _)| cargo.features.contains(name.as_str()));
        Some(on.flat_map(|(_, roots)| roots).map(|root| root.value.clone()).collect())
    }
}

/// In the folder of a crate, an entry for a model that is not there is stale: nothing else will ever match it.
fn strict(problems: Problems) -> Problems {
    let mut strict = Problems::default();
    for problem in problems.iter() {
        let mut problem = problem.clone();
        if problem.rule == resolve::ABSENT {
            problem.severity = Severity::Error;
            problem.remedy = "correct the name, or take the entry away".to_owned();
        }
        strict.push(problem);
    }
    strict.sort();
    strict
}

/// A file beside the pages, if it is there.
fn text(path: &Path, problems: &mut Problems) -> Option<(String, String)> {
    match fs::read_to_string(path) {
        Ok(text) => Some((path.display().to_string(), text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            let message = format!("`{}` cannot be read: {error}", path.display());
            problems.push(problem("unreadable", &message, "check its permissions, and that it is UTF-8"));
            None
        }
    }
}

fn problem(rule: &'static str, message: &str, remedy: &str) -> Problem {
    let (message, remedy) = (message.to_owned(), remedy.to_owned());
    Problem { severity: Severity::Error, rule, location: None, message, remedy }
}

/// Writes the files that have changed, and takes away modules that are no longer there.
fn write_all(out: &Path, rendered: &Rendered) -> Result<(), (PathBuf, io::Error)> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let modules = rendered.modules.iter().map(|(name, text)| (out.join(name).with_extension("rs"), text));
    let files: Vec<_> = modules.chain([(out.join("models.rs"), &rendered.root)]).collect();
    for (path, text) in &files {
        if fs::read_to_string(path).ok().as_ref() != Some(text) {
            fs::write(path, text).map_err(failed(path))?;
        }
    }
    for entry in fs::read_dir(out).map_err(failed(out))? {
        let path = entry.map_err(failed(out))?.path();
        let ours = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("models_"));
        if ours && !files.iter().any(|(file, _)| *file == path) {
            fs::remove_file(&path).map_err(failed(&path))?;
        }
    }
    Ok(())
}

/// What Cargo tells a build script.
struct Cargo {
    out_dir: Option<PathBuf>,
    /// The features of the crate that are on, as `Cargo.toml` names them.
    features: Features,
}

/// Features as Cargo hands them over: upper case, with `_` for `-`.
struct Features(BTreeSet<String>);

impl Features {
    fn contains(&self, name: &str) -> bool {
        self.0.contains(&name.to_uppercase().replace('-', "_"))
    }
}

impl Cargo {
    fn from_environment() -> Self {
        let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let features = variables.filter_map(|name| name.strip_prefix("CARGO_FEATURE_").map(str::to_owned));
        Self {
            out_dir: std::env::var_os("OUT_DIR").map(PathBuf::from),
            features: Features(features.collect()),
        }
    }
}

impl fmt::Display for Config {
    /// How many models there are, and what is wrong.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} models", self.folder.display(), self.schema.models.len())?;
        self.problems.iter().try_for_each(|problem| writeln!(f, "{}", problem.display(&self.files)))
    }
}

#[cfg(test)]
#[path = "config/tests.rs"]
mod tests;
