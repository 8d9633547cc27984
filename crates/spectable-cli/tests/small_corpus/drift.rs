//! `diff`, `check --upstream` and `update` between the two releases.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use crate::release::{NEW, OLD, Row, archive, copy, corpus, files, printed, rows, spectable};

fn diff(old: &str, new: &str, more: &[&str]) -> Value {
    let arguments = [&["diff", old, new, "--format", "json"], more].concat();
    serde_json::from_str(&printed(&arguments)).unwrap()
}

/// Rule and what it is about.
fn found(report: &Value) -> BTreeSet<(String, String)> {
    let about = |finding: &Value| {
        let parts = ["model", "property"].map(|key| finding[key].as_str());
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(".");
        (finding["rule"].as_str().unwrap().to_owned(), name)
    };
    report["findings"].as_array().unwrap().iter().map(about).collect()
}

/// What was changed by hand between the releases: at least once by each rule.
const CHANGES: [(&str, &str); 25] = [
    ("model-added", "Kiosk"),
    ("model-added", "Measurement"),
    ("model-removed", "Locker"),
    ("model-renamed", "Vendor"),
    ("property-added", "Reservation.terms_accepted"),
    ("property-added", "Tool.noise_level"),
    ("property-removed", "Shelf.capacity"),
    ("property-renamed", "Address.postCode"),
    ("type-changed", "Inspection.measurements"),
    ("type-changed", "Loan.deposit"),
    ("wire-name-changed", "GeoPosition.precise_to"),
    ("optional-to-required", "SearchRequest.page_size"),
    ("required-to-optional", "MemberRef.id"),
    ("type-respelled", "Notice.audience"),
    ("enum-value-added", "Tool.kind"),
    ("enum-value-removed", "Fee.cause"),
    ("enum-value-respelled", "Tool.kind"),
    ("description-changed", "Shed.hours"),
    ("description-changed", "Tool.kind"),
    ("description-changed", "Fee.cause"),
    ("order-changed", "Document"),
    ("release-changed", ""),
    ("read-only-changed", "Member.card_number"),
    ("deprecated-changed", "Member.language"),
    ("generated-name-moved", "ErrorDetail.nested"),
];

#[test]
fn what_changed_is_found_and_nothing_else() {
    let expected = CHANGES.map(|(rule, about)| (rule.to_owned(), about.to_owned()));
    let report = diff(OLD, NEW, &[]);
    assert_eq!(found(&report), BTreeSet::from(expected));
    assert_eq!(report["verdict"]["rust"], "major");

    let rules = printed(&["explain"]);
    let explained = rules.lines().filter_map(|line| line.split_whitespace().next());
    // Pages of this dialect have no alternatives and operations, and say nothing of null, defaults, formats and limits.
    let of_documents = [
        "alternative-",
        "body-",
        "constraint-",
        "default-",
        "format-",
        "nullable-",
        "operation-",
        "other-keys-",
        "parameter-",
        "response-",
        "security-",
        "write-only-",
    ];
    let explained = explained.filter(|rule| !of_documents.iter().any(|begin| rule.starts_with(begin)));
    assert_eq!(explained.collect::<BTreeSet<_>>(), CHANGES.iter().map(|(rule, _)| *rule).collect());
}

#[test]
fn the_totals_are_those_of_an_independent_reading() {
    let (old, new) = (rows(OLD), rows(NEW));
    let findings = found(&diff(OLD, NEW, &[]));
    let count = |rules: &[&str]| findings.iter().filter(|(rule, _)| rules.contains(&rule.as_str())).count();
    let models = |these: &BTreeMap<String, Vec<Row>>, those: &BTreeMap<String, Vec<Row>>| {
        these.keys().filter(|model| !those.contains_key(*model)).count()
    };
    assert_eq!(count(&["model-added", "model-renamed"]), models(&new, &old));
    assert_eq!(count(&["model-removed", "model-renamed"]), models(&old, &new));

    let mut changed: BTreeMap<&str, usize> = BTreeMap::new();
    for (model, before) in &old {
        let Some(after) = new.get(model) else { continue };
        let find = |rows: &[Row], name: &str| rows.iter().find(|row| row.name == name).cloned();
        let mut note = |what, times: bool| *changed.entry(what).or_default() += usize::from(times);
        after.iter().for_each(|row| note("added", find(before, &row.name).is_none()));
        for was in before {
            let Some(is) = find(after, &was.name) else {
                note("removed", true);
                continue;
            };
            // A property that refers to a renamed model is not reported again.
            note("type", was.ty.replace("Supplier", "Vendor") != is.ty);
            note("description", was.description != is.description);
            note("required", !was.required && is.required);
            note("optional", was.required && !is.required);
            note("read-only", was.read_only != is.read_only);
            note("deprecated", was.deprecated != is.deprecated);
        }
    }
    for (what, rules) in [
        ("added", &["property-added", "property-renamed"][..]),
        ("removed", &["property-removed", "property-renamed"]),
        ("type", &["type-changed", "type-respelled"]),
        ("description", &["description-changed"]),
        ("required", &["optional-to-required"]),
        ("optional", &["required-to-optional"]),
        ("read-only", &["read-only-changed"]),
        ("deprecated", &["deprecated-changed"]),
    ] {
        assert!(changed[what] > 0, "{what}");
        assert_eq!(changed[what], count(rules), "{what}");
    }
}

/// Rule, model, property and value of each finding: what makes it another one than the rest.
fn identities(report: &Value) -> Vec<String> {
    let part = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let identity = |it: &Value| ["rule", "model", "property", "value"].map(|key| part(it, key)).join(" ");
    report["findings"].as_array().unwrap().iter().map(identity).collect()
}

#[test]
fn a_finding_has_its_own_fingerprint_and_is_the_same_every_time() {
    let report = diff(OLD, NEW, &[]);
    let findings = report["findings"].as_array().unwrap();
    let fingerprints: BTreeSet<_> = findings.iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), identities(&report).into_iter().collect::<BTreeSet<_>>().len());
    assert_eq!(report, diff(OLD, NEW, &[]));
}

#[test]
fn one_change_is_one_finding() {
    let identities = identities(&diff(OLD, NEW, &[]));
    assert_eq!(identities.iter().collect::<BTreeSet<_>>().len(), identities.len(), "{identities:?}");
}

#[test]
fn hidden_descriptions_are_nowhere() {
    let report = diff(OLD, NEW, &["--docs", "hide"]).to_string();
    let pages = rows(NEW);
    let sentences = pages.values().flatten().map(|row| row.description.as_str()).filter(|it| it.len() > 20);
    let shown: Vec<_> = sentences.clone().filter(|sentence| report.contains(sentence)).collect();
    assert_eq!(shown, Vec::<&str>::new());
    assert!(sentences.count() > 30);
}

#[test]
fn a_release_is_the_same_as_itself_however_it_is_packed() {
    let folder = tempfile::tempdir().unwrap();
    let packed = archive(OLD, folder.path());
    let packed = packed.to_str().unwrap();
    for (old, new) in [(OLD, OLD), (NEW, NEW), (packed, packed)] {
        assert_eq!(spectable(&["diff", old, new, "--fail-on", "patch"]).0, 0, "{old} {new}");
    }
    assert_eq!(spectable(&["check", "--schema", OLD, "--upstream", packed]).0, 0);
    let lock = format!("{OLD}/spectable.lock");
    assert_eq!(spectable(&["diff", &lock, OLD, "--fail-on", "patch"]).0, 0);
}

#[test]
fn an_openapi_document_of_the_same_api_differs_in_its_words_only() {
    let report = diff(OLD, "openapi.yaml", &[]);
    for (rule, about) in found(&report) {
        // The pages write names in the style of Python, and have names for two types that the document calls by what they are.
        let words = ["property-renamed", "type-respelled"].contains(&rule.as_str());
        // The overlay names this one.
        let named = (rule.as_str(), about.as_str()) == ("generated-name-moved", "Member.xp");
        assert!(words || named, "{rule}: {about}");
    }
    let text = fs::read_to_string(corpus("openapi.yaml")).unwrap();
    let models = text.lines().filter(|line| {
        line.strip_prefix("    ").is_some_and(|line| line.starts_with(|first: char| first.is_uppercase()))
    });
    assert_eq!(models.count(), rows(OLD).len());
}

#[test]
fn the_next_release_is_taken_in() {
    let ours = copy(OLD);
    let folder = ours.path().to_str().unwrap();
    let (code, ..) = spectable(&["check", "--schema", folder, "--upstream", NEW]);
    assert_eq!(code, 1);
    printed(&["update", "--schema", folder, "--from", NEW]);
    assert_eq!(spectable(&["check", "--schema", folder]).0, 0);
    // A model that nothing of ours refers to is not taken in unasked, and the overlay is ours to change.
    for name in ["Kiosk.md", "spectable.toml"] {
        assert!(fs::read(ours.path().join(name)).ok() != fs::read(corpus(NEW).join(name)).ok(), "{name}");
        fs::copy(corpus(NEW).join(name), ours.path().join(name)).unwrap();
    }
    printed(&["update", "--schema", folder]);
    assert!(files(ours.path()) == files(&corpus(NEW)), "page by page, and the lock");
}
