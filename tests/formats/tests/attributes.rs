//! Models under the attributes of serde: what works, and what does not.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use purecloud_formats::{Call, Party};
use serde::{Deserialize, Serialize};
use spectable::Model;

#[derive(Debug, Deserialize, Serialize, PartialEq)]
struct One {
    page: i64,
    #[serde(flatten)]
    call: Call,
}

#[derive(Debug, Deserialize, Serialize)]
struct Two {
    #[serde(flatten)]
    call: Call,
    #[serde(flatten)]
    party: Party,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Either {
    Call(Call),
    Party(Party),
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "kind")]
enum Tagged {
    Call(Call),
    Party(Party),
}

#[test]
fn one_flattened_model_works() {
    let text = r#"{"page":1,"id":"c-1","parties":[{"name":"a","newKey":null}],"cost":null,"mood":[1]}"#;
    let one: One = serde_json::from_str(text).unwrap();
    assert_eq!(one.call.extra().len(), 2);
    let written = serde_json::to_value(&one).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
}

/// Each of two takes the keys of the other for unknown ones, and writes them.
#[test]
fn what_two_flattened_models_write_is_refused_and_not_read_with_a_loss() {
    let two: Two = serde_json::from_str(r#"{"id":"c-1","name":"a"}"#).unwrap();
    assert_eq!(two.call.extra().get("name").unwrap(), "a");
    assert_eq!(two.party.extra().get("id").unwrap(), "c-1");

    let written = serde_json::to_string(&two).unwrap();
    assert_eq!(written, r#"{"id":"c-1","name":"a","name":"a","id":"c-1"}"#);
    for error in [
        serde_json::from_str::<Two>(&written).unwrap_err().to_string(),
        serde_json::from_str::<Call>(&written).unwrap_err().to_string(),
        spectable::from_str::<Call>(&written).unwrap_err().to_string(),
    ] {
        assert!(error.contains("occurs twice"), "{error}");
    }
}

/// The second may hold an old value of the first under the same key: in a map that keeps the last of two, it wins.
#[test]
fn in_memory_the_second_of_two_flattened_models_wins() {
    let mut two: Two = serde_json::from_str(r#"{"id":"old"}"#).unwrap();
    two.call.id = Some("new".to_owned());
    assert_eq!(serde_json::to_value(&two).unwrap(), serde_json::json!({ "id": "old" }));
    // What helps: the other one forgets the key.
    two.party.extra_mut().remove("id");
    assert_eq!(serde_json::to_value(&two).unwrap(), serde_json::json!({ "id": "new" }));
}

#[test]
fn of_an_untagged_enum_the_first_model_takes_any_object_that_is_not_bad_for_it() {
    let read = |text| serde_json::from_str::<Either>(text).unwrap();
    assert!(matches!(read(r#"{"name":"a"}"#), Either::Call(call) if call.extra().len() == 1));
    // `cost` is bad for a call, so that the document is taken for a party, for which it is an unknown key.
    assert!(
        matches!(read(r#"{"id":"c-1","cost":"much"}"#), Either::Party(party) if party.extra().len() == 2)
    );
    let error = serde_json::from_str::<Either>(r#"{"startTime":"yesterday"}"#).unwrap_err().to_string();
    assert_eq!(error, "data did not match any variant of untagged enum Either");
}

#[test]
fn a_tagged_enum_tells_models_apart() {
    for text in
        [r#"{"kind":"Call","id":"c-1","new":{"a":null}}"#, r#"{"kind":"Party","id":"c-1","name":null}"#]
    {
        let read: Tagged = serde_json::from_str(text).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
    }
    let error = serde_json::from_str::<Tagged>(r#"{"kind":"Call","cost":"much"}"#).unwrap_err().to_string();
    assert!(error.starts_with("cost: invalid type: string \"much\", expected a number"), "{error}");
}
