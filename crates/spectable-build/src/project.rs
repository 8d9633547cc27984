//! A project: documentation with its overlay and its lock, read once, resolved, and everything that is wrong with it.
//!
//! A build script and each command begin here, so that they agree about the same folder.

mod layered;

use std::collections::BTreeMap;
use std::path::Path;

use crate::documented::{FoundDialect, FoundDocument, Input, PassedOver};
use crate::layers::Limit;
use crate::location::{FileId, Files, Location};
use crate::lock::{Lock, Pins};
use crate::overlay::{Overlay, Owner};
use crate::problem::Problems;
use crate::resolve::resolve;
use crate::schema::Schema;
#[cfg(feature = "openapi")]
use crate::source::openapi;
use crate::source::{Content, Documentation, SourceFile, Sources, markdown, utf8};

use self::layered::Layered;

pub use self::layered::{LaidSource, Lower};

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
    /// Its first source is an OpenAPI document, and not pages.
    pub is_document: bool,
    /// What the document says of itself, if it is one.
    pub document: Option<FoundDocument>,
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
    /// The sources that were laid under the first, in their order.
    pub layers: Vec<LaidSource>,
    paths: BTreeMap<FileId, String>,
    /// The paths of the files of the other sources that are in the project.
    paths_of_layers: BTreeMap<FileId, String>,
}

/// How documentation is read. As it is by default, overlay and lock are those next to the pages, and belong to them.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The overlay in place of the one next to the pages.
    pub overlay: Option<SourceFile>,
    /// The sources that this overlay names, in the order of its entries.
    pub sources: Sources,
    /// More sources: the first wins in what it says, and they add what it leaves out. They come before those that the overlay names.
    pub lower: Vec<Lower>,
    /// What the sources of the overlay may add of whole models and properties; without it, all that they have.
    pub limit: Option<Limit>,
    /// Whose the overlay is.
    pub owner: Owner,
    /// Which names stay as they are.
    pub released: Released<'a>,
    /// The pages are documentation as it is: those that document no model are passed over. In the folder of a project they are errors.
    pub foreign_pages: bool,
    /// Of OpenAPI documents the named schemas only, without those that are written in operations.
    pub components_only: bool,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Self {
            overlay: None,
            sources: Vec::new(),
            lower: Vec::new(),
            limit: None,
            owner: Owner::Ours,
            released: Released::default(),
            foreign_pages: false,
            components_only: false,
        }
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
        let Documentation { name, mut content, overlay, sources, lock, mut problems } = documentation;
        let (overlay, sources) = match reading.overlay {
            Some(overlay) => (Some(overlay), reading.sources),
            None => (overlay, sources),
        };
        layered::leave_out(&mut content, &sources);
        let is_document = !matches!(content, Content::Pages(_));
        let content = match content {
            Content::Lock(file) => return Self::of_lock(name, file, overlay, problems),
            content => content,
        };
        let described = overlay.as_ref().map(described).unwrap_or_default();
        let components_only = reading.components_only || described.components_only;
        let dialect = described.dialect;
        let pages = markdown::Pages { dialect: dialect.as_ref(), foreign: reading.foreign_pages };
        let how = How { pages, components_only };
        let (mut input, paths) = read_content(Files::default(), content, how, &mut problems);
        let (pages, texts) = (input.pages.len(), input.texts);
        let skipped = std::mem::take(&mut input.skipped);
        let document = input.document.take();
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
        let lower = layered::Lowers {
            given: reading.lower,
            named: sources,
            limit: reading.limit.as_ref(),
            components_only,
        };
        let Layered { sources: layers, paths: paths_of_layers, .. } =
            lower.lay(&mut input, &overlay, &mut problems);
        let mut schema = resolve(input, &overlay, &pins, &mut problems);
        schema.additions = layers.iter().flat_map(|layer| layer.laid.additions.iter().cloned()).collect();
        problems.sort();
        Self {
            name,
            schema,
            overlay,
            lock,
            is_lock: false,
            is_document,
            document,
            pages,
            skipped,
            texts,
            passed_over,
            dialect,
            problems,
            layers,
            paths,
            paths_of_layers,
        }
    }

    /// An overlay says nothing of the models in a lock, and all the same which of their changes count.
    fn of_lock(name: String, file: SourceFile, overlay: Option<SourceFile>, mut problems: Problems) -> Self {
        let mut files = Files::default();
        let lock = read_text(file, &mut files, &mut problems, Lock::parse).flatten();
        let overlay = overlay.and_then(|file| read_text(file, &mut files, &mut problems, Overlay::parse));
        let overlay = overlay.unwrap_or_default();
        let schema = match &lock {
            Some(lock) => lock.clone().into_schema(files),
            None => Schema { files, ..Schema::default() },
        };
        Self { name, schema, overlay, lock, is_lock: true, problems, ..Self::default() }
    }

    /// The path of a page of the first source in its folder or archive, with `/`; the name of a document.
    pub fn path(&self, page: FileId) -> Option<&str> {
        self.paths.get(&page).map(String::as_str)
    }

    /// The path of a file of any source of the project.
    pub fn path_of_any(&self, file: FileId) -> Option<&str> {
        self.path(file).or_else(|| self.paths_of_layers.get(&file).map(String::as_str))
    }

    /// The pages, each with its path in its folder or archive, or the document.
    pub fn page_files(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.paths.iter().map(|(file, path)| (*file, path.as_str()))
    }
}

/// How the files of a source are read.
#[derive(Clone, Copy)]
struct How<'a> {
    pages: markdown::Pages<'a>,
    /// As in [`Reading`].
    #[cfg_attr(not(feature = "openapi"), expect(dead_code, reason = "only documents have components"))]
    components_only: bool,
}

/// Reads the files of a source, beside those that are known; with the path of each.
fn read_content(
    known: Files,
    content: Content,
    how: How<'_>,
    problems: &mut Problems,
) -> (Input, BTreeMap<FileId, String>) {
    let before = known.ids().count();
    let (paths, input): (Vec<_>, _) = match content {
        Content::Pages(pages) => {
            let (paths, pages): (Vec<_>, Vec<_>) =
                pages.into_iter().map(|page| (page.path, (page.name, page.bytes))).unzip();
            (paths, markdown::read_after(known, pages, how.pages, problems))
        }
        #[cfg(feature = "openapi")]
        Content::OpenApi(document) => {
            let how = openapi::How { components_only: how.components_only };
            let paths = document.paths();
            (paths, openapi::read_after(known, document, how, problems))
        }
        // A lock documents nothing.
        Content::Lock(_) => (Vec::new(), Input { files: known, ..Input::default() }),
    };
    // The files are in the order in which they were given.
    let paths = input.files.ids().skip(before).zip(paths).collect();
    (input, paths)
}

/// What an overlay says of the pages: their dialect, and the rule for wire names. It is needed before the pages are read, and the overlay
/// itself after them: its problems are told then.
fn described(overlay: &SourceFile) -> Overlay {
    let text = std::str::from_utf8(&overlay.bytes).unwrap_or_default();
    Overlay::parse(&overlay.name, text, &mut Files::default(), &mut Problems::default())
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
