//! The verdicts, judged from outside: by the compiler, and by reading documents.
//!
//! Random APIs are changed by each rule, singly and in pairs. The models before and after become crates; a program that
//! uses every item of the old ones must fail to compile against the new ones exactly when the verdict is major, and
//! documents written under one must be read under the other as the wire verdict says.
//!
//! A dozen changes are made in every run; `cargo test -p spectable-cli --test drift -- --ignored witness` makes 200.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use spectable_build::{
    render::{self, Options},
    schema::Schema,
};
use spectable_drift::{
    changes::compare,
    finding::Finding,
    rules::Rule,
    verdict::{Breakage, RustVerdict},
};

use self::{api::Api, edits::RULES, programs::Probe};
use crate::random::Random;

mod api;
mod edits;
mod programs;

/// A change, and what we say of it.
struct Case {
    rules: Vec<&'static str>,
    old: Schema,
    new: Schema,
    findings: Vec<Finding>,
}

impl Case {
    /// The API after the first of these edits that can be made.
    fn new(rules: &[&'static str], random: &mut Random) -> Self {
        loop {
            let before = Api::random(random);
            let mut after = before.clone();
            if !rules.iter().all(|rule| edits::edit(rule, &mut after, random)) {
                continue;
            }
            let (old, new) = (before.schema(), after.schema());
            let findings = compare(&old, &new);
            return Self { rules: rules.to_vec(), old, new, findings };
        }
    }

    fn is_major(&self) -> bool {
        self.findings.iter().any(|finding| finding.rust == RustVerdict::Major)
    }

    fn describe(&self) -> String {
        let lines: Vec<String> =
            self.findings.iter().map(|it| format!("{} {}: {}", it.rule, it.rust, it.message)).collect();
        format!("{:?}\n{}", self.rules, lines.join("\n"))
    }
}

/// The same number of cases for each rule alone, and pairs for the rest.
fn cases(count: usize, seed: u64) -> Vec<Case> {
    let mut random = Random::new(seed);
    let mut cases = Vec::new();
    for number in 0..count {
        let first = RULES[number % RULES.len()];
        let pair = [first, *random.of(&RULES)];
        let in_pairs = count > RULES.len() && number >= count / 2;
        let case = Case::new(if in_pairs { &pair } else { &pair[..1] }, &mut random);
        if !in_pairs {
            let found = case.findings.iter().any(|finding| finding.rule.id() == first);
            assert!(found, "{} is not found: {}", first, case.describe());
        }
        cases.push(case);
    }
    cases
}

/// The folder in which the crates are made; the compiled run time stays in it from run to run.
fn workspace(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for crates in ["old", "new", "before", "after", "reader"] {
        let crates = folder.join(crates);
        if crates.exists() {
            fs::remove_dir_all(crates).unwrap();
        }
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write_crate(folder: &Path, name: &str, dependencies: &[(String, PathBuf)], files: &[(&str, &str)]) {
    let spectable = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spectable");
    let mut manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nspectable = {{ path = {spectable:?} }}\n"
    );
    for (name, path) in dependencies {
        manifest.push_str(&format!("{name} = {{ path = {path:?}, package = {:?} }}\n", package(path)));
    }
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    for (file, text) in files {
        fs::write(folder.join("src").join(file), text).unwrap();
    }
}

/// Crates are named after their folders: `new/3` is `new_3`.
fn package(folder: &Path) -> String {
    let names: Vec<String> =
        folder.iter().rev().take(2).map(|name| name.to_str().unwrap().to_owned()).collect();
    format!("{}_{}", names[1], names[0])
}

fn write_models(folder: &Path, schema: &Schema) {
    let rendered = render::render(schema, &Options::default()).unwrap();
    let modules: Vec<(String, &String)> =
        rendered.modules.iter().map(|(name, text)| (format!("{name}.rs"), text)).collect();
    let mut files = vec![("lib.rs", rendered.root.as_str())];
    files.extend(modules.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    write_crate(folder, &package(folder), &[], &files);
}

fn cargo(workspace: &Path, args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(args)
        .arg("--offline")
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap()
}

/// The packages in which the compiler found errors, and the first error of each.
fn failed(workspace: &Path) -> BTreeMap<String, String> {
    let output = cargo(workspace, &["check", "--workspace", "--keep-going", "--message-format=json"]);
    let mut failed = BTreeMap::new();
    let mut seen = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        seen +=
            usize::from(message["reason"] == "compiler-artifact" || message["reason"] == "compiler-message");
        if message["reason"] == "compiler-message" && message["message"]["level"] == "error" {
            let name = message["target"]["name"].as_str().unwrap().to_owned();
            failed.entry(name).or_insert_with(|| message["message"]["rendered"].as_str().unwrap().to_owned());
        }
    }
    assert!(seen > 0, "cargo did nothing: {}", String::from_utf8_lossy(&output.stderr));
    failed
}

fn judge(name: &str, count: usize, seed: u64) {
    let cases = cases(count, seed);
    let folder = workspace(name);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"old/*\", \"new/*\", \"before/*\", \"after/*\", \"reader/*\"]\n",
    )
    .unwrap();
    let mut probes: Vec<(usize, Probe)> = Vec::new();
    let mut models = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let path = |side: &str| folder.join(side).join(number.to_string());
        let witness = programs::witness(&case.old);
        for (models_side, witness_side, schema) in [("old", "before", &case.old), ("new", "after", &case.new)]
        {
            write_models(&path(models_side), schema);
            let uses = [("models".to_owned(), path(models_side))];
            write_crate(&path(witness_side), &package(&path(witness_side)), &uses, &[("lib.rs", &witness)]);
            models.push((package(&path(models_side)), path(models_side)));
        }
        probes.extend(programs::probes(number, &case.old, &case.new).into_iter().map(|it| (number, it)));
    }
    let documents: Vec<Probe> = probes.iter().map(|(_, probe)| probe.clone()).collect();
    let reader = folder.join("reader/0");
    write_crate(&reader, "reader_0", &models, &[("main.rs", &programs::reader(&documents))]);

    judge_rust(&cases, &failed(&folder));
    judge_wire(&cases, &probes, &folder);
}

fn judge_rust(cases: &[Case], failed: &BTreeMap<String, String>) {
    let mut majors = 0;
    for (number, case) in cases.iter().enumerate() {
        for side in ["old", "new", "before"] {
            let error = failed.get(&format!("{side}_{number}"));
            assert!(
                error.is_none(),
                "{side}_{number} does not compile: {}\n{}",
                error.unwrap(),
                case.describe()
            );
        }
        let error = failed.get(&format!("after_{number}"));
        assert_eq!(
            error.is_some(),
            case.is_major(),
            "case {number}: {}\n{}",
            case.describe(),
            error.map_or("", |it| it)
        );
        majors += usize::from(case.is_major());
    }
    println!("{} changes: {majors} major, as the compiler says", cases.len());
    assert!(majors > 0 && majors < cases.len(), "both verdicts occur");
}

fn judge_wire(cases: &[Case], probes: &[(usize, Probe)], folder: &Path) {
    let output = cargo(folder, &["run", "--quiet", "--package", "reader_0"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut judged: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    assert_eq!(text.lines().count(), probes.len());
    for (line, (number, probe)) in text.lines().zip(probes) {
        let outcome = line.split(' ').nth(1).unwrap();
        let case = &cases[*number];
        let verdict = verdict_on(probe, &case.findings);
        let expected = match verdict {
            Breakage::None => outcome == "read",
            Breakage::Breaks | Breakage::IfSent => outcome != "read",
            Breakage::MayBreak => true,
        };
        assert!(expected, "{outcome}, and we say {verdict:?}: {probe:?}\n{}", case.describe());
        *judged.entry((verdict.name(), outcome_name(outcome))).or_insert(0) += 1;
    }
    println!("documents read: {judged:?}");
    let verdicts: BTreeSet<&str> = judged.keys().map(|(verdict, _)| *verdict).collect();
    assert!(verdicts.contains("none") && verdicts.contains("breaks-if-sent"), "{judged:?}");
}

fn outcome_name(outcome: &str) -> &'static str {
    match outcome {
        "read" => "read",
        "error" => "error",
        "missing" => "missing",
        "unrecognized" => "unrecognized",
        other => panic!("{other} is not an outcome"),
    }
}

/// What we say of a property in one direction, as far as reading shows it: that a server refuses a request without a
/// required property does not show.
fn verdict_on(probe: &Probe, findings: &[Finding]) -> Breakage {
    let about = |finding: &&Finding| {
        finding.model.as_ref() == Some(&probe.model)
            && finding.property.as_ref() == Some(&probe.property)
            && !matches!(
                finding.rule,
                Rule::OptionalToRequired | Rule::ReadOnlyChanged | Rule::EnumValueRemoved
            )
    };
    let way = |finding: &Finding| if probe.request { finding.wire.request } else { finding.wire.response };
    findings.iter().filter(about).map(way).max().unwrap_or_default()
}

#[test]
fn a_dozen_changes_are_judged_rightly() {
    judge("witness-dozen", 20, 7);
}

#[test]
#[ignore = "takes minutes; run it with --ignored"]
fn two_hundred_changes_are_judged_rightly() {
    judge("witness-long", 200, 11);
}
