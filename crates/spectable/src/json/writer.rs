//! Writing JSON text by the table: what [`crate::write`] does for every format, without a format in between.

use std::fmt::Write as _;

use serde_json::Value;

use crate::containers::{List, Map};
use crate::depth::{self, TooDeep};
use crate::layout::ModelRef;
use crate::path::Progress;
use crate::slots::ItemRef;
use crate::timestamp;
use crate::write::{AMONG_ADDITIONAL, NOT_A_YEAR, kept};

use super::output::Output;

/// A value that JSON cannot hold.
pub(super) struct Refused(pub(super) Box<str>);

impl From<TooDeep> for Refused {
    #[cold]
    fn from(error: TooDeep) -> Self {
        Self(error.to_string().into())
    }
}

type Result = std::result::Result<(), Refused>;

#[derive(Default)]
pub(super) struct Writer {
    text: Output,
    progress: Progress,
}

impl Writer {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { text: Output::with_capacity(capacity), progress: Progress::default() }
    }

    /// For what comes behind a text.
    pub(super) fn behind(text: Vec<u8>) -> Self {
        Self { text: Output::behind(text), progress: Progress::default() }
    }

    pub(super) fn into_text(self) -> Vec<u8> {
        self.text.into_text()
    }

    /// The text, in memory that may be much larger.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    pub(super) fn item(&mut self, item: ItemRef<'_>) -> Result {
        self.value(item)
    }

    /// Inlined where a property is written, so that one jump by its kind serves both to find and to write its value.
    #[inline(always)]
    fn value(&mut self, item: ItemRef<'_>) -> Result {
        match item {
            ItemRef::Text(text) => self.string(text),
            ItemRef::Integer(value) => self.integer(*value),
            ItemRef::Integer32(value) => self.integer(*value),
            ItemRef::Unsigned(value) => self.integer(*value),
            ItemRef::Number(value) => return self.number(*value),
            ItemRef::Boolean(value) => self.boolean(*value),
            ItemRef::DateTime(value) => return self.stamp(timestamp::write_date_time(*value)),
            ItemRef::Date(value) => return self.stamp(timestamp::write_date(*value)),
            ItemRef::Any(value) => return self.any(value),
            ItemRef::Enum(text) => self.string(text),
            ItemRef::Model(model) => return self.model(model),
            ItemRef::List(list) => return self.list(list),
            ItemRef::Map(map) => return self.map(map),
            ItemRef::Union(union) => return self.item(union.item()),
            ItemRef::Option(option) => match option.item() {
                Some(item) => return self.item(item),
                None => self.text.push_all(b"null"),
            },
        }
        Ok(())
    }

    fn model(&mut self, model: ModelRef<'_>) -> Result {
        self.enter()?;
        let start = self.text.len();
        let written = self.properties(model);
        // Hardly any model keeps anything, so the question comes before the search. It comes last, since the first look at memory makes the processor wait.
        if model.extra().is_used() {
            self.extra(model, written)?;
        } else {
            written?;
        }
        self.close_object(start);
        self.progress.leave();
        Ok(())
    }

    #[inline(always)]
    fn properties(&mut self, model: ModelRef<'_>) -> Result {
        model.members().each(|member| {
            member.write_key(&mut self.text);
            match member.value() {
                Some(value) => self.value(value).inspect_err(|_| self.progress.at_key(member.name())),
                None => Ok(()),
            }
        })?;
        match model.additional() {
            Some(map) => self.additional(model, map),
            None => Ok(()),
        }
    }

    #[inline(never)]
    fn additional(&mut self, model: ModelRef<'_>, map: &dyn Map) -> Result {
        let mut result = Ok(());
        map.each(&mut |key, item| {
            result = if model.is_property(key) {
                Err(Refused(AMONG_ADDITIONAL.into()))
            } else {
                self.key(key);
                self.item(item)
            };
            if result.is_err() {
                self.progress.at_key(key);
            }
            result.is_ok()
        });
        result
    }

    /// Writes what a model keeps behind its properties. A model that was read in part is refused first, even if writing a property failed.
    // Not inlined: what hardly any model needs would cost the others registers.
    #[inline(never)]
    fn extra(&mut self, model: ModelRef<'_>, written: Result) -> Result {
        if let Some(part) = model.extra().part() {
            if written.is_err() {
                self.progress.unwind();
            }
            return Err(Refused(part.refusal().into()));
        }
        written?;
        for (key, value) in kept(model) {
            self.key(key);
            let result = match model.extra().exact_text(key) {
                Some(text) => self.exact_text(text),
                None => self.any(value),
            };
            result.inspect_err(|_| self.progress.at_key(key))?;
        }
        Ok(())
    }

    /// Every key was written with a comma before it; the first one has the opening bracket there.
    #[inline]
    fn close_object(&mut self, start: usize) {
        if self.text.len() == start {
            self.text.push(b'{');
        } else {
            self.text.replace(start, b'{');
        }
        self.text.push(b'}');
    }

    fn list(&mut self, list: &dyn List) -> Result {
        self.enter()?;
        self.text.push(b'[');
        for index in 0..list.len() {
            let Some(item) = list.item(index) else { break };
            if index > 0 {
                self.text.push(b',');
            }
            self.item(item).inspect_err(|_| self.progress.at_index(index))?;
        }
        self.text.push(b']');
        self.progress.leave();
        Ok(())
    }

    fn map(&mut self, map: &dyn Map) -> Result {
        self.enter()?;
        let start = self.text.len();
        let mut result = Ok(());
        map.each(&mut |key, item| {
            self.key(key);
            result = self.item(item).inspect_err(|_| self.progress.at_key(key));
            result.is_ok()
        });
        self.close_object(start);
        self.progress.leave();
        result
    }

    /// A key, with a comma before it.
    fn key(&mut self, name: &str) {
        self.text.push(b',');
        self.string(name);
        self.text.push(b':');
    }

    #[inline]
    fn string(&mut self, text: &str) {
        self.text.push_string(text);
    }

    #[inline]
    fn integer(&mut self, value: impl itoa::Integer) {
        self.text.push_all(itoa::Buffer::new().format(value).as_bytes());
    }

    fn number(&mut self, value: f64) -> Result {
        // serde_json has the fastest way to the shortest text that reads back as the same float.
        match serde_json::Number::from_f64(value) {
            Some(number) => self.display(format_args!("{number}")),
            None => return Err(Refused(format!("{value} is not a JSON number").into())),
        }
        Ok(())
    }

    fn boolean(&mut self, value: bool) {
        let (block, len) = if value { (b"true\0", 4) } else { (b"false", 5) };
        self.text.push_block(block, len);
    }

    // Not inlined for the same reason.
    #[inline(never)]
    fn any(&mut self, value: &Value) -> Result {
        match value {
            Value::Null => self.text.push_block(b"null", 4),
            Value::Bool(value) => self.boolean(*value),
            Value::Number(number) => self.display(format_args!("{number}")),
            Value::String(text) => self.string(text),
            Value::Array(items) => {
                self.enter()?;
                self.text.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.text.push(b',');
                    }
                    self.any(item).inspect_err(|_| self.progress.at_index(index))?;
                }
                self.text.push(b']');
                self.progress.leave();
            }
            Value::Object(members) => {
                self.enter()?;
                let start = self.text.len();
                for (key, value) in members {
                    self.key(key);
                    self.any(value).inspect_err(|_| self.progress.at_key(key))?;
                }
                self.close_object(start);
                self.progress.leave();
            }
        }
        Ok(())
    }

    #[cold]
    fn exact_text(&mut self, text: &str) -> Result {
        depth::check_text(text, &mut self.progress)?;
        self.text.push_all(text.as_bytes());
        Ok(())
    }

    /// One level deeper: what is written must be readable.
    #[inline]
    fn enter(&mut self) -> Result {
        if self.progress.enter() { Ok(()) } else { Err(TooDeep.into()) }
    }

    fn stamp(&mut self, text: Option<timestamp::Text>) -> Result {
        let text = text.ok_or_else(|| Refused(NOT_A_YEAR.into()))?;
        let (block, len) = text.quoted();
        self.text.push_block(block, len);
        Ok(())
    }

    fn display(&mut self, arguments: std::fmt::Arguments<'_>) {
        let written = self.text.write_fmt(arguments);
        debug_assert!(written.is_ok(), "writing to memory does not fail");
    }
}
