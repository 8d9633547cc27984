//! The verdicts, judged from outside: by the compiler, and by reading documents.
//!
//! Random APIs are changed by each rule, singly and in pairs. The models before and after become modules; a program that
//! uses every item of the old ones must fail to compile against the new ones exactly when the verdict is major, and
//! documents written under one must be read under the other as the wire verdict says. Old models read and write documents with what is new,
//! and lose it, keep it or fail as the behaviour says. All of this is done for each style of generated code, and for the pairs of documents of
//! `pairs/` as well.
//!
//! A dozen changes are made in every run; `cargo test -p spectable-cli --test drift -- --ignored witness` makes 200.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::{
    render::{self, Options, Rendered, Style},
    schema::Schema,
};
use spectable_drift::{
    finding::Finding,
    rules::Rule,
    verdict::{Breakage, RustVerdict},
};

use self::{api::Api, behaviour::Echo, crates::Crates, edits::RULES, programs::Probe};
use crate::pairs::{Pair, compare_for};
use crate::random::Random;

mod api;
mod behaviour;
mod crates;
mod edits;
mod programs;

/// A change, and what we say of it.
struct Case {
    style: Style,
    /// It is a random API, and not a pair of documents: each of its properties is read by the other side.
    is_random: bool,
    /// What was changed, in words.
    name: String,
    /// The old side and the new one.
    schemas: [Schema; 2],
    findings: Vec<Finding>,
}

impl Case {
    /// The API after the first of these edits that can be made.
    fn new(style: Style, rules: &[&'static str], random: &mut Random) -> Self {
        loop {
            let before = Api::random(random);
            let mut after = before.clone();
            if !rules.iter().all(|rule| edits::edit(rule, &mut after, random)) {
                continue;
            }
            let schemas = [before.schema(), after.schema()];
            return Self { is_random: true, ..Self::of(style, format!("{rules:?}"), schemas) };
        }
    }

    fn of(style: Style, name: String, schemas: [Schema; 2]) -> Self {
        let findings = compare_for(style, &schemas);
        Self { style, is_random: false, name, schemas, findings }
    }

    /// The models of both sides.
    fn rendered(&self) -> [Rendered; 2] {
        let options = Options { style: self.style, ..Options::default() };
        self.schemas.each_ref().map(|schema| render::render(schema, &options))
    }

    fn is_major(&self) -> bool {
        self.findings.iter().any(|finding| finding.rust == RustVerdict::Major)
    }

    fn describe(&self) -> String {
        let lines: Vec<String> =
            self.findings.iter().map(|it| format!("{} {}: {}", it.rule, it.rust, it.message)).collect();
        format!("{}\n{}", self.name, lines.join("\n"))
    }
}

/// The same number of cases for each rule alone, and pairs for the rest.
fn cases(style: Style, count: usize, seed: u64) -> Vec<Case> {
    let mut random = Random::new(seed);
    let mut cases = Vec::new();
    for number in 0..count {
        let first = RULES[number % RULES.len()];
        let pair = [first, *random.of(&RULES)];
        let in_pairs = count > RULES.len() && number >= count / 2;
        let case = Case::new(style, if in_pairs { &pair } else { &pair[..1] }, &mut random);
        if !in_pairs {
            let found = case.findings.iter().any(|finding| finding.rule.id() == first);
            assert!(found, "{} is not found: {}", first, case.describe());
        }
        cases.push(case);
    }
    cases
}

/// The pairs of documents whose findings are of code, by one of these beginnings of their names.
fn pairs(style: Style, beginnings: &[&str]) -> Vec<Case> {
    let mut pairs = Pair::all();
    pairs.retain(|pair| beginnings.iter().any(|it| pair.name.starts_with(it)));
    pairs.iter().map(|pair| Case::of(style, pair.name.clone(), pair.schemas())).collect()
}

fn judge(name: &str, style: Style, cases: &[Case]) {
    let mut probes: Vec<(usize, Probe)> = Vec::new();
    let mut echoes: Vec<(usize, Echo)> = Vec::new();
    let mut crates = Crates::new(name, style);
    for (number, case) in cases.iter().enumerate() {
        let [old, new] = &case.schemas;
        crates.add(number, &case.rendered(), &programs::witness(style, old));
        if case.is_random {
            probes.extend(programs::probes(number, old, new).into_iter().map(|it| (number, it)));
        }
        let of_case = behaviour::echoes(number, &case.schemas, &case.findings);
        echoes.extend(of_case.into_iter().map(|it| (number, it)));
    }
    let read: Vec<Probe> = probes.iter().map(|(_, probe)| probe.clone()).collect();
    let written: Vec<Echo> = echoes.iter().map(|(_, echo)| echo.clone()).collect();
    crates.write_reader(&programs::reader(style, &read, &written));

    judge_rust(cases, &crates.failed());
    let text = crates.run_reader();
    let outcomes: Vec<&str> = text.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(outcomes.len(), probes.len() + echoes.len());
    let (of_probes, of_echoes) = outcomes.split_at(probes.len());
    judge_wire(cases, &probes, of_probes);
    judge_behaviour(cases, &echoes, of_echoes);
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

fn judge_wire(cases: &[Case], probes: &[(usize, Probe)], outcomes: &[&str]) {
    let mut judged: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (outcome, (number, probe)) in outcomes.iter().copied().zip(probes) {
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
    assert!(verdicts.contains("none") && verdicts.iter().any(|it| it.starts_with("breaks")), "{judged:?}");
}

fn judge_behaviour(cases: &[Case], echoes: &[(usize, Echo)], outcomes: &[&str]) {
    let mut judged: BTreeMap<&str, usize> = BTreeMap::new();
    for (outcome, (number, echo)) in outcomes.iter().zip(echoes) {
        assert_eq!(*outcome, echo.expected, "{echo:?}\n{}", cases[*number].describe());
        *judged.entry(echo.expected).or_insert(0) += 1;
    }
    println!("documents read and written again: {judged:?}");
    let expected = match cases[0].style {
        Style::Table => vec!["kept"],
        Style::Derive => vec!["error", "lost"],
    };
    assert!(expected.iter().all(|it| judged.contains_key(it)), "{judged:?}");
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
                // The values of probes are those that both sides know.
                Rule::OptionalToRequired
                    | Rule::ReadOnlyChanged
                    | Rule::EnumValueAdded
                    | Rule::EnumValueRemoved
            )
    };
    let way = |finding: &Finding| if probe.request { finding.wire.request } else { finding.wire.response };
    findings.iter().filter(about).map(way).max().unwrap_or_default()
}

/// In the derive style, nothing of the code changes where the verdict is that nothing does.
#[test]
fn code_of_the_derive_style_is_the_same_where_rust_is_none() {
    let mut same = 0;
    for case in pairs(Style::Derive, &[""]).into_iter().chain(cases(Style::Derive, 200, 5)) {
        let [old, new] = case.rendered();
        let rust = case.findings.iter().map(|finding| finding.rust).max().unwrap_or_default();
        assert_eq!(rust == RustVerdict::None, old == new, "{}", case.describe());
        same += usize::from(old == new);
    }
    assert!(same > 20, "{same}");
}

#[test]
fn a_dozen_changes_are_judged_rightly() {
    let mut cases = cases(Style::Table, 20, 7);
    cases.extend(pairs(Style::Table, &["text-enum-to-integer", "integer-enum-to-text"]));
    judge("witness-dozen", Style::Table, &cases);
}

#[test]
fn a_dozen_changes_are_judged_rightly_in_the_derive_style() {
    let beginnings = [
        "alternative",
        "enum-of",
        "enum-to",
        "integer-enum",
        "property",
        "other-keys",
        "required-added-received",
    ];
    let mut cases = cases(Style::Derive, 20, 7);
    cases.extend(pairs(Style::Derive, &beginnings));
    judge("witness-dozen-derive", Style::Derive, &cases);
}

#[test]
#[ignore = "takes minutes; run it with --ignored"]
fn two_hundred_changes_are_judged_rightly() {
    let mut cases = cases(Style::Table, 200, 11);
    cases.extend(pairs(Style::Table, &[""]));
    judge("witness-long", Style::Table, &cases);
}

#[test]
#[ignore = "takes minutes; run it with --ignored"]
fn two_hundred_changes_are_judged_rightly_in_the_derive_style() {
    let mut cases = cases(Style::Derive, 200, 11);
    cases.extend(pairs(Style::Derive, &[""]));
    judge("witness-long-derive", Style::Derive, &cases);
}
