//! Which columns a model has, and what is chosen of them.
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

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_schema::{DataType, Field, Fields, Schema, TimeUnit};
use model::Everything;
use spectable::Model;
use spectable_arrow::{Columns, Decoder, Encoder, arrow_schema, metadata};

spectable::model! {
    pub struct Call = "Call" {
        id with_id: String = "id" (required, format "uuid"),
        start with_start: spectable::types::OffsetDateTime = "startTime" (read_only),
        parties with_parties: Vec<Party> = "parties",
        main with_main: Box<Party> = "main",
        times with_times: Vec<spectable::types::OffsetDateTime> = "times",
    }
    pub struct Party = "Party" {
        name with_name: String = "name",
        purpose with_purpose: Purpose = "purpose",
        joined with_joined: spectable::types::OffsetDateTime = "joined",
        call with_call: Box<Call> = "call",
        _extra with_extra: i64 = "_extra",
    }
}
spectable::open_enum! {
    pub enum Purpose { Agent = "agent", Customer = "customer" }
}

/// One line for each column, with its kind.
fn shown(schema: &Schema) -> String {
    fn show(fields: &Fields, indent: usize, text: &mut String) {
        for field in fields {
            let kind = field.metadata().get(metadata::KIND).map_or("-", String::as_str);
            text.push_str(&format!("{:indent$}{}: {kind}", "", field.name()));
            below(field, indent, text);
        }
    }
    fn below(field: &Field, indent: usize, text: &mut String) {
        match field.data_type() {
            DataType::Struct(fields) => {
                text.push('\n');
                show(fields, indent + 2, text);
            }
            DataType::List(item) => {
                text.push_str(&format!(" of {}", item.metadata()[metadata::KIND]));
                below(item, indent, text);
            }
            _ => text.push('\n'),
        }
    }
    let mut text = String::new();
    show(schema.fields(), 0, &mut text);
    text
}

#[test]
fn every_column() {
    let expected = "\
id: text
startTime: date-time
parties: list of model
  name: text
  purpose: enum
  joined: date-time
  call: model-text
  _extra: integer
  _extra_: extra
main: model
  name: text
  purpose: enum
  joined: date-time
  call: model-text
  _extra: integer
  _extra_: extra
times: list of date-time
_extra: extra
";
    assert_eq!(shown(&arrow_schema::<Call>()), expected);
}

#[test]
fn chosen_columns() {
    let cases = [
        (Columns::new().only(["id"]), "id: text\n"),
        (Columns::new().only(["id", "_extra"]), "id: text\n_extra: extra\n"),
        (Columns::new().only(["id"]).extra(true), "id: text\n_extra: extra\n"),
        (
            Columns::new().only(["main.name", "main.joined"]).offsets(["main.joined"]),
            "main: model\n  name: text\n  joined: date-time\n  joined_offset: offset\n",
        ),
        (Columns::new().only(["parties.purpose"]), "parties: list of model\n  purpose: enum\n"),
        (
            Columns::new().only(["main"]).extra(false),
            "main: model\n  name: text\n  purpose: enum\n  joined: date-time\n  call: model-text\n  _extra: integer\n",
        ),
        (
            Columns::new().depth(1).only(["main", "parties"]),
            "parties: list of model-text\nmain: model-text\n",
        ),
        (
            Columns::new().depth(3).recursion(1).only(["main.call.id", "main.call.main"]),
            "main: model\n  call: model\n    id: text\n    main: model-text\n",
        ),
    ];
    for (columns, expected) in cases {
        assert_eq!(shown(&columns.of::<Call>().unwrap()), expected, "{columns:?}");
    }
}

#[test]
fn paths_that_lead_nowhere() {
    let cases = [
        (Columns::new().only(["id", "idd"]), "only: `idd` is no column of Call"),
        (Columns::new().only(["id.x"]), "only: `id.x` is no column of Call"),
        (Columns::new().only(["main.call.id"]), "only: `main.call.id` is no column of Call"),
        (Columns::new().only(["parties.0.name"]), "only: `parties.0.name` is no column of Call"),
        (Columns::new().offsets(["id"]), "offsets: `id` is no column of Call"),
        (Columns::new().offsets(["times"]), "offsets: `times` is no column of Call"),
        (Columns::new().only(["id"]).offsets(["startTime"]), "offsets: `startTime` is no column of Call"),
    ];
    for (columns, expected) in cases {
        let error = columns.of::<Call>().expect_err(expected).to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn metadata_says_what_is_documented() {
    let schema = arrow_schema::<Call>();
    assert_eq!(schema.metadata()[metadata::MODEL], "Call");
    assert_eq!(schema.metadata()[metadata::KEYS], r#"["id","startTime","parties","main","times"]"#);
    let id = schema.field_with_name("id").unwrap().metadata();
    assert_eq!((id[metadata::REQUIRED].as_str(), id[metadata::FORMAT].as_str()), ("true", "uuid"));
    let start = schema.field_with_name("startTime").unwrap();
    assert_eq!(start.metadata()[metadata::READ_ONLY], "true");
    assert_eq!(*start.data_type(), DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())));
    let DataType::Struct(party) = schema.field_with_name("main").unwrap().data_type() else {
        panic!("a model")
    };
    assert_eq!(party[1].metadata()[metadata::VALUES], r#"["agent","customer"]"#);
    assert_eq!(party[3].extension_type_name(), Some("arrow.json"));
    assert!(party.iter().all(|field| field.is_nullable()));
}

/// What a line becomes, with chosen columns.
#[test]
fn a_projection_reads_only_what_is_asked() {
    let line = r#"{"id":"c","more":[{"a":"]}"}],"startTime":"2026-05-04T10:00:00+02:00","parties":[{"name":"Ada","joined":null,"x":1},{"purpose":"odd"}],"main":null}"#;
    let cases = [
        (Columns::new(), line),
        (Columns::new().only(["id"]), r#"{"id":"c"}"#),
        (Columns::new().only(["id", "_extra"]), r#"{"id":"c","more":[{"a":"]}"}]}"#),
        (Columns::new().only(["startTime"]), r#"{"startTime":"2026-05-04T08:00:00Z"}"#),
        (
            Columns::new().only(["startTime"]).offsets(["startTime"]),
            r#"{"startTime":"2026-05-04T10:00:00+02:00"}"#,
        ),
        (Columns::new().only(["parties.purpose"]), r#"{"parties":[{},{"purpose":"odd"}]}"#),
        (
            Columns::new().only(["parties.purpose", "parties._extra"]),
            r#"{"parties":[{"x":1},{"purpose":"odd"}]}"#,
        ),
        (
            Columns::new().only(["parties.name", "main"]).extra(true),
            r#"{"parties":[{"name":"Ada","x":1},{}],"main":null,"more":[{"a":"]}"}]}"#,
        ),
        (Columns::new().only(["main"]), "{}"),
    ];
    for (columns, expected) in cases {
        let mut decoder = Decoder::new(columns.of::<Call>().unwrap()).unwrap();
        assert!(decoder.push_line(line.as_bytes(), 1).unwrap());
        let batch = decoder.finish_batch().unwrap();
        let mut text = Vec::new();
        Encoder::new(batch.schema()).unwrap().encode(&batch, &mut text).unwrap();
        let value = |text: &str| text.parse::<serde_json::Value>().unwrap();
        assert_eq!(value(&String::from_utf8(text).unwrap()), value(expected), "{columns:?}");
    }
    // No column at all counts rows.
    let mut decoder = Decoder::new(Arc::new(arrow_schema::<Call>().project(&[]).unwrap())).unwrap();
    assert!(decoder.push_line(line.as_bytes(), 1).unwrap());
    assert_eq!(decoder.finish_batch().unwrap().num_rows(), 1);
}

/// A schema of another program does not say which keys are documented. The decoder passes over all other keys, however many there are, in any order.
#[test]
fn keys_without_columns_are_passed_over() {
    let field = |name: &str| Field::new(name, DataType::Int64, true);
    let schema = Arc::new(Schema::new(vec![field("a"), field("b")]));
    let mut text = String::new();
    for row in 0..400 {
        let other = |number: usize| format!("\"other{number}\":{{\"a\":[{number},\"}}\"]}}");
        let mut members =
            [format!("\"a\":{row}"), other(row), other(row / 2), format!("\"b\":{}", row + 1), other(7)];
        members.rotate_left(row % 5);
        text += &format!("{{{}}}\n", members.join(","));
    }
    let mut decoder = Decoder::new(schema).unwrap();
    decoder.read(text.as_bytes()).unwrap();
    let batch = decoder.finish_batch().unwrap();
    for (at, add) in [(0, 0), (1, 1)] {
        let expected: Vec<i64> = (0..400).map(|row| row + add).collect();
        assert_eq!(batch.column(at).as_primitive::<Int64Type>().values(), &expected[..]);
    }
}

/// Columns that were changed win over what was kept of the text.
#[test]
fn changed_columns_win() {
    use arrow_array::{RecordBatch, TimestampMicrosecondArray};
    let mut decoder =
        Decoder::new(Columns::new().only(["startTime", "_extra"]).of::<Call>().unwrap()).unwrap();
    let line = "{\"startTime\":\"2026-05-04T10:00:00.1234567+02:00\"}\n";
    decoder.read(line.as_bytes()).unwrap();
    let batch = decoder.finish_batch().unwrap();
    let written = |batch: &RecordBatch| {
        let mut text = Vec::new();
        Encoder::new(batch.schema()).unwrap().encode(batch, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    assert_eq!(written(&batch), line);
    let changed = TimestampMicrosecondArray::from(vec![0]).with_timezone("UTC");
    let changed =
        RecordBatch::try_new(batch.schema(), vec![Arc::new(changed), batch.column(1).clone()]).unwrap();
    assert_eq!(written(&changed), "{\"startTime\":\"1970-01-01T00:00:00Z\"}\n");
}

#[test]
fn schemas_that_cannot_be_read_or_written() {
    let schema = |fields: Vec<Field>| Arc::new(Schema::new(fields));
    let twice = schema(vec![Field::new("a", DataType::Utf8, true), Field::new("a", DataType::Int64, true)]);
    let error = Decoder::new(twice.clone()).expect_err("twice");
    assert_eq!(error.to_string(), "a: a second column of this name: rename one of them");
    assert_eq!(Encoder::new(twice).expect_err("twice"), error);
    let binary = schema(vec![Field::new("a", DataType::new_list(DataType::Binary, true), true)]);
    let error = Decoder::new(binary.clone()).expect_err("binary");
    assert!(error.to_string().starts_with("a: JSON is not read into the type Binary"), "{error}");
    let error = Encoder::new(binary).expect_err("binary");
    assert!(
        error.to_string().starts_with("a: a column of the type Binary is not written as JSON"),
        "{error}"
    );
}

/// A table and a schema of the generator say the same, but for the documentation.
#[cfg(feature = "schema")]
#[test]
fn the_names_of_all_models_lead_to_columns() {
    let schema = spectable_build::schema::Schema::default();
    let error = Columns::new().of_schema(&schema, "Call").expect_err("no such model");
    assert_eq!(error.to_string(), "the schema has no model `Call`");
}

#[test]
fn recursive_models_end() {
    for times in 0..3 {
        let schema = Columns::new().recursion(times).depth(5).of_table(Everything::table()).unwrap();
        Decoder::new(schema).unwrap();
    }
}

spectable::model! {
    /// Each of two properties has all of the next level.
    struct Wide = "Wide" {
        a with_a: Box<Wider> = "a",
        b with_b: Box<Wider> = "b",
    }
    struct Wider = "Wider" {
        a with_a: Box<Widest> = "a",
        b with_b: Box<Widest> = "b",
    }
    struct Widest = "Widest" {
        a with_a: String = "a",
        b with_b: String = "b",
    }
}

#[test]
fn the_number_of_columns_has_a_limit() {
    assert!(Columns::new().limit(14).of::<Wide>().is_ok());
    let said = Columns::new().limit(13).of::<Wide>().unwrap_err();
    assert!(said.is_too_wide());
    assert_eq!(
        said.to_string(),
        "Wide has more than 13 columns: choose fewer levels of models with `depth`, or the properties that are needed with `only`"
    );
    assert!(Columns::new().limit(6).depth(2).of::<Wide>().is_ok());
    assert!(Columns::new().limit(3).only(["a.b.a"]).of::<Wide>().is_ok());
}
