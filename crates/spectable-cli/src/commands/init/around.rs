//! What a crate needs around its `schema/`: which files are made, and what is left to who owns a file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use spectable_build::render::Style;

use super::{args::Args, place::Place, schema::Made, texts, versions};
use crate::{
    commands::crate_name::Name,
    terminal::status::Failure,
    workspace::{
        manifest::{self, Dependency, Manifest},
        new_files::{InTheWay, NewFiles, Replacement},
    },
};
use spectable_drift::report::{count::count_of, printable};

/// The plan of a crate.
pub(super) struct Around {
    /// The name of the crate.
    pub(super) name: String,
    /// The crate was not there.
    pub(super) is_new: bool,
    /// What is written.
    pub(super) files: NewFiles,
    /// What is made: a line for each file, or folder of files.
    made: Vec<(PathBuf, String)>,
    /// What is left to who owns a file, a line each.
    pub(super) to_do: Vec<String>,
}

impl Around {
    /// Settles what is made.
    ///
    /// # Errors
    /// If the manifest cannot be added to.
    pub(super) fn plan(args: &Args, place: Place, made: &Made, style: Style) -> Result<Self, Failure> {
        let Place { found, name, run_time } = place;
        let is_new = found.is_none();
        let mut around =
            Self { name, is_new, files: NewFiles::default(), made: Vec::new(), to_do: Vec::new() };
        let dependencies = dependencies(args, run_time, made, style)?;
        around.manifest(args, found.as_ref(), &dependencies)?;
        around.rust(args, found.as_ref(), made, style);
        for (path, bytes) in &made.files {
            around.files.create.insert(args.inside("schema").join(path), bytes.clone());
        }
        let own = made.files.keys().filter(|it| it.starts_with("spectable."));
        let others = made.files.len() - own.clone().count();
        let parts = own.cloned().chain((others > 0).then(|| count_of(others, "other file")));
        let parts = parts.collect::<Vec<_>>().join(", ");
        around.made.push((args.inside("schema"), format!("schema/: {parts}")));
        around.create(args, "tests/in_step.rs", texts::TEST, "fails when pages and lock differ");
        around.git(args, is_new)?;
        Ok(around)
    }

    fn create(&mut self, args: &Args, path: &str, text: &str, about: &str) {
        self.files.create.insert(args.inside(path), text.as_bytes().to_vec());
        self.made.push((args.inside(path), format!("{path}: {about}")));
    }

    /// What is made, a line each; without the files that are there with the very same text.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        let files = || self.files.create.keys().chain(self.files.replace.keys());
        let is_made = move |path: &Path| files().any(|file| file.starts_with(path));
        self.made.iter().filter(move |(path, _)| is_made(path)).map(|(_, line)| line.as_str())
    }

    fn manifest(
        &mut self,
        args: &Args,
        found: Option<&Manifest>,
        dependencies: &[Dependency],
    ) -> Result<(), Failure> {
        let dir = args.dir.as_path();
        let mut workspace = manifest::workspace_above(dir)?;
        let path = args.inside(manifest::FILE_NAME);
        let mut edited = match found {
            Some(manifest) => manifest.clone(),
            None => Manifest::parse(path.clone(), texts::manifest(&Name::new(&self.name)?))?,
        };
        let inherits = if edited.is_workspace() { Some(edited.clone()) } else { workspace.clone() };
        let ours: Vec<_> =
            dependencies.iter().filter(|it| it.name.starts_with("spectable")).cloned().collect();
        versions::refuse_another(dir, found, inherits.as_ref(), &ours, args.spectable.is_some())?;
        for dependency in dependencies {
            edited.add(dependency, inherits.as_ref())?;
            for feature in edited.lacking(dependency) {
                self.to_do.push(format!("Cargo.toml: give `{}` the feature `{feature}`", dependency.name));
            }
        }
        let text = edited.edited();
        match found {
            None => {
                self.files.create.insert(path.clone(), text.into_bytes());
                self.made.push((path, "Cargo.toml: a crate with what the models need".to_owned()));
            }
            Some(manifest) if manifest.as_read() != text => {
                let (old, new) = (manifest.as_read().as_bytes().to_vec(), text.into_bytes());
                self.files.replace.insert(path.clone(), Replacement { old, new });
                self.made.push((path, "Cargo.toml: what the models need was added".to_owned()));
            }
            Some(_) => {}
        }
        if let (None, Some(workspace)) = (found, &mut workspace) {
            let root = workspace.path.parent().unwrap_or_else(|| Path::new("."));
            let member = manifest::way(root, dir)?;
            if !workspace.knows(&member) {
                let old = workspace.as_read().as_bytes().to_vec();
                workspace.add_member(&member)?;
                let new = workspace.edited().into_bytes();
                let line = format!("`{member}` is a member of the workspace above it");
                self.made.push((workspace.path.clone(), line));
                self.files.replace.insert(workspace.path.clone(), Replacement { old, new });
            }
        }
        Ok(())
    }

    /// The build script and the library. Those of a crate that is there are its owner's.
    fn rust(&mut self, args: &Args, found: Option<&Manifest>, made: &Made, style: Style) {
        let script = found.and_then(|manifest| manifest.package("build")).unwrap_or("build.rs");
        match fs::read_to_string(args.inside(script)) {
            Ok(text) if text.contains("spectable_build::Config") => {}
            Ok(_) if found.is_some() => {
                self.to_do.push(format!("{script}: add to `main`: {}", texts::BUILD_LINE));
            }
            Ok(_) | Err(_) => self.create(args, script, texts::BUILD, "generates the models"),
        }
        let limit = made.project.schema.recursion_limit();
        let Some(manifest) = found else {
            return self.create(args, "src/lib.rs", &texts::library(style, limit), "takes them in");
        };
        let places = [manifest.library(), Some("src/lib.rs"), Some("src/main.rs")];
        let place = places.into_iter().flatten().find(|place| args.inside(place).is_file());
        let Some(place) = place else {
            return self.create(args, "src/lib.rs", &texts::library(style, limit), "takes them in");
        };
        let text = fs::read_to_string(args.inside(place)).unwrap_or_default();
        if !text.contains("/models.rs") {
            self.to_do.push(format!("{place}: add: pub mod models {{ {} }}", texts::INCLUDE));
        }
        if let Some(limit) = limit.filter(|_| !text.contains("recursion_limit")) {
            self.to_do.push(format!("{place}: add at its head: #![recursion_limit = \"{limit}\"]"));
        }
    }

    /// What git and CI need.
    fn git(&mut self, args: &Args, is_new: bool) -> Result<(), Failure> {
        let real = manifest::real(&args.dir)?;
        let root = real.ancestors().find(|folder| folder.join(".git").exists());
        if root.is_none_or(|root| root == real) {
            self.create(
                args,
                ".github/workflows/schema.yml",
                &texts::workflow(),
                "the same check on every push",
            );
        } else {
            self.create(args, "ci/schema.sh", texts::SCRIPT, "the same check, for your CI to run");
        }
        match fs::read_to_string(args.inside(".gitattributes")) {
            Ok(text) if text.contains("schema/") => {}
            Ok(_) => self.to_do.push(format!(".gitattributes: add: {}", texts::GITATTRIBUTES.trim_end())),
            Err(_) => {
                self.create(
                    args,
                    ".gitattributes",
                    texts::GITATTRIBUTES,
                    "git leaves line endings of pages alone",
                );
            }
        }
        if is_new && root.is_none() && !args.inside(".gitignore").exists() {
            self.create(args, ".gitignore", texts::GITIGNORE, "git leaves out what Cargo builds");
        }
        Ok(())
    }

    /// Refuses what is in the way.
    ///
    /// # Errors
    /// If anything is, with a line for each.
    pub(super) fn refuse_what_is_in_the_way(&mut self) -> Result<(), Failure> {
        let found = self.files.in_the_way()?;
        if found.is_empty() {
            return Ok(());
        }
        let are = if found.len() == 1 { "is" } else { "are" };
        let mut message = format!("{} {are} in the way; nothing was written:", count_of(found.len(), "file"));
        for InTheWay { path, what } in &found {
            let name = path.display().to_string();
            let shown = printable::line(&name);
            message.push_str(&format!("\n  `{shown}` {what}{}", remedy(path)));
        }
        Err(Failure::bad_input(
            message,
            "move away what is listed above, or do what it says there; then run this command again",
        ))
    }
}

/// What to do about a file that is in the way, where it is more than to move it.
fn remedy(path: &Path) -> &'static str {
    match path.file_name().and_then(|name| name.to_str()) {
        Some("in_step.rs") => ": it may be another test; move it, and add what it had to the new one",
        Some("schema.yml" | "schema.sh") => ": move it, and add what it had to the new one",
        _ => "",
    }
}

/// What the crate depends on.
fn dependencies(
    args: &Args,
    siblings: Option<PathBuf>,
    made: &Made,
    style: Style,
) -> Result<Vec<Dependency>, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let ours = |table, name: &'static str, features| -> Result<Dependency, Failure> {
        let sibling = siblings.as_ref().map(|it| it.with_file_name(name)).filter(|_| name != "spectable");
        let place: Option<PathBuf> = sibling.or_else(|| siblings.clone());
        let path = place.map(|place| manifest::way(&args.dir, &place)).transpose()?;
        Ok(Dependency { table, name, version, path, features })
    };
    let document: &[&str] = if made.has_document { &["openapi"] } else { &[] };
    let mut all = match style {
        Style::Table => vec![ours("dependencies", "spectable", &[])?],
        Style::Derive => {
            let other = |name, version, features| Dependency {
                table: "dependencies",
                name,
                version,
                path: None,
                features,
            };
            vec![
                other("serde", "1", &["derive"]),
                other("serde_json", "1", &["float_roundtrip"]),
                other("time", "0.3", &["formatting", "macros", "parsing", "serde"]),
            ]
        }
    };
    all.push(ours("build-dependencies", "spectable-build", document)?);
    all.push(ours("dev-dependencies", "spectable-drift", &[])?);
    Ok(all)
}
