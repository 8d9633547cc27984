//! What may be set and removed, and what that changes.

use serde_json::{Value, json};
use spectable::{ErrorKind, Model};

use super::models::{Call, Loose, Party, Payload, call};

/// The document after a value was set, or the error. Nothing changes with an error.
fn set(document: &Value, path: &str, value: Value) -> Result<Value, (ErrorKind, String)> {
    let mut model = call(&document.to_string());
    let before = model.clone();
    let was = model.get(path).map(|view| view.to_value().unwrap());
    match model.set(path, value) {
        Ok(old) => {
            assert_eq!(old, was, "{path}");
            Ok(spectable::to_value(&model).unwrap())
        }
        Err(error) => {
            assert_eq!(model, before, "{path}");
            Err((error.kind(), error.to_string()))
        }
    }
}

#[test]
fn what_is_set() {
    let cases = [
        // Properties of each kind.
        (json!({}), "id", json!("c-1"), json!({"id": "c-1"})),
        (json!({"id": "c-1", "code": 7}), "id", json!("c-2"), json!({"id": "c-2", "code": 7})),
        (json!({}), "state", json!("odd"), json!({"state": "odd"})),
        (json!({}), "code", json!(9), json!({"code": 9})),
        (json!({}), "start", json!("2026-05-04 10:00:00Z"), json!({"start": "2026-05-04T10:00:00Z"})),
        (json!({}), "cost", json!(2), json!({"cost": 2.0})),
        (json!({}), "next", json!({"id": "c-2", "x": 1}), json!({"next": {"id": "c-2", "x": 1}})),
        (json!({}), "parties", json!([{"name": "Ada"}]), json!({"parties": [{"name": "Ada"}]})),
        (json!({}), "payload", json!("word"), json!({"payload": "word"})),
        // Nulls.
        (json!({"id": "c-1"}), "id", json!(null), json!({"id": null})),
        (json!({"id": null}), "id", json!("c-1"), json!({"id": "c-1"})),
        (json!({"notes": ["a"]}), "notes.0", json!(null), json!({"notes": [null]})),
        (json!({"notes": [null]}), "notes.0", json!("a"), json!({"notes": ["a"]})),
        // What is there on the way stays, and what is missing is made.
        (
            json!({"next": {"id": "c-2", "y": 1}}),
            "next.code",
            json!(7),
            json!({"next": {"id": "c-2", "code": 7, "y": 1}}),
        ),
        (json!({}), "next.next.id", json!("c-3"), json!({"next": {"next": {"id": "c-3"}}})),
        (json!({"next": null}), "next.id", json!("c-2"), json!({"next": {"id": "c-2"}})),
        (json!({}), "next.parties.0.name", json!("Ada"), json!({"next": {"parties": [{"name": "Ada"}]}})),
        (
            json!({"parties": [{"name": "Ada"}]}),
            "parties.0.name",
            json!("Ben"),
            json!({"parties": [{"name": "Ben"}]}),
        ),
        (
            json!({"parties": [{"name": "Ada"}]}),
            "parties[1].name",
            json!("Ben"),
            json!({"parties": [{"name": "Ada"}, {"name": "Ben"}]}),
        ),
        (json!({"notes": ["a", "b", "c"]}), "notes.1", json!("x"), json!({"notes": ["a", "x", "c"]})),
        (json!({"notes": ["a"]}), "notes.1", json!("b"), json!({"notes": ["a", "b"]})),
        (json!({}), r#"labels["odd.key"]"#, json!("x"), json!({"labels": {"odd.key": "x"}})),
        (json!({"labels": {"a": "x"}}), "labels.b", json!("y"), json!({"labels": {"a": "x", "b": "y"}})),
        (
            json!({"byName": {"a": {"name": "Ada"}}}),
            "byName.a.talkSeconds",
            json!(1),
            json!({"byName": {"a": {"name": "Ada", "talkSeconds": 1}}}),
        ),
        (json!({}), "byName.a.name", json!("Ada"), json!({"byName": {"a": {"name": "Ada"}}})),
        // Any values, and unknown keys.
        (
            json!({"anything": {"a": [1, 2]}}),
            "anything.a.1",
            json!("x"),
            json!({"anything": {"a": [1, "x"]}}),
        ),
        (json!({}), "anything.a", json!(1), json!({"anything": {"a": 1}})),
        (json!({"anything": [1]}), "anything.1.deep", json!(2), json!({"anything": [1, {"deep": 2}]})),
        (json!({}), "unknown", json!({"a": 1}), json!({"unknown": {"a": 1}})),
        (json!({"unknown": {"a": 1}}), "unknown.b[0]", json!(2), json!({"unknown": {"a": 1, "b": [2]}})),
        // Additional properties.
        (
            json!({"settings": {"owner": "Ada", "volume": 1}}),
            "settings.volume",
            json!(2),
            json!({"settings": {"owner": "Ada", "volume": 2}}),
        ),
        (json!({}), "settings.volume", json!(2), json!({"settings": {"volume": 2}})),
        (
            json!({"settings": {"volume": 1}}),
            "settings.volume",
            json!(null),
            json!({"settings": {"volume": null}}),
        ),
        (
            json!({"settings": {"volume": null}}),
            "settings.volume",
            json!(3),
            json!({"settings": {"volume": 3}}),
        ),
        // Unions: what is in the alternative, and another alternative.
        (
            json!({"payload": {"kind": "message", "text": "a"}}),
            "payload.text",
            json!("b"),
            json!({"payload": {"kind": "message", "text": "b"}}),
        ),
        (
            json!({"payload": {"kind": "message", "bytes": 5}}),
            "payload.kind",
            json!("file"),
            json!({"payload": {"kind": "file", "bytes": 5}}),
        ),
        (
            json!({"payload": {"kind": "fax", "bytes": "x"}}),
            "payload.kind",
            json!("message"),
            json!({"payload": {"kind": "message", "bytes": "x"}}),
        ),
        (json!({"payloads": [["a"]]}), "payloads.0.1", json!("b"), json!({"payloads": [["a", "b"]]})),
        (json!({}), "payload.kind", json!("file"), json!({"payload": {"kind": "file"}})),
        // What contradicted the documentation is put right.
        (json!({"id": 5}), "id", json!("c-1"), json!({"id": "c-1"})),
        (
            json!({"parties": [{"name": 5}]}),
            "parties.0.name",
            json!("Ada"),
            json!({"parties": [{"name": "Ada"}]}),
        ),
        (json!({"notes": ["a", 5]}), "notes.1", json!("b"), json!({"notes": ["a", "b"]})),
    ];
    for (document, path, value, expected) in cases {
        assert_eq!(set(&document, path, value.clone()), Ok(expected), "{document} {path} {value}");
    }
}

#[test]
fn another_alternative_is_read_as_that_one() {
    let mut model = call(r#"{"payload":{"kind":"message","bytes":5}}"#);
    model.set("payload.kind", "file").unwrap();
    let file = model.payload.as_ref().and_then(Payload::as_file);
    assert_eq!(file.and_then(|file| file.bytes), Some(5));
}

#[test]
fn what_is_refused() {
    use ErrorKind::{Data, Path};
    let whole = "a whole number that fits 64 bits";
    let list = |len| {
        format!(
            "the path leads into a list of {len}: expected an index from 0 to {len}; {len} appends an item"
        )
    };
    let nothing = |what| format!("the path goes on, but {what} has nothing in it: end the path here");
    let cases = [
        (json!({}), "id", json!(5), Data, "id: invalid type: number 5, expected a string".into()),
        (json!({}), "start", json!("no"), Data, "start: \"no\" is not an ISO-8601 date-time".into()),
        (json!({"parties": [{}]}), "parties.0.talkSeconds", json!("x"), Data, format!("parties[0].talkSeconds: invalid type: string \"x\", expected {whole}")),
        (json!({}), "parties.0", json!(null), Data, "parties[0]: invalid type: null, expected an object (Party)".into()),
        (json!({}), "byName.a b", json!({"talkSeconds": 1.5}), Data, format!("byName[\"a b\"].talkSeconds: 1.5 is not {whole}")),
        (json!({"labels": {}}), "labels.x", json!(null), Data, "labels.x: invalid type: null, expected a string".into()),
        (json!({}), "settings.volume", json!("loud"), Data, format!("settings.volume: invalid type: string \"loud\", expected {whole}")),
        (json!({"payload": {"kind": "file", "bytes": 5}}), "payload.bytes", json!("x"), Data, format!("payload.bytes: invalid type: string \"x\", expected {whole} (as `File` of `Payload`: Message, File, Word, List)")),
        (json!({"payload": {"kind": "message", "bytes": "x"}}), "payload.kind", json!("file"), Data, format!("payload.bytes: invalid type: string \"x\", expected {whole} (as `File` of `Payload`: Message, File, Word, List)")),
        // What is still wrong is refused, as reading does.
        (json!({"notes": [5, 6]}), "notes.1", json!("b"), Data, "notes[0]: invalid type: number 5, expected a string".into()),
        (json!({"id": "c-1"}), "id.x", json!(1), Path, format!("id: {}", nothing("a string"))),
        (json!({}), "id.x", json!(1), Path, format!("id: {}", nothing("a string"))),
        (json!({"code": 7}), "code.x", json!(1), Path, format!("code: {}", nothing(whole))),
        (json!({"notes": ["a"]}), "notes.2", json!("x"), Path, format!("notes: {}", list(1))),
        (json!({"notes": ["a"]}), "notes.x", json!("x"), Path, format!("notes: {}", list(1))),
        (json!({}), "parties.1.name", json!("x"), Path, format!("parties: {}", list(0))),
        (json!({"anything": {"a": [1]}}), "anything.a.5", json!("x"), Path, format!("anything.a: {}", list(1))),
        (json!({"anything": {"a": 1}}), "anything.a.b", json!("x"), Path, format!("anything.a: {}", nothing("a value that is no list or object"))),
        (json!({}), "[0]", json!("x"), Path, "the path leads into an object (Call): expected a key; write one of digits as `[\"0\"]`".into()),
        (json!({}), "labels[0]", json!("x"), Path, "labels: the path leads into an object, each value a string: expected a key; write one of digits as `[\"0\"]`".into()),
        (json!({}), "", json!({}), Path, "expected a path to a place in the model, found an empty one: read a whole model with `from_value`".into()),
        (json!({}), "notes[*]", json!("x"), Path, "a star in brackets is for patterns: expected an index, or a key in quotation marks".into()),
        (json!({}), "next..id", json!("x"), Path, "expected a name, found nothing: write an empty key as `[\"\"]`, and no point at the beginning or end".into()),
        (json!({}), "notes[x]", json!("x"), Path, "expected an index or a key in quotation marks, found `[x`: write `[0]` or `[\"odd.key\"]`".into()),
    ];
    for (document, path, value, kind, expected) in cases {
        assert_eq!(set(&document, path, value.clone()), Err((kind, expected)), "{document} {path} {value}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "it takes Miri too long")]
fn what_is_nested_too_deep_is_refused() {
    let deep = (0..200).fold(json!(1), |inner, _| json!([inner]));
    let error = Call::default().set("anything", deep).unwrap_err();
    assert!(error.to_string().ends_with("nested more than 127 levels deep"), "{error}");
    for steps in [128, 100_000] {
        let error = Call::default().set(&["next"; 1].repeat(steps).join("."), json!({})).unwrap_err();
        assert!(error.to_string().ends_with("nested more than 127 levels deep"), "{error}");
    }
    let mut model = Call::default();
    model.set(&["next"; 125].join("."), json!({"id": "c"})).unwrap();
    let text = spectable::to_string(&model).unwrap();
    assert_eq!(spectable::from_str::<Call>(&text).unwrap(), model);
    assert!(model.set(&format!("{}.anything", ["next"; 125].join(".")), json!([[1]])).is_err());
}

#[test]
fn what_is_removed() {
    let cases = [
        (json!({"id": "c-1", "code": 7}), "id", json!({"code": 7})),
        (json!({"id": null}), "id", json!({})),
        (json!({"id": 5}), "id", json!({})),
        (json!({"next": {"id": "c-2"}}), "next.id", json!({"next": {}})),
        (json!({"notes": ["a", "b", "c"]}), "notes.1", json!({"notes": ["a", "c"]})),
        (json!({"labels": {"a": "x"}}), "labels.a", json!({"labels": {}})),
        (json!({"anything": {"a": [1, 2]}}), "anything.a.0", json!({"anything": {"a": [2]}})),
        (json!({"unknown": {"a": 1}}), "unknown.a", json!({"unknown": {}})),
        (json!({"unknown": 1}), "unknown", json!({})),
        (json!({"settings": {"volume": 1}}), "settings.volume", json!({"settings": {}})),
        (
            json!({"payload": {"kind": "message", "text": "a"}}),
            "payload.text",
            json!({"payload": {"kind": "message"}}),
        ),
        (
            json!({"payload": {"kind": "message", "text": "a"}}),
            "payload.kind",
            json!({"payload": {"text": "a"}}),
        ),
        // Nothing is there.
        (json!({"id": "c-1"}), "code", json!({"id": "c-1"})),
        (json!({"id": "c-1"}), "id.x", json!({"id": "c-1"})),
        (json!({"notes": ["a"]}), "notes.1", json!({"notes": ["a"]})),
    ];
    for (document, path, expected) in cases {
        let mut model = call(&document.to_string());
        let was = model.get(path).map(|view| view.to_value().unwrap());
        assert_eq!(model.remove(path).unwrap(), was, "{document} {path}");
        assert_eq!(spectable::to_value(&model).unwrap(), expected, "{document} {path}");
        assert_eq!(model, call(&expected.to_string()), "{document} {path}");
    }
    assert_eq!(Call::default().remove("a[").unwrap_err().kind(), ErrorKind::Path);
}

#[test]
fn what_only_text_holds_stays_beside_a_change() {
    let text = r#"{"next":{"id":"c-2","huge":1e400},"huge":1e400,"twice":{"a":1,"a":2}}"#;
    let mut model = call(text);
    model.set("next.id", "c-3").unwrap();
    assert_eq!(spectable::to_string(&model).unwrap(), text.replace("c-2", "c-3"));
}

#[test]
fn what_is_always_read_tolerantly_is_set_so() {
    let cases = [
        ("seconds", json!("7 s"), json!({"seconds": "7 s"}), "seconds"),
        ("party.talkSeconds", json!("7 s"), json!({"party": {"talkSeconds": "7 s"}}), "party.talkSeconds"),
        (
            "parties.0.talkSeconds",
            json!("7 s"),
            json!({"parties": [{"talkSeconds": "7 s"}]}),
            "parties[0].talkSeconds",
        ),
        ("parties", json!("Ada"), json!({"parties": "Ada"}), "parties"),
    ];
    for (path, value, expected, deviating) in cases {
        for mut model in
            [Loose::default(), Loose::default().with_party(Party::default()).with_parties([Party::default()])]
        {
            model.set(path, value.clone()).unwrap();
            assert_eq!(model.get(path).unwrap().to_value().unwrap(), value, "{path}");
            assert_eq!(model.deviations().map(|it| it.path().to_owned()).collect::<Vec<_>>(), [deviating]);
        }
        let mut model = Loose::default();
        model.set(path, value).unwrap();
        assert_eq!(spectable::to_value(&model).unwrap(), expected);
    }
}
