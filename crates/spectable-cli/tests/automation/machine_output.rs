//! docs/schemas/ says exactly what the command prints for programs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::{Value, json};

use crate::{
    folder::{Folder, of_repository},
    json_schema::{Part, Schema},
    outputs::{KINDS, Output, outputs},
};

fn schema(kind: &str) -> Schema {
    Schema::parse(&fs::read_to_string(of_repository(&format!("docs/schemas/{kind}.schema.json"))).unwrap())
}

/// What a schema objects to in a document.
fn objections(schema: &Schema, document: &Value) -> Vec<String> {
    let validator = schema.validator();
    validator.iter_errors(document).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// Checks every output by what becomes of the schema of its kind.
fn each(of: impl Fn(Schema) -> Schema, check: impl Fn(&Output, &Schema)) {
    let schemas: BTreeMap<&str, Schema> = KINDS.iter().map(|kind| (*kind, of(schema(kind)))).collect();
    for output in outputs() {
        check(output, &schemas[output.kind]);
    }
}

#[test]
fn every_output_is_what_its_schema_says_and_has_no_other_member() {
    each(
        |schema| schema,
        |output, schema| {
            let none: Vec<String> = Vec::new();
            assert_eq!(objections(schema, &output.document), none, "{}", output.command);
            assert_eq!(objections(&schema.closed(), &output.document), none, "closed: {}", output.command);
        },
    );
}

#[test]
fn everything_that_a_schema_describes_occurs() {
    let outputs = outputs();
    for kind in KINDS {
        let schema = schema(kind);
        let mut seen = BTreeSet::new();
        let of_kind = outputs.iter().filter(|it| it.kind == kind);
        of_kind.for_each(|output| schema.visit(&output.document, &mut seen));
        let unseen: Vec<String> = schema.described().difference(&seen).cloned().collect();
        assert!(unseen.is_empty(), "{kind}: {unseen:#?}");
    }
}

#[test]
fn each_schema_is_one_of_its_draft_and_explains_itself() {
    for kind in KINDS {
        let schema = schema(kind);
        let root = schema.root();
        assert!(jsonschema::draft202012::meta::is_valid(root), "{kind}");
        assert_eq!(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(root["$id"], format!("urn:spectable:{kind}:1"));
        let parts = schema.parts();
        for Part { path, schema: part, is_member } in &parts {
            assert_ne!(part["additionalProperties"], json!(false), "{kind}{path} is open");
            let target = part["$ref"].as_str().and_then(|it| root.pointer(it.strip_prefix('#')?));
            let said =
                [Some(*part), target].into_iter().flatten().filter_map(|it| it["description"].as_str());
            let is_explained = said.collect::<String>().ends_with('.');
            assert!(is_explained || (!is_member && !path.is_empty()), "{kind}{path} has no description");
            for name in part["required"].as_array().into_iter().flatten() {
                assert!(part["properties"].get(name.as_str().unwrap()).is_some(), "{kind}{path}: {name}");
            }
        }
        assert!(parts.len() > 5, "{kind}");
    }
    let files = fs::read_dir(of_repository("docs/schemas")).unwrap();
    let names = files.map(|it| it.unwrap().file_name().into_string().unwrap()).collect::<BTreeSet<_>>();
    assert_eq!(names, KINDS.map(|kind| format!("{kind}.schema.json")).into());
}

/// A change of a document, and whether a schema still allows it.
type Change = (&'static str, fn(&mut Value), bool);

#[test]
fn a_schema_refuses_what_is_wrong_and_allows_what_is_new() {
    let changes: [Change; 6] = [
        ("nothing", |_| {}, true),
        ("a new member", |it| it["findings"][0]["weather"] = "fair".into(), true),
        ("another version", |it| it["schema_version"] = 2.into(), false),
        ("a member is gone", |it| drop(it.as_object_mut().unwrap().remove("complete")), false),
        ("a severity that does not exist", |it| it["findings"][0]["severity"] = "fatal".into(), false),
        ("a line that does not exist", |it| it["findings"][0]["old"]["line"] = 0.into(), false),
    ];
    let schema = schema("findings");
    let document = &outputs().iter().find(|it| it.kind == "findings").unwrap().document;
    for (what, change, is_allowed) in changes {
        let mut document = document.clone();
        change(&mut document);
        assert_eq!(objections(&schema, &document).is_empty(), is_allowed, "{what}");
    }
    let mut document = document.clone();
    document["findings"][0]["weather"] = "fair".into();
    assert!(!objections(&schema.closed(), &document).is_empty(), "a closed schema knows no new member");
}

#[test]
fn a_report_that_is_not_complete_decides_nothing() {
    let incomplete: Vec<&Output> =
        outputs().iter().filter(|it| it.document["complete"] == json!(false)).collect();
    assert_eq!(incomplete.len(), 3);
    for Output { command, document, .. } in incomplete {
        assert_eq!(document["verdict"], json!({ "rust": null, "wire": null }), "{command}");
        assert_eq!(document["findings"], json!([]), "{command}");
        assert_eq!(document["old"]["name"], "1.0.0", "{command}");
    }
}

#[test]
fn a_command_that_cannot_begin_prints_no_document() {
    let folder = Folder::new();
    for command in ["check", "diff old new", "semver old new", "diff old new --docs maybe"] {
        let run = folder.spectable(&command.split(' ').chain(["--format", "json"]).collect::<Vec<_>>());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command}");
        assert!(run.err.starts_with("error: "), "{command}: {}", run.err);
    }
}

#[test]
fn a_finding_about_a_property_has_the_types_of_both_sides() {
    let is_of_property =
        |it: &Value| it["property"].is_string() && it["item"].as_str().unwrap().starts_with("field ");
    let mut cases = 0;
    for output in outputs().iter().filter(|it| it.kind == "findings") {
        for finding in output.document["findings"].as_array().unwrap() {
            for (place, ty) in [("old", "old_type"), ("new", "new_type")] {
                let expected = is_of_property(finding) && !finding[place].is_null();
                assert_eq!(finding[ty].is_object(), expected, "{}: {finding:#}", output.command);
                cases += usize::from(expected);
            }
        }
    }
    assert!(cases > 50, "{cases}");
}
