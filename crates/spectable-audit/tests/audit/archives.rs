//! HTTP Archives: their bodies by the operations of the document.

use serde_json::{Value, json};
use spectable_audit::{Options, Source, audit, plan::Plan};

use crate::made;

/// An entry with bodies of JSON.
fn entry(method: &str, url: &str, sent: Option<Value>, status: u64, answered: Option<Value>) -> Value {
    let sent =
        sent.map(|body| json!({ "mimeType": "application/json;charset=UTF-8", "text": body.to_string() }));
    let text = answered.map(|body| body.to_string());
    json!({
        "startedDateTime": "2026-01-02T03:04:05Z",
        "request": { "method": method, "url": url, "headers": [{ "name": "Authorization", "value": "hunter2" }], "postData": sent },
        "response": { "status": status, "content": { "size": 1, "mimeType": "application/json", "text": text } },
    })
}

fn archive(entries: &[Value]) -> String {
    let log = json!({ "version": "1.2", "creator": { "name": "made" }, "pages": [], "entries": entries });
    format!("{:#}", json!({ "log": log }))
}

const URL: &str = "https://api.example/v2/calls";

#[test]
fn bodies_are_of_the_type_of_their_operation() {
    let wrong = || json!({ "size": "1" });
    let entries = [
        entry("GET", URL, None, 200, Some(json!([{ "id": "a", "size": 1 }, { "id": "b" }]))),
        entry("POST", URL, Some(wrong()), 201, Some(json!({ "id": "a", "size": 1 }))),
        // A response has the id, and a request does not.
        entry("GET", &format!("{URL}/17?secret=hunter2"), None, 200, Some(json!({ "size": 1, "x": 1 }))),
    ];
    let report = made::of_archive(archive(&entries));
    assert_eq!((report.requests, report.bodies, report.records), (3, 4, 4));
    let found = made::lines(&report);
    let shown: Vec<(&str, &str)> =
        found.iter().map(|it| (it.split(' ').next().unwrap(), it.split(": ").nth(1).unwrap())).collect();
    assert_eq!(
        shown,
        [
            ("wrong-kind", "`Call.size` is documented as int, and is a text"),
            ("unknown-key", "`Call` has the key `x`, which is not documented"),
            ("missing-required", "`Call.id` is required, and is missing"),
            ("missing-required", "`Call.size` is required, and is missing"),
        ]
    );
    // The place is that of the body in the archive.
    let place = report.findings[0].example.unwrap();
    let text = archive(&entries);
    let line = text.lines().nth(place.line as usize - 1).unwrap();
    assert!(line.contains(r#""text": "{\"size\":\"1\"}""#), "{line}");
    assert_eq!(&line[place.column as usize - 1..][..6], "\"text\"");
}

#[test]
fn what_the_document_does_not_have_is_told() {
    let mut form = entry("POST", URL, None, 201, None);
    form["request"]["postData"] = json!({ "mimeType": "application/x-www-form-urlencoded", "params": [{ "name": "p", "value": "hunter2" }] });
    let mut page = entry("GET", URL, None, 200, Some(json!("x")));
    page["response"]["content"]["mimeType"] = json!("text/html; charset=hunter2");
    let mut odd = entry("GET", URL, None, 200, Some(json!("x")));
    odd["response"]["content"]["mimeType"] = json!("hunter2 and more");
    let entries = [
        form,
        page,
        odd,
        entry("GET", "https://elsewhere.example/users/hunter2", None, 200, Some(json!({}))),
        entry("DELETE", URL, None, 204, None),
        entry("OPTIONS", "https://elsewhere.example/", None, 204, None),
        entry("GET", URL, None, 503, Some(json!({ "password": "hunter2" }))),
        entry("POST", URL, Some(json!({ "size": 1 })), 404, Some(json!({}))),
        entry("GET", URL, Some(json!({})), 204, None),
    ];
    let report = made::of_archive(archive(&entries));
    let messages: Vec<&str> =
        report.findings.iter().filter(|it| it.model.is_none()).map(|it| it.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`GET /calls` is not documented to answer 503 with a body application/json",
            "`GET /calls` takes no body application/json, and was sent one",
            "`POST /calls` is not documented to answer 404 with a body application/json",
            "a documented path was requested with another method",
            "a path was requested that is not documented",
        ]
    );
    let skipped: Vec<(&str, u64)> = report.skipped.iter().map(|it| (it.what.as_str(), it.count)).collect();
    assert_eq!(
        skipped,
        [
            ("application/json without text", 2),
            ("application/x-www-form-urlencoded", 1),
            ("text/html", 1),
            ("with another media type", 1)
        ]
    );
    assert!(!format!("{report:?}").contains("hunter2"));
}

#[test]
fn bodies_may_be_in_base64_or_by_lines() {
    let mut encoded = entry("GET", URL, None, 200, None);
    encoded["response"]["content"] =
        json!({ "mimeType": "application/json", "encoding": "base64", "text": "W3siaWQiOjF9XQ==" });
    let mut broken = encoded.clone();
    broken["response"]["content"]["text"] = json!("hunter2!");
    let mut unknown = encoded.clone();
    unknown["response"]["content"]["encoding"] = json!("rot13");
    let mut cut = entry("GET", URL, None, 200, None);
    cut["response"]["content"]["text"] = json!("[{\"id\":\"hunter2");
    let report = made::of_archive(archive(&[encoded, broken, unknown, cut]));
    let messages: Vec<&str> = report.findings.iter().map(|it| it.message.as_str()).take(4).collect();
    assert_eq!(
        messages,
        [
            "a record cannot be read: the body is not base64, as its entry says",
            "a record cannot be read: the body has an encoding other than base64",
            "a record cannot be read: the body is not JSON: it ends early",
            "`Call.id` is documented as str, and is a whole number",
        ]
    );
    assert!(!format!("{report:?}").contains("hunter2"));
}

#[test]
fn with_a_model_each_body_is_a_record_of_it() {
    let entries = [
        entry("GET", "https://elsewhere.example/", None, 500, Some(json!([{ "name": 1 }, { "name": "a" }]))),
        entry("POST", "https://elsewhere.example/", Some(json!({ "name": 2 })), 200, None),
    ];
    let report = made::of_model("Party", archive(&entries), false);
    let found = made::lines(&report);
    assert!(
        found[0].ends_with(" 2/3: `Party.name` is documented as str, and is a whole number"),
        "{found:?}"
    );
}

#[test]
fn entries_that_are_not_as_they_should_be_cost_only_themselves() {
    let text = r#"{"log":{"entries":[1,"x",{},{"request":[],"response":null},{"request":{"method":1,"url":{}}},
        {"response":{"content":"hunter2","status":"x"}},{"request" 1}, {"a":{"b":"#;
    let report = made::of_archive(text);
    assert_eq!((report.unreadable, report.requests), (8, 0));
    assert!(!format!("{report:?}").contains("hunter2"));
    let messages: Vec<&str> = report.findings.iter().map(|it| it.message.as_str()).collect();
    for message in [
        "a record cannot be read: the entry of the archive has no request with a URL",
        "a record cannot be read: the entry of the archive cannot be read: it is not JSON",
    ] {
        assert!(messages.contains(&message), "{messages:?}");
    }
}

#[test]
fn without_a_model_there_must_be_operations_and_an_archive() {
    let schema = made::schema(made::DOCUMENT);
    let plan = Plan::of_operations(&schema, None).unwrap();
    let source = Source::reader("calls.ndjson", &b"{}"[..]);
    let error = audit(&plan, vec![source], &Options::default()).unwrap_err();
    assert_eq!(
        error.message(),
        "`calls.ndjson` is not an HTTP Archive, and no model is named for its records"
    );
    assert_eq!(error.remedy(), "name the model of each record with `--model M`");
    let without = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {type: object, properties: {a: {type: string}}}}}\n";
    let error = Plan::of_operations(&made::schema(without), None).unwrap_err();
    assert!(error.message().starts_with("the schema has no operations"), "{error}");
}

#[test]
fn a_path_before_the_documented_ones_may_be_named() {
    let plan = Plan::of_operations(&made::schema(made::DOCUMENT), Some("/v3")).unwrap();
    let report = made::run(&plan, archive(&[entry("GET", URL, None, 200, Some(json!([])))]), false, 1);
    assert_eq!(report.findings[0].message, "a path was requested that is not documented");
    assert_eq!(report.findings[0].hint, "not documented, most often: 1 × `GET /{}/calls`");
    assert!(!report.is_complete(), "there is no record");
}

#[test]
fn bodies_that_were_not_recorded_are_counted() {
    let mut empty = entry("GET", URL, None, 200, None);
    empty["response"]["content"] = json!({ "mimeType": "application/json", "size": 900_000 });
    let report = made::of_archive(archive(&[empty, entry("GET", URL, None, 200, Some(json!([])))]));
    let skipped: Vec<(&str, u64)> = report.skipped.iter().map(|it| (it.what.as_str(), it.count)).collect();
    assert_eq!(skipped, [("application/json without text", 1)]);
}
