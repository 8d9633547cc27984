//! `doctor`, `export`, `generate` and `check`: every row is read, from a folder and from an archive, and rendered in both styles.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Value, json};

use crate::release::{NEW, OLD, Row, archive, copy, corpus, files, printed, rows, spectable};

#[test]
fn every_page_is_read_and_nothing_is_left_over() {
    for release in [OLD, NEW] {
        let pages = rows(release);
        let (code, report, said) = spectable(&["doctor", "--from", release, "--format", "json"]);
        assert_eq!(code, 1, "two names are noted: {said}");
        let report: Value = serde_json::from_str(&report).unwrap();
        let problems = report["problems"].as_array().unwrap();
        let severe = problems.iter().find(|it| it["severity"] != "note");
        assert_eq!(severe, None);
        assert_eq!(report["counts"]["models"], pages.len());
        assert_eq!(report["counts"]["properties"], pages.values().map(Vec::len).sum::<usize>());
        assert_eq!(report["counts"]["skipped"], 0);
    }
    assert_eq!((rows(OLD).len(), rows(NEW).len()), (31, 32));
}

/// The schema of a documented type, by plain reading.
fn documented(ty: &str) -> Value {
    if let Some(item) = ty.strip_prefix("list[").and_then(|ty| ty.strip_suffix(']')) {
        return json!({ "type": "array", "items": documented(item) });
    }
    if let Some(item) = ty.strip_prefix("dict(str, ").and_then(|ty| ty.strip_suffix(')')) {
        return json!({ "type": "object", "additionalProperties": documented(item) });
    }
    match ty {
        // The overlay says that the time of a day is a text.
        "str" | "TimeOfDay" => json!({ "type": "string" }),
        "int" => json!({ "type": "integer", "format": "int64" }),
        "float" => json!({ "type": "number", "format": "double" }),
        "bool" => json!({ "type": "boolean" }),
        "datetime" => json!({ "type": "string", "format": "date-time" }),
        "date" => json!({ "type": "string", "format": "date" }),
        "object" | "Barcode" => json!({}),
        model => json!({ "$ref": format!("#/components/schemas/{model}") }),
    }
}

/// Takes the values of enums out of a schema, at any depth.
fn without_values(schema: &mut Value) {
    if let Some(members) = schema.as_object_mut() {
        members.remove("enum");
        members.values_mut().for_each(without_values);
    }
}

fn mark(schema: &mut Value, key: &str) -> bool {
    schema.as_object_mut().and_then(|members| members.remove(key)) == Some(Value::Bool(true))
}

/// The row that an exported property was made from.
fn exported(mut schema: Value, required: bool) -> (Row, Value) {
    let mut text = |key: &str| match schema.as_object_mut().and_then(|members| members.remove(key)) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    };
    let (name, description) = (text("x-documented-name"), text("description"));
    let (read_only, deprecated) = (mark(&mut schema, "readOnly"), mark(&mut schema, "deprecated"));
    without_values(&mut schema);
    (Row { name, ty: String::new(), description, required, read_only, deprecated }, schema)
}

#[test]
fn every_row_is_right() {
    for release in [OLD, NEW] {
        let document: Value = serde_json::from_str(&printed(&["export", "--from", release])).unwrap();
        let models = &document["components"]["schemas"];
        for (model, rows) in rows(release) {
            let none = serde_json::Map::new();
            let properties = models[&model]["properties"].as_object().unwrap_or(&none);
            let required = |wire: &String| {
                models[&model]["required"].as_array().is_some_and(|it| it.iter().any(|it| it == wire))
            };
            let mut found: BTreeMap<String, (Row, Value)> = properties
                .iter()
                .map(|(wire, schema)| exported(schema.clone(), required(wire)))
                .map(|(row, schema)| (row.name.clone(), (row, schema)))
                .collect();
            for row in rows {
                let (read, schema) =
                    found.remove(&row.name).unwrap_or_else(|| panic!("{model}.{} is read", row.name));
                assert_eq!(schema, documented(&row.ty), "{model}.{}", row.name);
                assert_eq!(read, Row { ty: String::new(), ..row });
            }
            assert!(found.is_empty(), "{model}: {found:?}");
        }
    }
}

/// What `generate` writes, without the line that names the source.
fn generated(from: &Path, style: &str) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let config = corpus(OLD).join("spectable.toml");
    let [from, to, config] = [from, out.path(), config.as_path()].map(|path| path.to_str().unwrap());
    printed(&["generate", "--from", from, "--config", config, "--style", style, "--out", to]);
    let body = |text: String| {
        text.lines().filter(|line| !line.starts_with("// Generated from")).collect::<Vec<_>>().join("\n")
    };
    let text = |bytes| body(String::from_utf8(bytes).unwrap());
    let files = files(out.path()).into_iter().filter(|(name, _)| name.ends_with(".rs"));
    files.map(|(name, bytes)| (name, text(bytes))).collect()
}

#[test]
fn an_archive_is_the_folder_that_it_was_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(OLD, folder.path());
    for (style, model) in [("table", "spectable::model!"), ("derive", "#[derive(")] {
        let from_folder = generated(&corpus(OLD), style);
        assert_eq!(from_folder, generated(&archive, style), "{style}");
        assert!(from_folder.values().any(|text| text.contains(model)), "{style}");
        assert!(from_folder.len() > 10, "{style}");
    }
    let packed = archive.to_str().unwrap();
    let exported = printed(&["export", "--from", packed, "--config", "1.0.0/spectable.toml"]);
    assert_eq!(exported, printed(&["export", "--from", OLD]));
}

#[test]
fn what_is_cut_off_of_an_archive_decides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(NEW, folder.path());
    let bytes = fs::read(&archive).unwrap();
    fs::write(&archive, &bytes[..bytes.len() / 2]).unwrap();
    let (code, _, said) = spectable(&["check", "--schema", OLD, "--upstream", archive.to_str().unwrap()]);
    assert_eq!(code, 3, "{said}");
}

#[test]
fn pages_overlay_and_lock_agree() {
    for release in [OLD, NEW] {
        assert_eq!(spectable(&["check", "--schema", release]).0, 0, "{release}");
    }
    let edits = [
        // (file, what is there, what is written instead, the exit code)
        ("Tool.md", "| **price** | float |", "| **price** | int |", 1),
        ("Tool.md", "What a new one costs", "What one costs", 1),
        ("spectable.toml", "\"worn\", ", "", 1),
        ("spectable.toml", "property = \"kind\"", "property = \"sort\"", 2),
        ("spectable.lock", "  price: f64", "  price: i64", 1),
        ("spectable.lock", "\nend\n", "\n", 2),
        ("Part.md", "| **label** | str |", "| **label** |", 2),
    ];
    for (file, was, is, expected) in edits {
        let copy = copy(OLD);
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(was), "{file} has {was}");
        fs::write(&path, text.replacen(was, is, 1)).unwrap();
        let (code, printed, said) = spectable(&["check", "--schema", copy.path().to_str().unwrap()]);
        assert_eq!(code, expected, "{file}: {is}: {printed}{said}");
    }
}
