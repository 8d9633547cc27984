//! Changes of a schema of a document, one kind each. An edit says whether it could be made.

use serde_json::{Map, Value, json};

use crate::random::Random;

/// Changes a model, at one of its properties.
type Edit = fn(&mut Map<String, Value>, &str) -> bool;

/// The kinds of changes, by names for the figures.
pub const EDITS: &[(&str, Edit)] = &[
    ("property-removed", |model, name| properties(model).remove(name).is_some() && optional(model, name)),
    ("property-added", |model, _| add(model, "zzAdded", json!({"type": "string"}))),
    ("required-added", |model, _| {
        add(model, "zzAdded", json!({"type": "string"})) && require(model, "zzAdded")
    }),
    ("optional-to-required", |model, name| !is_required(model, name) && require(model, name)),
    ("required-to-optional", |model, name| is_required(model, name) && optional(model, name)),
    ("key-respelled", respell_key),
    ("text-to-integer", |model, name| {
        is_plain(model, name, "string") && retype(model, name, json!({"type": "integer"}))
    }),
    ("text-to-date", |model, name| {
        is_plain(model, name, "string") && retype(model, name, json!({"type": "string", "format": "date"}))
    }),
    ("integer-to-number", |model, name| {
        is_plain(model, name, "integer") && retype(model, name, json!({"type": "number"}))
    }),
    ("integer-to-text", |model, name| {
        is_plain(model, name, "integer") && retype(model, name, json!({"type": "string"}))
    }),
    ("number-to-integer", |model, name| {
        is_plain(model, name, "number") && retype(model, name, json!({"type": "integer"}))
    }),
    ("one-to-many", |model, name| {
        let items = properties(model)[name].clone();
        is_unmarked(&items) && retype(model, name, json!({"type": "array", "items": items}))
    }),
    ("many-to-one", |model, name| {
        let items = properties(model)[name].get("items").cloned();
        items.is_some_and(|items| retype(model, name, items))
    }),
    ("items-to-booleans", |model, name| {
        is_plain(model, name, "array")
            && retype(model, name, json!({"type": "array", "items": {"type": "boolean"}}))
    }),
    ("to-any", |model, name| is_unmarked(&properties(model)[name]) && retype(model, name, json!({}))),
    ("text-to-enum", |model, name| {
        is_plain(model, name, "string") && set(model, name, "enum", json!(["one", "two"]))
    }),
    ("enum-to-text", |model, name| is_enum(model, name) && take(model, name, "enum")),
    ("enum-value-removed", |model, name| {
        is_enum(model, name) && values(model, name).is_some_and(|it| it.len() > 1 && it.pop().is_some())
    }),
    ("enum-value-added", |model, name| {
        is_enum(model, name)
            && values(model, name).is_some_and(|it| {
                it.push(json!("zz-added"));
                true
            })
    }),
    ("enum-value-respelled", respell_value),
    ("alternative-removed", |model, name| {
        alternatives(model, name).is_some_and(|it| it.len() > 2 && it.pop().is_some())
    }),
    ("alternative-added", |model, name| {
        alternatives(model, name).is_some_and(|it| {
            it.push(json!({"type": "boolean"}));
            true
        })
    }),
    ("null-allowed", |model, name| !is_ref(model, name) && set(model, name, "nullable", json!(true))),
    ("null-forbidden", |model, name| take(model, name, "nullable")),
    ("read-only", |model, name| !is_ref(model, name) && set(model, name, "readOnly", json!(true))),
    ("no-longer-read-only", |model, name| take(model, name, "readOnly")),
    ("write-only", |model, name| !is_ref(model, name) && set(model, name, "writeOnly", json!(true))),
    ("length-tightened", |model, name| {
        is_plain(model, name, "string") && set(model, name, "maxLength", json!(2))
    }),
    ("length-loosened", |model, name| take(model, name, "maxLength")),
    ("range-tightened", |model, name| is_number(model, name) && set(model, name, "maximum", json!(2))),
    ("range-loosened", |model, name| take(model, name, "minimum") || take(model, name, "maximum")),
    ("pattern-changed", |model, name| {
        is_plain(model, name, "string") && set(model, name, "pattern", json!("^zz"))
    }),
    ("count-tightened", |model, name| {
        is_plain(model, name, "array") && set(model, name, "maxItems", json!(1))
    }),
    ("step-tightened", |model, name| {
        is_plain(model, name, "integer") && set(model, name, "multipleOf", json!(7))
    }),
    ("format-added", |model, name| {
        is_plain(model, name, "string") && set(model, name, "format", json!("uuid"))
    }),
    ("format-removed", |model, name| is_text(model, name) && take(model, name, "format")),
    ("width-narrowed", |model, name| {
        is_plain(model, name, "integer") && set(model, name, "format", json!("int32"))
    }),
    ("closed", |model, _| !model.contains_key("additionalProperties") && set_model(model, json!(false))),
    ("opened", |model, _| {
        model.get("additionalProperties") == Some(&json!(false))
            && model.remove("additionalProperties").is_some()
    }),
    ("other-keys-typed", |model, _| {
        !model.contains_key("additionalProperties") && set_model(model, json!({"type": "integer"}))
    }),
    ("default-changed", |model, name| {
        is_plain(model, name, "string") && set(model, name, "default", json!("zz"))
    }),
    ("description-changed", |model, name| {
        !is_ref(model, name) && set(model, name, "description", json!("Other words."))
    }),
    ("deprecated", |model, name| !is_ref(model, name) && set(model, name, "deprecated", json!(true))),
];

/// Makes an edit at the first property of a random order at which it can be made.
pub fn edit(model: &Value, edit: Edit, random: &mut Random) -> Option<Value> {
    let mut names: Vec<String> = model.get("properties")?.as_object()?.keys().cloned().collect();
    while !names.is_empty() {
        let name = names.swap_remove(random.below(names.len()));
        let mut new = model.clone();
        if edit(new.as_object_mut()?, &name) && new != *model {
            return Some(new);
        }
    }
    None
}

fn properties(model: &mut Map<String, Value>) -> &mut Map<String, Value> {
    model.get_mut("properties").and_then(Value::as_object_mut).unwrap()
}

fn add(model: &mut Map<String, Value>, name: &str, schema: Value) -> bool {
    properties(model).insert(name.to_owned(), schema).is_none()
}

fn required(model: &mut Map<String, Value>) -> &mut Vec<Value> {
    model.entry("required").or_insert_with(|| json!([])).as_array_mut().unwrap()
}

fn is_required(model: &mut Map<String, Value>, name: &str) -> bool {
    required(model).contains(&json!(name))
}

fn require(model: &mut Map<String, Value>, name: &str) -> bool {
    required(model).push(json!(name));
    true
}

fn optional(model: &mut Map<String, Value>, name: &str) -> bool {
    required(model).retain(|it| it != name);
    true
}

/// `userId` becomes `user_id`, and the other way round.
fn respell_key(model: &mut Map<String, Value>, name: &str) -> bool {
    let mut new = String::new();
    let mut after_line = false;
    for letter in name.chars() {
        match letter {
            '_' => {}
            letter if letter.is_ascii_uppercase() && !new.is_empty() => {
                new.push('_');
                new.push(letter.to_ascii_lowercase());
            }
            letter => new.push(if after_line { letter.to_ascii_uppercase() } else { letter }),
        }
        after_line = letter == '_';
    }
    let is_new = new != name && !properties(model).contains_key(&new);
    if let (true, Some(schema)) = (is_new, properties(model).remove(name)) {
        let was_required = is_required(model, name);
        properties(model).insert(new.clone(), schema);
        optional(model, name);
        return !was_required || require(model, &new);
    }
    false
}

fn respell_value(model: &mut Map<String, Value>, name: &str) -> bool {
    let first = values(model, name).and_then(|it| it.first_mut());
    let Some(Value::String(text)) = first else { return false };
    let upper = text.to_ascii_uppercase();
    let is_new = *text != upper;
    *text = upper;
    is_new
}

fn retype(model: &mut Map<String, Value>, name: &str, schema: Value) -> bool {
    properties(model).insert(name.to_owned(), schema).is_some()
}

fn set(model: &mut Map<String, Value>, name: &str, keyword: &str, value: Value) -> bool {
    properties(model)[name].as_object_mut().is_some_and(|it| it.insert(keyword.to_owned(), value).is_none())
}

fn set_model(model: &mut Map<String, Value>, others: Value) -> bool {
    model.insert("additionalProperties".to_owned(), others).is_none()
}

fn take(model: &mut Map<String, Value>, name: &str, keyword: &str) -> bool {
    properties(model)[name].as_object_mut().is_some_and(|it| it.remove(keyword).is_some())
}

fn values<'m>(model: &'m mut Map<String, Value>, name: &str) -> Option<&'m mut Vec<Value>> {
    properties(model)[name].get_mut("enum")?.as_array_mut()
}

fn alternatives<'m>(model: &'m mut Map<String, Value>, name: &str) -> Option<&'m mut Vec<Value>> {
    let schema = properties(model)[name].as_object_mut()?;
    let word = if schema.contains_key("oneOf") { "oneOf" } else { "anyOf" };
    schema.get_mut(word)?.as_array_mut()
}

fn is_ref(model: &mut Map<String, Value>, name: &str) -> bool {
    properties(model)[name].get("$ref").is_some()
}

/// What goes one way goes that way whatever its type is.
fn is_unmarked(schema: &Value) -> bool {
    ["readOnly", "writeOnly", "nullable"].iter().all(|mark| schema.get(mark).is_none())
}

fn is_enum(model: &mut Map<String, Value>, name: &str) -> bool {
    is_text(model, name) && values(model, name).is_some()
}

fn is_text(model: &mut Map<String, Value>, name: &str) -> bool {
    properties(model)[name].get("type") == Some(&json!("string"))
}

fn is_number(model: &mut Map<String, Value>, name: &str) -> bool {
    is_plain(model, name, "integer") || is_plain(model, name, "number")
}

/// A property of a type of which nothing more is said that a change of the type would change as well.
fn is_plain(model: &mut Map<String, Value>, name: &str, ty: &str) -> bool {
    let schema = &properties(model)[name];
    let others =
        ["enum", "format", "pattern", "readOnly", "writeOnly", "nullable", "allOf", "default", "example"];
    schema.get("type") == Some(&json!(ty)) && others.iter().all(|word| schema.get(word).is_none())
}
