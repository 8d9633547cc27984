//! A documented width that changes: a change of the Rust type where the overlay takes types from widths, and else none.

use serde_json::Value;

use crate::project::Project;

const DOCUMENTED: &str = "dialect = \"go\"\nintegers = \"documented\"\n";
const WIDE: &str = "dialect = \"go\"\n";

fn page(age: &str, sizes: &str) -> String {
    format!(
        "# User\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n\
        **Age** | **{age}** | The age. | [optional]\n**Sizes** | **{sizes}** | The sizes. | [optional]\n"
    )
}

/// A released page, and the same as upstream.
fn project(overlay: &str) -> Project {
    let project = Project::new();
    project.write("schema/spectable.toml", overlay);
    for folder in ["schema", "upstream"] {
        project.write(&format!("{folder}/User.md"), page("int32", "[]uint64"));
    }
    let run = project.spectable(&["update"]);
    assert_eq!(run.code, 0, "{}", run.err);
    project
}

/// The findings of a run, one a line.
fn findings(document: &Value) -> Vec<String> {
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let line = |it: &Value| {
        format!(
            "{} {}.{} {}",
            text(&it["rule"]),
            text(&it["model"]),
            text(&it["property"]),
            text(&it["rust"])
        )
    };
    document["findings"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn the_lock_has_the_types_and_they_are_read_back() {
    let project = project(DOCUMENTED);
    let lock = project.read("schema/spectable.lock");
    assert!(lock.contains("\n  age: i32 = \"age\""), "{lock}");
    assert!(lock.contains("\n  sizes: Vec<u64> = \"sizes\""), "{lock}");
    assert_eq!(project.spectable(&["check"]).code, 0);
    assert_eq!(project.spectable(&["check", "--upstream", "upstream"]).code, 0);
    assert!(self::project(WIDE).read("schema/spectable.lock").contains("\n  age: i64 = \"age\""));
}

#[test]
fn another_width_is_another_type() {
    let project = project(DOCUMENTED);
    project.write("upstream/User.md", page("int64", "[]int64"));
    let run = project.spectable(&["check", "--upstream", "upstream", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(findings(&run.json()), ["type-changed User.Age major", "type-changed User.Sizes major"]);
    let age = &run.json()["findings"][0];
    assert_eq!(age["wire"]["response"], "may-break", "an older reader has no room for it: {age}");
    assert_eq!(age["wire"]["request"], "none", "{age}");
    // The pages themselves.
    project.write("schema/User.md", page("int64", "[]uint64"));
    let run = project.spectable(&["check", "--format", "json"]);
    assert_eq!((run.code, findings(&run.json())), (1, vec!["type-changed User.Age major".to_owned()]));
}

#[test]
fn the_key_itself_changes_types() {
    let project = project(WIDE);
    project.write("schema/spectable.toml", DOCUMENTED);
    let run = project.spectable(&["check", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    // What is `uint64` is an `u64` anyway.
    assert_eq!(findings(&run.json()), ["type-changed User.Age major"]);
    let text = project.spectable(&["check"]);
    let said = format!("{}{}", text.out, text.err);
    assert!(said.contains("`User.Age` changed: `Option<i64>` becomes `Option<i32>`"), "{said}");
}

#[test]
fn without_the_key_another_width_is_another_spelling() {
    let project = project(WIDE);
    project.write("upstream/User.md", page("int64", "[]uint64"));
    let run = project.spectable(&["check", "--upstream", "upstream", "--format", "json"]);
    assert_eq!(findings(&run.json()), ["type-respelled User.Age none"]);
}
