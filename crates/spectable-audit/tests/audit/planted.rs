//! Generated traffic with planted deviations: all of them are found, and nothing else.

use std::{collections::BTreeSet, fmt::Write as _};

use spectable_audit::plan::Plan;

use crate::made;

/// So many models, of so many properties.
const MODELS: usize = 10;
const PROPERTIES: usize = 12;
/// So many records.
const RECORDS: usize = 12_000;

/// A document of models that hold one another.
fn document() -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Made, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for model in 0..MODELS {
        writeln!(text, "    Model{model}:\n      type: object\n      required: [p0]\n      properties:")
            .unwrap();
        for property in 0..PROPERTIES {
            let ty = match property {
                0 => "type: integer".to_owned(),
                1 => "type: string".to_owned(),
                2 => "type: boolean".to_owned(),
                3 => "type: string, format: date-time".to_owned(),
                4 => "type: string, enum: [one, two]".to_owned(),
                5 => "type: array, items: {type: number}".to_owned(),
                6 => "type: object, additionalProperties: {type: string}".to_owned(),
                7 => "type: string, format: date".to_owned(),
                8 if model + 1 < MODELS => format!("$ref: '#/components/schemas/Model{}'", model + 1),
                _ => "type: number".to_owned(),
            };
            writeln!(text, "        p{property}: {{{ty}}}").unwrap();
        }
    }
    text
}

/// What is planted: the kind, and what is about it in the object of a model.
const PLANTED: [(&str, &str, &str, &str); 4] = [
    ("wrong-kind", "p2", "\"p2\":true", "\"p2\":\"true\""),
    ("unknown-key", "extra", "\"p0\":17", "\"p0\":17,\"extra\":[1]"),
    ("wrong-format", "p3", "\"p3\":\"2026-01-02T03:04:05Z\"", "\"p3\":\"2026-01-02 03:04\""),
    ("unknown-value", "p4", "\"p4\":\"one\"", "\"p4\":\"three\""),
];

/// An object of a model, and in it those after it.
fn object(model: usize, planted: Option<(usize, usize)>) -> String {
    let inner = if model + 1 < MODELS { object(model + 1, planted) } else { "2".to_owned() };
    let text = format!(
        "{{\"p0\":17,\"p1\":\"some text\",\"p2\":true,\"p3\":\"2026-01-02T03:04:05Z\",\"p4\":\"one\",\"p5\":[1,2.5],\"p6\":{{\"a\":\"b\"}},\"p7\":\"2026-01-02\",\"p8\":{inner},\"p9\":1,\"p10\":-2e3,\"p11\":1.5}}"
    );
    match planted {
        Some((at, kind)) if at == model => {
            let (_, _, was, is) = PLANTED[kind];
            text.replacen(was, is, 1)
        }
        _ => text,
    }
}

#[test]
fn forty_planted_deviations_are_found_and_no_other() {
    let plain = object(0, None);
    let mut text = String::new();
    let mut expected = BTreeSet::new();
    for record in 0..RECORDS {
        // Forty of the records have one deviation each.
        let planted = (record % 300 == 7).then_some(record / 300).filter(|it| *it < MODELS * PLANTED.len());
        match planted.map(|number| (number / PLANTED.len(), number % PLANTED.len())) {
            None => text.push_str(&plain),
            Some((model, kind)) => {
                text.push_str(&object(0, Some((model, kind))));
                expected.insert(format!(
                    "{} Model{model}.{} at line {}",
                    PLANTED[kind].0,
                    PLANTED[kind].1,
                    record + 1
                ));
            }
        }
        text.push('\n');
    }
    assert_eq!(expected.len(), 40);
    assert!(text.len() > 10_000_000, "{}", text.len());
    let schema = made::schema(&document());
    let plan = Plan::of_model(&schema, "Model0").unwrap();
    for threads in [1, 3] {
        let report = made::run(&plan, &text, false, threads);
        let found: BTreeSet<String> = report
            .findings
            .iter()
            .map(|it| format!("{} {} at line {}", it.kind, it.path, it.example.map_or(0, |place| place.line)))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(report.findings.len(), 40);
        assert!(report.findings.iter().all(|it| it.count == 1));
        assert_eq!(report.records, RECORDS as u64);
    }
}
