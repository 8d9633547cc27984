//! What is not as documented: refused, kept, or set aside; and where messages say it is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

#[path = "../../../crates/spectable/tests/every_kind/model.rs"]
#[allow(dead_code, unreachable_pub, reason = "the model has more than these tests need")]
mod model;

use std::io::Write;
use std::sync::{Arc, Mutex};

use arrow_array::Array;
use model::Everything;
use spectable::ErrorKind;
use spectable_arrow::{Columns, Decoder, Encoder, Records, Wrong, arrow_schema};

/// A writer whose content a test sees.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One that reads models within models into columns, once.
fn decoder() -> Decoder {
    Decoder::new(Columns::new().recursion(1).of::<Everything>().unwrap()).unwrap()
}

fn written(decoder: &mut Decoder) -> String {
    let batch = decoder.finish_batch().unwrap();
    let mut text = Vec::new();
    Encoder::new(batch.schema()).unwrap().encode(&batch, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// Messages are those of models, and say the line of the input and what helps.
#[test]
fn what_is_refused_and_where() {
    let cases = [
        (
            r#"{"text":7}"#,
            ErrorKind::Data,
            "text: invalid type: number 7, expected a string at line 2 column 9; `Wrong::Keep` keeps such a value in `_extra`, and `Wrong::SetAside` sets its record aside",
        ),
        (
            r#"{"models":[{},{"dateTime":"soon"}]}"#,
            ErrorKind::Data,
            "models[1].dateTime: \"soon\" is not an ISO-8601 date-time at line 2 column 27",
        ),
        (
            r#"{"integer":1.5}"#,
            ErrorKind::Data,
            "integer: 1.5 is not a whole number that fits 64 bits at line 2 column 12",
        ),
        (
            r#"{"integer32":3000000000}"#,
            ErrorKind::Data,
            "integer32: 3000000000 is not a whole number that fits 32 bits at line 2 column 14",
        ),
        (
            r#"{"unsigned":-1}"#,
            ErrorKind::Data,
            "unsigned: -1 is not a whole number from 0 on that fits 64 bits at line 2 column 13",
        ),
        (
            r#"{"number":1e400}"#,
            ErrorKind::Data,
            "number: 1e400 does not fit a 64-bit float at line 2 column 11",
        ),
        (
            r#"{"boolean":"yes"}"#,
            ErrorKind::Data,
            "boolean: invalid type: string \"yes\", expected a boolean at line 2 column 12",
        ),
        (
            r#"{"date":"2026-02-30"}"#,
            ErrorKind::Data,
            "date: \"2026-02-30\" is not an ISO-8601 date (no such day) at line 2 column 9",
        ),
        (
            r#"{"texts":["a",null]}"#,
            ErrorKind::Data,
            "texts[1]: invalid type: null, expected a string at line 2 column 15",
        ),
        (
            r#"{"byName":{"k":1}}"#,
            ErrorKind::Data,
            "byName.k: invalid type: number 1, expected an object (Everything) at line 2 column 16",
        ),
        (
            r#"{"model":7}"#,
            ErrorKind::Data,
            "model: invalid type: number 7, expected an object (Everything) at line 2 column 10",
        ),
        ("7", ErrorKind::Data, "invalid type: number 7, expected an object (Everything) at line 2 column 1"),
        (
            r#"{"text":"a","text":"b"}"#,
            ErrorKind::Data,
            "text: the key occurs twice in one object at line 2 column 13",
        ),
        (
            r#"{"text":null,"text":"b"}"#,
            ErrorKind::Data,
            "text: the key occurs twice in one object at line 2 column 14",
        ),
        (
            r#"{"x":1,"\u0078":2}"#,
            ErrorKind::Data,
            "x: the key occurs twice in one object at line 2 column 8",
        ),
        (
            r#"{"switches":{"a":true,"a":true}}"#,
            ErrorKind::Data,
            "switches.a: the key occurs twice in one object at line 2 column 23",
        ),
        (
            r#"{"text":"a"} {"#,
            ErrorKind::Syntax,
            "expected the end of the text, found '{' at line 2 column 14; each line has one JSON object, or the text is one list of them; `Wrong::SetAside` sets other records aside",
        ),
        (
            r#"{"text":"a""#,
            ErrorKind::Eof,
            "expected `,` or `}`, found the end of the text at line 2 column 12",
        ),
        (r#"{"any":[1,}"#, ErrorKind::Syntax, "any: expected a value, found '}' at line 2 column 11"),
        (r#"{"unknown":tru}"#, ErrorKind::Syntax, "unknown: expected `true`, found '}' at line 2 column 15"),
        (r#"{"text":"\ud800"}"#, ErrorKind::Syntax, "text: a surrogate without its pair at line 2 column 10"),
    ];
    for (line, kind, expected) in cases {
        let mut decoder = decoder();
        let text = format!("{{\"text\":\"first\",\"models\":[{{}}]}}\n{line}\n");
        let error = decoder.read(text.as_bytes()).expect_err(line);
        assert_eq!(error.kind(), kind, "{line}");
        assert!(error.to_string().starts_with(expected), "{line}\n{error}\n{expected}");
        // Nothing of it is left, and the decoder goes on.
        assert!(decoder.push_line(br#"{"text":"next","switches":{}}"#, 3).unwrap(), "{line}");
        let expected = "{\"text\":\"first\",\"models\":[{}]}\n{\"text\":\"next\",\"switches\":{}}\n";
        assert_eq!(written(&mut decoder), expected, "{line}");
    }
}

#[test]
fn depth_has_a_limit() {
    let lists = |levels: usize| format!("{{\"any\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    let models =
        |levels: usize| format!("{}{{}}{}", "{\"model\":".repeat(levels - 1), "}".repeat(levels - 1));
    for make in [lists as fn(usize) -> String, models] {
        let mut decoder = decoder();
        assert!(decoder.push_line(make(127).as_bytes(), 1).unwrap());
        for levels in [128, 200_000] {
            let error = decoder.push_line(make(levels).as_bytes(), 2).expect_err("too deep");
            assert_eq!(error.message(), "nested more than 127 levels deep");
        }
        assert_eq!(written(&mut decoder), make(127) + "\n");
    }
}

/// Wrong values stay in `_extra` of the innermost object that holds them; the text comes back.
#[test]
fn what_is_kept() {
    let cases = [
        (r#"{"text":7,"integer":1}"#, 1),
        (r#"{"integer":1,"text":7}"#, 1),
        (r#"{"models":[{},{"dateTime":"soon","text":"a"}]}"#, 1),
        (r#"{"texts":["a",7]}"#, 1),
        (r#"{"texts":["a",null]}"#, 1),
        (r#"{"grid":[[1.5],[2.5,"x"]]}"#, 1),
        (r#"{"byName":{"k":1}}"#, 1),
        (r#"{"number":1e400}"#, 1),
        (r#"{"date":"tomorrow","dates":{"a":["2026-05-04",7]}}"#, 2),
        (r#"{"model":[{"text":1}]}"#, 1),
        (r#"{"days":["2026-05-04T10:00:00+01:00","x"]}"#, 1),
        (r#"{"unsigned":-1,"integer32":3000000000}"#, 2),
    ];
    for (line, kept) in cases {
        let mut decoder = decoder().wrong(Wrong::Keep);
        decoder.read(format!("{{\"text\":\"first\"}}\n{line}\n{{\"text\":\"last\"}}\n").as_bytes()).unwrap();
        assert_eq!(decoder.kept(), kept, "{line}");
        let batch = decoder.finish_batch().unwrap();
        let mut text = Vec::new();
        Encoder::new(batch.schema()).unwrap().encode(&batch, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        let value = |text: &str| text.parse::<serde_json::Value>().ok();
        let back = text.lines().nth(1).unwrap();
        if line.contains("1e400") {
            assert_eq!(back, line);
        } else {
            assert_eq!(value(back), value(line), "{line}");
        }
        // The model, read tolerantly, is the same.
        let model = |text: &str| spectable::Reader::new().tolerant().from_str::<Everything>(text).unwrap();
        assert_eq!(model(back), model(line), "{line}");
    }
}

#[test]
fn what_is_refused_although_values_are_kept() {
    for line in [r#"{"text":1,"text":2}"#, r#"{"a":1,"a":1}"#, "[]", "{", r#"{"text":{"a":}}"#, "\u{feff}{}"]
    {
        let error = decoder().wrong(Wrong::Keep).push_line(line.as_bytes(), 1).expect_err(line);
        assert_eq!(error.line(), 1, "{line}");
    }
}

#[test]
fn records_that_are_set_aside() {
    let aside = Shared::default();
    let mut decoder = decoder().wrong(Wrong::SetAside(Box::new(aside.clone())));
    let text = b"{\"text\":\"a\"}\n\n{\"text\":\"b\",\"days\":[7]}\n{\"te\xffxt\":1}\n{\"text\":\"c\",\"x\":1}\nnothing\n";
    // However the input is cut into blocks.
    for block in text.chunks(5) {
        assert_eq!(decoder.read(block).unwrap(), block.len());
    }
    decoder.end().unwrap();
    assert_eq!(decoder.set_aside(), 3);
    assert_eq!(written(&mut decoder), "{\"text\":\"a\"}\n{\"text\":\"c\",\"x\":1}\n");
    let expected = r#"{"line":3,"column":21,"path":"days[0]","message":"invalid type: number 7, expected an ISO-8601 date-time","record":"{\"text\":\"b\",\"days\":[7]}"}
{"line":4,"column":5,"path":"","message":"not UTF-8","record":"{\"te�xt\":1}"}
{"line":6,"column":2,"path":"","message":"expected `null`, found 'o'","record":"nothing"}
"#;
    assert_eq!(String::from_utf8(aside.0.lock().unwrap().clone()).unwrap(), expected);
}

#[test]
fn values_are_kept_and_other_records_set_aside() {
    let aside = Shared::default();
    let mut decoder = decoder().wrong(Wrong::KeepOrSetAside(Box::new(aside.clone())));
    decoder.read(b"{\"text\":7}\n{\"text\":\n").unwrap();
    assert_eq!((decoder.kept(), decoder.set_aside(), decoder.len()), (1, 1, 1));
    assert!(aside.0.lock().unwrap().starts_with(b"{\"line\":2,\"column\":9,\"path\":\"text\""));
}

/// The items of a list are found however the reader cuts it, and their places are those of the input.
#[test]
fn a_list_of_records() {
    let text = "\n [ {\"text\":\"a]\\\"\",\n\"models\":[{}]},\n\t{\"text\":7},{} ] \n";
    for size in 1..text.len() {
        let aside = Shared::default();
        let decoder = decoder().wrong(Wrong::SetAside(Box::new(aside.clone()))).batch_rows(1);
        let reader = std::io::BufReader::with_capacity(size, text.as_bytes());
        let batches: Vec<_> = Records::new(reader, decoder).map(Result::unwrap).collect();
        assert_eq!(batches.iter().map(|it| it.num_rows()).collect::<Vec<_>>(), [1, 1], "{size}");
        let aside = String::from_utf8(aside.0.lock().unwrap().clone()).unwrap();
        assert!(aside.starts_with(r#"{"line":4,"column":10,"path":"text""#), "{size}: {aside}");
    }
    for (text, expected) in [
        ("[{}", "expected `]`, found the end of the text at line 1 column 4"),
        ("[{},]", "expected an object, found ']' at line 1 column 5"),
        ("[{}{}]", "expected `,` or `]`, found '{' at line 1 column 4"),
        ("[{}]\n{}", "expected the end of the text, found '{' at line 2 column 1"),
        ("[7]", "expected an object, found '7' at line 1 column 2"),
    ] {
        let error = Records::new(text.as_bytes(), decoder()).find_map(Result::err).expect(text);
        assert!(error.to_string().starts_with(expected), "{text}: {error}");
    }
    assert_eq!(Records::new(&b"[ ]"[..], decoder()).count(), 0);
    assert_eq!(Records::new(&b" \n"[..], decoder()).count(), 0);
}

/// A part of a file is not a list, although it begins with one.
#[test]
fn lines_that_are_no_list() {
    let text = b"[{\"text\":\"a\"}]\n{}\n";
    let error = Records::lines(&text[..], decoder()).find_map(Result::err).unwrap();
    assert!(
        error.to_string().starts_with("invalid type: a list, expected an object (Everything) at line 1"),
        "{error}"
    );
    let rows: usize = Records::new(&text[..15], decoder()).map(|it| it.unwrap().num_rows()).sum();
    assert_eq!(rows, 1);
}

/// Records that are set aside reach the writer, also where no batch follows.
#[test]
fn what_is_set_aside_is_not_held_back() {
    for text in ["7\n", "[7]", "{}\n7\n", "[{\"text\":7}"] {
        let aside = Shared::default();
        let held_back = std::io::BufWriter::new(aside.clone());
        let mut records =
            Records::new(text.as_bytes(), decoder().wrong(Wrong::SetAside(Box::new(held_back))));
        while records.next().is_some() {}
        let is_written = !aside.0.lock().unwrap().is_empty();
        assert_eq!(is_written, records.decoder().set_aside() > 0, "{text}");
    }
}

/// However the reader cuts it, a record that is too long is an error with its place, and the ones before it are read.
#[test]
fn a_record_has_a_longest_length() {
    let long = "{\"text\":\"0123456789\"}";
    let lines = format!("{{}}\n{long}\n{{}}\n");
    let list = format!("[{{}},\n {long}]");
    for (text, line, column) in [(&lines, 2, 1), (&list, 2, 2)] {
        for size in 1..text.len() + 1 {
            for (longest, is_read) in [(long.len(), true), (long.len() - 1, false), (2, false)] {
                let aside = Wrong::SetAside(Box::new(Shared::default()));
                let decoder = decoder().wrong(aside).max_record_bytes(longest).batch_rows(1);
                let reader = std::io::BufReader::with_capacity(size, text.as_bytes());
                let (batches, errors): (Vec<_>, Vec<_>) =
                    Records::new(reader, decoder).partition(Result::is_ok);
                assert_eq!(batches.len() >= 2, is_read, "{text} {size} {longest}");
                let Some(Err(error)) = errors.first() else { continue };
                assert_eq!((error.line(), error.column(), error.kind()), (line, column, ErrorKind::TooLong));
                let expected =
                    format!("the record is longer than {longest} bytes at line {line} column {column}; ");
                assert!(error.to_string().starts_with(&expected), "{error}");
            }
        }
    }
}

/// Bytes that are not UTF-8 are those of their lines: the others of the block are read.
#[test]
fn lines_among_others_that_are_not_utf8() {
    let text = b"{\"text\":\"\xff\"}\n{\"text\":\"a\"}\n\xfe\n\n{\"text\":\"\xc3\xa9\"}\n\xc3\n{}\n";
    for rows in [1, 2, 100] {
        let aside = Shared::default();
        let decoder = decoder().wrong(Wrong::SetAside(Box::new(aside.clone()))).batch_rows(rows);
        let mut records = Records::new(&text[..], decoder);
        let found: usize = records.by_ref().map(|it| it.unwrap().num_rows()).sum();
        let aside = String::from_utf8(aside.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<_> = aside.lines().filter_map(|it| it.split(",\"path\"").next()).collect();
        assert_eq!((found, records.decoder().set_aside()), (3, 3), "{rows}");
        assert_eq!(
            lines,
            ["{\"line\":1,\"column\":10", "{\"line\":3,\"column\":1", "{\"line\":6,\"column\":1"]
        );
    }
}

/// What an object has besides its columns comes back, however much it is.
#[test]
fn many_members_without_a_column() {
    for count in [1, 15, 16, 40] {
        let more: String = (0..count).map(|at| format!(",\"k{at}\":{at}")).collect();
        let line = format!("{{\"text\":null,\"integer\":\"x\",\"boolean\":true{more}}}");
        let mut decoder = decoder().wrong(Wrong::Keep);
        decoder.push_line(line.as_bytes(), 1).unwrap();
        let back: serde_json::Value = written(&mut decoder).parse().unwrap();
        assert_eq!(back, line.parse::<serde_json::Value>().unwrap(), "{count}");
    }
}

#[test]
fn a_batch_ends_after_so_many_bytes() {
    let text = "{\"text\":\"a\"}\n\n7\n".repeat(7);
    let aside = Wrong::SetAside(Box::new(Shared::default()));
    let decoder = decoder().wrong(aside).batch_bytes(25);
    let rows: Vec<_> = Records::new(text.as_bytes(), decoder).map(|it| it.unwrap().num_rows()).collect();
    assert_eq!(rows, [3, 3, 1]);
}

/// A word that only a refused record has is in no dictionary.
#[test]
fn words_of_refused_records_are_forgotten() {
    let (column, key) = {
        let schema = arrow_schema::<Everything>();
        let at = schema
            .fields()
            .iter()
            .position(|it| matches!(it.data_type(), arrow_schema::DataType::Dictionary(..)));
        (at.unwrap(), schema.field(at.unwrap()).name().clone())
    };
    let mut decoder = Decoder::new(arrow_schema::<Everything>())
        .unwrap()
        .wrong(Wrong::SetAside(Box::new(Shared::default())));
    let words = |decoder: &mut Decoder| {
        let batch = decoder.finish_batch().unwrap();
        arrow_array::cast::as_dictionary_array::<arrow_array::types::Int32Type>(batch.column(column))
            .values()
            .len()
    };
    decoder.read(b"{}\n").unwrap();
    let documented = words(&mut decoder);
    let line = |word: &str, rest: &str| format!("{{\"{key}\":\"{word}\"{rest}}}\n");
    let text = [line("new", ""), line("lost", ",\"text\":7"), line("newer", ""), line("new", ",\"text\":7")]
        .concat();
    decoder.read(text.as_bytes()).unwrap();
    assert_eq!((decoder.set_aside(), words(&mut decoder)), (2, documented + 2));
    // What a batch has goes along into the next one.
    decoder.read(line("last", ",\"text\":7").as_bytes()).unwrap();
    assert_eq!(words(&mut decoder), documented + 2);
}

/// Values that JSON does not hold, in batches that did not come from JSON.
#[test]
fn what_is_not_written() {
    use arrow_array::{ArrayRef, Date32Array, Float64Array, RecordBatch, StringArray};
    let batch = decoder().finish_batch().unwrap();
    let with = |name: &str, array: ArrayRef| {
        let schema = arrow_schema::<Everything>().project(&[batch.schema().index_of(name).unwrap()]).unwrap();
        RecordBatch::try_new(Arc::new(schema), vec![array]).unwrap()
    };
    let cases = [
        (
            with("number", Arc::new(Float64Array::from(vec![1.0, f64::NAN]))),
            "number: NaN is not a JSON number in row 2",
        ),
        (
            with("date", Arc::new(Date32Array::from(vec![0, i32::MAX]))),
            "date: ISO-8601 has no date before the year 0 or after 9999 in row 2",
        ),
        (
            with("any", Arc::new(StringArray::from(vec!["1", "1 2"]))),
            "any: not JSON as text: expected the end of the text, found '2' at byte 2 in row 2",
        ),
        (
            with("_extra", Arc::new(StringArray::from(vec!["{}", "[]"]))),
            "_extra: not a JSON object as text: expected an object, found '[' at byte 0 in row 2",
        ),
    ];
    for (batch, expected) in cases {
        let mut text = Vec::new();
        let error = Encoder::new(batch.schema()).unwrap().encode(&batch, &mut text).expect_err(expected);
        assert!(error.to_string().starts_with(expected), "{error}");
        assert_eq!(text.iter().filter(|&&byte| byte == b'\n').count(), 1);
        assert_eq!(batch.column(0).len(), 2);
    }
}
