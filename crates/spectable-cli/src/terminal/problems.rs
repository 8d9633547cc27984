//! Problems of an input, for people (pointing into the file, as a compiler does) and for programs (JSON).

use std::collections::BTreeMap;

use serde_json::{Value, json};
use spectable_build::{
    location::Files,
    problem::{Problem, Problems, Severity},
};

use super::{
    count::count_of,
    snippet::{self, Message, Weight},
};
use crate::place::Place;

/// All problems, errors last: that is where a reader of a terminal looks first.
pub fn text(problems: &Problems, files: &Files, color: bool) -> String {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    let messages: Vec<Message> = sorted.into_iter().map(|problem| message(problem, files)).collect();
    snippet::render(&messages, color)
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
