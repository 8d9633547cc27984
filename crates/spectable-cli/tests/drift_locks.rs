//! `spectable diff`, `semver`, `changelog`, `explain` and `waive`, as a user runs them.

use std::{fs, path::Path, process::Command as Process};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const OLD: &str = "format 1\nrelease \"1\"\n\nmodel User = \"User\"\n  id: String = \"id\"\n  age: String = \"age\"\n\nend\n";
const NEW: &str = "format 1\nrelease \"2\"\n\nmodel User = \"User\"\n  id: String = \"id\"\n  age: i64 = \"age\"\n  email: String = \"email\"\n\nend\n";

/// A folder with two locks, and nothing around it that git would find.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.lock"), OLD).unwrap();
    fs::write(folder.path().join("new.lock"), NEW).unwrap();
    folder
}

fn spectable(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("spectable").unwrap().current_dir(folder).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn json(folder: &Path, args: &[&str]) -> (i32, Value) {
    let (code, out, err) = spectable(folder, args);
    (code, serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}\n{err}")))
}

#[test]
fn a_threshold_makes_the_exit_code() {
    let folder = folder();
    for (args, code) in [
        (&["diff", "old.lock", "new.lock"][..], 0),
        (&["diff", "old.lock", "new.lock", "--fail-on", "patch"], 1),
        (&["diff", "old.lock", "new.lock", "--fail-on", "major"], 1),
        (&["diff", "old.lock", "new.lock", "--fail-on", "major", "--skip", "User.age"], 0),
        (&["diff", "old.lock", "new.lock", "--fail-on", "minor", "--skip", "User.age"], 1),
        (&["diff", "old.lock", "new.lock", "--fail-on", "patch", "--only", "Queue*"], 0),
        (&["diff", "old.lock", "old.lock", "--fail-on", "patch"], 0),
        (&["diff", "old.lock", "new.lock", "--only", ""], 2),
        (&["diff", "old.lock"], 2),
        (&["diff", "old.lock", "missing.lock"], 2),
        (&["semver", "old.lock", "new.lock", "--current", "1.0"], 2),
        (&["explain", "no-such-rule"], 2),
    ] {
        assert_eq!(spectable(folder.path(), args).0, code, "{args:?}");
    }
}

#[test]
fn json_has_the_members_that_programs_rely_on() {
    let folder = folder();
    let (_, document) = json(folder.path(), &["diff", "old.lock", "new.lock", "--format", "json"]);
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["complete"], true);
    assert_eq!(document["verdict"]["rust"], "major");
    assert_eq!(document["verdict"]["wire"]["request"], "breaks");
    let findings = document["findings"].as_array().unwrap();
    let rules: Vec<&str> = findings.iter().map(|it| it["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["type-changed", "property-added", "release-changed"]);
    let members = [
        "behaviour",
        "fingerprint",
        "model",
        "new",
        "old",
        "property",
        "reached_from",
        "rule",
        "rust",
        "value",
        "wire",
    ];
    for finding in findings {
        assert_eq!(finding.as_object().unwrap().keys().collect::<Vec<_>>(), members);
    }
    let old = &findings[0]["old"];
    assert_eq!((old["file"].as_str(), old["line"].as_u64()), (Some("old.lock"), Some(6)));
    assert_eq!(old["text"], "  age: String = \"age\"");
    assert_eq!(findings[1]["old"], Value::Null);
}

#[test]
fn a_lock_that_cannot_be_read_decides_nothing() {
    let folder = folder();
    for (text, message) in [
        (OLD.replace("end\n", ""), "it is cut off"),
        (OLD.replace("format 1", "format 99"), "the lock is of format 99"),
        (OLD.replace("  id", "<<<<<<< HEAD\n  id"), "conflict markers"),
        (String::new(), "it is cut off"),
    ] {
        fs::write(folder.path().join("bad.lock"), text).unwrap();
        let args = ["diff", "old.lock", "bad.lock", "--format", "json"];
        let (code, document) = json(folder.path(), &args);
        assert_eq!((code, &document["complete"]), (3, &Value::Bool(false)), "{message}");
        assert_eq!(document["verdict"]["rust"], Value::Null);
        let (_, _, err) = spectable(folder.path(), &args);
        assert!(err.contains(message), "{message}: {err}");
    }
}

#[test]
fn the_next_version_follows_from_the_verdict() {
    let folder = folder();
    let (code, out, _) = spectable(folder.path(), &["semver", "old.lock", "new.lock", "--current", "0.4.2"]);
    assert_eq!(code, 0);
    assert!(out.contains("Rust: major\n") && out.contains("version: 0.4.2 -> 0.5.0\n"), "{out}");
    let args = ["semver", "old.lock", "old.lock", "--current", "0.4.2", "--format", "json"];
    let (_, document) = json(folder.path(), &args);
    assert_eq!((&document["rust"], &document["next"]), (&"none".into(), &"0.4.2".into()));
}

#[test]
fn a_changelog_has_the_sections_of_keep_a_changelog() {
    let folder = folder();
    let (_, out, _) = spectable(folder.path(), &["changelog", "old.lock", "new.lock"]);
    let headings: Vec<&str> = out.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["### Added", "### Changed"]);
    assert!(out.contains("**Breaking:** the type of `User.age`"), "{out}");
}

#[test]
fn every_rule_that_is_listed_is_explained() {
    let folder = folder();
    let (_, list, _) = spectable(folder.path(), &["explain"]);
    assert_eq!(list.lines().count(), 20);
    for line in list.lines() {
        let rule = line.split_whitespace().next().unwrap();
        let (code, out, _) = spectable(folder.path(), &["explain", rule]);
        assert_eq!(code, 0);
        assert!(out.starts_with(rule) && out.contains("example: ") && out.contains("what to do: "), "{out}");
    }
}

#[test]
fn a_revision_of_a_repository_is_a_source() {
    let folder = folder();
    let git = |args: &[&str]| {
        let status = Process::new("git")
            .current_dir(folder.path())
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(args)
            .status()
            .unwrap();
        assert!(status.success(), "{args:?}");
    };
    git(&["init", "-q"]);
    fs::create_dir(folder.path().join("a folder")).unwrap();
    fs::write(folder.path().join("a folder/v 1.lock"), OLD).unwrap();
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    fs::write(folder.path().join("a folder/v 1.lock"), NEW).unwrap();
    let spec = "HEAD:a folder/v 1.lock";
    let (code, document) = json(folder.path(), &["diff", spec, "a folder/v 1.lock", "--format", "json"]);
    assert_eq!((code, document["findings"].as_array().unwrap().len()), (0, 3));
    assert_eq!(document["findings"][0]["old"]["file"], spec);
    for hostile in
        ["--help:x", "HEAD:../../etc/passwd", "HEAD~9:x", "HEAD:a folder;touch x", "$(touch x):x", ":"]
    {
        let (code, _, err) = spectable(folder.path(), &["diff", "--", hostile, "new.lock"]);
        assert_eq!(code, 2, "{hostile}: {err}");
    }
    assert!(!folder.path().join("x").exists());
}

#[test]
fn a_waiver_is_written_once_and_with_a_reason() {
    let folder = folder();
    let schema = folder.path().join("schema");
    fs::create_dir(&schema).unwrap();
    fs::write(schema.join("spectable.toml"), "# kept\nwire-names = 'camelCase'\n").unwrap();
    let waive = |fingerprint, reason, until| {
        spectable(folder.path(), &["waive", fingerprint, "--reason", reason, "--until", until])
    };
    let id = "00112233445566ff";
    for (fingerprint, reason, until, code) in [
        ("xyz", "r", "2999-01-31", 2),
        (id, " ", "2999-01-31", 2),
        (id, "r", "2999-02-30", 2),
        (id, "r", "2020-01-31", 2),
        (id, "still \"sent\"", "2999-01-31", 0),
        (id, "again", "2999-01-31", 2),
    ] {
        let (found, _, err) = waive(fingerprint, reason, until);
        assert_eq!(found, code, "{fingerprint} {reason} {until}: {err}");
    }
    let text = fs::read_to_string(schema.join("spectable.toml")).unwrap();
    assert_eq!(
        text,
        "# kept\nwire-names = 'camelCase'\n\n[[waiver]]\nfingerprint = \"00112233445566ff\"\nreason = \"still \\\"sent\\\"\"\nuntil = 2999-01-31\n"
    );
}
