//! The examples do what examples/README.md says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fs};

use serde_json::Value;

/// Set to write examples/README.md again.
const UPDATE: &str = "UPDATE_DOCS";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A program of the workspace.
struct Program {
    /// Its package, and its name if it is an example.
    arguments: Vec<String>,
    executable: PathBuf,
}

/// Every program of the workspace. A test of the workspace has built them; `cargo run -p` would build each once more, since a package
/// by itself asks for fewer features of its dependencies.
static PROGRAMS: LazyLock<Vec<Program>> = LazyLock::new(|| {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--offline", "--workspace", "--bins", "--examples", "--message-format=json"]);
    let output = cargo.current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).unwrap();
    messages.lines().filter_map(|line| Program::read(&serde_json::from_str(line).unwrap())).collect()
});

impl Program {
    /// A program from the message of cargo about it.
    fn read(message: &Value) -> Option<Self> {
        let executable = PathBuf::from(message["executable"].as_str()?);
        let manifest = fs::read_to_string(message["manifest_path"].as_str()?).unwrap();
        let package = manifest.split("\nname = \"").nth(1)?.split('"').next()?;
        let mut arguments = Vec::new();
        if package != env!("CARGO_PKG_NAME") {
            arguments.extend(["-p".to_owned(), package.to_owned()]);
        }
        if message["target"]["kind"][0] == "example" {
            arguments.extend(["--example".to_owned(), message["target"]["name"].as_str()?.to_owned()]);
        }
        Some(Self { arguments, executable })
    }
}

/// What a `cargo run …` of the README prints.
fn printed(command: &str) -> String {
    let words: Vec<&str> = command.strip_prefix("cargo run ").unwrap().split(' ').collect();
    let (of_cargo, of_program) = match words.iter().position(|word| *word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (&words[..], &[][..]),
    };
    let program = PROGRAMS.iter().find(|program| program.arguments == of_cargo);
    let program = program.unwrap_or_else(|| panic!("{command} runs no program of the workspace"));
    let output = Command::new(&program.executable).current_dir(root()).args(of_program).output().unwrap();
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
