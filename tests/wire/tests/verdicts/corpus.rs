//! Documents of others: each kind of change on some of their models, without a compiler. Prints figures, and fails where a change that breaks
//! something is not told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use spectable_build::{
    lock::Pins,
    overlay::Overlay,
    problem::Problems,
    resolve::resolve,
    schema::Schema,
    source::{archive, openapi},
};
use spectable_drift::{changes::compare, verdict::Breakage};

use crate::document::Document;
use crate::edits::{EDITS, edit};
use crate::json_schema::{Server, Side, validator};
use crate::judge::{Case, Exchange, Figures, breakage};
use crate::old_reader;
use crate::random::Random;
use crate::samples::Sampler;

/// A model with what it reaches has at most so many schemas.
const LARGEST: usize = 20;
/// How many models of a document are tried for each kind of change, and how many are changed.
const TRIED: usize = 12;
const CHANGED: usize = 3;

/// The documents by name; `None` where the corpus is not here.
pub fn documents() -> Option<BTreeMap<String, Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/openapi/documents.tar.gz");
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    let mut problems = Problems::default();
    let found = archive::read("documents.tar.gz", file, &mut problems).documents;
    Some(found.into_iter().map(|(name, bytes)| (name, serde_json::from_slice(&bytes).unwrap())).collect())
}

/// A document of one model that is sent and received, and of what it reaches; `None` if that is too much.
fn excerpt(document: &Value, model: &str) -> Option<Value> {
    let schemas = document.pointer("/components/schemas")?;
    let mut names = BTreeSet::new();
    let mut left = vec![model.to_owned()];
    while let Some(name) = left.pop() {
        let schema = schemas.get(&name)?;
        if names.insert(name) {
            references(schema, &mut left)?;
        }
        if names.len() > LARGEST {
            return None;
        }
    }
    let schemas: serde_json::Map<String, Value> =
        names.into_iter().filter_map(|name| Some((name.clone(), schemas.get(&name)?.clone()))).collect();
    let content = json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{model}")}}});
    Some(json!({
        "openapi": document["openapi"],
        "info": {"title": "excerpt", "version": "1"},
        "paths": {"/it": {"post": {
            "operationId": "it",
            "requestBody": {"content": content},
            "responses": {"200": {"description": "ok", "content": content}},
        }}},
        "components": {"schemas": schemas},
    }))
}

/// The names that a schema refers to; `None` where it refers to something without a name.
fn references(schema: &Value, names: &mut Vec<String>) -> Option<()> {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let name = reference.strip_prefix("#/components/schemas/")?;
                (!name.contains(['/', '~', '%'])).then(|| names.push(name.to_owned()))?;
            }
            members.values().try_for_each(|it| references(it, names).ok_or(())).ok()
        }
        Value::Array(items) => items.iter().try_for_each(|it| references(it, names).ok_or(())).ok(),
        _ => Some(()),
    }
}

pub fn schema(document: &Value) -> Option<Schema> {
    let mut problems = Problems::default();
    let input = openapi::read("a.json", document.to_string().as_bytes(), &mut problems);
    let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
    (!problems.has_errors()).then_some(schema)
}

/// What old code and a new server say of the bodies of the other side; `None` where there are none.
fn exchanges(
    model: &str,
    [old, new]: [&Document; 2],
    [old_schema, new_schema]: [&Schema; 2],
) -> Option<Vec<Exchange>> {
    let sampler = |document, side| {
        let mut sampler = Sampler::new(document, side);
        sampler.deep = 3;
        sampler
    };
    let strict = validator(new, model, Side::Request, Server::Strict)?;
    let loose = validator(new, model, Side::Request, Server::Loose)?;
    let mut exchanges = Vec::new();
    for body in sampler(old, Side::Request).bodies(model) {
        let said = |error: Result<(), jsonschema::ValidationError<'_>>| error.map_err(|it| it.to_string());
        let (strict, loose) = (said(strict.validate(&body)), said(loose.validate(&body)));
        exchanges.push(Exchange { side: Side::Request, model: model.to_owned(), body, strict, loose });
    }
    for body in sampler(new, Side::Response).bodies(model) {
        // What new code cannot read either has nothing to do with the change.
        if old_reader::read(new_schema, model, &body).is_ok() {
            let read = old_reader::read(old_schema, model, &body);
            let (strict, loose) = (read.clone(), read);
            exchanges.push(Exchange { side: Side::Response, model: model.to_owned(), body, strict, loose });
        }
    }
    (!exchanges.is_empty()).then_some(exchanges)
}

/// How often a kind of change broke something, and how often that was told.
#[derive(Default)]
struct Kind {
    cases: usize,
    broken: [usize; 2],
    told: [usize; 2],
}

#[derive(Default)]
struct Tally {
    kinds: BTreeMap<&'static str, Kind>,
    figures: BTreeMap<Side, Figures>,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, kind: &'static str, case: &Case<'_>) {
        let of_kind = self.kinds.entry(kind).or_default();
        of_kind.cases += 1;
        for (at, side) in [Side::Request, Side::Response].into_iter().enumerate() {
            case.count(side, self.figures.entry(side).or_default());
            let failed = case.exchanges.iter().any(|it| it.side == side && it.strict.is_err());
            let is_told = case.findings.iter().any(|it| breakage(it, side) != Breakage::None);
            of_kind.broken[at] += usize::from(failed);
            of_kind.told[at] += usize::from(failed && is_told);
        }
        // What old documents leave open no body needs to show here, only what is said to break and does not, and what breaks and is not said.
        let wrong = case.disagreements().into_iter();
        self.wrong
            .extend(wrong.filter(|line| !line.contains("no body")).map(|line| format!("{kind}: {line}")));
    }
}

#[test]
#[ignore = "it takes minutes: cargo test -p wire-verdicts -- --ignored --nocapture"]
fn changes_of_real_models_break_what_is_said() {
    let Some(documents) = documents() else { return };
    let mut tally = Tally::default();
    for (name, document) in &documents {
        let mut random = Random::new(23);
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        let models: Vec<&String> = schemas
            .into_iter()
            .flatten()
            .filter(|(_, it)| it["properties"].is_object())
            .map(|(name, _)| name)
            .collect();
        for (kind, change) in EDITS.iter().filter(|_| !models.is_empty()) {
            let mut changed = 0;
            for _ in 0..TRIED {
                let model = *random.of(&models);
                let Some(old) = excerpt(document, model) else { continue };
                let Some(edited) = edit(&old["components"]["schemas"][model], *change, &mut random) else {
                    continue;
                };
                let mut new = old.clone();
                new["components"]["schemas"][model] = edited;
                let (Some(old_schema), Some(new_schema)) = (schema(&old), schema(&new)) else { continue };
                let findings = compare(&old_schema, &new_schema);
                let (old, new) = (Document::new(old), Document::new(new));
                let Some(exchanges) = exchanges(model, [&old, &new], [&old_schema, &new_schema]) else {
                    continue;
                };
                let name = format!("{name} {model}");
                tally.add(
                    kind,
                    &Case { name: &name, old: &old_schema, new: &new_schema, findings: &findings, exchanges },
                );
                changed += 1;
                if changed == CHANGED {
                    break;
                }
            }
        }
    }
    report(&tally);
}

fn report(tally: &Tally) {
    println!("{:24} {:>5}  {:>19}  {:>19}", "change", "cases", "requests fail, told", "responses fail, told");
    for (kind, it) in &tally.kinds {
        println!(
            "{kind:24} {:>5}  {:>11} {:>7}  {:>12} {:>7}",
            it.cases, it.broken[0], it.told[0], it.broken[1], it.told[1]
        );
    }
    for (side, figures) in &tally.figures {
        println!("{side:?}: {figures}");
    }
    let untold =
        tally.kinds.iter().filter(|(_, it)| it.broken != it.told).map(|(kind, _)| *kind).collect::<Vec<_>>();
    let share = |figures: &Figures| figures.breaks.failed * 100 >= figures.breaks.all * 95;
    println!("{}", tally.wrong.join("\n"));
    assert!(untold.is_empty(), "what breaks by these changes is not told: {untold:?}");
    assert!(tally.figures.values().all(share), "less than 95 % of what \"breaks\" does");
}
