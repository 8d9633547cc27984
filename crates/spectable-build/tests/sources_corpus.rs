//! Real pages of Java over those of Python: the enums of the models that both have. What the values are is counted in the lines of the
//! Java pages, and for one API known from its Python client. Skipped where the pages are not there.
#![cfg(all(feature = "archive", feature = "openapi"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test says what it expects by failing"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use spectable_build::overlay::Adds;
use spectable_build::problem::{Problems, Severity};
use spectable_build::project::{Lower, Project, Reading};
use spectable_build::schema::{Fact, Schema, Target, Type};
use spectable_build::source::Documentation;

type Files = Vec<(String, Vec<u8>)>;

fn corpus(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(path);
    if !path.exists() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

/// The pages of one folder of an archive.
fn folder(archive: &Path, folder: &str) -> Files {
    let gzip = flate2::read::GzDecoder::new(std::fs::File::open(archive).unwrap());
    let mut files = Vec::new();
    for entry in tar::Archive::new(gzip).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().to_str().unwrap().trim_start_matches("./").to_owned();
        let Some(file) = path.strip_prefix(&format!("{folder}/")).filter(|file| !file.is_empty()) else {
            continue;
        };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.push((file.to_owned(), bytes));
    }
    files
}

fn of_folder(name: &str, files: Files) -> Documentation {
    Documentation::of_folder(name, files, Problems::default()).unwrap()
}

fn laid(first: Documentation, later: Documentation, adds: Adds) -> Project {
    let lower = vec![Lower { documentation: later, adds }];
    Project::read(first, Reading { lower, foreign_pages: true, ..Reading::default() })
}

/// A name without case and signs.
fn loose(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The values of each property that a Java page has an enum for, by the lines of the page alone.
fn enums_of(page: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut values: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for section in page.split("## Enum: ").skip(1) {
        let name = section.lines().next().unwrap().trim();
        let quoted = section.split("&quot;").skip(1).step_by(2).map(str::to_owned);
        values.insert(name, quoted.collect());
    }
    let rows = page.split("## Enum: ").next().unwrap().lines().filter(|line| line.contains("**"));
    let mut found = BTreeMap::new();
    for row in rows {
        let property = row.split("**").nth(1).unwrap();
        let of = values.iter().find(|(name, _)| {
            row.contains(&format!("(#{name})")) || row.contains(&format!("(#Enum--{name})"))
        });
        if let Some((_, values)) = of {
            found.insert(loose(property), values.clone());
        }
    }
    found
}

/// The values of each property that is an enum, of one model.
fn enums_in(schema: &Schema, model: &str) -> BTreeMap<String, BTreeSet<String>> {
    let properties = schema.models.get(model).into_iter().flat_map(|model| &model.properties);
    let of = properties.filter_map(|property| match property.ty.innermost() {
        Type::Ref(Target::Enum(name)) => {
            let values = schema.enums[name].values.iter().map(|value| value.wire.clone());
            Some((loose(&property.wire_name), values.collect()))
        }
        _ => None,
    });
    of.collect()
}

/// Each enum of a Java page is one of the model, if the Python pages have its model. How many there are.
fn check_enums(first: Documentation, python: &Schema, java: Files) -> usize {
    let both: Vec<(String, BTreeMap<_, _>)> = java
        .iter()
        .map(|(file, bytes)| {
            (file.trim_end_matches(".md").to_owned(), enums_of(&String::from_utf8_lossy(bytes)))
        })
        .filter(|(model, _)| python.models.contains_key(model))
        .collect();
    let project = laid(first, of_folder("java", java), Adds::Facts);
    assert_eq!(project.schema.models.keys().collect::<Vec<_>>(), python.models.keys().collect::<Vec<_>>());
    let mut count = 0;
    for (model, enums) in both {
        let (before, after) = (enums_in(python, &model), enums_in(&project.schema, &model));
        for (property, values) in enums {
            assert_eq!(before.get(&property), None, "{model}.{property}: Python pages list no values");
            assert_eq!(after.get(&property), Some(&values), "{model}.{property}");
            let is_it = |it: &&spectable_build::schema::Addition| {
                it.model == model && it.property.as_deref().map(loose).as_ref() == Some(&property)
            };
            let added = project.schema.additions.iter().filter(is_it).find(|it| it.fact == Fact::Values);
            assert_eq!(added.unwrap().file, format!("java/{model}.md"), "{model}.{property}");
            count += 1;
        }
    }
    count
}

#[test]
fn java_pages_over_python_pages_give_the_enums_of_the_models_that_both_have() {
    let Some(archive) = corpus("dialects/pages.tar.gz") else { return };
    let python = || of_folder("python", folder(&archive, "ory-python"));
    let alone = Project::read(python(), Reading { foreign_pages: true, ..Reading::default() }).schema;
    assert_eq!(check_enums(python(), &alone, folder(&archive, "ory-java")), 36);

    let Some(genesys) = corpus("genesys-python/pages.tar.gz") else { return };
    let python = || Documentation::open(&genesys).unwrap();
    let alone = Project::read(python(), Reading { foreign_pages: true, ..Reading::default() }).schema;
    assert_eq!(check_enums(python(), &alone, folder(&archive, "genesys-java")), 6);
}

/// The enums that Java pages add are those of the Python client itself, and the document says them too.
#[test]
fn the_enums_are_those_of_the_client() {
    let Some(archive) = corpus("dialects/pages.tar.gz") else { return };
    let Some(facts) = corpus("dialects/ory-facts.json.gz") else { return };
    let Some(document) = corpus("dialects/ory-openapi.yaml.gz") else { return };
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(facts).unwrap()).read_to_string(&mut text).unwrap();
    let facts: serde_json::Value = serde_json::from_str(&text).unwrap();
    let python = || of_folder("python", folder(&archive, "ory-python"));
    let later = [of_folder("java", folder(&archive, "ory-java")), Documentation::open(&document).unwrap()];
    for later in later {
        let project = laid(python(), later, Adds::Facts);
        let wrong: Vec<_> = project
            .problems
            .iter()
            .filter(|it| it.severity == Severity::Error || it.rule == "contradiction")
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let (mut count, mut newer) = (0, BTreeSet::new());
        let added = project.schema.additions.iter().filter(|it| it.fact == Fact::Values);
        for model in added.map(|it| &it.model).collect::<BTreeSet<_>>() {
            let Some(properties) = facts[model]["props"].as_array() else { continue };
            let found = enums_in(&project.schema, model);
            for property in properties {
                let known = property["enum_values"].as_array();
                let Some(found) = found.get(&loose(property["wire"].as_str().unwrap())) else { continue };
                let Some(known) = known else { continue };
                let known: BTreeSet<String> =
                    known.iter().map(|it| it.as_str().unwrap().to_owned()).collect();
                assert!(
                    found.is_superset(&known),
                    "{model}.{}: {:?}",
                    property["wire"],
                    known.difference(found)
                );
                count += 1;
                newer.extend((*found != known).then(|| format!("{model}.{}", property["wire"])));
            }
        }
        assert!(count >= 20, "{count}");
        // The pages are of a later release than the client.
        assert!(newer.len() <= 1, "{newer:?}");
    }
}
