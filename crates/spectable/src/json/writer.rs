//! Writing JSON text by the table: what [`crate::write`] does for every format, without a format in between.

use std::fmt::Write as _;

use crate::containers::{List, Map};
use crate::layout::{ItemRef, ModelRef, SlotRef};
use crate::path::Progress;
use crate::timestamp;
use crate::write::{NOT_A_YEAR, kept};

use super::text::special_bytes;

/// A value that JSON cannot hold.
pub(super) struct Refused(pub(super) String);

type Result = std::result::Result<(), Refused>;

#[derive(Default)]
pub(super) struct Writer {
    text: String,
    progress: Progress,
}

impl Writer {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), progress: Progress::default() }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    pub(super) fn item(&mut self, item: ItemRef<'_>) -> Result {
        match item {
            ItemRef::Text(text) => self.string(text),
            ItemRef::Integer(value) => self.integer(*value),
            ItemRef::Number(value) => return self.number(*value),
            ItemRef::Boolean(value) => self.boolean(*value),
            ItemRef::DateTime(value) => return self.stamp(timestamp::write_date_time(*value)),
            ItemRef::Date(value) => return self.stamp(timestamp::write_date(*value)),
            ItemRef::Any(value) => self.any(value),
            ItemRef::Enum(text) => self.string(text),
            ItemRef::Model(model) => return self.model(model),
            ItemRef::List(list) => return self.list(list),
            ItemRef::Map(map) => return self.map(map),
        }
        Ok(())
    }

    fn model(&mut self, model: ModelRef<'_>) -> Result {
        let plain = model.names().are_plain();
        self.text.push('{');
        let start = self.text.len();
        for (field, slot) in model.slots() {
            let name = field.name;
            match slot {
                SlotRef::Text(Some(text)) => {
                    self.key(name, plain, start);
                    self.string(text);
                }
                SlotRef::Integer(Some(value)) => {
                    self.key(name, plain, start);
                    self.integer(value);
                }
                SlotRef::Boolean(Some(value)) => {
                    self.key(name, plain, start);
                    self.boolean(value);
                }
                SlotRef::Enum(Some(text)) => {
                    self.key(name, plain, start);
                    self.string(text);
                }
                SlotRef::Any(Some(value)) => {
                    self.key(name, plain, start);
                    self.any(value);
                }
                other => {
                    self.member(name, plain, start, other).inspect_err(|_| self.progress.at_key(name))?
                }
            }
        }
        for (key, value) in kept(model) {
            self.key(key, false, start);
            self.any(value);
        }
        self.text.push('}');
        Ok(())
    }

    /// The members that can fail.
    #[inline]
    fn member(&mut self, name: &str, plain: bool, start: usize, slot: SlotRef<'_>) -> Result {
        match slot {
            SlotRef::Number(Some(value)) => {
                self.key(name, plain, start);
                self.number(value)
            }
            SlotRef::DateTime(Some(value)) => {
                self.key(name, plain, start);
                self.stamp(timestamp::write_date_time(value))
            }
            SlotRef::Date(Some(value)) => {
                self.key(name, plain, start);
                self.stamp(timestamp::write_date(value))
            }
            SlotRef::Model(Some(model)) => {
                self.key(name, plain, start);
                self.model(model)
            }
            SlotRef::List(Some(list)) => {
                self.key(name, plain, start);
                self.list(list)
            }
            SlotRef::Map(Some(map)) => {
                self.key(name, plain, start);
                self.map(map)
            }
            _ => Ok(()),
        }
    }

    fn list(&mut self, list: &dyn List) -> Result {
        self.text.push('[');
        for index in 0..list.len() {
            let Some(item) = list.item(index) else { break };
            if index > 0 {
                self.text.push(',');
            }
            self.item(item).inspect_err(|_| self.progress.at_index(index))?;
        }
        self.text.push(']');
        Ok(())
    }

    fn map(&mut self, map: &dyn Map) -> Result {
        self.text.push('{');
        let start = self.text.len();
        let mut result = Ok(());
        map.each(&mut |key, item| {
            self.key(key, false, start);
            result = self.item(item).inspect_err(|_| self.progress.at_key(key));
            result.is_ok()
        });
        self.text.push('}');
        result
    }

    /// A key, with a comma before it unless it is the first behind `start`.
    #[inline]
    fn key(&mut self, name: &str, plain: bool, start: usize) {
        if self.text.len() > start {
            self.text.push(',');
        }
        if plain {
            self.text.push('"');
            self.text.push_str(name);
            self.text.push_str("\":");
        } else {
            self.string(name);
            self.text.push(':');
        }
    }

    #[inline]
    fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        loop {
            let plain = plain_len(rest.as_bytes());
            let Some((before, from)) = rest.split_at_checked(plain) else { break };
            self.text.push_str(before);
            let mut behind = from.chars();
            let Some(escaped) = behind.next() else { break };
            self.escape(escaped);
            rest = behind.as_str();
        }
        self.text.push('"');
    }

    #[cold]
    fn escape(&mut self, character: char) {
        match character {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\u{8}' => self.text.push_str("\\b"),
            '\u{c}' => self.text.push_str("\\f"),
            '\n' => self.text.push_str("\\n"),
            '\r' => self.text.push_str("\\r"),
            '\t' => self.text.push_str("\\t"),
            other => self.display(format_args!("\\u{:04x}", u32::from(other))),
        }
    }

    #[inline]
    fn integer(&mut self, value: i64) {
        self.text.push_str(itoa::Buffer::new().format(value));
    }

    fn number(&mut self, value: f64) -> Result {
        if !value.is_finite() {
            return Err(Refused(format!("{value} is not a JSON number")));
        }
        // `Debug` of a float is the shortest text that reads back as the same float, and JSON.
        self.display(format_args!("{value:?}"));
        Ok(())
    }

    fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    fn any(&mut self, value: &serde_json::Value) {
        // `Display` of a value is its JSON.
        self.display(format_args!("{value}"));
    }

    fn stamp(&mut self, text: Option<timestamp::Text>) -> Result {
        let text = text.ok_or_else(|| Refused(NOT_A_YEAR.to_owned()))?;
        self.text.push('"');
        self.text.push_str(text.as_str());
        self.text.push('"');
        Ok(())
    }

    fn display(&mut self, arguments: std::fmt::Arguments<'_>) {
        let written = self.text.write_fmt(arguments);
        debug_assert!(written.is_ok(), "writing to a String does not fail");
    }
}

/// How many bytes from the start on need no escape.
#[inline]
fn plain_len(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return index * 8 + (special.trailing_zeros() / 8) as usize;
        }
    }
    let tail = rest.iter().position(|&byte| crate::names::is_escaped(byte)).unwrap_or(rest.len());
    words.len() * 8 + tail
}
