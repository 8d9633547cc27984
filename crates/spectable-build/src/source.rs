//! Input as it was written: pages, and the rows of their property tables, with positions.
//!
//! Every kind of input (Markdown pages, an OpenAPI document) is read into the same [`Page`]s; what differs between
//! them ends here.

use std::path::{Path, PathBuf};

use crate::documented_type::RawType;
use crate::location::{Files, Location};
use crate::problem::{Problem, Problems, Severity};

#[cfg(feature = "archive")]
pub mod archive;
pub mod folder;
#[cfg(any(feature = "archive", feature = "openapi"))]
mod gzip;
pub mod markdown;
#[cfg(feature = "openapi")]
pub mod openapi;

/// Where pages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A folder of Markdown pages, or one page.
    Pages(PathBuf),
    /// A `.tar.gz` of Markdown pages.
    #[cfg(feature = "archive")]
    Archive(PathBuf),
    /// An OpenAPI document.
    #[cfg(feature = "openapi")]
    OpenApi(PathBuf),
}

impl Source {
    /// The source at a path: its kind is told by the ending of its name.
    ///
    /// # Errors
    /// A file whose ending is none of a source that this build can read.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, Problem> {
        let path = path.into();
        let name = path.to_string_lossy().to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if path.is_dir() || ends(&[".md"]) {
            return Ok(Self::Pages(path));
        }
        #[cfg(feature = "archive")]
        if ends(&[".tar.gz", ".tgz"]) {
            return Ok(Self::Archive(path));
        }
        #[cfg(feature = "openapi")]
        if ends(&[".json", ".yaml", ".yml", ".json.gz", ".yaml.gz", ".yml.gz"]) {
            return Ok(Self::OpenApi(path));
        }
        if !path.exists() {
            return Err(unreadable(&path, &std::io::ErrorKind::NotFound.into()));
        }
        Err(Problem {
            severity: Severity::Error,
            rule: "unknown-source",
            location: None,
            message: format!("`{}` is no source", path.display()),
            remedy: "give a folder of pages, a page (.md), an archive of pages (.tar.gz, .tgz) or an OpenAPI document (.json, .yaml)"
                .to_owned(),
        })
    }

    /// Reads the whole source. What cannot be read is noted in `problems`, the rest is given back all the same.
    pub fn read(&self, problems: &mut Problems) -> Input {
        match self {
            Self::Pages(path) => match folder::read(path) {
                Ok(files) if files.is_empty() => {
                    problems.error(
                        "no-pages",
                        None,
                        format!("`{}` holds no page", path.display()),
                        "put the pages there, as files that end in .md",
                    );
                    Input::default()
                }
                Ok(files) => markdown::read_files(files, problems),
                Err((path, error)) => {
                    problems.push(unreadable(&path, &error));
                    Input::default()
                }
            },
            #[cfg(feature = "archive")]
            Self::Archive(path) => match std::fs::File::open(path) {
                Ok(file) => {
                    let name = path.to_string_lossy();
                    let files = archive::read(&name, file, problems);
                    markdown::read_files(files, problems)
                }
                Err(error) => {
                    problems.push(unreadable(path, &error));
                    Input::default()
                }
            },
            #[cfg(feature = "openapi")]
            Self::OpenApi(path) => match std::fs::read(path) {
                Ok(bytes) => openapi::read(&path.to_string_lossy(), &bytes, problems),
                Err(error) => {
                    problems.push(unreadable(path, &error));
                    Input::default()
                }
            },
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem {
        severity: Severity::Error,
        rule: "unreadable",
        location: None,
        message: format!("`{}` cannot be read: {error}", path.display()),
        remedy: "check the path and its permissions".to_owned(),
    }
}

/// A piece of text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The text, decoded.
    pub value: T,
    /// Where it stands.
    pub location: Location,
}

/// What a source holds.
#[derive(Debug, Default, Clone)]
pub struct Input {
    /// The files that were read.
    pub files: Files,
    /// One per model, in the order of the names of their files, then of their position.
    pub pages: Vec<Page>,
    /// The release that the input says it belongs to: a page's footer, or `info.version`.
    pub release: Option<String>,
    /// Text on pages that is neither a table nor a description, and was not read.
    pub skipped: Vec<Location>,
}

/// The documentation of one model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The model's documented name.
    pub name: Spanned<String>,
    /// What the model is, as Markdown; often empty.
    pub description: String,
    /// A model, or an enum that stands on its own.
    pub body: Body,
    /// The whole page.
    pub location: Location,
}

/// What a page documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A model: one row for each property.
    Rows(Vec<Row>),
    /// An enum with a name of its own (OpenAPI: a schema with `enum`).
    Values(Vec<RawValue>),
    /// Another name for a type (OpenAPI: a schema that is a string, an array, …).
    Alias(RawType),
}

/// One row of a property table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The documented name.
    pub name: Spanned<String>,
    /// The wire name, where the input states it (OpenAPI does, Markdown pages of Python SDKs do not).
    pub wire: Option<String>,
    /// The type, and its text as documented.
    pub ty: Spanned<RawType>,
    /// The documented text of the type, such as `list[str]`.
    pub type_text: String,
    /// What the property holds, as Markdown; may be empty.
    pub description: String,
    /// The row says that the property is required.
    pub required: bool,
    /// The row says that the property is read-only.
    pub read_only: bool,
    /// The row says that the property is deprecated.
    pub deprecated: bool,
    /// Values of an enum that the input states in a form made for it (OpenAPI's `enum`), never guessed from prose. They are of
    /// the property's type, or of the innermost item of a list or map.
    pub values: Option<Vec<RawValue>>,
    /// The whole row.
    pub location: Location,
}

/// One documented value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawValue {
    /// The text on the wire.
    pub wire: String,
    /// What the value means; may be empty.
    pub description: String,
    /// Where it stands.
    pub location: Location,
}
