//! README.md: its Rust is what the generator makes of its page, and its commands run.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap().replace('\r', "")
}

/// The first block of a language in a document.
fn block<'a>(document: &'a str, language: &str) -> &'a str {
    let (_, rest) = document.split_once(&format!("```{language}\n")).unwrap();
    rest.split("\n```").next().unwrap()
}

/// Whether a line has the parts of a shown one, in order; `…` is what the README leaves out.
fn is_shown_by(line: &str, shown: &str) -> bool {
    let mut rest = Some(line);
    for part in shown.split('…').map(str::trim) {
        rest = rest.and_then(|rest| Some(rest.split_once(part)?.1));
    }
    rest.is_some()
}

/// The lines of a block occur in a text in this order.
fn occurs(block: &str, text: &str) {
    let mut lines = text.lines();
    for shown in block.lines().filter(|line| !line.trim().is_empty()) {
        assert!(
            lines.any(|line| is_shown_by(line, shown.trim())),
            "`{shown}` is not there, or not in this place"
        );
    }
}

/// The Rust files that were written to a folder, as one text.
fn written_to(folder: &Path) -> String {
    let mut names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    names.sort();
    names
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .map(|it| fs::read_to_string(it).unwrap())
        .collect()
}

#[test]
fn the_page_the_overlay_and_the_rust_are_those_of_the_repository() {
    let readme = readme();
    let schema = root().join("schema");
    occurs(
        block(&readme, "markdown"),
        &fs::read_to_string(schema.join("CallHistoryParticipant.md")).unwrap(),
    );
    occurs(block(&readme, "toml"), &fs::read_to_string(schema.join("spectable.toml")).unwrap());

    let out = tempfile::tempdir().unwrap();
    let mut command = Command::cargo_bin("spectable").unwrap();
    let arguments = ["generate", "--root", "CallHistoryParticipant", "--from"];
    command.args(arguments).arg(&schema).arg("--out").arg(out.path()).assert().success();
    let rust = written_to(out.path());
    let (model, values) = block(&readme, "rust,ignore").split_once("\nspectable::open_enum! {").unwrap();
    occurs(model, &rust);
    occurs(values, &rust);
}

/// `<!-- run -->` is above a block whose commands all work, in a copy of what they read.
#[test]
fn the_commands_run() {
    let readme = readme();
    let folder = tempfile::tempdir().unwrap();
    for (name, only_pages) in [("schema", false), ("docs", true)] {
        fs::create_dir(folder.path().join(name)).unwrap();
        for entry in fs::read_dir(root().join("schema")).unwrap().map(Result::unwrap) {
            if !only_pages || entry.path().extension().is_some_and(|it| it == "md") {
                fs::copy(entry.path(), folder.path().join(name).join(entry.file_name())).unwrap();
            }
        }
    }
    let blocks = readme.split("<!-- run -->\n").skip(1).map(|marked| block(marked, "console"));
    let commands = blocks.flat_map(str::lines).map(|line| line.strip_prefix("$ spectable ").unwrap());
    let commands = commands.map(|line| line.split('#').next().unwrap().trim()).collect::<Vec<_>>();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in commands {
        let mut spectable = Command::cargo_bin("spectable").unwrap();
        // The pages of the repository have what is worth a look, and `doctor` says so with its exit code.
        let expected = i32::from(command.starts_with("doctor"));
        spectable.current_dir(folder.path()).args(command.split(' ')).assert().code(expected);
    }
}
