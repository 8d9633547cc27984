//! A report as one page for a browser: it needs no network, no other file, and no script to show every finding.
//!
//! Its frame, style and script are those of the reports of drift, and what is in it `templates/audit.html.jinja`.

use std::collections::BTreeSet;

use askama::Template;
use spectable_drift::report::{
    count::count_of,
    page::{Markup, Page},
};

use super::{ModelSeen, Report, sum};
use crate::{
    finding::{Finding, Kind, Weight},
    suggest,
};

#[derive(Template)]
#[template(path = "audit.html.jinja", escape = "html")]
struct Main {
    complete: bool,
    tiles: Vec<Tile>,
    passed_over: Vec<Markup>,
    choices: Vec<Choice>,
    models: Vec<Markup>,
    sections: Vec<Section>,
    seen: Vec<Seen>,
}

/// A sum at the top.
struct Tile {
    title: &'static str,
    tone: &'static str,
    word: String,
    sentence: &'static str,
}

/// A weight, and how many findings have it.
struct Choice {
    weight: &'static str,
    count: usize,
}

/// The findings of a kind.
struct Section {
    id: &'static str,
    about: String,
    weight: &'static str,
    findings: Vec<Entry>,
}

/// A finding.
struct Entry {
    model: Markup,
    message: Markup,
    share: String,
    facts: Vec<(&'static str, Markup)>,
    entry: Option<Markup>,
}

/// A model that came.
struct Seen {
    name: Markup,
    objects: String,
    properties: Vec<(Markup, Markup)>,
}

/// The whole page.
pub(super) fn render(report: &Report) -> String {
    let of_models = |it: &Finding| it.model.clone();
    let models: BTreeSet<String> = report.findings.iter().filter_map(of_models).collect();
    let main = Main {
        complete: report.is_complete(),
        tiles: tiles(report),
        passed_over: sum::passed_over(report).iter().map(|line| Markup::prose(line)).collect(),
        choices: choices(report),
        models: models.iter().map(|model| Markup::text(model)).collect(),
        sections: Kind::ALL.into_iter().filter_map(|kind| section(report, kind)).collect(),
        seen: report.models.iter().map(seen).collect(),
    };
    let mut text = String::new();
    // Writing to a String cannot fail, nor can the template, which only prints values.
    let _written = main.render_into(&mut text);
    let page = Page {
        title: Markup::text(&format!("Audit: {}", report.schema)),
        about: "audit",
        heading: Markup::text(&format!("Traffic against {}", report.schema)),
        sum: sum::line(report),
        main: Markup::own(text),
        copies: "copy the entry for the overlay",
    };
    page.render()
}

fn count(report: &Report, weight: Weight) -> usize {
    report.findings.iter().filter(|it| it.kind.weight() == weight).count()
}

fn tiles(report: &Report) -> Vec<Tile> {
    let tile = |title, weight, tone, sentence| {
        let count = count(report, weight);
        let tone = if count == 0 { "green" } else { tone };
        Tile { title, tone, word: count_of(count, "finding"), sentence }
    };
    vec![
        tile("Errors", Weight::Error, "red", "What the models cannot read, or not as it is documented."),
        tile("Warnings", Weight::Warning, "amber", "What the documentation lacks, or says otherwise."),
        tile("Notes", Weight::Note, "green", "What did not come, or is not of this API."),
    ]
}

fn choices(report: &Report) -> Vec<Choice> {
    let weights = [Weight::Error, Weight::Warning, Weight::Note].into_iter();
    let choices = weights.map(|weight| Choice { weight: weight.name(), count: count(report, weight) });
    choices.filter(|it| it.count > 0).collect()
}

fn section(report: &Report, kind: Kind) -> Option<Section> {
    let findings: Vec<Entry> =
        report.findings.iter().filter(|it| it.kind == kind).map(|it| entry(report, it)).collect();
    let mut about = kind.about().to_owned();
    if let Some(first) = about.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let (id, weight, about) = (kind.name(), kind.weight().name(), format!("{about}."));
    (!findings.is_empty()).then_some(Section { id, about, weight, findings })
}

fn entry(report: &Report, it: &Finding) -> Entry {
    let mut facts = Vec::new();
    if let Some(place) = it.example {
        facts.push(("First at", Markup::text(&report.shown_place(place))));
    }
    if let Some(documented) = &it.documented {
        facts.push(("Documented", Markup::text(documented)));
    }
    if let Some(came) = &it.came {
        facts.push(("Came", Markup::text(came)));
    }
    if !it.hint.is_empty() {
        facts.push(("Perhaps", Markup::prose(&it.hint)));
    }
    Entry {
        model: Markup::text(it.model.as_deref().unwrap_or_default()),
        message: Markup::prose(&it.message),
        share: sum::share(it.count, it.of),
        facts,
        entry: suggest::entry(it).map(|text| Markup::lines(&text)),
    }
}

fn seen(it: &ModelSeen) -> Seen {
    let properties = it.properties.iter();
    let properties =
        properties.map(|property| (Markup::text(&property.wire), Markup::text(&sum::property(property, it))));
    Seen { name: Markup::text(&it.name), objects: sum::objects(it), properties: properties.collect() }
}
