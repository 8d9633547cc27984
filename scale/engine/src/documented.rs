//! From documentation to the columns of a table.

use std::{collections::BTreeMap, path::Path};

use datafusion::arrow::datatypes::SchemaRef;
use spectable_arrow::Columns;
use spectable_build::{
    overlay::Owner,
    problem::{Problem, Severity},
    project::{Project, Reading},
    source::Documentation,
};

use crate::{
    batches::WrongValues,
    evolution::{self, Release},
    failure::Failure,
};

/// What a table is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The model of its documents, by its documented name or its Rust name.
    pub model: String,
    /// Where the documentation is: a folder of pages, a lock, an OpenAPI document, or an archive. Several are releases of the same
    /// documentation: the table has the columns of all of them. None means a compiled model.
    pub schemas: Vec<String>,
    /// How many levels of models within models have columns of their own; what is deeper is JSON text.
    pub depth: Option<usize>,
    /// The properties that become columns; empty for all of them. A dot leads into a model: `participants.purpose`.
    pub only: Vec<String>,
    /// The timestamps that have a column with their offset.
    pub offsets: Vec<String>,
    /// What becomes of values that contradict the documentation.
    pub wrong: WrongValues,
}

impl Wanted {
    /// All columns of a model.
    pub fn new(model: impl Into<String>) -> Self {
        Self {
            model: model.into(),
            schemas: Vec::new(),
            depth: None,
            only: Vec::new(),
            offsets: Vec::new(),
            wrong: WrongValues::default(),
        }
    }

    fn columns(&self, enums: Enums) -> Columns {
        let mut columns = Columns::new().dictionaries(enums == Enums::Dictionaries);
        if let Some(depth) = self.depth {
            columns = columns.depth(depth);
        }
        if !self.only.is_empty() {
            columns = columns.only(&self.only);
        }
        columns.offsets(&self.offsets)
    }
}

/// A compiled model: it makes its columns when they are asked for.
type Compiled = fn(&Columns) -> Result<SchemaRef, spectable_arrow::ColumnsError>;

/// What the texts of enums are in columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Enums {
    #[default]
    Dictionaries,
    Texts,
}

/// The models that are compiled into this program, by their names, and how columns are made of any model.
#[derive(Debug, Clone, Default)]
pub struct Models {
    compiled: BTreeMap<String, Compiled>,
    enums: Enums,
}

impl Models {
    /// Adds a model. Its name in SQL is its documented name.
    #[must_use]
    pub fn with_model<M: spectable::Model>(mut self) -> Self {
        self.compiled.insert(M::table().name().to_owned(), |columns| columns.of::<M>());
        self
    }

    /// The texts of enums are plain texts in columns, and not dictionaries: these differ from file to file, which not every format that batches are
    /// sent in allows.
    #[must_use]
    pub fn with_plain_enums(self) -> Self {
        Self { enums: Enums::Texts, ..self }
    }

    /// The columns that are wanted.
    ///
    /// # Errors
    /// If the documentation cannot be read or is wrong, has no such model or property, or if two releases of it contradict each other.
    pub fn columns(&self, wanted: &Wanted) -> Result<SchemaRef, Failure> {
        if wanted.schemas.is_empty() {
            return self.compiled(wanted);
        }
        if let [source] = wanted.schemas.as_slice() {
            return columns_of(&project_with(source, &wanted.model)?, wanted, source, self.enums);
        }
        let mut projects = Vec::new();
        for source in &wanted.schemas {
            projects.push((source.as_str(), project_with(source, &wanted.model)?));
        }
        let mut releases = Vec::new();
        for (source, chosen) in chosen(&projects, wanted)? {
            let project = projects.iter().find(|(name, _)| *name == source);
            if let Some((_, project)) = project {
                releases.push(Release {
                    source: source.to_owned(),
                    schema: columns_of(project, &chosen, source, self.enums)?,
                });
            }
        }
        evolution::merge(&releases).map_err(|conflict| conflict.failure(&wanted.model))
    }

    fn compiled(&self, wanted: &Wanted) -> Result<SchemaRef, Failure> {
        let Some(columns) = self.compiled.get(&wanted.model) else {
            return Err(Failure::bad_input(
                format!("nothing says where model `{}` is documented", wanted.model),
                "name a folder of pages, a lock, an OpenAPI document or an archive: option `schema`",
            ));
        };
        columns(&wanted.columns(self.enums)).map_err(|error| Failure::bad_input(error.to_string(), ""))
    }
}

/// What is wanted of each of several releases: a property that a release does not have is not asked of it.
fn chosen<'a>(projects: &[(&'a str, Project)], wanted: &Wanted) -> Result<Vec<(&'a str, Wanted)>, Failure> {
    let has = |project: &Project, only: &[String], offsets: &[String]| {
        let asked = Wanted { only: only.to_vec(), offsets: offsets.to_vec(), ..wanted.clone() };
        let columns = asked.columns(Enums::default()).of_schema(&project.schema, &wanted.model);
        // Where there is too much of it, it is there.
        columns.map_or_else(|error| error.is_too_wide(), |_| true)
    };
    let mut releases = Vec::new();
    for (source, project) in projects {
        let one = |path: &&String| has(project, std::slice::from_ref(*path), &[]);
        let only: Vec<String> = wanted.only.iter().filter(one).cloned().collect();
        let offsets = wanted.offsets.iter().filter(|path| has(project, &only, std::slice::from_ref(*path)));
        let offsets = offsets.cloned().collect();
        // A release that has nothing of what is chosen has no columns.
        if wanted.only.is_empty() || !only.is_empty() {
            releases.push((*source, Wanted { only, offsets, ..wanted.clone() }));
        }
    }
    let only = wanted.only.iter().find(|path| !releases.iter().any(|(_, it)| it.only.contains(path)));
    let offsets =
        wanted.offsets.iter().find(|path| !releases.iter().any(|(_, it)| it.offsets.contains(path)));
    match only.or(offsets) {
        None => Ok(releases),
        Some(path) => Err(Failure::bad_input(
            format!("no release of `{}` has a property `{path}`", wanted.model),
            "name a property as the documents write it, with dots into models: participants.purpose",
        )),
    }
}

/// A project that has a model.
fn project_with(source: &str, model: &str) -> Result<Project, Failure> {
    let project = project(source)?;
    match project.schema.model_named(model) {
        Some(_) => Ok(project),
        None => Err(unknown_model(&project, model)),
    }
}

/// The columns of a model by one source.
fn columns_of(project: &Project, wanted: &Wanted, source: &str, enums: Enums) -> Result<SchemaRef, Failure> {
    let columns = wanted.columns(enums).of_schema(&project.schema, &wanted.model);
    columns.map_err(|error| Failure::bad_input(format!("`{source}`: {error}"), ""))
}

/// Reads documentation, with the overlay and the lock that are beside it, as the command `spectable` does.
///
/// # Errors
/// If there is none, or it is wrong: the first errors in it are in the message.
pub fn project(source: &str) -> Result<Project, Failure> {
    let found = Documentation::open(Path::new(source)).map_err(refused)?;
    // A folder with an overlay or a lock is a project; any other is documentation as it is.
    let foreign_pages = found.overlay.is_none() && found.lock.is_none();
    let reading = Reading { owner: Owner::Ours, foreign_pages, ..Reading::default() };
    let project = Project::read(found, reading);
    if !project.problems.has_errors() {
        return Ok(project);
    }
    let errors = project.problems.iter().filter(|it| it.severity == Severity::Error);
    let lines: Vec<String> =
        errors.take(3).map(|it| format!("\n  {}", it.display(&project.schema.files))).collect();
    let message = format!("the documentation in `{source}` cannot be used:{}", lines.concat());
    Err(Failure::bad_input(message, "`spectable doctor --from` lists all of its problems"))
}

fn refused(problem: Problem) -> Failure {
    Failure::bad_input(problem.message, problem.remedy)
}

fn unknown_model(project: &Project, model: &str) -> Failure {
    let names = project.schema.models.keys().map(String::as_str);
    let remedy = match spectable_build::closest::closest(model, names) {
        Some(closest) => format!("did you mean `{closest}`?"),
        None => "`spectable list` lists the models; a name is written as in the documentation".to_owned(),
    };
    Failure::bad_input(format!("`{}` documents no model `{model}`", project.name), remedy)
}
