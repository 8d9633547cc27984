//! The code of the templates is what the templates say. With `UPDATE_TEMPLATES=1`, this test writes what it otherwise compares.
//!
//! It needs no `spectable-build`, so it writes the code even where that no longer compiles without it.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use spectable_templates::code;

const UPDATE: &str = "UPDATE_TEMPLATES";

/// The templates of src/render/templates.rs, each with what fills it.
fn filled(views: &str) -> Vec<(&str, &str)> {
    let pairs = views.split("template(path = \"").skip(1).map(|after| {
        let (template, rest) = after.split_once('"').unwrap();
        let name = rest.split("struct ").nth(1).unwrap();
        (template, name.split(|it: char| !it.is_alphanumeric()).next().unwrap())
    });
    pairs.collect()
}

#[test]
fn the_code_is_what_the_templates_say() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/spectable-build");
    let folder = package.join("src/render/templates");
    let views = fs::read_to_string(folder.with_extension("rs")).unwrap();
    let mut templates = BTreeSet::new();
    for (template, view) in filled(&views) {
        let source = fs::read_to_string(package.join("templates").join(template)).unwrap();
        let expected = code(template, view, &source);
        let path = folder.join(template.split('.').next().unwrap()).with_extension("rs");
        if env::var_os(UPDATE).is_some() {
            fs::write(&path, &expected).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == expected, "{}: run the test with {UPDATE}=1", path.display());
        templates.insert(template.to_owned());
    }
    let files = fs::read_dir(package.join("templates")).unwrap();
    let files = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(files.collect::<BTreeSet<_>>(), templates, "each template is filled by one type");
}
