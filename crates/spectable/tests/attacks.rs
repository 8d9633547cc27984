//! What `model!` and `open_enum!` refuse, with a message that a user understands, and what they withstand.
//!
//! Each file of `tests/attacks/` is a program. Its first lines say what the compiler must say of it: `//~ error:` and `//~ note:`
//! a part of its messages, or `//~ compiles` that it must accept the program, which is then run. The rules that the attacks are on
//! stand at the head of `src/layout.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn attacks() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = package(here);
    let mut failures = Vec::new();
    let mut programs: Vec<PathBuf> =
        fs::read_dir(here.join("tests/attacks")).unwrap().map(|entry| entry.unwrap().path()).collect();
    programs.sort();
    assert!(programs.len() > 15, "the programs are there");
    for program in programs {
        let name = program.file_stem().unwrap().to_string_lossy().into_owned();
        let source = fs::read_to_string(&program).unwrap();
        let expected: Vec<&str> = source.lines().map_while(|line| line.strip_prefix("//~ ")).collect();
        assert!(!expected.is_empty(), "{name} says what is expected");
        let compiles = expected == ["compiles"];
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([if compiles { "run" } else { "check" }, "--offline", "--quiet", "--bin", &name]);
        let output = cargo.current_dir(&package).env_remove("RUSTFLAGS").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        if compiles != output.status.success() {
            failures.push(format!("{name}: compiles is {}:\n{said}", output.status.success()));
        }
        // Lines are broken and marked with bars; words are what counts.
        let words =
            |text: &str| text.split_whitespace().filter(|word| *word != "|").collect::<Vec<_>>().join(" ");
        for line in expected.iter().filter(|line| **line != "compiles") {
            let (_, message) = line.split_once(": ").expect("`error: …` or `note: …`");
            if !words(&said).contains(&words(message)) {
                failures.push(format!("{name}: the compiler does not say `{message}`:\n{said}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// A package of its own with each program as a binary; beside the other artifacts, so that it is built once.
fn package(here: &Path) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attacks");
    fs::create_dir_all(&package).unwrap();
    let manifest = format!(
        "[package]\nname = \"attacks\"\nedition = \"2024\"\nautobins = false\n\n[workspace]\n\n[dependencies]\nspectable = {{ path = {here:?} }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n"
    );
    let mut manifest = manifest;
    for entry in fs::read_dir(here.join("tests/attacks")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        manifest.push_str(&format!("\n[[bin]]\nname = {name:?}\npath = {path:?}\n"));
    }
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    // The versions that this build has, since others may not be there without a network.
    let lock = here.join("../../Cargo.lock");
    if lock.exists() {
        fs::copy(lock, package.join("Cargo.lock")).unwrap();
    }
    package
}
