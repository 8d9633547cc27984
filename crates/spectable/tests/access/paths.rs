//! What paths lead to.

use spectable::{Model, View};

use super::models::{Call, call};

const DOCUMENT: &str = r#"{
    "id": "c-1", "state": "held", "code": 8, "start": "2026-05-04T10:00:00Z", "day": "2026-05-04", "cost": 1.5, "muted": true,
    "anything": {"deep": [1, {"x": null}]},
    "next": {"id": "c-2", "next": null},
    "parties": [{"name": "Ada"}, {"name": "Ben", "talkSeconds": 7}],
    "notes": ["a", null],
    "labels": {"": "empty", "0": "zero", "odd.key": "dot", "a b": "space", "q\"\\\n": "escapes", "é": "accent"},
    "byName": {"one": {"name": "Eve"}},
    "payload": {"kind": "message", "text": "hello"},
    "payloads": ["word", ["x"], {"kind": "fax"}],
    "settings": {"owner": "Ada", "volume": 3},
    "unknown": {"a.b": [true]}, "x": null
}"#;

/// What a view is, and its JSON.
fn shown(view: View<'_>) -> String {
    let kind = match view {
        View::Text(_) => "text",
        View::Integer(_) => "integer",
        View::Unsigned(_) => "unsigned",
        View::Number(_) => "number",
        View::Boolean(_) => "boolean",
        View::DateTime(_) => "date-time",
        View::Date(_) => "date",
        View::Any(_) => "any",
        View::Enum(value) if value.is_recognized() => "enum",
        View::Enum(_) => "unrecognized",
        View::Model(_) => "model",
        View::List(_) => "list",
        View::Map(_) => "map",
        View::Union(_) => "union",
        View::Null => "null",
        View::Unknown(_) => "unknown",
        _ => "?",
    };
    format!("{kind} {}", view.to_value().unwrap())
}

#[test]
fn what_a_path_leads_to() {
    let call = call(DOCUMENT);
    let cases = [
        ("id", r#"text "c-1""#),
        (r#"["id"]"#, r#"text "c-1""#),
        ("state", r#"unrecognized "held""#),
        ("code", "unrecognized 8"),
        ("start", r#"date-time "2026-05-04T10:00:00Z""#),
        ("day", r#"date "2026-05-04""#),
        ("cost", "number 1.5"),
        ("muted", "boolean true"),
        ("anything.deep", r#"any [1,{"x":null}]"#),
        ("anything.deep.1.x", "any null"),
        ("next.id", r#"text "c-2""#),
        ("next.next", "null null"),
        ("parties", r#"list [{"name":"Ada"},{"name":"Ben","talkSeconds":7}]"#),
        ("parties.1", r#"model {"name":"Ben","talkSeconds":7}"#),
        ("parties.1.talkSeconds", "integer 7"),
        ("parties[1].talkSeconds", "integer 7"),
        (r#"parties[1]["talkSeconds"]"#, "integer 7"),
        ("notes.0", r#"text "a""#),
        ("notes.1", "null null"),
        (r#"labels[""]"#, r#"text "empty""#),
        ("labels.0", r#"text "zero""#),
        (r#"labels["0"]"#, r#"text "zero""#),
        (r#"labels["odd.key"]"#, r#"text "dot""#),
        ("labels.a b", r#"text "space""#),
        (r#"labels["q\"\\\n"]"#, r#"text "escapes""#),
        (r#"labels["\u00e9"]"#, r#"text "accent""#),
        (r#"labels["\u{e9}"]"#, r#"text "accent""#),
        ("byName.one.name", r#"text "Eve""#),
        ("payload", r#"union {"kind":"message","text":"hello"}"#),
        ("payload.text", r#"text "hello""#),
        ("payloads.0", r#"union "word""#),
        ("payloads.1.0", r#"text "x""#),
        ("payloads.2", r#"union {"kind":"fax"}"#),
        ("payloads.2.kind", r#"unknown "fax""#),
        ("settings.owner", r#"text "Ada""#),
        ("settings.volume", "integer 3"),
        (r#"unknown["a.b"][0]"#, "unknown true"),
        ("x", "unknown null"),
    ];
    for (path, expected) in cases {
        assert_eq!(call.get(path).map(shown).as_deref(), Some(expected), "{path}");
    }
    assert!(matches!(call.get(""), Some(View::Model(model)) if model.table().name() == "Call"));
}

#[test]
fn what_leads_nowhere() {
    let call = call(DOCUMENT);
    let cases = [
        "nothing",
        "id.x",
        "parties.2",
        "parties.01",
        "parties.+1",
        "parties.-1",
        "parties.name",
        r#"parties["1"]"#,
        "labels[0]",
        "labels.nothing",
        "next.next.id",
        "anything.deep.9",
        "anything.deep.1.x.y",
        "settings.nothing",
        // Not spelled as paths.
        ".id",
        "id.",
        "next..id",
        "parties[",
        "parties[]",
        "parties[*]",
        "parties[1",
        "parties[1]name",
        "parties[x]",
        r#"labels["a b]"#,
        r#"labels["a b""#,
        r#"labels["\x"]"#,
        r#"labels["\ud800"]"#,
        r#"labels["\u{110000}"]"#,
        "a]b",
        "18446744073709551616",
        "parties[18446744073709551616]",
    ];
    for path in cases {
        assert!(call.get(path).is_none(), "{path}");
    }
}

#[test]
fn what_deviations_and_errors_print_is_a_path() {
    let long = "a long key ".repeat(9);
    let text = format!(
        r#"{{"parties":[{{"talkSeconds":"7 s"}}],"byName":{{"{long}":{{"name":5}},"o\n\u0001\"k":{{"name":6}}}},"state":"odd"}}"#
    );
    let call = call(&text);
    let deviations: Vec<_> = call.deviations().collect();
    assert_eq!(deviations.len(), 4);
    for deviation in deviations {
        let found = call.get(deviation.path()).unwrap_or_else(|| panic!("{}", deviation.path()));
        assert_eq!(found.to_value().unwrap(), *deviation.value(), "{}", deviation.path());
    }
    let error =
        spectable::from_str::<Call>(&format!(r#"{{"byName":{{"{long}":{{"name":5}}}}}}"#)).unwrap_err();
    assert!(call.get(error.path()).is_some(), "{}", error.path());
}

#[test]
fn a_shortened_key_leads_nowhere_if_two_begin_so() {
    let long = "a long key ".repeat(9);
    let call = call(&format!(r#"{{"labels":{{"{long}1":"x","{long}2":"y"}}}}"#));
    let shortened: String = long.chars().take(60).collect();
    assert!(call.get(&format!(r#"labels["{shortened}…"]"#)).is_none());
    assert!(call.get(&format!(r#"labels["{long}2"]"#)).is_some());
}

#[test]
fn what_views_tell() {
    let call = call(DOCUMENT);
    let Some(View::Enum(code)) = call.get("code") else { panic!("it is an enum") };
    assert_eq!((code.as_i64(), code.as_str(), code.is_recognized()), (Some(8), None, false));
    assert_eq!(code.documentation().integers(), Some(&[0, 7][..]));
    let Some(View::List(notes)) = call.get("notes") else { panic!("it is a list") };
    assert!(notes.items().nullable());
    assert_eq!(notes.iter().map(shown).collect::<Vec<_>>(), [r#"text "a""#, "null null"]);
    let Some(View::Map(names)) = call.get("byName") else { panic!("it is a map") };
    assert_eq!(names.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["one"]);
    let Some(View::Union(payload)) = call.get("payload") else { panic!("it is a union") };
    assert_eq!(payload.alternative().map(|it| it.name()), Some("Message"));
    let Some(View::Union(fax)) = call.get("payloads.2") else { panic!("it is a union") };
    assert!(fax.alternative().is_none() && matches!(fax.value(), View::Unknown(_)));
    let Some(View::Model(settings)) = call.get("settings") else { panic!("it is a model") };
    assert_eq!(
        settings.others().map(|(key, view)| format!("{key} {}", shown(view))).collect::<Vec<_>>(),
        ["volume integer 3"]
    );
    let fields: Vec<_> =
        settings.fields().map(|(field, view)| (field.wire_name(), view.map(shown))).collect();
    assert_eq!(fields, [("owner", Some(r#"text "Ada""#.to_owned()))]);
    assert_eq!(format!("{payload:?}"), r#"Message(Message { kind: "message", text: "hello" })"#);
}
