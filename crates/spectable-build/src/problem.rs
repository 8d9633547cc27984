//! What is wrong with an input: a kind, a position, and how to fix it.

use std::fmt::{self, Write as _};

use crate::invisible::spelled_out;
use crate::location::{Files, Location, Position};

/// How much a [`Problem`] weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// The models are right as far as the input goes, and somebody should look.
    Warning,
    /// There are no models until it is fixed.
    Error,
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it weighs.
    pub severity: Severity,
    /// A stable identifier of the kind of problem, such as `row-too-short`.
    pub rule: &'static str,
    /// Where it is; `None` for a problem of a whole source, such as a folder that is not there.
    pub location: Option<Location>,
    /// Another place that says something else; most problems are of one place.
    pub second: Option<Location>,
    /// What was found and what was expected, in one sentence.
    pub message: String,
    /// How to fix it, in one sentence.
    pub remedy: String,
}

/// Everything that is wrong with an input, in the order of the files.
#[derive(Debug, Default, Clone)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// Notes one more.
    pub fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// An error at a place.
    pub fn error(
        &mut self,
        rule: &'static str,
        location: impl Into<Option<Location>>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(Problem::error(rule, location, message, remedy));
    }

    /// A warning at a place.
    pub fn warning(
        &mut self,
        rule: &'static str,
        location: impl Into<Option<Location>>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(Problem {
            severity: Severity::Warning,
            rule,
            location: location.into(),
            second: None,
            message: message.into(),
            remedy: remedy.into(),
        });
    }

    /// Something worth knowing about a place.
    pub fn note(
        &mut self,
        rule: &'static str,
        location: impl Into<Option<Location>>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.push(Problem {
            severity: Severity::Note,
            rule,
            location: location.into(),
            second: None,
            message: message.into(),
            remedy: remedy.into(),
        });
    }

    /// Notes some more.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.list.extend(problems);
    }

    /// Those noted so far.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Takes over those of another list.
    pub fn append(&mut self, other: Problems) {
        self.list.extend(other.list);
    }

    /// Sorts by file and position, problems without one first.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| a.location.cmp(&b.location).then_with(|| a.message.cmp(&b.message)));
    }
}

impl Problem {
    /// An error, at a place or of a whole source.
    pub fn error(
        rule: &'static str,
        location: impl Into<Option<Location>>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (location, message, remedy) = (location.into(), message.into(), remedy.into());
        Self { severity: Severity::Error, rule, location, second: None, message, remedy }
    }

    /// The problem on one line: `file:line:column: error: message; remedy`. A second place stands behind the message.
    pub fn display<'a>(&'a self, files: &'a Files) -> impl fmt::Display + 'a {
        let position = |location: Option<Location>| location.map(|location| files.position(location));
        Line { problem: self, position: position(self.location), second: position(self.second) }
    }
}

struct Line<'a> {
    problem: &'a Problem,
    position: Option<Position>,
    second: Option<Position>,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = OneLine(f);
        if let Some(Position { file, line: number, column, .. }) = &self.position {
            write!(line, "{file}:{number}:{column}: ")?;
        }
        let severity = match self.problem.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(line, "{severity}: {}", self.problem.message)?;
        if let Some(Position { file, line: number, column, .. }) = &self.second {
            write!(line, " (the other place: {file}:{number}:{column})")?;
        }
        if !self.problem.remedy.is_empty() {
            write!(line, "; {}", self.problem.remedy)?;
        }
        Ok(())
    }
}

/// Text from outside on one line, with what a reader would not see spelled out. Names of a JSON document may hold anything.
struct OneLine<'f, 'b>(&'f mut fmt::Formatter<'b>);

impl fmt::Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write_str(&spelled_out(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_problem_is_invisible() {
        let every = crate::invisible::unprintable();
        let mut files = Files::default();
        let location = Location::new(files.add(every.as_str(), "text"), 0..1);
        let mut problems = Problems::default();
        problems.error("rule", location, every.as_str(), every.as_str());
        let line = problems.iter().map(|problem| problem.display(&files).to_string()).collect::<String>();
        assert!(!line.contains(crate::invisible::is_unprintable), "{line}");
    }

    #[test]
    fn a_problem_is_one_line_whatever_is_in_it() {
        let shown = |file: &str, message: &str, remedy: &str| {
            let mut files = Files::default();
            let location = Location::new(files.add(file, "text"), 0..1);
            let mut problems = Problems::default();
            problems.error("rule", location, message, remedy);
            problems.iter().map(|problem| problem.display(&files).to_string()).collect::<String>()
        };
        let cases = [
            (("a.md", "a message", ""), "a.md:1:1: error: a message"),
            (("a.md", "a `\n` and a `\r`", "b\tc"), r"a.md:1:1: error: a `\u{a}` and a `\u{d}`; b\u{9}c"),
            (("\u{1b}[2J", "\u{202e}x\u{2066}y", ""), r"\u{1b}[2J:1:1: error: \u{202e}x\u{2066}y"),
            (("é.md", "世界 \u{2028}", "\u{85}"), r"é.md:1:1: error: 世界 \u{2028}; \u{85}"),
        ];
        for ((file, message, remedy), expected) in cases {
            assert_eq!(shown(file, message, remedy), expected);
        }
    }
}
