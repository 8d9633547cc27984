//! An archive of documentation, a `.tar.gz` or a `.zip`: nothing is unpacked to disk, and nothing in it can reach out.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Read;

use super::gzip::Limits;
use super::is_zip;
use super::path::{is_page, may_be_part};
use crate::invisible::has_unprintable;
use crate::problem::Problems;

mod tar_gz;
mod zip;

/// More entries than any documentation has.
const MAX_ENTRIES: usize = 100_000;
/// A file larger than this is not read as a page.
const MAX_PAGE: u64 = 16 << 20;
/// As of a document by itself.
const MAX_DOCUMENT: u64 = 64 << 20;

/// What an archive holds that may mean something: the files, each with its path in the archive, in the order of these paths.
#[derive(Debug, Default)]
pub struct Archived {
    /// Those that end in .md, .mdx or .markdown.
    pub pages: Vec<(String, Vec<u8>)>,
    /// Those that end in .json, .yaml or .yml.
    pub documents: Vec<(String, Vec<u8>)>,
}

/// Reads an archive: a `.zip` where its name ends like this, else a `.tar.gz`.
///
/// The `archive` names the whole in messages. Files that mean nothing here are passed over; links to pages, paths that leave the
/// archive, repeated names, and an archive that is damaged or too large are errors in `problems`. What was read before an error is
/// given back all the same.
pub fn read(archive: &str, reader: impl Read, problems: &mut Problems) -> Archived {
    read_as(archive, is_zip(archive), reader, problems)
}

/// The same for an archive whose name may say nothing.
pub(super) fn read_as(archive: &str, is_zip: bool, reader: impl Read, problems: &mut Problems) -> Archived {
    read_within(archive, is_zip, reader, Limits::DEFAULT, problems)
}

fn read_within(
    archive: &str,
    is_zip: bool,
    reader: impl Read,
    limits: Limits,
    problems: &mut Problems,
) -> Archived {
    let mut files = Files::default();
    if is_zip {
        zip::read(archive, reader, limits, &mut files, problems);
    } else {
        tar_gz::read(archive, reader, limits, &mut files, problems);
    }
    if files.0.is_empty() && !problems.has_errors() {
        problems.error(
            "archive-without-pages",
            None,
            format!("`{archive}` holds no page (.md, .mdx, .markdown) and no document (.json, .yaml, .yml)"),
            "give an archive of Markdown pages, or of an OpenAPI document",
        );
    }
    let (pages, documents) = files.0.into_iter().partition(|(path, _)| is_page(path));
    Archived { pages, documents }
}

/// The files that were read so far, by their paths.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Whether a file is small enough. One that is not is noted.
    fn takes(&self, archive: &str, name: &str, size: u64, problems: &mut Problems) -> bool {
        let limit = if is_page(name) { MAX_PAGE } else { MAX_DOCUMENT };
        if size > limit {
            problems.error(
                "page-too-large",
                None,
                format!("`{name}` in `{archive}` is larger than {limit} bytes"),
                "leave out what is not documentation",
            );
        }
        size <= limit
    }

    fn add(&mut self, archive: &str, name: String, bytes: Vec<u8>, problems: &mut Problems) {
        match self.0.entry(name) {
            Entry::Vacant(free) => {
                free.insert(bytes);
            }
            Entry::Occupied(mut other) => {
                problems.error(
                    "archive-repeated-name",
                    None,
                    format!("`{archive}` has two entries `{}`", other.key()),
                    "make the archive again, with one of them",
                );
                other.insert(bytes);
            }
        }
    }
}

fn note_too_many(archive: &str, problems: &mut Problems) {
    problems.error(
        "archive-too-many-entries",
        None,
        format!("`{archive}` has more than {MAX_ENTRIES} entries"),
        "leave out what is not documentation",
    );
}

/// A link to a page, which is not followed. A link to anything else is passed over.
fn note_link(archive: &str, name: &str, problems: &mut Problems) {
    if is_page(name) {
        problems.error(
            "archive-link",
            None,
            format!("`{name}` in `{archive}` is a link or a device, not a file"),
            "make the archive again with `tar --dereference`",
        );
    }
}

/// The name of a file that may mean something; none for another file, and for one with a path that no file may have, which is noted.
fn wanted_name(archive: &str, path: &[u8], problems: &mut Problems) -> Option<String> {
    match name_of(path) {
        Ok(name) => name,
        Err(reason) => {
            let path = String::from_utf8_lossy(path);
            problems.error(
                "archive-path",
                None,
                format!("`{archive}` has an entry `{path}`, and {reason}"),
                "make the archive again from inside the folder of pages",
            );
            None
        }
    }
}

/// The name of a file that may mean something; none for another file; or what is wrong with its path.
fn name_of(path: &[u8]) -> Result<Option<String>, &'static str> {
    let Ok(path) = std::str::from_utf8(path) else {
        let is_page = is_page(&String::from_utf8_lossy(path));
        return if is_page { Err("its name is not UTF-8") } else { Ok(None) };
    };
    if path.starts_with('/') || path.contains('\\') || path.as_bytes().get(1) == Some(&b':') {
        return Err("a path in an archive is relative and written with `/`");
    }
    if path.split('/').any(|part| part == "..") {
        return Err("a path in an archive may not lead out of it");
    }
    if has_unprintable(path) {
        return Err("its name has characters that nobody sees");
    }
    if !is_page(path) && !may_be_part(path) {
        return Ok(None);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    Ok(Some(parts.join("/")))
}

#[cfg(test)]
mod tests;
