//! Several sources on the command line and in an overlay: what each adds, where they contradict, and what a lock keeps of it.

use serde_json::Value;

use crate::project::{Project, Run};

const PYTHON: &str = "# Call\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n\
    | **id** | **str** | The ID. | [optional] |\n\
    | **direction** | **str** |  | [optional] |\n\
    | **started_at** | **datetime** |  | [optional] |\n\
    | **parties** | [**list[Party]**](Party.html) |  | [optional] |\n";

const PARTY: &str = "# Party\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n\
    | **display_name** | **str** |  | [optional] |\n| **age** | **int** |  | [optional] |\n";

const JAVA: &str = "# Call\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n\
    | **id** | **UUID** | Its number. | [optional] |\n\
    | **direction** | [**DirectionEnum**](#Enum--DirectionEnum) | Who called. | [optional] |\n\
    | **startedAt** | [**Date**](Date) | When it began. | [optional] |\n\
    | **parties** | [**List&lt;Party&gt;**](Party) |  | [optional] |\n\n\
    ## Enum: DirectionEnum\n\n| Name | Value |\n|---|---|\n| INBOUND | &quot;inbound&quot; |\n| OUTBOUND | &quot;outbound&quot; |\n";

const JAVA_PARTY: &str = "# Party\n\n| Name | Type | Description | Notes |\n|---|---|---|---|\n\
    | **displayName** | **String** |  | [optional] |\n| **age** | **Boolean** |  | [optional] |\n\
    | **nickName** | **String** | What friends say. | [optional] |\n";

const DOCUMENT: &str = r#"{ "openapi": "3.0.3", "info": { "title": "Calls", "version": "3" }, "paths": {}, "components": { "schemas": {
  "Party": { "type": "object", "required": ["displayName"], "properties": {
    "displayName": { "type": "string", "maxLength": 10 },
    "age": { "type": "integer", "format": "int32" } } },
  "Queue": { "type": "object", "properties": { "id": { "type": "string" } } } } } }"#;

/// Folders of Python and Java pages, a document, and an overlay for all of them.
fn project() -> Project {
    let project = Project::new();
    project.write("python/Call.md", PYTHON);
    project.write("python/Party.md", PARTY);
    project.write("java/Call.md", JAVA);
    project.write("java/Party.md", JAVA_PARTY);
    project.write("api.json", DOCUMENT);
    project.write("spectable.toml", "dialect = \"python\"\nwire-names = \"camelCase\"\n");
    project
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn sources_that_are_given_again_add_what_the_first_leaves_out() {
    let project = project();
    let from = ["--from", "python", "--config", "spectable.toml"];
    let alone = project.spectable(&[&["export"], &from[..]].concat());
    let both =
        project.spectable(&[&["export"], &from[..], &["--from", "java", "--from", "api.json"]].concat());
    assert_eq!((alone.code, both.code), (0, 0), "{both:?}");
    let (alone, both) = (json(&alone), json(&both));
    let of = |document: &Value, model: &str, property: &str| {
        document["components"]["schemas"][model]["properties"][property].clone()
    };
    assert_eq!(of(&alone, "Call", "direction").get("enum"), None);
    assert_eq!(of(&both, "Call", "direction")["enum"], serde_json::json!(["inbound", "outbound"]));
    assert_eq!(of(&both, "Call", "direction")["description"], "Who called.");
    assert_eq!(of(&both, "Call", "id")["description"], "The ID.");
    assert_eq!(of(&both, "Call", "startedAt")["description"], "When it began.");
    assert_eq!(of(&both, "Party", "nickName")["type"], "string");
    assert_eq!(of(&both, "Queue", "id")["type"], "string");
    let facts =
        [&["export", "--adds", "facts"], &from[..], &["--from", "java", "--from", "api.json"]].concat();
    let facts = json(&project.spectable(&facts));
    assert_eq!(of(&facts, "Call", "direction")["enum"], serde_json::json!(["inbound", "outbound"]));
    assert_eq!((of(&facts, "Party", "nickName"), of(&facts, "Queue", "id")), (Value::Null, Value::Null));
    // The other way round, the Java pages win.
    let java = project.spectable(&["export", "--from", "java", "--from", "python"]);
    assert_eq!(of(&json(&java), "Call", "id")["description"], "Its number.");
}

#[test]
fn models_are_generated_from_all_of_them() {
    let project = project();
    let run = project.spectable(&[
        "generate",
        "--from",
        "python",
        "--from",
        "java",
        "--config",
        "spectable.toml",
        "--out",
        "out",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let root = project.read("out/mod.rs");
    let written = std::fs::read_dir(project.join("out"))
        .unwrap()
        .map(|it| std::fs::read_to_string(it.unwrap().path()).unwrap());
    let all: String = written.collect();
    assert!(root.contains("python and java"), "{root}");
    assert!(all.contains("Inbound = \"inbound\"") && all.contains("nick_name"), "{all}");
}

#[test]
fn doctor_says_what_each_adds_and_both_places_of_a_contradiction() {
    let project = project();
    let from =
        ["doctor", "--from", "python", "--from", "java", "--from", "api.json", "--config", "spectable.toml"];
    let run = project.spectable(&from);
    assert_eq!(run.code, 1, "{run:?}");
    for line in [
        "source java: 2 models, dialect java; 2 of the sources before it",
        "  adds property 1, description 2, format 1, values 1; 1 contradiction; 0 left out",
        "source api.json: 2 models; 1 of the sources before it",
        "  adds model 1, format 1; 1 contradiction; 0 left out",
        "warning[contradiction]: `Party.age` is `int` here, and `Boolean` in the other place",
        "java/Party.md:6",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
    let report = json(&project.spectable(&[&from[..], &["--format", "json"]].concat()));
    let layers = report["counts"]["layers"].as_array().unwrap();
    assert_eq!(
        layers[0]["added"],
        serde_json::json!({ "property": 1, "description": 2, "format": 1, "values": 1 })
    );
    assert_eq!(layers[1]["adds"], "all");
    let problems = report["problems"].as_array().unwrap();
    let places = problems
        .iter()
        .filter(|it| it["rule"] == "contradiction")
        .map(|it| format!("{}:{} {}:{}", it["file"], it["line"], it["second"]["file"], it["second"]["line"]));
    let expected = [r#""python/Party.md":5 "api.json":3"#, r#""python/Party.md":6 "java/Party.md":6"#];
    assert_eq!(places.collect::<Vec<_>>(), expected);
    assert!(problems.iter().filter(|it| it["rule"] != "contradiction").all(|it| it["second"].is_null()));
}

#[test]
fn sources_that_cannot_be_laid_are_refused() {
    let project = project();
    project.write("x.lock", "format 1\n\nend\n");
    project.write("own/Call.md", JAVA);
    project.write(
        "own/spectable.toml",
        "dialect = \"java\"\n[[type]]\nname = \"X\"\nis = \"str\"\nreason = \"r\"\n",
    );
    for (args, code, said) in [
        (&["--from", "python", "--from", "gone"][..], 2, "`gone` cannot be read"),
        (&["--from", "python", "--from", "x.lock"], 2, "`x.lock` is a lock: it has no documentation"),
        (&["--from", "python", "--from", "python"], 0, "`python` adds nothing to the sources before it"),
        (
            &["--from", "python", "--from", "own"],
            0,
            "of the overlay beside `own` only `dialect` and `wire-names` are read",
        ),
        (&[], 2, "--from <SOURCE>"),
    ] {
        let run = project.spectable(&[&["export"], args].concat());
        assert_eq!(run.code, code, "{args:?}: {run:?}");
        assert!(run.err.contains(said), "{args:?}: {run:?}");
    }
}

/// The folder of a project whose overlay names the Java pages.
fn released() -> Project {
    let project = project();
    project.write("schema/Call.md", PYTHON);
    project.write("schema/Party.md", PARTY.replace("| **age** | **int** |  | [optional] |\n", ""));
    project.write("schema/java/Call.md", JAVA);
    project.write("schema/java/Party.md", JAVA_PARTY);
    project.write(
        "schema/spectable.toml",
        "dialect = \"python\"\nwire-names = \"camelCase\"\n\n[[source]]\npath = \"java\"\nreason = \"it lists the values of enums\"\n",
    );
    assert_eq!(project.spectable(&["update"]).code, 0);
    project
}

#[test]
fn the_lock_keeps_where_each_fact_came_from() {
    let project = released();
    let lock = project.read("schema/spectable.lock");
    for line in [
        "format 2",
        "  direction: CallDirection = \"direction\" added description from \"java/Call.md\" added values from \"java/Call.md\"",
        "  id: String = \"id\" added format from \"java/Call.md\"",
        "  nick_name: String = \"nickName\" named \"nickName\" typed \"String\" added property from \"java/Party.md\"",
        "  display_name: String = \"displayName\"",
        "enum CallDirection from \"java/Call.md\"",
    ] {
        assert!(lock.lines().any(|it| it == line), "{line}\n{lock}");
    }
    assert_eq!(project.spectable(&["check"]).code, 0);
    assert_eq!(project.spectable(&["update"]).code, 0);
    assert_eq!(project.read("schema/spectable.lock"), lock, "it is stable");
    // A value that is gone from the Java pages is drift.
    project.write("schema/java/Call.md", JAVA.replace("| OUTBOUND | &quot;outbound&quot; |\n", ""));
    let run = project.spectable(&["check"]);
    assert!(run.code == 1 && run.out.contains("enum-value-removed"), "{run:?}");
    // Without the source, the lock is that of one source again.
    project.write("schema/spectable.toml", "dialect = \"python\"\nwire-names = \"camelCase\"\n");
    std::fs::remove_dir_all(project.join("schema/java")).unwrap();
    assert_eq!(project.spectable(&["update"]).code, 0);
    let lock = project.read("schema/spectable.lock");
    assert!(lock.contains("format 1\n") && !lock.contains("added"), "{lock}");
}

/// What our own later source adds is also laid under upstream, but hides nothing that upstream lost.
#[test]
fn upstream_may_have_several_sources() {
    let project = released();
    project.write("up/Call.md", PYTHON);
    project.write("up/Party.md", PARTY.replace("| **age** | **int** |  | [optional] |\n", ""));
    project.write("upjava/Call.md", JAVA.replace("OUTBOUND", "OUT").replace("outbound", "out"));
    project.write("upjava/Party.md", JAVA_PARTY);
    let run = project.spectable(&["check", "--upstream", "up"]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = project.spectable(&["check", "--upstream", "up", "--upstream", "upjava"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("enum-value-removed") && run.out.contains("enum-value-added"), "{run:?}");
    let run = project.spectable(&["check", "--upstream", "up", "--upstream", "gone"]);
    assert_eq!(run.code, 3, "{run:?}");
    // The Java pages have the description of a property, and the property is gone from upstream.
    project.write("up/Call.md", PYTHON.replace("| **started_at** | **datetime** |  | [optional] |\n", ""));
    let run = project.spectable(&["check", "--upstream", "up"]);
    assert!(run.code == 1 && run.out.contains("property-removed"), "{run:?}");
}

/// The sources of an overlay are those of its revision: pages, and a document that is no page.
#[test]
fn a_revision_has_its_sources() {
    let project = released();
    project.write("schema/api.json", DOCUMENT);
    let overlay = project.read("schema/spectable.toml");
    let entry = "\n[[source]]\npath = \"api.json\"\nadds = \"facts\"\nreason = \"it has formats\"\n";
    project.write("schema/spectable.toml", overlay + entry);
    project.git(&["init", "-q"]);
    project.git(&["add", "."]);
    project.git(&["commit", "-q", "-m", "one"]);
    let run = project.spectable(&["diff", "HEAD:schema", "schema"]);
    assert!(run.code == 0 && run.out.contains("no findings"), "{run:?}");
    project.write("schema/java/Call.md", JAVA.replace("| OUTBOUND | &quot;outbound&quot; |\n", ""));
    project.write("schema/api.json", DOCUMENT.replace("\"age\"", "\"years\""));
    let run = project.spectable(&["diff", "HEAD:schema", "schema", "--format", "json"]);
    let rules = json(&run)["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["rule"].as_str().unwrap().to_owned())
        .collect::<Vec<_>>();
    assert_eq!(rules, ["enum-value-removed"], "{run:?}");
    let lock = project.spectable(&["update"]);
    assert_eq!(lock.code, 2, "the document adds nothing any more: {lock:?}");
    assert!(lock.err.contains("`schema/api.json` adds nothing to the sources before it"), "{lock:?}");
}
