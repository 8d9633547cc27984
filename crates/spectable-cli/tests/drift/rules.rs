//! docs/rules.md and the table of docs/drift.md, made from the records of the rules.

use std::fmt::Write as _;

use spectable_build::render::Style;
use spectable_drift::rules::{Record, Rule};

/// Every rule on a line, with a link to its section of docs/rules.md.
pub fn table() -> String {
    let mut table = "| rule | Rust | wire |\n| --- | --- | --- |\n".to_owned();
    for rule in Rule::ALL {
        let record = rule.record();
        let wire = match record.wire_in_words() {
            wire if wire == "nothing breaks" => String::new(),
            wire => wire,
        };
        let id = record.id;
        writeln!(table, "| [`{id}`](rules.md#{id}) | {} | {wire} |", record.rust_in_words()).unwrap();
    }
    table
}

/// The rules whose verdicts differ in the derive style.
pub fn derive_table() -> String {
    let mut table = "| rule | Rust | wire | behaviour |\n| --- | --- | --- | --- |\n".to_owned();
    for rule in Rule::ALL.iter().filter(|rule| rule.record().differs()) {
        let record = rule.record().in_style(Style::Derive);
        let id = record.id;
        writeln!(table, "| [`{id}`](rules.md#{id}) | {} |", verdicts(&record)).unwrap();
    }
    table
}

/// docs/rules.md.
pub fn document() -> String {
    let introduction = wrapped(
        "Every change that `spectable check` and `spectable diff` report belongs to one of these rules. \
         `spectable explain RULE` prints the same text. A row or paragraph about the derive style is there where that is not \
         the same as in the table style, which is meant otherwise. [drift.md](drift.md) shows the commands at work.",
    );
    let mut text = format!(
        "# Rules\n\n<!-- Written by a test of spectable-cli from the records of spectable-drift, in src/rules/. -->\n\n\
         {introduction}\n"
    );
    for rule in Rule::ALL {
        section(rule.record(), &mut text);
    }
    text
}

fn section(record: &Record, text: &mut String) {
    let Record { id, summary, why, old, new, remedy, .. } = record;
    let derive = record.in_style(Style::Derive);
    let verdicts = match record.differs() {
        false => format!("| Rust | wire | behaviour |\n| --- | --- | --- |\n| {} |\n", verdicts(record)),
        true => format!(
            "| style | Rust | wire | behaviour |\n| --- | --- | --- | --- |\n| table | {} |\n| derive | {} |\n",
            verdicts(record),
            verdicts(&derive)
        ),
    };
    let derive = match derive.why == *why {
        true => String::new(),
        false => format!("{}\n\n", wrapped(&format!("**In the derive style.** {}", derive.why))),
    };
    write!(
        text,
        "\n## {id}\n\n{summary}\n\n\
         {verdicts}\n\
         {}\n\n\
         {derive}\
         - Old: {old}\n- New: {new}\n\n\
         {}\n",
        wrapped(why),
        wrapped(&format!("**What to do.** {remedy}"))
    )
    .unwrap();
}

/// What the rule means, as the cells of a row.
fn verdicts(record: &Record) -> String {
    let behaviour = match record.behaviour_in_words() {
        words if words.is_empty() => "nothing new".to_owned(),
        words => words,
    };
    format!("{} | {} | {behaviour}", record.rust_in_words(), record.wire_in_words())
}

/// A paragraph in lines of at most 120 characters.
fn wrapped(paragraph: &str) -> String {
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + 1 + word.len() <= 120 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
