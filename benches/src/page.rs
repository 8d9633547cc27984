//! The documents that have figures: `docs/performance.md`, and the summary in `README.md`.
//!
//! Their text is in `benches/page/`. A figure is a word in double braces there; [`fill`] says which there are.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::{fs, io};

use crate::saved::{self, All, Saved, root};
use crate::{Machine, Report, Run, Sheet, figure};

/// A document as it should be.
#[derive(Debug)]
pub struct Document {
    /// Its path in the workspace.
    pub path: &'static str,
    /// Its text.
    pub text: String,
}

/// Where the summary begins in `README.md`.
const BEGIN: &str = "<!-- figures: benches/page/summary.md -->\n";
/// Where it ends.
const END: &str = "<!-- end of figures -->";

/// Saves a report, and writes the documents that have its figures.
pub(crate) fn publish(name: &str, report: &impl serde::Serialize, chart: Option<String>) -> io::Result<()> {
    saved::save(name, report, chart)?;
    for document in documents(&saved::all()?)? {
        fs::write(root().join(document.path), document.text)?;
    }
    Ok(())
}

/// The documents with the figures of what was saved.
///
/// # Errors
/// If a file cannot be read, a text asks for a figure that is not there, or `README.md` has no place for the summary.
pub fn documents(all: &All) -> io::Result<[Document; 2]> {
    let read = |path: &str| fs::read_to_string(root().join(path));
    let filled = |path: &str| {
        let text = fill(&read(path)?, all).map_err(|why| io::Error::other(format!("{path}: {why}")))?;
        io::Result::Ok(text)
    };
    let readme = read("README.md")?;
    let parts = readme.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) =
        parts.ok_or_else(|| io::Error::other(format!("README.md has no `{}` and `{END}`", BEGIN.trim())))?;
    let readme = format!("{before}{BEGIN}{}{END}{after}", filled("benches/page/summary.md")?);
    Ok([
        Document {
            path: "docs/performance.md",
            text: filled("benches/page/performance.md")?.trim_end().to_owned() + "\n",
        },
        Document { path: "README.md", text: readme },
    ])
}

/// Fills in a text.
///
/// | in double braces | becomes |
/// | --- | --- |
/// | `table NAME: CASE` | the table's figure of a case, with its unit |
/// | `derive NAME: CASE` | that of the other way |
/// | `ratio NAME: CASE` | how far the table is ahead: `5.1 ×` |
/// | `mean NAME: BEGINNING` | the geometric mean of the ratios of the cases whose names begin so |
/// | `report NAME` | the chart, the figures and the command |
/// | `rest` | a section for each report that the text does not name, by `report` or otherwise |
/// | `machines` | the machines on which the reports were made |
///
/// # Errors
/// If the figure does not exist. The message names it.
pub fn fill(text: &str, all: &All) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (asked, after) = after.split_once("}}").ok_or("`{{` has no `}}`")?;
        filled.push_str(before);
        filled.push_str(&answer(asked, text, all).ok_or_else(|| format!("there is no `{asked}`"))?);
        rest = after;
    }
    Ok(filled + rest)
}

fn answer(asked: &str, text: &str, all: &All) -> Option<String> {
    match asked {
        "machines" => return Some(machines(all)),
        "rest" => return Some(others(text, all)),
        _ => {}
    }
    let (what, of) = asked.split_once(' ')?;
    if what == "report" {
        return all.get(of).map(|saved| whole(of, saved));
    }
    let (name, case) = of.split_once(": ")?;
    let Saved::Report(report) = all.get(name)? else { return None };
    if what == "mean" {
        let mean = report.cases.iter().any(|it| it.name.starts_with(case)).then(|| report.mean(case))?;
        return Some(format!("{mean:.2} ×"));
    }
    let case = report.cases.iter().find(|it| it.name == case)?;
    match what {
        "table" => Some(with_unit(case.table, &report.unit)),
        "derive" => Some(with_unit(case.derive, &report.unit)),
        "ratio" => Some(ratio(report.ratio(case))),
        _ => None,
    }
}

/// Two digits, and above 10 three.
fn ratio(value: f64) -> String {
    if value < 2.0 { format!("{value:.2} ×") } else { format!("{value:.1} ×") }
}

fn with_unit(value: f64, unit: &str) -> String {
    match unit {
        "seconds" => format!("{} s", figure(value)),
        "milliseconds" => format!("{} ms", figure(value)),
        "MB" if value >= 1000.0 => format!("{} GB", figure(value / 1000.0)),
        "kB" if value >= 1000.0 => format!("{} MB", figure(value / 1000.0)),
        _ => format!("{} {unit}", figure(value)),
    }
}

/// Reports that the text does not name, in the order of their names.
fn others(text: &str, all: &All) -> String {
    let named = |name: &str| ["}}", ":"].iter().any(|end| text.contains(&format!(" {name}{end}")));
    let sections = all.iter().filter(|(name, _)| !named(name)).map(|(name, saved)| {
        let title = match saved {
            Saved::Report(report) => &report.title,
            Saved::Sheet(sheet) => &sheet.title,
        };
        format!("## {title}\n\n{}", whole(name, saved))
    });
    sections.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// The chart, the figures, the notes, and how they came about.
fn whole(name: &str, saved: &Saved) -> String {
    let (mut text, notes, run) = match saved {
        Saved::Report(report) => (cases(name, report), &report.notes, &report.run),
        Saved::Sheet(sheet) => (rows(sheet), &sheet.notes, &sheet.run),
    };
    let mut line = |written: std::fmt::Arguments<'_>| {
        let written = text.write_fmt(written);
        debug_assert!(written.is_ok(), "writing to a String does not fail");
    };
    if !notes.is_empty() {
        line(format_args!("\n"));
        notes.iter().for_each(|note| line(format_args!("- {note}\n")));
    }
    if let Some(input) = &run.input {
        line(format_args!("\nMeasured on {input}.\n"));
    }
    if !run.command.is_empty() {
        line(format_args!("\n```console\n$ {}\n```\n", run.command));
    }
    text.trim_end().to_owned()
}

fn cases(name: &str, report: &Report) -> String {
    let mut text = format!("![{}](bench/{name}.svg)\n\n", report.title);
    text.push_str(&format!("| {} | table | derive | ratio |\n| --- | --: | --: | --: |\n", report.unit));
    for case in &report.cases {
        let (table, derive) = (figure(case.table), figure(case.derive));
        text.push_str(&format!("| {} | {table} | {derive} | {:.2} × |\n", case.name, report.ratio(case)));
    }
    text
}

fn rows(sheet: &Sheet) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let dashes =
        sheet.columns.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "--:" }.to_owned());
    let mut text = line(&sheet.columns) + &line(&dashes.collect::<Vec<_>>());
    sheet.rows.iter().for_each(|row| text.push_str(&line(row)));
    text
}

/// Each machine once, with the reports that were made on it if there are several.
fn machines(all: &All) -> String {
    let run = |saved: &'_ Saved| -> Run {
        match saved {
            Saved::Report(report) => report.run.clone(),
            Saved::Sheet(sheet) => sheet.run.clone(),
        }
    };
    let of: Vec<(&String, Option<Machine>)> = all.iter().map(|(name, it)| (name, run(it).machine)).collect();
    let machines: BTreeSet<&Option<Machine>> = of.iter().map(|(_, machine)| machine).collect();
    let lines = machines.iter().map(|machine| {
        let name =
            machine.as_ref().map_or_else(|| "a machine that was not noted".to_owned(), Machine::to_string);
        if machines.len() == 1 {
            return format!("- {name}");
        }
        let on = of.iter().filter(|(_, it)| it == *machine).map(|(name, _)| format!("`{name}`"));
        format!("- {name}: {}", on.collect::<Vec<_>>().join(", "))
    });
    lines.collect::<Vec<_>>().join("\n")
}
