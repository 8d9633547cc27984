//! What is generated of pages in each dialect, and of a document of odd names, compiles without a warning, in both styles.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn models_of_each_source_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let tests = root.join("crates/spectable-build/tests");
    let in_folder = |name: &str| fs::read_dir(tests.join(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut sources: Vec<PathBuf> = in_folder("dialects").chain(in_folder("documents")).collect();
    sources.sort();
    assert!(sources.len() >= 18, "{sources:?}");

    // Not below the repository: the crates would be members of its workspace.
    let work = tempfile::tempdir().unwrap();
    let mut members = Vec::new();
    for source in &sources {
        let name = source.file_stem().unwrap().to_str().unwrap();
        for style in ["table", "derive"] {
            let package = format!("{name}-{style}");
            let mut spectable = Command::new(env!("CARGO_BIN_EXE_spectable"));
            spectable.args(["generate", "--style", style, "--crate", &package, "--from"]).arg(source);
            spectable.arg("--out").arg(work.path().join(&package));
            spectable.arg("--spectable").arg(root.join("crates/spectable"));
            run(&mut spectable);
            // One workspace of all of them takes the place of one each.
            let manifest = work.path().join(&package).join("Cargo.toml");
            let text = fs::read_to_string(&manifest).unwrap().replace("[workspace]", "");
            fs::write(manifest, text).unwrap();
            members.push(package);
        }
    }
    fs::write(
        work.path().join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
    )
    .unwrap();
    fs::copy(root.join("Cargo.lock"), work.path().join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(work.path()).args(["check", "--workspace", "--offline"]);
    // Where this test is built, so that dependencies are built once.
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
    let said = String::from_utf8(run(&mut cargo).stderr).unwrap();
    assert!(!said.contains("warning: "), "{said}");
}
