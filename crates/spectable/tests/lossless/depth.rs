//! How deep a document may be nested, in reading and writing.

use serde_json::Value;
use spectable::Model;

use crate::call::*;

/// Documents of so many levels, an even number of them in lists of models.
fn documents(levels: usize) -> [String; 7] {
    let around = |times: usize, open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    [
        around(levels - 1, r#"{"next":"#, "{}", "}"),
        around((levels - 1) / 2, r#"{"all":["#, r#"{"next":{}}"#, "]}"),
        around(1, r#"{"object":"#, &around(levels - 1, "[", "", "]"), "}"),
        around(1, r#"{"objects":["#, &around(levels - 2, "[", "", "]"), "]}"),
        around(1, r#"{"named":{"a":"#, &around(levels - 2, "[", "", "]"), "}}"),
        around(1, r#"{"unknown":"#, &around(levels - 1, "[", "", "]"), "}"),
        around(1, r#"{"unknown":"#, &around(levels - 1, r#"{"a":"#, "1", "}"), "}"),
    ]
}

/// More levels than a stack has room for. Miri takes a thousand times as long, and has no such stack.
const DEEP: usize = if cfg!(miri) { 300 } else { 100_000 };

#[test]
#[cfg_attr(miri, ignore = "takes an hour there; every_kind has one document of each kind at the limit")]
fn nesting_beyond_127_levels_is_refused_by_every_reader() {
    let fitting = documents(127).into_iter().enumerate().filter(|(at, _)| *at != 1);
    for text in fitting.map(|(_, text)| text).chain(documents(126)) {
        for (reader, read) in every_reader(&text) {
            let call = read.unwrap_or_else(|error| panic!("{reader}: {text}: {error}"));
            assert_eq!(written(&call), text);
        }
    }
    for text in documents(128) {
        for (reader, read) in ours(&text) {
            assert!(read.unwrap_err().contains("nested more than 127 levels deep"), "{reader}: {text}");
        }
        for (reader, read) in serdes(&text) {
            assert!(read.is_err(), "{reader}: {text}");
        }
    }
}

#[test]
fn values_in_memory_have_the_same_limit_of_depth_as_text() {
    for key in ["unknown", "object"] {
        let document = |levels: usize| Value::from_iter([(key.to_owned(), lists(levels - 1))]);
        assert!(spectable::from_value::<Call>(document(127)).is_ok());
        let path = format!("{key}{}", "[0]".repeat(126));
        for levels in [128, 200, DEEP] {
            let error = spectable::from_value::<Call>(document(levels)).expect_err("too deep");
            assert_eq!(error.to_string(), format!("{path}: nested more than 127 levels deep"));
        }
    }
}

/// A value that is refused is dropped, and its own `Drop` would go as deep as it is.
#[test]
fn a_deep_value_in_memory_is_refused_wherever_it_is() {
    let deep = || lists(DEEP);
    let object = |members: Vec<(&str, Value)>| {
        Value::from_iter(members.into_iter().map(|(key, value)| (key.to_owned(), value)))
    };
    let documents = [
        deep(),
        object(vec![("text", deep())]),
        object(vec![("integer", deep())]),
        object(vec![("at", deep())]),
        object(vec![("direction", deep())]),
        object(vec![("next", deep())]),
        object(vec![("byName", deep())]),
        object(vec![("all", deep())]),
        object(vec![("all", Value::from(vec![1.into(), deep()])), ("zzz", deep())]),
        object(vec![("byName", object(vec![("a", 1.into()), ("b", deep())]))]),
        object(vec![("objects", Value::from(vec![deep(), deep()]))]),
        object(vec![("named", object(vec![("a", deep()), ("b", deep())]))]),
        object(vec![("text", 1.into()), ("unknown", deep()), ("zzz", deep())]),
        (0..DEEP).fold(object(vec![]), |inner, _| object(vec![("next", inner), ("zzz", 1.into())])),
    ];
    for document in documents {
        assert!(spectable::from_value::<Call>(document).is_err());
    }
}

#[test]
#[cfg_attr(miri, ignore = "takes an hour there; every_kind has one document of each kind at the limit")]
fn what_is_written_is_never_nested_deeper_than_what_is_read() {
    let mut unknown = Call::default();
    unknown.extra_mut().insert("unknown", lists(127)).unwrap();
    let mut chain = Call::default();
    for _ in 0..127 {
        chain = Call::default().with_next(chain);
    }
    // The depth of what only text holds: the last value of the key that occurs twice is not the deep one.
    let twice = format!(r#"{{"unknown":{{"a":{},"a":1}}}}"#, deep(120, "[", "]"));
    let mut text = spectable::from_str::<Call>(&twice).unwrap();
    for _ in 0..6 {
        text = Call::default().with_next(text);
    }
    let list = "[0]".repeat(126);
    let cases = [
        (unknown, format!("unknown{list}")),
        (Call::default().with_object(lists(127)), format!("object{list}")),
        (Call::default().with_objects([lists(126)]), format!("objects[0]{}", "[0]".repeat(125))),
        (Call::default().with_named([("a".to_owned(), lists(126))]), format!("named.a{}", "[0]".repeat(125))),
        (chain, ["next"; 127].join(".")),
        (text, format!("{}.unknown", ["next"; 6].join("."))),
    ];
    for (call, path) in cases {
        let message = format!("{path}: nested more than 127 levels deep");
        refused_in_writing(spectable::to_string(&call), &message);
        refused_in_writing(spectable::to_string_pretty(&call), &message);
        // A `Value` cannot hold the last case for another reason.
        if !path.ends_with("next.unknown") {
            refused_in_writing(spectable::to_value(&call), &message);
            refused_in_writing(serde_json::to_string(&call), &message);
        }
        // One level less is written, and read again.
        let inner = call.next.as_deref().cloned();
        if let Some(inner) = inner {
            let text = spectable::to_string(&inner).unwrap();
            assert_eq!(spectable::from_str::<Call>(&text).ok(), Some(inner));
        }
    }
    let mut fits = Call::default().with_object(lists(126));
    fits.extra_mut().insert("unknown", lists(126)).unwrap();
    assert_eq!(spectable::from_str::<Call>(&written(&fits)).ok(), Some(fits));
}

/// What is kept as text has its depth counted in the text.
#[test]
fn brackets_in_strings_are_no_levels() {
    let exact = |inner: &str| format!("{{\"unknown\":{{\"a\":1,\"a\":{inner}}}}}");
    let strings = ["[".repeat(200), format!("\\\"{}", "{".repeat(200)), format!("{}\\\\", "[".repeat(200))];
    for string in strings {
        let text = exact(&format!("\"{string}\""));
        let call: Call = spectable::from_str(&text).unwrap();
        assert_eq!(spectable::to_string(&call).unwrap(), text);
    }
    let nested = |levels: usize| exact(&format!("{}{}", "[".repeat(levels), "]".repeat(levels)));
    let text = nested(120);
    assert_eq!(spectable::to_string(&spectable::from_str::<Call>(&text).unwrap()).unwrap(), text);
    assert!(spectable::from_str::<Call>(&nested(127)).is_err());
}
