//! Where documentation comes from: a folder of pages, one page, an archive of pages, an OpenAPI document, or a lock.
//!
//! [`Documentation`] is what was found, file by file. [`markdown`] and `openapi` read it into rows.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use crate::lock;
use crate::overlay;
use crate::problem::{Problem, Problems};

#[cfg(feature = "archive")]
pub mod archive;
#[cfg(feature = "archive")]
mod archived;
mod beside;
mod disk;
#[cfg(any(feature = "archive", feature = "openapi"))]
mod gzip;
mod html;
pub mod markdown;
#[cfg(feature = "openapi")]
pub mod openapi;
#[cfg(feature = "openapi")]
mod parts;
mod path;
mod unnamed;
pub(crate) mod utf8;

use self::path::{base, inside, is_document, is_page};

pub use self::beside::{Sources, beside};
pub use self::path::{is_wanted, may_be_part};

/// Documentation as it was found, not yet understood.
#[derive(Debug, Clone)]
pub struct Documentation {
    /// What the user called it.
    pub name: String,
    /// The files that say what models there are.
    pub content: Content,
    /// The `spectable.toml` in the folder of the pages.
    pub overlay: Option<SourceFile>,
    /// The sources that the overlay names, in the order of its entries.
    pub sources: Sources,
    /// The `spectable.lock` in the folder of the pages.
    pub lock: Option<SourceFile>,
    /// What could not be found or read. Everything else was.
    pub problems: Problems,
}

/// The files that say what models there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Markdown pages, in the order of their paths.
    Pages(Vec<SourceFile>),
    /// An OpenAPI document.
    #[cfg(feature = "openapi")]
    OpenApi(OpenApi),
    /// A lock: what was documented when it was written.
    Lock(SourceFile),
}

/// An OpenAPI document, and the files that it refers to.
#[cfg(feature = "openapi")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenApi {
    /// The document.
    pub file: SourceFile,
    /// Files below its folder that it or one of them refers to, each with its path from that folder, in the order of these paths.
    pub parts: Vec<SourceFile>,
}

/// A file as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name in messages: that of the source, and its path.
    pub name: String,
    /// Its path in the folder or archive, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// Reads a file that the user named, such as an overlay.
    ///
    /// # Errors
    /// If it cannot be read, or is larger than any documentation.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        Ok(Self { bytes: disk::named_file(path)?, path: base(&name).to_owned(), name })
    }
}

impl Documentation {
    /// Finds the documentation at a path: a folder, or a file whose kind is told by the ending of its name, or where that says
    /// nothing, by how it begins.
    ///
    /// # Errors
    /// If there is nothing that can be read, or it is not documentation. What is wrong with one of several files is in
    /// [`problems`](Self::problems).
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let is_folder = path.metadata().map_err(|error| disk::unreadable(path, &error))?.is_dir();
        if is_folder {
            let mut problems = Problems::default();
            let files = disk::folder(path, &mut problems)?;
            let found = Self::of_folder(&name, files, problems)?.with_parts_of(path);
            return Ok(found.with_sources(|inner| beside::open(path, inner)));
        }
        if is_archive(&name) {
            let file = File::open(path).map_err(|error| disk::unreadable(path, &error))?;
            return Self::of_archive(&name, is_zip(&name), io::BufReader::new(file));
        }
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        Ok(Self::of_file(&name, disk::named_file(path)?)?.with_parts_of(folder))
    }

    /// With the files that an OpenAPI document refers to, which are in this folder or below it.
    #[cfg(feature = "openapi")]
    fn with_parts_of(mut self, folder: &Path) -> Self {
        self.content = match self.content {
            Content::OpenApi(OpenApi { file, parts }) if parts.is_empty() => {
                Content::OpenApi(parts::on_disk(file, folder))
            }
            other => other,
        };
        self
    }

    #[cfg(not(feature = "openapi"))]
    fn with_parts_of(self, _folder: &Path) -> Self {
        self
    }

    /// The documentation in the files of a folder, each with its path in it; files that mean nothing here are passed over.
    /// `problems` are those that were met while the files were read.
    ///
    /// # Errors
    /// If no page is among them, and nothing says why.
    pub fn of_folder(
        name: &str,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        problems: Problems,
    ) -> Result<Self, Problem> {
        let found = Self::gathered(name, files, problems);
        let is_empty = matches!(&found.content, Content::Pages(pages) if pages.is_empty());
        if is_empty && !found.problems.has_errors() {
            let remedy = "put the pages there, as files that end in .md, .mdx or .markdown, or a document: openapi.yaml or openapi.json";
            return Err(Problem::error("no-pages", None, format!("`{name}` holds no page"), remedy));
        }
        Ok(found)
    }

    /// What is in a folder that pages are to be put into: perhaps an overlay, and no page yet. One that is not there is empty.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn open_to_fill(folder: &Path) -> Result<Self, Problem> {
        let name = folder.display().to_string();
        let mut problems = Problems::default();
        let files = if folder.exists() { disk::folder(folder, &mut problems)? } else { Vec::new() };
        let found = Self::gathered(&name, files, problems).with_parts_of(folder);
        Ok(found.with_sources(|inner| beside::open(folder, inner)))
    }

    fn gathered(
        name: &str,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        mut problems: Problems,
    ) -> Self {
        let (mut pages, mut documents, mut others) = (Vec::new(), Vec::new(), BTreeMap::new());
        let (mut overlay, mut lock) = (None, None);
        for (path, bytes) in files {
            let file = SourceFile { name: inside(name, &path), path, bytes };
            match file.path.as_str() {
                overlay::FILE_NAME => overlay = Some(file),
                lock::FILE_NAME => lock = Some(file),
                path if is_page(path) => pages.push(file),
                path if is_document(path) => documents.push(file),
                _ => {
                    others.insert(file.path, file.bytes);
                }
            }
        }
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        // Beside pages, a document is a source only where the overlay names it.
        let content = match one_document(&mut documents, others, &mut problems) {
            Some(document) if pages.is_empty() => document,
            _ => Content::Pages(pages),
        };
        Self { name: name.to_owned(), content, overlay, sources: Vec::new(), lock, problems }
    }

    /// The documentation in one file.
    ///
    /// # Errors
    /// If it is not documentation.
    pub fn of_file(name: &str, bytes: Vec<u8>) -> Result<Self, Problem> {
        if is_archive(name) {
            return Self::of_archive(name, is_zip(name), bytes.as_slice());
        }
        let kind = Kind::of(name, &bytes);
        let file = SourceFile { name: name.to_owned(), path: base(name).to_owned(), bytes };
        let content = match kind {
            Some(Kind::Page) => Content::Pages(vec![file]),
            #[cfg(feature = "openapi")]
            Some(Kind::OpenApi) => Content::OpenApi(OpenApi { file, parts: Vec::new() }),
            Some(Kind::Lock) => Content::Lock(file),
            _ => return Err(unknown(name)),
        };
        Ok(Self::of_content(name, content, Problems::default()))
    }

    fn of_content(name: &str, content: Content, problems: Problems) -> Self {
        Self { name: name.to_owned(), content, overlay: None, sources: Vec::new(), lock: None, problems }
    }

    #[cfg(feature = "archive")]
    fn of_archive(name: &str, is_zip: bool, bytes: impl io::Read) -> Result<Self, Problem> {
        let mut problems = Problems::default();
        let archived = archive::read_as(name, is_zip, bytes, &mut problems);
        let content = archived::content(name, archived, &mut problems);
        Ok(Self::of_content(name, content, problems))
    }

    #[cfg(not(feature = "archive"))]
    fn of_archive(name: &str, _is_zip: bool, _bytes: impl io::Read) -> Result<Self, Problem> {
        Err(unknown(name))
    }
}

/// The document of a folder, if there is one.
#[cfg(feature = "openapi")]
fn one_document(
    documents: &mut Vec<SourceFile>,
    mut others: BTreeMap<String, Vec<u8>>,
    problems: &mut Problems,
) -> Option<Content> {
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    if let [first, second, ..] = &documents[..] {
        let message = format!("`{}` and `{}` are both a document of the folder", first.name, second.name);
        let remedy = "leave one of them, or name one as a source in the overlay: [[source]]";
        problems.push(Problem::error("several-documents", None, message, remedy));
    }
    (!documents.is_empty())
        .then(|| Content::OpenApi(parts::gathered(documents.remove(0), |path| others.remove(path))))
}

#[cfg(not(feature = "openapi"))]
fn one_document(
    documents: &mut Vec<SourceFile>,
    _others: BTreeMap<String, Vec<u8>>,
    problems: &mut Problems,
) -> Option<Content> {
    let document = documents.pop()?;
    let remedy = "in Cargo.toml, turn on the feature `openapi` of `spectable-build`";
    problems.push(Problem::error(
        "feature-openapi",
        None,
        format!("`{}` is an OpenAPI document, and this build does not read any", document.name),
        remedy,
    ));
    None
}

/// What a single file is.
enum Kind {
    Page,
    OpenApi,
    Lock,
}

impl Kind {
    /// By its name, and by its beginning where the name says nothing.
    fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        let name = base(name).to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("md" | "mdx" | "markdown") => Some(Self::Page),
            Some("json" | "yaml" | "yml") => Some(Self::OpenApi),
            Some("lock") => Some(Self::Lock),
            _ => match bytes.trim_ascii_start() {
                [b'{', ..] => Some(Self::OpenApi),
                text if text.starts_with(b"openapi:") || text.starts_with(b"swagger:") => Some(Self::OpenApi),
                text if text.starts_with(b"# ") || text.starts_with(b"---\n") => Some(Self::Page),
                _ => None,
            },
        }
    }
}

/// Whether an archive is a `.zip`, by its name.
fn is_zip(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".zip")
}

fn is_archive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".tar.gz", ".tgz", ".zip"].iter().any(|ending| name.ends_with(ending))
}

fn unknown(name: &str) -> Problem {
    let mut kinds = vec!["a folder of pages", "a page (.md, .mdx, .markdown)"];
    if cfg!(feature = "archive") {
        kinds.push("an archive of them (.tar.gz, .tgz, .zip)");
    }
    if cfg!(feature = "openapi") {
        kinds.push("an OpenAPI document or JSON Schema (.json, .yaml, .yml, also .gz)");
    }
    Problem::error(
        "unknown-source",
        None,
        format!("`{name}` is not documentation"),
        format!("give {}", kinds.join(", or ")),
    )
}

#[cfg(test)]
mod tests;
