//! What the documentation says of values beyond their type.

use serde_json::Value;
use spectable_build::schema::Property;

/// Longer lists and maps than this are no examples.
const MOST: usize = 10_000;

/// The keywords of JSON Schema that hold for one level of a property: its value, or the items of its lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits<'a> {
    constraints: &'a [(String, String)],
    /// How many lists the value is within.
    level: usize,
}

impl<'a> Limits<'a> {
    /// No limits.
    pub(crate) const NONE: Limits<'static> = Limits { constraints: &[], level: 0 };

    pub(crate) fn of(property: &'a Property) -> Self {
        Self { constraints: &property.constraints, level: 0 }
    }

    /// Those of the items of a list.
    pub(crate) fn of_items(self) -> Self {
        Self { level: self.level + 1, ..self }
    }

    pub(crate) fn are_none(self) -> bool {
        self.constraints.is_empty()
    }

    /// The value of a keyword, if it is said once: several say that all of them hold, and the first is taken.
    fn get(self, keyword: &str) -> Option<Value> {
        let is_it = |key: &str| {
            let mut rest = key;
            for _ in 0..self.level {
                rest = rest.strip_prefix("items.").unwrap_or_default();
            }
            rest == keyword
        };
        let (_, json) = self.constraints.iter().find(|(key, _)| is_it(key))?;
        serde_json::from_str(json).ok()
    }

    /// A number of letters, items or members.
    pub(crate) fn count(self, keyword: &str) -> Option<usize> {
        let count = self.get(keyword)?.as_f64().filter(|count| *count >= 0.0)?;
        Some(count as usize)
    }

    pub(crate) fn number(self, keyword: &str) -> Option<f64> {
        self.get(keyword)?.as_f64()
    }

    pub(crate) fn text(self, keyword: &str) -> Option<String> {
        self.get(keyword)?.as_str().map(str::to_owned)
    }

    pub(crate) fn is(self, keyword: &str) -> bool {
        self.get(keyword) == Some(Value::Bool(true))
    }

    /// The least and the most of a count, with a wish of how many there are.
    pub(crate) fn fit(self, least: &str, most: &str, wish: usize) -> usize {
        if self.are_none() {
            return wish;
        }
        let (least, most) = (self.count(least).unwrap_or(0), self.count(most).unwrap_or(usize::MAX));
        wish.min(most).max(least).min(MOST)
    }
}
