//! What is wrong with an input: a kind, a position, and how to mend it.

use std::fmt;

use crate::location::{Files, Location, Position};

/// How much a [`Problem`] weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// The models are right as far as the input goes, and somebody should look.
    Warning,
    /// There are no models until it is mended.
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
    /// What was found and what was expected, in one sentence.
    pub message: String,
    /// How to mend it, in one sentence.
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
        self.push(Problem {
            severity: Severity::Error,
            rule,
            location: location.into(),
            message: message.into(),
            remedy: remedy.into(),
        });
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
            message: message.into(),
            remedy: remedy.into(),
        });
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
    /// The problem on one line: `file:line:column: error: message; remedy`.
    pub fn display<'a>(&'a self, files: &'a Files) -> impl fmt::Display + 'a {
        Line { problem: self, position: self.location.map(|location| files.position(location)) }
    }
}

struct Line<'a> {
    problem: &'a Problem,
    position: Option<Position>,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { file, line, column, .. }) = &self.position {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        let severity = match self.problem.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}: {}", self.problem.message)?;
        if !self.problem.remedy.is_empty() {
            write!(f, "; {}", self.problem.remedy)?;
        }
        Ok(())
    }
}
