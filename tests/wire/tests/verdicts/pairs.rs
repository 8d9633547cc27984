//! The pairs: old code, generated from the old document, talks to a server of the new one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use spectable_build::{
    lock::Pins, overlay::Overlay, problem::Problems, resolve::resolve, schema::Schema, source::openapi,
};
use spectable_drift::{changes::compare, finding::Finding, rules::Rule};
use wire_verdicts::{PAIRS, Pair};

use crate::document::{Document, Roots};
use crate::json_schema::{Server, Side, validator};
use crate::judge::{Case, Exchange, Figures};
use crate::old_reader;
use crate::samples::Sampler;
use crate::server::{Client, Contents, start};

const SERVERS: [(Server, &str); 2] = [(Server::Strict, "strict"), (Server::Loose, "loose")];

/// A pair, read.
struct Talk {
    pair: &'static Pair,
    old: Document,
    new: Document,
    roots: Roots,
    schemas: [Schema; 2],
    findings: Vec<Finding>,
}

fn schema(text: &str) -> Schema {
    let mut problems = Problems::default();
    let input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
    resolve(input, &Overlay::default(), &Pins::default(), &mut problems)
}

impl Talk {
    fn new(pair: &'static Pair) -> Self {
        let (old, new) = (Document::of_yaml(pair.old), Document::of_yaml(pair.new));
        let schemas = [schema(pair.old), schema(pair.new)];
        let findings = compare(&schemas[0], &schemas[1]);
        Self { pair, roots: old.roots(), old, new, schemas, findings }
    }

    /// The name that a model of the old document has in the new one.
    fn new_name<'s>(&'s self, name: &'s str) -> Option<&'s str> {
        let renamed = self.findings.iter().filter(|it| it.rule == Rule::ModelRenamed);
        let others = renamed.filter_map(|it| it.model.as_deref());
        std::iter::once(name).chain(others).find(|name| self.new.schema(name).is_some())
    }

    fn is_model(&self, name: &str) -> bool {
        let [old, _] = &self.schemas;
        old.models.contains_key(name) || old.unions.contains_key(name)
    }

    /// The bodies of requests that old code may be asked to send.
    fn requests(&self, model: &str) -> Vec<Value> {
        self.bodies(&self.old, &self.schemas[1], Side::Request, model)
    }

    /// The bodies of responses of the server.
    fn responses(&self, model: &str) -> Vec<Value> {
        self.bodies(&self.new, &self.schemas[0], Side::Response, model)
    }

    fn bodies(&self, document: &Document, reader: &Schema, side: Side, model: &str) -> Vec<Value> {
        let mut sampler = Sampler::new(document, side);
        let keys = reader.models.values().flat_map(|it| &it.properties).filter(|it| !it.additional);
        sampler.keys.extend(keys.map(|it| it.wire_name.clone()));
        let mut bodies = sampler.bodies(model);
        // Where a change is about them, there are keys that no document names: old code sends them by `extra_mut`.
        let is_about_others = |it: &Finding| {
            it.rule == Rule::ClosedChanged || it.property.as_deref() == Some("additionalProperties")
        };
        if self.findings.iter().any(is_about_others) {
            let other = json!({"otherKey": "text"});
            let loose = validator(document, model, side, Server::Loose).unwrap();
            let with_other = bodies.iter().filter_map(Value::as_object).map(|it| joined(it, &other));
            let with_other: Vec<Value> = with_other.filter(|it| loose.is_valid(it)).collect();
            bodies.extend(with_other);
        }
        bodies
    }

    /// Lets old code talk to the server.
    async fn exchanges(&self, client: &mut Client) -> Vec<Exchange> {
        let mut exchanges = Vec::new();
        let pair = self.pair;
        for model in self.roots.sent.iter().filter(|it| self.is_model(it)) {
            let Some(new_model) = self.new_name(model) else { continue };
            for sample in self.requests(model) {
                let body = pair.through_old_code(model, &sample).unwrap();
                let body = body
                    .unwrap_or_else(|error| panic!("{}: old code cannot read {sample}: {error}", pair.name));
                let mut answers = Vec::new();
                for (_, server) in SERVERS {
                    answers.push(
                        client.post(&format!("/requests/{}/{server}/{new_model}", pair.name), &body).await,
                    );
                }
                let loose = answers.pop().unwrap();
                let strict = answers.pop().unwrap();
                exchanges.push(Exchange { side: Side::Request, model: model.clone(), body, strict, loose });
            }
        }
        for model in self.roots.received.iter().filter(|it| self.is_model(it)) {
            let Some(new_model) = self.new_name(model) else { continue };
            for number in 0..self.responses(new_model).len() {
                let body = client.get(&format!("/responses/{}/{new_model}/{number}", pair.name)).await;
                let read =
                    pair.through_old_code(model, &body).unwrap().map(drop).map_err(|error| error.to_string());
                let again = old_reader::read(&self.schemas[0], model, &body);
                assert_eq!(read.is_ok(), again.is_ok(), "{}: {body}: {read:?}, {again:?}", pair.name);
                exchanges.push(Exchange {
                    side: Side::Response,
                    model: new_model.to_owned(),
                    body,
                    strict: read.clone(),
                    loose: read,
                });
            }
        }
        exchanges
    }
}

fn joined(one: &Map<String, Value>, other: &Value) -> Value {
    let mut joined = one.clone();
    joined.extend(other.as_object().cloned().unwrap_or_default());
    Value::Object(joined)
}

fn contents(talks: &[Talk]) -> Contents {
    let mut contents = Contents::default();
    for talk in talks {
        for (name, _) in talk.new.schemas() {
            for (server, word) in SERVERS {
                let validator = validator(&talk.new, name, Side::Request, server);
                let key = (talk.pair.name.to_owned(), word.to_owned(), name.clone());
                contents.requests.insert(key, validator.unwrap());
            }
            contents.responses.insert((talk.pair.name.to_owned(), name.clone()), talk.responses(name));
        }
    }
    contents
}

/// Rules that no pair of documents shows: they come from pages or an overlay, or are of the source. Nothing breaks by any of them.
const NOT_OF_DOCUMENTS: &[Rule] =
    &[Rule::PropertyRenamed, Rule::TypeRespelled, Rule::ReleaseChanged, Rule::GeneratedNameMoved];

#[test]
fn old_code_meets_what_the_verdicts_say() {
    let talks: Vec<Talk> = PAIRS.iter().map(Talk::new).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let (mut wrong, mut figures) = (Vec::new(), BTreeMap::new());
    let mut bodies = 0;
    runtime.block_on(async {
        let mut client = start(contents(&talks)).await;
        for talk in &talks {
            let [old, new] = &talk.schemas;
            let exchanges = talk.exchanges(&mut client).await;
            bodies += exchanges.len();
            let case = Case { name: talk.pair.name, old, new, findings: &talk.findings, exchanges };
            wrong.extend(case.disagreements());
            for side in [Side::Request, Side::Response] {
                case.count(side, figures.entry(side).or_insert_with(Figures::default));
            }
        }
    });
    println!("{} pairs, {bodies} bodies", talks.len());
    for (side, figures) in &figures {
        println!("{side:?}: {figures}");
    }
    assert!(wrong.is_empty(), "{} verdicts are not what happened:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_a_pair() {
    let shown: BTreeSet<Rule> =
        PAIRS.iter().flat_map(|it| Talk::new(it).findings).map(|it| it.rule).collect();
    let missing: Vec<&Rule> = Rule::ALL.iter().filter(|it| !shown.contains(it)).collect();
    let known: Vec<&Rule> = NOT_OF_DOCUMENTS.iter().collect();
    assert_eq!(
        missing, known,
        "add a pair to crates/spectable-cli/tests/drift/pairs, or the rule to NOT_OF_DOCUMENTS"
    );
}
