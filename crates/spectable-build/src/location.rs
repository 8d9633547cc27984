//! Where a piece of text is: the files that were read, and byte ranges in them.

use std::ops::Range;
use std::sync::Arc;

/// The files of a source, kept whole so that a message can show the line it is about. A clone shares them.
#[derive(Debug, Default, Clone)]
pub struct Files {
    files: Vec<Arc<File>>,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    text: String,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The file's name, as the source gave it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The whole line, without its line ending.
    pub text: String,
}

impl Files {
    /// Takes in one file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push(Arc::new(File { name: name.into(), text: text.into() }));
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
        let text = self.text(location.file);
        let start = floor_boundary(text, location.start as usize);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[..line_start].bytes().filter(|&byte| byte == b'\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        Position {
            file: self.name(location.file).to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            text: text[line_start..line_end].trim_end_matches('\r').to_owned(),
        }
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
