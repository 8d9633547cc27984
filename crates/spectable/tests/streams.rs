//! Streams of records: what comes out of them, where errors say they are, and that the next record follows.
// Streams have no unsafe code of their own, and their tests read more than Miri can in a day.
#![cfg(not(miri))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

#[path = "streams/every.rs"]
mod every;
#[path = "streams/readers.rs"]
mod readers;

use std::io::{self, Read};

use readers::{Endless, Pieces, script};
use spectable::types::Value;
use spectable::{Element, Error, ErrorKind, Lines, Reader, Stream};

spectable::model! {
    /// A record, with others within.
    pub struct Entry = "Entry" {
        id with_id: i64 = "id",
        text with_text: String = "text",
        parts with_parts: Vec<Entry> = "parts",
    }
}

/// A record as a text: as JSON, or as its error with kind and offset.
fn told<T: Element>(record: Result<T, Error>) -> String {
    match record {
        Ok(value) => spectable::to_string(&value).unwrap(),
        Err(error) => format!("{:?}@{} {error}", error.kind(), error.offset().unwrap()),
    }
}

const SIZES: [&[usize]; 5] = [&[usize::MAX], &[1], &[2], &[7], &[3, 1, 64]];

/// What `Lines` makes of a text, however the bytes come.
fn lines<T: Element>(options: &Reader, text: &[u8]) -> Vec<String> {
    let all =
        SIZES.map(|sizes| options.lines::<T, _>(Pieces::new(text, sizes)).map(told).collect::<Vec<_>>());
    assert!(all.iter().all(|one| *one == all[0]), "{all:#?}");
    all.into_iter().next().unwrap()
}

/// What `Stream` makes of a text, however the bytes come.
fn stream<T: Element>(options: &Reader, text: &[u8]) -> Vec<String> {
    let all =
        SIZES.map(|sizes| options.stream::<T, _>(Pieces::new(text, sizes)).map(told).collect::<Vec<_>>());
    assert!(all.iter().all(|one| *one == all[0]), "{all:#?}");
    all.into_iter().next().unwrap()
}

#[test]
fn what_lines_are() {
    let cases: &[(&[u8], &[&str])] = &[
        (b"", &[]),
        (b"\n\r\n \t \n", &[]),
        (b"\xef\xbb\xbf", &[]),
        (b"{}", &["{}"]),
        (b"{\"id\":1}\n{\"id\":2}\n", &[r#"{"id":1}"#, r#"{"id":2}"#]),
        (b"{\"id\":1}\r\n\r\n{\"id\":2}\r\n", &[r#"{"id":1}"#, r#"{"id":2}"#]),
        (b" {\"id\":1} \r\n\t{\"id\":2}\r", &[r#"{"id":1}"#, r#"{"id":2}"#]),
        (b"\xef\xbb\xbf{\"id\":1}\n{\"id\":2}", &[r#"{"id":1}"#, r#"{"id":2}"#]),
        (b"\n{\"text\":\"\xc3\xa9\"}\n", &["{\"text\":\"é\"}"]),
    ];
    for (text, expected) in cases {
        assert_eq!(lines::<Entry>(&Reader::new(), text), *expected, "{}", text.escape_ascii());
    }
}

#[test]
fn a_bad_line_costs_only_itself() {
    let number = "id: invalid type: string \"x\", expected a whole number that fits 64 bits";
    let cases: &[(&[u8], String)] = &[
        (b"{\"id\":\"x\"}", format!("Data@15 {number} at line 2 column 7")),
        (b"  {\"id\":\"x\"}\r", format!("Data@17 {number} at line 2 column 9")),
        (b"{\"parts\":[{},{\"id\":\"x\"}]}", format!("Data@28 parts[1].{number} at line 2 column 20")),
        (b"{\"id\":2", "Eof@16 expected `,` or `}`, found the end of the text at line 2 column 8".into()),
        (b"{\"text\":\"2\r", "Eof@19 text: expected the end of a string, found the end of the text at line 2 column 11".into()),
        (b"{\"id\":2}{", "Syntax@17 expected the end of the text, found '{' at line 2 column 9".into()),
        (b"nope", "Syntax@10 expected `null`, found 'o' at line 2 column 2".into()),
        (b"{\"text\":\"\xff\"}", "Syntax@18 not UTF-8 at line 2 column 10".into()),
        (b"{\"text\":\"\xc3", "Eof@18 the text ends inside a character at line 2 column 10".into()),
        (b"\xef\xbb\xbf{}", "Syntax@9 expected a value, found '\\u{feff}' at line 2 column 1".into()),
        (b"[]", "Data@9 invalid type: a list, expected an object (Entry) at line 2 column 1".into()),
        (&[b' '; 41], "TooLong@9 the record is longer than the limit of 40 bytes (`Reader::limit` sets another) at line 2 column 1".into()),
        (&[b'x'; 200], "TooLong@9 the record is longer than the limit of 40 bytes (`Reader::limit` sets another) at line 2 column 1".into()),
    ];
    for (line, error) in cases {
        let text = [b"{\"id\":1}\n", *line, b"\n{\"id\":3}"].concat();
        let records = lines::<Entry>(&Reader::new().limit(40), &text);
        assert_eq!(records, [r#"{"id":1}"#, error, r#"{"id":3}"#], "{}", line.escape_ascii());
        // The same as the last line.
        let text = [b"{\"id\":1}\n", *line].concat();
        let records = lines::<Entry>(&Reader::new().limit(40), &text);
        assert_eq!(records, [r#"{"id":1}"#, error], "{}", line.escape_ascii());
    }
}

#[test]
fn values_one_after_the_other() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        (" \r\n\t\u{1e} ", &[]),
        ("\u{feff}1", &["1"]),
        ("1 2\n-3.5\t4", &["1", "2", "-3.5", "4"]),
        ("{}{}[][]", &["{}", "{}", "[]", "[]"]),
        (
            r#""a""b"1"c"true[]null{}false"#,
            &[r#""a""#, r#""b""#, "1", r#""c""#, "true", "[]", "null", "{}", "false"],
        ),
        ("{\n  \"a\": [\n    1,\n    2\n  ]\n}\n{\n}\n", &[r#"{"a":[1,2]}"#, "{}"]),
        ("\u{1e}{\"a\":1}\n\u{1e}[2]\n\u{1e}3\n", &[r#"{"a":1}"#, "[2]", "3"]),
        (r#"{"}\"\\":"{\"\\"}"\u00e9é😀""#, &[r#"{"}\"\\":"{\"\\"}"#, "\"éé😀\""]),
    ];
    for (text, expected) in cases {
        assert_eq!(stream::<Value>(&Reader::new(), text.as_bytes()), *expected, "{text}");
    }
}

#[test]
fn a_bad_value_is_passed_over() {
    let long = "TooLong@2 the record is longer than the limit of 40 bytes (`Reader::limit` sets another) at line 1 column 3";
    let integer = "expected a whole number that fits 64 bits at line 1 column";
    // The bad record is the second of the stream, and this is everything that follows the first.
    let cases: &[(&str, &[&str])] = &[
        // Its end can be told.
        (r#""x" 3"#, &[&format!("Data@2 invalid type: string \"x\", {integer} 3"), "3"]),
        ("[{\"a\":[]}]3", &[&format!("Data@2 invalid type: a list, {integer} 3"), "3"]),
        ("[nope]3", &[&format!("Data@2 invalid type: a list, {integer} 3"), "3"]),
        (r#""\q"3"#, &["Syntax@4 expected an escape sequence, found 'q' at line 1 column 5", "3"]),
        (
            "\"\t\"3",
            &["Syntax@3 expected a string without control characters, found '\\t' at line 1 column 4", "3"],
        ),
        (&format!("{}3", "1".repeat(41)), &[long]),
        (&format!("{} 3", "1".repeat(41)), &[long, "3"]),
        (&format!("{}3", "x".repeat(41)), &[long]),
        (&format!("\"{}\"3", "x".repeat(39)), &[long, "3"]),
        (&format!("\"{}\"3", "\\\"".repeat(200)), &[long, "3"]),
        (&format!("[{}[]]3", "[[],{\"]\":1}],".repeat(200)), &[long, "3"]),
        (&format!("{}{}3", "[".repeat(4000), "]".repeat(4000)), &[long, "3"]),
        // Its end cannot be told: on with the next line that may be a value.
        ("nope 3\n4 5", &["Syntax@3 expected `null`, found 'o' at line 1 column 4", "4", "5"]),
        ("01 3\n4", &["Syntax@3 expected the end of the text, found '1' at line 1 column 4", "4"]),
        ("} 3\n  4\n\n}\n]\n,\r\n5", &["Syntax@2 expected a value, found '}' at line 1 column 3", "5"]),
        (", 3 \u{1e}4", &["Syntax@2 expected a value, found ',' at line 1 column 3", "4"]),
        ("é 3\n4", &["Syntax@2 expected a value, found 'é' at line 1 column 3", "4"]),
        (
            "\"x\n4",
            &["Syntax@4 expected a string without control characters, found '\\n' at line 1 column 5", "4"],
        ),
        ("\"x\\\n4", &["Syntax@5 expected an escape sequence, found '\\n' at line 1 column 6", "4"]),
        (
            &format!("[{}\n 3\n4", "1 2".repeat(50)),
            &[&format!("Data@2 invalid type: a list, {integer} 3"), "4"],
        ),
        (&format!("[{},\n}}3\n4", "1,2,".repeat(50)), &[long, "4"]),
        // It breaks off at the end.
        ("\"x", &["Eof@4 expected the end of a string, found the end of the text at line 1 column 5"]),
        ("tru", &["Eof@5 expected `true`, found the end of the text at line 1 column 6"]),
        ("-", &["Eof@3 expected a digit, found the end of the text at line 1 column 4"]),
    ];
    for (text, expected) in cases {
        let text = format!("1 {text}");
        let records = stream::<i64>(&Reader::new().limit(40), text.as_bytes());
        assert_eq!(records[0], "1", "{text}");
        assert_eq!(records[1..], **expected, "{text}");
    }
}

#[test]
fn a_model_that_breaks_off_does_not_take_the_next() {
    let cases: &[(&str, &str)] = &[
        ("{\"id\":2", "Syntax@17 expected `,` or `}`, found '{' at line 3 column 1"),
        ("{\"id\":2,", "Syntax@18 expected a key in quotes, found '{' at line 3 column 1"),
        ("{\"id\"", "Syntax@15 expected `:`, found '{' at line 3 column 1"),
        (
            "{\"text\":\"2",
            "Syntax@19 text: expected a string without control characters, found '\\n' at line 2 column 11",
        ),
        ("{\"te", "Syntax@13 expected a string without control characters, found '\\n' at line 2 column 5"),
        ("{", "Syntax@11 expected a key in quotes, found '{' at line 3 column 1"),
        ("{\"parts\":[{}", "Syntax@22 parts: expected `,` or `]`, found '{' at line 3 column 1"),
        (
            "{\n  \"id\": 2\n  \"text\": \"\"\n}",
            "Syntax@23 expected `,` or `}`, found '\"' at line 4 column 3",
        ),
        ("{\n  \"id\": é\n}", "Syntax@19 id: expected a value, found 'é' at line 3 column 9"),
        ("{\n  id: 2\n}", "Syntax@13 expected a key in quotes, found 'i' at line 3 column 3"),
        ("{\"id\":\u{1e}", "Syntax@15 id: expected a value, found '\\u{1e}' at line 2 column 7"),
        ("{\"id\":2]", "Syntax@16 expected `,` or `}`, found ']' at line 2 column 8"),
        ("{\"id\":[}", "Data@15 id: invalid type: a list"),
    ];
    for (bad, error) in cases {
        let text = format!("{{\"id\":1}}\n{bad}\n{{\"id\":3}}");
        let records = stream::<Entry>(&Reader::new(), text.as_bytes());
        assert_eq!(records.len(), 3, "{text}: {records:?}");
        assert!(records[1].starts_with(error), "{text}: {records:?}");
        assert_eq!((&*records[0], &*records[2]), (r#"{"id":1}"#, r#"{"id":3}"#), "{text}");
    }
}

#[test]
fn nesting_that_is_too_deep_is_passed_over() {
    for depth in [127, 128, 129, 130, 1000] {
        let deep = format!(
            "{}{}",
            "[{\"a\":".repeat(depth / 2) + &"[".repeat(depth % 2),
            "]".repeat(depth % 2) + &"}]".repeat(depth / 2)
        );
        let deep = deep.replace(":}", ":0}");
        for records in [
            stream::<Value>(&Reader::new(), format!("{deep}{deep}7").as_bytes()),
            lines::<Value>(&Reader::new(), format!("{deep}\n{deep}\n7").as_bytes()),
        ] {
            let good = depth <= 127;
            assert_eq!(
                records.iter().map(|it| !it.starts_with("Data")).collect::<Vec<_>>(),
                [good, good, true]
            );
        }
    }
}

#[test]
fn the_limit_is_of_the_record_alone() {
    let at_limit = b"\xef\xbb\xbf  \"345678\"  \r\n \"345678\" \r\n\"34567890\"\r\n\n\"34567890\"";
    let ten = Reader::new().limit(10);
    assert_eq!(lines::<String>(&ten, at_limit).iter().filter(|it| it.starts_with('"')).count(), 3);
    assert_eq!(stream::<String>(&ten, at_limit).iter().filter(|it| it.starts_with('"')).count(), 4);
    for limit in 0..=9 {
        let options = Reader::new().limit(limit);
        assert!(stream::<String>(&options, b"\"34567890\"").iter().all(|it| it.starts_with("TooLong")));
        assert!(lines::<String>(&options, b"\"34567890\"").iter().all(|it| it.starts_with("TooLong")));
        let error = options.from_reader::<String>(&b"\"34567890\""[..]).unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::TooLong, 0));
        assert_eq!(
            error.to_string(),
            format!("the document is longer than the limit of {limit} bytes (`Reader::limit` sets another)")
        );
    }
    assert_eq!(ten.from_reader::<String>(&b"\"34567890\""[..]).unwrap(), "34567890");
    assert_eq!(Reader::new().limit(u64::MAX).from_reader::<i64>(&b"1"[..]).unwrap(), 1);
    assert_eq!(Reader::new().limit(u64::MAX).lines::<i64, _>(&b"1"[..]).map(told).collect::<Vec<_>>(), ["1"]);
    // What is in memory already has no limit.
    assert_eq!(Reader::new().limit(0).from_str::<i64>("1").unwrap(), 1);
    assert_eq!(Reader::new().limit(0).from_slice::<i64>(b"1").unwrap(), 1);
}

#[test]
fn an_endless_record_is_given_up_at_the_limit() {
    let options = Reader::new().limit(100_000);
    let patterns: [&[u8]; 6] = [b" ", b"[", b"{\"a\":", b"1", b"\"a", b"[]"];
    for pattern in patterns {
        let endless = || Endless { pattern, given: 0, most: 400_000 };
        assert_eq!(options.from_reader::<Value>(endless()).unwrap_err().kind(), ErrorKind::TooLong);
        let error = options.lines::<Value, _>(endless()).next().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLong);
    }
    for pattern in [&b"["[..], b"{\"a\":", b"1", b"\"a,\\", b"[0,"] {
        let endless = Endless { pattern, given: 0, most: 400_000 };
        let error = options.stream::<Value, _>(endless).next().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLong, "{}", pattern.escape_ascii());
    }
}

#[test]
fn a_record_much_longer_than_the_buffer_is_passed_over_without_being_kept() {
    let long = 50_000_000;
    let record = || {
        let endless = Endless { pattern: b"x", given: 0, most: usize::MAX };
        io::Cursor::new("1\n\"").chain(endless.take(long)).chain(&b"\"\n2\n"[..])
    };
    let options = Reader::new().limit(1000);
    let kinds = |records: Vec<Result<Value, Error>>| {
        records.into_iter().map(|it| it.map_err(|error| (error.kind(), error.line()))).collect::<Vec<_>>()
    };
    let expected = [Ok(Value::from(1)), Err((ErrorKind::TooLong, 2)), Ok(Value::from(2))];
    let mut lines = options.lines(record());
    assert_eq!(kinds(lines.by_ref().collect()), expected);
    assert_eq!((lines.line(), lines.records(), lines.byte_offset()), (3, 3, long + 7));
    let mut stream = options.stream(record());
    assert_eq!(kinds(stream.by_ref().collect()), expected);
    assert_eq!((stream.line(), stream.records(), stream.byte_offset()), (3, 3, long + 7));
}

#[test]
fn a_record_that_is_complete_does_not_wait_for_more() {
    let wait = || Err(io::Error::from(io::ErrorKind::WouldBlock));
    let mut lines = Lines::<_, Value>::new(script(vec![Ok(b"{}\n[1]\n5"), wait()]));
    assert_eq!([told(lines.next().unwrap()), told(lines.next().unwrap())], ["{}", "[1]"]);
    assert_eq!(lines.next().unwrap().unwrap_err().kind(), ErrorKind::Io);
    let mut stream = Stream::<_, Value>::new(script(vec![Ok(b"{}[1] \"x\"5 true"), wait()]));
    for expected in ["{}", "[1]", "\"x\"", "5"] {
        assert_eq!(told(stream.next().unwrap()), expected);
    }
    assert_eq!(stream.next().unwrap().unwrap_err().kind(), ErrorKind::Io);
}

#[test]
fn an_error_of_the_reader_ends_the_iterator_until_it_is_resumed() {
    let fail = |kind: io::ErrorKind| Err(io::Error::from(kind));
    let steps = || {
        vec![
            fail(io::ErrorKind::Interrupted),
            fail(io::ErrorKind::TimedOut),
            Ok(&b"{\"id\":1,\"te"[..]),
            fail(io::ErrorKind::Interrupted),
            fail(io::ErrorKind::ConnectionReset),
            Ok(b"xt\":\"a\"}\n{\"id\":2}\n"),
            fail(io::ErrorKind::WouldBlock),
            Ok(b"{\"id\":3}\n"),
        ]
    };
    let mut lines = Lines::<_, Entry>::new(script(steps()));
    let mut stream = Stream::<_, Entry>::new(script(steps()));
    let mut of_lines = Vec::new();
    let mut of_stream = Vec::new();
    let told = |record: Result<Entry, Error>| record.map(|it| it.id).map_err(|it| it.io_error_kind());
    for _ in 0..4 {
        of_lines.push(lines.by_ref().map(told).collect::<Vec<_>>());
        assert!(lines.next().is_none(), "it has ended");
        lines.resume();
        of_stream.push(stream.by_ref().map(told).collect::<Vec<_>>());
        assert!(stream.next().is_none(), "it has ended");
        stream.resume();
    }
    let io = |kind| Err(Some(kind));
    let expected = vec![
        vec![io(io::ErrorKind::TimedOut)],
        vec![io(io::ErrorKind::ConnectionReset)],
        vec![Ok(Some(1)), Ok(Some(2)), io(io::ErrorKind::WouldBlock)],
        vec![Ok(Some(3))],
    ];
    assert_eq!(of_lines, expected);
    assert_eq!(of_stream, expected);
    assert_eq!((lines.records(), stream.records()), (3, 3));
}

#[test]
fn where_the_iterators_are() {
    let text = b"\n{\"id\":1}\r\n\n{\"id\":\n{\"id\":3}\n";
    let mut lines = Lines::<_, Entry>::new(&text[..]);
    let mut places = Vec::new();
    while lines.next().is_some() {
        places.push((lines.line(), lines.records(), lines.byte_offset()));
    }
    assert_eq!(places, [(2, 1, 11), (4, 2, 19), (5, 3, 28)]);
    assert!(lines.next().is_none() && lines.get_ref().is_empty());

    let text = b"\n{\"id\":1}\r\n\n{\"id\":\n4 4}\n{}";
    let mut stream = Stream::<_, Entry>::new(&text[..]);
    let mut places = Vec::new();
    while stream.next().is_some() {
        places.push((stream.line(), stream.records(), stream.byte_offset()));
    }
    assert_eq!(places, [(2, 1, 9), (4, 2, 22), (6, 3, 26)]);
    assert!(stream.next().is_none() && stream.get_ref().is_empty());
}

#[test]
fn a_reader_that_claims_too_much_is_survived() {
    struct Liar;
    impl Read for Liar {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            Ok(room.len().saturating_add(7))
        }
    }
    let options = Reader::new().limit(10);
    assert!(options.lines::<Value, _>(Liar).next().unwrap().is_err());
    assert!(options.stream::<Value, _>(Liar).next().unwrap().is_err());
}

#[test]
fn debug_of_a_stream_says_how_far_it_is() {
    let mut lines = Lines::<_, Value>::new(&b"{}\n\n1\n"[..]);
    let mut stream = Stream::<_, Value>::new(&b"{}\n\n1\n"[..]);
    assert_eq!((lines.by_ref().count(), stream.by_ref().count()), (2, 2));
    assert_eq!(format!("{lines:?}"), "Lines { line: 3, records: 2, .. }");
    assert_eq!(format!("{stream:?}"), "Stream { line: 3, records: 2, .. }");
}
