//! The program that reads the examples of a document by every reader, and writes them.

use std::collections::BTreeSet;

use crate::collect::Example;

const HEAD: &str = r#"#![allow(warnings)]
#![recursion_limit = "2048"]
use CRATE as m;
use serde_json::Value;

fn same<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str, value: &Value) -> Result<Value, String> {
    let read: T = serde_json::from_str(text).map_err(|error| format!("serde: {error}"))?;
    let again: T = serde_json::from_value(value.clone()).map_err(|error| format!("serde: {error}"))?;
    let (one, other) = (serde_json::to_value(&read), serde_json::to_value(&again));
    match (one, other) {
        (Ok(one), Ok(other)) if one == other => Ok(one),
        other => Err(format!("readers differ: {other:?}")),
    }
}

macro_rules! check {
    ($ty:ty, $text:expr, $value:expr) => {{
        (|| -> Result<(), String> {
            let read: $ty = spectable::from_str($text).map_err(|error| error.to_string())?;
            let from_value: $ty = spectable::from_value($value.clone()).map_err(|error| error.to_string())?;
            if read != from_value {
                return Err("readers differ".to_owned());
            }
            let written = spectable::to_string(&read).map_err(|error| error.to_string())?;
            let written: Value = serde_json::from_str(&written).map_err(|error| error.to_string())?;
            if same::<$ty>($text, $value)? != written {
                return Err("writers differ".to_owned());
            }
            // Dates and numbers may be spelled otherwise: what is written is read as the same.
            let again: $ty = spectable::from_value(written.clone()).map_err(|error| error.to_string())?;
            if again != read {
                return Err(format!("it comes back as {written}"));
            }
            match lost($value, &written) {
                Some(path) => Err(format!("{path} is lost")),
                None => Ok(()),
            }
        })()
    }};
}

/// Where one value has something that the other has not, or of another kind.
fn lost(before: &Value, after: &Value) -> Option<String> {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) if before.len() == after.len() => {
            before.iter().find_map(|(key, value)| match after.get(key) {
                Some(other) => lost(value, other).map(|path| format!("{key}.{path}")),
                None => Some(key.clone()),
            })
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            before.iter().zip(after).enumerate().find_map(|(at, (value, other))| lost(value, other).map(|path| format!("{at}.{path}")))
        }
        (Value::Number(before), Value::Number(after)) => (before.as_f64() != after.as_f64()).then(|| before.to_string()),
        // A date-time may be spelled otherwise.
        (Value::String(before), Value::String(after)) => {
            (before != after && before.get(..10) != after.get(..10)).then(|| before.clone())
        }
        (before, after) => (before != after).then(|| before.to_string()),
    }
}

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let all: Vec<(String, String, Value)> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (ty, place, value) in &all {
        let text = value.to_string();
        let result: Result<(), String> = match ty.as_str() {
"#;

pub(crate) fn text(package: &str, examples: &[Example]) -> String {
    let types: BTreeSet<&str> = examples.iter().map(|it| it.ty.as_str()).collect();
    let arms: String =
        types.iter().map(|ty| format!("            {ty:?} => check!({ty}, &text, value),\n")).collect();
    let end = "            _ => Err(\"no such type\".to_owned()),\n        };\n        if let Err(error) = result {\n            println!(\"{place}: {}\", error.replace('\\n', \" \"));\n        }\n    }\n}\n";
    format!("{}{arms}{end}", HEAD.replace("CRATE", package))
}
