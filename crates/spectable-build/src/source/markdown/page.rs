//! One page: from its blocks to the models and enums that it documents.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use super::cells::cells;
use super::row::{Header, Reading};
use super::scan::{Block, BlockKind, Scanned};
use super::text;
use super::values::Values;
use crate::dialect::{Column, Dialect, EnumHeading};
use crate::documented::{Body, Page, Row, Spanned};
use crate::documented_type::RawType;
use crate::location::{FileId, Location};
use crate::problem::Problems;

/// A page and its place in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageText<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) base: usize,
}

impl<'a> PageText<'a> {
    pub(super) fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn location(&self, range: &Range<usize>) -> Location {
        let end = range.start + self.slice(range).trim_end().len();
        Location::new(self.file, self.base + range.start..self.base + end)
    }

    /// The location of a part of the text; that of the whole where it is no part of it.
    pub(super) fn location_of(&self, part: &str) -> Location {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let start = if start <= self.text.len() { start } else { 0 };
        Location::new(self.file, self.base + start..self.base + start + part.len())
    }

    /// The lines of a table below its line of dashes.
    pub(super) fn lines(&self, table: &Range<usize>) -> impl Iterator<Item = &'a str> + use<'a> {
        let lines = self.slice(table).lines().skip(2).map(str::trim);
        // A kramdown line of attributes ends the table.
        lines.take_while(|line| !line.starts_with("{:")).filter(|line| !line.is_empty())
    }

    /// The header of a table.
    pub(super) fn header(&self, table: &Range<usize>) -> impl Iterator<Item = String> + use<'a> {
        let line = self.slice(table).lines().next().unwrap_or_default();
        cells(line)
            .into_iter()
            .map(|cell| text::decode(text::strip_emphasis(text::link_text(text::strip_emphasis(cell)))))
    }

    /// The text of a heading.
    pub(super) fn heading(&self, block: &Block) -> &'a str {
        let first = self.slice(&block.range).lines().next().unwrap_or_default();
        text::strip_emphasis(first.trim().trim_start_matches('#').trim().trim_end_matches('#').trim())
    }
}

/// What one page holds.
#[derive(Default)]
pub(super) struct Read {
    pub(super) pages: Vec<Page>,
    pub(super) release: Option<(String, Location)>,
    pub(super) skipped: Vec<Location>,
    /// Why the page documents no model.
    pub(super) passed_over: Option<&'static str>,
}

/// The name that a page has as a whole: `title:` of its front matter, or its first heading.
pub(super) fn title<'a>(page: &PageText<'a>, scanned: &Scanned) -> Option<&'a str> {
    let line = scanned
        .front_matter
        .as_ref()
        .and_then(|range| page.slice(range).lines().find_map(|line| line.strip_prefix("title:")));
    let title = line.map(|line| line.trim().trim_matches(['"', '\''])).filter(|title| !title.is_empty());
    let heading = || {
        let first = scanned.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
        Some(page.heading(first)).filter(|name| !name.is_empty())
    };
    title.or_else(heading)
}

/// The values of an enum that stand under a heading.
struct Section<'a> {
    name: Option<&'a str>,
    values: Values,
}

/// Reads one page.
pub(super) struct PageReader<'a> {
    page: PageText<'a>,
    scanned: &'a Scanned,
    dialect: &'a Dialect,
    reading: Reading<'a>,
    rows: Vec<Row>,
    /// The columns of the table that was read last, and where it ends.
    table: Option<(Header, usize)>,
    /// How many tables of properties there are.
    tables: usize,
    sections: Vec<Section<'a>>,
    description: Vec<String>,
    read: Read,
}

impl<'a> PageReader<'a> {
    pub(super) fn new(
        page: PageText<'a>,
        scanned: &'a Scanned,
        dialect: &'a Dialect,
        models: &'a HashSet<String>,
    ) -> Self {
        let reading = Reading { dialect, models, labels: &scanned.labels, last: RefCell::default() };
        Self {
            page,
            scanned,
            dialect,
            reading,
            rows: Vec::new(),
            table: None,
            tables: 0,
            sections: Vec::new(),
            description: Vec::new(),
            read: Read::default(),
        }
    }

    /// Reads the page. One that documents no model is passed over where pages are `foreign`, and an error elsewhere.
    pub(super) fn read(mut self, foreign: bool, problems: &mut Problems) -> Read {
        if foreign && self.describes_operations() {
            self.read.passed_over = Some("it describes operations");
            return self.read;
        }
        let title = title(&self.page, self.scanned);
        let mut under_enum = false;
        let mut skipping = false;
        for block in &self.scanned.blocks {
            match block.kind {
                BlockKind::Heading(_) => {
                    let heading = self.page.heading(block);
                    under_enum = self.enum_heading(heading);
                    skipping = self.dialect.skips(heading);
                }
                BlockKind::Table if !skipping => self.take_table(&block.range, under_enum, foreign, problems),
                BlockKind::List if under_enum => self.take_list(&block.range),
                _ => self.take_text(block, problems),
            }
        }
        self.finish(title, foreign, problems)
    }

    /// The page lists methods with their HTTP requests.
    fn describes_operations(&self) -> bool {
        let tables = self.scanned.blocks.iter().filter(|block| block.kind == BlockKind::Table);
        tables.into_iter().any(|block| {
            self.page
                .header(&block.range)
                .any(|cell| matches!(cell.to_lowercase().as_str(), "http request" | "http method"))
        })
    }

    fn enum_heading(&mut self, heading: &'a str) -> bool {
        let Some(found) = self.dialect.enum_heading(heading) else { return false };
        let name = match found {
            EnumHeading::Of(name) => Some(name),
            EnumHeading::Page => None,
        };
        self.sections.push(Section { name, values: Values::default() });
        true
    }

    fn take_table(&mut self, table: &Range<usize>, under_enum: bool, foreign: bool, problems: &mut Problems) {
        let header: Vec<String> = self.page.header(table).collect();
        let columns = self.dialect.columns.of_header(header.iter().map(String::as_str));
        if let (true, Some(section)) = (under_enum, self.sections.last_mut()) {
            let values = Header::of_values(columns.clone()).filter(|header| !header.has(Column::Type));
            if let Some(header) = values {
                section.values.table(&self.page, &header, table, section.name);
                return;
            }
        }
        let types = columns.contains(&Some(Column::Type)) && !columns.contains(&Some(Column::Name));
        match Header::of_properties(columns) {
            Some(header) => {
                self.tables += 1;
                if self.tables > 1 {
                    problems.note(
                        "second-table",
                        self.page.location(table),
                        "a second table of properties on one page; its rows are read as those of the same model",
                        "give each model a page of its own, if they are two",
                    );
                }
                for line in self.page.lines(table) {
                    self.take_row(&header, line, problems);
                }
                self.table = Some((header, table.end));
            }
            None if types && !foreign => problems.error(
                "header-without-names",
                self.page.location(table),
                "the table has a column of types, and none of names",
                "call the column of names `Name`, or say in the overlay what it is called: [dialect.columns]",
            ),
            None => self.read.skipped.push(self.page.location(table)),
        }
    }

    fn take_row(&mut self, header: &Header, line: &'a str, problems: &mut Problems) {
        let row = self.reading.row(header, line, |part| self.page.location_of(part), problems);
        self.rows.extend(row);
    }

    fn take_list(&mut self, list: &Range<usize>) {
        if let Some(section) = self.sections.last_mut() {
            section.values.list(&self.page, list, self.dialect);
        }
    }

    /// A block that is no table: a release, a description, rows that a blank line parts from their table, or nothing that is read.
    fn take_text(&mut self, block: &Block, problems: &mut Problems) {
        let text = self.page.slice(&block.range);
        if let Some(release) = release(text) {
            self.read.release = Some((release, self.page.location(&block.range)));
        } else if self.tables == 0 && self.sections.is_empty() && block.kind != BlockKind::Code {
            self.description.push(text::decode(text.trim()));
        } else if !self.take_late_rows(block, text, problems) && !text.trim_start().starts_with("{:") {
            self.read.skipped.push(self.page.location(&block.range));
        }
    }

    /// Rows after a blank line: those that have all columns of the table above are read.
    fn take_late_rows(&mut self, block: &Block, text: &'a str, problems: &mut Problems) -> bool {
        let Some((header, end)) = self.table.clone() else { return false };
        let between = self.page.text.get(end..block.range.start).unwrap_or_default();
        let looks_like_rows = |line: &str| line.trim_start().starts_with('|') && cells(line).len() > 1;
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if !between.trim().is_empty()
            || block.kind != BlockKind::Text
            || !lines.iter().all(|line| looks_like_rows(line))
        {
            return false;
        }
        let fits = lines.iter().all(|line| cells(line).len() >= header.len());
        if fits {
            problems.note(
                "rows-after-blank-line",
                self.page.location(&block.range),
                "a blank line parts these rows from their table; they are read as rows of it",
                "remove the blank line",
            );
            lines.iter().for_each(|line| self.take_row(&header, line, problems));
            self.table = Some((header, block.range.end));
        } else {
            problems.error(
                "rows-outside-table",
                self.page.location(&block.range),
                "these lines look like rows of the table above, but are not in it",
                "remove the blank line above them, and give each row all cells of the table",
            );
        }
        true
    }

    fn finish(mut self, title: Option<&'a str>, foreign: bool, problems: &mut Problems) -> Read {
        let place = Location::new(self.page.file, 0..0);
        let body = self.body();
        match (title.map(|title| (title, self.dialect.model_name(title))), body) {
            (Some((title, name)), Some(body)) if !name.is_empty() => {
                let location = Location::new(self.page.file, 0..self.page.base + self.page.text.len());
                let decoded = text::decode(name);
                let name = Spanned { value: text::without_invisible(&decoded).into_owned(), location: self.page.location_of(title) };
                let description = self.description.join("\n\n");
                self.read.pages.push(Page { name, description, body, location });
            }
            (_, None) if foreign => self.read.passed_over = Some("it has no table of properties"),
            (None, _) if foreign => self.read.passed_over = Some("it has no title"),
            // What is wrong with the only table is said.
            (_, None) if problems.has_errors() => {}
            (_, None) => problems.error(
                "page-without-table",
                place,
                "the page has no property table",
                "a page needs a table `Name | Type | Description | Notes`, with its line of dashes; a model without properties has an empty one",
            ),
            (_, Some(_)) => problems.error(
                "page-without-name",
                place,
                "the page names no model",
                "begin it with a heading that is the model's name, or with `title:` in front matter",
            ),
        }
        self.read
    }

    /// What the page documents: rows, values, or a table that says nothing.
    fn body(&mut self) -> Option<Body> {
        let rows = std::mem::take(&mut self.rows);
        let sections = std::mem::take(&mut self.sections);
        if self.tables == 0 {
            let own = sections.into_iter().find(|section| section.name.is_none())?;
            return Some(match own.values.kind() {
                _ if own.values.values.is_empty() => Body::Unknown,
                RawType::Text => Body::Values(own.values.values),
                kind => Body::Alias(kind),
            });
        }
        if rows.is_empty() {
            return Some(Body::Unknown);
        }
        Some(Body::Rows(with_values(rows, sections, self.dialect)))
    }
}

/// Gives each row the values of its enum: that of its type, or that of its name.
fn with_values(mut rows: Vec<Row>, sections: Vec<Section<'_>>, dialect: &Dialect) -> Vec<Row> {
    for section in sections {
        let Some(name) = section.name.map(text::decode) else { continue };
        // The heading may say the whole type: `List<ScopeEnum>`.
        let item = match dialect.read_type(&name) {
            Ok(read) => match read.ty.innermost() {
                RawType::Ref(item) => item.clone(),
                _ => name.clone(),
            },
            Err(_) => name.clone(),
        };
        let is_of_type = |row: &Row| matches!(row.ty.value.innermost(), RawType::Ref(ty) if *ty == item);
        let by_type = rows.iter().any(is_of_type);
        for row in &mut rows {
            if if by_type { is_of_type(row) } else { row.name.value == name || row.name.value == item } {
                let kind = section.values.kind();
                let is_text = kind == RawType::Text;
                if matches!(row.ty.value.innermost(), RawType::Ref(_)) {
                    row.ty.value = row.ty.value.clone().with_innermost(kind);
                }
                if is_text && !section.values.values.is_empty() {
                    row.values = Some(section.values.values.clone());
                }
            }
        }
    }
    rows
}

/// The release in a footer such as `_Package 257.1.0_`.
fn release(block: &str) -> Option<String> {
    let inner = block.trim().strip_prefix('_')?.strip_suffix('_')?;
    let (_, version) = inner.rsplit_once([' ', ':'])?;
    let numbers = version.split('.').collect::<Vec<_>>();
    let is_version =
        numbers.len() > 1 && numbers.iter().all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    is_version.then(|| version.to_owned())
}
