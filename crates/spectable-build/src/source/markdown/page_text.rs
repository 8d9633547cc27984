//! The text of a page, its parts, and their places in the file.

use std::ops::Range;

use super::blocks::{Block, Scanned};
use super::cells::cells;
use super::text;
use crate::location::{FileId, Location};

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

    /// The location of a part of the text; of any other text, the location of the whole page.
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

    /// The line that is the header of a table.
    pub(super) fn header_line(&self, table: &Range<usize>) -> &'a str {
        self.slice(table).lines().next().unwrap_or_default()
    }

    /// The text of a heading.
    pub(super) fn heading(&self, block: &Block) -> &'a str {
        let first = self.slice(&block.range).lines().next().unwrap_or_default();
        let inner = text::trimmed(text::trimmed(first).trim_start_matches('#')).trim_end_matches('#');
        text::strip_emphasis(inner)
    }
}

/// What the cells of a header say.
pub(super) fn header(line: &str) -> impl Iterator<Item = String> {
    cells(line)
        .into_iter()
        .map(|cell| text::decode(text::strip_emphasis(text::link_text(text::strip_emphasis(cell)))))
}

/// The name that a page has as a whole: `title:` of its front matter, or its first heading.
pub(super) fn title<'a>(page: &PageText<'a>, scanned: &Scanned) -> Option<&'a str> {
    let line = scanned
        .front_matter
        .as_ref()
        .and_then(|range| page.slice(range).lines().find_map(|line| line.strip_prefix("title:")));
    let title = line.map(|line| line.trim().trim_matches(['"', '\''])).filter(|title| !title.is_empty());
    let heading =
        || scanned.headings().next().map(|first| page.heading(first)).filter(|name| !name.is_empty());
    title.or_else(heading)
}
