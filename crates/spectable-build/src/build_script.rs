//! What Cargo tells a build script, and what a build script tells Cargo.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::location::Files;
use crate::names;
use crate::problem::{Problem, Problems, Severity};
use crate::render::{self, Rendered};

/// What Cargo tells a build script.
pub(crate) struct Cargo {
    out_dir: Option<PathBuf>,
    /// The features of the crate that are on: upper case, with `_` for `-`.
    features: BTreeSet<String>,
}

impl Cargo {
    pub(crate) fn from_environment() -> Self {
        let variables = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let features = variables.filter_map(|name| name.strip_prefix("CARGO_FEATURE_").map(str::to_owned));
        Self::new(std::env::var_os("OUT_DIR").map(PathBuf::from), features)
    }

    pub(crate) fn new(out_dir: Option<PathBuf>, features: impl IntoIterator<Item = String>) -> Self {
        Self { out_dir, features: features.into_iter().collect() }
    }

    /// Whether a feature is on; `name` is as in `Cargo.toml`.
    pub(crate) fn has_feature(&self, name: &str) -> bool {
        self.features.contains(&name.to_uppercase().replace('-', "_"))
    }

    /// Writes models into `OUT_DIR`, or a folder in it: the files that have changed. Modules that are no longer there are removed.
    ///
    /// # Errors
    /// If there is no `OUT_DIR`, this process has written other models there, or something cannot be written.
    pub(crate) fn write(&self, rendered: &Rendered, module: Option<&str>) -> Result<(), Problem> {
        let out = self.out_dir.as_ref().ok_or_else(|| {
            Problem::error(
                "no-out-dir",
                None,
                "OUT_DIR is not set".to_owned(),
                "call this from a build script, where Cargo sets it",
            )
        })?;
        let out = match module {
            Some(name) => out.join(module_name(name)?),
            None => out.clone(),
        };
        take(&out)?;
        write_all(&out, rendered).map_err(|(path, why)| {
            let message = format!("`{}` cannot be written: {why}", path.display());
            Problem::error("write", None, message, "check the folder and its permissions")
        })
    }
}

/// The name of a module, which becomes that of a folder.
fn module_name(name: &str) -> Result<&str, Problem> {
    names::not_an_identifier(name).map_or(Ok(name), |why| {
        let remedy = "give the name that the module has in Rust, such as `billing`";
        Err(Problem::error("module-name", None, format!("`{name}` is {why}"), remedy))
    })
}

/// The places that this process has written models to.
static TAKEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Takes a place for the models of one folder: those of a second one would overwrite them.
fn take(out: &Path) -> Result<(), Problem> {
    let is_new = TAKEN.lock().unwrap_or_else(PoisonError::into_inner).insert(out.to_owned());
    if is_new {
        return Ok(());
    }
    Err(Problem::error(
        "two-folders",
        None,
        format!("the models of two folders would both be written to `{}`", out.display()),
        "give one of them a module of its own: `Config::read(\"billing\").module(\"billing\").generate()`",
    ))
}

/// That the build script runs again when a file changes, or one comes or goes.
pub(crate) fn watch(folder: &Path, files: &Files) -> Vec<String> {
    let folder = folder.display().to_string();
    // Cargo cannot look into an archive, so it looks at the folder that holds the archive.
    let names = files.ids().map(|file| files.name(file)).filter(|name| Path::new(name).exists());
    [folder.as_str()].into_iter().chain(names).map(|path| format!("cargo::rerun-if-changed={path}")).collect()
}

/// A line for each error and warning: Cargo takes a line for a message.
pub(crate) fn instructions<'a>(
    problems: &'a Problems,
    files: &'a Files,
) -> impl Iterator<Item = String> + use<'a> {
    problems.iter().filter_map(|problem| {
        let level = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => return None,
        };
        // The severity is in the message already, after the position.
        let message = problem.display(files).to_string().replacen(&format!("{level}: "), "", 1);
        Some(format!("cargo::{level}={message}"))
    })
}

/// Tells Cargo.
// The one thing that a build script does with standard output.
#[allow(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]
pub(crate) fn print(lines: &[String]) {
    for line in lines {
        println!("{line}");
    }
}

/// Gives a place back, as if the process had ended.
#[cfg(test)]
pub(crate) fn forget(out: &Path) {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner).remove(out);
}

fn write_all(out: &Path, rendered: &Rendered) -> Result<(), (PathBuf, io::Error)> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    fs::create_dir_all(out).map_err(failed(out))?;
    let modules = rendered.modules.iter().map(|(name, text)| (out.join(name).with_extension("rs"), text));
    let files: Vec<_> = modules.chain([(out.join("models.rs"), &rendered.root)]).collect();
    for (path, text) in &files {
        if fs::read_to_string(path).ok().as_ref() != Some(text) {
            fs::write(path, text).map_err(failed(path))?;
        }
    }
    for entry in fs::read_dir(out).map_err(failed(out))? {
        let path = entry.map_err(failed(out))?.path();
        let is_module = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("models_"));
        if is_module && !files.iter().any(|(file, _)| *file == path) && is_ours(&path) {
            fs::remove_file(&path).map_err(failed(&path))?;
        }
    }
    Ok(())
}

/// Whether a file was generated by this library: its first line says so. Whatever else a build script writes is its own.
fn is_ours(path: &Path) -> bool {
    path.is_file() && fs::read_to_string(path).is_ok_and(|text| render::is_generated(&text))
}
