//! `spectable diff` of two real releases against an independent count of what changed between them.
//!
//! Skipped, saying so, where the corpus is not beside the repository.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::Read,
    process::Command as Process,
};

use serde_json::Value;

use crate::corpus::corpus;

/// What the second reading finds on a page: name, type and required mark of each row, and the text of the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Page {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    name: String,
    ty: String,
    description: String,
    required: bool,
}

/// The pages of a release, read line by line and knowing nothing of Markdown.
fn read(release: &str) -> Option<BTreeMap<String, Page>> {
    let archive = corpus(release)?;
    let mut pages = BTreeMap::new();
    let file = flate2::read::GzDecoder::new(File::open(archive).unwrap());
    for entry in tar::Archive::new(file).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().into_owned();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        pages.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), page(&text));
    }
    Some(pages)
}

fn page(text: &str) -> Page {
    let mut rows = Vec::new();
    let mut in_table = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("|---") {
            in_table = true;
        } else if in_table && line.starts_with('|') {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let (name, ty, notes) = (cells[0], cells[1], cells[cells.len() - 1]);
            rows.push(Row {
                name: name.trim_matches('*').to_owned(),
                ty: link_text(ty),
                description: cells[2..cells.len() - 1].join("|"),
                required: !notes.contains("optional"),
            });
        } else if in_table {
            break;
        }
    }
    Page { rows }
}

/// `[list[User]](User)` is `list[User]`.
fn link_text(ty: &str) -> String {
    match ty.rsplit_once("](") {
        Some((text, target)) if ty.starts_with('[') && target.ends_with(')') => text[1..].to_owned(),
        _ => ty.to_owned(),
    }
}

/// What a type is: its text, and whether its innermost name has a page.
fn meaning<'a>(ty: &'a str, pages: &BTreeMap<String, Page>) -> (&'a str, bool) {
    let innermost = ty.rsplit(['[', ' ']).next().unwrap_or(ty).trim_end_matches([']', ')']);
    (ty, pages.contains_key(innermost))
}

fn diff(extra: &[&str]) -> Value {
    let output = Process::new(env!("CARGO_BIN_EXE_spectable"))
        .arg("diff")
        .args([corpus("genesys-python-prev").unwrap(), corpus("genesys-python").unwrap()])
        .args(["--format", "json"])
        .args(extra)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// How many findings have one of these rules.
fn count(findings: &[Value], rules: &[&str]) -> usize {
    findings.iter().filter(|it| rules.contains(&it["rule"].as_str().unwrap())).count()
}

#[test]
fn the_totals_are_those_of_an_independent_reading() {
    let (Some(old), Some(new)) = (read("genesys-python-prev"), read("genesys-python")) else { return };
    let document = diff(&[]);
    let all = document["findings"].as_array().unwrap().as_slice();
    let added = new.keys().filter(|name| !old.contains_key(*name)).count();
    let removed = old.keys().filter(|name| !new.contains_key(*name)).count();
    assert!(added > 0 && removed > 0, "the releases differ");
    let renamed = count(all, &["model-renamed"]);
    assert_eq!(count(all, &["model-added"]) + renamed, added);
    assert_eq!(count(all, &["model-removed"]) + renamed, removed);

    let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
    let mut changed = BTreeSet::new();
    for (name, old_page) in &old {
        let Some(new_page) = new.get(name) else { continue };
        let mut found = |rule, count: usize| {
            *expected.entry(rule).or_insert(0) += count;
            if count > 0 {
                changed.insert(name.as_str());
            }
        };
        let by_name = |page: &Page| -> BTreeMap<String, Row> {
            page.rows.iter().map(|row| (row.name.clone(), row.clone())).collect()
        };
        let (before, after) = (by_name(old_page), by_name(new_page));
        found("property-added", after.keys().filter(|name| !before.contains_key(*name)).count());
        found("property-removed", before.keys().filter(|name| !after.contains_key(*name)).count());
        for (property, was) in &before {
            let Some(is) = after.get(property) else { continue };
            found("type", usize::from(meaning(&was.ty, &old) != meaning(&is.ty, &new)));
            found("optional-to-required", usize::from(!was.required && is.required));
            found("required-to-optional", usize::from(was.required && !is.required));
            found("description", usize::from(was.description != is.description));
        }
        let order = |page: &Page, other: &BTreeMap<String, Row>| -> Vec<String> {
            page.rows.iter().map(|row| row.name.clone()).filter(|name| other.contains_key(name)).collect()
        };
        found("order-changed", usize::from(order(old_page, &after) != order(new_page, &before)));
    }
    // What changed in a model that was renamed as well is not in the second reading, which knows no renames.
    let in_both =
        |it: &&Value| it["model"].as_str().is_none_or(|it| old.contains_key(it) && new.contains_key(it));
    let findings: Vec<Value> = all.iter().filter(in_both).cloned().collect();
    assert_eq!(count(&findings, &["property-added"]), expected["property-added"]);
    assert_eq!(count(&findings, &["property-removed"]), expected["property-removed"]);
    assert_eq!(count(&findings, &["type-changed", "type-respelled"]), expected["type"]);
    assert_eq!(count(&findings, &["optional-to-required"]), expected["optional-to-required"]);
    assert_eq!(count(&findings, &["required-to-optional"]), expected["required-to-optional"]);
    assert_eq!(count(&findings, &["order-changed"]), expected["order-changed"]);
    assert_eq!(count(&findings, &["description-changed"]), expected["description"]);
    assert_eq!(count(&findings, &["release-changed"]), 1);

    let reported: BTreeSet<&str> = findings.iter().filter_map(|it| it["model"].as_str()).collect();
    assert_eq!(reported, changed, "the models that changed");
    println!("{} findings: {expected:?}, {added} models added, {removed} removed", all.len());
}

#[test]
fn a_finding_is_listed_once_and_has_its_own_fingerprint() {
    if corpus("genesys-python").is_none() {
        return;
    }
    let document = diff(&[]);
    let findings = document["findings"].as_array().unwrap();
    let fingerprints: BTreeSet<&str> =
        findings.iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), findings.len());
    assert_eq!(document, diff(&[]), "the same, in the same order, every time");
}

#[test]
fn hidden_docs_are_nowhere() {
    let Some(pages) = read("genesys-python") else { return };
    let document = diff(&["--docs", "hide"]).to_string();
    // Many rows say the same.
    let sentences: BTreeSet<&str> = pages
        .values()
        .flat_map(|page| &page.rows)
        .map(|row| row.description.as_str())
        .filter(|description| description.len() > 30)
        .collect();
    assert!(sentences.len() > 1000);
    assert!(!sentences.iter().any(|sentence| document.contains(sentence)));
}

#[test]
fn a_release_is_the_same_as_itself() {
    let Some(archive) = corpus("genesys-python") else { return };
    let output = Process::new(env!("CARGO_BIN_EXE_spectable"))
        .arg("diff")
        .args([&archive, &archive])
        .args(["--fail-on", "patch"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}
