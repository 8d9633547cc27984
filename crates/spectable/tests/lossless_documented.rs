//! docs/lossless.md names the tests of its statements: each of them exists, and each test of `lossless/` is named.
// It reads files, and runs none of the unsafe code.
#![cfg(not(miri))]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The tests in the files of `lossless/`, as `file::test`.
fn tests(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let functions =
            text.split("#[test]").skip(1).filter_map(|rest| rest.split_once("fn ")?.1.split_once('('));
        found.extend(functions.map(|(name, _)| format!("{module}::{name}")));
    }
    found
}

#[test]
fn each_statement_of_the_document_has_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = root.join("../../docs/lossless.md");
    if !document.exists() {
        // The package at the registry has the tests, and not the documents of the repository.
        return;
    }
    let document = fs::read_to_string(document).unwrap();
    let existing = tests(&root.join("tests/lossless"));
    let modules = existing.iter().filter_map(|name| Some(name.split_once("::")?.0)).collect::<BTreeSet<_>>();
    let quoted = document.split('`').skip(1).step_by(2);
    let named = quoted.filter(|it| it.split_once("::").is_some_and(|(module, _)| modules.contains(module)));
    assert_eq!(named.map(str::to_owned).collect::<BTreeSet<_>>(), existing);

    let rows = document.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what"));
    let without = rows.filter(|row| !row.starts_with("| ---") && !row.contains("::")).collect::<Vec<_>>();
    assert!(without.is_empty(), "statements without a test: {without:?}");
}
