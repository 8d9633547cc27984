//! docs/your-own-sdk.md: its files are written, and its commands run, in their order, in an empty folder.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// What a reader of the page does.
enum Step {
    /// Writes a file.
    File { path: String, text: String },
    /// Runs a command, which ends with an exit code and prints some lines.
    Command { line: String, code: i32, prints: Vec<String> },
}

/// The blocks of a document, each with the text of its `<!-- file PATH -->` and its language.
fn steps(document: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = document.lines();
    let mut file = None;
    while let Some(line) = lines.next() {
        if let Some(path) = line.strip_prefix("<!-- file ").and_then(|it| it.strip_suffix(" -->")) {
            file = Some(path.to_owned());
        } else if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            match file.take() {
                Some(path) => steps.push(Step::File { path, text: block.join("\n") + "\n" }),
                None if language == "console" => steps.extend(commands(&block)),
                None => panic!("a block of {language} that nothing is done with: {block:?}"),
            }
        }
    }
    steps
}

fn commands(block: &[&str]) -> Vec<Step> {
    let mut commands: Vec<Step> = Vec::new();
    for line in block {
        if let Some(line) = line.strip_prefix("$ ") {
            let (line, remark) = line.split_once('#').unwrap_or((line, ""));
            let code = remark.trim().strip_prefix("exit code ").map_or(0, |it| it[..1].parse().unwrap());
            commands.push(Step::Command { line: line.trim().to_owned(), code, prints: Vec::new() });
        } else if let Some(Step::Command { prints, .. }) = commands.last_mut() {
            prints.push((*line).to_owned());
        }
    }
    commands
}

/// The words of a command line, where some are between quotation marks.
fn words_of(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, part) in line.split('"').enumerate() {
        if number % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// A folder to work in, with the versions of packages that this repository has.
struct Desk {
    root: PathBuf,
    folder: PathBuf,
}

impl Desk {
    fn run(&mut self, line: &str, code: i32, prints: &[String]) {
        let mut words = words_of(line).into_iter();
        let program = words.next().unwrap();
        let mut words: Vec<String> = words.collect();
        let mut command = match program.as_str() {
            "cd" => {
                self.folder.push(&words[0]);
                fs::copy(root().join("Cargo.lock"), self.folder.join("Cargo.lock")).unwrap();
                return;
            }
            "spectable" => Command::new(env!("CARGO_BIN_EXE_spectable")),
            "cargo" => Command::new(env!("CARGO")),
            other => panic!("`{other}` is none of the commands of the page"),
        };
        if line.starts_with("spectable init") {
            // Our crates as they are in this repository, rather than as they are published.
            words.extend(["--spectable".into(), root().display().to_string()]);
        }
        command.current_dir(&self.folder).args(&words);
        command.env("CARGO_TARGET_DIR", &self.root).env("CARGO_NET_OFFLINE", "true");
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        for flags in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WORKSPACE_WRAPPER"] {
            command.env_remove(flags);
        }
        let output = command.output().unwrap();
        let said =
            [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned()).concat();
        assert_eq!(output.status.code(), Some(code), "{line}\n{said}");
        for shown in prints {
            assert!(said.lines().any(|line| line == shown), "{line} does not print `{shown}`, but\n{said}");
        }
    }
}

#[test]
fn from_a_docs_folder_to_a_crate_and_its_next_release() {
    let page = fs::read_to_string(root().join("docs/your-own-sdk.md")).unwrap().replace('\r', "");
    // Each run makes the models again. What they depend on is compiled once, in the target folder of the tests.
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned();
    // Not below the repository: the new crate would be taken for a member of its workspace.
    let work = tempfile::tempdir().unwrap();
    let mut desk = Desk { root, folder: work.path().to_owned() };
    let (mut files, mut commands) = (0, 0);
    for step in steps(&page) {
        match step {
            Step::File { path, text } => {
                files += 1;
                let path = work.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Step::Command { line, code, prints } => {
                commands += 1;
                desk.run(&line, code, &prints);
            }
        }
    }
    assert!(files > 12 && commands > 24, "{files} files, {commands} commands");
}
