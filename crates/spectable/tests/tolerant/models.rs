//! The models of these tests, and every way to read one tolerantly.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::de::DeserializeSeed;
use serde_json::Value;
use spectable::types::{Date, OffsetDateTime};
use spectable::{Model, Reader};

spectable::model! {
    /// A property of every kind.
    pub struct Call = "Call" {
        text with_text: String = "text",
        integer with_integer: i64 = "integer",
        small with_small: i32 = "small",
        unsigned with_unsigned: u64 = "unsigned",
        number with_number: f64 = "number",
        boolean with_boolean: bool = "boolean",
        at with_at: OffsetDateTime = "at",
        day with_day: Date = "day",
        object with_object: Value = "object",
        direction with_direction: Direction = "direction",
        level with_level: Level = "level",
        texts with_texts: Vec<String> = "texts",
        grid with_grid: Vec<Vec<i64>> = "grid",
        maybe with_maybe: Vec<Option<Level>> = "maybe",
        switches with_switches: BTreeMap<String, bool> = "switches",
        days with_days: BTreeMap<String, Vec<Date>> = "days",
        next with_next: Box<Call> = "next",
        all with_all: Vec<Call> = "all",
        by_name with_by_name: BTreeMap<String, Call> = "byName",
        counts with_counts: Box<Counts> = "counts",
        target with_target: Target = "target",
        targets with_targets: Vec<Target> = "targets",
    }
    /// A model whose other keys are documented.
    pub struct Counts = "Counts" {
        name with_name: String = "name",
        additional with_additional: BTreeMap<String, i64> = "" (additional),
    }
    /// Another one.
    pub struct Lists = "Lists" {
        additional with_additional: BTreeMap<String, Vec<Option<Target>>> = "" (additional),
    }
    /// A model that is always read tolerantly.
    pub struct Lenient = "Lenient" (tolerant) {
        id with_id: i64 = "id",
        inner with_inner: Box<Counts> = "inner",
        all with_all: Vec<Counts> = "all",
    }
    /// A model that holds one.
    pub struct Strict = "Strict" (response) {
        id with_id: i64 = "id",
        lenient with_lenient: Box<Lenient> = "lenient",
        after with_after: Box<Counts> = "after",
        way with_way: Way = "way",
    }
}
spectable::union! {
    pub enum Target {
        Counts as_counts: box Counts where "kind" = "counts",
        Call as_call: box Call where "kind" = "call",
        Texts as_texts: Vec<String>,
        Whole as_whole: i64,
    }
    pub enum Way {
        Lenient as_lenient: box Lenient where "kind" = "lenient",
        Counts as_counts: box Counts where "kind" = "counts",
    }
}
spectable::open_enum! {
    pub enum Direction { In = "in", Out = "out" }
}
spectable::integer_enum! {
    pub enum Level { Low = 1, High = 2 }
}

pub(crate) type Reading<T> = (&'static str, Result<T, String>);

pub(crate) fn text_of<T>(result: Result<T, impl Display>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

pub(crate) const TOLERANT: Reader = Reader::new().tolerant();

/// What the tolerant readers of text make of it.
pub(crate) fn of_text<M: Model>(text: &str) -> Vec<Reading<M>> {
    let line = text.replace(['\n', '\r'], " ");
    vec![
        ("from_str", text_of(TOLERANT.from_str(text))),
        ("from_slice", text_of(TOLERANT.from_slice(text.as_bytes()))),
        ("from_reader", text_of(TOLERANT.from_reader(text.as_bytes()))),
        ("lines", text_of(TOLERANT.lines(line.as_bytes()).next().unwrap())),
        ("stream", text_of(TOLERANT.stream(text.as_bytes()).next().unwrap())),
    ]
}

/// What the others make of it: they know numbers of 64 bits only.
pub(crate) fn of_value<M: Model>(text: &str) -> Vec<Reading<M>> {
    let value: Value = serde_json::from_str(text).expect(text);
    let mut format = serde_json::Deserializer::from_str(text);
    vec![
        ("from_value", text_of(TOLERANT.from_value(value.clone()))),
        ("a seed of text", text_of(TOLERANT.seed().deserialize(&mut format))),
        ("a seed of a value", text_of(TOLERANT.seed().deserialize(value))),
    ]
}

/// Reads a text by each tolerant reader, sees to it that all agree, and that each writer writes it back as it was.
pub(crate) fn comes_back<M: Model>(text: &str) -> M {
    let value: Value = serde_json::from_str(text).expect(text);
    let mut models = Vec::new();
    for (reader, read) in of_text(text).into_iter().chain(of_value(text)) {
        let model: M = read.unwrap_or_else(|error| panic!("{reader}: {text}: {error}"));
        written_back(&model, &value);
        models.push((reader, model));
    }
    for (reader, model) in &models {
        assert!(*model == models[0].1, "{reader}: {model:?} and {:?}", models[0].1);
    }
    models.remove(0).1
}

/// Each writer writes this value, and what it writes is read again.
pub(crate) fn written_back<M: Model>(model: &M, value: &Value) {
    let same = |written: Value| {
        assert_eq!(spectable::difference(M::table(), value, &written), None, "{value} and {written}");
        let (keys, written_keys) = (value.as_object().unwrap(), written.as_object().unwrap());
        assert_eq!(keys.len(), written_keys.len());
    };
    let text = spectable::to_string(model).unwrap();
    same(serde_json::from_str(&text).unwrap());
    same(serde_json::from_str(&spectable::to_string_pretty(model).unwrap()).unwrap());
    same(serde_json::from_str(&serde_json::to_string(model).unwrap()).unwrap());
    same(spectable::to_value(model).unwrap());
    let again: M = TOLERANT.from_str(&text).unwrap();
    assert!(again == *model, "{again:?} and {model:?}");
    let copy = model.clone();
    assert!(copy == *model);
    assert_eq!(format!("{copy:?}"), format!("{model:?}"));
    assert_eq!(spectable::to_string(&copy).unwrap(), text);
}
