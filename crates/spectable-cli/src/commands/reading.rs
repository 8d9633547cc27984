//! What commands read: the library finds and weighs what is wrong, and here it is said.

use std::path::Path;

use spectable_build::{
    overlay::Owner,
    problem::{Problems, Severity},
    project::{Lower, Project, Reading},
    source::{Content, Documentation, SourceFile, Sources},
};

use crate::{
    arguments::SourceArgs,
    terminal::{output::Output, problems::counts, status::Failure},
    workspace::{atomic_folder, source},
};

/// What `--from` and `--config` name, not yet understood.
#[derive(Clone)]
pub(super) struct Found {
    /// The first source.
    pub(super) first: Documentation,
    /// The sources that are laid under it.
    pub(super) lower: Vec<Lower>,
    /// The overlay that is given, with the sources that it names.
    pub(super) overlay: Option<(SourceFile, Sources)>,
    components_only: bool,
}

/// Finds what `--from` and `--config` name.
///
/// # Errors
/// If there is no such source, or no such overlay.
pub(super) fn find(args: &SourceArgs) -> Result<Found, Failure> {
    let Some((first, later)) = args.from.split_first() else {
        return Err(Failure::bad_input("there is no source", "give one with `--from SOURCE`"));
    };
    source::refuse_stdin_twice(args.from.iter().filter_map(|from| from.to_str()))?;
    let first = source::open(first)?;
    source::refuse_lock(&first)?;
    let lower = source::open_lower(later, args.adds.into())?;
    let overlay = args.config.as_deref().map(source::open_overlay).transpose()?;
    Ok(Found { first, lower, overlay, components_only: args.components_only })
}

impl Found {
    /// The project that was found. Its problems are not reported yet.
    pub(super) fn understand(self) -> Project {
        let Self { first, lower, overlay, components_only } = self;
        // What is given may be for more than this source; what is in its folder is for it alone.
        let owner = if overlay.is_some() { Owner::Shared } else { Owner::Ours };
        // A folder with an overlay or a lock is a project, and each of its pages a model; any other is documentation as it is.
        let foreign_pages = first.overlay.is_none() && first.lock.is_none();
        let (overlay, sources) = overlay.map_or((None, Vec::new()), |(file, sources)| (Some(file), sources));
        let reading =
            Reading { overlay, sources, lower, owner, foreign_pages, components_only, ..Reading::default() };
        Project::read(first, reading)
    }
}

/// The project that `--from` and `--config` name. Its problems are not reported yet.
///
/// # Errors
/// If there is no such source, or no such overlay.
pub(super) fn project(args: &SourceArgs, output: &mut Output) -> Result<Project, Failure> {
    output.progress("reading pages");
    let found = find(args)?;
    output.progress("resolving models");
    let project = found.understand();
    output.progress("");
    Ok(project)
}

/// The schema that traffic is audited against, with what it was read from.
pub(super) struct Audited {
    documentation: Documentation,
    overlay: Option<SourceFile>,
    sources: Sources,
    owner: Owner,
}

impl Audited {
    /// Finds a source, and the overlay of the command line.
    ///
    /// # Errors
    /// If there is no such source, or no such overlay.
    pub(super) fn open(name: &str, config: Option<&Path>) -> Result<Self, Failure> {
        refuse_without_schema(Path::new(name))?;
        let documentation = source::open(Path::new(name))?;
        let given = config.map(source::open_overlay).transpose()?;
        let owner = if given.is_some() { Owner::Shared } else { Owner::Ours };
        let (overlay, sources) = match given {
            Some((file, sources)) => (Some(file), sources),
            None => (documentation.overlay.clone(), documentation.sources.clone()),
        };
        Ok(Self { documentation, overlay, sources, owner })
    }

    /// The resolved schema.
    pub(super) fn project(&self) -> Project {
        self.read(self.overlay.clone())
    }

    fn read(&self, overlay: Option<SourceFile>) -> Project {
        let foreign_pages = self.documentation.overlay.is_none() && self.documentation.lock.is_none();
        let (sources, owner) = (self.sources.clone(), self.owner);
        let reading = Reading { overlay, sources, owner, foreign_pages, ..Reading::default() };
        Project::read(self.documentation.clone(), reading)
    }

    /// What is wrong with a text that is added to the overlay: lines of the text, from 0, with messages.
    pub(super) fn objections(&self, text: &str) -> Vec<(usize, String)> {
        let mut overlay = self.overlay.clone().unwrap_or_else(|| SourceFile {
            name: "spectable.toml".to_owned(),
            path: "spectable.toml".to_owned(),
            bytes: Vec::new(),
        });
        overlay.bytes.push(b'\n');
        let before = overlay.bytes.iter().filter(|byte| **byte == b'\n').count();
        overlay.bytes.extend_from_slice(text.as_bytes());
        let name = overlay.name.clone();
        let project = self.read(Some(overlay));
        let errors = project.problems.iter().filter(|it| it.severity == Severity::Error);
        errors
            .filter_map(|problem| {
                let position = project.schema.files.position(problem.location?);
                let line = usize::try_from(position.line).ok()?.checked_sub(before + 1)?;
                (position.file == name).then(|| (line, problem.message.clone()))
            })
            .collect()
    }
}

/// The source that `--schema` names where it is not given.
const DEFAULT_SCHEMA: &str = "schema";

/// Finds what `--schema` names, for a command that only reads it: the folder that a crate is generated from, or any other source.
///
/// # Errors
/// If there is nothing that can be read.
pub(super) fn schema_source(name: &Path) -> Result<Documentation, Failure> {
    refuse_without_schema(name)?;
    if name.is_dir() { schema_folder(name) } else { source::open(name) }
}

/// Refuses a command that was given no schema, where there is none at its default place.
///
/// # Errors
/// If there is none.
pub(super) fn refuse_without_schema(name: &Path) -> Result<(), Failure> {
    if name != Path::new(DEFAULT_SCHEMA) || name.exists() {
        return Ok(());
    }
    Err(Failure::bad_input(
        format!("the current folder has no `{DEFAULT_SCHEMA}`"),
        "go to the folder of the crate, or say with `--schema` where the pages or the document are",
    ))
}

/// Finds the folder of pages, overlay and lock that a crate is generated from.
///
/// # Errors
/// If it is not a folder of pages.
pub(super) fn schema_folder(folder: &Path) -> Result<Documentation, Failure> {
    refuse_without_schema(folder)?;
    if folder.is_dir() {
        atomic_folder::finish_what_was_cut_off(folder)?;
        return source::open(folder);
    }
    Err(Failure::bad_input(
        format!("`{}` is not a folder of pages", folder.display()),
        "give the folder of pages with `--schema DIR`",
    ))
}

/// What is in the folder that a crate is generated from, if there is no page and no lock yet: an overlay, or nothing at all.
///
/// # Errors
/// If it cannot be read.
pub(super) fn folder_to_fill(folder: &Path) -> Result<Option<Documentation>, Failure> {
    if folder.exists() && !folder.is_dir() {
        return Ok(None);
    }
    let found = source::open_to_fill(folder)?;
    let is_empty = matches!(&found.content, Content::Pages(pages) if pages.is_empty());
    Ok(Some(found).filter(|found| is_empty && found.lock.is_none()))
}

/// Reports all problems, and refuses the project if one of them is an error.
///
/// # Errors
/// If one of them is an error, or the report cannot be written.
pub(super) fn report(project: &Project, output: &mut Output) -> Result<(), Failure> {
    output.problems(&project.problems, &project.schema.files)?;
    refuse(project)
}

/// Reports errors, and refuses a project that has any, or no model to compare. `spectable doctor` says what else is worth knowing.
///
/// # Errors
/// If there are errors or no models, or the report cannot be written.
pub(super) fn report_errors(project: &Project, output: &mut Output) -> Result<(), Failure> {
    let mut errors = Problems::default();
    errors.extend(project.problems.iter().filter(|it| it.severity == Severity::Error).cloned());
    output.problems(&errors, &project.schema.files)?;
    refuse(project)?;
    if project.schema.models.is_empty() && !project.is_lock {
        return Err(Failure::bad_input(format!("`{}` documents no model", project.name), ""));
    }
    Ok(())
}

fn refuse(project: &Project) -> Result<(), Failure> {
    if !project.problems.has_errors() {
        return Ok(());
    }
    let message = format!("`{}` cannot be used: {}", project.name, counts(&project.problems));
    Err(Failure::bad_input(message, "fix what is listed above; nothing was written"))
}
