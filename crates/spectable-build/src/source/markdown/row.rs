//! One row of a property table, by the columns of its header.

use std::borrow::Cow;
use std::collections::HashSet;

use super::cells::fitted;
use super::memory::Memory;
use super::text;
use crate::dialect::{Column, Dialect, NotAType, Notes, TypeText, unquoted, values};
use crate::documented::{RawValue, Row, Spanned};
use crate::documented_type::RawType;
use crate::location::Location;
use crate::problem::Problems;

/// A header that has the columns of properties.
#[derive(Debug, Clone)]
pub(super) struct Header {
    columns: Vec<Option<Column>>,
    /// The column that may hold raw bars.
    free: usize,
}

impl Header {
    /// Understands a header; `None` where it has no column for names, or none for types.
    pub(super) fn of_properties(columns: Vec<Option<Column>>) -> Option<Self> {
        let at = |column| columns.iter().position(|it| *it == Some(column));
        let (_, ty) = (at(Column::Name)?, at(Column::Type)?);
        Some(Self { free: at(Column::Description).unwrap_or(ty), columns })
    }

    /// Understands a header of values. Where no column is called so, the first has the values.
    pub(super) fn of_values(columns: &[Option<Column>]) -> Option<Self> {
        let mut columns = columns.to_vec();
        let has = |column| columns.contains(&Some(column));
        let is_known = has(Column::Value) || has(Column::Name);
        if let (false, Some(first)) = (is_known, columns.first_mut()) {
            *first = Some(Column::Value);
        }
        let at = |column| columns.iter().position(|it| *it == Some(column));
        let free = at(Column::Description).or_else(|| at(Column::Value))?;
        Some(Self { free, columns })
    }

    /// Understands the header of a table that describes words: the first column has nothing but words, another their description.
    pub(super) fn of_described_words<'t>(
        columns: &[Option<Column>],
        mut lines: impl Iterator<Item = &'t str>,
    ) -> Option<Self> {
        let described = columns.contains(&Some(Column::Description)) && columns.first() == Some(&None);
        let header = Self::of_values(columns).filter(|_| described)?;
        let is_word = |line: &str| {
            let cells = header.cells(line);
            let word = text::plain_name(cells.get(Column::Value));
            !word.is_empty() && !word.contains(char::is_whitespace) && !word.contains('/')
        };
        lines.all(is_word).then_some(header)
    }

    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// The cells of a line, by column.
    pub(super) fn cells<'l>(&self, line: &'l str) -> Cells<'_, 'l> {
        let (cells, count) = fitted(line, self.columns.len(), self.free);
        Cells { header: self, cells, count }
    }
}

/// The cells of a line, by column.
pub(super) struct Cells<'h, 'l> {
    header: &'h Header,
    cells: Vec<&'l str>,
    /// How many of them the line has; the others are empty.
    count: usize,
}

impl<'l> Cells<'_, 'l> {
    /// A cell; empty where the header has no such column.
    pub(super) fn get(&self, column: Column) -> &'l str {
        let at = self.header.columns.iter().position(|it| *it == Some(column));
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }

    /// Whether the line is long enough to have a name and a type.
    fn are_enough(&self) -> bool {
        let at = |column| self.header.columns.iter().position(|it| *it == Some(column));
        at(Column::Name).max(at(Column::Type)) < Some(self.count)
    }
}

/// What is known where a row is read.
pub(super) struct Reading<'a> {
    pub(super) dialect: &'a Dialect,
    /// The titles of all pages, as names of models.
    pub(super) models: &'a HashSet<String>,
    /// The labels of links that the page defines.
    pub(super) labels: &'a HashSet<String>,
    /// What was read before with this dialect and these models.
    pub(super) memory: &'a Memory,
}

impl Reading<'_> {
    /// Reads the row of a line; `None` where it cannot be one, which is noted.
    pub(super) fn row(
        &self,
        header: &Header,
        line: &str,
        locate: impl Fn(&str) -> Location,
        problems: &mut Problems,
    ) -> Option<Row> {
        let cells = header.cells(line);
        if !cells.are_enough() {
            problems.error(
                "row-too-short",
                locate(line),
                "the row has no cell for the type",
                "a row needs a name and a type; cells at its end may be left out",
            );
            return None;
        }
        let whole = text::plain_name(cells.get(Column::Name));
        let (name, more) = whole.split_once("<br").map_or((whole, ""), |(name, rest)| {
            (text::plain_name(name), rest.split_once('>').map_or("", |(_, more)| more))
        });
        let marked = self.dialect.unmarked(name);
        let name = text::plain_name(marked.name);
        if name.is_empty() {
            problems.error(
                "row-without-name",
                locate(line),
                "the row names no property",
                "write the property's name into the column of names",
            );
            return None;
        }
        let cell = cells.get(Column::Type);
        let (type_text, ty) = self.type_of(cell, line, &locate, problems)?;
        let description = text::decode(cells.get(Column::Description));
        let notes = self.notes(&cells, more, &description);
        let optional = notes.optional.or(marked.optional).or(ty.optional.then_some(true));
        let required = optional.map(|optional| !optional).or_else(|| self.required_without_mark(header));
        let listed = if notes.values.is_empty() { ty.values } else { notes.values };
        let documented = self.visible(name, &locate, problems);
        Some(Row {
            wire: None,
            spelled: self.dialect.wire_name(&documented),
            wire_is_guess: self.dialect.wire_name_is_guess(&documented),
            name: Spanned { value: documented, location: locate(name) },
            values: raw_values(listed, &ty.ty, locate(line)),
            ty: Spanned { value: ty.ty, location: locate(cell) },
            type_text,
            description,
            required,
            read_only: notes.read_only || marked.read_only,
            deprecated: notes.deprecated || marked.deprecated,
            write_only: notes.write_only,
            nullable: notes.nullable || marked.nullable || ty.nullable,
            format: ty.format,
            default: notes.default,
            fixed: None,
            constraints: Vec::new(),
            additional: false,
            location: locate(line),
        })
    }

    /// Whether a row is required that has no mark: where rows are marked as required, the others say nothing of it.
    fn required_without_mark(&self, header: &Header) -> Option<bool> {
        let without = self.dialect.required_without_mark();
        let is_said = header.has(Column::Required) || (without && header.has(Column::Notes));
        is_said.then_some(without)
    }

    /// A name without characters that nobody sees; that they were there is noted.
    fn visible(&self, name: &str, locate: &impl Fn(&str) -> Location, problems: &mut Problems) -> String {
        let decoded = text::decode(name);
        let visible = text::without_invisible(&decoded);
        if visible.len() != decoded.len() {
            let hidden: Vec<String> = decoded
                .chars()
                .filter(|it| !visible.contains(*it))
                .map(|it| format!("U+{:04X}", u32::from(it)))
                .collect();
            problems.note(
                "invisible-character",
                locate(name),
                format!(
                    "the name `{visible}` holds a character that nobody sees, {}; it is left out",
                    hidden.join(", ")
                ),
                "take it out of the page",
            );
        }
        visible.into_owned()
    }

    /// The text of a type, and what it says.
    fn type_of(
        &self,
        cell: &str,
        line: &str,
        locate: &impl Fn(&str) -> Location,
        problems: &mut Problems,
    ) -> Option<(String, TypeText)> {
        let read = || self.read_type(cell);
        // A label is another link on another page.
        let read = if self.labels.is_empty() { self.memory.of_type(cell, read) } else { read() };
        let (text, not_a_type) = match read {
            Ok(read) => return Some(read),
            Err(not) => not,
        };
        let at = locate(if cell.is_empty() { line } else { cell });
        match not_a_type {
            NotAType::Ambiguous(one, other) => problems.error(
                "ambiguous-type",
                at,
                format!(
                    "`{text}` is `{one}` and `{other}` in the dialect `{}`, which mean different types",
                    self.dialect.name
                ),
                "take one of the patterns out of the dialect",
            ),
            NotAType::Unknown if self.dialect.prose => {
                problems.warning(
                    "unread-type",
                    at,
                    format!("`{text}` is not read as a type; the property becomes serde_json::Value"),
                    "say in the overlay how such a type is written: [dialect.types] or [dialect.scalars]",
                );
                return Some((text, TypeText::of(RawType::Any)));
            }
            NotAType::Unknown => problems.error(
                "unknown-type",
                at,
                format!("`{text}` is not a type in the dialect `{}`", self.dialect.name),
                format!("expected {}", self.dialect.known_types()),
            ),
        }
        None
    }

    /// The text of a type, and what it says; or why that is nothing.
    fn read_type(&self, cell: &str) -> Result<(String, TypeText), (String, NotAType)> {
        let text = text::plain_type(cell, self.labels).into_owned();
        let name = self.dialect.name_of_type(&text);
        // A linked name that a page documents is that model, also where it is a word for something else.
        let linked = text::whole_link(text::strip_emphasis(cell)).is_some();
        if linked && self.dialect.has_word(&text) && self.models.contains(name) {
            let ty = TypeText::of(RawType::Ref(name.to_owned()));
            return Ok((text, ty));
        }
        match self.dialect.read_type(&text) {
            Ok(ty) => Ok((text, ty)),
            Err(not) => Err((text, not)),
        }
    }

    /// What a cell of notes says.
    fn said(&self, cell: &str) -> Notes {
        let read = || self.dialect.read_notes(text::decode(&text::without_tags(cell)).trim());
        if cell.is_empty() { Notes::default() } else { self.memory.notes(cell, read) }
    }

    fn notes(&self, cells: &Cells<'_, '_>, more: &str, description: &str) -> Notes {
        let cell = cells.get(Column::Notes);
        let cell = if more.is_empty() { Cow::Borrowed(cell) } else { Cow::Owned(format!("{cell} {more}")) };
        let mut notes = self.said(&cell);
        // A list of values, also of a row without notes, stands behind the description.
        if notes.values.is_empty() {
            notes.values = self.dialect.values_in(description);
        }
        let listed = cells.get(Column::Values);
        if !listed.is_empty() {
            notes.values = values(&text::decode(&text::without_tags(listed)));
        }
        let default = text::decode(text::plain_name(cells.get(Column::Default)));
        if !matches!(default.as_str(), "" | "-" | "–" | "n/a" | "N/A" | "none" | "None") {
            notes.default = Some(default);
        }
        let required = cells.get(Column::Required);
        if required.is_empty() {
            return notes;
        }
        match yes_or_no(&text::decode(text::plain_name(required))) {
            Some(required) => notes.optional = Some(!required),
            None if notes.optional.is_none() => {
                notes.optional = self.dialect.read_notes(&text::decode(required)).optional;
            }
            None => {}
        }
        notes
    }
}

/// What a cell of a column such as `Required` says.
fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "x" | "✓" | "✔" | "✅" | "required" | "mandatory" | "always" => {
            Some(true)
        }
        "no" | "n" | "false" | "-" | "–" | "✗" | "❌" | "optional" | "never" => Some(false),
        _ => None,
    }
}

/// The values of an enum, where its property is a text.
fn raw_values(listed: Vec<String>, ty: &RawType, location: Location) -> Option<Vec<RawValue>> {
    let is_text = *ty.innermost() == RawType::Text;
    let value = |wire: String| RawValue::bare(unquoted(&wire).to_owned(), location);
    (is_text && !listed.is_empty()).then(|| listed.into_iter().map(value).collect())
}
