//! Values of the traffic are in no report, wherever they stand, unless somebody asks for them.

use serde_json::json;
use spectable_audit::report::{Format, Report};

use crate::made;

const SECRET: &str = "hunter2-correct-horse";

fn is_kept(report: &Report, what: &str) {
    for format in Format::ALL {
        let text = report.render(format, false);
        for part in ["hunter2", "correct-horse", "hunter"] {
            assert!(!text.contains(part), "{what}: {} has {part}\n{text}", format.name());
        }
    }
    assert!(!format!("{report:?}").contains("hunter2"), "{what}");
}

#[test]
fn a_planted_password_is_in_no_report() {
    let members = [
        ("a text", json!({ "id": SECRET })),
        ("a value of an enum", json!({ "direction": SECRET })),
        ("a long value of an enum", json!({ "direction": SECRET.repeat(9) })),
        ("a value of an enum behind a NUL", json!({ "direction": format!("\0{SECRET}") })),
        ("a key that begins with another letter", json!({ format!("ö{SECRET}@example.com"): 1 })),
        ("a named enum", json!({ "level": SECRET })),
        ("a value of another kind", json!({ "size": SECRET, "cost": SECRET, "open": SECRET })),
        ("a date", json!({ "startTime": SECRET, "day": SECRET })),
        ("an unknown key", json!({ "weather": SECRET })),
        ("within an unknown key", json!({ "weather": { "password": [SECRET, { "a": SECRET }] } })),
        ("a key of a map", json!({ "labels": { SECRET: 1 } })),
        ("a key of a map, and its value", json!({ "labels": { SECRET: SECRET } })),
        ("a union", json!({ "caller": { "kind": SECRET } })),
        ("a union of another kind", json!({ "caller": SECRET })),
        ("any value", json!({ "anything": { SECRET: SECRET } })),
        ("a list", json!({ "tags": [[SECRET]] })),
        ("a key that looks like data", json!({ format!("{SECRET}@example.com"): 1 })),
        ("a record", json!(SECRET)),
    ];
    for (what, record) in members {
        is_kept(&made::of_model("Call", format!("{record}\n{record}\n"), false), what);
    }
}

#[test]
fn nor_is_one_in_a_record_that_cannot_be_read() {
    for text in [
        format!("{{\"id\":\"{SECRET}"),
        format!("{{\"id\":{SECRET}}}"),
        format!("{{\"{SECRET}\" 1}}"),
        SECRET.to_owned(),
        format!("{{\"id\":\"{SECRET}\\x\"}}"),
        format!("{{\"id\":\"{SECRET}\u{1}\"}}"),
    ] {
        let report = made::of_model("Call", &text, false);
        assert!(report.unreadable > 0, "{text}");
        is_kept(&report, &text);
    }
}

#[test]
fn somebody_who_asks_for_values_gets_those_of_enums_alone() {
    let text =
        json!({ "id": "a", "size": 1, "direction": SECRET, "note": "top-secret", "cost": "top-secret" })
            .to_string();
    let report = made::of_model("Call", text, true);
    for format in Format::ALL {
        let text = report.render(format, false);
        assert!(text.contains("hunter2") && !text.contains("top-secret"), "{text}");
    }
}
