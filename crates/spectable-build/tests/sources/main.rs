//! Several sources: the first wins in what it says, later ones add what it leaves out, and a contradiction is told with both places.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

mod entries;
mod facts;

use spectable_build::overlay::{Adds, Owner};
use spectable_build::problem::{Problem, Problems, Severity};
use spectable_build::project::{Lower, Project, Reading};
use spectable_build::schema::{Property, Target, Type};
use spectable_build::source::Documentation;

const PYTHON: &str = "dialect = \"python\"\n";
const JAVA: &str = "dialect = \"java\"\n";

/// The page of a model, without notes where they say nothing.
fn page(model: &str, rows: &str) -> String {
    let has_notes = rows.lines().any(|row| row.matches('|').count() > 4);
    let head = if has_notes {
        "| Name | Type | Description | Notes |\n|---|---|---|---|\n"
    } else {
        "| Name | Type | Description |\n|---|---|---|\n"
    };
    format!("# {model}\n\n{head}{rows}\n")
}

/// A source of one page, in a dialect.
fn source(name: &str, overlay: &str, pages: &[(&str, &str)]) -> Documentation {
    let mut files = vec![("spectable.toml".to_owned(), overlay.as_bytes().to_vec())];
    files.extend(pages.iter().map(|(model, text)| {
        let text = if text.starts_with('#') { (*text).to_owned() } else { page(model, text) };
        (format!("{model}.md"), text.into_bytes())
    }));
    Documentation::of_folder(name, files, Problems::default()).unwrap()
}

fn laid(first: Documentation, later: Vec<Documentation>, adds: Adds) -> Project {
    let lower = later.into_iter().map(|documentation| Lower { documentation, adds }).collect();
    Project::read(first, Reading { lower, owner: Owner::Ours, ..Reading::default() })
}

/// What became of a property, in one line.
fn shown(property: &Property, project: &Project) -> String {
    let ty = match &property.ty {
        Type::Ref(Target::Enum(name)) => {
            let values: Vec<_> =
                project.schema.enums[name].values.iter().map(|it| it.wire.as_str()).collect();
            values.join("/")
        }
        Type::Ref(Target::Model(name)) => name.clone(),
        other => format!("{other:?}"),
    };
    let mut line = format!("{} {ty}", property.wire_name);
    for (is, mark) in [
        (property.required, "required"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.deprecated, "deprecated"),
        (property.nullable, "nullable"),
    ] {
        line.push_str(if is { " " } else { "" });
        line.push_str(if is { mark } else { "" });
    }
    for (what, said) in [("format", &property.format), ("default", &property.default)] {
        line.push_str(&said.as_ref().map(|said| format!(" {what} {said}")).unwrap_or_default());
    }
    if !property.description.is_empty() {
        line.push_str(&format!(" ({})", property.description));
    }
    line
}

/// The properties of the model `Call`, what was added to it, and what is contradicted.
fn said(project: &Project) -> Vec<String> {
    let files = &project.schema.files;
    let mut lines: Vec<String> =
        project.schema.models["Call"].properties.iter().map(|it| shown(it, project)).collect();
    lines.extend(project.schema.additions.iter().map(|it| {
        let property = it.property.as_deref().map(|property| format!(".{property}")).unwrap_or_default();
        format!("+ {}{property} {} from {}", it.model, it.fact.word(), it.file)
    }));
    let of_note = |problem: &&Problem| problem.severity != Severity::Note;
    lines.extend(project.problems.iter().filter(of_note).map(|problem| {
        let line = problem.display(files).to_string();
        format!("! {}", line.split("; ").next().unwrap())
    }));
    lines
}

#[test]
fn a_file_of_each_source_has_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write("Call.md", &page("Call", "| id | str | | |"));
    write("later/Other.md", &page("Other", "| id | str | | |"));
    write("spectable.toml", "[[source]]\npath = \"later\"\nadds = \"all\"\nreason = \"r\"\n");
    let project = Project::open(folder.path());
    assert!(!project.problems.has_errors(), "{:?}", project.problems);
    let path = |model: &str| project.path_of_any(project.schema.models[model].location.file);
    assert_eq!((path("Call"), path("Other")), (Some("Call.md"), Some("later/Other.md")));
    let own = project.schema.models["Call"].location.file;
    assert_eq!(project.path(own), Some("Call.md"));
}
