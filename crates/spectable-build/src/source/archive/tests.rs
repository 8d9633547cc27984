use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use tar::{Builder, EntryType, Header};

use super::*;
use crate::source::{Content, Documentation};

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
    let Archived { pages, .. } = read_within("a.tar.gz", false, bytes, limits, &mut problems);
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
    let Archived { pages, .. } = read("a.tar.gz", &bytes[..], &mut problems);
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

type Zip = ::zip::ZipWriter<std::io::Cursor<Vec<u8>>>;

fn zip_of(write: impl FnOnce(&mut Zip)) -> Vec<u8> {
    let mut zip = Zip::new(std::io::Cursor::new(Vec::new()));
    write(&mut zip);
    zip.finish().unwrap().into_inner()
}

fn put(zip: &mut Zip, path: &str, bytes: &[u8]) {
    zip.start_file(path, ::zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
}

fn said_of(name: &str, bytes: &[u8], limits: Limits) -> (Archived, Vec<&'static str>) {
    let mut problems = Problems::default();
    let archived = read_within(name, is_zip(name), bytes, limits, &mut problems);
    (archived, problems.iter().map(|it| it.rule).collect())
}

#[test]
fn a_zip_is_read_as_a_tar_is() {
    let bytes = zip_of(|zip| {
        zip.add_directory("docs/", ::zip::write::SimpleFileOptions::default()).unwrap();
        put(zip, "docs/User.md", b"# User");
        put(zip, "docs/Ad.md", b"# Ad");
        put(zip, "logo.png", b"x");
        put(zip, "a.yaml", b"openapi: 3.0.0");
    });
    let (Archived { pages, documents }, said) = said_of("a.ZIP", &bytes, Limits::DEFAULT);
    assert!(said.is_empty(), "{said:?}");
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(
        (names(&pages), names(&documents)),
        (vec!["docs/Ad.md".into(), "docs/User.md".into()], vec!["a.yaml".into()])
    );
    assert_eq!(pages[1].1, b"# User");
}

#[test]
fn each_hostile_zip_is_an_error_by_name() {
    let page = |path: &str| zip_of(|zip| put(zip, path, b"# A"));
    let good = page("A.md");
    let mut damaged = zip_of(|zip| put(zip, "A.md", &b"# A long page. ".repeat(100)));
    damaged[45] ^= 0xff;
    let link = zip_of(|zip| {
        zip.add_symlink("A.md", "/etc/passwd", ::zip::write::SimpleFileOptions::default()).unwrap()
    });
    let other_link = zip_of(|zip| {
        zip.add_symlink("x.yaml", "/etc/passwd", ::zip::write::SimpleFileOptions::default()).unwrap();
        put(zip, "A.md", b"# A");
    });
    let dense = zip_of(|zip| put(zip, "A.md", &vec![b'a'; 4 << 20]));
    let cases: [(&str, &[u8], &str); 10] = [
        ("a path that leads out", &page("../../etc/A.md"), "archive-path"),
        ("a path out inside", &page("a/../../A.md"), "archive-path"),
        ("an absolute path", &page("/etc/A.md"), "archive-path"),
        ("a path of Windows", &page("C:A.md"), "archive-path"),
        ("a link", &link, "archive-link"),
        ("a damaged page", &damaged, "archive-unreadable"),
        ("cut", &good[..good.len() - 10], "archive-unreadable"),
        ("an HTML page", b"<html><body>502", "not-zip"),
        ("a bomb", &dense, "zip-too-large"),
        ("nothing", &zip_of(|zip| put(zip, "a.txt", b"")), "archive-without-pages"),
    ];
    for (name, bytes, rule) in cases {
        assert_eq!(said_of("a.zip", bytes, Limits::DEFAULT).1, [rule], "{name}");
    }
    assert!(said_of("a.zip", &other_link, Limits::DEFAULT).1.is_empty());
    let small = Limits { bytes: 2, ..Limits::DEFAULT };
    assert_eq!(said_of("a.zip", &good, small).1, ["zip-too-large"]);
    for end in 0..good.len() {
        assert_eq!(said_of("a.zip", &good[..end], Limits::DEFAULT).1.len(), 1, "cut at {end}");
    }
}

/// What an archive documents: the paths of its files, behind `pages` or `document`, or the rule of what is wrong with it.
fn documented(files: &[(&str, &str)]) -> String {
    let bytes = zip_of(|zip| files.iter().for_each(|(path, text)| put(zip, path, text.as_bytes())));
    let found = Documentation::of_file("a.zip", bytes).unwrap();
    let rules: Vec<&str> = found.problems.iter().map(|it| it.rule).collect();
    let paths = match &found.content {
        Content::Pages(pages) => ("pages", pages.iter().map(|page| page.path.clone()).collect()),
        Content::OpenApi(document) => ("document", document.paths()),
        Content::Lock(_) => ("lock", Vec::new()),
    };
    format!("{} {} {}", paths.0, paths.1.join(" "), rules.join(" ")).trim().to_owned()
}

#[test]
fn what_an_archive_documents() {
    let table = "| Name | Type |\n| --- | --- |\n";
    let yaml = "openapi: 3.0.0\npaths: {$ref: ./b/paths.yml}\n";
    let cases: [(&[(&str, &str)], &str); 11] = [
        (&[("a/A.md", table), ("a/openapi.yaml", yaml)], "pages a/A.md"),
        (&[("README.md", "# Read me"), ("api/openapi.yaml", yaml)], "document api/openapi.yaml"),
        (
            &[("a/x.yaml", yaml), ("a/b/paths.yml", "{}"), ("b/paths.yml", "{}")],
            "document a/x.yaml a/b/paths.yml",
        ),
        (&[("x.json", r#"{"info": {}, "swagger": "2.0"}"#), ("package.json", "{}")], "document x.json"),
        (&[("x.json", r#"{"openapi":"3.1.0"}"#), ("x.yaml", yaml)], "document x.json"),
        (&[("x.json", r#"{"openapi":"3.1.0"}"#), ("y.yaml", yaml)], "document x.json several-documents"),
        (&[("one.json", "{}")], "document one.json"),
        (&[("one.json", "{}"), ("two.json", "{}")], "pages  archive-without-pages"),
        (&[("README.md", "# Read me"), ("package.json", r#"{"openapi": "1"}"#)], "pages README.md"),
        (&[("x.yml", "'swagger': \"2.0\"\n")], "document x.yml"),
        (&[("x.yml", "info:\n  title: t\nopenapi: '3.0'\n"), ("y.yml", "x-openapi: 3\n")], "document x.yml"),
    ];
    for (files, expected) in cases {
        assert_eq!(documented(files), expected, "{files:?}");
    }
}
