//! Findings as a compiler prints errors: pointing into both pages.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Report, escape, summary};
use crate::{
    drift::{
        finding::Finding,
        verdict::{Weight, WireVerdict},
    },
    place::Place,
};

/// The whole report.
pub fn render(report: &Report, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for finding in &report.findings {
        let shown = Shown::of(finding);
        text.push_str(&renderer.render(&[shown.group()]));
        text.push_str("\n\n");
    }
    let (rust, wire) = report.verdict();
    let (old, new) = (escape::line(&report.old), escape::line(&report.new));
    text.push_str(&format!("{old} -> {new}: {}\n", summary::line(report)));
    if !report.findings.is_empty() {
        text.push_str(&format!("verdict: Rust {rust}; on the wire {wire}\n"));
    }
    text
}

/// A finding with every text made safe for a terminal.
struct Shown {
    level: Level<'static>,
    rule: &'static str,
    message: String,
    old: Option<SafePlace>,
    new: Option<SafePlace>,
    notes: Vec<String>,
}

/// A place whose text is safe, with the range moved accordingly.
struct SafePlace {
    file: String,
    line: usize,
    text: String,
    span: (usize, usize),
}

impl Shown {
    fn of(finding: &Finding) -> Self {
        let mut notes = vec![format!("Rust: {}, {}", finding.rust, escape::line(&finding.item))];
        if finding.wire != WireVerdict::NONE {
            notes.push(format!("wire: {}", finding.wire));
        }
        if !finding.behaviour.sentence().is_empty() {
            notes.push(format!("behaviour: {}", finding.behaviour.sentence()));
        }
        if !finding.reached_from.is_empty() {
            let from = escape::line(&summary::reached_from(&finding.reached_from));
            notes.push(format!("reached from {from}"));
        }
        notes.push(format!("fingerprint: {}", finding.fingerprint));
        Self {
            level: level(finding),
            rule: finding.rule.id(),
            message: escape::line(&finding.message),
            old: finding.old.as_ref().map(SafePlace::of),
            new: finding.new.as_ref().map(SafePlace::of),
            notes,
        }
    }

    fn group(&self) -> Group<'_> {
        let title = self.level.clone().primary_title(self.message.as_str()).id(self.rule);
        let mut group = Group::with_title(title);
        let labels = match (&self.old, &self.new) {
            (Some(_), Some(_)) => ("was", "is"),
            _ => ("only here", "only here"),
        };
        if let Some(old) = &self.old {
            group = group.element(old.snippet(AnnotationKind::Context, labels.0));
        }
        if let Some(new) = &self.new {
            group = group.element(new.snippet(AnnotationKind::Primary, labels.1));
        }
        for note in &self.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        group
    }
}

impl SafePlace {
    fn of(place: &Place) -> Self {
        let part = |from: usize, to: usize| escape::line(place.text.get(from..to).unwrap_or_default());
        let (start, end) = place.span;
        let (before, meant, after) = (part(0, start), part(start, end), part(end, place.text.len()));
        let span = (before.len(), before.len() + meant.len());
        Self {
            file: escape::line(&place.file),
            line: place.line as usize,
            text: format!("{before}{meant}{after}"),
            span,
        }
    }

    fn snippet<'a>(&'a self, kind: AnnotationKind, label: &'static str) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .path(self.file.as_str())
            .annotation(kind.span(self.span.0..self.span.1).label(label))
    }
}

fn level(finding: &Finding) -> Level<'static> {
    match finding.weight() {
        Weight::Error => Level::ERROR,
        Weight::Warning => Level::WARNING,
        Weight::Note => Level::NOTE,
    }
}
