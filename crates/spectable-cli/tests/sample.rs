//! `spectable sample`: what it prints, and what it refuses.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const PAGE: &str = "\
# Call

|Name | Type | Description | Notes|
|------------ | ------------- | ------------- | -------------|
| **id** | **str** | The id. | |
| **seconds** | **int** | How long it took. | [optional] |
";

/// A folder with a schema of one page.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("schema")).unwrap();
    fs::write(folder.path().join("schema/Call.md"), PAGE).unwrap();
    folder
}

/// The exit code, and what is printed to both outputs.
fn sample(folder: &Path, args: &str) -> (i32, String, String) {
    let mut spectable = Command::cargo_bin("spectable").unwrap();
    let output = spectable.current_dir(folder).arg("sample").args(args.split(' ')).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_is_printed() {
    let folder = folder();
    for (args, expected) in [
        ("Call", "{\n  \"id\": \"id\",\n  \"seconds\": 1\n}\n"),
        ("Call --extent smallest", "{\n  \"id\": \"id\"\n}\n"),
        ("Call --extent smallest --format ndjson", "{\"id\":\"id\"}\n"),
        ("Call --extent full --schema schema/Call.md --format ndjson", "{\"id\":\"id\",\"seconds\":1}\n"),
    ] {
        let (code, out, err) = sample(folder.path(), args);
        assert_eq!((code, out.as_str(), err.as_str()), (0, expected, ""), "{args}");
    }
}

#[test]
fn a_seed_decides_random_documents() {
    let folder = folder();
    let of = |args: &str| sample(folder.path(), args).1;
    assert_eq!(of("Call --seed 3"), of("Call --seed 3 --extent random"));
    assert_ne!(of("Call --seed 3"), of("Call --seed 4"));
    assert_eq!(of("Call --count 2 --format ndjson"), of("Call --count 2 --seed 0 --format ndjson"));
    let lines = of("Call --count 3 --format ndjson");
    let list = of("Call --count 3");
    let from_lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(serde_json::from_str::<Vec<Value>>(&list).unwrap(), from_lines);
    assert_eq!(from_lines.len(), 3);
}

#[test]
fn what_is_refused() {
    let folder = folder();
    for (args, message, remedy) in [
        ("Cal", "`Cal` is not a documented model", "did you mean `Call`?"),
        ("Conversation", "`Conversation` is not a documented model", "spectable list"),
        (
            "Call --extent full --seed 1",
            "`--seed` and `--count` are for random documents",
            "leave out `--extent`",
        ),
        ("Call --count 0", "invalid value '0' for '--count <N>'", ""),
        ("Call --schema nowhere", "nowhere", ""),
    ] {
        let (code, out, err) = sample(folder.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args}: {err}");
        assert!(err.contains(message) && err.contains(remedy), "{args}: {err}");
    }
}
