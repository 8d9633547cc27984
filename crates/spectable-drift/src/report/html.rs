//! Findings as one page for a browser: it needs no network, no other file, and no script to show every finding.
//!
//! Its frame is [`page`](super::page), and what is in it `templates/report.html.jinja`.

use askama::Template;

use super::{
    Report,
    count::count_of,
    kind::Kind,
    page::{Markup, Page},
    summary,
};
use crate::{finding::Finding, waiver::WaiverNote};

mod entry;
mod filters;
mod first;
mod sides;
mod tiles;

use entry::Entry;
use filters::{Group, RuleCount};
use first::First;
use tiles::Tile;

#[derive(Template)]
#[template(path = "report.html.jinja", escape = "html")]
struct Main {
    complete: bool,
    tiles: [Tile; 3],
    first_title: &'static str,
    first: Vec<First>,
    waivers: Vec<Note>,
    rules: Vec<RuleCount>,
    groups: Vec<Group>,
    models: Vec<Markup>,
    sections: Vec<Section>,
}

/// The findings of a kind.
struct Section {
    id: &'static str,
    title: &'static str,
    findings: Vec<Entry>,
}

/// A waiver that needs attention.
struct Note {
    message: Markup,
    at: Option<Markup>,
}

/// The whole page.
///
/// Its address may hold filters: `#q=user&rule=type-changed&model=User&verdict=breaks,may-break&rust=major`, each of them optional. `#f-` with
/// a fingerprint leads to a finding, which is then open.
pub fn render(report: &Report) -> String {
    let (first_title, first) = first::of(&report.findings);
    let main = Main {
        complete: report.complete,
        tiles: tiles::of(report),
        first_title,
        first,
        waivers: report.waivers.iter().map(Note::of).collect(),
        rules: filters::rules(report),
        groups: filters::groups(&report.findings),
        models: filters::models(&report.findings),
        sections: Kind::ALL.into_iter().filter_map(|kind| Section::of(kind, &report.findings)).collect(),
    };
    let mut text = String::new();
    // Writing to a String cannot fail, nor can the template, which only prints values.
    let _written = main.render_into(&mut text);
    let (old, new) = (Markup::text(&report.old.to_string()), Markup::text(&report.new.to_string()));
    let heading = format!("{old} <span class=\"to\" aria-label=\"to\">→</span> {new}");
    let page = Page {
        title: Markup::own(format!("Drift: {old} → {new}")),
        about: "drift",
        heading: Markup::own(heading),
        sum: sum(report),
        main: Markup::own(text),
        copies: "copy the command that accepts the finding",
    };
    page.render()
}

/// `27 findings; 19 models changed`.
fn sum(report: &Report) -> String {
    let count = count_of(report.findings.len(), "finding");
    match summary::models_changed(report) {
        0 => count,
        models => format!("{count}; {} changed", count_of(models, "model")),
    }
}

impl Section {
    fn of(kind: Kind, findings: &[Finding]) -> Option<Self> {
        let findings: Vec<Entry> =
            findings.iter().filter(|finding| Kind::of(finding) == kind).map(Entry::of).collect();
        let id = match kind {
            Kind::Denied => "denied",
            Kind::Code => "code",
            Kind::Wire => "wire",
            Kind::Items => "items",
            Kind::Warned => "warned",
            Kind::Rest => "rest",
            Kind::Noted => "noted",
        };
        (!findings.is_empty()).then(|| Self { id, title: kind.title(), findings })
    }
}

impl Note {
    fn of(note: &WaiverNote) -> Self {
        let at = note.place.as_ref().map(|place| Markup::text(&format!("{}:{}", place.file, place.line)));
        Self { message: Markup::prose(&note.message), at }
    }
}
