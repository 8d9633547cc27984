//! A place in a source, with the line that a message shows of it.

use spectable_build::location::{Files, Location, Position, floor_boundary};

/// A place in a source, and the line it is on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the source names it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The line's text; of a very long line, the part around the column.
    pub text: String,
    /// The byte range in `text` that is meant.
    pub span: (usize, usize),
}

impl Place {
    /// The place of a location.
    pub fn of(location: Location, files: &Files) -> Self {
        let Position { file, line, column, text, start } = files.position(location);
        let length = location.end.saturating_sub(location.start) as usize;
        let end = floor_boundary(&text, start.saturating_add(length));
        let end = start + text.get(start..end).map_or(0, |meant| meant.trim_end().len());
        Self { file, line, column, text, span: (start, end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_cut_to_a_readable_length_around_what_is_meant() {
        let mut files = Files::default();
        let line = format!("{}{}{}", "ä".repeat(9000), "here", "z".repeat(3000));
        let file = files.add("api.json", format!("{{\n{line}\n}}"));
        let start = 2 + 18000;
        let place = Place::of(Location::new(file, start..start + 4), &files);
        assert_eq!((place.line, place.column), (2, 9001));
        assert!(place.text.len() <= 4096);
        assert_eq!(&place.text[place.span.0..place.span.1], "here");
    }

    #[test]
    fn a_place_that_spans_lines_is_its_first_line() {
        let mut files = Files::default();
        let file = files.add("A.md", "# A\r\n\r\nmore\r\n");
        let place = Place::of(Location::new(file, 0..13), &files);
        assert_eq!(place.text, "# A");
        assert_eq!(place.span, (0, 3));
    }
}
