//! What a program sees of a table and of an error: every accessor, and `Debug` of every kind.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::BTreeMap;

use spectable::types::{Date, OffsetDateTime, Value};
use spectable::{ErrorKind, Kind, Model};

spectable::model! {
    pub struct Order = "Order v2" {
        text with_text: String = "text" (required),
        integer with_integer: i64 = "integer" (read_only),
        number with_number: f64 = "number" (documented "a number"),
        #[deprecated]
        boolean with_boolean: bool = "boolean",
        date_time with_date_time: OffsetDateTime = "dateTime" (required, read_only),
        date with_date: Date = "date",
        any with_any: Value = "any",
        state with_state: State = "state",
        next with_next: Box<Order> = "next",
        states with_states: Vec<State> = "states",
        rows with_rows: BTreeMap<String, Vec<Order>> = "rows",
        r#type with_type: String = "type",
        texts with_texts: Vec<String> = "texts",
        integers with_integers: Vec<i64> = "integers",
        numbers with_numbers: Vec<f64> = "numbers",
        booleans with_booleans: Vec<bool> = "booleans",
        date_times with_date_times: Vec<OffsetDateTime> = "dateTimes",
        dates with_dates: Vec<Date> = "dates",
        values with_values: Vec<Value> = "values",
        by_name with_by_name: BTreeMap<String, i64> = "byName",
        small with_small: i32 = "small" (nullable, format "int32", default "10"),
        sizes with_sizes: Vec<u64> = "sizes" (write_only, documented "all sizes", format "uint64"),
    }
}

spectable::open_enum! {
    pub enum State { Open = "open", r#Self_ = "self", Closed = "closed" }
}

#[test]
fn the_table_says_what_the_page_says() {
    let table = Order::table();
    assert_eq!((table.name(), table.fields().len()), ("Order v2", 22));
    let rows = [
        // (wire name, documented name, required, read-only, deprecated)
        ("text", "text", true, false, false),
        ("integer", "integer", false, true, false),
        ("number", "a number", false, false, false),
        ("boolean", "boolean", false, false, true),
        ("dateTime", "date_time", true, true, false),
        ("type", "type", false, false, false),
    ];
    for (wire, documented, required, read_only, deprecated) in rows {
        let field = table.field(wire).expect(wire);
        assert_eq!((field.wire_name(), field.documented_name()), (wire, documented));
        assert_eq!(
            (field.required(), field.read_only(), field.deprecated()),
            (required, read_only, deprecated)
        );
    }
    assert!(table.field("date_time").is_none(), "a documented name is not a wire name");
    let wire_names: Vec<_> = table.fields().map(|field| field.wire_name()).collect();
    assert_eq!(wire_names[..4], ["text", "integer", "number", "boolean"], "in documented order");
}

#[test]
fn what_is_said_beyond_the_type() {
    let rows = [
        // (wire name, documented name, nullable, write-only, format, default)
        ("small", "small", true, false, Some("int32"), Some("10")),
        ("sizes", "all sizes", false, true, Some("uint64"), None),
        ("number", "a number", false, false, None, None),
        ("text", "text", false, false, None, None),
    ];
    for (wire, documented, nullable, write_only, format, default) in rows {
        let field = Order::table().field(wire).expect(wire);
        assert_eq!(field.documented_name(), documented);
        assert_eq!((field.nullable(), field.write_only()), (nullable, write_only), "{wire}");
        assert_eq!((field.format(), field.default()), (format, default), "{wire}");
    }
    let order: Order = spectable::from_str("{}").unwrap();
    assert_eq!(order.small, None, "a documented default is not put in");
}

#[test]
fn the_kind_of_a_property_is_that_of_its_type() {
    let shown = |wire: &str| format!("{:?}", Order::table().field(wire).expect(wire).kind());
    let states = r#"State { values: ["open", "self", "closed"] }"#;
    let cases = [
        ("text", "Text".to_owned()),
        ("integer", "Integer".to_owned()),
        ("number", "Number".to_owned()),
        ("boolean", "Boolean".to_owned()),
        ("dateTime", "DateTime".to_owned()),
        ("date", "Date".to_owned()),
        ("small", "Integer32".to_owned()),
        ("sizes", "List(Unsigned)".to_owned()),
        ("any", "Any".to_owned()),
        ("state", format!("Enum({states})")),
        ("next", "Model(Table(Order v2))".to_owned()),
        ("states", format!("List(Enum({states}))")),
        ("rows", "Map(List(Model(Table(Order v2))))".to_owned()),
    ];
    for (wire, expected) in cases {
        assert_eq!(shown(wire), expected, "{wire}");
    }
    let field = format!("{:?}", Order::table().field("number").unwrap());
    assert_eq!(
        field,
        "Field { wire_name: \"number\", documented_name: \"a number\", kind: Number, required: false, read_only: false, write_only: false, nullable: false, deprecated: false, format: None, default: None }"
    );
}

#[test]
fn an_enum_tells_its_name_and_values() {
    let kind = |wire: &str| Order::table().field(wire).expect(wire).kind();
    let Kind::Enum(state) = kind("state") else { panic!("{:?}", kind("state")) };
    assert_eq!(state.name(), "State");
    assert_eq!(state.values(), ["open", "self", "closed"]);
    assert_eq!(kind("states").enum_values(), Some(state.values()));
    assert_eq!(kind("text").enum_values(), None);
    assert!(matches!(kind("rows").innermost(), Kind::Model(table) if table.name() == "Order v2"));
    assert!(matches!(kind("rows"), Kind::Map(item) if matches!(item.kind(), Kind::List(_))));
}

#[test]
fn debug_shows_a_value_of_each_kind() {
    let date = Date::from_ordinal_date(2026, 1).unwrap();
    let time = OffsetDateTime::UNIX_EPOCH;
    let cases = [
        (Order::default().with_text("a\"b"), r#"text: "a\"b""#),
        (Order::default().with_integer(-7), "integer: -7"),
        (Order::default().with_number(1.5), "number: 1.5"),
        (Order::default().with_small(-5), "small: -5"),
        (Order::default().with_sizes([u64::MAX]), "sizes: [18446744073709551615]"),
        (Order::default().with_date_time(time), "date_time: 1970-01-01 0:00:00.0 +00:00:00"),
        (Order::default().with_date(date), "date: 2026-01-01"),
        (Order::default().with_any(true), "any: Bool(true)"),
        (Order::default().with_state("open"), r#"state: "open""#),
        (Order::default().with_next(Order::default().with_integer(1)), "next: Order v2 { integer: 1 }"),
        (
            Order::default().with_rows([("k".to_owned(), vec![Order::default()])]),
            r#"rows: {"k": [Order v2]}"#,
        ),
        (Order::default().with_type("x"), r#"type: "x""#),
        (Order::default().with_texts(["a".to_owned()]), r#"texts: ["a"]"#),
        (Order::default().with_integers([1, 2]), "integers: [1, 2]"),
        (Order::default().with_numbers([0.5, 2.0]), "numbers: [0.5, 2.0]"),
        (Order::default().with_booleans([true]), "booleans: [true]"),
        (Order::default().with_date_times([time]), "date_times: [1970-01-01 0:00:00.0 +00:00:00]"),
        (Order::default().with_dates([date]), "dates: [2026-01-01]"),
        (Order::default().with_values([Value::Null]), "values: [Null]"),
        (Order::default().with_by_name([("k".to_owned(), 3)]), r#"by_name: {"k": 3}"#),
    ];
    for (model, expected) in cases {
        assert_eq!(format!("{model:?}"), format!("Order v2 {{ {expected} }}"));
    }
    let model: Order = spectable::from_str(r#"{"boolean":true,"text":null,"other":1}"#).unwrap();
    assert_eq!(format!("{model:?}"), "Order v2 { boolean: true, other: Number(1), text: Null }");
}

#[test]
fn an_error_tells_its_parts() {
    let read = |text: &str| spectable::from_str::<Order>(text).expect_err(text);
    let error = read("{\n \"next\": {\"integer\": \"x\"}}");
    assert_eq!(error.kind(), ErrorKind::Data);
    assert_eq!(error.path(), "next.integer");
    assert!(error.message().starts_with("invalid type: string \"x\", expected a whole number"), "{error}");
    assert_eq!((error.line(), error.column()), (2, 22));
    assert_eq!(error.to_string(), format!("next.integer: {} at line 2 column 22", error.message()));

    let error = read("[");
    assert_eq!((error.path(), error.line(), error.column()), ("", 1, 1));
    assert_eq!(error.to_string(), format!("{} at line 1 column 1", error.message()));

    // A value in memory has no lines.
    let value = serde_json::json!({ "integer": "x" });
    let error = spectable::from_value::<Order>(value).expect_err("a text is not a number");
    assert_eq!((error.path(), error.line(), error.column()), ("integer", 0, 0));
    assert_eq!(error.to_string(), format!("integer: {}", error.message()));
}

/// An error that has a cause.
#[derive(Debug)]
struct Cut(std::fmt::Error);

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the line is cut")
    }
}

impl std::error::Error for Cut {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl std::io::Read for Cut {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other(Cut(self.0)))
    }
}

#[test]
fn an_error_of_a_stream_tells_its_cause() {
    let error = spectable::from_reader::<Order>(Cut(std::fmt::Error)).expect_err("it cannot be read");
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(error.message(), "the line is cut");
    assert_eq!((error.path(), error.line(), error.column()), ("", 0, 0));
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(cause, Some(std::fmt::Error.to_string()));
    let error = spectable::from_str::<Order>("x").expect_err("not JSON");
    assert!(std::error::Error::source(&error).is_none(), "the message says it all");
}

spectable::model! {
    pub struct Long = "Long" {
        short with_short: i64 = "s",
        long with_long: i64 = "aWireNameThatIsLongerThanWhatIsWrittenAtOnceAndThenAgainAsLong",
        middle with_middle: i64 = "aWireNameOfSomeLen",
    }
}

#[test]
fn a_wire_name_of_any_length_is_written_whole() {
    let text = r#"{"s":1,"aWireNameThatIsLongerThanWhatIsWrittenAtOnceAndThenAgainAsLong":2,"aWireNameOfSomeLen":3}"#;
    let long: Long = spectable::from_str(text).unwrap();
    assert_eq!(long.long, Some(2));
    assert_eq!(spectable::to_string(&long).unwrap(), text);
}

spectable::model! {
    struct Sent = "Sent" (request) {}
    struct Received = "Received" (response,) {}
    struct Both = "Both" (response, request) {}
}

#[test]
fn a_model_knows_where_it_travels() {
    use spectable::Direction;
    assert_eq!(Sent::table().direction(), Some(Direction::Request));
    assert_eq!(Received::table().direction(), Some(Direction::Response));
    assert_eq!(Both::table().direction(), Some(Direction::Both));
}
