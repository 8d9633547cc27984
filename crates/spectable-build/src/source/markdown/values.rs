//! Values of an enum: a table of them, or a list.

use std::ops::Range;

use super::page_text::PageText;
use super::row::Header;
use super::text;
use crate::dialect::{Column, Dialect, unquoted};
use crate::documented::{Body, RawValue};
use crate::documented_type::RawType;

/// The values that stand under one heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    pub(super) values: Vec<RawValue>,
    /// The text of one of them is in quotes, so all of them are texts.
    quoted: bool,
}

impl Values {
    /// Takes in the rows of a table.
    pub(super) fn table(
        &mut self,
        page: &PageText<'_>,
        header: &Header,
        table: &Range<usize>,
        property: Option<&str>,
        dialect: &Dialect,
    ) {
        // The value itself, or where a table has no such column, its only name.
        let column = if header.has(Column::Value) { Column::Value } else { Column::Name };
        for line in page.lines(table) {
            let cells = header.cells(line);
            let cell = cells.get(column);
            let description = text::decode(cells.get(Column::Description));
            // One row for the property, with all values: `status | available, sold`.
            let is_list = property.is_some_and(|name| text::plain_name(cells.get(Column::Name)) == name);
            if is_list && column == Column::Value {
                for value in crate::dialect::values(&text::decode(cell)) {
                    self.push(page, cell, &value, String::new());
                }
            } else if !cell.is_empty() {
                // Without the mark of a footnote.
                let bare = dialect.unmarked(text::plain_name(cell)).name;
                self.push(page, cell, &text::decode(&text::without_tags(bare)), description);
            }
        }
    }

    /// Takes in the lines of a list.
    pub(super) fn list(&mut self, page: &PageText<'_>, list: &Range<usize>, dialect: &Dialect) {
        for line in page.slice(list).lines() {
            let item = line.trim().trim_start_matches(['*', '-', '+']).trim();
            if let Some(value) = dialect.enum_item(item) {
                self.push(page, item, &text::decode(value), String::new());
            }
        }
    }

    fn push(&mut self, page: &PageText<'_>, at: &str, value: &str, description: String) {
        let value = text::plain_name(value);
        let wire = unquoted(value);
        self.quoted |= wire.len() != value.trim_matches('`').len();
        if !self.values.iter().any(|other| other.wire == wire) {
            let value = RawValue::bare(wire.to_owned(), page.location_of(at));
            self.values.push(RawValue { description, ..value });
        }
    }

    /// What documents these values: an enum, or for others than texts and integers, their type.
    pub(super) fn body(self) -> Option<Body> {
        if self.values.is_empty() {
            return None;
        }
        Some(match self.kind() {
            RawType::Text => Body::Values(self.values),
            RawType::Integer if RawValue::are_integers(&self.values) => Body::Integers(self.values),
            kind => Body::Alias(kind),
        })
    }

    /// What the values are: texts, unless all of them are numbers without quotes.
    pub(super) fn kind(&self) -> RawType {
        let all = |is: fn(&str) -> bool| !self.quoted && self.values.iter().all(|value| is(&value.wire));
        if all(is_integer) {
            RawType::Integer
        } else if all(|text| {
            text.starts_with(|it: char| it.is_ascii_digit() || it == '-') && text.parse::<f64>().is_ok()
        }) {
            RawType::Number
        } else if all(|text| matches!(text, "true" | "false")) {
            RawType::Boolean
        } else {
            RawType::Text
        }
    }
}

/// Whether a value is a whole number, or one shifted as flags are written: `1 << 4`.
fn is_integer(text: &str) -> bool {
    let number = |text: &str| text.trim().parse::<i64>().is_ok();
    number(text) || text.split_once("<<").is_some_and(|(one, places)| number(one) && number(places))
}
