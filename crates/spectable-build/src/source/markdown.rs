//! Markdown pages: models in tables of properties, and enums in tables or lists of values.
//!
//! pulldown-cmark says which blocks a page has and where they are, unless each line of it says that by its first characters; the
//! rows of a table are then read from the text itself, since real rows hold unescaped `|` that a Markdown parser takes for cells.
//! What the words in the cells mean, the [dialect](crate::dialect) says.

mod blocks;
mod cells;
mod memory;
mod page;
mod page_text;
mod plain;
mod row;
mod scan;
mod text;
mod values;
mod votes;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use self::blocks::Scanned;
use self::memory::Memory;
use self::page::{PageReader, Read};
use self::page_text::PageText;
use super::{html, utf8};
use crate::dialect::{Dialect, loose_name};
use crate::documented::{Body, FoundDialect, Input, Page, PassedOver};
use crate::documented_type::RawType;
use crate::location::{FileId, Files, Location};
use crate::parallel;
use crate::problem::{Problem, Problems};

/// How pages are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pages<'a> {
    /// The dialect that somebody named; else the pages say it.
    pub dialect: Option<&'a Dialect>,
    /// The pages are a folder of documentation as it is: one that documents no model is passed over. Elsewhere it is an error.
    pub foreign: bool,
}

/// Reads pages in the order in which they are given: names of files and their bytes. They are one project: each documents a model.
pub fn read_files(files: impl IntoIterator<Item = (String, Vec<u8>)>, problems: &mut Problems) -> Input {
    read(files, Pages::default(), problems)
}

/// Reads pages in the order in which they are given: names of files and their bytes.
pub fn read(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    pages: Pages<'_>,
    problems: &mut Problems,
) -> Input {
    read_after(Files::default(), files, pages, problems)
}

/// Reads pages beside files that are known: the result has those, too.
pub(crate) fn read_after(
    known: Files,
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    pages: Pages<'_>,
    problems: &mut Problems,
) -> Input {
    let mut input = Input { files: known, ..Input::default() };
    let files = files.into_iter().map(|(name, bytes)| utf8::add(&mut input.files, name, bytes)).collect();
    let scanned = scan_all(files, &input.files, problems);
    let found = match pages.dialect {
        Some(dialect) => Some((Cow::Borrowed(dialect), None)),
        None => votes::choose(&scanned, &input.files, problems),
    };
    let Some((mut dialect, vote)) = found else { return input };
    let models = titles(&scanned, &input.files, &dialect);
    if dialect.any_case() {
        dialect.to_mut().forget_words(&models);
    }
    let read = parallel::map_with(scanned.iter().collect(), || {
        let memory = Memory::default();
        let (files, dialect, models) = (&input.files, &dialect, &models);
        move |scanned: &ScannedFile| {
            let mut problems = Problems::default();
            let reader = PageReader::new(scanned.page(files), &scanned.scanned, dialect, models, &memory);
            (scanned.file, reader.read(pages.foreign, &mut problems), problems)
        }
    });
    let mut release = Release::default();
    let mut doubtful = HashSet::new();
    for (file, Read { pages, release: said, skipped, texts, passed_over, uses }, found) in read {
        if found.iter().any(|problem| problem.rule == "unknown-type")
            || pages.iter().any(|page| names_nobody(page, &models))
        {
            doubtful.insert(file);
        }
        problems.append(found);
        input.pages.extend(pages);
        input.skipped.extend(skipped);
        input.texts += texts;
        input.uses.extend(uses);
        let location = Location::new(file, 0..0);
        input.passed_over.extend(passed_over.map(|reason| PassedOver { reason, location }));
        release.take(said, problems);
    }
    if vote.is_some() {
        let doubtful = scanned.iter().filter(|page| doubtful.contains(&page.file));
        votes::warn_of_mixed(doubtful, &input.files, &models, &dialect, problems);
    }
    if dialect.any_case() {
        find_models(&mut input.pages, &input.files, &dialect);
    }
    if pages.foreign && input.pages.is_empty() && !problems.has_errors() {
        problems.push(no_models(&input.passed_over));
    }
    input.release = release.first.map(|(release, _)| release);
    input.dialect = Some(FoundDialect { name: dialect.name.clone(), title: dialect.title.clone(), vote });
    input
}

/// A page, and where its blocks are.
struct ScannedFile {
    file: FileId,
    /// Where the text begins, behind a byte order mark.
    base: usize,
    /// The text, where it is not [normal](scan::normalised) in its file.
    normal: Option<String>,
    scanned: Scanned,
}

impl ScannedFile {
    /// The text of the page.
    fn page<'t>(&'t self, texts: &'t Files) -> PageText<'t> {
        let text = self.normal.as_deref().unwrap_or_else(|| texts.text(self.file));
        PageText { file: self.file, text: text.get(self.base..).unwrap_or_default(), base: self.base }
    }
}

fn scan_all(files: Vec<Result<FileId, Problem>>, texts: &Files, problems: &mut Problems) -> Vec<ScannedFile> {
    let scanned = parallel::map(files, |file| {
        let file = file?;
        let whole = texts.text(file);
        if html::is_html(whole.as_bytes()) {
            return Err(is_html(file));
        }
        // A byte order mark is not part of the first line.
        let base = if whole.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        if let Some(blocks) = plain::blocks(whole.get(base..).unwrap_or_default()) {
            let scanned = Scanned { blocks, ..Scanned::default() };
            return Ok(ScannedFile { file, base, normal: None, scanned });
        }
        let text = scan::normalised(whole);
        let scanned = scan::scan(text.get(base..).unwrap_or_default());
        let normal = match text {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        };
        Ok(ScannedFile { file, base, normal, scanned })
    });
    let mut pages = Vec::with_capacity(scanned.len());
    for page in scanned {
        match page {
            Ok(page) => pages.push(page),
            Err(problem) => problems.push(problem),
        }
    }
    pages
}

fn is_html(file: FileId) -> Problem {
    Problem::error(
        "html",
        Location::new(file, 0..0),
        "this is HTML, not Markdown",
        "fetch the page itself, not the site that shows it",
    )
}

fn no_models(passed_over: &[PassedOver]) -> Problem {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for page in passed_over {
        *reasons.entry(page.reason).or_default() += 1;
    }
    let reasons: Vec<_> = reasons.into_iter().map(|(reason, count)| format!("{reason} ({count})")).collect();
    let none = match passed_over.len() {
        1 => "the page documents no model".to_owned(),
        pages => format!("none of {pages} pages documents a model"),
    };
    Problem::error(
        "no-models",
        None,
        format!("{none}: {}", reasons.join(", ")),
        "give a folder whose pages have tables of properties, with a column of names and one of types",
    )
}

/// The names of the models that pages document, as far as their titles say it; where headings name models, of those that have a table.
fn titles(scanned: &[ScannedFile], texts: &Files, dialect: &Dialect) -> HashSet<String> {
    let (none, memory) = (HashSet::new(), Memory::default());
    let names = |file: &ScannedFile| -> Vec<String> {
        let page = file.page(texts);
        if dialect.names_by_heading() {
            return PageReader::new(page, &file.scanned, dialect, &none, &memory).names();
        }
        let title = page_text::title(&page, &file.scanned);
        title.map(|title| text::decode(dialect.model_name(title))).into_iter().collect()
    };
    scanned.iter().flat_map(names).collect()
}

/// Gives each type the name of its model as that is documented, where the dialect does not look at case and spaces: people also write
/// the plural, and what stands beside the name in a heading.
fn find_models(pages: &mut [Page], files: &Files, dialect: &Dialect) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for page in pages.iter() {
        names.entry(loose_name(&page.name.value)).or_insert_with(|| page.name.value.clone());
    }
    // The only model of a file is also called as the file is.
    for page in pages.chunk_by(|one, other| one.location.file == other.location.file) {
        let [page] = page else { continue };
        let stem = files.name(page.location.file).rsplit('/').next().unwrap_or_default();
        let stem = stem.split_once('.').map_or(stem, |(stem, _)| stem);
        names.entry(loose_name(stem)).or_insert_with(|| page.name.value.clone());
    }
    let find = |name: &str| {
        let names = [name, dialect.model_name(name)].map(loose_name).into_iter().find_map(|name| {
            let singular = name.strip_suffix('s').unwrap_or(&name);
            let found = names.get(&name).or_else(|| names.get(singular));
            found.or_else(|| names.get(&format!("{name}s")))
        });
        names.cloned()
    };
    for page in pages {
        let Body::Rows(rows) = &mut page.body else { continue };
        for row in rows {
            let ty = &mut row.ty.value;
            *ty = ty.map_refs(&mut |name| RawType::Ref(find(name).unwrap_or_else(|| name.to_owned())));
        }
    }
}

/// Whether a row of a page has a type that no page documents.
fn names_nobody(page: &Page, models: &HashSet<String>) -> bool {
    let Body::Rows(rows) = &page.body else { return false };
    rows.iter().any(|row| matches!(row.ty.value.innermost(), RawType::Ref(name) if !models.contains(name)))
}

/// The release that the pages say they belong to.
#[derive(Default)]
struct Release {
    first: Option<(String, Location)>,
}

impl Release {
    fn take(&mut self, said: Option<(String, Location)>, problems: &mut Problems) {
        let Some((release, location)) = said else { return };
        match &self.first {
            Some((first, _)) if *first != release => problems.warning(
                "mixed-releases",
                location,
                format!("this page is of release {release}, an earlier one of {first}"),
                "take all pages from one release",
            ),
            Some(_) => {}
            None => self.first = Some((release, location)),
        }
    }
}

#[cfg(test)]
mod tests;
