//! Models with properties of every kind. A wire name that two models share is of another kind in each, so that one
//! document is right for one model and wrong for the next.

use std::collections::BTreeMap;

use spectable::types::{Date, OffsetDateTime, Value};

spectable::model! {
    /// A property of every kind, and lists and maps of every kind.
    pub struct Every = "Every" {
        text with_text: String = "text" (required),
        integer with_integer: i64 = "int",
        number with_number: f64 = "num",
        boolean with_boolean: bool = "bool" (read_only),
        date_time with_date_time: OffsetDateTime = "time",
        date with_date: Date = "date",
        any with_any: Value = "any",
        colour with_colour: Colour = "colour",
        model with_model: Box<Every> = "model",
        texts with_texts: Vec<String> = "texts",
        integers with_integers: Vec<i64> = "ints",
        numbers with_numbers: Vec<f64> = "nums",
        booleans with_booleans: Vec<bool> = "bools",
        times with_times: Vec<OffsetDateTime> = "times",
        dates with_dates: Vec<Date> = "dates",
        values with_values: Vec<Value> = "values",
        colours with_colours: Vec<Colour> = "colours",
        models with_models: Vec<Every> = "models",
        texts_by_name with_texts_by_name: BTreeMap<String, String> = "textsBy",
        integers_by_name with_integers_by_name: BTreeMap<String, i64> = "intsBy",
        numbers_by_name with_numbers_by_name: BTreeMap<String, f64> = "numsBy",
        booleans_by_name with_booleans_by_name: BTreeMap<String, bool> = "boolsBy",
        times_by_name with_times_by_name: BTreeMap<String, OffsetDateTime> = "timesBy",
        dates_by_name with_dates_by_name: BTreeMap<String, Date> = "datesBy",
        values_by_name with_values_by_name: BTreeMap<String, Value> = "valuesBy",
        colours_by_name with_colours_by_name: BTreeMap<String, Colour> = "coloursBy",
        models_by_name with_models_by_name: BTreeMap<String, Every> = "modelsBy",
        grid with_grid: Vec<Vec<f64>> = "grid",
        lists_by_name with_lists_by_name: BTreeMap<String, Vec<Colour>> = "listsBy",
        maps with_maps: Vec<BTreeMap<String, Every>> = "maps",
        deep with_deep: Vec<BTreeMap<String, Vec<BTreeMap<String, Date>>>> = "deep",
        small with_small: i32 = "i32",
        unsigned with_unsigned: u64 = "u64",
        smalls with_smalls: Vec<i32> = "i32s",
        unsigned_by_name with_unsigned_by_name: BTreeMap<String, u64> = "u64By",
        odd with_odd: String = "odd \"name\" \\ \u{1}😀" (required, read_only, documented "odd name"),
    }
}

spectable::model! {
    /// Reaches itself in each way there is; the kinds of the wire names are others than those of `Every`.
    pub struct Tree = "Tree" {
        left with_left: Box<Tree> = "model",
        right with_right: Box<Tree> = "text",
        branches with_branches: Vec<Tree> = "models",
        rows with_rows: Vec<Vec<Tree>> = "texts",
        by_name with_by_name: BTreeMap<String, Tree> = "any",
        other with_other: Box<Every> = "other",
        flag with_flag: bool = "int",
        day with_day: Date = "time",
        at with_at: OffsetDateTime = "date",
        count with_count: i64 = "num",
    }
}

spectable::model! {
    /// Small fields between large ones.
    pub struct Narrow = "Narrow" {
        a with_a: bool = "bool",
        b with_b: Date = "date",
        c with_c: bool = "c",
        d with_d: Colour = "text",
        e with_e: i64 = "int",
        f with_f: bool = "f",
        g with_g: Box<Nothing> = "model",
        h with_h: Date = "h",
        i with_i: f64 = "num",
        j with_j: bool = "",
        k with_k: i32 = "nums",
        l with_l: bool = "l",
        m with_m: u64 = "ints",
        n with_n: i32 = "n",
    }
}

spectable::model! {
    /// No property at all: every key is unknown.
    pub struct Nothing = "Nothing" {}
}

spectable::open_enum! {
    /// A colour.
    pub enum Colour {
        /// Like a rose.
        Red = "red",
        Blue = "blue",
        Empty = "",
        r#Type = "type \"x\"",
    }
}

spectable::model! {
    /// Unions of every kind.
    pub struct Mixed = "Mixed" {
        either with_either: Either = "any",
        eithers with_eithers: Vec<Either> = "values",
        by_name with_by_name: BTreeMap<String, Either> = "valuesBy",
        time with_time: Time = "time",
        place with_place: Place = "model",
        code with_code: Code = "num",
        codes with_codes: Vec<Code> = "ints",
    }
}

spectable::integer_enum! {
    /// Zero and both ends are values that readers might treat in a way of their own.
    pub enum Code {
        Nothing = 0,
        One = 1,
        Most = 9223372036854775807,
        Least = -9223372036854775808,
    }
}

spectable::union! {
    /// Told by keys, values of keys and JSON types.
    pub enum Either {
        Every as_every: box Every where "text",
        Tree as_tree: box Tree where "num" = "1" | "x",
        Mixed as_mixed: box Mixed where "any",
        Nothing as_nothing: box Nothing,
        Colour as_colour: Colour,
        Whole as_whole: i64,
        Flag as_flag: bool,
        All as_all: Vec<Either>,
    }
    /// Told by JSON types.
    pub enum Time {
        At as_at: OffsetDateTime,
        Seconds as_seconds: f64,
        Day as_day: BTreeMap<String, Date>,
    }
    /// Some objects are none of them.
    pub enum Place {
        One as_one: box Narrow where "bool" = "true" | "1",
        Other as_other: box Wide where "int",
    }
}

spectable::model! {
    /// Keys that are no property are lists.
    pub struct Rest = "Rest" {
        num with_num: f64 = "num",
        models with_models: Vec<Rest> = "models",
        rest with_rest: BTreeMap<String, Vec<Rest>> = "" (additional),
    }
    /// Keys that are no property are values that may be null.
    pub struct Holes = "Holes" {
        text with_text: String = "text",
        rest with_rest: BTreeMap<String, Option<Either>> = "" (additional),
    }
}

/// A model with more properties than a machine word has bits.
macro_rules! wide {
    ($($field:ident $setter:ident $wire:literal,)*) => {
        spectable::model! {
            /// More properties than a machine word has bits; every key is short, and many are alike.
            pub struct Wide = "Wide" {
                $($field $setter: i64 = $wire,)*
            }
        }
    };
}

wide! {
    a0 with_a0 "a0", a1 with_a1 "a1", a2 with_a2 "a2", a3 with_a3 "a3", a4 with_a4 "a4", a5 with_a5 "a5", a6 with_a6 "a6",
    a7 with_a7 "a7", a8 with_a8 "a8", a9 with_a9 "a9", b0 with_b0 "b0", b1 with_b1 "b1", b2 with_b2 "b2", b3 with_b3 "b3",
    b4 with_b4 "b4", b5 with_b5 "b5", b6 with_b6 "b6", b7 with_b7 "b7", b8 with_b8 "b8", b9 with_b9 "b9", c0 with_c0 "c0",
    c1 with_c1 "c1", c2 with_c2 "c2", c3 with_c3 "c3", c4 with_c4 "c4", c5 with_c5 "c5", c6 with_c6 "c6", c7 with_c7 "c7",
    c8 with_c8 "c8", c9 with_c9 "c9", d0 with_d0 "d0", d1 with_d1 "d1", d2 with_d2 "d2", d3 with_d3 "d3", d4 with_d4 "d4",
    d5 with_d5 "d5", d6 with_d6 "d6", d7 with_d7 "d7", d8 with_d8 "d8", d9 with_d9 "d9", e0 with_e0 "e0", e1 with_e1 "e1",
    e2 with_e2 "e2", e3 with_e3 "e3", e4 with_e4 "e4", e5 with_e5 "e5", e6 with_e6 "e6", e7 with_e7 "e7", e8 with_e8 "e8",
    e9 with_e9 "e9", f0 with_f0 "f0", f1 with_f1 "f1", f2 with_f2 "f2", f3 with_f3 "f3", f4 with_f4 "f4", f5 with_f5 "f5",
    f6 with_f6 "f6", f7 with_f7 "f7", f8 with_f8 "f8", f9 with_f9 "f9", g0 with_g0 "g0", g1 with_g1 "g1", g2 with_g2 "g2",
    g3 with_g3 "g3", g4 with_g4 "g4", g5 with_g5 "g5", int with_int "int", num with_num "num", text with_text "text",
}
