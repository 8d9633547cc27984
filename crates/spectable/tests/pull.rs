//! JSON text a token at a time: what is read, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

use spectable::pull::{self, LEVELS, Tokens};

#[test]
fn values_as_they_are() {
    let deepest = format!("{}{}", "[".repeat(127), "]".repeat(127));
    for text in
        ["{}", "[]", "null", "-1.50e3", r#""a\"b""#, r#"{ "a" : [ 1 , {} , [ ] ] , "a" : 1e400 }"#, &deepest]
    {
        let mut tokens = Tokens::new(text);
        assert_eq!(tokens.value(LEVELS).unwrap(), text);
        tokens.end().unwrap();
        let mut tokens = Tokens::new(text);
        tokens.skip_value().unwrap();
        tokens.end().unwrap();
    }
    let mut tokens = Tokens::new(" [1] ,2");
    assert_eq!(tokens.value(LEVELS).unwrap(), "[1]");
    assert!(tokens.skip(b','));
    assert_eq!(tokens.value(0).unwrap(), "2");
}

#[test]
fn what_is_no_value() {
    let too_deep = "[".repeat(200_000);
    let cases = [
        ("", "expected a value, found the end of the text at byte 0"),
        ("[1,]", "expected a value, found ']' at byte 3"),
        ("{\"a\":1,}", "expected a key in quotes, found '}' at byte 7"),
        ("{\"a\" 1}", "expected `:`, found '1' at byte 5"),
        ("[1}", "expected `,` or `]`, found '}' at byte 2"),
        ("{\"a\":1]", "expected `,` or `}`, found ']' at byte 6"),
        ("{1:1}", "expected a key in quotes, found '1' at byte 1"),
        ("tru", "expected `true`, found the end of the text at byte 3"),
        ("\"\\ud800\"", "a surrogate without its pair at byte 1"),
        (&too_deep, "nested more than 127 levels deep at byte 127"),
    ];
    for (text, expected) in cases {
        assert_eq!(Tokens::new(text).value(LEVELS).expect_err(expected).to_string(), expected);
    }
}

#[test]
fn keys_and_the_rest() {
    let text = r#"{"a":{"x":"]}","y":[1,{}]},"longer than eight" : 2,"b":[3]} 4"#;
    let mut tokens = Tokens::new(text);
    assert!(tokens.skip(b'{'));
    assert!(!tokens.skip_key("b") && !tokens.skip_key("") && tokens.skip_key("a"));
    assert!(tokens.skip(b'{') && tokens.skip_key("x"));
    assert_eq!(tokens.string().unwrap(), "]}");
    tokens.skip_rest().unwrap();
    assert!(
        tokens.skip(b',') && !tokens.skip_key("longer than nine!") && tokens.skip_key("longer than eight")
    );
    assert_eq!(tokens.number().unwrap(), ("2", true));
    tokens.skip_rest().unwrap();
    assert_eq!(tokens.number().unwrap(), ("4", true));
    tokens.end().unwrap();
    assert!(Tokens::new("1,2").skip_rest().is_err());
    // A name that JSON escapes does not come as it is.
    for (text, name) in [(r#""a\b":1"#, r"a\b"), (r#""a":1,"b":2"#, r#"a":1,"b"#), ("\"a\nb\":1", "a\nb")] {
        let mut tokens = Tokens::new(text);
        assert!(!tokens.skip_key(name) && tokens.at() == 0, "{text}");
    }
    // A key without its colon is not read.
    let mut tokens = Tokens::new(r#""a"1"#);
    assert!(!tokens.skip_key("a"));
    assert_eq!(tokens.string().unwrap(), "a");
}

#[test]
fn texts_of_values() {
    let mut text = Vec::new();
    pull::write_string("a\"\\\n\t\r\u{8}\u{c}\u{1f}é", &mut text);
    assert_eq!(String::from_utf8(text).unwrap(), r#""a\"\\\n\t\r\b\f\u001fé""#);
    assert_eq!(pull::whole::<i32>("1e3"), Some(1000));
    assert_eq!(pull::whole::<i32>("3e9"), None);
    for other in ["", " ", "-", ".", "x", "+7", "a b", "1 ", "01", "1e", "½"] {
        assert_eq!(pull::whole::<i64>(other), None, "{other:?}");
    }
    let mut text = Vec::new();
    assert!(!pull::write_float(f64::NAN, &mut text) && text.is_empty());
    assert!(pull::write_float(0.1, &mut text));
    text.push(b' ');
    assert!(pull::write_date_time(pull::date_time("2026-05-04 10:00:00.500+02:00").unwrap(), &mut text));
    text.push(b' ');
    assert!(pull::write_date(pull::date("2026-05-04").unwrap(), &mut text));
    assert_eq!(String::from_utf8(text).unwrap(), r#"0.1 "2026-05-04T10:00:00.5+02:00" "2026-05-04""#);
    assert_eq!(pull::date("2026-02-30").unwrap_err(), " (no such day)");
}

#[test]
fn a_fault_is_within_the_text() {
    for text in ["\"x\\", "[\"x\\", "{\"a\":\"\\", "\"", "[", "{\"a\"", "1e", "tru"] {
        let fault = Tokens::new(text).skip_value().unwrap_err();
        assert_eq!(fault.at(), text.len(), "{text}");
    }
    // Nothing is passed over by going back.
    let mut tokens = Tokens::new("[1]");
    tokens.go_back(9);
    assert_eq!(tokens.at(), 0);
}
