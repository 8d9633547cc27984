//! Any document, read in part, is what is left of the document that was read as a whole.

use super::*;
use proptest::prelude::*;
use serde_json::{Map, json};

/// What is left of a value. The choice is `true` for all of it, and an object for what is left of each key, of objects in lists, too.
fn projected(value: Value, choice: &Value) -> Value {
    match (value, choice) {
        (value, Value::Bool(_)) => value,
        (Value::Array(items), choice) => items.into_iter().map(|item| projected(item, choice)).collect(),
        (Value::Object(members), Value::Object(choices)) => {
            let kept = members.into_iter().filter_map(|(key, value)| {
                let choice = choices.get(&key).or_else(|| choices.get("*"))?;
                Some((key, projected(value, choice)))
            });
            kept.collect()
        }
        (value, _) => value,
    }
}

/// Paths, and what they leave.
fn selections() -> Vec<(Vec<&'static str>, Value)> {
    vec![
        (vec!["id"], json!({"id": true})),
        (vec!["parties.purpose", "id"], json!({"id": true, "parties": {"purpose": true}})),
        (vec!["byRole.name", "any"], json!({"byRole": {"*": {"name": true}}, "any": true})),
        (vec!["next.next.id", "next.parties"], json!({"next": {"next": {"id": true}, "parties": true}})),
        (vec!["labels.red.id", "target"], json!({"labels": {"red": {"id": true}}, "target": true})),
        (
            vec!["talkSeconds", "parties.notes", "parties.startTime", r#"["odd.key"]"#],
            json!({"talkSeconds": true, "parties": {"notes": true, "startTime": true}, "odd.key": true}),
        ),
    ]
}

fn text() -> impl Strategy<Value = Value> {
    prop_oneof!["[a-z{}\\[\\]\",:\\\\é\n]{0,40}", "[a-z]{0,5}"].prop_map(Value::from)
}

fn any() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![text(), any_leaf()];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z\"{]{0,3}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        prop::bool::ANY.prop_map(Value::from),
        (-1000_i64..1000).prop_map(Value::from),
    ]
}

/// An object of some of these members.
fn some(members: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let each: Vec<_> = members
        .into_iter()
        .map(|(key, value)| {
            prop::option::of(value).prop_map(move |value| value.map(|it| (key.to_owned(), it)))
        })
        .collect();
    each.prop_map(|members| Value::Object(members.into_iter().flatten().collect::<Map<_, _>>())).boxed()
}

fn list(of: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop::collection::vec(of, 0..3).prop_map(Value::from).boxed()
}

fn party() -> BoxedStrategy<Value> {
    some(vec![
        ("id", text().boxed()),
        ("name", prop_oneof![text(), Just(Value::Null)].boxed()),
        ("purpose", text().boxed()),
        ("startTime", Just(json!("2026-01-02T03:04:05Z")).boxed()),
        ("notes", list(text().boxed())),
        ("odd", any().boxed()),
    ])
}

fn call(depth: u32) -> BoxedStrategy<Value> {
    let mut members = vec![
        ("id", text().boxed()),
        ("talkSeconds", (-9_i64..9999).prop_map(Value::from).boxed()),
        ("parties", list(party())),
        ("byRole", some(vec![("a", list(party())), ("b\"", list(party()))])),
        ("target", prop_oneof![text().boxed(), party()].boxed()),
        ("any", any().boxed()),
        ("odd.key", text().boxed()),
        ("labels", some(vec![("owner", text().boxed()), ("red", party()), ("blue", party())])),
        ("mood", any().boxed()),
    ];
    if depth > 0 {
        members.push(("next", call(depth - 1)));
    }
    some(members)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 2 } else { 300 }))]

    #[test]
    fn a_part_is_what_is_left_of_the_whole(document in call(2), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) }.unwrap();
        for (paths, choice) in selections() {
            let mut part: Call = read(&Reader::new().only(paths), &text).unwrap();
            part.forget_skipped();
            let left: Call = spectable::from_value(projected(document.clone(), &choice)).unwrap();
            prop_assert_eq!(part, left);
        }
    }

    /// Whatever comes: where the whole is read, so is a part of it, and nothing panics.
    #[test]
    fn a_part_of_any_text_is_read_where_the_whole_is(
        value in any(),
        at: prop::sample::Index,
        byte in prop::sample::select(br#"{}[]":,\ a0-"#.as_slice()),
    ) {
        let text = format!(r#"{{"any":{value},"id":"x"}}"#);
        let mut broken = text.clone().into_bytes();
        let place = at.index(broken.len());
        broken[place] = byte;
        let reader = Reader::new().only(["id"]);
        let whole = reader.from_str::<Call>(&text).unwrap();
        prop_assert_eq!(whole.id.as_deref(), Some("x"));
        let part = reader.from_slice::<Call>(&broken);
        if let Ok(whole) = spectable::from_slice::<Call>(&broken) {
            prop_assert_eq!(part.unwrap().id, whole.id);
        }
    }
}
