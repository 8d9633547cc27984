//! Bodies that are valid under a document: the smallest, a full one, and each value that a property can have, in both of them.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Map, Number, Value, json};

use crate::document::{Document, Whole};
use crate::json_schema::{Server, Side, leaf, validator};
use crate::texts::{LENGTHS, TEXTS, of_length};

/// From this depth on, nothing is there.
const DEEPEST: usize = 9;
/// At most so many values of one property, and bodies of one model.
const VALUES: usize = 16;
const BODIES: usize = 160;
/// At most so many values of an object within another one.
const OBJECTS: usize = 24;

/// What makes samples of a document.
pub struct Sampler<'a> {
    document: &'a Document,
    side: Side,
    /// Keys to use where any key is allowed.
    pub keys: Vec<String>,
    /// From this depth on, only what is required is there.
    pub deep: usize,
}

impl<'a> Sampler<'a> {
    pub fn new(document: &'a Document, side: Side) -> Self {
        Self { document, side, keys: vec!["anyKey".to_owned()], deep: 5 }
    }

    /// Different valid bodies of a model; none where the document contradicts itself, or asks for a text of a form that is not among ours.
    pub fn bodies(&self, model: &str) -> Vec<Value> {
        let validator = |server| validator(self.document, model, self.side, server);
        let (Some(schema), Some(strict), Some(loose)) =
            (self.document.schema(model), validator(Server::Strict), validator(Server::Loose))
        else {
            return Vec::new();
        };
        let mut bodies = self.values(&[schema], 0);
        // Of alternatives that differ in what is read-only, more than one may suit a loose reader.
        bodies.retain(|body| !body.is_null() && loose.is_valid(body));
        valid(bodies, &strict, BODIES)
    }

    /// Values of what several schemas say; the first one is a usual one.
    fn values(&self, schemas: &[&'a Value], depth: usize) -> Vec<Value> {
        self.values_of(self.document.whole(schemas), depth)
    }

    fn values_of(&self, mut whole: Whole<'a>, depth: usize) -> Vec<Value> {
        if depth > DEEPEST {
            return Vec::new();
        }
        if let Some(alternatives) = whole.alternatives.pop() {
            let of_one = |schema: &'a Value| {
                let mut one = whole.clone();
                self.document.add(schema, &mut one, &mut Vec::new());
                self.values_of(one, depth + 1)
            };
            let lists: Vec<Vec<Value>> = alternatives.iter().map(of_one).collect();
            return in_turns(lists);
        }
        if let Some(value) = whole.get("const") {
            return vec![value.clone()];
        }
        if let Some(values) = whole.get("enum").and_then(Value::as_array) {
            let null = whole.is("nullable").then_some(Value::Null);
            return values.iter().cloned().chain(null).collect();
        }
        let types = whole.types();
        if types.is_empty() {
            return vec![json!("any"), json!(5), json!({"k": true}), json!(["v"]), json!(false), json!(1.5)];
        }
        let mut lists = Vec::new();
        for ty in types.iter().filter(|ty| **ty != "null") {
            lists.push(match *ty {
                "string" => self.leaves(&whole, texts(&whole)),
                "integer" => self.leaves(&whole, integers(&whole)),
                "number" => self.leaves(&whole, numbers(&whole)),
                "boolean" => vec![json!(true), json!(false)],
                "array" => self.lists(&whole, depth),
                "object" => self.objects(&whole, depth),
                _ => Vec::new(),
            });
        }
        let mut values = in_turns(lists);
        if types.contains("null") {
            // Soon, because only some are taken.
            values.insert(values.len().min(1), Value::Null);
        }
        values
    }

    fn leaves(&self, whole: &Whole<'_>, values: Vec<Value>) -> Vec<Value> {
        leaf(self.document, whole).map_or_else(Vec::new, |validator| valid(values, &validator, VALUES))
    }

    fn lists(&self, whole: &Whole<'a>, depth: usize) -> Vec<Value> {
        let items: Vec<&'a Value> = whole.parts.iter().filter_map(|part| part.get("items")).collect();
        let values = if items.is_empty() { vec![json!("item")] } else { self.values(&items, depth + 1) };
        let number = |word| whole.get(word).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
        let (least, most) = (number("minItems").unwrap_or(0), number("maxItems").unwrap_or(30).min(60));
        let all = |length: usize| -> Value { values.iter().cycle().take(length).cloned().collect() };
        let mut lists = vec![all(least)];
        if depth < self.deep {
            // One with an item is a usual one.
            lists.insert(0, all(least.max(1)));
            lists.extend([least.max(2), most].map(all));
            lists.extend(values.first().map(|first| json!([first, first])));
            let one_of_each = values.iter().take(VALUES);
            lists.extend(one_of_each.map(|value| Value::Array(vec![value.clone(); least.max(1)])));
        }
        lists
    }

    fn objects(&self, whole: &Whole<'a>, depth: usize) -> Vec<Value> {
        let required = whole.required();
        let mark = if self.side == Side::Request { "readOnly" } else { "writeOnly" };
        let properties = whole.properties().into_iter().filter(|(name, schemas)| {
            (depth < self.deep || required.contains(name)) && !self.document.whole(schemas).is(mark)
        });
        let properties: Vec<(&str, Vec<Value>)> =
            properties.map(|(name, schemas)| (name, self.values(&schemas, depth + 1))).collect();
        let first = |wanted: &dyn Fn(&str) -> bool| -> Map<String, Value> {
            let wanted = properties.iter().filter(|(name, _)| wanted(name));
            wanted.filter_map(|(name, values)| Some(((*name).to_owned(), values.first()?.clone()))).collect()
        };
        let (full, smallest) = (first(&|_| true), first(&|name| required.contains(name)));
        let mut objects = vec![full.clone(), smallest.clone()];
        for (name, values) in &properties {
            let mut without = full.clone();
            without.remove(*name);
            objects.push(without);
            for value in values.iter().take(VALUES) {
                for base in [&full, &smallest] {
                    let mut object = base.clone();
                    object.insert((*name).to_owned(), value.clone());
                    objects.push(object);
                }
            }
        }
        objects.extend(self.with_other_keys(whole, &full, depth));
        if depth > 0 {
            objects.truncate(OBJECTS);
        }
        objects.into_iter().map(Value::Object).collect()
    }

    /// Objects with keys that the document does not name, where it says what their values are.
    fn with_other_keys(
        &self,
        whole: &Whole<'a>,
        full: &Map<String, Value>,
        depth: usize,
    ) -> Vec<Map<String, Value>> {
        let others: Vec<&'a Value> =
            whole.parts.iter().filter_map(|part| part.get("additionalProperties")).collect();
        if others.is_empty() || others.iter().any(|it| !it.is_object()) || depth >= self.deep {
            return Vec::new();
        }
        let values = self.values(&others, depth + 1);
        let mut objects = Vec::new();
        for value in values.iter().take(VALUES) {
            for key in self.keys.iter().filter(|key| !full.contains_key(*key)) {
                let mut object = full.clone();
                object.insert(key.clone(), value.clone());
                objects.push(object);
            }
        }
        objects
    }
}

/// Different ones of these values that are valid.
fn valid(values: Vec<Value>, validator: &Validator, most: usize) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let mut is_new = |value: &Value| seen.insert(value.to_string());
    values.into_iter().filter(|value| validator.is_valid(value) && is_new(value)).take(most).collect()
}

/// The first one of each list, then the second one of each.
fn in_turns(lists: Vec<Vec<Value>>) -> Vec<Value> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest).flat_map(|at| lists.iter().filter_map(move |list| list.get(at).cloned())).collect()
}

fn texts(whole: &Whole<'_>) -> Vec<Value> {
    let said = ["example", "default"].into_iter().filter_map(|word| whole.get(word).cloned());
    let bound = |word| whole.get(word).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
    let bounds = [bound("minLength"), bound("maxLength")].into_iter().flatten().filter(|it| *it < 10_000);
    let lengths = bounds.chain(LENGTHS.iter().copied()).map(|length| json!(of_length(length)));
    let plain = TEXTS.iter().map(|text| json!(text));
    // The first one is a usual one; bounds come soon, because only some are taken.
    let mut texts: Vec<Value> = said.collect();
    texts.extend(plain.clone().take(1));
    texts.extend(lengths);
    texts.extend(plain.skip(1));
    texts
}

fn limits(whole: &Whole<'_>) -> Vec<f64> {
    let words = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
    words.iter().filter_map(|word| whole.get(word)?.as_f64()).collect()
}

fn integers(whole: &Whole<'_>) -> Vec<Value> {
    let mut integers: Vec<i64> = vec![1, 0, -1, 2, 3, 7, 10, 1_000, 3_000_000_000, -3_000_000_000, i64::MAX];
    for limit in limits(whole) {
        // Limits are small, or they are those of a width.
        let limit = limit as i64;
        integers.extend([limit, limit.saturating_sub(1), limit.saturating_add(1), limit.saturating_mul(2)]);
    }
    // What is not a multiple is tried as well.
    integers.push(5);
    let near = whole.get("minimum").and_then(Value::as_i64).filter(|it| *it > 1);
    near.into_iter().chain(integers).map(|it| json!(it)).collect()
}

fn numbers(whole: &Whole<'_>) -> Vec<Value> {
    let mut numbers = vec![1.5, 0.0, -2.25, 0.01, 3.0, 100.5, 1e10, -1e10];
    for limit in limits(whole) {
        numbers.extend([limit, limit - 0.5, limit + 0.5, limit * 3.0]);
    }
    let whole_numbers = [json!(1), json!(-1), json!(1000)];
    let numbers = numbers.into_iter().filter_map(Number::from_f64).map(Value::Number);
    numbers.chain(whole_numbers).collect()
}
