//! A report for a terminal.

use spectable_drift::report::printable;

use super::{Report, sum};
use crate::finding::{Finding, Kind, Weight};

/// So many properties that never came are listed of one model.
const MOST_NAMES: usize = 12;

/// The whole report.
pub(super) fn render(report: &Report, color: bool) -> String {
    let mut text = String::new();
    for finding in report.findings.iter().filter(|it| it.kind != Kind::NeverSeen) {
        text.push_str(&message(report, finding, color));
    }
    for (model, objects, names) in never_seen(report) {
        let shown = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
        let more = names.len().saturating_sub(MOST_NAMES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let head = label(Weight::Note, Kind::NeverSeen, color);
        let line =
            printable::line(&format!("`{model}`, of which {objects} came: {shown}{more}")).into_owned();
        text.push_str(&format!("{head}: documented, and never there, in {line}\n\n"));
    }
    if report.properties_listed {
        text.push_str(&properties(report));
    }
    for line in sum::passed_over(report) {
        text.push_str(&format!("{}\n", printable::line(&line)));
    }
    text.push_str(&format!("{}\n", printable::line(&sum::line(report))));
    if !report.values_shown && report.findings.iter().any(|it| it.kind == Kind::UnknownValue) {
        text.push_str("values are shown by their shape; --show-values shows them as they are\n");
    }
    text
}

/// How often each property was there.
fn properties(report: &Report) -> String {
    let mut text = String::new();
    for model in &report.models {
        text.push_str(&format!("{}, {}\n", printable::line(&model.name), sum::objects(model)));
        for it in &model.properties {
            let words = sum::property(it, model);
            text.push_str(&format!("  {}: {}\n", printable::line(&it.wire), printable::line(&words)));
        }
        text.push('\n');
    }
    text
}

fn message(report: &Report, finding: &Finding, color: bool) -> String {
    let head = label(finding.kind.weight(), finding.kind, color);
    let mut text = format!("{head}: {}\n", printable::line(&finding.message));
    if let Some(place) = finding.example {
        text.push_str(&format!("  --> {}\n", printable::line(&report.shown_place(place))));
    }
    text.push_str(&format!("   = {}", sum::share(finding.count, finding.of)));
    if !finding.hint.is_empty() {
        text.push_str(&format!("; {}", printable::line(&finding.hint)));
    }
    text + "\n\n"
}

/// The properties that never came, by model: with how many objects of it came.
fn never_seen(report: &Report) -> Vec<(&str, u64, Vec<&str>)> {
    let mut models: Vec<(&str, u64, Vec<&str>)> = Vec::new();
    for finding in report.findings.iter().filter(|it| it.kind == Kind::NeverSeen) {
        let model = finding.model.as_deref().unwrap_or_default();
        let name =
            finding.path.strip_prefix(model).map_or(finding.path.as_str(), |it| it.trim_start_matches('.'));
        match models.last_mut() {
            Some((last, _, names)) if *last == model => names.push(name),
            _ => models.push((model, finding.of, vec![name])),
        }
    }
    models
}

/// `error[wrong-kind]`.
fn label(weight: Weight, kind: Kind, color: bool) -> String {
    let text = format!("{}[{}]", weight.name(), kind.name());
    if !color {
        return text;
    }
    let code = match weight {
        Weight::Error => 31,
        Weight::Warning => 33,
        Weight::Note => 36,
    };
    format!("\u{1b}[1;{code}m{text}\u{1b}[0m")
}
