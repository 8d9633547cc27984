//! Where an error says that it is: once, whoever tracks the path.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use purecloud_formats::{Call, Party};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use spectable::Model;

/// Somebody's own struct around models.
#[derive(Debug, Deserialize, Serialize)]
struct Page {
    call: Option<Call>,
    calls: Vec<Call>,
    by_name: BTreeMap<String, Party>,
}

const BAD_TIME: &str = r#"{"parties":[{},{"startTime":"yesterday"}]}"#;
const NOT_A_TIME: &str = "\"yesterday\" is not an ISO-8601 date-time";

fn plain<T: DeserializeOwned + Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

fn tracked<T: DeserializeOwned + Debug>(text: &str) -> String {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize::<_, T>(&mut deserializer).unwrap_err().to_string()
}

/// What axum answers.
fn rejected<T: DeserializeOwned + Debug>(text: &str) -> String {
    let request = Request::post("/")
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(text.to_owned()))
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(Json::<T>::from_request(request, &())).unwrap_err().body_text()
}

/// Reads one text by each; the message is what is expected, and the place is in it once.
fn check<T: DeserializeOwned + Debug>(text: &str, by_plain: &str, by_tracking: &str) {
    assert_eq!(plain::<T>(text), by_plain);
    assert_eq!(tracked::<T>(text), by_tracking);
    let head = "Failed to deserialize the JSON body into the target type: ";
    assert_eq!(rejected::<T>(text), format!("{head}{by_tracking}"));
}

#[test]
fn a_model() {
    let place = "at line 1 column 39";
    let message = format!("parties[1].startTime: {NOT_A_TIME} {place}");
    check::<Call>(BAD_TIME, &message, &message);
    assert_eq!(spectable::from_str::<Call>(BAD_TIME).unwrap_err().path(), "parties[1].startTime");
}

#[test]
fn a_model_in_a_struct_of_the_user() {
    let cases = [
        (r#"{"call":DOCUMENT}"#, "call.parties[1].startTime", 47),
        (r#"{"calls":[{},DOCUMENT]}"#, "calls[1].parties[1].startTime", 52),
    ];
    for (text, path, column) in cases {
        let text = text.replace("DOCUMENT", BAD_TIME);
        let place = format!("at line 1 column {column}");
        // Plain serde knows the path from the model on.
        check::<Page>(
            &text,
            &format!("parties[1].startTime: {NOT_A_TIME} {place}"),
            &format!("{path}: {NOT_A_TIME} {place}"),
        );
    }
}

#[test]
fn lists_and_options_of_models() {
    let place = "at line 1 column 39";
    check::<Option<Call>>(
        BAD_TIME,
        &format!("parties[1].startTime: {NOT_A_TIME} {place}"),
        &format!("parties[1].startTime: {NOT_A_TIME} {place}"),
    );
    check::<Vec<Party>>(
        r#"[{"counts":{"a":"b"}}]"#,
        "counts.a: invalid type: string \"b\", expected a whole number that fits 64 bits at line 1 column 19",
        "[0].counts.a: invalid type: string \"b\", expected a whole number that fits 64 bits at line 1 column 19",
    );
}

/// A reader of YAML tracks the path by itself.
#[test]
fn yaml() {
    let text = "calls:\n- {}\n- parties:\n  - startTime: yesterday\nby_name: {}\n";
    let error = serde_yaml_ng::from_str::<Page>(text).unwrap_err().to_string();
    assert_eq!(error, format!("calls[1].parties[0].startTime: {NOT_A_TIME} at line 4 column 16"));

    let error = serde_yaml_ng::from_str::<Call>("new: 1\nnew: 2\n").unwrap_err().to_string();
    assert!(error.starts_with("the key \"new\" occurs twice in one object"), "{error}");

    // A value in memory does not.
    let value: serde_yaml_ng::Value = serde_yaml_ng::from_str("parties: [{startTime: yesterday}]").unwrap();
    let error = serde_yaml_ng::from_value::<Call>(value).unwrap_err().to_string();
    assert_eq!(error, format!("parties[0].startTime: {NOT_A_TIME}"));
}

/// The other one's path ends at the object, so the key is in the message.
#[test]
fn a_key_that_occurs_twice_is_named() {
    let cases = [
        (r#"{"id":"1","id":"2"}"#, "id", ""),
        (r#"{"new":1,"new":2}"#, "new", ""),
        (r#"{"parties":[{"counts":{"a":1,"a":2}}]}"#, "parties[0].counts.a", "parties[0].counts: "),
    ];
    for (text, path, object) in cases {
        let key = path.rsplit('.').next().unwrap();
        let (plain, tracked) = (plain::<Call>(text), tracked::<Call>(text));
        assert!(plain.starts_with(&format!("{path}: the key occurs twice in one object at ")), "{plain}");
        let expected = format!("{object}the key {key:?} occurs twice in one object at ");
        assert!(tracked.starts_with(&expected), "{tracked}");
    }
}

/// Who tracks the path loses sight of it within an option, and each property is written as one. The model knows the rest.
#[test]
fn writing() {
    let mut party = Party::default();
    let year = spectable::types::Date::from_ordinal_date(-1, 1).unwrap().midnight().assume_utc();
    party.start_time = Some(year);
    let page = Page {
        call: None,
        calls: vec![Call::default().with_parties([Party::default(), party])],
        by_name: BTreeMap::new(),
    };
    let reason = "ISO-8601 has no date before the year 0 or after 9999";

    let plain = serde_json::to_string(&page).unwrap_err().to_string();
    assert_eq!(plain, format!("parties[1].startTime: {reason}"));

    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut bytes);
    let tracked = serde_path_to_error::serialize(&page, &mut serializer).unwrap_err().to_string();
    assert_eq!(tracked, format!("calls[0].parties: [1].startTime: {reason}"));
}

/// What refuses a null of a property says where, also to a caller who tracks the path.
#[test]
fn writing_a_null_where_there_is_none() {
    let mut call = Call::default().with_parties([Party::default()]);
    call.parties.as_mut().unwrap()[0].set_null("name").unwrap();
    let plain = toml::to_string(&call).unwrap_err().to_string();
    assert_eq!(plain, "parties[0].name: the format cannot hold null: unsupported None value");

    let mut text = toml::ser::Buffer::new();
    let tracked =
        serde_path_to_error::serialize(&call, toml::Serializer::new(&mut text)).unwrap_err().to_string();
    assert_eq!(tracked, "parties: [0].name: the format cannot hold null: unsupported None value");
}
