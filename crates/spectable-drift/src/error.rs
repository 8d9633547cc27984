//! Why nothing could be compared.

use std::fmt;

use spectable_build::{
    problem::{Problem, Severity},
    project::Project,
};

use crate::place::Place;

/// Why nothing could be compared: what is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
    remedy: String,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: remedy.into() }
    }

    /// What is wrong at a place.
    pub(crate) fn at(place: &Place, message: impl fmt::Display, remedy: impl Into<String>) -> Self {
        Self::new(format!("{}:{}:{}: {message}", place.file, place.line, place.column), remedy)
    }

    /// What is wrong with a project, each error in a line; `None` if it can be compared.
    pub(crate) fn of(project: &Project) -> Option<Self> {
        let errors = project.problems.iter().filter(|it| it.severity == Severity::Error);
        let lines: Vec<String> = errors.map(|it| it.display(&project.schema.files).to_string()).collect();
        if !lines.is_empty() {
            return Some(Self::new(format!("`{}` cannot be used:\n{}", project.name, lines.join("\n")), ""));
        }
        let is_empty = project.schema.models.is_empty() && !project.is_lock;
        is_empty.then(|| Self::new(format!("`{}` documents no model", project.name), ""))
    }

    /// What is wrong, with its place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it; may be empty.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::new(problem.message, problem.remedy)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.remedy.as_str() {
            "" => f.write_str(&self.message),
            remedy => write!(f, "{}; {remedy}", self.message),
        }
    }
}

impl std::error::Error for Error {}
