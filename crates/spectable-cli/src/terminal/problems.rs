//! Problems of an input, for people (pointing into the file, as a compiler does) and for programs (JSON).

use std::collections::BTreeMap;

use serde_json::{Value, json};
use spectable_build::{
    location::Files,
    problem::{Problem, Problems, Severity},
};

use spectable_drift::{
    place::Place,
    report::{
        count::count_of,
        snippet::{self, Message, Weight},
    },
};

/// All problems, errors last: that is where a reader of a terminal looks first.
pub fn text(problems: &Problems, files: &Files, color: bool) -> String {
    let messages: Vec<Message> = by_severity(problems).map(|problem| message(problem, files)).collect();
    snippet::render(&messages, color)
}

/// The errors among them.
pub fn errors(problems: &Problems, files: &Files, color: bool) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    snippet::render(&errors.map(|problem| message(problem, files)).collect::<Vec<_>>(), color)
}

/// How many notes of one kind are shown by commands that do something else.
const FEW: usize = 3;

/// The same without most of the notes: of each kind the first few, and how many more there are.
pub fn short_text(problems: &Problems, files: &Files, color: bool) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let notes = |problem: &&Problem| problem.severity == Severity::Note;
    problems.iter().filter(notes).for_each(|problem| *counts.entry(problem.rule).or_default() += 1);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut messages = Vec::new();
    for problem in by_severity(problems) {
        if problem.severity == Severity::Note {
            let seen = seen.entry(problem.rule).or_default();
            *seen += 1;
            let more = counts.get(problem.rule).map_or(0, |all| all - FEW.min(*all));
            match *seen {
                // One more message says no less than that there is one more.
                seen if seen <= FEW || more == 1 => {}
                seen if seen == FEW + 1 => {
                    let text =
                        format!("{} of this kind: `--verbose` lists them", count_of(more, "more note"));
                    messages.push(Message::new(Weight::Note, problem.rule, &text));
                    continue;
                }
                _ => continue,
            }
        }
        messages.push(message(problem, files));
    }
    snippet::render(&messages, color)
}

fn by_severity(problems: &Problems) -> impl Iterator<Item = &Problem> {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    sorted.into_iter()
}

/// All problems in the order in which they were found, as a JSON array of
/// `{severity, rule, file, line, column, text, second, message, remedy}`; the position is null
/// for a problem of a whole source, and `second` is `{file, line, column, text}` where another place says something else.
pub fn json(problems: &Problems, files: &Files) -> Value {
    Value::Array(problems.iter().map(|problem| json_of(problem, files)).collect())
}

/// How many problems there are of each severity, such as `2 errors and 1 warning`; empty if there are none.
pub fn counts(problems: &Problems) -> String {
    let mut counts = BTreeMap::new();
    for problem in problems.iter() {
        *counts.entry(problem.severity).or_insert(0_usize) += 1;
    }
    let parts: Vec<String> =
        counts.into_iter().rev().map(|(severity, count)| count_of(count, word(severity))).collect();
    match parts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

fn message(problem: &Problem, files: &Files) -> Message {
    let mut message = Message::new(weight(problem.severity), problem.rule, &problem.message);
    if let Some(location) = problem.location {
        message.mark(&Place::of(location, files), "");
    }
    if let Some(second) = problem.second {
        message.context(&Place::of(second, files), "the other place");
    }
    if !problem.remedy.is_empty() {
        message.note(Weight::Help, &problem.remedy);
    }
    message
}

fn weight(severity: Severity) -> Weight {
    match severity {
        Severity::Note => Weight::Note,
        Severity::Warning => Weight::Warning,
        Severity::Error => Weight::Error,
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn json_of(problem: &Problem, files: &Files) -> Value {
    let position = problem.location.map(|location| files.position(location));
    let position = position.as_ref();
    let second = problem.second.map(|location| files.position(location));
    let second =
        second.map(|it| json!({ "file": it.file, "line": it.line, "column": it.column, "text": it.text }));
    json!({
        "severity": word(problem.severity),
        "rule": problem.rule,
        "file": position.map(|position| &position.file),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
        "text": position.map(|position| &position.text),
        "second": second,
        "message": problem.message,
        "remedy": problem.remedy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_notes_of_one_kind_are_counted() {
        let said = |notes: usize| {
            let mut problems = Problems::default();
            for number in 0..notes {
                problems.note("a-rule", None, format!("note {number}"), "");
            }
            problems.note("other-rule", None, "another", "");
            problems.warning("a-rule", None, "a warning", "");
            let text = short_text(&problems, &Files::default(), false);
            text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let rest = ["note[other-rule]: another", "warning[a-rule]: a warning"];
        let first = ["note[a-rule]: note 0", "note[a-rule]: note 1", "note[a-rule]: note 2"];
        assert_eq!(said(2), [&first[..2], &rest].concat());
        assert_eq!(said(3), [&first[..], &rest].concat());
        assert_eq!(said(4), [&first[..], &["note[a-rule]: note 3"], &rest].concat());
        let more = ["note[a-rule]: 2001 more notes of this kind: `--verbose` lists them"];
        assert_eq!(said(2004), [&first[..], &more, &rest].concat());
    }
}
