//! The documents that are read as one: the first, and the files that it refers to, by their paths from its folder.
//!
//! The ranges of all nodes lie one after the other, so that a range alone says which document it is in.

use std::ops::Range;

use super::document::{self, Node, Syntax, Value};
use super::reference::decode;
use crate::location::{FileId, Files, Location};
use crate::problem::Problems;

/// A document, parsed.
pub(super) struct Loaded {
    /// Its path from the folder of the first one.
    path: String,
    pub(super) file: FileId,
    /// Where its ranges begin.
    base: usize,
    pub(super) root: Node,
}

/// Why a reference leads to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nowhere {
    /// It leads out of the folder of the documents.
    Outside,
    /// It is the address of something on a network.
    Network,
    /// There is no such file.
    File,
    /// There is nothing at that place of the document.
    Place,
}

/// Parses a text beside those that were parsed before. What is wrong with it is noted.
pub(super) fn load(
    (path, text): (&str, &str),
    file: FileId,
    before: &[Loaded],
    problems: &mut Problems,
) -> Option<Loaded> {
    let syntax = Syntax::of(path, text);
    match document::parse(text, syntax, file, problems) {
        Ok(mut root) => {
            let base = before.last().map_or(0, |last| last.root.range.end + 1);
            shift(&mut root, base);
            // What comes behind the tree (white space, a comment) belongs to this document, too.
            root.range.end = root.range.end.max(base + text.len());
            Some(Loaded { path: path.to_owned(), file, base, root })
        }
        Err(error) => {
            problems.error(
                match syntax {
                    Syntax::Json => "not-json",
                    Syntax::Yaml => "not-yaml",
                },
                Location::new(file, error.range),
                format!("the document cannot be read: {}", error.message),
                "fix it here, or fetch it again",
            );
            None
        }
    }
}

fn shift(node: &mut Node, base: usize) {
    let by = |range: &mut Range<usize>| *range = range.start + base..range.end + base;
    if base == 0 {
        return;
    }
    by(&mut node.range);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, base)),
        Value::Map(entries) => entries.iter_mut().for_each(|(key, value)| {
            by(&mut key.range);
            shift(value, base);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Documents that are read as one.
#[derive(Clone, Copy)]
pub(super) struct Documents<'a>(pub(super) &'a [Loaded]);

impl<'a> Documents<'a> {
    /// The place of a range in its file.
    pub(super) fn location(self, range: &Range<usize>, files: FileId) -> Location {
        match self.of(range.start) {
            Some(one) => Location::new(one.file, range.start - one.base..range.end.saturating_sub(one.base)),
            None => Location::new(files, 0..0),
        }
    }

    /// The document of a path. All but the first are in the order of their paths.
    fn at(self, path: &str) -> Option<&'a Loaded> {
        let (first, parts) = self.0.split_first()?;
        if first.path == path {
            return Some(first);
        }
        parts.get(parts.binary_search_by(|one| one.path.as_str().cmp(path)).ok()?)
    }

    /// Whether a place is in the first document.
    pub(super) fn is_in_first(self, at: usize) -> bool {
        self.0.get(1).is_none_or(|second| at < second.base)
    }

    fn of(self, at: usize) -> Option<&'a Loaded> {
        let next = self.0.partition_point(|one| one.base <= at);
        self.0.get(next.checked_sub(1)?)
    }

    /// What a reference leads to that stands at a place: whether that is in the first document, its pointer, and the node.
    pub(super) fn find<'t>(
        self,
        at: usize,
        reference: &'t str,
    ) -> Result<(bool, &'t str, &'a Node), Nowhere> {
        let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let from = self.of(at).ok_or(Nowhere::File)?;
        let one =
            if path.is_empty() { from } else { self.at(&joined(&from.path, path)?).ok_or(Nowhere::File)? };
        let is_first = one.base == 0;
        pointed_at(&one.root, pointer).map(|node| (is_first, pointer, node)).ok_or(Nowhere::Place)
    }
}

/// The node that a JSON pointer leads to (RFC 6901).
fn pointed_at<'a>(root: &'a Node, pointer: &str) -> Option<&'a Node> {
    let mut node = root;
    for part in pointer.strip_prefix('/').map(|parts| parts.split('/')).into_iter().flatten() {
        let part = decode(part)?;
        node = match &node.value {
            Value::List(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => node.get(&part)?,
        };
    }
    (pointer.is_empty() || pointer.starts_with('/')).then_some(node)
}

/// A path from a file, as one from the folder of the first document.
fn joined(from: &str, path: &str) -> Result<String, Nowhere> {
    if path.contains("://") || path.starts_with("//") {
        return Err(Nowhere::Network);
    }
    let path = decode_path(path).ok_or(Nowhere::File)?;
    if path.starts_with(['/', '\\']) || path.contains([':', '\\', '\0']) {
        return Err(Nowhere::Outside);
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Nowhere::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// `%20` is a space, and so on; other than in a pointer, `~` is itself.
fn decode_path(path: &str) -> Option<String> {
    if path.contains('%') { decode(&path.replace('~', "~0")) } else { Some(path.to_owned()) }
}

/// The files that a text refers to, as paths from the folder of the first document. The text is not parsed: it may be about files that it
/// does not refer to, and a path that leads nowhere is told when the document is read.
pub(crate) fn files_in(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, key) in text.match_indices("$ref") {
        let rest = text.get(at + key.len()..).unwrap_or_default();
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
        let Some(rest) = rest.strip_prefix(':').map(str::trim_start) else { continue };
        let value = match rest.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split(['"', '\'', '\n']).next(),
            None => rest.split(['\n', '\r', '}', ',', ' ']).next(),
        };
        let file = value.unwrap_or_default().split('#').next().unwrap_or_default();
        if file.is_empty() || file.len() > LONGEST_PATH {
            continue;
        }
        if let Ok(file) = joined(path, file)
            && !found.contains(&file)
        {
            found.push(file);
        }
    }
    found
}

const LONGEST_PATH: usize = 1024;

/// Adds the texts of files to those that are known, and parses them; `None` where the first cannot be read.
pub(super) fn load_all(
    texts: Vec<(String, String, String)>,
    files: &mut Files,
    problems: &mut Problems,
) -> Option<Vec<Loaded>> {
    let ids: Vec<(String, FileId)> =
        texts.into_iter().map(|(name, path, text)| (path, files.add(name, text))).collect();
    let mut loaded: Vec<Loaded> = Vec::with_capacity(ids.len());
    for (index, (path, file)) in ids.iter().enumerate() {
        match load((path, files.text(*file)), *file, &loaded, problems) {
            Some(one) => loaded.push(one),
            None if index == 0 => return None,
            None => {}
        }
    }
    Some(loaded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_from_the_folder_of_the_first_document() {
        let cases = [
            ("openapi.yaml", "a.yaml", Ok("a.yaml")),
            ("openapi.yaml", "./b/a.yaml", Ok("b/a.yaml")),
            ("b/a.yaml", "../c/d.yml", Ok("c/d.yml")),
            ("b/a.yaml", "d.yml", Ok("b/d.yml")),
            ("b/a.yaml", "a%20b~c.yml", Ok("b/a b~c.yml")),
            ("openapi.yaml", "../a.yaml", Err(Nowhere::Outside)),
            ("b/a.yaml", "../../a.yaml", Err(Nowhere::Outside)),
            ("openapi.yaml", "/etc/passwd", Err(Nowhere::Outside)),
            ("openapi.yaml", "C:/a.yaml", Err(Nowhere::Outside)),
            ("openapi.yaml", "a\\..\\..\\b", Err(Nowhere::Outside)),
            ("openapi.yaml", "%2e%2e/a.yaml", Err(Nowhere::Outside)),
            ("openapi.yaml", "https://example.org/a.yaml", Err(Nowhere::Network)),
            ("openapi.yaml", "//example.org/a.yaml", Err(Nowhere::Network)),
            ("openapi.yaml", "a%ff.yaml", Err(Nowhere::File)),
        ];
        for (from, path, expected) in cases {
            assert_eq!(joined(from, path).as_deref().map_err(|why| *why), expected, "{from} {path}");
        }
    }

    #[test]
    fn files_that_a_text_refers_to() {
        let text = r##"{"$ref": "a.json#/A", "b": {"$ref":"#/local"}, "c": {"$ref" : "d/e.json"}, "f": {"$ref": "a.json"}}"##;
        assert_eq!(files_in("openapi.json", text), ["a.json", "d/e.json"]);
        let text = "a:\n  $ref: ./a.yml\nb: {$ref: 'b.yml#/x'}\nc:\n  \"$ref\": \"../c.yml\"\nd: {$ref: d.yml, x: 1}\n$ref: \"#/x\"\n";
        assert_eq!(files_in("x/openapi.yaml", text), ["x/a.yml", "x/b.yml", "c.yml", "x/d.yml"]);
        assert_eq!(files_in("a", "$ref: https://example.org/x.yaml\n$ref: ../../x\n$ref"), [""; 0]);
    }
}
