//! Items that may be null: in lists and maps of every kind, by every way of reading and writing.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

use std::collections::BTreeMap;

use serde_json::Value;
use spectable::types::Date;
use spectable::{Kind, Model as _};

spectable::open_enum! {
    pub enum Word { Cash = "cash" }
}
spectable::integer_enum! {
    pub enum Code { One = 1 }
}
spectable::union! {
    pub enum Either {
        Text as_text: String,
        List as_list: Vec<Option<i64>>,
    }
}
spectable::model! {
    pub struct All = "All" {
        texts with_texts: Vec<Option<String>> = "texts",
        whole with_whole: Vec<Option<i64>> = "whole",
        numbers with_numbers: BTreeMap<String, Option<f64>> = "numbers",
        days with_days: Vec<Option<Date>> = "days",
        words with_words: Vec<Option<Word>> = "words",
        codes with_codes: Vec<Option<Code>> = "codes",
        models with_models: Vec<Option<All>> = "models",
        lists with_lists: Vec<Option<Vec<Option<bool>>>> = "lists",
        maps with_maps: Vec<Option<BTreeMap<String, Option<All>>>> = "maps",
        unions with_unions: Vec<Option<Either>> = "unions",
        either with_either: Either = "either",
        plain with_plain: Vec<String> = "plain",
    }
}

const DOCUMENTS: [&str; 6] = [
    r#"{"texts":["a",null,""],"whole":[null,0,-1],"numbers":{"a":null,"b":1.5},"days":["2026-05-04",null]}"#,
    r#"{"words":[null,"cash","new"],"codes":[1,null,2],"models":[null,{},{"texts":[null]}]}"#,
    r#"{"lists":[null,[null,true],[]],"maps":[{"a":null,"b":{"whole":[null]}},null]}"#,
    r#"{"unions":["a",null,[1,null]],"either":[null,3]}"#,
    r#"{"texts":[],"numbers":{},"models":[null,null]}"#,
    r#"{"texts":null,"unknown":[null]}"#,
];

#[test]
fn every_way_of_reading_and_writing() {
    for text in DOCUMENTS {
        let value: Value = serde_json::from_str(text).unwrap();
        let read: [All; 4] = [
            spectable::from_str(text).expect(text),
            spectable::from_value(value.clone()).expect(text),
            serde_json::from_str(text).expect(text),
            serde_json::from_value(value.clone()).expect(text),
        ];
        for one in &read {
            assert_eq!(*one, read[0], "{text}");
            assert_eq!(one.clone(), *one, "{text}");
            assert_eq!(spectable::to_string(one).unwrap(), text);
            assert_eq!(serde_json::to_string(one).unwrap(), text);
            assert_eq!(spectable::to_value(one).unwrap(), value);
        }
    }
}

#[test]
fn the_value_is_an_option() {
    let all: All = spectable::from_str(DOCUMENTS[0]).unwrap();
    assert_eq!(all.texts, Some(vec![Some("a".to_owned()), None, Some(String::new())]));
    let made = All::default().with_whole(vec![None, Some(0), Some(-1)]).with_texts(vec![None]);
    assert_eq!(spectable::to_string(&made).unwrap(), r#"{"texts":[null],"whole":[null,0,-1]}"#);
    assert_ne!(made, All::default().with_whole(vec![Some(1), Some(0), Some(-1)]).with_texts(vec![None]));
    assert_eq!(format!("{made:?}"), "All { texts: [None], whole: [None, Some(0), Some(-1)] }");
    let document: Option<All> = spectable::from_str("null").unwrap();
    assert_eq!((spectable::to_string(&document).unwrap(), document), ("null".to_owned(), None));
}

#[test]
fn null_stays_an_error_where_it_is_not_documented() {
    let error = spectable::from_str::<All>(r#"{"plain":["a",null]}"#).unwrap_err();
    assert_eq!(error.path(), "plain[1]");
    let error = spectable::from_str::<All>(r#"{"whole":[null,"a"]}"#).unwrap_err();
    assert_eq!(error.path(), "whole[1]");
    let error = spectable::from_str::<All>(r#"{"whole":[nul]}"#).unwrap_err();
    assert_eq!(error.path(), "whole[0]");
    let value = serde_json::json!({"lists": [null, [true, 1]]});
    assert_eq!(spectable::from_value::<All>(value).unwrap_err().path(), "lists[1][1]");
}

#[test]
fn reflection_knows_it() {
    let kind = |name: &str| All::table().field(name).unwrap().kind();
    let Kind::List(item) = kind("lists") else { panic!("it is a list") };
    assert!(item.nullable());
    let Kind::List(item) = item.kind() else { panic!("it is a list of lists") };
    assert!(item.nullable() && matches!(item.kind(), Kind::Boolean));
    let Kind::List(item) = kind("plain") else { panic!("it is a list") };
    assert!(!item.nullable());
    let Kind::Map(item) = kind("numbers") else { panic!("it is a map") };
    assert!(item.nullable());
}
