//! A `.tar.gz` of Markdown pages, read as a stream: nothing is unpacked to disk, and nothing in it can reach out.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use tar::{Archive, Entry, EntryType};

use super::gzip::{Gunzip, Limits, Verdict};
use super::path::is_page;
use crate::invisible::is_unprintable;
use crate::problem::Problems;

/// More entries than any documentation has.
const MAX_ENTRIES: usize = 100_000;
/// A file larger than this is not read as a page.
const MAX_PAGE: u64 = 16 << 20;

/// Reads the `*.md` files of a gzipped tar archive; each is named by its path in the archive, and they come in the
/// order of these names, not in their order in the archive.
///
/// The `archive` names the whole in messages. Other files are passed over; links to pages, paths that leave the
/// archive, repeated names, and an archive that is damaged or too large are errors in `problems`. What was read
/// before an error is given back all the same.
pub fn read(archive: &str, reader: impl Read, problems: &mut Problems) -> Vec<(String, Vec<u8>)> {
    read_within(archive, reader, Limits::DEFAULT, problems)
}

fn read_within(
    archive: &str,
    reader: impl Read,
    limits: Limits,
    problems: &mut Problems,
) -> Vec<(String, Vec<u8>)> {
    let mut pages = BTreeMap::new();
    match Gunzip::new(reader, limits) {
        Ok((stream, verdict)) => {
            if let Err(error) = read_entries(archive, stream, &mut pages, problems) {
                note_failure(archive, &error, &verdict, problems);
            }
        }
        Err(error) => unreadable(archive, &error, problems),
    }
    if pages.is_empty() && !problems.has_errors() {
        problems.error(
            "archive-without-pages",
            None,
            format!("`{archive}` holds no file that ends in .md, .mdx or .markdown"),
            "give an archive of Markdown pages",
        );
    }
    pages.into_iter().collect()
}

fn read_entries(
    archive: &str,
    stream: impl Read,
    pages: &mut BTreeMap<String, Vec<u8>>,
    problems: &mut Problems,
) -> io::Result<()> {
    let mut tar = Archive::new(stream);
    for (index, entry) in tar.entries()?.enumerate() {
        if index >= MAX_ENTRIES {
            problems.error(
                "archive-too-many-entries",
                None,
                format!("`{archive}` has more than {MAX_ENTRIES} entries"),
                "leave out what is not documentation",
            );
            return Ok(());
        }
        read_entry(archive, &mut entry?, pages, problems)?;
    }
    // The check sum is at the end of the stream, after the padding of the archive.
    io::copy(&mut tar.into_inner(), &mut io::sink())?;
    Ok(())
}

fn read_entry(
    archive: &str,
    entry: &mut Entry<'_, impl Read>,
    pages: &mut BTreeMap<String, Vec<u8>>,
    problems: &mut Problems,
) -> io::Result<()> {
    let name = match page_name(&entry.path_bytes()) {
        Ok(Some(name)) => name,
        Ok(None) => return Ok(()),
        Err(reason) => {
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            problems.error(
                "archive-path",
                None,
                format!("`{archive}` has an entry `{path}`, and {reason}"),
                "make the archive again from inside the folder of pages",
            );
            return Ok(());
        }
    };
    match entry.header().entry_type() {
        EntryType::Regular | EntryType::Continuous => {}
        EntryType::Directory => return Ok(()),
        _ => {
            problems.error(
                "archive-link",
                None,
                format!("`{name}` in `{archive}` is a link or a device, not a file"),
                "make the archive again with `tar --dereference`",
            );
            return Ok(());
        }
    }
    if entry.size() > MAX_PAGE {
        problems.error(
            "page-too-large",
            None,
            format!("`{name}` in `{archive}` is larger than {MAX_PAGE} bytes"),
            "leave out what is not documentation",
        );
        return Ok(());
    }
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < entry.size() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if pages.insert(name.clone(), bytes).is_some() {
        problems.error(
            "archive-repeated-name",
            None,
            format!("`{archive}` has two entries `{name}`"),
            "make the archive again, with one of them",
        );
    }
    Ok(())
}

/// The name of a page; none for a file that is not a page; or what is wrong with its path.
fn page_name(path: &[u8]) -> Result<Option<String>, &'static str> {
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
    if path.chars().any(is_unprintable) {
        return Err("its name has characters that nobody sees");
    }
    if !is_page(path) {
        return Ok(None);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    Ok(Some(parts.join("/")))
}

fn note_failure(archive: &str, error: &io::Error, verdict: &Verdict, problems: &mut Problems) {
    match verdict.refusal() {
        Some(refusal) => {
            let (rule, remedy) = refusal.rule_and_remedy();
            problems.error(rule, None, format!("`{archive}`: {refusal}"), remedy);
        }
        None if error.kind() == io::ErrorKind::UnexpectedEof => problems.error(
            "archive-truncated",
            None,
            format!("`{archive}`: the archive inside ends early"),
            "fetch or make the file again",
        ),
        None => unreadable(archive, error, problems),
    }
}

fn unreadable(archive: &str, error: &io::Error, problems: &mut Problems) {
    problems.error(
        "archive-unreadable",
        None,
        format!("`{archive}` cannot be read as a .tar.gz: {error}"),
        "give a file made by `tar czf`",
    );
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use tar::{Builder, Header};

    use super::*;

    /// An entry as an attacker writes it: the path is put into the header unchecked.
    fn entry(builder: &mut Builder<Vec<u8>>, path: &str, kind: EntryType, bytes: &[u8]) {
        let mut header = Header::new_gnu();
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, bytes).unwrap();
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn tar_of(entries: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
        let mut builder = Builder::new(Vec::new());
        for (path, kind, bytes) in entries {
            entry(&mut builder, path, *kind, bytes);
        }
        builder.into_inner().unwrap()
    }

    fn read_all(bytes: &[u8], limits: Limits) -> (Vec<String>, Vec<&'static str>) {
        let mut problems = Problems::default();
        let pages = read_within("a.tar.gz", bytes, limits, &mut problems);
        (pages.into_iter().map(|(name, _)| name).collect(), problems.iter().map(|p| p.rule).collect())
    }

    #[test]
    fn only_pages_and_in_the_order_of_their_names() {
        let file = EntryType::Regular;
        let bytes = gzip(&tar_of(&[
            ("docs/", EntryType::Directory, b""),
            ("docs/models/User.md", file, b"# User"),
            ("docs/._User.md", file, b"attributes"),
            ("LICENSE", EntryType::Symlink, b""),
            ("docs/logo.png", file, b"\x89PNG"),
            ("./docs/Ad.md", file, b"# Ad"),
        ]));
        let mut problems = Problems::default();
        let pages = read("a.tar.gz", &bytes[..], &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let expected = [("docs/Ad.md", "# Ad"), ("docs/models/User.md", "# User")];
        let pages: Vec<(&str, &str)> =
            pages.iter().map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap())).collect();
        assert_eq!(pages, expected);
    }

    #[test]
    fn each_hostile_archive_is_an_error_by_name() {
        let file = EntryType::Regular;
        let good = tar_of(&[("A.md", file, b"# A"), ("B.md", file, &[b'b'; 2_000])]);
        let cases: [(&str, Vec<u8>, &str); 10] = [
            ("a path that leads out", gzip(&tar_of(&[("../../etc/A.md", file, b"")])), "archive-path"),
            ("a path out inside", gzip(&tar_of(&[("a/../../A.md", file, b"")])), "archive-path"),
            ("an absolute path", gzip(&tar_of(&[("/etc/A.md", file, b"")])), "archive-path"),
            ("a path of Windows", gzip(&tar_of(&[("C:A.md", file, b"")])), "archive-path"),
            ("a link", gzip(&tar_of(&[("A.md", EntryType::Symlink, b"")])), "archive-link"),
            ("a hard link", gzip(&tar_of(&[("A.md", EntryType::Link, b"")])), "archive-link"),
            ("a device", gzip(&tar_of(&[("A.md", EntryType::Char, b"")])), "archive-link"),
            (
                "one name twice",
                gzip(&tar_of(&[("A.md", file, b""), ("A.md", file, b"")])),
                "archive-repeated-name",
            ),
            ("cut inside a page", gzip(&good[..2_048]), "archive-truncated"),
            ("no page at all", gzip(&tar_of(&[("A.txt", file, b"")])), "archive-without-pages"),
        ];
        for (name, bytes, rule) in cases {
            let (_, rules) = read_all(&bytes, Limits::DEFAULT);
            assert_eq!(rules, [rule], "{name}");
        }
    }

    #[test]
    fn what_is_no_archive_is_said() {
        let garbage = gzip(&[0xAA; 1_024]);
        let (pages, rules) = read_all(&garbage, Limits::DEFAULT);
        assert_eq!((pages.len(), rules), (0, vec!["archive-unreadable"]));
        let (_, rules) = read_all(b"<html><body>502 Bad Gateway", Limits::DEFAULT);
        assert_eq!(rules, ["not-gzip"]);
        let whole = gzip(&tar_of(&[("A.md", EntryType::Regular, b"# A")]));
        for end in 0..whole.len() {
            let (_, rules) = read_all(&whole[..end], Limits::DEFAULT);
            assert_eq!(rules.len(), 1, "cut at {end}: {rules:?}");
        }
    }

    #[test]
    fn bounds_hold_for_the_archive_as_a_whole() {
        let bytes = gzip(&tar_of(&[("A.md", EntryType::Regular, &[b'a'; 5_000])]));
        let limits = Limits { bytes: 4_000, ..Limits::DEFAULT };
        assert_eq!(read_all(&bytes, limits).1, ["gzip-too-large"]);
    }
}
