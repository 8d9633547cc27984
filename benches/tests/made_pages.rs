//! The pages that benchmarks make are pages: each documents a model, and all references lead to one.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;

use purecloud_benches::made_pages;
use spectable_build::Config;

#[test]
fn made_pages_are_read_without_errors() {
    let pages = made_pages(300).unwrap();
    assert!(pages.len() >= 300);
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in &pages {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let config = Config::read(folder.path());
    assert!(!config.problems().has_errors(), "{config}");
    assert_eq!(config.schema().models.len(), pages.len());
}
