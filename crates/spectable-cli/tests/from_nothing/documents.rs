//! Models of OpenAPI documents in `schema/`: a document that is made of single models.

use crate::desk::{Desk, root};

/// An empty folder, and the document of the small corpus.
fn desk() -> (Desk, String) {
    (
        Desk::with(&[("Cargo.toml", "[package]\nname = \"mine\"\n")]),
        root().join("tests/corpus/small/openapi.yaml").display().to_string(),
    )
}

#[test]
fn models_come_and_go_in_a_document_of_ours() {
    let (desk, document) = desk();
    let said = desk.works(&format!("add Shelf --from {document}"));
    assert!(said.contains("`Room` added (openapi.json): `Shelf.room` refers to it"), "{said}");
    assert_eq!(desk.files("schema"), ["openapi.json", "spectable.lock"]);
    desk.works("check");
    let with_shelf = desk.content();
    let said = desk.works(&format!("add Tool --from {document}"));
    assert!(!said.contains("`Shelf` added"), "{said}");
    desk.works("check");
    let said = desk.refused("remove Tool");
    assert!(said.contains("no model would be left"), "all of them are reached from it: {said}");
    let said = desk.works("remove Tool --keep Shelf");
    assert!(said.contains("`Maker` removed (openapi.json)") && !said.contains("`Room`"), "{said}");
    assert_eq!(desk.content(), with_shelf);
    desk.works("check");
    desk.works("rename Shelf Board");
    desk.works("check");
}

#[test]
fn what_refers_to_a_model_that_is_gone_is_any_value() {
    let (desk, document) = desk();
    desk.works(&format!("add Tool --from {document}"));
    let said = desk.works("remove Maker --force");
    assert!(said.contains("the type of `Tool.maker` changed"), "{said}");
    desk.works("check");
    assert!(desk.read("schema/spectable.lock").contains("maker: Value"));
}

#[test]
fn a_document_of_somebody_else_is_not_rewritten() {
    let (desk, document) = desk();
    desk.works(&format!("update --from {document}"));
    desk.write("more.json", r#"{"openapi":"3.1.0","components":{"schemas":{"Raft":{"type":"object","properties":{"id":{"type":"string"}}}}}}"#);
    for line in ["add Raft --from more.json", "remove Loan --force"] {
        let said = desk.refused(line);
        assert!(
            said.contains("`schema/openapi.yaml` is a document that this command did not write"),
            "{said}"
        );
    }
    // Its Rust names can change all the same.
    desk.works("rename Loan Lending");
    desk.works("check");
}

#[test]
fn a_way_begins_at_an_operation() {
    let desk = Desk::new();
    desk.write(
        "api.json",
        r##"{"openapi":"3.1.0","paths":{"/ferries":{"post":{
            "parameters":[{"name":"at","in":"query","schema":{"$ref":"#/components/schemas/Port"}}],
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Ferry"}}}},
            "responses":{"200":{"content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/Any"}}}}}}}}},
            "components":{"schemas":{
                "Ferry":{"type":"object","properties":{"crew":{"type":"array","items":{"$ref":"#/components/schemas/Sailor"}}}},
                "Sailor":{"type":"object","properties":{"name":{"type":"string"}}},
                "Port":{"type":"object","properties":{"name":{"type":"string"}}},
                "Tug":{"type":"object","required":["kind"],"properties":{"kind":{"const":"tug"}}},
                "Raft":{"type":"object","required":["kind"],"properties":{"kind":{"const":"raft"},"logs":{"type":"integer"}}},
                "Any":{"oneOf":[{"$ref":"#/components/schemas/Tug"},{"$ref":"#/components/schemas/Raft"}],
                    "discriminator":{"propertyName":"kind","mapping":{"tug":"#/components/schemas/Tug","raft":"#/components/schemas/Raft"}}}}}}"##,
    );
    desk.write("Cargo.toml", "[package]\nname = \"mine\"\n");
    desk.works("update --from api.json");
    for (model, expected) in [
        (
            "Sailor",
            "`Sailor` is reached in 1 step:\n  `Ferry`: `POST /ferries` has it in its body\n  `Sailor`: `Ferry.crew` refers to it\n",
        ),
        ("Port", "`Port` is reached:\n  `Port`: `POST /ferries` has it in its parameter at\n"),
        (
            "Raft",
            "`Raft` is reached:\n  `Raft`: `POST /ferries` has `Any`, of which it is an alternative in its response 200\n",
        ),
    ] {
        assert_eq!(desk.works(&format!("why {model}")), expected);
    }
    let said = desk.works("add Any --from api.json --schema other");
    assert!(
        said.contains("`Raft` added (openapi.json): it is an alternative of `Any`, which was asked for"),
        "{said}"
    );
    desk.works("check --schema other");
}
