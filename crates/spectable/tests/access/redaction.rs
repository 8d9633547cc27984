//! What goes out of a document for a log, and what stays.

use serde_json::{Value, json};
use spectable::{ErrorKind, Model, Redact};

use super::models::{Call, call};

/// A document with a secret in every place that may hold a text.
fn planted() -> String {
    json!({
        "id": "SECRET", "state": "SECRET", "code": 7, "start": "2026-05-04T10:00:00Z", "cost": 1.5, "muted": true,
        "anything": {"SECRET": ["SECRET"]},
        "next": {"state": "talking", "id": "SECRET", "cost": "SECRET", "SECRET": 1},
        "parties": [{"name": "SECRET", "token": {"SECRET": "SECRET"}}, {"talkSeconds": "SECRET"}],
        "notes": ["SECRET", null],
        "labels": {"SECRET": "x", "SECRET2": "SECRET"},
        "byName": {"SECRET@example.com": {"name": "SECRET"}},
        "payload": {"kind": "message", "text": "SECRET", "SECRET": "SECRET"},
        "payloads": ["SECRET", ["SECRET"], {"kind": "SECRET"}, {"kind": "message", "text": "SECRET"}, {"SECRET": 5}],
        "settings": {"owner": "SECRET", "SECRET": 3, "SECRET3": "SECRET"},
        "SECRET": ["SECRET"], "day": {"SECRET": "SECRET"},
    })
    .to_string()
}

#[test]
fn no_text_survives() {
    let call = call(&planted());
    let redacted = call.redact(&Redact::all_texts());
    assert!(!redacted.to_string().contains("SECRET"), "{redacted:#}");
    let expected = json!({
        "id": "…", "state": "…", "code": 7, "start": "2026-05-04T10:00:00Z", "day": null, "cost": 1.5, "muted": true, "anything": "…",
        "next": {"id": "…", "state": "talking", "cost": null, "…1": "…"},
        "parties": [{"name": "…", "…1": "…"}, {"talkSeconds": null}],
        "notes": ["…", null],
        "labels": {"…1": "…", "…2": "…"},
        "byName": {"…1": {"name": "…"}},
        "payload": {"kind": "message", "text": "…", "…1": "…"},
        "payloads": ["…", ["…"], "…", {"kind": "message", "text": "…"}, "…"],
        "settings": {"owner": "…", "…1": 3, "…2": null},
        "…1": "…",
    });
    assert_eq!(redacted, expected);
    let read = spectable::from_value::<Call>(redacted).expect("it is a document of the model");
    assert!(read.payload.as_ref().is_some_and(|it| it.as_message().is_some()));
}

#[test]
fn nothing_survives_that_everything_names() {
    let redacted = call(&planted()).redact(&Redact::paths(["**"]).unwrap());
    let text = redacted.to_string();
    for secret in ["SECRET", "2026", "1.5", "true", "talking", "\":7"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert!(spectable::from_value::<Call>(redacted).is_ok());
}

/// Places, as JSON pointers, and what is there afterwards.
type Changes<'a> = &'a [(&'a str, Value)];

#[test]
fn what_patterns_take_out() {
    let document = json!({
        "id": "c-1", "state": "talking", "code": 7, "start": "2026-05-04T10:00:00Z", "day": "2026-05-04", "cost": 1.5, "muted": true,
        "anything": {"email": "a@b", "list": [{"email": "c@d"}, 1]},
        "next": {"id": "c-2", "parties": [{"name": "Eve"}]},
        "parties": [{"name": "Ada", "talkSeconds": 7}, {"name": "Ben"}],
        "labels": {"odd.key": "x", "*": "y"},
        "payload": {"kind": "message", "text": "hello"},
    });
    let call = call(&document.to_string());
    let cases: &[(&[&str], Changes<'_>)] = &[
        (&[], &[]),
        (&["nothing", "parties.7"], &[]),
        (&["id"], &[("/id", json!("…"))]),
        (&["state", "code"], &[("/state", json!("…")), ("/code", json!(0))]),
        (&["start", "day"], &[("/start", json!("1970-01-01T00:00:00Z")), ("/day", json!("1970-01-01"))]),
        (&["cost", "muted"], &[("/cost", json!(0.0)), ("/muted", json!(false))]),
        (&["parties.*.name"], &[("/parties/0/name", json!("…")), ("/parties/1/name", json!("…"))]),
        (&["parties[*].name"], &[("/parties/0/name", json!("…")), ("/parties/1/name", json!("…"))]),
        (&["parties.0"], &[("/parties/0", json!({"name": "…", "talkSeconds": 0}))]),
        (&["parties[1].name"], &[("/parties/1/name", json!("…"))]),
        (
            &["**.name"],
            &[
                ("/parties/0/name", json!("…")),
                ("/parties/1/name", json!("…")),
                ("/next/parties/0/name", json!("…")),
            ],
        ),
        (&["**.parties.0.name"], &[("/parties/0/name", json!("…")), ("/next/parties/0/name", json!("…"))]),
        (&["**.email"], &[("/anything/email", json!("…")), ("/anything/list/0/email", json!("…"))]),
        (&["*.email"], &[("/anything/email", json!("…"))]),
        (&["anything"], &[("/anything", json!("…"))]),
        (&[r#"labels["odd.key"]"#], &[("/labels/odd.key", json!("…"))]),
        (&[r#"labels["*"]"#], &[("/labels/*", json!("…"))]),
        (&["labels.*"], &[("/labels/odd.key", json!("…")), ("/labels/*", json!("…"))]),
        (&["labels"], &[("/labels", json!({"…1": "…", "…2": "…"}))]),
        (&["payload.text"], &[("/payload/text", json!("…"))]),
        (&["payload.**"], &[("/payload", json!({"kind": "…", "text": "…"}))]),
    ];
    for (patterns, changes) in cases {
        let mut expected = document.clone();
        for (place, value) in *changes {
            *expected.pointer_mut(place).unwrap() = value.clone();
        }
        assert_eq!(call.redact(&Redact::paths(*patterns).unwrap()), expected, "{patterns:?}");
    }
}

#[test]
fn what_is_kept() {
    let document = json!({
        "id": "c-1", "state": "held", "cost": "wrong", "parties": [{"name": "Ada", "token": {"a": 1}}], "labels": {"a": "x"}, "extra": [1],
    });
    let call = call(&document.to_string());
    let none: &[&str] = &[];
    let cases: [(Redact, &[&str], Value); 7] = [
        (Redact::all_texts(), &["**"], document.clone()),
        (Redact::paths(["**"]).unwrap(), &["**"], document.clone()),
        (
            Redact::paths(none).unwrap(),
            &[],
            json!({"id": "c-1", "state": "held", "cost": null, "parties": [{"name": "Ada", "token": "…"}], "labels": {"a": "x"}, "extra": "…"}),
        ),
        (
            Redact::all_texts(),
            &["id", "cost", "parties.*.name"],
            json!({"id": "c-1", "state": "…", "cost": "wrong", "parties": [{"name": "Ada", "…1": "…"}], "labels": {"…1": "…"}, "…1": "…"}),
        ),
        (
            Redact::all_texts(),
            &["state", "**.token", "labels"],
            json!({"id": "…", "state": "held", "cost": null, "parties": [{"name": "…", "token": {"a": 1}}], "labels": {"a": "x"}, "…1": "…"}),
        ),
        (
            Redact::all_texts(),
            &["labels.a", "extra"],
            json!({"id": "…", "state": "…", "cost": null, "parties": [{"name": "…", "…1": "…"}], "labels": {"a": "x"}, "extra": [1]}),
        ),
        (
            Redact::all_texts().also(["parties"]).unwrap(),
            &["**.id", "**.name"],
            json!({"id": "c-1", "state": "…", "cost": null, "parties": [{"name": "Ada", "…1": "…"}], "labels": {"…1": "…"}, "…1": "…"}),
        ),
    ];
    for (rules, kept, expected) in cases {
        assert_eq!(call.redact(&rules.keep(kept).unwrap()), expected, "{kept:?}");
    }
}

#[test]
fn what_is_no_pattern_is_refused() {
    for pattern in ["", "a..b", "a[", "a[x]", "*.", ".name", r#"["a"#] {
        let error = Redact::paths([pattern]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Path);
        assert!(
            error.to_string().starts_with(&format!("expected a pattern of paths, found {pattern:?}: ")),
            "{error}"
        );
        assert!(Redact::all_texts().keep([pattern]).is_err());
    }
}

#[test]
fn what_json_cannot_hold_is_null() {
    let call = Call::default().with_cost(f64::NAN).with_id("c-1");
    assert_eq!(call.redact(&Redact::paths(["id"]).unwrap()), json!({"id": "…", "cost": null}));
}
