//! Several sources for one side of a comparison.

use crate::project::{Project, page};

const API: &str = r#"{ "openapi": "3.0.3", "info": { "title": "Users", "version": "1" }, "paths": {}, "components": { "schemas": {
  "User": { "type": "object", "properties": { "id": { "type": "string" } } },
  "Team": { "type": "object", "properties": { "size": { "type": "integer" } } } } } }"#;

fn project() -> Project {
    let project = Project::new();
    let id = ("id", "str", "The ID.", "[optional] ");
    project.write("v1/User.md", page("User", &[id]));
    project.write("v2/User.md", page("User", &[id, ("nick", "str", "", "[optional] ")]));
    project.write("v1.json", API);
    project.write(
        "v2.json",
        API.replace("\"size\": { \"type\": \"integer\" }", "\"size\": { \"type\": \"string\" }"),
    );
    project.write("one.lock", "format 1\n\nend\n");
    project
}

#[test]
fn the_first_source_of_a_side_wins_and_later_ones_add() {
    let project = project();
    for (args, found) in [
        (&["v1", "v2"][..], &["property-added User"][..]),
        (&["--old", "v1", "--new", "v2"], &["property-added User"]),
        (&["--new", "v2", "--old", "v1"], &["property-added User"]),
        (&["--old", "v1", "--old", "v1.json", "--new", "v1", "--new", "v1.json"], &[]),
        (
            &["--old", "v1", "--old", "v1.json", "--new", "v2", "--new", "v2.json"],
            &["property-added User", "type-changed Team"],
        ),
        (&["--old", "v1", "--new", "v1", "--new", "v1.json"], &["model-added Team"]),
    ] {
        let run = project.spectable(&[&["diff", "--format", "json"], args].concat());
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        let json = run.json();
        let findings = json["findings"].as_array().unwrap().iter();
        let mut rules: Vec<String> = findings
            .map(|it| format!("{} {}", it["rule"].as_str().unwrap(), it["model"].as_str().unwrap_or("-")))
            .collect();
        rules.sort();
        assert_eq!(rules, found, "{args:?}");
    }
    let run = project.spectable(&["diff", "--old", "v1", "--old", "v1.json", "--new", "v2"]);
    assert!(run.out.contains("v1 and v1.json (1.0.0) -> v2 (1.0.0)"), "{run:?}");
    for command in ["semver", "changelog"] {
        let run = project.spectable(&[command, "--old", "v1", "--new", "v1", "--new", "v1.json"]);
        assert!(run.code == 0 && (run.out.contains("model-added") || run.out.contains("`Team`")), "{run:?}");
    }
}

#[test]
fn sides_that_are_not_clear_are_refused() {
    let project = project();
    for (args, said) in [
        (&["v1"][..], "<NEW>"),
        (&[], "<OLD>"),
        (&["--old", "v1"], "--new <SOURCE>"),
        (&["--new", "v1"], "--old <SOURCE>"),
        (&["v1", "v2", "--old", "v1.json", "--new", "v2.json"], "'[OLD]' cannot be used with"),
        (&["v1", "--old", "v1.json", "--new", "v2.json"], "'[OLD]' cannot be used with"),
        (
            &["--old", "v1", "--old", "one.lock", "--new", "v2"],
            "`one.lock` is a lock: it has no documentation",
        ),
        (
            &["--old", "one.lock", "--old", "v1", "--new", "v2"],
            "`one.lock` is a lock: it has no documentation",
        ),
        (&["--old", "v1", "--old", "nowhere", "--new", "v2"], "`nowhere` cannot be read"),
    ] {
        for command in ["diff", "semver", "changelog"] {
            let run = project.spectable(&[&[command], args].concat());
            assert_eq!(run.code, 2, "{command} {args:?}: {run:?}");
            assert!(run.err.contains(said), "{command} {args:?}: {}", run.err);
        }
    }
}
