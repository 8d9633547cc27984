//! Real OpenAPI documents, against an independent count of what they hold.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]
#![cfg(feature = "openapi")]

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;
use serde_json::Value;
use spectable_build::{
    documented::{Body, Input, Row},
    documented_type::RawType,
    problem::{Problems, Severity},
    source::openapi,
};

/// A file of the corpus, if there is one beside the repository.
fn corpus(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(path);
    if file.is_file() {
        return Some(file);
    }
    println!("skipped: there is no {path} in ../shared/corpus");
    None
}

fn read(file: &Path) -> (Input, Problems) {
    let mut problems = Problems::default();
    let name = file.file_name().unwrap().to_str().unwrap();
    let input = openapi::read(name, &fs::read(file).unwrap(), &mut problems);
    (input, problems)
}

fn rows(input: &Input) -> impl Iterator<Item = &Row> {
    input.pages.iter().flat_map(|page| match &page.body {
        Body::Rows(rows) => rows.as_slice(),
        _ => &[],
    })
}

/// How often a test holds, over the properties of all definitions of a Swagger document.
fn count(document: &Value, holds: impl Fn(&Value, &str, &Value) -> bool) -> usize {
    let models = document["definitions"].as_object().unwrap().values();
    models
        .map(|model| {
            let properties = model["properties"].as_object();
            let properties = properties.into_iter().flatten();
            properties.filter(|(name, property)| holds(model, name, property)).count()
        })
        .sum()
}

#[test]
fn a_swagger_document_of_822_definitions_is_read_whole() {
    let Some(file) = corpus("swagger-2018/swagger.json.gz") else { return };
    let mut text = String::new();
    GzDecoder::new(fs::File::open(&file).unwrap()).read_to_string(&mut text).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let (input, problems) = read(&file);

    assert!(problems.iter().all(|problem| problem.severity == Severity::Note), "{problems:?}");
    assert_eq!(input.release.as_deref(), Some("v2"));
    assert_eq!(input.pages.len(), 822);
    assert_eq!(input.pages.len(), document["definitions"].as_object().unwrap().len());

    let is = |key: &'static str, word: &'static str| {
        move |_: &Value, _: &str, property: &Value| property[key] == word
    };
    let expected = [
        ("properties", count(&document, |_, _, _| true), rows(&input).count()),
        (
            "enums",
            count(&document, |_, _, property| property["type"] == "string" && property["enum"].is_array()),
            rows(&input).filter(|row| row.ty.value == RawType::Text && row.values.is_some()).count(),
        ),
        (
            "lists of enums",
            count(&document, |_, _, property| property["items"]["enum"].is_array()),
            rows(&input)
                .filter(|row| matches!(row.ty.value, RawType::List(_)) && row.values.is_some())
                .count(),
        ),
        (
            "read-only",
            count(&document, |_, _, property| property["readOnly"] == true),
            rows(&input).filter(|row| row.read_only).count(),
        ),
        (
            "required",
            count(&document, |model, name, _| {
                model["required"]
                    .as_array()
                    .is_some_and(|names| names.iter().any(|required| required == name))
            }),
            rows(&input).filter(|row| row.required == Some(true)).count(),
        ),
        (
            "maps",
            count(&document, |_, _, property| property["additionalProperties"].is_object()),
            rows(&input).filter(|row| matches!(row.ty.value, RawType::Map(_))).count(),
        ),
        (
            "date-times",
            count(&document, is("format", "date-time")),
            rows(&input).filter(|row| row.ty.value == RawType::DateTime).count(),
        ),
        (
            "whole numbers",
            count(&document, is("type", "integer")),
            rows(&input).filter(|row| row.ty.value == RawType::Integer).count(),
        ),
        (
            "references",
            count(&document, |_, _, property| property["$ref"].is_string()),
            rows(&input).filter(|row| matches!(row.ty.value, RawType::Ref(_))).count(),
        ),
    ];
    for (what, documented, read) in expected {
        assert_eq!(documented, read, "{what}");
        assert!(documented > 0, "{what}");
    }
}

#[test]
fn every_property_of_a_swagger_document_points_at_its_key() {
    let Some(file) = corpus("swagger-2018/swagger.json.gz") else { return };
    let (input, _) = read(&file);
    for row in rows(&input) {
        let location = row.name.location;
        let text = input.files.text(location.file);
        let key = &text[location.start as usize..location.end as usize];
        assert_eq!(key.trim_matches('"'), row.wire.as_deref().unwrap());
    }
}

#[test]
fn a_yaml_document_has_the_models_of_the_client_made_from_it() {
    let (Some(file), Some(facts)) =
        (corpus("dialects/ory-openapi.yaml.gz"), corpus("dialects/ory-facts.json.gz"))
    else {
        return;
    };
    let facts: Value = serde_json::from_reader(GzDecoder::new(fs::File::open(facts).unwrap())).unwrap();
    let (input, problems) = read(&file);
    assert!(!problems.has_errors(), "{problems:?}");
    let (mut compared, mut different) = (0, Vec::new());
    for page in &input.pages {
        // The client writes names as Python classes; those that differ only by case are the same model.
        let same_model = |name: &String| name.eq_ignore_ascii_case(&page.name.value);
        let Some((_, fact)) = facts.as_object().unwrap().iter().find(|(name, _)| same_model(name)) else {
            continue;
        };
        let Body::Rows(rows) = &page.body else { continue };
        compared += 1;
        if documented(fact) != members(rows) {
            different.push(&page.name.value);
        }
    }
    // The document is of a later release than the client, so that a few models have gained properties or values.
    assert!(compared > 300, "{compared} models are in both");
    assert!(different.len() * 20 < compared, "{compared} models; {different:?} differ");
}

/// Wire name, required, number of enum values; sorted.
type Member = (String, bool, usize);

fn documented(fact: &Value) -> Vec<Member> {
    let member = |property: &Value| {
        let values = property["enum_values"].as_array().map_or(0, Vec::len);
        (property["wire"].as_str().unwrap().to_owned(), property["required"] == true, values)
    };
    let mut members: Vec<Member> = fact["props"].as_array().unwrap().iter().map(member).collect();
    members.sort_unstable();
    members
}

fn members(rows: &[Row]) -> Vec<Member> {
    let member = |row: &Row| {
        (row.wire.clone().unwrap(), row.required.unwrap(), row.values.as_ref().map_or(0, Vec::len))
    };
    let mut members: Vec<Member> = rows.iter().map(member).collect();
    members.sort_unstable();
    members
}
