//! A model with a property of every kind.

use std::collections::BTreeMap;

use spectable::types::{Date, OffsetDateTime, Value};

spectable::model! {
    /// Everything that a property can be.
    pub struct Everything = "Everything" {
        text with_text: String = "text" (required),
        integer with_integer: i64 = "integer",
        number with_number: f64 = "number",
        boolean with_boolean: bool = "boolean" (read_only),
        date_time with_date_time: OffsetDateTime = "dateTime",
        date with_date: Date = "date",
        any with_any: Value = "any",
        colour with_colour: Colour = "colour",
        model with_model: Box<Everything> = "model",
        texts with_texts: Vec<String> = "texts",
        integers with_integers: Vec<i64> = "integers",
        colours with_colours: Vec<Colour> = "colours",
        models with_models: Vec<Everything> = "models",
        grid with_grid: Vec<Vec<f64>> = "grid",
        by_name with_by_name: BTreeMap<String, Everything> = "byName",
        dates with_dates: BTreeMap<String, Vec<Date>> = "dates",
        days with_days: Vec<OffsetDateTime> = "days",
        anything with_anything: Vec<Value> = "anything",
        switches with_switches: BTreeMap<String, bool> = "switches",
        integer32 with_integer32: i32 = "integer32",
        unsigned with_unsigned: u64 = "unsigned",
        integers32 with_integers32: Vec<i32> = "integers32",
        unsigned_by_name with_unsigned_by_name: BTreeMap<String, u64> = "unsignedByName",
        odd with_odd: String = "odd \"name\"" (required, read_only, documented "odd name"),
    }
}

spectable::model! {
    /// Small fields between large ones, and an odd one at the end.
    pub struct Narrow = "Narrow" {
        a with_a: bool = "a",
        b with_b: Date = "b",
        c with_c: bool = "c",
        d with_d: bool = "d",
        e with_e: i64 = "e",
        f with_f: bool = "f",
        g with_g: Colour = "g",
        h with_h: Date = "h",
        i with_i: Box<Narrow> = "i",
        j with_j: bool = "j",
        k with_k: f64 = "k",
        l with_l: bool = "l",
        m with_m: OffsetDateTime = "m",
        n with_n: bool = "n",
        o with_o: Vec<bool> = "o",
        p with_p: bool = "p",
        q with_q: i32 = "q",
        r with_r: u64 = "r",
        s with_s: i32 = "s",
        t with_t: i32 = "t",
        u with_u: bool = "u",
    }
}

spectable::model! {
    /// No property at all.
    pub struct Nothing = "Nothing" {}
}

spectable::open_enum! {
    /// A colour.
    pub enum Colour {
        /// Like a rose.
        Red = "red",
        Blue = "blue",
        r#Type = "x",
    }
}
