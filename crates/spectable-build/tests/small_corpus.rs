//! The small corpus as a build script sees it: every page of both releases is read, and nothing is wrong.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::path::Path;

use spectable_build::Config;
use spectable_build::problem::Severity;

fn read(release: &str) -> Config {
    Config::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/small").join(release))
}

#[test]
fn every_page_of_two_releases_is_read() {
    for (release, models, properties, enums) in [("1.0.0", 31, 177, 8), ("1.1.0", 32, 181, 8)] {
        let config = read(release);
        assert!(config.problems().iter().all(|problem| problem.severity == Severity::Note), "{config}");
        let schema = config.schema();
        assert_eq!(schema.release.as_deref(), Some(release));
        assert_eq!((schema.models.len(), schema.enums.len()), (models, enums));
        assert_eq!(schema.models.values().map(|model| model.properties.len()).sum::<usize>(), properties);
    }
}

#[test]
fn descriptions_are_read_whole() {
    let config = read("1.0.0");
    let described = |model: &str, property: &str| {
        let properties = &config.schema().models[model].properties;
        properties.iter().find(|it| it.name == property).unwrap().description.clone()
    };
    let cases = [
        // (model, property, what a reader of the page sees)
        ("Tool", "tag_code", "The code on the tag: length | check digit | number."),
        ("Notice", "body", "Text with <b> and <i> | nothing else is shown."),
        ("Address", "street", "Street & number."),
        ("Shelf", "code", "Row and board, such as \"B-4\"."),
        ("Member", "role", "What the member may do: 'borrower', 'volunteer' or 'keeper'"),
        ("Document", "name", ""),
    ];
    for (model, property, expected) in cases {
        assert_eq!(described(model, property), expected, "{model}.{property}");
    }
    assert_eq!(config.schema().models["Notice"].description, "A note on the board by the door.");
}
