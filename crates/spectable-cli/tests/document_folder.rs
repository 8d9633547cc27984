//! A folder that holds an OpenAPI document in place of pages: every command works on it as on pages.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::path::Path;
use std::process::Command;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /calls:
    post: {operationId: makeCall, requestBody: {content: {application/json: {schema: {properties: {to: {type: string}}}}}}}
components:
  schemas:
    Call:
      description: A call.
      properties:
        id: {type: string}
        who: {oneOf: [{type: string}, {$ref: '#/components/schemas/User'}]}
    User: {properties: {name: {type: string}}}
";

/// The exit code, and what was printed and said.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_spectable")).current_dir(folder).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// A folder with `schema/openapi.yaml` and its lock.
fn project(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("schema")).unwrap();
    fs::write(folder.path().join("schema/openapi.yaml"), document).unwrap();
    let (code, said) = run(folder.path(), &["update"]);
    assert!(code == 0 && said.contains("0 documents written, 0 removed, the lock written"), "{said}");
    folder
}

#[test]
fn a_lock_knows_the_models_of_a_document() {
    let folder = project(DOCUMENT);
    let lock = fs::read_to_string(folder.path().join("schema/spectable.lock")).unwrap();
    for line in [
        "model Call = \"Call\" from \"openapi.yaml\" sha256 ",
        "model MakeCallRequest",
        "union CallWho = \"CallWho\"\n  Text: String\n  User: Box<User>\n",
    ] {
        assert!(lock.contains(line), "{line}: {lock}");
    }
    let (code, said) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = run(folder.path(), &["update"]);
    assert!(code == 0 && said.contains("nothing to update"), "{said}");
    for command in [
        &["export", "--from", "schema"][..],
        &["doctor", "--from", "schema"],
        &["generate", "--from", "schema", "--out", "out"],
    ] {
        let (code, said) = run(folder.path(), command);
        assert_eq!(code, 0, "{command:?}: {said}");
    }
}

#[test]
fn the_doctor_counts_what_a_document_has() {
    let folder = project(DOCUMENT);
    let (code, said) = run(folder.path(), &["doctor", "--from", "schema"]);
    assert_eq!(code, 0, "{said}");
    for line in [
        "OpenAPI 3.1.0: 1 operation\n",
        "models: 2 in no operation, 1 in requests\n",
        "1 union: alternatives 2 by JSON type\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let (_, said) = run(folder.path(), &["doctor", "--from", "schema", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["counts"]["document"]["operations"], 1, "{said}");
    assert_eq!(report["counts"]["document"]["directions"]["in requests"], 1, "{said}");
}

/// A change of the document, and the rules that find it.
const CHANGES: [(&str, &str, &[&str]); 6] = [
    ("id: {type: string}", "id: {type: integer}", &["type-changed"]),
    ("description: A call.", "description: A telephone call.", &["description-changed"]),
    ("oneOf: [{type: string}, ", "oneOf: [{type: string}, {type: integer}, ", &["alternative-added"]),
    ("oneOf: [{type: string}, ", "oneOf: [{type: boolean}, ", &["alternative-removed", "alternative-added"]),
    ("properties: {name:", "properties: {alias:", &["property-removed", "property-added"]),
    ("properties: {to:", "properties: {from: {type: string}, to:", &["property-added"]),
];

#[test]
fn each_change_of_a_document_is_found_once() {
    let folder = project(DOCUMENT);
    let file = folder.path().join("schema/openapi.yaml");
    let upstream = folder.path().join("upstream.yaml");
    for (old, new, rules) in CHANGES {
        let changed = DOCUMENT.replace(old, new);
        assert_ne!(changed, DOCUMENT, "{old}");
        fs::write(&file, &changed).unwrap();
        fs::write(&upstream, &changed).unwrap();
        let by_lock = run(folder.path(), &["check", "--format", "json"]);
        fs::write(&file, DOCUMENT).unwrap();
        let by_upstream = run(folder.path(), &["check", "--upstream", "upstream.yaml", "--format", "json"]);
        for (code, text) in [by_lock, by_upstream] {
            let report: serde_json::Value = serde_json::from_str(&text).expect(&text);
            let found: Vec<_> = report["findings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it["rule"].as_str().unwrap())
                .collect();
            assert_eq!((code, found.as_slice()), (1, rules), "{new}: {text}");
        }
    }
}

#[test]
fn an_update_takes_a_document_in_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("upstream.yaml"), DOCUMENT).unwrap();
    let (code, said) = run(folder.path(), &["update", "--from", "upstream.yaml"]);
    assert!(code == 0 && said.contains("1 document written, 0 removed, the lock written"), "{said}");
    let file = folder.path().join("schema/openapi.yaml");
    assert_eq!(fs::read_to_string(&file).unwrap(), DOCUMENT);
    let changed = DOCUMENT.replace("id:", "number:");
    fs::write(folder.path().join("upstream.yaml"), &changed).unwrap();
    let (code, said) = run(folder.path(), &["update", "--from", "upstream.yaml"]);
    assert!(
        code == 0 && said.contains("`Call.id` was removed") && said.contains("1 document written"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), changed);
    assert_eq!(run(folder.path(), &["check"]).0, 0);
    // As JSON it is another file.
    let json = r##"{"openapi":"3.1.0","components":{"schemas":{"Call":{"properties":{"number":{"type":"string"}}},"User":{"properties":{"name":{"type":"string"}}}}}}"##;
    fs::write(folder.path().join("upstream.json"), json).unwrap();
    let (code, said) = run(folder.path(), &["update", "--from", "upstream.json", "--accept-shrink"]);
    assert!(code == 0 && said.contains("1 document written, 1 removed"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("schema/openapi.json")).unwrap(), json);
    assert!(!file.exists());
}

#[test]
fn pages_and_documents_are_not_mixed_up() {
    let folder = project(DOCUMENT);
    fs::create_dir(folder.path().join("pages")).unwrap();
    let page = "# Call\n\n| Name | Type | Description | Notes |\n| --- | --- | --- | --- |\n| **id** | **str** |  | |\n";
    fs::write(folder.path().join("pages/Call.md"), page).unwrap();
    let (code, said) = run(folder.path(), &["update", "--from", "pages", "--accept-shrink"]);
    assert!(
        code == 2 && said.contains("`schema` is made of an OpenAPI document, and the source of pages"),
        "{said}"
    );
    let (code, said) = run(folder.path(), &["update", "--schema", "pages", "--from", "schema/openapi.yaml"]);
    assert!(code == 2 && said.contains("is made of pages, and the source of an OpenAPI document"), "{said}");
    fs::write(folder.path().join("schema/openapi.json"), "{}").unwrap();
    let (code, said) = run(folder.path(), &["check"]);
    assert!(code == 2 && said.contains("are both a document of the folder"), "{said}");
}

#[test]
fn an_overlay_may_leave_operations_out() {
    let folder = project(DOCUMENT);
    fs::write(folder.path().join("schema/spectable.toml"), "components-only = true\n").unwrap();
    let (code, said) = run(folder.path(), &["check"]);
    assert!(code == 1 && said.contains("`MakeCallRequest` was removed"), "{said}");
    fs::write(folder.path().join("schema/spectable.toml"), "components-only = 1\n").unwrap();
    let (code, said) = run(folder.path(), &["check"]);
    assert!(code == 2 && said.contains("expected `true` or `false`"), "{said}");
}
