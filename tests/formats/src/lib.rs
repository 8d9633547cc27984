//! Models by hand, with a property of every kind: what the tests write in every format.
#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "the wire names say it")]

use std::collections::BTreeMap;

use spectable::types::{Date, OffsetDateTime, Value};

spectable::model! {
    /// Everything that a property can be.
    pub struct Everything = "Everything" {
        text with_text: String = "text" (required),
        integer with_integer: i64 = "integer",
        number with_number: f64 = "number",
        boolean with_boolean: bool = "boolean",
        date_time with_date_time: OffsetDateTime = "dateTime",
        date with_date: Date = "date",
        colour with_colour: Colour = "colour",
        any with_any: Value = "any",
        model with_model: Box<Everything> = "model",
        texts with_texts: Vec<String> = "texts",
        integers with_integers: Vec<i64> = "integers",
        numbers with_numbers: Vec<f64> = "numbers",
        switches with_switches: Vec<bool> = "switches",
        days with_days: Vec<Date> = "days",
        moments with_moments: Vec<OffsetDateTime> = "moments",
        colours with_colours: Vec<Colour> = "colours",
        models with_models: Vec<Everything> = "models",
        grid with_grid: Vec<Vec<f64>> = "grid",
        anything with_anything: Vec<Value> = "anything",
        counts with_counts: BTreeMap<String, i64> = "counts",
        by_name with_by_name: BTreeMap<String, Everything> = "byName",
        dates with_dates: BTreeMap<String, Vec<Date>> = "dates",
        rows with_rows: Vec<BTreeMap<String, Colour>> = "rows",
        any_by_name with_any_by_name: BTreeMap<String, Value> = "anyByName",
        integer32 with_integer32: i32 = "integer32",
        unsigned with_unsigned: u64 = "unsigned",
        integers32 with_integers32: Vec<i32> = "integers32",
        all_unsigned with_all_unsigned: BTreeMap<String, u64> = "allUnsigned",
    }
}

spectable::open_enum! {
    /// A colour.
    pub enum Colour {
        /// Like a rose.
        Red = "red",
        /// Like the sky.
        Blue = "blue",
    }
}

spectable::model! {
    /// A call.
    pub struct Call = "Call" {
        id with_id: String = "id",
        start_time with_start_time: OffsetDateTime = "startTime",
        cost with_cost: f64 = "cost",
        parties with_parties: Vec<Party> = "parties",
    }
    /// Somebody on a call.
    pub struct Party = "Party" {
        name with_name: String = "name",
        start_time with_start_time: OffsetDateTime = "startTime",
        counts with_counts: BTreeMap<String, i64> = "counts",
    }
}
