//! Groups: the features of the crate are those of the overlay, and each gives its models and what they reach.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The keys of a table of a TOML file, by plain reading.
fn keys(file: &str, table: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let body =
        text.lines().skip_while(|line| *line != table).skip(1).take_while(|line| !line.starts_with('['));
    body.filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
        .filter(|key| !key.starts_with('#'))
        .collect()
}

#[test]
fn features_are_the_groups() {
    let mut groups = keys("schema/spectable.toml", "[groups]");
    assert!(!groups.is_empty());
    groups.extend(["default".to_owned(), "full".to_owned()]);
    assert_eq!(keys("Cargo.toml", "[features]"), groups);
}

/// The models that are generated with some features, which compile, by the structs in the output of the build script.
fn models_with(features: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "check",
        "--offline",
        "--message-format=json",
        "-p",
        "purecloud-models",
        "--lib",
        "--no-default-features",
    ]);
    cargo.args(["--features", features]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{features}: {}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).unwrap();
    let ours = messages
        .lines()
        .find(|line| line.contains("build-script-executed") && line.contains("purecloud-models"));
    let (_, rest) = ours.unwrap().split_once("\"out_dir\":\"").unwrap();
    let out = rest.split('"').next().unwrap();
    let mut models = BTreeSet::new();
    for entry in std::fs::read_dir(out).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let names =
            text.lines().filter_map(|line| line.trim().strip_prefix("pub struct ")?.split(' ').next());
        models.extend(names.map(str::to_owned));
    }
    models
}

#[test]
fn a_group_gives_its_models_and_what_they_reach() {
    assert_eq!(models_with(""), BTreeSet::new());
    let users = models_with("users");
    let calls = models_with("call-history");
    let both = models_with("call-history,users");
    let full = models_with("full");
    assert!(users.contains("User") && !users.contains("CallHistoryConversation"));
    assert!(users.len() < calls.len());
    assert_eq!(both, &users | &calls, "two crates that ask for different groups get the union");
    assert_eq!(full.len(), 113);
    assert!(full.is_superset(&both));
}
