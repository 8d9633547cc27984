//! The document, and runs of the audit.

use std::num::NonZeroUsize;

use spectable_audit::{Options, Source, audit, plan::Plan, report::Report};
use spectable_build::{
    project::{Project, Reading},
    schema::Schema,
    source::Documentation,
};

/// An API of calls.
pub const DOCUMENT: &str = include_str!("calls.yaml");

/// The schema of a document.
pub fn schema(document: &str) -> Schema {
    let documentation = Documentation::of_file("calls.yaml", document.as_bytes().to_vec()).unwrap();
    let project = Project::read(documentation, Reading::default());
    let problems: Vec<String> =
        project.problems.iter().map(|it| it.display(&project.schema.files).to_string()).collect();
    assert!(!project.problems.has_errors(), "{problems:#?}");
    project.schema
}

/// What is found in a text of records of a model.
pub fn of_model(model: &str, text: impl AsRef<[u8]>, show_values: bool) -> Report {
    let plan = Plan::of_model(&schema(DOCUMENT), model).unwrap();
    run(&plan, text, show_values, 2)
}

/// What is found in an HTTP Archive.
pub fn of_archive(text: impl AsRef<[u8]>) -> Report {
    let plan = Plan::of_operations(&schema(DOCUMENT), None).unwrap();
    run(&plan, text, false, 2)
}

pub fn run(plan: &Plan, text: impl AsRef<[u8]>, show_values: bool, threads: usize) -> Report {
    let source = Source::reader("traffic", std::io::Cursor::new(text.as_ref().to_vec()));
    let options = Options {
        show_values,
        threads: NonZeroUsize::new(threads),
        schema: "calls.yaml".into(),
        list_properties: true,
    };
    audit(plan, vec![source], &options).unwrap()
}

/// The findings but those about what never came, each on a line: kind, place, share and message.
pub fn lines(report: &Report) -> Vec<String> {
    let findings = report.findings.iter().filter(|it| it.kind.name() != "never-seen");
    findings
        .map(|it| {
            let place = it.example.map(|place| place.to_string()).unwrap_or_default();
            format!("{} {place} {}/{}: {}", it.kind, it.count, it.of, it.message)
        })
        .collect()
}
