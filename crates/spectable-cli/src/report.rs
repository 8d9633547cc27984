//! Problems of an input, for people (pointing into the file, as a compiler does) and for programs (JSON).

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, Title};
use serde_json::{Value, json};
use spectable_build::{
    location::{Files, Location},
    problem::{Problem, Problems, Severity},
};

/// All problems, errors last so that they stand where a reader of a terminal looks first.
pub fn text(problems: &Problems, files: &Files, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    let mut text = String::new();
    for problem in sorted {
        text.push_str(&renderer.render(&groups(problem, files)));
        text.push_str("\n\n");
    }
    text
}

/// All problems in the order in which they were found, as a JSON array of
/// `{severity, rule, file, line, column, text, message, remedy}`; the four of the position are null for a problem of
/// a whole source.
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

/// `1 page`, `2 pages`.
pub fn count_of(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Text from outside, safe on a terminal: control and bidirectional-override characters become `\u{..}`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        if is_unprintable(char) { safe.extend(char.escape_unicode()) } else { safe.push(char) }
    }
    Cow::Owned(safe)
}

fn is_unprintable(char: char) -> bool {
    (char.is_control() && char != '\n')
        || matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn groups<'a>(problem: &'a Problem, files: &'a Files) -> Vec<Group<'a>> {
    let title: Title<'a> = level(problem.severity).primary_title(problem.message.as_str()).id(problem.rule);
    let mut group = match problem.location {
        Some(location) => Group::with_title(title).element(snippet(location, files)),
        None => Group::with_title(title),
    };
    if !problem.remedy.is_empty() {
        group = group.element(Level::HELP.message(problem.remedy.as_str()));
    }
    vec![group]
}

fn snippet<'a>(location: Location, files: &'a Files) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = files.text(location.file);
    let (lines, first_line) = lines_around(text, location);
    let line = text.get(lines.clone()).unwrap_or_default();
    let span = clamp(location, &lines, line);
    Snippet::source(line)
        .line_start(first_line)
        .path(files.name(location.file))
        .annotation(AnnotationKind::Primary.span(span))
}

/// The line on which the location begins, and its number: what a message shows of a location that spans several
/// lines is its first one, and a file of megabytes is not handed to the renderer.
fn lines_around(text: &str, location: Location) -> (Range<usize>, usize) {
    let mut at = (location.start as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| at + newline);
    let number = text.bytes().take(start).filter(|&byte| byte == b'\n').count() + 1;
    (start..end, number)
}

/// The part of the location that is on the line, from character to character: the renderer panics on half of one.
fn clamp(location: Location, lines: &Range<usize>, line: &str) -> Range<usize> {
    let within = |at: u32| (at as usize).clamp(lines.start, lines.end) - lines.start;
    let floor = |mut at: usize| {
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    floor(within(location.start))..floor(within(location.end))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
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
    json!({
        "severity": word(problem.severity),
        "rule": problem.rule,
        "file": position.map(|position| &position.file),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
        "text": position.map(|position| &position.text),
        "message": problem.message,
        "remedy": problem.remedy,
    })
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let cases = [
            ("plain ü 世界\nnext", "plain ü 世界\nnext"),
            ("\u{1b}[2J", r"\u{1b}[2J"),
            ("a\u{7}b\rc\u{85}", r"a\u{7}b\u{d}c\u{85}"),
            ("\u{202e}x\u{2069}\u{200e}", r"\u{202e}x\u{2069}\u{200e}"),
        ];
        for (text, expected) in cases {
            assert_eq!(printable(text), expected);
        }
    }
}
