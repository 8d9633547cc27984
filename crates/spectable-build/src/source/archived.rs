//! What an archive documents: pages, or the one OpenAPI document in it.

use super::archive::Archived;
use super::path::inside;
use super::{Content, SourceFile};
use crate::problem::Problems;

/// What is in an archive. Where pages have no table, as in the archive of a repository, they are not what is meant.
pub(super) fn content(name: &str, archived: Archived, problems: &mut Problems) -> Content {
    let Archived { pages, documents } = archived;
    if !pages.iter().any(|(_, bytes)| has_table(bytes))
        && let Some(content) = document(name, documents, pages.is_empty(), problems)
    {
        return content;
    }
    Content::Pages(pages.into_iter().map(|file| in_archive(name, file)).collect())
}

fn in_archive(name: &str, (path, bytes): (String, Vec<u8>)) -> SourceFile {
    SourceFile { name: inside(name, &path), path, bytes }
}

/// Whether a text has the line below the head of a table.
fn has_table(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|four| matches!(four, b"--|-" | b"--:|" | b"-- |" | b"|---" | b"| --" | b"|:--"))
}

/// The document of an archive, with the files that it refers to; none where none describes an API.
#[cfg(feature = "openapi")]
fn document(
    name: &str,
    documents: Vec<(String, Vec<u8>)>,
    is_only: bool,
    problems: &mut Problems,
) -> Option<Content> {
    let (describing, mut others): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|(_, bytes)| describes_an_api(bytes));
    let mut describing = describing.into_iter();
    let first = describing.next();
    // One document may be there both as JSON and as YAML.
    let stem = |path: &str| path.rsplit_once('.').map(|(stem, _)| stem.to_owned());
    let is_other =
        |(path, _): &(String, Vec<u8>)| first.as_ref().is_some_and(|(first, _)| stem(first) != stem(path));
    let second = describing.find(is_other);
    if let (Some((first, _)), Some((second, _))) = (&first, &second) {
        let message = format!("`{name}` holds several documents, such as `{first}` and `{second}`");
        problems.error("several-documents", None, message, "unpack it, and give one of them");
    }
    let first = match first {
        Some(first) => first,
        // What it is, or why it is nothing, is said where it is read.
        None if is_only && others.len() == 1 => others.pop()?,
        None => {
            if is_only && !problems.has_errors() {
                let message = format!("`{name}` holds no page, and no document that describes an API");
                problems.error(
                    "archive-without-pages",
                    None,
                    message,
                    "unpack it, and give the document that you mean",
                );
            }
            return None;
        }
    };
    let folder = first.0.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut others: std::collections::BTreeMap<String, Vec<u8>> = others.into_iter().collect();
    let file = in_archive(name, first);
    Some(Content::OpenApi(super::parts::gathered(file, |path| others.remove(&format!("{folder}{path}")))))
}

#[cfg(not(feature = "openapi"))]
fn document(
    name: &str,
    documents: Vec<(String, Vec<u8>)>,
    is_only: bool,
    problems: &mut Problems,
) -> Option<Content> {
    if is_only && !documents.is_empty() {
        let message = format!("`{name}` holds no page, and this build reads no OpenAPI documents");
        let remedy = "in Cargo.toml, turn on the feature `openapi` of `spectable-build`";
        problems.error("feature-openapi", None, message, remedy);
    }
    None
}

/// Whether a text says that it describes an API: a key `openapi` or `swagger` with a version, at the head of a line or in JSON.
#[cfg(feature = "openapi")]
fn describes_an_api(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else { return false };
    let is_version = |rest: &str, version: &str| {
        let value = rest
            .trim_start()
            .strip_prefix(':')
            .map(|rest| rest.trim_start_matches([' ', '"', '\'', '\n', '\r', '\t']));
        value.is_some_and(|value| value.starts_with(version))
    };
    [("openapi", "3"), ("swagger", "2")].into_iter().any(|(key, version)| {
        text.match_indices(key).any(|(at, _)| {
            let (before, rest) =
                (text.get(..at).unwrap_or_default(), text.get(at + key.len()..).unwrap_or_default());
            match before.chars().next_back() {
                None | Some('\n' | '\u{feff}') => is_version(rest, version),
                Some(quote @ ('"' | '\'')) => {
                    rest.strip_prefix(quote).is_some_and(|rest| is_version(rest, version))
                }
                Some(_) => false,
            }
        })
    })
}
