//! What `spectable doctor` counts of an OpenAPI document: operations, models by direction, alternatives by what tells them apart, and
//! what is any JSON value.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use spectable_build::{
    documented::FoundDocument,
    schema::{Alternative, Direction, Schema, Test, Type},
};

use spectable_drift::report::{count::count_of, printable};

/// How many examples stand for all.
const EXAMPLES: usize = 3;

/// How much a document has.
pub(super) struct DocumentCounts {
    document: FoundDocument,
    /// Models by where they travel.
    directions: BTreeMap<&'static str, usize>,
    unions: usize,
    /// Alternatives by what tells them.
    evidence: BTreeMap<&'static str, usize>,
    /// Properties that are any JSON value, by why they are.
    values: BTreeMap<&'static str, Vec<String>>,
}

impl DocumentCounts {
    pub(super) fn of(document: &FoundDocument, schema: &Schema) -> Self {
        let mut counts = Self {
            document: document.clone(),
            directions: BTreeMap::new(),
            unions: schema.unions.len(),
            evidence: BTreeMap::new(),
            values: BTreeMap::new(),
        };
        for model in schema.models.values() {
            *counts.directions.entry(direction(model.direction)).or_default() += 1;
            for property in model.properties.iter().filter(|it| *it.ty.innermost() == Type::Any) {
                let place = format!("{}.{}", model.name, property.name);
                counts.values.entry(why_any(&property.type_text)).or_default().push(place);
            }
        }
        for union in schema.unions.values() {
            let has_tests = union.alternatives.iter().any(|it| it.test.is_some());
            for alternative in &union.alternatives {
                *counts.evidence.entry(evidence(alternative, has_tests)).or_default() += 1;
            }
        }
        counts
    }

    pub(super) fn text(&self) -> String {
        let FoundDocument { version, operations, files } = &self.document;
        let mut text = format!("{}: {}", printable::text(version), count_of(*operations, "operation"));
        if *files > 1 {
            text.push_str(&format!(", {}", count_of(*files, "file")));
        }
        text.push_str(&format!("\nmodels: {}\n", listed(&self.directions)));
        if self.unions > 0 {
            text.push_str(&format!(
                "{}: alternatives {}\n",
                count_of(self.unions, "union"),
                listed(&self.evidence)
            ));
        }
        for (why, places) in &self.values {
            let shown: Vec<String> =
                places.iter().take(EXAMPLES).map(|place| printable::text(place).to_string()).collect();
            let more = if places.len() > EXAMPLES { ", …" } else { "" };
            let properties = count_of(places.len(), "property").replace("propertys", "properties");
            text.push_str(&format!("any JSON value: {properties} {why}: {}{more}\n", shown.join(", ")));
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let values = self.values.iter().map(|(why, places)| {
            let examples: Vec<&String> = places.iter().take(EXAMPLES).collect();
            json!({ "why": why, "properties": places.len(), "examples": examples })
        });
        json!({
            "version": self.document.version, "operations": self.document.operations, "files": self.document.files,
            "directions": self.directions, "unions": self.unions, "alternatives": self.evidence,
            "any_values": values.collect::<Vec<_>>(),
        })
    }
}

fn listed(counts: &BTreeMap<&'static str, usize>) -> String {
    counts.iter().map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Request) => "in requests",
        Some(Direction::Response) => "in responses",
        Some(Direction::Both) => "in requests and responses",
        None => "in no operation",
    }
}

fn evidence(alternative: &Alternative, has_tests: bool) -> &'static str {
    let is_object = matches!(alternative.ty, Type::Ref(_) | Type::Map(_));
    match &alternative.test {
        Some(Test { values, .. }) if values.is_empty() => "by a key that it requires",
        Some(_) => "by the value of a key",
        None if has_tests && is_object => "as any other object",
        None => "by JSON type",
    }
}

/// A type that has a name was documented, and could not be told.
fn why_any(type_text: &str) -> &'static str {
    let inner = type_text.rsplit(['[', ' ']).next().unwrap_or(type_text).trim_end_matches([']', ')']);
    if inner == "object" { "without a documented type" } else { "whose type has a note" }
}
