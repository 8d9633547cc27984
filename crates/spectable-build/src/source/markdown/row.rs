//! One row of a property table, read from both ends.

use super::text;
use crate::documented::{Row, Spanned};
use crate::location::Location;
use crate::problem::Problems;

/// Whether a table has the columns of properties.
pub(super) fn is_property_table(table: &str) -> bool {
    let header = table.lines().next().unwrap_or_default();
    let columns: Vec<_> =
        cells(header).into_iter().map(|cell| text::strip_emphasis(cell).to_lowercase()).collect();
    columns == ["name", "type", "description", "notes"]
}

/// Reads a row. Name and type are the first two cells, notes the last one; all between them is the description, which
/// may hold any number of `|`.
pub(super) fn read(line: &str, locate: impl Fn(&str) -> Location, problems: &mut Problems) -> Option<Row> {
    let cells = cells(line);
    let [name, ty, .., notes] = cells.as_slice() else {
        too_short(&cells, locate(line), problems);
        return None;
    };
    if cells.len() < 4 {
        too_short(&cells, locate(line), problems);
        return None;
    }
    let name = text::strip_emphasis(text::link_text(text::strip_emphasis(name)));
    if name.is_empty() {
        problems.error(
            "row-without-name",
            locate(line),
            "the row names no property",
            "write the property's name into the first cell",
        );
        return None;
    }
    let type_cell = *ty;
    let printed = text::strip_emphasis(text::link_text(text::strip_emphasis(type_cell)));
    let type_text = text::decode(printed);
    let Ok(ty) = type_text.parse() else {
        problems.error(
            "unknown-type",
            locate(if type_cell.is_empty() { line } else { type_cell }),
            format!("`{type_text}` is not a type"),
            "expected str, int, float, bool, datetime, date, object, a model, list[T] or dict(str, T)",
        );
        return None;
    };
    let notes = Notes::read(notes);
    Some(Row {
        name: Spanned { value: text::decode(name), location: locate(name) },
        wire: None,
        ty: Spanned { value: ty, location: locate(type_cell) },
        type_text,
        description: text::decode(description(&cells, line)),
        required: !notes.optional,
        read_only: notes.read_only,
        deprecated: notes.deprecated,
        write_only: false,
        nullable: false,
        format: None,
        default: None,
        values: None,
        location: locate(line),
    })
}

fn too_short(cells: &[&str], location: Location, problems: &mut Problems) {
    problems.error(
        "row-too-short",
        location,
        format!("the row has {} of 4 cells", cells.len()),
        "expected `| name | type | description | notes |`; a cell may be empty, but not left out",
    );
}

/// The text from the third cell to the last but one.
fn description<'a>(cells: &[&'a str], line: &'a str) -> &'a str {
    let middle = cells.get(2..cells.len().saturating_sub(1)).unwrap_or_default();
    let (Some(first), Some(last)) = (middle.first(), middle.last()) else { return "" };
    let start = (first.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let end = (last.as_ptr() as usize + last.len()).saturating_sub(line.as_ptr() as usize);
    line.get(start..end).unwrap_or_default().trim()
}

/// The cells of a line, trimmed: the text between bars that no backslash escapes.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = if ends_in_bar(line) { line.get(..line.len() - 1).unwrap_or(line) } else { line };
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices('|') {
        if !is_escaped(line, at) {
            cells.push(line.get(start..at).unwrap_or_default().trim());
            start = at + 1;
        }
    }
    cells.push(line.get(start..).unwrap_or_default().trim());
    cells
}

fn ends_in_bar(line: &str) -> bool {
    line.ends_with('|') && !is_escaped(line, line.len() - 1)
}

fn is_escaped(line: &str, at: usize) -> bool {
    let backslashes =
        line.get(..at).map_or(0, |before| before.bytes().rev().take_while(|&byte| byte == b'\\').count());
    backslashes % 2 == 1
}

/// What the last cell says.
#[derive(Default)]
struct Notes {
    optional: bool,
    read_only: bool,
    deprecated: bool,
}

impl Notes {
    /// Reads marks such as `[optional]`, `[readonly]` and `[default to 'x']`.
    fn read(cell: &str) -> Self {
        let mut notes = Self::default();
        for mark in cell.split('[').skip(1).filter_map(|rest| rest.split(']').next()) {
            match mark.trim().to_ascii_lowercase().as_str() {
                "optional" => notes.optional = true,
                "readonly" | "read-only" | "read only" => notes.read_only = true,
                "deprecated" => notes.deprecated = true,
                _ => {}
            }
        }
        notes
    }
}
