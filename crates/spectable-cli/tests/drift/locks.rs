//! `spectable diff`, `semver`, `changelog`, `explain` and `waive`, as a user runs them.

use serde_json::Value;
use spectable_drift::rules::Rule;

use crate::project::Project;

const OLD: &str = "format 1\nrelease \"1\"\n\nmodel User = \"User\"\n  id: String = \"id\"\n  age: String = \"age\"\n\nend\n";
const NEW: &str = "format 1\nrelease \"2\"\n\nmodel User = \"User\"\n  id: String = \"id\"\n  age: i64 = \"age\"\n  email: String = \"email\"\n\nend\n";

/// A folder with two locks.
fn project() -> Project {
    let project = Project::new();
    project.write("old.lock", OLD);
    project.write("new.lock", NEW);
    project
}

#[test]
fn a_threshold_makes_the_exit_code() {
    let project = project();
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
        assert_eq!(project.spectable(args).code, code, "{args:?}");
    }
}

#[test]
fn json_has_the_members_that_programs_rely_on() {
    let project = project();
    let document = project.spectable(&["diff", "old.lock", "new.lock", "--format", "json"]).json();
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["complete"], true);
    assert_eq!(document["verdict"]["rust"], "major");
    assert_eq!(document["verdict"]["wire"]["request"], "breaks-if-sent");
    let findings = document["findings"].as_array().unwrap();
    let rules: Vec<&str> = findings.iter().map(|it| it["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["type-changed", "property-added", "release-changed"]);
    let members = [
        "also",
        "behaviour",
        "direction",
        "evidence",
        "fingerprint",
        "item",
        "message",
        "model",
        "new",
        "new_type",
        "old",
        "old_type",
        "operation",
        "operations",
        "property",
        "reached_from",
        "remedy",
        "rule",
        "rust",
        "severity",
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
    let project = project();
    for (text, message) in [
        (OLD.replace("end\n", ""), "it is cut off"),
        (OLD.replace("format 1", "format 99"), "the lock is of format 99"),
        (OLD.replace("  id", "<<<<<<< HEAD\n  id"), "conflict markers"),
        (String::new(), "it is cut off"),
    ] {
        project.write("bad.lock", text);
        let args = ["diff", "old.lock", "bad.lock", "--format", "json"];
        let run = project.spectable(&args);
        let document = run.json();
        assert_eq!((run.code, &document["complete"]), (3, &Value::Bool(false)), "{message}");
        assert_eq!(document["verdict"]["rust"], Value::Null);
        assert!(run.err.contains(message), "{message}: {}", run.err);
    }
}

/// A document outlives what the terminal shows, so that it says itself that nothing was decided.
#[test]
fn each_document_says_that_nothing_was_decided() {
    let project = project();
    project.write("bad.lock", "");
    for (format, told) in [
        ("json", "\"complete\": false"),
        ("sarif", "\"executionSuccessful\": false"),
        ("html", "This report is not complete."),
        ("junit", "<error type=\"incomplete\""),
        ("gitlab", "\"check_name\": \"incomplete\""),
    ] {
        let run = project.spectable(&["diff", "old.lock", "bad.lock", "--format", format]);
        assert_eq!((run.code, run.out.contains(told)), (3, true), "{format}: {run:?}");
    }
    for format in ["text", "markdown", "github"] {
        let run = project.spectable(&["diff", "old.lock", "bad.lock", "--format", format]);
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{format}: {run:?}");
    }
}

#[test]
fn each_format_has_every_finding() {
    let project = project();
    let findings = project.spectable(&["diff", "old.lock", "new.lock", "--format", "json"]).json();
    let findings = findings["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for format in ["sarif", "html", "junit", "gitlab"] {
        let run = project.spectable(&["diff", "old.lock", "new.lock", "--format", format]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
        for finding in findings {
            let fingerprint = finding["fingerprint"].as_str().unwrap();
            assert!(run.out.contains(fingerprint), "{format} lacks {fingerprint}: {run:?}");
        }
    }
}

#[test]
fn the_next_version_follows_from_the_verdict() {
    let project = project();
    let run = project.spectable(&["semver", "old.lock", "new.lock", "--current", "0.4.2"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Rust: major\n") && run.out.contains("version: 0.4.2 -> 0.5.0\n"), "{run:?}");
    let args = ["semver", "old.lock", "old.lock", "--current", "0.4.2", "--format", "json"];
    let document = project.spectable(&args).json();
    assert_eq!((&document["rust"], &document["next"]), (&"none".into(), &"0.4.2".into()));
}

#[test]
fn a_changelog_has_the_sections_of_keep_a_changelog() {
    let project = project();
    let out = project.spectable(&["changelog", "old.lock", "new.lock"]).out;
    let headings: Vec<&str> = out.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["### Added", "### Changed"]);
    assert!(out.contains("**Breaking:** the type of `User.age`"), "{out}");
}

#[test]
fn every_rule_that_is_listed_is_explained() {
    let project = project();
    let list = project.spectable(&["explain"]).out;
    assert_eq!(list.lines().count(), Rule::ALL.len());
    for line in list.lines() {
        let rule = line.split_whitespace().next().unwrap();
        let run = project.spectable(&["explain", rule]);
        assert_eq!(run.code, 0);
        for part in [rule, "\nRust: ", "\nwire: ", "\nexample:\n", "\nwhat to do: "] {
            assert!(run.out.contains(part), "{run:?}");
        }
        // A rule without a verdict on behaviour has no empty line for it.
        assert!(!run.out.contains("\nbehaviour: \n"), "{run:?}");
    }
    let said = list.lines().filter_map(|line| line.split_whitespace().next());
    let said = said.filter(|rule| project.spectable(&["explain", rule]).out.contains("\nbehaviour: "));
    assert!((1..Rule::ALL.len()).contains(&said.count()), "some rules have a verdict on behaviour");
}

#[test]
fn a_revision_of_a_repository_is_a_source() {
    let project = project();
    project.git(&["init", "-q"]);
    project.write("a folder/v 1.lock", OLD);
    project.git(&["add", "."]);
    project.git(&["commit", "-q", "-m", "one"]);
    project.write("a folder/v 1.lock", NEW);
    let spec = "HEAD:a folder/v 1.lock";
    let run = project.spectable(&["diff", spec, "a folder/v 1.lock", "--format", "json"]);
    let document = run.json();
    assert_eq!((run.code, document["findings"].as_array().unwrap().len()), (0, 3));
    assert_eq!(document["findings"][0]["old"]["file"], spec);
    for hostile in
        ["--help:x", "HEAD:../../etc/passwd", "HEAD~9:x", "HEAD:a folder;touch x", "$(touch x):x", ":"]
    {
        let run = project.spectable(&["diff", "--", hostile, "new.lock"]);
        assert_eq!(run.code, 2, "{hostile}: {}", run.err);
    }
    assert!(!project.join("x").exists());
}

#[test]
fn a_waiver_is_written_once_and_with_a_reason() {
    let project = project();
    project.write("schema/spectable.toml", "# kept\nwire-names = 'camelCase'\n");
    let waive = |fingerprint, reason, until| {
        project.spectable(&["waive", fingerprint, "--reason", reason, "--until", until])
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
        let run = waive(fingerprint, reason, until);
        assert_eq!(run.code, code, "{fingerprint} {reason} {until}: {}", run.err);
    }
    let text = project.read("schema/spectable.toml");
    assert_eq!(
        text,
        "# kept\nwire-names = 'camelCase'\n\n[[waiver]]\nfingerprint = \"00112233445566ff\"\nreason = \"still \\\"sent\\\"\"\nuntil = \"2999-01-31\"\n"
    );
}
