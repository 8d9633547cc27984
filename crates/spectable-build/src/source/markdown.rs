//! Markdown pages: one model a page, in a `Name | Type | Description | Notes` table.
//!
//! pulldown-cmark says which blocks a page has and where they are; the rows of the table are then read from the text
//! itself, since real rows hold unescaped `|` that a Markdown parser takes for cells.

mod row;
mod text;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{html, utf8};
use crate::documented::{Body, Input, Page, Row, Spanned};
use crate::location::{FileId, Location};
use crate::parallel;
use crate::problem::{Problem, Problems};

/// Reads pages in the order in which they are given: names of files and their bytes.
pub fn read_files(files: impl IntoIterator<Item = (String, Vec<u8>)>, problems: &mut Problems) -> Input {
    let mut input = Input::default();
    let mut release: Option<(String, Location)> = None;
    let files = files.into_iter().map(|(name, bytes)| utf8::add(&mut input.files, name, bytes)).collect();
    let read = parallel::map(files, |file: Result<FileId, Problem>| {
        let mut problems = Problems::default();
        let read = match file {
            Ok(file) => read_page(file, input.files.text(file), &mut problems),
            Err(problem) => {
                problems.push(problem);
                Read::default()
            }
        };
        (read, problems)
    });
    for (read, found) in read {
        problems.append(found);
        input.pages.extend(read.page);
        input.skipped.extend(read.skipped);
        if let Some((said, location)) = read.release {
            match &release {
                Some((first, _)) if *first != said => problems.warning(
                    "mixed-releases",
                    location,
                    format!("this page is of release {said}, an earlier one of {first}"),
                    "take all pages from one release",
                ),
                Some(_) => {}
                None => release = Some((said, location)),
            }
        }
    }
    input.release = release.map(|(release, _)| release);
    input
}

/// What one page holds.
#[derive(Default)]
struct Read {
    page: Option<Page>,
    release: Option<(String, Location)>,
    skipped: Vec<Location>,
}

/// The blocks of a page that matter, as byte ranges.
#[derive(Default)]
struct Blocks {
    title: Option<Range<usize>>,
    headings: Vec<Range<usize>>,
    tables: Vec<Range<usize>>,
    /// Paragraphs, lists, code and the like.
    others: Vec<Range<usize>>,
}

fn blocks(text: &str) -> Blocks {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Blocks::default();
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    match tag {
                        Tag::MetadataBlock(_) => blocks.title = Some(range),
                        Tag::Heading { .. } => blocks.headings.push(range),
                        Tag::Table(_) => blocks.tables.push(range),
                        _ => blocks.others.push(range),
                    }
                }
                depth += 1;
            }
            Event::End(TagEnd::MetadataBlock(_) | _) => depth = depth.saturating_sub(1),
            Event::Html(_) if depth == 0 => blocks.others.push(range),
            _ => {}
        }
    }
    blocks
}

fn read_page(file: FileId, whole: &str, problems: &mut Problems) -> Read {
    if html::is_html(whole.as_bytes()) {
        problems.error(
            "html",
            Location::new(file, 0..0),
            "this is HTML, not Markdown",
            "fetch the page itself, not the site that shows it",
        );
        return Read::default();
    }
    // A byte order mark is not part of the first line.
    let bom = if whole.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let page = PageText { file, text: whole.get(bom..).unwrap_or_default(), base: bom };
    let blocks = blocks(page.text);
    let mut read = Read::default();
    let mut tables = blocks.tables.iter().filter(|range| row::is_property_table(page.slice(range)));
    let table = tables.next();
    for second in tables {
        problems.warning(
            "second-table",
            page.location(second),
            "a second property table on one page",
            "give each model a page of its own; this table is not read",
        );
    }
    let name = model_name(&page, &blocks);
    let mut description = Vec::new();
    for block in &blocks.others {
        if let Some(release) = release(page.slice(block)) {
            read.release = Some((release, page.location(block)));
        } else if table.is_some_and(|table| block.start < table.start) {
            description.push(text::decode(page.slice(block).trim()));
        } else if !page.slice(block).trim_start().starts_with("{:") {
            read.skipped.push(page.location(block));
        }
    }
    match (name, table) {
        (Some(name), Some(table)) => {
            let rows = rows(&page, table, problems);
            let location = Location::new(file, 0..whole.len());
            read.page =
                Some(Page { name, description: description.join("\n\n"), body: Body::Rows(rows), location });
        }
        (None, Some(_)) => problems.error(
            "page-without-name",
            Location::new(file, 0..0),
            "the page names no model",
            "begin it with a heading that is the model's name, or with `title:` in front matter",
        ),
        (_, None) => problems.error(
            "page-without-table",
            Location::new(file, 0..0),
            "the page has no property table",
            "a page needs a table `Name | Type | Description | Notes`, with its line of dashes; a model without properties has an empty one",
        ),
    }
    read
}

/// A page and its place in the file.
struct PageText<'a> {
    file: FileId,
    text: &'a str,
    base: usize,
}

impl<'a> PageText<'a> {
    fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn location(&self, range: &Range<usize>) -> Location {
        let end = range.start + self.slice(range).trim_end().len();
        Location::new(self.file, self.base + range.start..self.base + end)
    }

    /// The location of a part of the text.
    fn location_of(&self, part: &str) -> Location {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Location::new(self.file, self.base + start..self.base + start + part.len())
    }
}

fn model_name(page: &PageText<'_>, blocks: &Blocks) -> Option<Spanned<String>> {
    let title = blocks.title.as_ref().and_then(|range| {
        let line = page.slice(range).lines().find_map(|line| line.strip_prefix("title:"))?;
        Some(line.trim().trim_matches(['"', '\'']))
    });
    let heading = || {
        let first = page.slice(blocks.headings.first()?).lines().next()?;
        Some(text::strip_emphasis(first.trim().trim_matches('#').trim()))
    };
    let name = title.filter(|title| !title.is_empty()).or_else(heading).filter(|name| !name.is_empty())?;
    Some(Spanned { value: text::decode(name), location: page.location_of(name) })
}

/// The release in a footer such as `_Package 257.1.0_`.
fn release(block: &str) -> Option<String> {
    let inner = block.trim().strip_prefix('_')?.strip_suffix('_')?;
    let (_, version) = inner.rsplit_once(' ')?;
    let numbers = version.split('.').collect::<Vec<_>>();
    let is_version =
        numbers.len() > 1 && numbers.iter().all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    is_version.then(|| version.to_owned())
}

fn rows(page: &PageText<'_>, table: &Range<usize>, problems: &mut Problems) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in page.slice(table).lines().skip(2) {
        let line = line.trim();
        // A kramdown line of attributes ends the table.
        if line.starts_with("{:") {
            break;
        }
        if !line.is_empty() {
            rows.extend(row::read(line, |part| page.location_of(part), problems));
        }
    }
    rows
}

#[cfg(test)]
mod tests;
