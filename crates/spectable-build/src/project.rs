//! A project: documentation with its overlay and its lock, read once, resolved, and everything that is wrong with it.
//!
//! A build script and each command begin here, so that they agree about the same folder.

use std::collections::BTreeMap;
use std::path::Path;

use crate::dialect::Dialect;
use crate::documented::{FoundDialect, Input, PassedOver};
use crate::location::{FileId, Files, Location};
use crate::lock::{Lock, Pins};
use crate::overlay::{Overlay, Owner};
use crate::problem::Problems;
use crate::resolve::resolve;
use crate::schema::Schema;
#[cfg(feature = "openapi")]
use crate::source::openapi;
use crate::source::{Content, Documentation, SourceFile, markdown, utf8};

/// Documentation with its overlay and lock, resolved.
#[derive(Debug, Default)]
pub struct Project {
    /// What the user called it.
    pub name: String,
    /// Its models, and the files that all positions point into.
    pub schema: Schema,
    /// Its overlay; empty where there is none.
    pub overlay: Overlay,
    /// What was released, as far as the lock next to the pages says it.
    pub lock: Option<Lock>,
    /// It is a lock by itself: models without documentation.
    pub is_lock: bool,
    /// How many pages there are, of models and others.
    pub pages: usize,
    /// Text on pages that was not read.
    pub skipped: Vec<Location>,
    /// How many more such texts there are, where the source is a folder of documentation as it is.
    pub texts: usize,
    /// Pages that document no model, and were passed over.
    pub passed_over: Vec<PassedOver>,
    /// The dialect of the pages, and how it was found.
    pub dialect: Option<FoundDialect>,
    /// What is wrong, in the order of the files. With an error among them the other parts are not whole.
    pub problems: Problems,
    paths: BTreeMap<FileId, String>,
}

/// How documentation is read. As it is by default, overlay and lock are those next to the pages, and belong to them.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The overlay in place of the one next to the pages.
    pub overlay: Option<SourceFile>,
    /// Whose the overlay is.
    pub owner: Owner,
    /// Which names stay as they are.
    pub released: Released<'a>,
    /// The pages are documentation as it is: those that document no model are passed over. In the folder of a project they are errors.
    pub foreign_pages: bool,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Self { overlay: None, owner: Owner::Ours, released: Released::default(), foreign_pages: false }
    }
}

/// Which names were released, and stay as they are.
#[derive(Debug, Clone, Copy, Default)]
pub enum Released<'a> {
    /// Those of the lock next to the pages.
    #[default]
    NextToPages,
    /// The same; where a merge left a conflict in the lock, those of both sides.
    NextToPagesOrMerged,
    /// Those of the lock of another project.
    Of(&'a Lock),
    /// None. A lock next to the pages is not read.
    Nothing,
}

impl Project {
    /// Reads the project in a folder or file, with the overlay and the lock next to its pages.
    pub fn open(path: &Path) -> Self {
        match Documentation::open(path) {
            Ok(documentation) => Self::read(documentation, Reading::default()),
            Err(problem) => {
                let mut problems = Problems::default();
                problems.push(problem);
                Self { name: path.display().to_string(), problems, ..Self::default() }
            }
        }
    }

    /// Understands documentation that was found.
    pub fn read(documentation: Documentation, reading: Reading<'_>) -> Self {
        let Documentation { name, content, overlay, lock, mut problems } = documentation;
        let overlay = reading.overlay.or(overlay);
        let (mut input, paths) = match content {
            Content::Pages(pages) => {
                let dialect = overlay.as_ref().and_then(dialect);
                let how = markdown::Pages { dialect: dialect.as_ref(), foreign: reading.foreign_pages };
                of_pages(pages, how, &mut problems)
            }
            #[cfg(feature = "openapi")]
            Content::OpenApi(file) => {
                (openapi::read(&file.name, &file.bytes, &mut problems), BTreeMap::new())
            }
            Content::Lock(file) => return Self::of_lock(name, file, problems),
        };
        let (pages, texts) = (input.pages.len(), input.texts);
        let skipped = std::mem::take(&mut input.skipped);
        let (passed_over, dialect) = (std::mem::take(&mut input.passed_over), input.dialect.take());
        let overlay =
            overlay.and_then(|file| read_text(file, &mut input.files, &mut problems, Overlay::parse));
        let overlay = Overlay { owner: reading.owner, ..overlay.unwrap_or_default() };
        let read_lock = |parse: Parse<Option<Lock>>| {
            lock.and_then(|file| read_text(file, &mut input.files, &mut problems, parse)).flatten()
        };
        let lock = match reading.released {
            Released::NextToPages => read_lock(Lock::parse),
            Released::NextToPagesOrMerged => read_lock(Lock::parse_or_merge),
            Released::Of(_) | Released::Nothing => None,
        };
        let pins = match (reading.released, &lock) {
            (Released::Of(lock), _) | (_, Some(lock)) => lock.pins(),
            (_, None) => Pins::default(),
        };
        let schema = resolve(input, &overlay, &pins, &mut problems);
        problems.sort();
        Self {
            name,
            schema,
            overlay,
            lock,
            is_lock: false,
            pages,
            skipped,
            texts,
            passed_over,
            dialect,
            problems,
            paths,
        }
    }

    fn of_lock(name: String, file: SourceFile, mut problems: Problems) -> Self {
        let mut files = Files::default();
        let lock = read_text(file, &mut files, &mut problems, Lock::parse).flatten();
        let schema = match &lock {
            Some(lock) => lock.clone().into_schema(files),
            None => Schema { files, ..Schema::default() },
        };
        Self { name, schema, lock, is_lock: true, problems, ..Self::default() }
    }

    /// The path of a page in its folder or archive, with `/`.
    pub fn path(&self, page: FileId) -> Option<&str> {
        self.paths.get(&page).map(String::as_str)
    }

    /// The pages, each with its path in its folder or archive; none where the source is not made of pages.
    pub fn page_files(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.paths.iter().map(|(file, path)| (*file, path.as_str()))
    }
}

/// Reads pages; with the path of each.
fn of_pages(
    pages: Vec<SourceFile>,
    how: markdown::Pages<'_>,
    problems: &mut Problems,
) -> (Input, BTreeMap<FileId, String>) {
    let (paths, pages): (Vec<_>, Vec<_>) =
        pages.into_iter().map(|page| (page.path, (page.name, page.bytes))).unzip();
    let input = markdown::read(pages, how, problems);
    // The files are in the order in which they were given.
    let paths = input.files.ids().zip(paths).collect();
    (input, paths)
}

/// The dialect that an overlay names. It is needed before the pages are read, and the overlay itself after them: its problems are told
/// then.
fn dialect(overlay: &SourceFile) -> Option<Dialect> {
    let text = std::str::from_utf8(&overlay.bytes).ok()?;
    Overlay::parse(&overlay.name, text, &mut Files::default(), &mut Problems::default()).dialect
}

/// A parser of a text next to the pages.
type Parse<T> = fn(&str, &str, &mut Files, &mut Problems) -> T;

/// Parses a text next to the pages. What is wrong with it is noted.
fn read_text<T>(file: SourceFile, files: &mut Files, problems: &mut Problems, parse: Parse<T>) -> Option<T> {
    match String::from_utf8(file.bytes) {
        Ok(text) => Some(parse(&file.name, &text, files, problems)),
        Err(error) => {
            problems.extend(utf8::add(files, file.name, error.into_bytes()).err());
            None
        }
    }
}
