//! Real pages, of both Python dialects: every one is read, and nothing of it is lost. Skipped where they are not there.
#![cfg(feature = "archive")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

use std::path::{Path, PathBuf};

use spectable_build::location::Files;
use spectable_build::overlay::{Overlay, Owner};
use spectable_build::problem::{Problems, Severity};
use spectable_build::project::{Project, Reading};
use spectable_build::source::{Documentation, SourceFile};

fn corpus(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(path);
    if !path.exists() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

#[test]
fn every_page_of_two_releases_is_read() {
    for (folder, release, models, properties) in
        [("genesys-python", "257.1.0", 6220, 34377), ("genesys-python-prev", "243.0.0", 5730, 32056)]
    {
        let Some(path) = corpus(&format!("{folder}/pages.tar.gz")) else { return };
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/spectable.toml");
        let overlay = SourceFile::open(&config).expect("the overlay of the corpus is there");
        let reading = Reading { overlay: Some(overlay), owner: Owner::Shared, ..Reading::default() };
        let documentation = Documentation::open(&path).expect("it is an archive");
        let project = Project::read(documentation, reading);
        let schema = &project.schema;
        assert_eq!((schema.release.as_deref(), project.pages), (Some(release), models));
        assert_eq!(project.skipped.len(), 0);
        let said: Vec<_> = project
            .problems
            .iter()
            .filter(|problem| problem.severity != Severity::Note)
            .map(|problem| problem.display(&schema.files).to_string())
            .collect();
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(schema.models.len(), models);
        assert_eq!(schema.models.values().map(|model| model.properties.len()).sum::<usize>(), properties);
    }
}

#[test]
fn an_overlay_without_pages() {
    let mut files = Files::default();
    let mut problems = Problems::default();
    let overlay = Overlay::parse("spectable.toml", "wire-names = \"camelCase\"", &mut files, &mut problems);
    assert!(problems.is_empty());
    assert!(overlay.enums.is_empty());
}
