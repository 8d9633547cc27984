//! Waivers: by fingerprint and by pattern, in `check` and `diff`, and how `waive` writes them.

use crate::project::{Project, Run, page};

const API: &str = r#"{ "openapi": "3.0.3", "info": { "title": "Calls", "version": "1" }, "paths": {}, "components": { "schemas": {
  "Queue": { "type": "object", "properties": { "id": { "type": "string" } } },
  "QueueList": { "type": "object", "properties": { "id": { "type": "string" } } },
  "User": { "type": "object", "properties": { "id": { "type": "string" } } } } } }"#;

/// Each model gets a property `xKey`, and a `User` a name as well.
fn with_more(document: &str) -> String {
    document
        .replace(
            "\"id\": { \"type\": \"string\" }",
            "\"id\": { \"type\": \"string\" }, \"xKey\": { \"type\": \"string\" }",
        )
        .replace(
            "\"User\": { \"type\": \"object\", \"properties\": {",
            "\"User\": { \"type\": \"object\", \"properties\": { \"name\": { \"type\": \"string\" },",
        )
}

fn project() -> Project {
    let project = Project::new();
    project.write("old.json", API);
    project.write("new.json", with_more(API));
    project
}

/// The properties that a report finds, as `Model.property`.
fn found(run: &Run) -> Vec<String> {
    let json = run.json();
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .map(|it| format!("{}.{}", it["model"].as_str().unwrap(), it["property"].as_str().unwrap()))
        .collect()
}

fn waiver(what: &str, until: &str) -> String {
    format!("[[waiver]]\n{what}\nreason = \"known\"\nuntil = \"{until}\"\n")
}

#[test]
fn patterns_waive_what_they_match_between_documents() {
    let project = project();
    let all = ["Queue.xKey", "QueueList.xKey", "User.name", "User.xKey"];
    let diff = ["diff", "old.json", "new.json", "--config", "w.toml", "--format", "json"];
    project.write("w.toml", "");
    let run = project.spectable(&diff);
    assert_eq!(found(&run), all, "{run:?}");
    let fingerprint = run.json()["findings"][3]["fingerprint"].as_str().unwrap().to_owned();
    for (what, left) in [
        ("rule = \"property-added\"", &[][..]),
        ("rule = \"property-removed\"", &all),
        ("model = \"Queue*\"", &["User.name", "User.xKey"]),
        ("model = \"Queue\"", &["QueueList.xKey", "User.name", "User.xKey"]),
        ("property = \"x*\"", &["User.name"]),
        ("model = \"User\"\nproperty = \"x*\"", &["Queue.xKey", "QueueList.xKey", "User.name"]),
        ("rule = \"type-changed\"\nmodel = \"*\"", &all),
        (&format!("fingerprint = \"{fingerprint}\""), &["Queue.xKey", "QueueList.xKey", "User.name"]),
    ] {
        for (until, left) in [("2999-12-31", left), ("2020-01-01", &all[..])] {
            project.write("w.toml", waiver(what, until));
            let run = project.spectable(&[&diff[..], &["--fail-on", "patch"]].concat());
            assert_eq!(found(&run), left, "{what}: {run:?}");
            assert_eq!(run.code, i32::from(!left.is_empty()), "{what}: {run:?}");
            let note = match until {
                "2020-01-01" => Some("expired on 2020-01-01"),
                _ if left.len() == all.len() => Some("is unused here"),
                _ => None,
            };
            assert_eq!(run.err.contains("w.toml:1: warning: the waiver of "), note.is_some(), "{run:?}");
            assert!(run.err.contains(note.unwrap_or_default()), "{run:?}");
        }
    }
}

/// In `diff` those of the new side count, and in `check` those of the folder: against its lock and against upstream.
#[test]
fn waivers_count_wherever_findings_do() {
    let project = Project::new();
    let id = ("id", "str", "", "[optional] ");
    let waived = format!(
        "wire-names = \"camelCase\"\n\n{}",
        waiver("model = \"U*\"\nproperty = \"age\"", "2999-12-31")
    );
    project.write("schema/User.md", page("User", &[id]));
    project.write("schema/spectable.toml", "wire-names = \"camelCase\"\n");
    project.write("more/User.md", page("User", &[id, ("age", "int", "", "[optional] ")]));
    assert_eq!(project.spectable(&["update"]).code, 0);
    project.write("given.toml", &waived);
    for (command, waived_by_folder, waived_by_given) in [
        (&["check", "--upstream", "more"][..], 0, 0),
        (&["diff", "more", "schema", "--fail-on", "patch"], 0, 0),
        (&["diff", "schema", "more", "--fail-on", "patch"], 1, 0),
    ] {
        let run = project.spectable(command);
        assert_eq!(run.code, 1, "{command:?}: {run:?}");
        let run = project.spectable(&[command, &["--config", "given.toml"]].concat());
        assert_eq!(run.code, waived_by_given, "{command:?}: {run:?}");
        project.write("schema/spectable.toml", &waived);
        let run = project.spectable(command);
        assert_eq!(run.code, waived_by_folder, "{command:?}: {run:?}");
        project.write("schema/spectable.toml", "wire-names = \"camelCase\"\n");
    }
    // A waiver of the folder is for upstream, whatever else is given for it.
    project.write("other.toml", "wire-names = \"camelCase\"\n");
    project.write("schema/spectable.toml", &waived);
    let run = project.spectable(&["check", "--upstream", "more", "--config", "other.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    // Against the lock it is unused, and against upstream it is not: nobody says that it should go.
    let run = project.spectable(&["check"]);
    assert!(run.err.contains("the waiver of the model U*, the property age is unused here"), "{run:?}");
    let run = project.spectable(&["check", "--upstream", "schema"]);
    assert!(run.err.contains("is unused: no finding matches; remove it"), "{run:?}");
    // A folder with a document has an overlay as well.
    project.write("v1/openapi.json", API);
    project.write("v2/openapi.json", with_more(API));
    project.write("v2/spectable.toml", waiver("rule = \"property-added\"", "2999-12-31"));
    let run = project.spectable(&["diff", "v1", "v2", "--fail-on", "patch"]);
    assert_eq!(run.code, 0, "{run:?}");
    // What breaks decides about the version all the same.
    let run = project.spectable(&["semver", "v1", "v2"]);
    assert!(run.out.contains("Rust: minor"), "{run:?}");
}

#[test]
fn a_waiver_that_says_nothing_or_too_much_is_refused() {
    let project = project();
    let end = "reason = \"known\"\nuntil = \"2999-12-31\"\n";
    for (entry, code, said) in [
        (end.to_owned(), 3, "the entry does not say what it waives"),
        (
            format!("fingerprint = \"00112233445566ff\"\nmodel = \"U*\"\n{end}"),
            3,
            "a fingerprint or patterns, and not both",
        ),
        (format!("model = \"\"\n{end}"), 3, "`model` is not a text"),
        ("model = \"U*\"\nuntil = \"2999-12-31\"\n".to_owned(), 3, "the entry has no `reason`"),
        ("model = \"U*\"\nreason = \"known\"\n".to_owned(), 3, "the entry has no `until`"),
        (
            format!("rule = \"model-aded\"\n{end}"),
            2,
            "w.toml:2:8: `model-aded` is not a rule\nhelp: did you mean `model-added`?",
        ),
        (
            "model = \"U*\"\nreason = \"known\"\nuntil = \"soon\"\n".to_owned(),
            2,
            "w.toml:1:1: `until` of a waiver must be a date",
        ),
        (format!("fingerprint = \"ff\"\n{end}"), 2, "w.toml:1:1: the `fingerprint` of a waiver must have 16"),
    ] {
        project.write("w.toml", format!("[[waiver]]\n{entry}"));
        let run = project.spectable(&["diff", "old.json", "new.json", "--config", "w.toml"]);
        assert_eq!(run.code, code, "{entry}: {run:?}");
        assert!(run.err.contains(said), "{entry}: {}", run.err);
    }
}

#[test]
fn waive_writes_patterns() {
    let project = Project::new();
    project.write("schema/spectable.toml", "# kept\n");
    let end = ["--reason", "a preview", "--until", "2999-01-31"];
    for (what, code, said) in [
        (
            &["--rule", "property-added", "--model", "Queue*"][..],
            0,
            "the rule property-added, the model Queue*: waived until 2999-01-31",
        ),
        (
            &["--rule", "property-added", "--model", "Queue*"],
            2,
            "the rule property-added, the model Queue* is already waived, until 2999-01-31",
        ),
        (&["--property", "own?r"], 0, "the property own?r: waived"),
        (
            &["--rule", "property-aded"],
            2,
            "`property-aded` is not a rule\nhelp: did you mean `property-added`?",
        ),
        (&["--model", ""], 2, "the pattern of `--model` is empty"),
        (&["--property", " "], 2, "the pattern of `--property` is empty"),
        (
            &["00112233445566ff", "--model", "Queue"],
            2,
            "'[FINGERPRINT]' cannot be used with '--model <GLOB>'",
        ),
        (&[], 2, "<FINGERPRINT>"),
        (&["00112233445566FF"], 0, "00112233445566ff: waived until 2999-01-31"),
    ] {
        let run = project.spectable(&[&["waive"], what, &end].concat());
        assert_eq!(run.code, code, "{what:?}: {run:?}");
        assert!(run.err.contains(said), "{what:?}: {}", run.err);
    }
    let written =
        |what: &str| format!("\n[[waiver]]\n{what}\nreason = \"a preview\"\nuntil = \"2999-01-31\"\n");
    let entries = [
        "rule = \"property-added\"\nmodel = \"Queue*\"",
        "property = \"own?r\"",
        "fingerprint = \"00112233445566ff\"",
    ];
    let expected = format!("# kept\n{}", entries.map(written).concat());
    assert_eq!(project.read("schema/spectable.toml"), expected);
}

#[test]
fn waive_reads_only_a_text() {
    let waive = ["waive", "00112233445566ff", "--reason", "r", "--until", "2999-01-31"];
    let project = Project::new();
    std::fs::create_dir_all(project.join("schema/spectable.toml")).unwrap();
    let run = project.spectable(&waive);
    assert!(run.code == 2 && run.err.contains("cannot be read: it is not a regular file"), "{run:?}");
    let project = Project::new();
    project.write("schema/spectable.toml", b"# \xff");
    let run = project.spectable(&waive);
    assert!(
        run.code == 2 && run.err.contains("is not UTF-8: byte 2 does not belong to a character"),
        "{run:?}"
    );
    // Without the file, it is made.
    let project = Project::new();
    project.write("schema/User.md", "");
    assert_eq!(project.spectable(&waive).code, 0);
    assert!(project.read("schema/spectable.toml").starts_with("[[waiver]]\n"));
}
