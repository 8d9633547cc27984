//! One model with a property of every kind: what is read, what is written back, what is refused, and where it says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

#[path = "every_kind/model.rs"]
mod model;
#[path = "every_kind/writing.rs"]
mod writing;

use model::{Colour, Everything, Narrow, Nothing};
use spectable::{ErrorKind, Model};

/// Reads and writes a document by each way there is, and sees to it that all agree.
fn written_back(text: &str) -> Result<String, String> {
    let ours = spectable::from_str::<Everything>(text);
    let serdes = serde_json::from_str::<Everything>(text);
    assert_eq!(ours.is_ok(), serdes.is_ok(), "{text}: {ours:?} and {serdes:?}");
    let model = ours.map_err(|error| error.to_string())?;
    assert_eq!(Some(&model), serdes.as_ref().ok());
    assert_eq!(Some(&model), spectable::from_slice(text.as_bytes()).ok().as_ref());
    assert_eq!(Some(&model), spectable::from_reader(text.as_bytes()).ok().as_ref());
    assert_eq!(model, model.clone());
    let written = spectable::to_string(&model).expect("it is written");
    let value: serde_json::Value = serde_json::from_str(&written).expect("what is written is JSON");
    assert_eq!(serde_json::to_value(&model).expect("serde writes it"), value);
    assert_eq!(spectable::to_value(&model).expect("it is written"), value);
    let mut streamed = Vec::new();
    serde_json::to_writer(std::io::Cursor::new(&mut streamed), &model).expect("serde writes it");
    assert_eq!(streamed, written.as_bytes());
    let pretty = spectable::to_string_pretty(&model).expect("it is written");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&pretty).ok(), Some(value.clone()));
    assert_eq!(spectable::from_value::<Everything>(value).ok(), Some(model));
    Ok(written)
}

#[test]
fn what_is_written_back_as_it_was() {
    let cases = [
        r#"{}"#,
        r#"{"text":""}"#,
        r#"{"text":"Grüße, 世界 \"quoted\" \\ \n \u0001"}"#,
        r#"{"integer":-9223372036854775808}"#,
        r#"{"integer":9223372036854775807}"#,
        r#"{"integer32":-2147483648,"integers32":[2147483647,0,-1]}"#,
        r#"{"unsigned":18446744073709551615,"unsignedByName":{"a":0,"b":9223372036854775808}}"#,
        r#"{"number":0.1}"#,
        r#"{"number":5e-324}"#,
        r#"{"number":1.7976931348623157e308}"#,
        r#"{"number":-0.0}"#,
        r#"{"boolean":false}"#,
        r#"{"dateTime":"2026-05-04T10:00:00.123456789+05:30"}"#,
        r#"{"date":"2026-05-04"}"#,
        r#"{"any":{"deep":[1,"two",null,{"three":3.5}]}}"#,
        r#"{"any":18446744073709551615}"#,
        r#"{"colour":"red"}"#,
        r#"{"colour":"a colour nobody has heard of"}"#,
        r#"{"colour":""}"#,
        r#"{"model":{"text":"inner","model":{}}}"#,
        r#"{"texts":[]}"#,
        r#"{"texts":["a","","b"]}"#,
        r#"{"integers":[0,-1]}"#,
        r#"{"colours":["red","mauve","blue"]}"#,
        r#"{"models":[{},{"integer":1},{"unknown":true}]}"#,
        r#"{"grid":[[1.5],[],[2.5,3.5]]}"#,
        r#"{"byName":{}}"#,
        r#"{"byName":{"":{"text":"x"},"a b":{}}}"#,
        r#"{"dates":{"first":["2026-05-04"]}}"#,
        r#"{"days":["2026-05-04T10:00:00Z"]}"#,
        r#"{"anything":[null,1,{}]}"#,
        r#"{"switches":{"on":true,"off":false}}"#,
        // Nothing that the model does not know is lost.
        r#"{"text":null}"#,
        r#"{"model":null,"models":null,"byName":null,"any":null,"colour":null}"#,
        r#"{"unknown":{"a":[1,2.5,null]}}"#,
        r#"{"model":{"unknown":1},"unknown":"x"}"#,
        r#"{"$serde_json::private::Number":"1"}"#,
        r#"{"odd \"name\"":"x"}"#,
    ];
    // With its feature `arbitrary_precision`, serde_json takes this key for a number of its own.
    let precise = "1e400".parse::<serde_json::Number>().is_ok();
    for text in cases.into_iter().filter(|text| !(precise && text.contains("private::Number"))) {
        let written = written_back(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&written), value(text), "{text}");
    }
}

#[test]
fn what_is_normalised() {
    let cases = [
        (r#" { "text" : "x" , "integer" : 1 } "#, r#"{"text":"x","integer":1}"#),
        (r#"{"integer":1,"text":"x"}"#, r#"{"text":"x","integer":1}"#),
        (r#"{"number":5}"#, r#"{"number":5.0}"#),
        (r#"{"number":1.50}"#, r#"{"number":1.5}"#),
        (r#"{"number":1E2}"#, r#"{"number":100.0}"#),
        (r#"{"number":9007199254740993}"#, r#"{"number":9007199254740992.0}"#),
        (r#"{"text":"\u0041\/\ud83d\ude00"}"#, r#"{"text":"A/😀"}"#),
        (r#"{"dateTime":"2026-05-04t10:00:00.500+00:00"}"#, r#"{"dateTime":"2026-05-04T10:00:00.5Z"}"#),
        (r#"{"dateTime":"2016-12-31T23:59:60Z"}"#, r#"{"dateTime":"2016-12-31T23:59:59.999999999Z"}"#),
        (r#"{"x":1,"text":"y"}"#, r#"{"text":"y","x":1}"#),
        (r#"{"integer":1.0}"#, r#"{"integer":1}"#),
        (r#"{"integer":1e3}"#, r#"{"integer":1000}"#),
        (r#"{"integer":-0}"#, r#"{"integer":0}"#),
        (r#"{"integer":10e-1}"#, r#"{"integer":1}"#),
        (r#"{"integers":[1.0,2e0]}"#, r#"{"integers":[1,2]}"#),
        (r#"{"dateTime":"2026-06-23 14:31:49Z"}"#, r#"{"dateTime":"2026-06-23T14:31:49Z"}"#),
    ];
    for (text, expected) in cases {
        assert_eq!(written_back(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_refused_and_where() {
    let whole = "a whole number that fits 64 bits";
    let cases: &[(&str, ErrorKind, String)] = &[
        // Wrong kinds, as properties.
        (r#"{"text":1}"#, ErrorKind::Data, "text: invalid type: number 1, expected a string at line 1 column 9".into()),
        (r#"{"text":{}}"#, ErrorKind::Data, "text: invalid type: an object, expected a string at line 1 column 9".into()),
        (r#"{"integer":"1"}"#, ErrorKind::Data, format!("integer: invalid type: string \"1\", expected {whole} at line 1 column 12")),
        (r#"{"integer":1.5}"#, ErrorKind::Data, format!("integer: 1.5 is not {whole} at line 1 column 12")),
        (r#"{"integer":1e19}"#, ErrorKind::Data, format!("integer: 1e19 is not {whole} at line 1 column 12")),
        (r#"{"integer":9223372036854775808}"#, ErrorKind::Data, format!("integer: 9223372036854775808 is not {whole} at line 1 column 12")),
        (r#"{"integer":-9223372036854775809}"#, ErrorKind::Data, format!("integer: -9223372036854775809 is not {whole} at line 1 column 12")),
        (r#"{"number":true}"#, ErrorKind::Data, "number: invalid type: boolean true, expected a number at line 1 column 11".into()),
        (r#"{"number":1e999}"#, ErrorKind::Data, "number: 1e999 does not fit a 64-bit float at line 1 column 11".into()),
        (r#"{"boolean":0}"#, ErrorKind::Data, "boolean: invalid type: number 0, expected a boolean at line 1 column 12".into()),
        (r#"{"dateTime":"yesterday"}"#, ErrorKind::Data, "dateTime: \"yesterday\" is not an ISO-8601 date-time at line 1 column 13".into()),
        (r#"{"dateTime":"2026-05-04T10:00:00"}"#, ErrorKind::Data, "dateTime: \"2026-05-04T10:00:00\" is not an ISO-8601 date-time (the offset is missing: `Z`, or one such as `+01:00`) at line 1 column 13".into()),
        (r#"{"date":20260504}"#, ErrorKind::Data, "date: invalid type: number 20260504, expected an ISO-8601 date at line 1 column 9".into()),
        (r#"{"date":"2026-02-30"}"#, ErrorKind::Data, "date: \"2026-02-30\" is not an ISO-8601 date (no such day) at line 1 column 9".into()),
        (r#"{"colour":7}"#, ErrorKind::Data, "colour: invalid type: number 7, expected a string at line 1 column 11".into()),
        (r#"{"model":[]}"#, ErrorKind::Data, "model: invalid type: a list, expected an object (Everything) at line 1 column 10".into()),
        (r#"{"texts":"a"}"#, ErrorKind::Data, "texts: invalid type: string \"a\", expected a list at line 1 column 10".into()),
        (r#"{"byName":[]}"#, ErrorKind::Data, "byName: invalid type: a list, expected an object with keys of any name at line 1 column 11".into()),
        // Wrong kinds and nulls, as items.
        (r#"{"texts":["a",null]}"#, ErrorKind::Data, "texts[1]: invalid type: null, expected a string at line 1 column 15".into()),
        (r#"{"integers":[1,"x"]}"#, ErrorKind::Data, format!("integers[1]: invalid type: string \"x\", expected {whole} at line 1 column 16")),
        (r#"{"colours":["red",{}]}"#, ErrorKind::Data, "colours[1]: invalid type: an object, expected a string at line 1 column 19".into()),
        (r#"{"models":[{},{"models":[{"boolean":"no"}]}]}"#, ErrorKind::Data, "models[1].models[0].boolean: invalid type: string \"no\", expected a boolean at line 1 column 37".into()),
        (r#"{"models":[null]}"#, ErrorKind::Data, "models[0]: invalid type: null, expected an object (Everything) at line 1 column 12".into()),
        (r#"{"grid":[[1],[2,"x"]]}"#, ErrorKind::Data, "grid[1][1]: invalid type: string \"x\", expected a number at line 1 column 17".into()),
        (r#"{"byName":{"a b":{"integer":[]}}}"#, ErrorKind::Data, format!("byName[\"a b\"].integer: invalid type: a list, expected {whole} at line 1 column 29")),
        (r#"{"byName":{"x":null}}"#, ErrorKind::Data, "byName.x: invalid type: null, expected an object (Everything) at line 1 column 16".into()),
        (r#"{"days":["2026-05-04T10:00:00Z","no"]}"#, ErrorKind::Data, "days[1]: \"no\" is not an ISO-8601 date-time at line 1 column 33".into()),
        ("{\n  \"model\": {\n    \"date\": \"x\"\n  }\n}", ErrorKind::Data, "model.date: \"x\" is not an ISO-8601 date at line 3 column 13".into()),
        // Keys that occur twice.
        (r#"{"text":"a","text":"b"}"#, ErrorKind::Data, "text: the key occurs twice in one object at line 1 column 13".into()),
        (r#"{"text":null,"text":"b"}"#, ErrorKind::Data, "text: the key occurs twice in one object at line 1 column 14".into()),
        (r#"{"text":"a", "t\u0065xt":"b"}"#, ErrorKind::Data, "text: the key occurs twice in one object at line 1 column 14".into()),
        (r#"{"text":"b","text":null}"#, ErrorKind::Data, "text: the key occurs twice in one object at line 1 column 13".into()),
        (r#"{"unknown":1,"unknown":1}"#, ErrorKind::Data, "unknown: the key occurs twice in one object at line 1 column 14".into()),
        (r#"{"switches":{"on":true,"on":true}}"#, ErrorKind::Data, "switches.on: the key occurs twice in one object at line 1 column 24".into()),
        (r#"{"any":{"a":1,"a":2}}"#, ErrorKind::Data, "any.a: the key occurs twice in one object at line 1 column 15".into()),
        (r#"{"anything":[{"a":{}, "a":1}]}"#, ErrorKind::Data, "anything[0].a: the key occurs twice in one object at line 1 column 23".into()),
        // Not JSON.
        ("", ErrorKind::Eof, "expected a value, found the end of the text at line 1 column 1".into()),
        ("nonsense", ErrorKind::Syntax, "expected `null`, found 'o' at line 1 column 2".into()),
        ("[]", ErrorKind::Data, "invalid type: a list, expected an object (Everything) at line 1 column 1".into()),
        ("{} x", ErrorKind::Syntax, "expected the end of the text, found 'x' at line 1 column 4".into()),
        (r#"{"text""#, ErrorKind::Eof, "expected `:`, found the end of the text at line 1 column 8".into()),
        (r#"{"text":"a"#, ErrorKind::Eof, "text: expected the end of a string, found the end of the text at line 1 column 11".into()),
        (r#"{"text":"a",}"#, ErrorKind::Syntax, "expected a value after the comma, found '}' at line 1 column 13".into()),
        (r#"{"integer":01}"#, ErrorKind::Syntax, "expected `,` or `}`, found '1' at line 1 column 13".into()),
        (r#"{"text":nul}"#, ErrorKind::Syntax, "text: expected `null`, found '}' at line 1 column 12".into()),
        (r#"{"number":1.}"#, ErrorKind::Syntax, "number: expected a digit, found '}' at line 1 column 13".into()),
        (r#"{"text":"\x"}"#, ErrorKind::Syntax, "text: expected an escape sequence, found 'x' at line 1 column 11".into()),
        (r#"{"text":"\ud800"}"#, ErrorKind::Syntax, "text: a surrogate without its pair at line 1 column 10".into()),
        ("{\"text\":\"a\nb\"}", ErrorKind::Syntax, "text: expected a string without control characters, found '\\n' at line 1 column 11".into()),
        (r#"{"unknown":[1,2"#, ErrorKind::Eof, "unknown: expected `,` or `]`, found the end of the text at line 1 column 16".into()),
    ];
    for (text, kind, expected) in cases {
        let error = spectable::from_str::<Everything>(text).expect_err(text);
        assert_eq!(error.to_string(), *expected, "{text}");
        assert_eq!(error.kind(), *kind, "{text}");
        assert!(written_back(text).is_err(), "serde refuses {text} as well");
        // The same value in memory is refused with the same words, without a place in a text; how a number was spelled is gone.
        if let (ErrorKind::Data, Ok(value)) = (kind, serde_json::from_str(text))
            && !expected.contains("occurs twice")
            && !expected.contains("is not a whole number")
            && !expected.contains("does not fit")
        {
            let error = spectable::from_value::<Everything>(value).expect_err(text);
            assert_eq!(Some(error.to_string().as_str()), expected.split(" at line ").next(), "{text}");
        }
    }
}

#[test]
fn bytes_that_are_not_utf_8() {
    let error = spectable::from_slice::<Everything>(b"{\"text\":\"a\xff\"}").expect_err("not UTF-8");
    assert_eq!(error.to_string(), "not UTF-8 at line 1 column 11");
}

#[test]
fn serde_errors_carry_the_path_too() {
    let error = serde_json::from_str::<Everything>(r#"{"models":[{},{"dateTime":"soon"}]}"#)
        .expect_err("no date-time");
    assert_eq!(
        error.to_string(),
        "models[1].dateTime: \"soon\" is not an ISO-8601 date-time at line 1 column 32"
    );
    let error = serde_json::from_str::<Everything>(r#"{"text":"#).expect_err("the text ends");
    assert!(error.is_eof(), "the format's own errors stay what they are: {error}");
}

/// What a format reads, it tells by serde's words for it.
#[test]
fn serde_errors_say_what_was_expected() {
    for (text, expected) in [
        ("7", "invalid type: integer `7`, expected an object (Everything) at line 1 column 1"),
        (r#"{"text":7}"#, "text: invalid type: integer `7`, expected a string at line 1 column 9"),
        (
            r#"{"integer":true}"#,
            "integer: invalid type: boolean `true`, expected a whole number that fits 64 bits at line 1 column 15",
        ),
        (
            r#"{"integer32":true}"#,
            "integer32: invalid type: boolean `true`, expected a whole number that fits 32 bits at line 1 column 17",
        ),
        (r#"{"number":"x"}"#, "number: invalid type: string \"x\", expected a number at line 1 column 13"),
        (r#"{"boolean":1}"#, "boolean: invalid type: integer `1`, expected a boolean at line 1 column 12"),
        (
            r#"{"dateTime":1}"#,
            "dateTime: invalid type: integer `1`, expected an ISO-8601 date-time at line 1 column 13",
        ),
        (r#"{"date":1}"#, "date: invalid type: integer `1`, expected an ISO-8601 date at line 1 column 9"),
        (r#"{"colour":1}"#, "colour: invalid type: integer `1`, expected a string at line 1 column 11"),
        (
            r#"{"model":1}"#,
            "model: invalid type: integer `1`, expected an object (Everything) at line 1 column 10",
        ),
        (r#"{"texts":1}"#, "texts: invalid type: integer `1`, expected a list at line 1 column 10"),
        (
            r#"{"byName":1}"#,
            "byName: invalid type: integer `1`, expected an object with keys of any name at line 1 column 11",
        ),
    ] {
        let error = serde_json::from_str::<Everything>(text).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

/// What no text of JSON holds, other formats do.
#[test]
fn serde_errors_about_what_json_does_not_have() {
    use serde::Deserialize;
    use serde::de::value::{BytesDeserializer, Error, MapDeserializer, SeqDeserializer};

    fn refused<'de>(members: impl serde::Deserializer<'de, Error = Error>) -> String {
        Everything::deserialize(members).expect_err("refused").to_string()
    }
    assert_eq!(
        refused(MapDeserializer::new([(1_u32, 2_u32)].into_iter())),
        "invalid type: integer `1`, expected a key"
    );
    assert_eq!(
        refused(MapDeserializer::new([("text", BytesDeserializer::new(b"x"))].into_iter())),
        "text: invalid type: byte array, expected a value or null"
    );
    assert_eq!(
        refused(MapDeserializer::new([("unknown", BytesDeserializer::new(b"x"))].into_iter())),
        "unknown: invalid type: byte array, expected a JSON value"
    );
    assert_eq!(
        refused(SeqDeserializer::new([1_u32].into_iter())),
        "invalid type: sequence, expected an object (Everything)"
    );
}

#[test]
fn a_path_spells_plain_keys_after_a_dot_and_others_in_brackets() {
    for (key, path) in [
        ("plain", "any.plain"),
        ("_a", "any._a"),
        ("$ref", "any.$ref"),
        ("a$-_9", "any.a$-_9"),
        ("9a", "any[\"9a\"]"),
        ("-a", "any[\"-a\"]"),
        ("a b", "any[\"a b\"]"),
        ("a.b", "any[\"a.b\"]"),
        ("", "any[\"\"]"),
    ] {
        let text = format!("{{\"any\":{{\"{key}\":1,\"{key}\":1}}}}");
        let error = spectable::from_str::<Everything>(&text).expect_err("a repeated key");
        assert_eq!(error.path(), path, "{key}");
    }
}

#[test]
fn depth_has_a_limit_and_an_error() {
    let nested =
        |levels: usize| format!("{}{{}}{}", "{\"model\":".repeat(levels - 1), "}".repeat(levels - 1));
    let lists = |levels: usize| format!("{{\"any\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    for make in [nested as fn(usize) -> String, lists] {
        assert!(written_back(&make(127)).is_ok());
        // Miri takes seconds for a document of megabytes.
        let deepest = if cfg!(miri) { 2_000 } else { 200_000 };
        for levels in [128, 1_000, deepest] {
            let error = spectable::from_str::<Everything>(&make(levels)).expect_err("too deep");
            assert!(error.to_string().contains("nested more than 127 levels deep"), "{error}");
            assert!(serde_json::from_str::<Everything>(&make(levels)).is_err());
        }
    }
    // Values in memory have no limit of their own.
    let mut value = serde_json::json!({});
    for _ in 0..200 {
        value = serde_json::Map::from_iter([("model".to_owned(), value)]).into();
    }
    let error = spectable::from_value::<Everything>(value).expect_err("too deep");
    assert!(error.to_string().contains("nested more than 127 levels deep"), "{error}");
}

#[test]
fn nulls() {
    let mut model = Everything::default().with_text("x");
    model.set_null("text").expect("it is documented");
    assert_eq!(model.text, None);
    assert!(model.is_null("text"));
    assert_eq!(spectable::to_string(&model).unwrap(), r#"{"text":null}"#);
    for name in [
        "integer",
        "integer32",
        "unsigned",
        "number",
        "boolean",
        "dateTime",
        "date",
        "any",
        "colour",
        "model",
        "texts",
        "byName",
    ] {
        let mut model = everything();
        model.set_null(name).expect("it is documented");
        assert!(model.is_null(name), "{name}");
        assert!(spectable::to_value(&model).unwrap()[name].is_null(), "{name}");
    }
    // A value wins over a kept null, and equality ignores the null.
    model.text = Some("y".into());
    assert_eq!(spectable::to_string(&model).unwrap(), r#"{"text":"y"}"#);
    assert!(!model.is_null("text"));
    assert_eq!(model, Everything::default().with_text("y"));
    assert_ne!(Everything::default(), spectable::from_str(r#"{"text":null}"#).unwrap());
    assert_eq!(
        model.set_null("txet").unwrap_err().to_string(),
        "Everything has no property with the wire name `txet`: keep it with `extra_mut().insert`, or check the spelling"
    );
}

#[test]
fn extra_holds_what_is_not_documented_and_nothing_else() {
    let mut model: Everything = spectable::from_str(r#"{"b":2,"a":1,"text":null}"#).unwrap();
    let keys: Vec<_> = model.extra().iter().map(|(key, _)| key.to_owned()).collect();
    assert_eq!(keys.len(), 3);
    assert_eq!(model.extra().get("a"), Some(&serde_json::json!(1)));
    assert_eq!(
        model.extra_mut().insert("text", "x").unwrap_err().to_string(),
        "`text` is a property of Everything: set its field, or `set_null(\"text\")` for an explicit null"
    );
    assert_eq!(model.extra_mut().insert("c", true).unwrap(), None);
    assert_eq!(model.extra_mut().remove("b"), Some(serde_json::json!(2)));
    assert_eq!(spectable::to_value(&model).unwrap(), serde_json::json!({"a":1,"c":true,"text":null}));
    model.extra_mut().clear();
    assert!(model.extra().is_empty());
    assert_eq!(size_of::<spectable::Extra>(), size_of::<usize>());
}

#[test]
fn equality_is_by_instant_and_offset() {
    let read = |text: &str| spectable::from_str::<Everything>(text).unwrap();
    let noon = read(r#"{"dateTime":"2026-05-04T12:00:00Z"}"#);
    assert_eq!(noon, read(r#"{"dateTime":"2026-05-04T12:00:00.000+00:00"}"#));
    assert_ne!(
        noon,
        read(r#"{"dateTime":"2026-05-04T13:00:00+01:00"}"#),
        "another offset is another document"
    );
    for (a, b) in [
        (r#"{"text":"a"}"#, r#"{"text":"b"}"#),
        (r#"{"text":"a"}"#, r#"{}"#),
        (r#"{"texts":[]}"#, r#"{}"#),
        (r#"{"models":[{}]}"#, r#"{"models":[{},{}]}"#),
        (r#"{"byName":{"a":{}}}"#, r#"{"byName":{"b":{}}}"#),
        (r#"{"model":{}}"#, r#"{"model":{"text":""}}"#),
        (r#"{"integer32":1}"#, r#"{"integer32":2}"#),
        (r#"{"unsigned":1}"#, r#"{"unsigned":2}"#),
        (r#"{"integers32":[1]}"#, r#"{"integers32":[2]}"#),
        (r#"{"x":1}"#, r#"{"x":2}"#),
        (r#"{"x":1}"#, r#"{"y":1}"#),
        (r#"{"colour":"red"}"#, r#"{"colour":"Red"}"#),
    ] {
        assert_ne!(read(a), read(b));
        assert_eq!(read(a), read(a));
    }
}

#[test]
fn debug_shows_what_is_there() {
    let model: Everything =
        spectable::from_str(r#"{"text":"a","colours":["red","mauve"],"byName":{"k":{}},"more":1}"#).unwrap();
    assert_eq!(
        format!("{model:?}"),
        r#"Everything { text: "a", colours: ["red", "mauve"], by_name: {"k": Everything}, more: Number(1) }"#
    );
}

#[test]
fn debug_of_an_enum_is_the_name_of_the_value() {
    for (text, shown) in [("red", "Red"), ("x", "Type"), ("mauve", r#"Unrecognized("mauve")"#)] {
        assert_eq!(format!("{:?}", Colour::from(text)), shown);
    }
    assert_eq!(format!("{:#?}", Some(Colour::Blue)), "Some(\n    Blue,\n)");
    let Colour::Unrecognized(text) = Colour::from("mauve") else { panic!("mauve is no known value") };
    assert_eq!(format!("{text:?} {text} {text:>6}"), r#""mauve" mauve  mauve"#);
}

#[test]
fn debug_of_what_is_kept_is_a_map() {
    let mut model: Everything = spectable::from_str(r#"{"more":1,"text":null}"#).unwrap();
    assert_eq!(format!("{:?}", model.extra()), r#"{"more": Number(1), "text": Null}"#);
    assert_eq!(format!("{:?}", model.extra_mut()), r#"{"more": Number(1), "text": Null}"#);
}

#[test]
fn fields_of_every_size_stand_beside_one_another() {
    let text = r#"{"a":true,"b":"2026-05-04","c":false,"d":true,"e":7,"f":true,"g":"red","h":"2026-05-05","i":{"a":false},"j":true,"k":0.5,"l":true,"m":"2026-05-04T10:00:00Z","n":false,"o":[true],"p":true,"q":-8,"r":9,"s":10,"t":-11,"u":true,"unknown":1}"#;
    let read = spectable::from_str::<Narrow>(text).unwrap();
    assert_eq!(spectable::to_string(&read).unwrap(), text);
    assert_eq!((read.c, read.e, read.f), (Some(false), Some(7), Some(true)));
    assert_eq!((read.g.as_ref(), read.j, read.p), (Some(&Colour::Red), Some(true), Some(true)));
    assert_eq!(
        (read.q, read.r, read.s, read.t, read.u),
        (Some(-8), Some(9), Some(10), Some(-11), Some(true))
    );
    assert_eq!(read.h.map(|date| date.ordinal()), Some(125));
    assert_eq!(read.clone(), read);
}

#[test]
fn a_model_without_properties() {
    let text = r#"{"unknown":[1]}"#;
    let read = spectable::from_str::<Nothing>(text).unwrap();
    assert_eq!(spectable::to_string(&read.clone()).unwrap(), text);
    assert_ne!(read, Nothing::default());
    assert_eq!(Nothing::table().fields().len(), 0);
}

#[test]
fn setters_infer_and_convert() {
    let model = everything();
    assert_eq!(model.integer, Some(5_000_000_000));
    assert_eq!(model.colour, Some(Colour::Red));
}

#[test]
fn models_may_cross_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Everything>();
    check::<Colour>();
    check::<spectable::Error>();
}

fn everything() -> Everything {
    Everything::default()
        .with_text("text")
        .with_integer(5_000_000_000)
        .with_integer32(5)
        .with_unsigned(10_000_000_000_000_000_000)
        .with_number(1.5)
        .with_boolean(true)
        .with_date_time(time::OffsetDateTime::UNIX_EPOCH)
        .with_date(time::Date::from_ordinal_date(2026, 1).unwrap())
        .with_any("any")
        .with_colour("red")
        .with_model(Everything::default())
        .with_texts(["a".to_owned()])
        .with_by_name([("k".to_owned(), Everything::default())])
}
