//! Documentation that comes without the name of a file, as from a pipe: what it is, only its content tells.

use std::io;

use super::{Content, Documentation, SourceFile, disk, html, unknown};
use crate::problem::{Problem, Problems};

/// Keys that stand at the head of an OpenAPI document or JSON Schema in YAML.
const KEYS_OF_DOCUMENTS: [&str; 16] = [
    "openapi",
    "swagger",
    "info",
    "servers",
    "host",
    "paths",
    "tags",
    "components",
    "definitions",
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "title",
    "type",
    "properties",
];

impl Documentation {
    /// The documentation in a stream: a page, an OpenAPI document or JSON Schema, a lock, each also gzipped, or an archive of them. `name`
    /// is what messages call it.
    ///
    /// # Errors
    /// If the stream cannot be read, is larger than any documentation, or is not documentation.
    pub fn of_stream(name: &str, reader: impl io::Read) -> Result<Self, Problem> {
        let bytes = disk::stream(name, reader)?;
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::of_archive(name, true, bytes.as_slice());
        }
        if bytes.starts_with(&[0x1f, 0x8b]) {
            return Self::of_gzip(name, &bytes);
        }
        Self::of_text(name, bytes)
    }

    #[cfg(any(feature = "archive", feature = "openapi"))]
    fn of_gzip(name: &str, bytes: &[u8]) -> Result<Self, Problem> {
        if is_tar(&unpacked(name, bytes, BLOCK)?) {
            return Self::of_archive(name, false, bytes);
        }
        Self::of_text(name, unpacked(name, bytes, usize::MAX)?)
    }

    #[cfg(not(any(feature = "archive", feature = "openapi")))]
    fn of_gzip(name: &str, _bytes: &[u8]) -> Result<Self, Problem> {
        Err(unknown(name))
    }

    fn of_text(name: &str, bytes: Vec<u8>) -> Result<Self, Problem> {
        if bytes.trim_ascii().is_empty() {
            let remedy = "see whether the command that was to write it has failed";
            return Err(Problem::error("empty-source", None, format!("`{name}` is empty"), remedy));
        }
        if html::is_html(&bytes) {
            let remedy = "fetch it again: the server answered with a page for people";
            let message = format!("`{name}` is an HTML page, and no documentation");
            return Err(Problem::error("html-source", None, message, remedy));
        }
        if bytes.contains(&0) {
            return Err(unknown(name));
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let kind = TextKind::of(&String::from_utf8_lossy(text));
        let file = SourceFile { name: name.to_owned(), path: name.to_owned(), bytes };
        let content = match kind {
            Some(TextKind::Page) => Content::Pages(vec![file]),
            Some(TextKind::Lock) => Content::Lock(file),
            #[cfg(feature = "openapi")]
            Some(TextKind::Document) => Content::OpenApi(super::OpenApi { file, parts: Vec::new() }),
            _ => return Err(unknown(name)),
        };
        Ok(Self::of_content(name, content, Problems::default()))
    }
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextKind {
    Page,
    Document,
    Lock,
}

impl TextKind {
    fn of(text: &str) -> Option<Self> {
        if text.trim_start().starts_with('{') {
            return Some(Self::Document);
        }
        if has_front_matter(text) {
            return Some(Self::Page);
        }
        // A line with `#` is a comment in a document or a lock, and a heading on a page.
        let is_first =
            |line: &&str| !line.trim().is_empty() && !line.starts_with(['#', '%']) && *line != "---";
        let first = text.lines().map(str::trim_end).find(is_first);
        match first {
            Some(first) if first.starts_with("format ") => Some(Self::Lock),
            Some(first) if begins_a_document(first) => Some(Self::Document),
            _ => text.lines().any(|line| line.trim_start().starts_with(['#', '|'])).then_some(Self::Page),
        }
    }
}

fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    if lines.next() != Some("---") {
        return false;
    }
    // What comes after it in a page has a table.
    lines.by_ref().any(|line| line == "---") && lines.any(|line| line.trim_start().starts_with('|'))
}

/// Whether a line is a key of a document, quoted or not, and what belongs to it.
fn begins_a_document(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let key = key.trim_end().trim_matches(['"', '\'']);
    let is_key = KEYS_OF_DOCUMENTS.contains(&key) || key.starts_with("x-");
    is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// The bytes of a block of a tar archive.
#[cfg(any(feature = "archive", feature = "openapi"))]
const BLOCK: usize = 512;

/// Unpacks the first bytes of a gzip stream, or all of it if there are no more.
#[cfg(any(feature = "archive", feature = "openapi"))]
fn unpacked(name: &str, bytes: &[u8], first: usize) -> Result<Vec<u8>, Problem> {
    use super::gzip::{Gunzip, Limits};
    use io::Read as _;
    let mut unpacked = Vec::new();
    let verdict = match Gunzip::new(bytes, Limits::DEFAULT) {
        Ok((reader, verdict)) => match reader.take(first as u64).read_to_end(&mut unpacked) {
            Ok(_) => return Ok(unpacked),
            Err(error) => verdict.refusal().ok_or(error),
        },
        Err(error) => Err(error),
    };
    Err(match verdict {
        Ok(refusal) => {
            let (rule, remedy) = refusal.rule_and_remedy();
            Problem::error(rule, None, format!("`{name}`: {refusal}"), remedy)
        }
        Err(error) => {
            let message = format!("`{name}` cannot be unpacked: {error}");
            Problem::error("gzip-corrupt", None, message, "fetch the file again")
        }
    })
}

/// Whether a block is the head of an entry of a tar archive: it has the right check sum.
#[cfg(any(feature = "archive", feature = "openapi"))]
fn is_tar(head: &[u8]) -> bool {
    const SUM: std::ops::Range<usize> = 148..156;
    let Some(said) = head.get(SUM).filter(|_| head.len() == BLOCK) else { return false };
    let said: String = said.iter().map(|byte| char::from(*byte)).collect();
    let said = u32::from_str_radix(said.trim_matches(['\0', ' ']), 8);
    // The sum is counted as if it were blanks.
    let counted = head.iter().enumerate().map(|(at, byte)| if SUM.contains(&at) { b' ' } else { *byte });
    said == Ok(counted.map(u32::from).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_is() {
        use TextKind::{Document, Lock, Page};
        for (text, kind) in [
            ("# User\n\n| Name | Type |\n|---|---|\n", Some(Page)),
            ("\n## User\n", Some(Page)),
            ("| Name | Type |\n", Some(Page)),
            ("Users have names.\n\n| Name | Type |\n", Some(Page)),
            ("# User\n\nNote: it has a name.\n", Some(Page)),
            ("---\ntitle: User\n---\n# User\n\n| Name |\n", Some(Page)),
            ("{\"openapi\": \"3.1.0\"}", Some(Document)),
            ("\n  {", Some(Document)),
            ("openapi: 3.1.0\n", Some(Document)),
            ("# An API\r\n\r\n'swagger': '2.0'\r\n", Some(Document)),
            ("%YAML 1.2\n---\ninfo:\n  title: |\n    | a |\n", Some(Document)),
            ("$defs:\n  User: {}\n", Some(Document)),
            ("x-generator: none\nopenapi: 3.1.0\n", Some(Document)),
            ("# Written by `spectable update`.\nformat 1\n\nend\n", Some(Lock)),
            ("some text", None),
            ("\u{0}\u{1}", None),
        ] {
            assert_eq!(TextKind::of(text), kind, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_documentation_is_said() {
        for (bytes, rule, message) in [
            (&b""[..], "empty-source", "`<stdin>` is empty"),
            (b" \n", "empty-source", "`<stdin>` is empty"),
            (b"<!DOCTYPE html>", "html-source", "`<stdin>` is an HTML page, and no documentation"),
            (b"some text", "unknown-source", "`<stdin>` is not documentation"),
        ] {
            let problem = Documentation::of_stream("<stdin>", bytes).unwrap_err();
            assert_eq!((problem.rule, problem.message.as_str()), (rule, message));
            assert!(!problem.remedy.is_empty());
        }
    }

    #[cfg(all(feature = "archive", feature = "openapi"))]
    #[test]
    fn what_is_packed_is_unpacked_within_bounds() {
        use std::io::Write as _;

        use flate2::{Compression, write::GzEncoder};

        let gzip = |bytes: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        let page = b"# User\n\n| Name | Type |\n|---|---|\n";
        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(page.len() as u64);
        header.set_cksum();
        tar.append_data(&mut header, "User.md", &page[..]).unwrap();
        let tar = tar.into_inner().unwrap();
        let cut = |mut bytes: Vec<u8>| {
            bytes.truncate(bytes.len() / 2);
            bytes
        };
        for (bytes, found) in [
            (gzip(page), "page <stdin>"),
            (gzip(b"{\"openapi\": \"3.1.0\"}"), "document"),
            (gzip(&tar), "page <stdin>/User.md"),
            (gzip(b""), "empty-source"),
            (cut(gzip(page)), "gzip-truncated"),
            (gzip(&vec![b'#'; 4 << 20]), "gzip-too-dense"),
            (tar, "unknown-source"),
        ] {
            let said = match Documentation::of_stream("<stdin>", bytes.as_slice()) {
                Ok(Documentation { content: Content::Pages(pages), .. }) => format!("page {}", pages[0].name),
                Ok(_) => "document".to_owned(),
                Err(problem) => problem.rule.to_owned(),
            };
            assert_eq!(said, found);
        }
    }
}
