//! What each form of a report looks like, and what it makes of hostile text.

use spectable_build::{location::Files, lock::Lock, problem::Problems, render::Style, schema::Schema};

use super::{FindingFormat, Report};
use crate::{changes::compare, finding::Finding, label::Label, place::Place, waiver::WaiverNote};

fn schema(name: &str, text: &str) -> Schema {
    let mut files = Files::default();
    let lock = Lock::parse(name, &format!("format 1\n{text}\nend\n"), &mut files, &mut Problems::default());
    lock.unwrap().into_schema(files)
}

fn report() -> Report {
    let old = schema(
        "old/spectable.lock",
        "model List = \"List\"\n  items: Vec<User> = \"items\"\nmodel User = \"User\"\n  age: String = \"age\"",
    );
    let new = schema(
        "new/spectable.lock",
        "model List = \"List\"\n  items: Vec<User> = \"items\"\nmodel User = \"User\"\n  age: i64 = \"age\"\n  email: String = \"email\" required",
    );
    Report {
        old: "v1".into(),
        new: "v2".into(),
        style: Style::Table,
        complete: true,
        findings: compare(&old, &new),
        waivers: Vec::new(),
    }
}

#[test]
fn text_points_into_both_sides() {
    insta::assert_snapshot!(report().render(FindingFormat::Text, false));
}

#[test]
fn json_for_programs() {
    insta::assert_snapshot!(report().render(FindingFormat::Json, false));
}

#[test]
fn markdown_for_a_pull_request() {
    insta::assert_snapshot!(report().render(FindingFormat::Markdown, false));
}

#[test]
fn annotations_of_a_workflow() {
    insta::assert_snapshot!(report().render(FindingFormat::Github, false));
}

#[test]
fn a_changelog() {
    insta::assert_snapshot!(super::changelog::render(&report()));
}

#[test]
fn sarif_is_sarif() {
    let mut report = report();
    report.waivers.push(WaiverNote { message: "expired".to_owned(), place: None });
    let text = report.render(FindingFormat::Sarif, false);
    let log: serde_sarif::sarif::Sarif = serde_json::from_str(&text).unwrap();
    // A member that the format does not have would be lost here.
    let written: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&log).unwrap(), written);
    let run = &written["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), report.findings.len());
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

#[test]
fn junit_for_tests_of_a_pipeline() {
    let mut report = report();
    let place =
        Place { file: "spectable.toml".into(), line: 3, column: 1, text: String::new(), span: (0, 0) };
    report.waivers.push(WaiverNote { message: "the waiver expired".to_owned(), place: Some(place) });
    insta::assert_snapshot!(report.render(FindingFormat::Junit, false));
}

#[test]
fn junit_without_findings_passes_and_without_a_comparison_is_an_error() {
    let report = Report { findings: Vec::new(), ..report() };
    insta::assert_snapshot!(report.render(FindingFormat::Junit, false));
    insta::assert_snapshot!(Report { complete: false, ..report }.render(FindingFormat::Junit, false));
}

#[test]
fn code_quality_of_a_merge_request() {
    insta::assert_snapshot!(report().render(FindingFormat::Gitlab, false));
}

#[test]
fn code_quality_without_a_comparison_has_an_issue() {
    let report = Report { complete: false, findings: Vec::new(), ..report() };
    insta::assert_snapshot!(report.render(FindingFormat::Gitlab, false));
}

#[test]
fn the_path_of_an_issue_begins_at_the_root() {
    let mut report = report();
    report.findings.truncate(1);
    let path = |place: Option<&str>| {
        let place = place.map(|file| Place { file: file.into(), ..report.findings[0].old.clone().unwrap() });
        let mut report = report.clone();
        (report.findings[0].old, report.findings[0].new) = (None, place);
        let issues: serde_json::Value =
            serde_json::from_str(&report.render(FindingFormat::Gitlab, false)).unwrap();
        issues[0]["location"]["path"].as_str().unwrap().to_owned()
    };
    for (file, expected) in [
        (Some("./schema/User.md"), "schema/User.md"),
        (Some(r"schema\User.md"), "schema/User.md"),
        (Some(""), "."),
        (None, "v2"),
    ] {
        assert_eq!(path(file), expected, "{file:?}");
    }
}

#[test]
fn a_report_that_is_not_complete_has_no_verdict() {
    let report = Report { complete: false, ..report() };
    let document: serde_json::Value =
        serde_json::from_str(&report.render(FindingFormat::Json, false)).unwrap();
    assert_eq!(document["complete"], false);
    assert_eq!(document["verdict"]["rust"], serde_json::Value::Null);
}

/// What a page could try to do to whoever reads the report.
const HOSTILE: [&str; 6] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "x\n::error file=a::b\r\n::stop-commands::x",
    "</td></tr><img src=x onerror=alert(1)>",
    "` | [click](http://x) @everyone #1 ![](http://y)",
    "\u{202e}gnp.exe",
    "100% ,:;%0A",
];

/// The report with hostile text wherever text can come from outside.
fn hostile(text: &str) -> Report {
    let mut report = report();
    report.old = text.into();
    report.new = Label { name: text.to_owned(), release: Some(text.to_owned()) };
    for finding in &mut report.findings {
        let Finding { model, property, value, message, item, old, new, reached_from, evidence, .. } = finding;
        (*model, *property, *value) = (Some(text.to_owned()), Some(text.to_owned()), Some(text.to_owned()));
        *message = format!("the model `{text}` is {text}");
        *item = format!("struct `{text}`");
        *evidence = vec![text.to_owned()];
        *reached_from = vec![text.to_owned(), text.to_owned()];
        for ty in [&mut finding.old_type, &mut finding.new_type].into_iter().flatten() {
            ty.documented = text.to_owned();
            ty.rust = text.to_owned();
        }
        for place in [old, new].into_iter().flatten() {
            place.file = text.to_owned();
            place.text = text.to_owned();
            place.span = (0, text.len());
        }
    }
    report
}

#[test]
fn hostile_text_does_nothing() {
    let lines = report().render(FindingFormat::Github, false).lines().count();
    for text in HOSTILE {
        let report = hostile(text);
        let github = report.render(FindingFormat::Github, false);
        assert_eq!(github.lines().count(), lines, "{github}");
        assert!(github.lines().all(|line| !line.starts_with("::stop")), "{github}");
        let markdown = report.render(FindingFormat::Markdown, false);
        let outside_code: String = markdown.split('`').step_by(2).collect::<String>().replace("\\]", "");
        for live in ["<img", "](", "@everyone", "#1", "http://"] {
            assert!(!outside_code.contains(live), "{live} in {markdown}");
        }
        for format in [FindingFormat::Text, FindingFormat::Markdown, FindingFormat::Github] {
            let shown = report.render(format, false);
            let is_bad = |char: char| (char.is_control() && char != '\n') || char == '\u{202e}';
            assert!(!shown.contains(is_bad), "{shown:?}");
        }
        for format in [FindingFormat::Json, FindingFormat::Sarif, FindingFormat::Gitlab] {
            let shown = report.render(format, false);
            assert!(serde_json::from_str::<serde_json::Value>(&shown).is_ok(), "{shown}");
        }
    }
}

/// The names of the elements that a text of XML opens, and nothing of what is between tags.
fn elements(xml: &str) -> Vec<String> {
    let names = xml.split('<').skip(1).map(|tag| tag.split([' ', '>', '/']).next().unwrap().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn no_text_adds_to_a_test_suite() {
    let expected = elements(&hostile("harmless").render(FindingFormat::Junit, false));
    let forbidden: String = ('\0'..=char::MAX)
        .filter(|it| !matches!(it, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..))
        .collect();
    for text in HOSTILE.into_iter().chain([forbidden.as_str(), "]]> & \" onload='x'"]) {
        let shown = hostile(text).render(FindingFormat::Junit, false);
        assert_eq!(elements(&shown), expected, "{shown}");
        assert!(!shown.contains(|char| forbidden.contains(char)), "{shown:?}");
        for tag in shown.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
            // Outside of its values, a tag has names and nothing else.
            let outside: String = tag.split('"').step_by(2).collect();
            assert!(!outside.contains(['&', '\'']) && tag.matches('"').count() % 2 == 0, "{tag}");
        }
    }
}

#[test]
fn a_long_report_fits_a_pull_request() {
    let mut report = report();
    let finding = report.findings[0].clone();
    report.findings.extend(std::iter::repeat_n(finding, 5000));
    let text = report.render(FindingFormat::Markdown, false);
    assert!(text.len() < 65_536, "{}", text.len());
    assert!(text.contains("more findings"));
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}
