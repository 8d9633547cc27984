//! When two documents are equal, for each kind of property.
#![allow(missing_docs, reason = "the models are not for others")]

use std::collections::BTreeMap;

use serde_json::json;
use spectable::types::{Date, OffsetDateTime, Value};
use spectable::{Model as _, difference};

spectable::model! {
    pub struct Every = "Every" {
        whole with_whole: i64 = "whole",
        float with_float: f64 = "float",
        at with_at: OffsetDateTime = "at",
        day with_day: Date = "day",
        any with_any: Value = "any",
        model with_model: Box<Every> = "model",
        list with_list: Vec<i64> = "list",
        map with_map: BTreeMap<String, f64> = "map",
        either with_either: Either = "either",
    }
}
spectable::union! {
    pub enum Either {
        Every as_every: box Every where "whole",
        Number as_number: f64,
    }
}

#[test]
fn where_documents_differ() {
    let cases = [
        (json!({"whole": 1}), json!({"whole": 1.0}), None),
        (json!({"whole": 1}), json!({"whole": 2}), Some("whole")),
        (json!({"whole": 1}), json!({"whole": "1"}), Some("whole")),
        (json!({"float": 1}), json!({"float": 1.0}), None),
        (json!({"float": 1}), json!({"float": 1.5}), Some("float")),
        (json!({"at": "2026-05-04T10:00:00Z"}), json!({"at": "2026-05-04T10:00:00.0+00:00"}), None),
        (json!({"at": "2026-05-04T10:00:00Z"}), json!({"at": "2026-05-04T11:00:00+01:00"}), Some("at")),
        (json!({"day": "2026-05-04"}), json!({"day": "2026-05-05"}), Some("day")),
        (json!({"any": 1}), json!({"any": 1.0}), Some("any")),
        (json!({"model": {"float": 1}}), json!({"model": {"float": 1.0}}), None),
        (json!({"model": {"float": 1}}), json!({"model": {"float": 2}}), Some("model.float")),
        (json!({"model": {}}), json!({"model": 1}), Some("model")),
        (json!({"list": [1, 2]}), json!({"list": [1.0, 3]}), Some("list[1]")),
        (json!({"list": [1]}), json!({"list": [1, 2]}), Some("list")),
        (json!({"map": {"a": 1}}), json!({"map": {"a": 1.0}}), None),
        (json!({"map": {"a": 1}}), json!({"map": {"b": 1}}), Some("map[\"a\"]")),
        (json!({"either": {"whole": 1}}), json!({"either": {"whole": 1.0}}), None),
        (json!({"either": 1}), json!({"either": 1.0}), None),
        (json!({"either": 1}), json!({"either": {"whole": 1}}), Some("either")),
        (json!({"either": [1]}), json!({"either": [1.0]}), Some("either")),
        (json!({"unknown": 1}), json!({"unknown": 1.0}), Some("unknown")),
        (json!({}), json!({"unknown": 1}), Some("unknown")),
        (json!(1), json!({}), Some("")),
    ];
    for (a, b, expected) in cases {
        let table = Every::table();
        assert_eq!(difference(table, &a, &b).as_deref(), expected, "{a} {b}");
        assert_eq!(difference(table, &b, &a).is_some(), expected.is_some(), "{a} {b}");
        assert_eq!(difference(table, &a, &a), None);
    }
}
