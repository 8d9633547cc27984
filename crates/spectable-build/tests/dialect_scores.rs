//! How much of real pages each dialect reads, counted against the documents that the pages were made from and against a count of the
//! pages' own lines. Skipped where the pages are not there. With `UPDATE_DOCS=1` it writes the table of docs/dialects.md.
#![cfg(all(feature = "archive", feature = "openapi"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use spectable_build::location::Location;
use spectable_build::project::{Project, Reading};
use spectable_build::schema::{Model, Property, Target};
use spectable_build::source::Documentation;
use spectable_build::types::Type;

fn corpus(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(path);
    if !path.exists() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

/// The pages of an archive, by its folders.
fn folders(archive: &Path) -> BTreeMap<String, Vec<(String, Vec<u8>)>> {
    let gzip = flate2::read::GzDecoder::new(std::fs::File::open(archive).unwrap());
    let mut folders: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for entry in tar::Archive::new(gzip).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().to_str().unwrap().trim_start_matches("./").to_owned();
        let Some((folder, file)) = path.split_once('/') else { continue };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if folder != "LICENSES" && !bytes.is_empty() {
            folders.entry(folder.to_owned()).or_default().push((file.to_owned(), bytes));
        }
    }
    folders
}

fn read(name: &str, files: &[(String, Vec<u8>)]) -> Project {
    let documentation =
        Documentation::of_folder(name, files.to_vec(), spectable_build::problem::Problems::default());
    Project::read(documentation.unwrap(), Reading { foreign_pages: true, ..Reading::default() })
}

/// What the lines of pages hold, counted without the reader of pages.
#[derive(Default)]
struct Lines {
    /// Pages; where headings name models, tables of properties below different ones.
    models: HashSet<String>,
    rows: usize,
    /// Texts that are values of enums, each with its file: lines of a list, or cells of a column of values beside none of types.
    values: BTreeSet<(String, String)>,
}

/// Headings that name no model.
const PARTS: [&str; 4] = ["properties", "relationships", "instance attributes", "actions"];

fn count_lines(files: &[(String, Vec<u8>)], by_heading: bool) -> Lines {
    let mut counted = Lines::default();
    for (file, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let mut headings: Vec<&str> = Vec::new();
        if !by_heading {
            counted.models.insert(file.clone());
        }
        for (at, line) in lines.iter().enumerate() {
            let level = line.chars().take_while(|it| *it == '#').count();
            if level > 0 && line.chars().nth(level) == Some(' ') {
                headings.retain(|above| above.chars().take_while(|it| *it == '#').count() < level);
                if !PARTS.contains(&line[level..].trim().to_lowercase().as_str()) {
                    headings.push(line);
                }
            }
            if let Some((_, value)) = line.split_once("(value: ").filter(|_| line.starts_with("* ")) {
                counted.value(file, value.trim_end_matches(')'));
            }
            let of_table = |it: char| matches!(it, '-' | '|' | ':' | ' ');
            if at > 0 && line.contains('|') && line.contains('-') && line.chars().all(of_table) {
                counted.table(file, &headings.concat(), &lines[at - 1..], by_heading);
            }
        }
    }
    counted
}

impl Lines {
    fn table(&mut self, file: &str, headings: &str, lines: &[&str], by_heading: bool) {
        let cells = |line: &str| -> Vec<String> {
            line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('*').to_owned()).collect()
        };
        let header: Vec<String> = cells(lines[0]).iter().map(|cell| cell.to_lowercase()).collect();
        let column =
            |words: &[&str]| header.iter().position(|cell| words.iter().any(|it| cell.ends_with(it)));
        let rows = lines[2..].iter().take_while(|line| line.contains('|'));
        // An additional property is no property, and a page with nothing but a value is the type of that.
        let names: Vec<_> = rows.clone().map(|row| cells(row)[0].clone()).collect();
        // One page calls its column of types `Value`.
        let types = column(&["type"]).is_some() || column(&["property name"]).is_some();
        if types && column(&["name", "property", "field", "relationship"]).is_some() {
            let names = names.iter().filter(|name| *name != "any string name" && names != ["value"]);
            self.rows += names.count();
            if by_heading {
                self.models.insert(format!("{file} {headings}"));
            }
        } else if let Some(at) = column(&["value", "values"]).filter(|_| column(&["property name"]).is_none())
        {
            for row in rows {
                self.value(file, cells(row).get(at).map_or("", String::as_str));
            }
        }
    }

    /// A value that is a text; numbers are not enums.
    fn value(&mut self, file: &str, printed: &str) {
        let bare = printed.trim_end_matches("\\*").trim().trim_matches('`');
        let text = bare.trim_matches(['"', '\'', '`']);
        let is_number = bare == text && (text.parse::<f64>().is_ok() || text.contains("<<"));
        if !is_number && !text.contains(',') {
            self.values.insert((file.to_owned(), text.replace("&quot;", "")));
        }
    }
}

/// What an API is, whoever documents it: by the name of the model without case, and the wire name.
#[derive(Default)]
struct Truth {
    models: HashSet<String>,
    properties: HashMap<(String, String), (Type<String>, bool)>,
}

fn loose(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Truth {
    /// Of the document that pages were made from.
    fn of_document(path: &Path) -> Self {
        let documentation = Documentation::of_file("openapi.yaml.gz", std::fs::read(path).unwrap()).unwrap();
        let schema = Project::read(documentation, Reading::default()).schema;
        let mut truth = Self::default();
        for model in schema.models.values().filter(|model| !model.properties.is_empty()) {
            truth.models.insert(loose(&model.name));
            for property in &model.properties {
                let key = (loose(&model.name), property.wire_name.clone());
                truth.properties.insert(key, (named(&property.ty), property.required));
            }
        }
        truth
    }
}

/// A type with the names of its models.
fn named(ty: &Type<Target>) -> Type<String> {
    ty.map_refs(&mut |target| match target {
        Target::Model(name) => Type::Ref(key_of(name)),
        // Pages have no words for alternatives.
        Target::Union(_) => Type::Any,
        Target::Enum(_) => Type::Text,
    })
}

/// Whether two sources say the same of a type, as far as both say something.
fn agree(one: &Type<String>, other: &Type<String>) -> bool {
    match (one, other) {
        (Type::Any, _) | (_, Type::Any) => true,
        (Type::List(one), Type::List(other)) | (Type::Map(one), Type::Map(other)) => agree(one, other),
        // Pages of Rust call an instant a text.
        (Type::Text, Type::DateTime | Type::Date) => true,
        _ => one == other,
    }
}

/// So many of so many.
#[derive(Clone, Copy, Default)]
struct Score(usize, usize);

impl Score {
    fn add(&mut self, hit: bool) {
        self.0 += usize::from(hit);
        self.1 += 1;
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(_, 0) => f.write_str("–"),
            Self(hits, all) => write!(f, "{hits}/{all}"),
        }
    }
}

#[derive(Default)]
struct Scores {
    dialect: String,
    models: Score,
    properties: Score,
    types: Score,
    wire_names: Score,
    required: Score,
    values: Score,
    /// What is below, for a failure to show.
    misses: Vec<String>,
}

/// Words for any JSON value, in any language.
const OBJECTS: [&str; 12] = [
    "object",
    "any",
    "interface{}",
    "mixed",
    "value",
    "anytype",
    "jsonobject",
    "json",
    "{}",
    "array",
    "dict",
    "none_type",
];

fn says_object(property: &Property) -> bool {
    let text = property.type_text.to_lowercase();
    OBJECTS.iter().any(|word| text.contains(word))
}

fn score(project: &Project, files: &[(String, Vec<u8>)], truth: Option<&Truth>) -> Scores {
    let dialect = project.dialect.as_ref().unwrap().name.clone();
    let by_heading = dialect == "handwritten";
    let lines = count_lines(files, by_heading);
    let schema = &project.schema;
    let properties = || {
        let of = |model: &'_ _| -> Vec<_> { Model::clone(model).properties };
        schema.models.values().flat_map(of)
    };
    let mut scores = Scores {
        dialect,
        models: Score(if by_heading { schema.models.len() } else { project.pages }, lines.models.len()),
        properties: Score(properties().count(), lines.rows),
        ..Scores::default()
    };
    let read: HashSet<(&str, &str)> = schema
        .enums
        .values()
        .flat_map(|it| {
            let (_, file) = schema.files.name(it.location.file).split_once('/').unwrap();
            it.values.iter().map(move |value| (file, value.wire.as_str()))
        })
        .collect();
    for (file, value) in &lines.values {
        let is_read = read.contains(&(file.as_str(), value.as_str()));
        if !is_read {
            scores.misses.push(format!("value {file}: {value}"));
        }
        scores.values.add(is_read);
    }
    // What such a name means, the page does not say: it has no page, or one that says nothing.
    let places = |rule: &str| -> Vec<Location> {
        project.problems.iter().filter(|it| it.rule == rule).filter_map(|it| it.location).collect()
    };
    let without_page = places("name-without-page");
    let empty: HashSet<String> = places("empty-table")
        .iter()
        .map(|place| loose(Path::new(schema.files.name(place.file)).file_stem().unwrap().to_str().unwrap()))
        .collect();
    for model in schema.models.values() {
        for property in &model.properties {
            let mut is_typed = *property.ty.innermost() != Type::Any
                || without_page.iter().any(|it| is_within(it, &property.location))
                || empty.iter().any(|name| loose(&property.type_text).ends_with(name.as_str()))
                || says_object(property);
            if let Some(truth) = truth.filter(|truth| truth.models.contains(&key_of(&model.name))) {
                is_typed &= compare(&mut scores, truth, model, property);
            }
            if !is_typed {
                scores.misses.push(format!("type {}.{}: {}", model.name, property.name, property.type_text));
            }
            scores.types.add(is_typed);
        }
    }
    scores
}

/// The name of a model without case, and without the prefix that one of the folders was made with.
fn key_of(model: &str) -> String {
    loose(model.strip_prefix("Client").unwrap_or(model))
}

fn is_within(inner: &Location, outer: &Location) -> bool {
    inner.file == outer.file && inner.start >= outer.start && inner.end <= outer.end
}

/// Compares a property with what it is; whether its type is right.
fn compare(scores: &mut Scores, truth: &Truth, model: &Model, property: &Property) -> bool {
    let known = truth.properties.get(&(key_of(&model.name), property.wire_name.clone()));
    scores.wire_names.add(known.is_some());
    let Some((ty, required)) = known else {
        scores.misses.push(format!("wire {}.{}: {}", model.name, property.name, property.wire_name));
        return true;
    };
    if *required != property.required {
        scores.misses.push(format!("required {}.{}: {required}", model.name, property.name));
    }
    scores.required.add(*required == property.required);
    agree(&named(&property.ty), ty)
}

/// The pages of one folder, and how much of them is read.
struct Folder {
    name: String,
    scores: Scores,
}

impl Folder {
    fn row(&self) -> String {
        let Scores { dialect, models, properties, types, wire_names, required, values, .. } = &self.scores;
        let name = &self.name;
        format!(
            "| {name} | {dialect} | {models} | {properties} | {types} | {wire_names} | {required} | {values} |\n"
        )
    }
}

/// Folders whose pages do not say all wire names or all that is required, and why. What they say is read.
const BELOW: [(&str, &str); 7] = [
    ("ory-csharp", "C# pages print `CreatedAt` for `created_at`"),
    (
        "ory-dart",
        "Dart pages print `createdAt` for `created_at`; one row has no mark `[optional]`, and is not required",
    ),
    ("ory-go", "Go pages print `CreatedAt` for `created_at`"),
    ("ory-java", "Java pages print `createdAt` for `created_at`"),
    ("ory-php", "PHP pages of this folder print `createdAt` for `created_at`"),
    ("ory-python, ory-ruby", "Python and Ruby pages print `onclick_trigger` for `onclickTrigger`"),
    ("ory-rust", "Rust pages print `onclick_trigger` for `onclickTrigger`"),
];

const UPDATE: &str = "UPDATE_DOCS";

#[test]
fn every_folder_is_read_whole() {
    let (Some(dialects), Some(by_hand)) =
        (corpus("dialects/pages.tar.gz"), corpus("handwritten/pages.tar.gz"))
    else {
        return;
    };
    let truth = Truth::of_document(&corpus("dialects/ory-openapi.yaml.gz").unwrap());
    let mut table = String::from(
        "| folder | dialect | models | properties | types | wire names | required | values |\n|---|---|---|---|---|---|---|---|\n",
    );
    for (name, files) in folders(&dialects).into_iter().chain(folders(&by_hand)) {
        let project = read(&name, &files);
        assert!(!project.problems.has_errors(), "{name}: {:#?}", project.problems);
        // The pages of Python 6.0 are of an older release than the document.
        let truth = Some(&truth).filter(|_| name.starts_with("ory-") && name != "ory-python-6.0");
        let folder = Folder { scores: score(&project, &files, truth), name };
        let Scores { models, properties, types, wire_names, required, values, misses, .. } = &folder.scores;
        let name = &folder.name;
        for printed in [models, properties, types, values] {
            assert_eq!(printed.0, printed.1, "{name}: {misses:#?}");
        }
        if !BELOW.iter().any(|(below, _)| below.contains(name.as_str())) {
            assert!(wire_names.0 == wire_names.1 && required.0 == required.1, "{name}: {misses:#?}");
        }
        table.push_str(&folder.row());
    }
    table.push('\n');
    for (folder, why) in BELOW {
        table.push_str(&format!("- {folder}: {why}.\n"));
    }
    check_document(&table);
}

/// The table of scores stands between two marks.
fn check_document(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/dialects.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- scores -->\n", "<!-- end of scores -->");
    let (before, rest) = text.split_once(begin).expect("docs/dialects.md has the mark of the scores");
    let (_, after) = rest.split_once(end).expect("docs/dialects.md has the mark of their end");
    let expected = format!("{before}{begin}{table}{end}{after}");
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, expected).unwrap();
    } else {
        assert!(text == expected, "docs/dialects.md is out of date: run this test with {UPDATE}=1");
    }
}
