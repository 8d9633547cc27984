//! What is taken for documentation, and what is said of the rest.

use super::*;

fn kind(documentation: Result<Documentation, Problem>) -> &'static str {
    match documentation.map(|it| it.content) {
        Ok(Content::Pages(_)) => "pages",
        #[cfg(feature = "openapi")]
        Ok(Content::OpenApi(_)) => "openapi",
        Ok(Content::Lock(_)) => "lock",
        Err(problem) => problem.rule,
    }
}

#[test]
fn what_a_file_is() {
    let openapi = if cfg!(feature = "openapi") { "openapi" } else { "unknown-source" };
    let archive = if cfg!(feature = "archive") { "pages" } else { "unknown-source" };
    for (name, bytes, expected) in [
        ("User.md", &b""[..], "pages"),
        ("User.MD", b"", "pages"),
        ("HEAD:docs/User.md", b"", "pages"),
        ("b.tar.gz.md", b"", "pages"),
        ("api.json", b"", openapi),
        ("api.YAML", b"", openapi),
        ("api.yml", b"", openapi),
        ("api.json.gz", b"\x1f\x8b", openapi),
        ("spectable.lock", b"format 1", "lock"),
        ("v1.lock", b"", "lock"),
        ("page", b"# User\n", "pages"),
        ("document", b"\n {\"openapi\": \"3.1.0\"}", openapi),
        ("document", b"openapi: 3.1.0", openapi),
        ("document", b"\x00\x01", "unknown-source"),
        ("notes.txt", b"", "unknown-source"),
        ("pages.tgz", b"", archive),
        ("PAGES.TAR.GZ", b"", archive),
    ] {
        assert_eq!(kind(Documentation::of_file(name, bytes.to_vec())), expected, "{name}");
    }
}

#[test]
fn a_folder_is_read_in_the_order_of_paths() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("more")).unwrap();
    let names = [
        "B.md",
        "A.md",
        "._A.md",
        "more/C.md",
        "more/spectable.toml",
        "spectable.toml",
        "spectable.lock",
        "notes.txt",
    ];
    for name in names {
        std::fs::write(folder.path().join(name), name).unwrap();
    }
    let name = folder.path().display().to_string();
    for folder in [folder.path().to_owned(), folder.path().join("")] {
        let found = Documentation::open(&folder).unwrap();
        assert!(found.problems.is_empty(), "{:?}", found.problems);
        let Content::Pages(pages) = found.content else { panic!("pages were wanted") };
        let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths, ["A.md", "B.md", "more/C.md"]);
        assert_eq!(pages[0].name, format!("{name}/A.md"));
        let beside = [found.overlay, found.lock].map(|file| String::from_utf8(file.unwrap().bytes).unwrap());
        assert_eq!(beside, ["spectable.toml", "spectable.lock"]);
    }
}

#[test]
fn what_is_not_there_is_said_alike() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(kind(Documentation::open(empty.path())), "no-pages");
    for name in ["nowhere", "nowhere.md", "nowhere.tgz", "nowhere.json", "nowhere.txt", "nowhere/"] {
        let problem = Documentation::open(&empty.path().join(name)).unwrap_err();
        assert_eq!(problem.rule, "unreadable", "{name}");
        let why = std::fs::metadata(empty.path().join(name)).unwrap_err();
        assert!(problem.message.ends_with(&format!("cannot be read: {why}")), "{problem:?}");
    }
}
