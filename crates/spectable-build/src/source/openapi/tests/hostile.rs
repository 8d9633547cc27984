//! Documents that nobody would write, and what is said of them.

use proptest::prelude::*;

use super::*;

/// A JSON value made of the words that mean something in a schema.
fn schema() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "string",
        "object",
        "array",
        "integer",
        "null",
        "date-time",
        "#/components/schemas/A",
        "#/components/schemas/B",
        "",
    ]);
    let leaf = prop_oneof![
        word.prop_map(|word| format!("{word:?}")),
        Just("true".to_owned()),
        Just("null".to_owned()),
        Just("7".to_owned())
    ];
    leaf.prop_recursive(6, 48, 5, |inner| {
        let key = prop::sample::select(vec![
            "type",
            "properties",
            "items",
            "additionalProperties",
            "allOf",
            "oneOf",
            "anyOf",
            "enum",
            "const",
            "$ref",
            "required",
            "format",
            "default",
            "nullable",
            "description",
            "x-documented-name",
            "x-enum-descriptions",
            "é",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec((key, inner), 0..5).prop_map(|entries| {
                let entries: Vec<String> =
                    entries.into_iter().map(|(key, value)| format!("{key:?}:{value}")).collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_schema_is_read(a in schema(), b in schema()) {
        let text = document(&format!(r#""A": {a}, "B": {b}"#));
        let mut problems = Problems::default();
        let input = read("a.json", text.as_bytes(), &mut problems);
        let names: HashSet<&str> = input.pages.iter().map(|page| page.name.value.as_str()).collect();
        prop_assert_eq!(names.len(), input.pages.len(), "each page has a name of its own");
        // JSON is YAML, and both say the same.
        let mut again = Problems::default();
        let yaml = read("a.yaml", text.as_bytes(), &mut again);
        prop_assert_eq!(listing(&input), listing(&yaml));
    }

    #[test]
    fn any_damage_is_survived(at in any::<prop::sample::Index>(), byte in any::<u8>(), yaml in any::<bool>()) {
        let (name, text) = if yaml {
            ("a.yaml", "openapi: 3.0.0\ncomponents:\n  schemas:\n    A: &a\n      properties:\n        \"b\": {type: [string, 'null']}\n    B: *a\n".to_owned())
        } else {
            ("a.json", document(r#""A": {"properties": {"é\u00e9": {"type": "string", "enum": ["a"]}}}"#))
        };
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let mut problems = Problems::default();
        let input = read(name, &bytes, &mut problems);
        for problem in problems.iter() {
            prop_assert!(!problem.display(&input.files).to_string().is_empty());
        }
    }
}
