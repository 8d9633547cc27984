//! A place in a source, with the line that a message shows of it.

use spectable_build::location::{Files, Location, floor_boundary};

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

/// Longer lines are cut.
const LONGEST_LINE: usize = 4096;

impl Place {
    /// The place of a location.
    pub fn of(location: Location, files: &Files) -> Self {
        let position = files.position(location);
        let before = position.text.char_indices().nth(position.column as usize - 1);
        let start = before.map_or(position.text.len(), |(at, _)| at);
        let length = (location.end.saturating_sub(location.start)) as usize;
        let (text, start) = excerpt(&position.text, start);
        let end = floor_boundary(&text, (start + length).min(text.len()));
        let end = start + text.get(start..end).map_or(0, |meant| meant.trim_end().len());
        Self { file: position.file, line: position.line, column: position.column, text, span: (start, end) }
    }
}

/// A line cut to a readable length around `at`, and where `at` is in it.
fn excerpt(line: &str, at: usize) -> (String, usize) {
    if line.len() <= LONGEST_LINE {
        return (line.to_owned(), at);
    }
    let from = floor_boundary(line, at.saturating_sub(LONGEST_LINE / 4));
    let to = floor_boundary(line, (from + LONGEST_LINE).min(line.len()));
    (line.get(from..to).unwrap_or_default().to_owned(), at.saturating_sub(from))
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
        assert!(place.text.len() <= LONGEST_LINE);
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
