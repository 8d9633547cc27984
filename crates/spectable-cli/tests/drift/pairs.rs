//! Two versions of a document, and every finding with its verdicts: one small file each, in `pairs/`.
//!
//! A line is a word and what it says: `#` what the file shows, `sent:`, `received:` and `both:` the models in the bodies of requests, of
//! responses, and of both; `NAME:` a schema of both versions, `old NAME:` and `new NAME:` of one of them, as YAML on one line; `found:` a
//! finding as `rule place: Rust; wire; behaviour`, in the order of the report; `derive:` the same for code of the derive style, where
//! they are not those of `found:`. Other lines whose name is a key of a document (`paths:`, `old security:`) are that part of it.

use std::fs;
use std::path::Path;

use spectable_build::{
    lock::Pins, overlay::Overlay, problem::Problems, render::Style, resolve::resolve, schema::Schema,
    source::openapi,
};
use spectable_drift::{
    changes::{Scope, compare_in},
    finding::Finding,
};

/// One file.
#[derive(Default)]
pub struct Pair {
    pub name: String,
    sent: Vec<String>,
    received: Vec<String>,
    old: Vec<(String, String)>,
    new: Vec<(String, String)>,
    pub found: Vec<String>,
    /// In the derive style.
    pub derive: Vec<String>,
}

impl Pair {
    fn read(path: &Path) -> Self {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut pair = Self { name, ..Self::default() };
        let text = fs::read_to_string(path).unwrap();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (word, rest) = line.split_once(':').unwrap_or_else(|| panic!("{}: {line}", pair.name));
            let rest = rest.trim().to_owned();
            let models = || rest.split(' ').map(str::to_owned);
            match word.split_once(' ') {
                Some(("old", schema)) => pair.old.push((schema.to_owned(), rest)),
                Some(("new", schema)) => pair.new.push((schema.to_owned(), rest)),
                Some(_) => panic!("{}: {line}", pair.name),
                None => match word {
                    "sent" => pair.sent.extend(models()),
                    "received" => pair.received.extend(models()),
                    "both" => {
                        pair.sent.extend(models());
                        pair.received.extend(models());
                    }
                    "found" => pair.found.push(rest),
                    "derive" => pair.derive.push(rest),
                    schema => {
                        pair.old.push((schema.to_owned(), rest.clone()));
                        pair.new.push((schema.to_owned(), rest));
                    }
                },
            }
        }
        assert!(text.starts_with("# "), "{} says what it shows", pair.name);
        if pair.derive.is_empty() {
            pair.derive.clone_from(&pair.found);
        }
        pair
    }

    /// Every pair, by name.
    pub fn all() -> Vec<Self> {
        // The same from `tests/wire`, whose build script reads the pairs, too.
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/spectable-cli/tests/drift/pairs");
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    /// The old document and the new one.
    pub fn documents(&self) -> [String; 2] {
        [&self.old, &self.new].map(|side| self.document(side))
    }

    fn document(&self, schemas: &[(String, String)]) -> String {
        let is_of_document =
            |key: &str| ["paths", "openapi", "webhooks", "security", "parameters"].contains(&key);
        let said = |key: &str| schemas.iter().find(|(name, _)| name == key).map(|(_, text)| text.clone());
        let content = |model: &String| {
            format!("content: {{application/json: {{schema: {{$ref: '#/components/schemas/{model}'}}}}}}")
        };
        let sent = self.sent.iter().map(|model| {
            format!("  /sent/{model}: {{post: {{operationId: send{model}, requestBody: {{{}}}, responses: {{}}}}}}\n", content(model))
        });
        let received = self.received.iter().map(|model| {
            format!("  /received/{model}: {{get: {{operationId: get{model}, responses: {{'200': {{description: ok, {}}}}}}}}}\n", content(model))
        });
        let paths: String = sent.chain(received).collect();
        let paths =
            said("paths").unwrap_or(if paths.is_empty() { "{}".to_owned() } else { format!("\n{paths}") });
        let version = said("openapi").unwrap_or_else(|| "3.1.0".to_owned());
        let schemas: String = schemas
            .iter()
            .filter(|(name, _)| !is_of_document(name))
            .map(|(name, text)| format!("    {name}: {text}\n"))
            .collect();
        // A document has a model.
        let only = "    Unchanged: {properties: {a: {type: string}}}\n".to_owned();
        let schemas = format!("\n{}", if schemas.is_empty() { only } else { schemas });
        let other = |key: &str, before: &str| {
            said(key).map(|text| format!("{before}{key}: {text}\n")).unwrap_or_default()
        };
        let around = format!("{}{}", other("webhooks", ""), other("security", ""));
        let parameters = other("parameters", "  ");
        format!(
            "openapi: {version}\ninfo: {{title: t, version: '1'}}\n{around}paths: {paths}\ncomponents:\n{parameters}  schemas:{schemas}"
        )
    }

    /// The schemas of both sides.
    pub fn schemas(&self) -> [Schema; 2] {
        self.documents().map(|text| {
            let mut problems = Problems::default();
            let input = openapi::read("a.yaml", text.as_bytes(), &mut problems);
            let schema = resolve(input, &Overlay::default(), &Pins::default(), &mut problems);
            let shown: Vec<String> =
                problems.iter().map(|it| it.display(&schema.files).to_string()).collect();
            assert!(!problems.has_errors(), "{}: {}\n{text}", self.name, shown.join("\n"));
            schema
        })
    }
}

/// `rule Model.property=value: Rust; wire; behaviour`.
fn shown(finding: &Finding) -> String {
    let mut place = finding.model.clone().or(finding.operation.clone()).unwrap_or_default();
    if let Some(property) = &finding.property {
        place.push_str(&format!(".{property}"));
    }
    if let Some(value) = &finding.value {
        place.push_str(&format!("={value}"));
    }
    format!("{} {place}: {}; {}; {}", finding.rule, finding.rust, finding.wire, finding.behaviour.name())
}

/// The findings for code of a style.
pub fn compare_for(style: Style, [old, new]: &[Schema; 2]) -> Vec<Finding> {
    compare_in(Scope { style, ..Scope::ALL }, old, new)
}

#[test]
fn each_pair_has_its_findings_in_each_style() {
    let pairs = Pair::all();
    assert!(pairs.len() >= 60, "{} pairs", pairs.len());
    let mut wrong = Vec::new();
    for pair in &pairs {
        let schemas = pair.schemas();
        for (style, said) in [(Style::Table, &pair.found), (Style::Derive, &pair.derive)] {
            let found: Vec<String> = compare_for(style, &schemas).iter().map(shown).collect();
            if found != *said {
                wrong.push(format!(
                    "{} ({})\n  found: {}\n  said:  {}",
                    pair.name,
                    style.name(),
                    found.join("\n         "),
                    said.join("\n         ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
