//! Merge keys (`<<`) of YAML 1.1.

use super::*;

/// The properties of `A` in a document with these lines.
fn properties(lines: &str) -> (String, Vec<String>) {
    let text = format!(
        "openapi: 3.0.0\nx-one: &one {{a: {{type: string}}, b: {{type: string}}}}\nx-two: &two {{b: {{type: integer}}, c: {{type: integer}}}}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties: {lines}\n"
    );
    let (input, rules) = read_text("api.yaml", &text);
    (listing(&input), rules)
}

#[test]
fn what_is_merged() {
    let cases: [(&str, &str, usize); 6] = [
        ("{<<: *one}", "model A\n  a: str\n  b: str", 1),
        ("{<<: *one, b: {type: boolean}}", "model A\n  a: str\n  b: bool", 1),
        ("{b: {type: boolean}, <<: *one}", "model A\n  b: bool\n  a: str", 1),
        ("{<<: [*one, *two]}", "model A\n  a: str\n  b: str\n  c: int", 1),
        ("{<<: *two, d: {type: string}, <<: *one}", "model A\n  b: int\n  c: int\n  d: str\n  a: str", 2),
        ("{<<: {x: {type: number}}}", "model A\n  x: float", 1),
    ];
    for (lines, expected, merges) in cases {
        let (found, rules) = properties(lines);
        assert_eq!(found, expected, "{lines}");
        assert_eq!(rules, vec!["yaml-merge-key"; merges], "{lines}");
    }
}

#[test]
fn what_is_no_merge_key() {
    let (found, rules) = properties("{'<<': {type: string}}");
    assert_eq!((found.as_str(), rules.len()), ("model A\n  <<: str", 0));
    for lines in ["{<<: 3}", "{<<: [*one, 3]}", "{<<: null}"] {
        let (found, rules) = properties(lines);
        assert_eq!((found.as_str(), rules), ("", vec!["not-yaml".to_owned()]), "{lines}");
    }
}
