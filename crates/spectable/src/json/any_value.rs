//! Reading JSON text that no property describes: the value of an unknown key, and that of an `object` property.
//!
//! A `Value` holds 64 bits of a number, and a key once. What is more than that is noticed here.

use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::exactness::Exactness;
use super::reader::{NOT_A_FLOAT, Reader, Result};
use super::text::Failure;
use crate::decimal;
use crate::error::ErrorKind;
use crate::extra::ExactText;
use crate::path::excerpt;

impl Reader<'_> {
    /// Reads the value of an unknown key, and its text where the value is not all.
    pub(super) fn unknown(&mut self) -> Result<(Value, Option<ExactText>)> {
        self.text.peek();
        let start = self.text.at();
        self.exactness = Exactness::Exact;
        let value = self.value();
        let exactness = std::mem::replace(&mut self.exactness, Exactness::Required);
        let exact = (exactness > Exactness::Exact).then(|| ExactText {
            text: without_space(self.text.since(start)),
            lossy: exactness == Exactness::Lossy,
        });
        value.map(|value| (value, exact))
    }

    /// Reads any value.
    pub(super) fn value(&mut self) -> Result<Value> {
        Ok(match self.text.peek() {
            Some(b'"') => Value::String(self.text.string()?.into_owned()),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'{') => Value::Object(self.object()?),
            Some(b'[') => {
                self.open(b'[', || "a list".into())?;
                let mut items = Vec::new();
                let mut more = self.text.peek() != Some(b']');
                while more {
                    items.push(self.value().inspect_err(|_| self.progress.at_index(items.len()))?);
                    more = self.more(b']')?;
                }
                self.close();
                Value::Array(items)
            }
            Some(b't') => self.text.literal("true").map(|()| Value::Bool(true))?,
            Some(b'f') => self.text.literal("false").map(|()| Value::Bool(false))?,
            Some(b'n') => self.text.literal("null").map(|()| Value::Null)?,
            _ => return Err(self.text.unexpected("a value")),
        })
    }

    fn object(&mut self) -> Result<Map<String, Value>> {
        self.open(b'{', || "an object".into())?;
        let mut members = Map::new();
        let mut more = self.text.peek() != Some(b'}');
        while more {
            let key_at = self.text.at();
            let key = self.key()?.into_owned();
            self.colon()?;
            let value = self.value().inspect_err(|_| self.progress.at_key(&key))?;
            match members.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    if self.exactness == Exactness::Required {
                        return Err(self.repeated(entry.key(), key_at));
                    }
                    self.exactness = Exactness::Lossy;
                    entry.insert(value);
                }
            }
            more = self.more(b'}')?;
        }
        self.close();
        Ok(members)
    }

    fn number(&mut self) -> Result<Value> {
        /// Every whole number of so many characters fits an `i64`.
        const WHOLE: usize = 18;
        /// Every decimal number of so many digits and a point is the shortest text of its `f64`.
        const FRACTION: usize = 16;
        let at = self.text.at();
        let (token, whole) = self.text.number()?;
        if whole
            && token.len() <= WHOLE
            && token != "-0"
            && let Ok(number) = token.parse::<i64>()
        {
            return Ok(number.into());
        }
        let number = token.parse::<Number>();
        if token.len() <= FRACTION
            && !token.contains(['e', 'E'])
            && let Ok(number) = number
        {
            return Ok(Value::Number(number));
        }
        self.odd_number(number.ok(), token, at).map(Value::Number)
    }

    /// A number that may be more than serde_json makes of it; `None` where it makes nothing of it.
    #[cold]
    fn odd_number(&mut self, number: Option<Number>, token: &str, at: usize) -> Result<Number> {
        if let Some(number) = number {
            if self.exactness == Exactness::Exact && !decimal::same(&number.to_string(), token) {
                self.exactness = Exactness::Rounded;
            }
            return Ok(number);
        }
        let nearest = if token.starts_with('-') { f64::MIN } else { f64::MAX };
        match Number::from_f64(nearest).filter(|_| self.exactness != Exactness::Required) {
            Some(number) => {
                self.exactness = Exactness::Lossy;
                Ok(number)
            }
            None => Err(Failure::new(ErrorKind::Data, at, format!("{} {NOT_A_FLOAT}", excerpt(token)))),
        }
    }
}

/// JSON text on one line, as everything is written.
fn without_space(text: &str) -> Box<str> {
    let (mut in_string, mut escaped) = (false, false);
    let content = text.chars().filter(|character| {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => in_string = !in_string,
            _ => {}
        }
        in_string || !matches!(character, ' ' | '\n' | '\t' | '\r')
    });
    content.collect()
}
