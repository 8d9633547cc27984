//! Documents of others: example documents of `spectable-sample` are valid by the document that describes them. Prints figures.

use std::collections::BTreeMap;

use serde_json::Value;
use spectable_build::schema::Direction;
use spectable_sample::{Extent, Sampler};

use crate::corpus::{documents, schema};
use crate::document::Document;
use crate::json_schema::{Server, Side, validator};

/// Of a document with more models than this, some are tried.
const TRIED: usize = 150;

/// How many example documents there are, how many of them are valid, and why others are not.
#[derive(Default)]
struct Figures {
    tried: usize,
    valid: usize,
    reasons: BTreeMap<String, usize>,
}

impl Figures {
    fn add(&mut self, sampler: &mut Sampler<'_>, model: &str, validator: &jsonschema::Validator) {
        let text = sampler.document();
        let value: Value = serde_json::from_str(&text).unwrap();
        self.tried += 1;
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|it| format!("{model}{}: {it}", it.instance_path())).collect();
        match errors.first() {
            None => self.valid += 1,
            Some(error) => *self.reasons.entry(error.chars().take(200).collect()).or_default() += 1,
        }
    }
}

/// A document may ask for what the schema does not hold: limits of models, two alternatives at once, patterns with look-around.
const LEAST_PERCENT: usize = 97;

#[test]
#[ignore = "takes minutes: the documents of the shared corpus"]
fn examples_are_valid_by_the_documents_of_others() {
    let Some(documents) = documents() else { return };
    let mut all = Figures::default();
    for (name, value) in documents {
        let Some(schema) = schema(&value) else { continue };
        let document = Document::new(value);
        let mut figures = Figures::default();
        let step = schema.models.len().div_ceil(TRIED).max(1);
        for model in schema.models.keys().step_by(step).filter(|it| document.schema(it).is_some()) {
            let Some(validator) = validator(&document, model, Side::Response, Server::Loose) else {
                continue;
            };
            for extent in [Extent::Smallest, Extent::Full, Extent::Random(1), Extent::Random(2)] {
                let Ok(sampler) = Sampler::new(&schema, model, extent) else { continue };
                figures.add(&mut sampler.towards(Direction::Response), model, &validator);
            }
        }
        println!("{name}: {} of {} are valid", figures.valid, figures.tried);
        let mut reasons: Vec<_> = figures.reasons.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for (reason, count) in reasons.iter().take(5) {
            println!("    {count} {reason}");
        }
        all.tried += figures.tried;
        all.valid += figures.valid;
    }
    println!("all: {} of {} are valid", all.valid, all.tried);
    assert!(all.valid * 100 >= all.tried * LEAST_PERCENT, "{} of {}", all.valid, all.tried);
}
