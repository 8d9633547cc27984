//! Writing by serde_json, and what JSON cannot hold.

use std::collections::BTreeMap;

use crate::model::Everything;

#[test]
fn what_json_cannot_hold_is_refused_when_written() {
    let cases = [
        (Everything::default().with_number(f64::NAN), "number: NaN is not a JSON number"),
        (
            Everything::default().with_grid([vec![], vec![1.0, f64::INFINITY]]),
            "grid[1][1]: inf is not a JSON number",
        ),
        (
            Everything::default().with_model(Everything::default().with_date(time::Date::MIN)),
            "model.date: ISO-8601 has no date before the year 0 or after 9999",
        ),
    ];
    for (model, expected) in cases {
        assert_eq!(spectable::to_string(&model).expect_err(expected).to_string(), expected);
        assert_eq!(spectable::to_value(&model).expect_err(expected).to_string(), expected);
        assert_eq!(serde_json::to_string(&model).expect_err(expected).to_string(), expected);
    }
}

/// serde_json hands its memory over, with what is in it, and goes on behind what a model wrote.
#[test]
fn models_among_other_values_are_written_where_they_are() {
    let model = || Everything::default().with_text("a \"quoted\" text, and more of it").with_integer(7);
    let text = r#"{"text":"a \"quoted\" text, and more of it","integer":7}"#;
    let values =
        (1, vec![Some(model()), None], [("key", model())].map(|(_, model)| model), Everything::default());
    let expected = format!("[1,[{text},null],[{text}],{{}}]");
    assert_eq!(serde_json::to_string(&values).unwrap(), expected);
    let mut bytes = b"before ".to_vec();
    serde_json::to_writer(&mut bytes, &values).unwrap();
    assert_eq!(bytes, format!("before {expected}").as_bytes());
    let entries = BTreeMap::from([("a", model()), ("b", model())]);
    assert_eq!(serde_json::to_string(&entries).unwrap(), format!(r#"{{"a":{text},"b":{text}}}"#));
    // White space is that of the formatter.
    let pretty = serde_json::to_string_pretty(&[Everything::default().with_integer(7)]).unwrap();
    assert_eq!(pretty, "[\n  {\n    \"integer\": 7\n  }\n]");

    let mut bytes = b"before ".to_vec();
    let error = serde_json::to_writer(&mut bytes, &[model(), model().with_number(f64::NAN)]).unwrap_err();
    assert_eq!(error.to_string(), "number: NaN is not a JSON number");
    assert!(bytes.starts_with(format!("before [{text},").as_bytes()));
}
