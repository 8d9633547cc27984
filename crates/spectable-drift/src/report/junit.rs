//! Findings as JUnit XML, which Jenkins, GitLab and most other CI systems show as tests.

use super::{Report, escape::xml, summary};
use crate::{finding::Finding, place::Place, report::count::count_of, verdict::Weight};

/// The report as one test suite: one test case for each finding.
///
/// A finding of weight error is a failure; any other finding is a test that passes, with what it means as its output. The class of a case is
/// the rule, so that readers group by it, and its name is what changed with the fingerprint, so that it is the same case from run to run. A
/// waiver that needs attention is a skipped case: readers show it, and it does not fail the run. A report without findings has one
/// case that passes, because some readers refuse an empty suite. A report that is not complete has a case with an error.
pub fn render(report: &Report) -> String {
    let mut cases: Vec<Case> = report.findings.iter().map(Case::of).collect();
    cases.extend(report.waivers.iter().map(|note| Case {
        class: "waiver".to_owned(),
        name: note.message.clone(),
        place: note.place.as_ref(),
        outcome: Outcome::Skipped(note.message.clone()),
    }));
    if !report.complete {
        cases.push(Case::incomplete());
    } else if report.findings.is_empty() {
        cases.push(Case::nothing_changed());
    }
    let count = |of: fn(&Outcome) -> bool| cases.iter().filter(|case| of(&case.outcome)).count();
    let counts = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"",
        cases.len(),
        count(|it| matches!(it, Outcome::Failure { .. })),
        count(|it| matches!(it, Outcome::Error(_))),
        count(|it| matches!(it, Outcome::Skipped(_))),
    );
    let name = xml(&format!("{} -> {}", report.old, report.new));
    let cases: String = cases.iter().map(Case::render).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"spectable\" {counts}>\n  \
         <testsuite name=\"{name}\" {counts}>\n{cases}  </testsuite>\n</testsuites>\n"
    )
}

/// A test case; its texts are not escaped yet.
struct Case<'a> {
    /// Readers take what is before the last point for a package, and what is after it for a class.
    class: String,
    name: String,
    place: Option<&'a Place>,
    outcome: Outcome,
}

enum Outcome {
    Passed(Vec<String>),
    Failure { rule: &'static str, message: String, lines: Vec<String> },
    Error(String),
    Skipped(String),
}

impl<'a> Case<'a> {
    fn of(finding: &'a Finding) -> Self {
        let lines = lines(finding);
        let (rule, message) = (finding.rule.id(), finding.message.clone());
        Self {
            class: rule.to_owned(),
            // Two cases of one class and name are one case to GitLab.
            name: format!("{} ({})", summary::subject(finding), finding.fingerprint),
            place: finding.new.as_ref().or(finding.old.as_ref()),
            outcome: match finding.weight() {
                Weight::Error => Outcome::Failure { rule, message, lines },
                Weight::Warning | Weight::Note => Outcome::Passed([vec![message], lines].concat()),
            },
        }
    }

    fn incomplete() -> Self {
        Self {
            class: "comparison".to_owned(),
            name: "complete".to_owned(),
            place: None,
            outcome: Outcome::Error(summary::INCOMPLETE.to_owned()),
        }
    }

    fn nothing_changed() -> Self {
        Self {
            class: "comparison".to_owned(),
            name: "nothing changed".to_owned(),
            place: None,
            outcome: Outcome::Passed(Vec::new()),
        }
    }

    fn render(&self) -> String {
        let at = self.place.map_or_else(String::new, |place| {
            format!(" file=\"{}\" line=\"{}\"", xml(&place.file), place.line)
        });
        let head = format!("classname=\"spectable.{}\" name=\"{}\"{at}", xml(&self.class), xml(&self.name));
        let inner = match &self.outcome {
            Outcome::Passed(lines) if lines.is_empty() => return format!("    <testcase {head}/>\n"),
            Outcome::Passed(lines) => format!("<system-out>{}</system-out>", text(lines)),
            Outcome::Failure { rule, message, lines } => {
                format!(
                    "<failure type=\"{}\" message=\"{}\">{}</failure>",
                    xml(rule),
                    xml(message),
                    text(lines)
                )
            }
            Outcome::Error(message) => format!("<error type=\"incomplete\" message=\"{}\"/>", xml(message)),
            Outcome::Skipped(message) => format!("<skipped message=\"{}\"/>", xml(message)),
        };
        format!("    <testcase {head}>\n      {inner}\n    </testcase>\n")
    }
}

/// What a reader shows below the message.
fn lines(finding: &Finding) -> Vec<String> {
    let mut lines =
        vec![format!("Rust: {}, {}", finding.rust, finding.item), format!("wire: {}", finding.wire)];
    let behaviour = finding.behaviour.sentence();
    if !behaviour.is_empty() {
        lines.push(format!("behaviour: {behaviour}"));
    }
    let reached = summary::reached(finding);
    if !reached.is_empty() {
        lines.push(format!("reached from: {reached}"));
    }
    if !finding.also.is_empty() {
        lines.push(format!(
            "also: {}",
            count_of(
                finding.also.len(),
                if finding.operation.is_some() { "other operation" } else { "other model" }
            )
        ));
    }
    for (label, place) in [("was", &finding.old), ("is", &finding.new)] {
        if let Some(Place { file, line, column, text, .. }) = place {
            lines.push(format!("{label}: {file}:{line}:{column}: {}", text.trim()));
        }
    }
    lines.push(format!("what to do: {}", finding.rule.record().remedy));
    lines.push(format!("to accept it: {}", summary::waive_command(finding)));
    lines
}

/// Lines of our own, each escaped; no text from outside adds one.
fn text(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| xml(line)).collect();
    lines.join("\n")
}
