//! The examples do what examples/README.md says.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Set to write examples/README.md again.
const UPDATE: &str = "UPDATE_DOCS";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// What a `cargo run …` of the README prints.
fn printed(command: &str) -> String {
    let arguments = command.strip_prefix("cargo run ").unwrap().split(' ');
    let mut cargo = Command::new(env!("CARGO"));
    let output =
        cargo.current_dir(root()).args(["run", "--quiet", "--offline"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// The commands of a section.
fn commands(section: &str) -> Vec<&str> {
    let block = section.split_once("```sh\n").and_then(|(_, rest)| rest.split_once("\n```"));
    block.map(|(lines, _)| lines.lines().collect()).unwrap_or_default()
}

/// A section with what its last command prints.
fn with_output(section: &str) -> String {
    let commands = commands(section);
    let Some((head, _)) = section.split_once("```text\n") else { return section.to_owned() };
    let output = printed(commands.last().unwrap());
    format!("{head}```text\n{output}\n```\n")
}

#[test]
fn each_prints_what_the_readme_shows() {
    let path = root().join("examples/README.md");
    let text = fs::read_to_string(&path).unwrap();
    let mut sections = text.split("\n## ");
    let head = sections.next().unwrap().to_owned();
    let shown: Vec<String> = sections.map(with_output).collect();
    assert_eq!(shown.len(), 5);
    let shown = [vec![head], shown].concat().join("\n## ");
    if env::var_os(UPDATE).is_some() {
        fs::write(&path, shown).unwrap();
    } else {
        assert_eq!(text, shown, "run the test with {UPDATE}=1 to write examples/README.md again");
    }
}

#[test]
fn a_call_history_is_printed() {
    let table = printed("cargo run --example call_history");
    assert!(table.lines().count() > 9, "{table}");
}

#[test]
fn every_example_is_in_the_readme() {
    let text = fs::read_to_string(root().join("examples/README.md")).unwrap();
    for folder in ["examples", "crates/spectable/examples"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(text.contains(&name) || name == "README.md", "{folder}/{name}");
        }
    }
}
