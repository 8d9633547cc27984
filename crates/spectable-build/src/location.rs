//! Where a piece of text is: the files that were read, and byte ranges in them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The files of a source, kept whole so that a message can show the line it is about. A clone shares them.
#[derive(Debug, Default, Clone)]
pub struct Files {
    files: Vec<Arc<File>>,
}

#[derive(Debug)]
struct File {
    name: String,
    text: String,
    /// Made when the first place is asked for.
    index: OnceLock<LineIndex>,
}

/// One file of [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A byte range in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A [`Location`] as a person reads it; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// The file's name, as the source gave it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The line, without its line ending; of a very long line, the part around the column.
    pub text: String,
    /// Where in `text` the place begins, in bytes.
    pub start: usize,
}

/// Of a line of more bytes than this, a part is shown.
const LONGEST_LINE: usize = 4096;

/// The length of that part: a document on one line has as many of them as a report has findings.
const PART: usize = 512;

impl Files {
    /// Takes in one file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push(Arc::new(File { name: name.into(), text: text.into(), index: OnceLock::new() }));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The name of a file; empty for an id of other `Files`.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |f| &f.name)
    }

    /// The text of a file; empty for an id of other `Files`.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |f| &f.text)
    }

    /// Every file, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// Line, column and text of a location.
    pub fn position(&self, location: Location) -> Position {
        let Some(file) = self.files.get(location.file.0 as usize) else { return Position::default() };
        let text = file.text.as_str();
        let start = floor_boundary(text, location.start as usize);
        let line = file.index.get_or_init(|| LineIndex::new(text)).line_at(text, start);
        let (from, to) = excerpt(text, line.start, start);
        let shown = text.get(from..to).unwrap_or_default().trim_end_matches('\r');
        Position {
            file: file.name.clone(),
            line: line.number,
            column: line.column,
            text: shown.to_owned(),
            start: (start - from).min(shown.len()),
        }
    }
}

/// The part of a line that is shown for a place in it: all of it, unless it is very long. Only this part is looked at.
fn excerpt(text: &str, line: usize, start: usize) -> (usize, usize) {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    // One byte more than a line may have tells one that ends from one that goes on.
    let window = rest.get(..=LONGEST_LINE).unwrap_or(rest);
    let end = window.iter().position(|&byte| byte == b'\n').unwrap_or(window.len());
    let end = floor_boundary(text, start + end);
    if end - line <= LONGEST_LINE && text.as_bytes().get(end).is_none_or(|&byte| byte == b'\n') {
        return (line, end);
    }
    let from = floor_boundary(text, line.max(start.saturating_sub(PART / 4)));
    (from, floor_boundary(text, end.min(from + PART)))
}

/// Where lines begin, noted now and then, so that a place is found without looking at all that is before it.
#[derive(Debug)]
struct LineIndex {
    /// The line at each [`STEP`] bytes.
    notes: Vec<Line>,
}

/// A line, and how far in it a place is.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// From 1.
    number: u32,
    /// Where it begins, in bytes.
    start: usize,
    /// The column of the place, in characters from 1.
    column: u32,
}

/// How many bytes there are from one note to the next.
const STEP: usize = 1024;

impl LineIndex {
    fn new(text: &str) -> Self {
        let mut notes = Vec::with_capacity(text.len() / STEP + 1);
        let mut line = Line { number: 1, start: 0, column: 1 };
        let mut chunks = text.as_bytes().chunks(STEP).enumerate().peekable();
        while let Some((at, bytes)) = chunks.next() {
            notes.push(line);
            // Nobody asks for what is behind the last note.
            if chunks.peek().is_some() {
                line = line.after(bytes, at * STEP);
            }
        }
        Self { notes }
    }

    /// The line of a place between two characters.
    fn line_at(&self, text: &str, place: usize) -> Line {
        let note = (place / STEP).min(self.notes.len().saturating_sub(1));
        let begin = note * STEP;
        let before = self.notes.get(note).copied().unwrap_or(Line { number: 1, start: 0, column: 1 });
        before.after(text.as_bytes().get(begin..place).unwrap_or_default(), begin)
    }
}

impl Line {
    /// The line behind some more bytes, which begin at a place.
    fn after(mut self, bytes: &[u8], place: usize) -> Self {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => {
                    self = Self { number: self.number.saturating_add(1), start: place + at + 1, column: 1 }
                }
                // The bytes of a character after its first one.
                0x80..=0xbf => {}
                _ => self.column = self.column.saturating_add(1),
            }
        }
        self
    }
}

/// The last place at or before `at` that is not within a character. (Rust has it as `str::floor_char_boundary` from 1.91 on.)
pub fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

impl Location {
    /// The location of a byte range.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and column by counting from the beginning.
    fn counted(text: &str, at: usize) -> (u32, u32) {
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        (u32::try_from(line).unwrap(), u32::try_from(column).unwrap())
    }

    #[test]
    fn lines_and_columns_are_those_that_one_counts() {
        let long = "äx".repeat(4000);
        let texts = [
            String::new(),
            "a".to_owned(),
            "a\r\nb\n\nc".to_owned(),
            format!("{long}\n{long}\n"),
            "line\n".repeat(1000),
            format!("{}\n{}", "x".repeat(STEP - 1), "y".repeat(STEP)),
        ];
        for text in texts {
            let mut files = Files::default();
            let file = files.add("f", text.as_str());
            let places = (0..=text.len() + 2).filter(|at| text.len() < 200 || at % 97 < 2 || at % STEP < 2);
            for at in places {
                let position = files.position(Location::new(file, at..at));
                let at = floor_boundary(&text, at);
                assert_eq!((position.line, position.column), counted(&text, at), "{at}");
                let shown = position.text.get(position.start..).unwrap();
                let rest = text[at..].split('\n').next().unwrap().trim_end_matches('\r');
                assert!(rest.starts_with(shown) && (shown == rest || shown.len() > PART / 2), "{at}");
                // A line is whole, or it is too long and a part of the length for these.
                let before = text[..at].rsplit('\n').next().unwrap();
                let whole = before.len() + text[at..].split('\n').next().unwrap().len();
                let limit = if whole > LONGEST_LINE { PART } else { LONGEST_LINE };
                assert!(position.text.len() <= limit, "{at}");
                assert!(whole > LONGEST_LINE || shown == rest, "{at}");
            }
        }
    }

    /// A place costs the same wherever it is, in a minified document as in any other.
    #[test]
    fn a_place_is_found_by_looking_at_its_surroundings() {
        let text = "x".repeat(1 << 20);
        let index = LineIndex::new(&text);
        assert_eq!(index.notes.len(), text.len() / STEP);
        for (at, note) in index.notes.iter().enumerate() {
            assert_eq!((note.number, note.column as usize), (1, at * STEP + 1));
        }
        let (from, to) = excerpt(&text, 0, 500_000);
        assert!(from + PART >= to && from < 500_000 && to > 500_000);
    }
}
