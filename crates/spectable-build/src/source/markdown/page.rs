//! One page: from its blocks to the models and enums that it documents.

mod finish;
mod operations;

use std::collections::HashSet;
use std::ops::Range;

use super::blocks::{Block, BlockKind, Scanned};
use super::cells::cells;
use super::memory::Memory;
use super::page_text::{self, PageText, title};
use super::row::{Header, Reading};
use super::text;
use super::values::Values;
use crate::dialect::{Column, Dialect, EnumHeading};
use crate::documented::{Marks, Page, Row, Spanned, Use};
use crate::location::Location;
use crate::problem::Problems;

/// What one page holds.
#[derive(Default)]
pub(super) struct Read {
    pub(super) pages: Vec<Page>,
    pub(super) release: Option<(String, Location)>,
    pub(super) skipped: Vec<Location>,
    /// How many texts were not read, where pages are a folder of documentation as it is.
    pub(super) texts: usize,
    /// Why the page documents no model.
    pub(super) passed_over: Option<&'static str>,
    /// What the operations of the page send and receive.
    pub(super) uses: Vec<Use>,
}

/// The values of an enum that stand under a heading.
struct Section<'a> {
    name: Option<&'a str>,
    values: Values,
}

/// A model of the page, from its tables.
struct Model<'a> {
    name: String,
    /// Where the name is: the title, or a heading.
    heading: &'a str,
    description: String,
    rows: Vec<Row>,
}

/// A table of properties.
#[derive(Clone)]
struct Table {
    header: Header,
    /// Where it ends.
    end: usize,
    /// The place of its model among those of the page.
    model: usize,
}

/// Reads one page.
pub(super) struct PageReader<'a> {
    page: PageText<'a>,
    scanned: &'a Scanned,
    dialect: &'a Dialect,
    reading: Reading<'a>,
    title: Option<&'a str>,
    /// The headings that a block is below, by their levels; the innermost is the last.
    headings: Vec<(u8, &'a str)>,
    models: Vec<Model<'a>>,
    /// The table of properties that was read last.
    table: Option<Table>,
    /// How many tables of properties there are.
    tables: usize,
    sections: Vec<Section<'a>>,
    /// The text above a table; `None` behind the table.
    description: Option<Vec<String>>,
    read: Read,
}

impl<'a> PageReader<'a> {
    pub(super) fn new(
        page: PageText<'a>,
        scanned: &'a Scanned,
        dialect: &'a Dialect,
        models: &'a HashSet<String>,
        memory: &'a Memory,
    ) -> Self {
        let reading = Reading { dialect, models, labels: &scanned.labels, memory };
        Self {
            page,
            scanned,
            dialect,
            reading,
            title: title(&page, scanned),
            headings: Vec::new(),
            models: Vec::new(),
            table: None,
            tables: 0,
            sections: Vec::new(),
            description: Some(Vec::new()),
            read: Read::default(),
        }
    }

    /// Reads the page. One that describes operations says where models travel. Another one that documents no model is passed over where
    /// pages are `foreign`, and an error elsewhere.
    pub(super) fn read(mut self, foreign: bool, problems: &mut Problems) -> Read {
        if !self.dialect.names_by_heading() && self.describes_operations() {
            self.read.passed_over = Some("it describes operations");
            self.read.uses = self.uses();
            return self.read;
        }
        let mut under_enum = false;
        let mut skipping = false;
        for block in &self.scanned.blocks {
            match block.kind {
                BlockKind::Heading(level) => {
                    let heading = self.page.heading(block);
                    under_enum = self.enum_heading(heading);
                    skipping = self.dialect.skips(heading);
                    self.enter(level, heading);
                }
                BlockKind::Table if !skipping => self.take_table(&block.range, under_enum, foreign, problems),
                BlockKind::List if under_enum => self.take_list(&block.range),
                _ => self.take_text(block, foreign, problems),
            }
        }
        self.finish(foreign, problems)
    }

    /// The names of the models that have a table of properties.
    pub(super) fn names(mut self) -> Vec<String> {
        let mut names = Vec::new();
        for block in &self.scanned.blocks {
            match block.kind {
                BlockKind::Heading(level) => self.enter(level, self.page.heading(block)),
                BlockKind::Table => {
                    let columns = self.columns(&block.range);
                    let header = self.header_of_properties(&columns, &block.range);
                    names.extend(header.and_then(|_| self.name_here()).map(|(name, _)| text::decode(&name)));
                }
                _ => {}
            }
        }
        names
    }

    /// The columns of a table.
    fn columns(&self, table: &Range<usize>) -> Vec<Option<Column>> {
        let line = self.page.header_line(table);
        self.reading.memory.columns(line, || {
            let header: Vec<String> = page_text::header(line).collect();
            self.dialect.columns.of_header(&header)
        })
    }

    /// Goes below a heading. Where headings name models, what is said from here on is of another one.
    fn enter(&mut self, level: u8, heading: &'a str) {
        while self.headings.last().is_some_and(|(above, _)| *above >= level) {
            self.headings.pop();
        }
        self.headings.push((level, heading));
        if self.dialect.names_by_heading() && !self.dialect.names_nothing(heading) {
            self.description = Some(Vec::new());
        }
    }

    /// The name of the model that is documented here, and the title or heading that says it.
    fn name_here(&self) -> Option<(String, &'a str)> {
        if self.dialect.names_by_heading()
            && let Some((_, innermost)) = self.headings.last()
        {
            let headings: Vec<&str> = self.headings.iter().map(|(_, heading)| *heading).collect();
            if let Some(name) = self.dialect.name_below(&headings) {
                return Some((name, innermost));
            }
        }
        let title = self.title?;
        Some((self.dialect.model_name(title).to_owned(), title)).filter(|(name, _)| !name.is_empty())
    }

    /// The place of the model that is documented here: one that has begun above, or the next.
    fn model_here(&mut self) -> usize {
        // A page without a name is an error as a whole, which comes at its end.
        let (name, heading) = self.name_here().unwrap_or_default();
        let description = self.description.take().unwrap_or_default();
        self.models.iter().position(|model| model.name == name).unwrap_or_else(|| {
            let description = description.join("\n\n");
            self.models.push(Model { name, heading, description, rows: Vec::new() });
            self.models.len() - 1
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
        let columns = self.columns(table);
        let names = columns.contains(&Some(Column::Name));
        let types = columns.contains(&Some(Column::Type));
        if under_enum && !types && self.take_values(&columns, table) {
            return;
        }
        match self.header_of_properties(&columns, table) {
            Some(header) => self.take_properties(header, table, problems),
            None if self.take_values_of_page(&columns, table) => {}
            None if types && !names && !foreign => problems.error(
                "header-without-names",
                self.page.location(table),
                "the table has a column of types, and none of names",
                "call the column of names `Name`, or say in the overlay what it is called: [dialect.columns]",
            ),
            None => self.read.skipped.push(self.page.location(table)),
        }
    }

    /// The header of a table of properties. People also call the column of types `Value`, which its cells show.
    fn header_of_properties(&self, columns: &[Option<Column>], table: &Range<usize>) -> Option<Header> {
        if let Some(header) = Header::of_properties(columns.to_vec()) {
            return Some(header);
        }
        if !self.dialect.prose || columns.contains(&Some(Column::Type)) {
            return None;
        }
        let typed = columns.iter().map(|it| it.map(|it| if it == Column::Value { Column::Type } else { it }));
        let header = Header::of_properties(typed.collect())?;
        let is_type = |line| {
            let text =
                text::plain_type(header.cells(line).get(Column::Type), self.reading.labels).into_owned();
            self.dialect.has_word(&text)
        };
        self.page.lines(table).any(is_type).then_some(header)
    }

    fn take_properties(&mut self, header: Header, table: &Range<usize>, problems: &mut Problems) {
        self.tables += 1;
        if self.tables > 1 && !self.dialect.names_by_heading() {
            problems.note(
                "second-table",
                self.page.location(table),
                "a second table of properties on one page; its rows are read as those of the same model",
                "give each model a page of its own, if they are two",
            );
        }
        // Also a table without rows begins a model.
        let model = self.model_here();
        self.take_rows(&header, model, self.page.lines(table), problems);
        self.table = Some(Table { header, end: table.end, model });
    }

    fn take_rows(
        &mut self,
        header: &Header,
        model: usize,
        lines: impl Iterator<Item = &'a str>,
        problems: &mut Problems,
    ) {
        let Some(model) = self.models.get_mut(model) else { return };
        let (page, reading) = (&self.page, &self.reading);
        model.rows.extend(
            lines.filter_map(|line| reading.row(header, line, |part| page.location_of(part), problems)),
        );
    }

    /// Reads a table of the values of the section that it is in.
    fn take_values(&mut self, columns: &[Option<Column>], table: &Range<usize>) -> bool {
        let header = Header::of_values(columns);
        match (self.sections.last_mut(), header) {
            (Some(section), Some(header)) => {
                section.values.table(&self.page, &header, table, section.name, self.dialect);
                true
            }
            _ => false,
        }
    }

    /// Reads a table of values below a heading that names nothing else: where headings name models, they name enums too.
    fn take_values_of_page(&mut self, columns: &[Option<Column>], table: &Range<usize>) -> bool {
        if !self.dialect.names_by_heading() {
            return false;
        }
        let Some((name, heading)) = self.name_here() else { return false };
        let header = if columns.contains(&Some(Column::Value)) {
            Header::of_values(columns)
        } else {
            Header::of_described_words(columns, self.page.lines(table))
        };
        let Some(header) = header else { return false };
        let mut values = Values::default();
        values.table(&self.page, &header, table, None, self.dialect);
        if self.models.iter().any(|model| model.name == name) {
            return false;
        }
        let Some(body) = values.body() else { return false };
        let description = self.description.take().unwrap_or_default().join("\n\n");
        let location = self.page.location(table);
        self.read.pages.push(Page {
            name: self.named(&name, heading),
            description,
            body,
            marks: Marks::default(),
            location,
        });
        true
    }

    fn take_list(&mut self, list: &Range<usize>) {
        if let Some(section) = self.sections.last_mut() {
            section.values.list(&self.page, list, self.dialect);
        }
    }

    /// A block that is no table: a release, a description, rows that a blank line parts from their table, or nothing that is read.
    fn take_text(&mut self, block: &Block, foreign: bool, problems: &mut Problems) {
        let text = self.page.slice(&block.range);
        if let Some(release) = release(text) {
            self.read.release = Some((release, self.page.location(&block.range)));
        } else if let Some(description) = &mut self.description
            && self.sections.is_empty()
            && block.kind != BlockKind::Code
        {
            description.push(text::decode(text.trim()));
        } else if !self.take_late_rows(block, text, problems) && !text.trim_start().starts_with("{:") {
            // A table may document a model, wherever it is. Other text of documentation that is read as it is hardly ever does.
            if foreign && block.kind != BlockKind::Table {
                self.read.texts += 1;
            } else {
                self.read.skipped.push(self.page.location(&block.range));
            }
        }
    }

    /// Rows after a blank line: those that have all columns of the table above are read.
    fn take_late_rows(&mut self, block: &Block, text: &'a str, problems: &mut Problems) -> bool {
        let Some(Table { header, end, model }) = self.table.clone() else { return false };
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
            self.take_rows(&header, model, lines.into_iter(), problems);
            self.table = Some(Table { header, end: block.range.end, model });
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

    /// A name, and where the title or heading is that says it.
    fn named(&self, name: &str, heading: &'a str) -> Spanned<String> {
        let decoded = text::decode(name);
        let value = text::without_invisible(&decoded).into_owned();
        Spanned { value, location: self.page.location_of(heading) }
    }
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
