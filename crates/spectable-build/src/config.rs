//! What a build script says.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use crate::build_script::{self, Cargo};
use crate::location::Files;
use crate::overlay::Overlay;
use crate::problem::Problems;
use crate::project::Project;
use crate::render::{self, Options, Rendered, Style};
use crate::schema::Schema;

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
    /// What the build script says, before the overlay.
    style: Option<Style>,
    /// The folder in `OUT_DIR`, if it is not that itself.
    module: Option<String>,
    project: Project,
}

impl Config {
    /// Reads a folder: every page, and `spectable.toml` and `spectable.lock` where they are there.
    ///
    /// What is wrong is kept for [`generate`](Self::generate), or [`problems`](Self::problems).
    pub fn read(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let project = Project::open(&folder);
        Self { folder, style: None, module: None, project }
    }

    /// Renders in this style, whatever the overlay says. Without it, the style is that of the overlay, or tables.
    #[must_use]
    pub fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// Writes the models into a folder of this name in `OUT_DIR`, for a crate that is generated from several folders.
    ///
    /// ```no_run
    /// // in build.rs, all of `main`:
    /// spectable_build::Config::read("schema").generate();
    /// spectable_build::Config::read("billing").module("billing").generate();
    /// ```
    /// ```rust,ignore
    /// // src/lib.rs
    /// include!(concat!(env!("OUT_DIR"), "/models.rs"));
    ///
    /// pub mod billing {
    ///     include!(concat!(env!("OUT_DIR"), "/billing/models.rs"));
    /// }
    /// ```
    /// The name is one of letters, digits and `_`, as that of a module is. Two folders that are generated into one place are an error.
    /// Models of two folders are different types, even if they have one name.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// What is wrong with the folder.
    pub fn problems(&self) -> &Problems {
        &self.project.problems
    }

    /// The files that the problems point into.
    pub fn files(&self) -> &Files {
        &self.project.schema.files
    }

    /// The resolved models.
    pub fn schema(&self) -> &Schema {
        &self.project.schema
    }

    /// The overlay.
    pub fn overlay(&self) -> &Overlay {
        &self.project.overlay
    }

    /// Writes the models into `OUT_DIR`, or the folder of [`module`](Self::module) in it, as Cargo expects it of a build script: `models.rs`,
    /// and a file for each module next to it. Generated files that are no longer needed are removed; others are not touched.
    /// Problems become `cargo::error` and `cargo::warning`; with an error, Cargo fails the build and shows them all.
    pub fn generate(self) {
        build_script::print(&self.generate_for(&Cargo::from_environment()));
    }

    /// Writes the models, and gives back what Cargo is to be told.
    fn generate_for(mut self, cargo: &Cargo) -> Vec<String> {
        let mut lines = build_script::watch(&self.folder, self.files());
        let style = self.style.or(self.overlay().style).unwrap_or_default();
        self.project.problems.extend(self.overlay().conflict(style));
        if !self.problems().has_errors() {
            let written = cargo.write(&self.render(style, cargo), self.module.as_deref());
            self.project.problems.extend(written.err());
        }
        lines.extend(build_script::instructions(self.problems(), self.files()));
        lines
    }

    fn render(&self, style: Style, cargo: &Cargo) -> Rendered {
        let origin =
            self.folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let tolerant = self.overlay().tolerant.clone();
        let options = Options { style, roots: self.roots(cargo), tolerant, origin };
        render::render(self.schema(), &options)
    }

    /// The roots of the groups that are on; `None` for everything.
    fn roots(&self, cargo: &Cargo) -> Option<BTreeSet<String>> {
        let groups = &self.overlay().groups;
        if groups.is_empty() || cargo.has_feature(FULL) {
            return None;
        }
        let on = groups.iter().filter(|(name, _)| cargo.has_feature(name));
        Some(on.flat_map(|(_, roots)| roots).map(|root| root.value.clone()).collect())
    }
}

impl fmt::Display for Config {
    /// How many models there are, and what is wrong.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} models", self.folder.display(), self.schema().models.len())?;
        self.problems().iter().try_for_each(|problem| writeln!(f, "{}", problem.display(self.files())))
    }
}

#[cfg(test)]
mod tests;
