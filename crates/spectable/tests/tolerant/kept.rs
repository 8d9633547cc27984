//! Values that contradict the documentation: each is kept, and refused by every strict reader.

use serde::de::DeserializeSeed;
use serde_json::{Value, json};
use spectable::{ErrorKind, Model, Oddity, Reader};

use crate::models::*;

/// A document with one contradiction, and where strict reading finds it.
const CONTRADICTIONS: &[(&str, &str)] = &[
    // Leaves.
    (r#"{"text":1}"#, "text"),
    (r#"{"text":true,"integer":1}"#, "text"),
    (r#"{"text":{"a":[null]}}"#, "text"),
    (r#"{"integer":"1","text":"x"}"#, "integer"),
    (r#"{"integer":1.5}"#, "integer"),
    (r#"{"integer":1e300}"#, "integer"),
    (r#"{"integer":9223372036854775808}"#, "integer"),
    (r#"{"small":2147483648}"#, "small"),
    (r#"{"unsigned":-1}"#, "unsigned"),
    (r#"{"number":"1.5"}"#, "number"),
    (r#"{"number":[]}"#, "number"),
    (r#"{"boolean":"true"}"#, "boolean"),
    (r#"{"boolean":0}"#, "boolean"),
    (r#"{"at":"yesterday"}"#, "at"),
    (r#"{"at":"2026-05-04T10:00:00"}"#, "at"),
    (r#"{"at":1777888800000}"#, "at"),
    (r#"{"day":"04.05.2026"}"#, "day"),
    (r#"{"day":"2026-05-04T00:00:00Z"}"#, "day"),
    (r#"{"day":20260504}"#, "day"),
    (r#"{"direction":1}"#, "direction"),
    (r#"{"level":"high"}"#, "level"),
    (r#"{"level":1.5}"#, "level"),
    // Lists and maps.
    (r#"{"texts":"one"}"#, "texts"),
    (r#"{"texts":{"0":"one"}}"#, "texts"),
    (r#"{"texts":["a",1,"b"],"text":"x"}"#, "texts[1]"),
    (r#"{"texts":["a",null]}"#, "texts[1]"),
    (r#"{"grid":[[1],[2,"x"],3]}"#, "grid[1][1]"),
    (r#"{"grid":[[1],null]}"#, "grid[1]"),
    (r#"{"maybe":[null,"high"]}"#, "maybe[1]"),
    (r#"{"switches":[true]}"#, "switches"),
    (r#"{"switches":{"on":true,"off":"false"}}"#, "switches.off"),
    (r#"{"switches":{"on":null}}"#, "switches.on"),
    (r#"{"days":{"a":["2026-05-04"],"b":["5/4"]}}"#, "days.b[0]"),
    // Models.
    (r#"{"next":"c-2"}"#, "next"),
    (r#"{"next":[{}]}"#, "next"),
    (r#"{"next":{"next":{"boolean":"no","text":"x","unknown":[1]}}}"#, "next.next.boolean"),
    (r#"{"all":{"text":"x"}}"#, "all"),
    (r#"{"all":[{},{"all":[{"integer":"7"}]},{}]}"#, "all[1].all[0].integer"),
    (r#"{"all":[{"text":"x"},null]}"#, "all[1]"),
    (r#"{"all":[{"integer":"7"},5]}"#, "all[0].integer"),
    (r#"{"byName":{"a b":{"at":0},"c":{"text":"x"}}}"#, "byName[\"a b\"].at"),
    (r#"{"byName":{"a":{"text":"x"},"b":7}}"#, "byName.b"),
    // Keys that are no property.
    (r#"{"counts":{"name":"n","a":1,"b":"2","c":3}}"#, "counts.b"),
    (r#"{"counts":{"a":[1]}}"#, "counts.a"),
    (r#"{"counts":{"name":1,"a":null}}"#, "counts.name"),
    // Alternatives.
    (r#"{"target":{"kind":"counts","a":1}}"#, "target.kind"),
    (r#"{"target":{"text":5,"kind":"call"}}"#, "target.text"),
    (r#"{"target":["a",1]}"#, "target[1]"),
    (r#"{"targets":[7,["a"],{"kind":"call","next":{"level":[]}}]}"#, "targets[2].next.level"),
    (r#"{"targets":[7,["a",{}]]}"#, "targets[1][1]"),
];

#[test]
fn each_contradiction_is_kept_and_written_back() {
    // Miri takes a thousand times as long.
    for (text, path) in CONTRADICTIONS.iter().step_by(if cfg!(miri) { 12 } else { 1 }) {
        let call: Call = comes_back(text);
        assert!(spectable::from_value::<Call>(serde_json::from_str(text).unwrap()).is_err(), "{text}");
        assert!(serde_json::from_str::<Call>(text).is_err(), "{text}");
        let wrong = call.deviations().filter(|it| it.oddity() == Oddity::WrongKind).collect::<Vec<_>>();
        assert!(wrong.iter().any(|it| path.starts_with(it.path())), "{text}: {wrong:?}");
        let written = spectable::to_string(&call).unwrap();
        for text in [text, &*written] {
            let error = spectable::from_str::<Call>(text).unwrap_err();
            assert_eq!((error.path(), error.kind()), (*path, ErrorKind::Data), "{text}: {error}");
        }
    }
}

#[test]
fn the_rest_of_the_document_is_read() {
    let text = r#"{"text":1,"integer":2,"next":{"boolean":"no","text":"inner"},"texts":["a",7],"day":"2026-05-04","x":0}"#;
    let call: Call = comes_back(text);
    assert_eq!((call.text.as_deref(), call.integer, call.texts.as_deref()), (None, Some(2), None));
    assert_eq!(call.day.map(|day| day.to_string()).as_deref(), Some("2026-05-04"));
    let next = call.next.as_deref().unwrap();
    assert_eq!((next.boolean, next.text.as_deref()), (None, Some("inner")));
    assert_eq!(next.extra().get("boolean"), Some(&json!("no")));
    assert_eq!(call.extra().get("texts"), Some(&json!(["a", 7])));
    assert!(!call.is_null("text") && !call.is_null("texts"));
}

#[test]
fn the_member_that_holds_the_wrong_value_keeps_it() {
    let call: Call = comes_back(r#"{"all":[{"integer":"7"},{"texts":[1]}],"counts":{"a":1,"b":"2"}}"#);
    let all = call.all.as_deref().unwrap();
    assert_eq!(all[0].extra().get("integer"), Some(&json!("7")));
    assert_eq!(all[1].extra().get("texts"), Some(&json!([1])));
    assert!(call.extra().is_empty());
    let counts = call.counts.as_deref().unwrap();
    assert_eq!(counts.additional.as_ref().unwrap().keys().collect::<Vec<_>>(), ["a"]);
    assert_eq!(counts.extra().get("b"), Some(&json!("2")));
    let counts: Counts = comes_back(r#"{"a":"1"}"#);
    assert_eq!(counts.additional, None);
    comes_back::<Lists>(r#"{"a":[null,7,["x"]],"b":[["x",1]],"c":7,"d":null}"#);
}

#[test]
fn what_a_value_cannot_hold_is_kept_as_text() {
    if "1e400".parse::<serde_json::Number>().is_ok() {
        return; // With `arbitrary_precision` a value holds them.
    }
    for (text, key, exact) in [
        (r#"{"number":1e400}"#, "number", Some("1e400")),
        (r#"{"integer":12345678901234567890123}"#, "integer", Some("12345678901234567890123")),
        (r#"{"integer":0.12345678901234567890123}"#, "integer", Some("0.12345678901234567890123")),
        (r#"{"text":9007199254740993.0}"#, "text", Some("9007199254740993.0")),
        (r#"{"object":[1e400]}"#, "object", Some("[1e400]")),
        (r#"{"texts":["a", {"b":1,"b":2}]}"#, "texts", Some(r#"["a",{"b":1,"b":2}]"#)),
        (r#"{"integer":1.5}"#, "integer", None),
    ] {
        for (reader, read) in of_text::<Call>(text) {
            let call = read.unwrap();
            assert_eq!(call.extra().exact_text(key), exact, "{reader}");
            let written = spectable::to_string(&call).unwrap();
            assert_eq!(written, text.replace(' ', ""), "{reader}");
            assert!(TOLERANT.from_str::<Call>(&written).unwrap() == call);
        }
    }
    let counts = r#"{"a":1e400,"b":1}"#;
    assert_eq!(
        spectable::to_string(&TOLERANT.from_str::<Counts>(counts).unwrap()).unwrap(),
        r#"{"b":1,"a":1e400}"#
    );
}

#[test]
fn a_value_that_is_set_wins() {
    let read = || TOLERANT.from_str::<Call>(r#"{"integer":12345678901234567890,"all":[7]}"#).unwrap();
    let set = read().with_integer(5);
    for written in [spectable::to_string(&set).unwrap(), serde_json::to_string(&set).unwrap()] {
        assert_eq!(written, r#"{"integer":5,"all":[7]}"#);
    }
    assert_eq!(spectable::to_value(&set).unwrap(), json!({"integer": 5, "all": [7]}));
    assert!(set == TOLERANT.from_str::<Call>(r#"{"integer":5,"all":[7]}"#).unwrap());
    assert_eq!(format!("{set:?}"), "Call { integer: 5, all: Array [Number(7)] }");
    assert!(set != read());

    let mut null = read();
    null.set_null("integer").unwrap();
    assert!(null.is_null("integer"));
    assert_eq!(null.extra().exact_text("integer"), None);
    assert_eq!(spectable::to_value(&null).unwrap(), json!({"integer": null, "all": [7]}));

    let mut removed = read();
    assert_eq!(removed.extra_mut().remove("all"), Some(json!([7])));
    assert!(removed.extra_mut().remove("integer").is_some());
    assert_eq!(spectable::to_string(&removed).unwrap(), "{}");
    assert!(removed == Call::default());
    assert!(removed.extra_mut().insert("integer", "7").is_err(), "only reading keeps a contradiction");

    let mut counts: Counts = TOLERANT.from_str(r#"{"a":"1","b":2}"#).unwrap();
    counts.additional.get_or_insert_default().insert("a".to_owned(), 1);
    assert_eq!(spectable::to_string(&counts).unwrap(), r#"{"a":1,"b":2}"#);
}

#[test]
fn what_stays_an_error() {
    let deep = format!(r#"{{"text":{}{}}}"#, "[".repeat(127), "]".repeat(127));
    for (text, kind, message) in [
        (
            r#"{"text":1,"text":"a"}"#,
            ErrorKind::Data,
            "text: the key occurs twice in one object at line 1 column 11",
        ),
        (r#"{"x":1,"x":1}"#, ErrorKind::Data, "x: the key occurs twice in one object at line 1 column 8"),
        (r#"{"switches":{"a":true,"a":true}}"#, ErrorKind::Data, "switches.a: the key occurs twice"),
        (r#"{"object":{"a":1,"a":1}}"#, ErrorKind::Data, "object.a: the key occurs twice"),
        (r#"{"counts":{"a":"1","a":1}}"#, ErrorKind::Data, "counts.a: the key occurs twice"),
        (r#"{"counts":{"a":1,"a":"1"}}"#, ErrorKind::Data, "counts.a: the key occurs twice"),
        (r#"{"integer":"1}"#, ErrorKind::Eof, "integer: expected the end of a string"),
        (r#"{"next":{"integer":[1}}"#, ErrorKind::Syntax, "next.integer: expected `,` or `]`, found '}'"),
        (r#"{"text":{"a" 1}}"#, ErrorKind::Syntax, "text.: expected `:`"),
        (r#"{"number":01}"#, ErrorKind::Syntax, "expected `,` or `}`"),
        (r#"{"text":"\ud800"}"#, ErrorKind::Syntax, "text: a surrogate without its pair"),
        (r#"{"all":[1,{"text":nul}]}"#, ErrorKind::Syntax, "all[1].text: expected `null`"),
        ("7", ErrorKind::Data, "invalid type: number 7, expected an object (Call) at line 1 column 1"),
        (&deep, ErrorKind::Data, "nested more than 127 levels deep"),
    ] {
        let error = TOLERANT.from_str::<Call>(text).unwrap_err();
        let shown = error.to_string();
        assert_eq!(error.kind(), kind, "{text}: {shown}");
        assert!(shown.contains(&message.replace("text.:", "text:")), "{text}: {shown}");
    }
    let limited = Reader::new().tolerant().limit(8).from_reader::<Call>(&br#"{"text":7}"#[..]);
    assert_eq!(limited.unwrap_err().kind(), ErrorKind::TooLong);
    assert!(TOLERANT.from_slice::<Call>(b"{\"text\":\xff}").is_err());
}

#[test]
fn a_list_or_map_that_is_the_document_has_no_member_to_keep_it() {
    let calls = TOLERANT.from_str::<Vec<Call>>(r#"[{"text":1},{"integer":"2"}]"#).unwrap();
    assert_eq!(spectable::to_string(&calls).unwrap(), r#"[{"text":1},{"integer":"2"}]"#);
    let error = TOLERANT.from_str::<Vec<Call>>(r#"[{"text":1},7]"#).unwrap_err();
    assert_eq!(error.path(), "[1]");
    assert!(TOLERANT.from_value::<Vec<i64>>(json!([1, "2"])).is_err());
    assert!(TOLERANT.from_str::<Target>(r#"["a",1]"#).is_err());
}

#[test]
fn streams_go_on() {
    let text = b"{\"text\":1}\n{\"text\":\n7}{\"integer\":\"x\",\"small\":2}";
    let read: Vec<Call> = TOLERANT.stream(&text[..]).map(Result::unwrap).collect();
    assert_eq!((read.len(), read[2].small), (3, Some(2)));
    let lines: Vec<_> = TOLERANT.lines::<Call, _>(&b"{\"text\":1}\n{\n{\"text\":\"a\"}\n"[..]).collect();
    assert_eq!(lines.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn a_model_may_say_that_it_is_always_read_tolerantly() {
    assert!(Lenient::table().is_tolerant() && !Strict::table().is_tolerant());
    let text = r#"{"id":"a","inner":{"name":1,"x":"y"},"all":[{"name":2}]}"#;
    let value: Value = serde_json::from_str(text).unwrap();
    let read: [Lenient; 4] = [
        spectable::from_str(text).unwrap(),
        spectable::from_value(value.clone()).unwrap(),
        serde_json::from_str(text).unwrap(),
        serde_json::from_value(value.clone()).unwrap(),
    ];
    for model in &read {
        written_back(model, &value);
        assert!(*model == read[0]);
        // What it holds is read so, too.
        assert_eq!(model.inner.as_ref().unwrap().extra().get("name"), Some(&json!(1)));
        assert_eq!(model.all.as_ref().unwrap()[0].extra().get("name"), Some(&json!(2)));
    }
}

#[test]
fn around_such_a_model_reading_stays_strict() {
    for (text, path) in [
        (r#"{"lenient":{"id":"a","inner":{"x":"y"}},"id":1}"#, None),
        (r#"{"lenient":{"id":"a"},"id":"b"}"#, Some("id")),
        (r#"{"lenient":{"id":"a"},"after":{"name":1}}"#, Some("after.name")),
        (r#"{"lenient":[]}"#, Some("lenient")),
        (r#"{"way":{"kind":"lenient","id":"a"}}"#, None),
        (r#"{"way":{"inner":{"x":"y"},"kind":"lenient"},"after":{"x":1}}"#, None),
        (r#"{"way":{"inner":{"x":"y"},"kind":"lenient"},"after":{"x":"1"}}"#, Some("after.x")),
        (r#"{"way":{"inner":{"x":"y"},"kind":"counts"}}"#, Some("way.inner")),
        (r#"{"way":{"id":"x","id":1},"id":1}"#, Some("way.id")),
    ] {
        let ours = spectable::from_str::<Strict>(text);
        assert_eq!(ours.as_ref().err().map(spectable::Error::path), path, "{text}");
        let mut format = serde_json::Deserializer::from_str(text);
        let by_serde = Reader::new().seed::<Strict>().deserialize(&mut format);
        assert_eq!(by_serde.is_ok(), ours.is_ok(), "{text}");
        if let Ok(value) = serde_json::from_str::<Value>(text).map(spectable::from_value::<Strict>) {
            assert_eq!(
                value.is_ok() || text.contains("\"id\":1},"),
                ours.is_ok() || text.contains("\"id\":1},"),
                "{text}"
            );
        }
    }
}
