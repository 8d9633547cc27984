//! What the ending of a file's name says of it: what is in it, and how it is compressed.

use std::fmt;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compression {
    /// Not at all.
    None,
    /// `.gz`, perhaps of several members.
    Gzip,
    /// `.zst`, perhaps of several frames.
    Zstd,
}

/// What is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Content {
    /// A document a line: `.ndjson`, `.jsonl`, `.json`, and any other ending.
    Lines,
    /// `.parquet`
    Parquet,
    /// `.arrow` or `.feather`: the file format of Arrow, with its index at the end.
    Arrow,
}

/// What the ending of a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ending {
    /// What is in the file.
    pub content: Content,
    /// How the file is compressed as a whole. Parquet and Arrow compress within the file.
    pub compression: Compression,
}

/// The endings of files that are read where a folder is named. A file that is named itself may be called anything.
pub const IN_FOLDERS: [&str; 6] =
    [".ndjson", ".ndjson.gz", ".ndjson.zst", ".jsonl", ".jsonl.gz", ".jsonl.zst"];

impl Ending {
    /// By the name of a file, or a path that ends in it.
    pub fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let (name, compression) = match name.rsplit_once('.') {
            Some((name, "gz")) => (name, Compression::Gzip),
            Some((name, "zst")) => (name, Compression::Zstd),
            _ => (name.as_str(), Compression::None),
        };
        let content = match name.rsplit_once('.') {
            Some((_, "parquet")) => Content::Parquet,
            Some((_, "arrow" | "feather")) => Content::Arrow,
            _ => Content::Lines,
        };
        Self { content, compression }
    }

    /// The name of a file without the endings that say what is in it.
    pub fn stem(name: &str) -> &str {
        let lower = name.to_ascii_lowercase();
        let compressed = [".gz", ".zst"].iter().find(|ending| lower.ends_with(**ending));
        let name = compressed.and_then(|ending| name.get(..name.len() - ending.len())).unwrap_or(name);
        let lower = name.to_ascii_lowercase();
        let known = [".ndjson", ".jsonl", ".json", ".parquet", ".arrow", ".feather"];
        let known = known.iter().find(|ending| lower.ends_with(**ending) && lower.len() > ending.len());
        known.and_then(|ending| name.get(..name.len() - ending.len())).unwrap_or(name)
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lines => "NDJSON",
            Self::Parquet => "Parquet",
            Self::Arrow => "Arrow",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Compression, Content, Ending};

    #[test]
    fn names_without_endings() {
        let cases = [
            ("calls.NDJSON.gz", "calls"),
            ("calls", "calls"),
            ("a.b.parquet", "a.b"),
            (".json", ".json"),
            ("é.zst", "é"),
        ];
        for (name, stem) in cases {
            assert_eq!(Ending::stem(name), stem, "{name}");
        }
    }

    #[test]
    fn names_and_what_they_say() {
        let cases = [
            ("calls.ndjson", Content::Lines, Compression::None),
            ("calls.ndjson.gz", Content::Lines, Compression::Gzip),
            ("day=1/CALLS.JSONL.ZST", Content::Lines, Compression::Zstd),
            ("calls", Content::Lines, Compression::None),
            ("calls.gz", Content::Lines, Compression::Gzip),
            ("calls.parquet", Content::Parquet, Compression::None),
            ("calls.arrow", Content::Arrow, Compression::None),
            ("parquet", Content::Lines, Compression::None),
        ];
        for (name, content, compression) in cases {
            assert_eq!(Ending::of(name), Ending { content, compression }, "{name}");
        }
    }
}
