//! Random documents of a model, by its table: what a server may send, and more. With the feature `documents`.
//!
//! ```
//! use spectable::{Model, documents::{Documents, Recipe}};
//!
//! spectable::model! {
//!     pub struct Call = "Call" {
//!         id with_id: String = "id",
//!         seconds with_seconds: i64 = "seconds",
//!     }
//! }
//! let document = Documents::new(7, Recipe::ANYTHING).document(Call::table());
//! let call: Call = spectable::from_value(document.clone())?;
//! assert_eq!(spectable::to_value(&call)?, document);
//! # Ok::<(), spectable::Error>(())
//! ```

use serde_json::{Map, Value, json};

use crate::reflect::{Alternative, Enum, Field, Item, Kind, Table};

/// What may occur in a document.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// How many of the known keys occur, of 100.
    pub density: u64,
    /// Whether keys occur that the model does not know.
    pub unknown_keys: bool,
    /// Whether known keys are null at times.
    pub nulls: bool,
    /// Whether enums have values at times that the model does not know.
    pub unknown_values: bool,
    /// Whether keys come in another order than the documented one.
    pub shuffled: bool,
    /// How deep models may be nested.
    pub depth: usize,
}

impl Recipe {
    /// Everything that a model reads and writes back.
    pub const ANYTHING: Self =
        Self { density: 60, unknown_keys: true, nulls: true, unknown_values: true, shuffled: true, depth: 5 };

    /// Only what the documentation says.
    pub const AS_DOCUMENTED: Self = Self {
        density: 60,
        unknown_keys: false,
        nulls: false,
        unknown_values: false,
        shuffled: false,
        depth: 5,
    };
}

/// Makes documents; the same ones for the same seed.
#[derive(Debug)]
pub struct Documents {
    state: u64,
    recipe: Recipe,
}

impl Documents {
    /// Documents of a recipe.
    pub fn new(seed: u64, recipe: Recipe) -> Self {
        Self { state: seed ^ 0x5851_f42d_4c95_7f2d, recipe }
    }

    /// SplitMix64: a few operations a number, and good enough to mix kinds with.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> Option<&'a T> {
        from.get(self.below(from.len())).copied()
    }

    /// The next document of a model: one that the model reads, and writes back equal.
    pub fn document(&mut self, table: Table) -> Value {
        self.model(table, self.recipe.depth)
    }

    fn model(&mut self, table: Table, depth: usize) -> Value {
        let mut members: Vec<(String, Value)> = Vec::new();
        for field in table.fields() {
            if self.next() % 100 < self.density(field, depth) {
                let null = self.recipe.nulls && self.one_in(12);
                let value = if null { Value::Null } else { self.kind(field.kind(), depth) };
                members.push((field.wire_name().to_owned(), value));
            }
        }
        if self.recipe.unknown_keys && self.one_in(3) {
            let value = match table.additional() {
                Some(item) => self.item(item, depth.saturating_sub(1)),
                None => self.anything(2),
            };
            members.push((format!("x-unknown-{}", self.below(3)), value));
        }
        if self.recipe.shuffled {
            for last in (1..members.len()).rev() {
                let other = self.below(last + 1);
                members.swap(last, other);
            }
        }
        members.into_iter().collect::<Map<_, _>>().into()
    }

    /// Models within models are rarer the deeper they are, or documents would have no end. A union may be a model.
    fn density(&self, field: Field, depth: usize) -> u64 {
        match field.kind().innermost() {
            Kind::Model(_) | Kind::Union(_) if depth == 0 => 0,
            Kind::Model(_) | Kind::Union(_) => {
                self.recipe.density * depth as u64 / (self.recipe.depth as u64 * 2).max(1)
            }
            _ => self.recipe.density,
        }
    }

    fn kind(&mut self, kind: Kind, depth: usize) -> Value {
        match kind {
            Kind::Text => self.text().into(),
            Kind::Integer => self.integer().into(),
            Kind::Integer32 => (self.integer() as i32).into(),
            Kind::Unsigned => (self.integer() as u64).into(),
            Kind::Number => self.number(),
            Kind::Boolean => self.one_in(2).into(),
            Kind::DateTime => self.date_time().into(),
            Kind::Date => {
                format!("{:04}-{:02}-{:02}", 1900 + self.below(200), 1 + self.below(12), 1 + self.below(28))
                    .into()
            }
            Kind::Any => self.anything(2),
            Kind::Enum(of) if of.integers().is_some() => self.enum_integer(of).into(),
            Kind::Enum(_) if self.recipe.unknown_values && self.one_in(6) => {
                format!("unheard-of {}", self.below(9)).into()
            }
            Kind::Enum(known) => self.pick(known.values()).unwrap_or_default().into(),
            Kind::Model(table) => self.model(table, depth.saturating_sub(1)),
            Kind::List(item) => (0..self.below(4)).map(|_| self.item(item, depth)).collect(),
            Kind::Map(item) => {
                let entries = (0..self.below(4)).map(|at| (format!("key {at}"), self.item(item, depth)));
                entries.collect::<Map<_, _>>().into()
            }
            // Where a union is an alternative of itself, its last values are none of the alternatives.
            Kind::Union(_) if depth == 0 => json!({ "unheard-of": self.below(9) }),
            Kind::Union(union) => {
                let depth = depth - 1;
                let alternatives: Vec<_> = union.iter().collect();
                match alternatives.get(self.below(alternatives.len() + 1)) {
                    Some(alternative) => self.alternative(*alternative, depth),
                    // Whatever else an object is, a list of another kind may be an error.
                    None => serde_json::json!({ "unheard-of": self.below(9) }),
                }
            }
        }
    }

    /// An item of a list or map.
    fn item(&mut self, item: Item, depth: usize) -> Value {
        let is_null = self.recipe.nulls && item.nullable() && self.one_in(6);
        if is_null { Value::Null } else { self.kind(item.kind(), depth) }
    }

    /// A value of an alternative, with what tells it.
    fn alternative(&mut self, alternative: Alternative, depth: usize) -> Value {
        let mut value = self.kind(alternative.kind(), depth);
        if let (Value::Object(members), Some(key)) = (&mut value, alternative.key()) {
            let told = match self.pick(alternative.values()) {
                Some(value) => serde_json::from_str(value).unwrap_or_else(|_| value.into()),
                None => members.get(key).cloned().unwrap_or_else(|| "x".into()),
            };
            members.insert(key.to_owned(), told);
        }
        value
    }

    fn text(&mut self) -> String {
        let texts = [
            "",
            "x",
            "4fa21c8e-0d6b-4f0e-9a53-1b7c2d3e4f50",
            "sip:agent@example.com",
            "Grüße, 世界 😀",
            "\"quoted\" \\ /",
            "line\nbreak\ttab\u{1}",
            "+1 317 555 0123",
        ];
        self.pick(&texts).unwrap_or_default().to_owned()
    }

    fn integer(&mut self) -> i64 {
        match self.below(6) {
            0 => i64::MIN,
            1 => i64::MAX,
            2 => 0,
            _ => self.next() as i64 >> self.below(63),
        }
    }

    /// A value of an enum of integers.
    fn enum_integer(&mut self, of: Enum) -> i64 {
        let known = of.integers().unwrap_or_default();
        let is_unknown = self.recipe.unknown_values && self.one_in(6);
        match known.get(self.below(known.len())) {
            Some(&number) if !is_unknown => number,
            _ => self.integer(),
        }
    }

    fn number(&mut self) -> Value {
        match self.below(6) {
            0 => json!(f64::MAX),
            1 => json!(f64::MIN_POSITIVE),
            2 => json!(self.below(100)),
            3 => json!(-0.5),
            _ => json!(self.next() as f64 / 1e12),
        }
    }

    fn date_time(&mut self) -> String {
        let (month, day) = (1 + self.below(12), 1 + self.below(28));
        let (hour, minute, second) = (self.below(24), self.below(60), self.below(60));
        let digits = self.below(10);
        let fraction = match digits {
            0 => String::new(),
            _ => format!(".{:0digits$}", self.next() % 10u64.pow(digits as u32)),
        };
        let offset = self.pick(&["Z", "Z", "+00:00", "+05:30", "-08:00", "+14:00"]).unwrap_or("Z");
        format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}")
    }

    fn anything(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 5 } else { 7 }) {
            0 if self.recipe.nulls => Value::Null,
            0 | 1 => self.one_in(2).into(),
            2 => self.next().into(),
            3 => self.integer().into(),
            4 => self.text().into(),
            5 => (0..self.below(3)).map(|_| self.anything(depth - 1)).collect(),
            _ => (0..self.below(3))
                .map(|at| (format!("k{at}"), self.anything(depth - 1)))
                .collect::<Map<_, _>>()
                .into(),
        }
    }
}
