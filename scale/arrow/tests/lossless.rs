//! Documents into record batches and back: nothing is lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]
#![allow(missing_docs, reason = "models of tests")]

#[path = "../../../crates/spectable/tests/every_kind/model.rs"]
#[allow(dead_code, unreachable_pub, reason = "the model has more than these tests need")]
mod model;

use arrow_array::RecordBatch;
use model::Everything;
use purecloud_models::CallHistoryConversation;
use spectable::documents::{Documents, Recipe};
use spectable::types::{BTreeMap, OffsetDateTime, Value};
use spectable::{Model, Table};
use spectable_arrow::{Columns, Decoder, Encoder, Wrong};

fn batch_of(columns: &Columns, table: Table, text: &str, wrong: Wrong) -> RecordBatch {
    let schema = columns.of_table(table).unwrap();
    let mut decoder = Decoder::new(schema).unwrap().wrong(wrong).batch_rows(usize::MAX);
    assert_eq!(decoder.read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}")), text.len());
    decoder.end().unwrap_or_else(|error| panic!("{error}: {text}"));
    decoder.finish_batch().unwrap()
}

fn text_of(batch: &RecordBatch) -> String {
    let mut text = Vec::new();
    Encoder::new(batch.schema()).unwrap().encode(batch, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn written_back(columns: &Columns, table: Table, text: &str) -> String {
    text_of(&batch_of(columns, table, text, Wrong::Refuse))
}

fn check<M: Model>(columns: &Columns, recipe: Recipe, count: usize) {
    let mut documents = Documents::new(11, recipe);
    let documents: Vec<Value> = (0..count).map(|_| documents.document(M::table())).collect();
    let text: String = documents.iter().map(|it| format!("{it}\n")).collect();
    let written = written_back(columns, M::table(), &text);
    let written: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(written.len(), count);
    for (document, written) in documents.iter().zip(&written) {
        let difference = spectable::difference(M::table(), document, written);
        assert_eq!(difference, None, "{document}\n{written}");
    }
}

#[test]
fn random_documents_come_back() {
    let columns = [
        Columns::new(),
        Columns::new().depth(1),
        Columns::new().depth(3).recursion(2).dictionaries(false),
        Columns::new().unit(arrow_schema::TimeUnit::Nanosecond),
        Columns::new().unit(arrow_schema::TimeUnit::Second),
    ];
    for columns in &columns {
        check::<Everything>(columns, Recipe::ANYTHING, 400);
        check::<CallHistoryConversation>(columns, Recipe::ANYTHING, 200);
    }
    check::<Everything>(&Columns::new().offsets(["dateTime"]), Recipe::ANYTHING, 400);
    check::<Odd>(&Columns::new(), Recipe::ANYTHING, 400);
    check::<Blank>(&Columns::new(), Recipe::ANYTHING, 20);
    let of_participants = Columns::new().offsets(["startTime", "participants.startTime"]);
    check::<CallHistoryConversation>(&of_participants, Recipe::AS_DOCUMENTED, 100);
}

spectable::model! {
    /// What `Everything` does not have.
    pub struct Odd = "Odd" {
        level with_level: Level = "level",
        levels with_levels: Vec<Level> = "levels",
        shape with_shape: Shape = "shape",
        shapes with_shapes: BTreeMap<String, Shape> = "shapes",
        gaps with_gaps: Vec<Option<i64>> = "gaps",
        stamps with_stamps: BTreeMap<String, Vec<Option<OffsetDateTime>>> = "stamps",
        parts with_parts: Vec<Option<Part>> = "parts",
        others with_others: BTreeMap<String, i64> = "" (additional),
    }
    /// Part of something odd.
    pub struct Part = "Part" {
        name with_name: String = "name",
    }
    /// Nothing documented.
    pub struct Blank = "Blank" {}
}
spectable::integer_enum! {
    /// A level.
    pub enum Level { Low = 1, High = 2 }
}
spectable::union! {
    /// Text, or a part.
    pub enum Shape {
        Text as_text: String,
        Part as_part: box Part,
    }
}

/// Lines that come back as they were, byte for byte.
#[test]
fn lines_that_come_back() {
    let cases = [
        r#"{}"#,
        r#"{"text":""}"#,
        r#"{"text":"Grüße, 世界 \"quoted\" \\ \n \u0001"}"#,
        r#"{"integer":-9223372036854775808}"#,
        r#"{"unsigned":18446744073709551615,"unsignedByName":{"b":0,"a":9223372036854775808}}"#,
        r#"{"number":5e-324}"#,
        r#"{"number":-0.0}"#,
        r#"{"dateTime":"0000-01-01T00:00:00Z","days":["9999-12-31T23:59:59.999999Z"]}"#,
        // More than a column holds: the text is kept beside it.
        r#"{"dateTime":"2026-05-04T10:00:00.123456789+05:30"}"#,
        r#"{"dateTime":"2016-12-31T23:59:60.25Z"}"#,
        r#"{"dateTime":"2026-05-04T10:00:00+01:02:03"}"#,
        r#"{"days":["2026-05-04T10:00:00Z","2026-05-04 10:00:00+02:00"]}"#,
        r#"{"date":"0000-01-01","dates":{"first":["9999-12-31"]}}"#,
        r#"{"any":{"deep":[1,"two",null,{"three":3.50}]}}"#,
        r#"{"any":[1e400,1.00,{"a":1,"a":2}]}"#,
        r#"{"colour":"a colour nobody has heard of","colours":["red","mauve",""]}"#,
        r#"{"model":{"text":"inner","model":{}},"models":[{},{"integer":1},{"unknown":true}]}"#,
        r#"{"texts":[],"grid":[[1.5],[],[2.5,3.5]],"byName":{"":{"text":"x"},"a b":{}}}"#,
        r#"{"anything":[null,1,{}],"switches":{"on":true,"off":false}}"#,
        r#"{"text":null,"any":null,"colour":null,"model":null,"models":null,"byName":null}"#,
        // Unknown values as they are spelled.
        r#"{"unknown":{"a":[1.0,1e400,-0,null],"a":"\u0041"}}"#,
        r#"{"model":{"unknown":1},"unknown":"x y"}"#,
        r#"{"odd \"name\"":"x","other \"name\"":2}"#,
        r#"{"_extra":{"a":1},"_extra_":2}"#,
        r#"{"$serde_json::private::Number":"1"}"#,
    ];
    for columns in [Columns::new(), Columns::new().recursion(1), Columns::new().depth(1).dictionaries(false)]
    {
        let text: String = cases.iter().map(|line| format!("{line}\n")).collect();
        let written = written_back(&columns, Everything::table(), &text);
        for (line, written) in cases.iter().zip(written.lines()) {
            assert_eq!(written, *line, "{columns:?}");
        }
    }
}

/// Other spellings of the same.
#[test]
fn what_is_normalised() {
    let cases = [
        (r#" { "text" : "x" , "integer" : 1 } "#, r#"{"text":"x","integer":1}"#),
        (r#"{"integer":1,"text":"x"}"#, r#"{"text":"x","integer":1}"#),
        (r#"{"x": { "a" : [ 1 , " b " ] },"text":"y"}"#, r#"{"text":"y","x":{"a":[1," b "]}}"#),
        (r#"{"number":5}"#, r#"{"number":5.0}"#),
        (r#"{"text":"\u0041\/\ud83d\ude00"}"#, r#"{"text":"A/😀"}"#),
        (r#"{"\u0074ext":"x"}"#, r#"{"text":"x"}"#),
        (r#"{"dateTime":"2026-05-04t10:00:00.500+00:00"}"#, r#"{"dateTime":"2026-05-04T10:00:00.5Z"}"#),
        (r#"{"integer":1e3,"integers":[1.0,-0]}"#, r#"{"integer":1000,"integers":[1,0]}"#),
    ];
    for (line, expected) in cases {
        assert_eq!(written_back(&Columns::new(), Everything::table(), line).trim_end(), expected);
    }
}

/// What a batch holds stays the same however the input is cut.
#[test]
fn blocks_of_any_size() {
    let text = "{\"text\":\"ä\"}\r\n\n{\"texts\":[\"é\"]}\n{\"colour\":\"x\"}";
    let whole = batch_of(&Columns::new(), Everything::table(), text, Wrong::Refuse);
    assert_eq!(whole.num_rows(), 3);
    for size in 1..text.len() {
        let mut decoder = Decoder::new(whole.schema()).unwrap().batch_rows(100);
        for block in text.as_bytes().chunks(size) {
            assert_eq!(decoder.read(block).unwrap(), block.len());
        }
        decoder.end().unwrap();
        assert_eq!(decoder.finish_batch().unwrap(), whole, "{size}");
    }
}

/// A full batch takes no more lines, and the next one begins where it ended.
#[test]
fn batches_of_some_rows() {
    let lines: Vec<String> =
        (0..10).map(|at| format!("{{\"integer\":{at},\"colour\":\"c{at}\"}}\n")).collect();
    let text: String = lines.concat();
    let schema = Columns::new().of::<Everything>().unwrap();
    let mut decoder = Decoder::new(schema).unwrap().batch_rows(4);
    let (mut at, mut written, mut rows) = (0, String::new(), Vec::new());
    while at < text.len() {
        at += decoder.read(&text.as_bytes()[at..]).unwrap();
        let batch = decoder.finish_batch().unwrap();
        rows.push(batch.num_rows());
        written += &text_of(&batch);
    }
    assert_eq!(rows, [4, 4, 2]);
    assert_eq!(written, text);
}
