//! Reports with findings that no comparison made.

use spectable_drift::{
    finding::Finding,
    fingerprint::Fingerprint,
    place::Place,
    report::{FindingFormat, Report},
    rules::Rule,
    waiver::WaiverNote,
};

/// A report with so many findings: every rule in turn, with the verdict of its record, in models of seven findings each.
pub fn report(count: usize) -> Report {
    Report {
        old: "v1".into(),
        new: "v2".into(),
        style: spectable_build::render::Style::Table,
        complete: true,
        findings: (0..count).map(finding).collect(),
        waivers: Vec::new(),
    }
}

pub fn page(report: &Report) -> String {
    report.render(FindingFormat::Html, false)
}

fn finding(number: usize) -> Finding {
    let rule = Rule::ALL[number % Rule::ALL.len()];
    let verdict = rule.record().verdict;
    let (model, property) = (format!("Model{}", number / 7), format!("property_{number}"));
    Finding {
        rule,
        message: format!("`{model}.{property}` was changed from `i32` to `Vec<i64>`"),
        item: format!("field `{model}::{property}`"),
        model: Some(model),
        operation: None,
        value: None,
        severity: None,
        rust: verdict.rust,
        wire: verdict.wire,
        behaviour: verdict.behaviour,
        old: Some(place("v1", number, &format!("| **{property}** | int | What it is. | [optional] |"))),
        new: Some(place("v2", number, &format!("| **{property}** | list[int] | What it is. | [optional] |"))),
        old_type: None,
        new_type: None,
        direction: None,
        evidence: Vec::new(),
        also: Vec::new(),
        reached_from: (0..number / 3 % 5).map(|other| format!("Root{other}")).collect(),
        operations: (0..number % 3).map(|other| format!("GET /v2/things/{other}")).collect(),
        fingerprint: Fingerprint::of(&[rule.id(), &property]),
        property: Some(property),
    }
}

fn place(release: &str, number: usize, text: &str) -> Place {
    let file = format!("{release}/Model{}.md", number / 7);
    Place { file, line: 9, column: 1, text: text.to_owned(), span: (0, text.len()) }
}

/// A report with one finding, and this text wherever text can come from outside.
pub fn of_text(text: &str) -> Report {
    let mut report = report(1);
    let finding = &mut report.findings[0];
    let place = Place { file: text.into(), line: 1, column: 1, text: text.into(), span: (0, text.len()) };
    report.old = text.into();
    report.new = text.into();
    finding.message = text.to_owned();
    finding.item = text.to_owned();
    finding.model = Some(text.to_owned());
    finding.property = Some(text.to_owned());
    finding.value = Some(text.to_owned());
    finding.reached_from = vec![text.to_owned(); 2];
    finding.operations = vec![text.to_owned(); 2];
    finding.also = vec![text.to_owned(); 2];
    finding.evidence = vec![text.to_owned(); 2];
    finding.old = Some(place.clone());
    finding.new = Some(place.clone());
    report.waivers = vec![WaiverNote { message: text.to_owned(), place: Some(place) }];
    report
}
