//! Each dialect has a folder of small pages, and beside them what is in them. The pages have every pattern and word of the dialect,
//! and the vote finds it. With `UPDATE_DOCS=1` the test writes what it expects.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use spectable_build::project::{Project, Reading};
use spectable_build::schema::{Property, Target, Type};
use spectable_build::source::Documentation;

const UPDATE: &str = "UPDATE_DOCS";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects")
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let name = |entry: fs::DirEntry| entry.path().file_stem().unwrap().to_str().unwrap().to_owned();
    fs::read_dir(folder).unwrap().map(|entry| name(entry.unwrap())).collect()
}

fn read(name: &str) -> Project {
    let documentation = Documentation::open(&folder().join(name)).unwrap();
    Project::read(documentation, Reading { foreign_pages: true, ..Reading::default() })
}

/// What is in the pages, one line for each property and value.
fn listing(project: &Project) -> String {
    let schema = &project.schema;
    let mut text = String::new();
    for model in schema.models.values() {
        writeln!(text, "{}", model.name).unwrap();
        for property in &model.properties {
            writeln!(text, "  {}", line(property)).unwrap();
        }
    }
    for it in schema.enums.values() {
        let values: Vec<_> = it.values.iter().map(|value| format!("{:?}", value.wire)).collect();
        writeln!(text, "{} = {}", it.rust_name, values.join(", ")).unwrap();
    }
    for page in &project.passed_over {
        let file = file_name(schema.files.name(page.location.file));
        writeln!(text, "passed over {file}: {}", page.reason).unwrap();
    }
    for problem in project.problems.iter() {
        let place = problem.location.map(|it| schema.files.position(it));
        let place = place.map(|it| format!(" {}:{}", file_name(&it.file), it.line)).unwrap_or_default();
        writeln!(text, "{}{place}: {}", problem.rule, problem.message).unwrap();
    }
    text
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap()
}

fn line(property: &Property) -> String {
    let mut line = property.name.clone();
    if property.wire_name != property.name {
        write!(line, " -> {}", property.wire_name).unwrap();
    }
    write!(line, ": {}", spelled(&property.ty)).unwrap();
    let marks = [
        (property.required, "required"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.deprecated, "deprecated"),
        (property.nullable, "nullable"),
    ];
    for (_, mark) in marks.iter().filter(|(is, _)| *is) {
        write!(line, ", {mark}").unwrap();
    }
    for (what, said) in [("format", &property.format), ("default", &property.default)] {
        if let Some(said) = said {
            write!(line, ", {what} {said}").unwrap();
        }
    }
    line
}

fn spelled(ty: &Type) -> String {
    let named = ty.map_refs(&mut |target| match target {
        Target::Model(name) | Target::Union(name) => spectable_build::types::Type::Ref(name.clone()),
        Target::Enum(name) => spectable_build::types::Type::Ref(format!("enum {name}")),
    });
    named.to_string()
}

#[test]
fn each_dialect_reads_its_pages() {
    let dialects = names_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("dialects"));
    assert_eq!(names_in(&folder()), dialects, "each dialect has a folder of pages in tests/dialects");
    for name in dialects {
        let project = read(&name);
        let found = project.dialect.as_ref().map(|found| found.name.as_str());
        assert_eq!(found, Some(name.as_str()), "{}", listing(&project));
        let path = folder().join(&name).join("expected.txt");
        let listing = listing(&project);
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&path, listing).unwrap();
        } else {
            assert_eq!(fs::read_to_string(&path).unwrap(), listing, "{name}");
        }
    }
}

/// The words of one section of a dialect's file, and the texts of their lists.
fn texts_of(file: &str, section: &str) -> Vec<(String, String)> {
    let table = toml::de::DeTable::parse(file).unwrap();
    let mut texts = Vec::new();
    let section = table.get_ref().get(section).and_then(|section| section.get_ref().as_table());
    for (key, value) in section.into_iter().flatten() {
        let key = key.get_ref().to_string();
        match value.get_ref().as_array() {
            Some(items) => {
                let items = items.iter().map(|it| it.get_ref().as_str().unwrap().to_owned());
                texts.extend(items.map(|text| (key.clone(), text)));
            }
            None => texts.push((key, String::new())),
        }
    }
    texts
}

#[test]
fn the_pages_have_every_word_and_pattern() {
    for name in names_in(&folder()) {
        let dialect = Path::new(env!("CARGO_MANIFEST_DIR")).join("dialects").join(format!("{name}.toml"));
        let dialect = fs::read_to_string(dialect).unwrap();
        let types: BTreeSet<String> = read(&name)
            .schema
            .models
            .values()
            .flat_map(|model| model.properties.iter().map(|property| property.type_text.to_lowercase()))
            .collect();
        let bare = |text: &str| text.to_lowercase().replace(char::is_whitespace, "");
        for (word, _) in texts_of(&dialect, "scalars") {
            let found = types.iter().any(|text| bare(text).contains(&bare(&word)));
            assert!(found, "no page of tests/dialects/{name} has the type `{word}`");
        }
        for (key, pattern) in texts_of(&dialect, "types") {
            let parts: Vec<String> = pattern.split("{T}").map(bare).collect();
            let found = key == "null"
                || key == "namespaces"
                || types.iter().any(|text| parts.iter().all(|part| bare(text).contains(part)));
            assert!(found, "no page of tests/dialects/{name} has the pattern `{pattern}`");
        }
    }
}

/// The code blocks of a document in one language.
fn blocks<'t>(document: &'t str, language: &str) -> Vec<&'t str> {
    let start = format!("```{language}\n");
    document.split(&start).skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block).collect()
}

#[test]
fn the_documentation_lists_each_dialect_and_its_example_is_true() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/dialects.md");
    let document = fs::read_to_string(document).unwrap();
    for dialect in spectable_build::dialect::embedded() {
        let row = format!("| `{}` | {} |", dialect.name, dialect.title);
        assert!(document.contains(&row), "docs/dialects.md lacks the row {row}");
    }
    let files = |overlay: &str| {
        let page = blocks(&document, "markdown").first().unwrap().as_bytes().to_vec();
        [("Book.md".to_owned(), page), ("spectable.toml".to_owned(), overlay.as_bytes().to_vec())]
    };
    let overlays = blocks(&document, "toml");
    let read = |overlay: &str| {
        let problems = spectable_build::problem::Problems::default();
        let documentation = Documentation::of_folder("docs", files(overlay), problems).unwrap();
        Project::read(documentation, Reading::default())
    };
    assert_eq!(listing(&read(overlays[0])), blocks(&document, "text")[0]);
    let of_dialect = read(overlays[1]);
    assert!(of_dialect.problems.iter().all(|problem| problem.rule != "dialect"), "{}", listing(&of_dialect));
}
