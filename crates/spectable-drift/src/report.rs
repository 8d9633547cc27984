//! What a comparison found, and the formats in which it is printed.

use spectable_build::render::Style;

use crate::{
    finding::Finding,
    label::Label,
    verdict::{RustVerdict, WireVerdict},
    waiver::WaiverNote,
};

pub mod changelog;
pub mod count;
pub mod escape;
pub mod github;
pub mod gitlab;
pub mod hide_docs;
pub mod html;
pub mod json;
pub mod junit;
pub mod kind;
pub mod markdown;
pub mod page;
pub mod printable;
pub mod sarif;
pub mod snippet;
pub mod summary;
pub mod text;
pub mod toml;

#[cfg(test)]
mod tests;

/// The findings of a comparison, and what was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What was compared.
    pub old: Label,
    /// What it was compared with.
    pub new: Label,
    /// For generated code of which style the verdicts are.
    pub style: Style,
    /// Whether everything was compared. If not, a report without findings does not mean that nothing changed.
    pub complete: bool,
    /// What changed.
    pub findings: Vec<Finding>,
    /// Waivers that need attention.
    pub waivers: Vec<WaiverNote>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FindingFormat {
    /// For people at a terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For the description of a pull request.
    Markdown,
    /// For GitHub Actions.
    Github,
    /// For code scanning.
    Sarif,
    /// For people with a browser.
    Html,
    /// For CI systems that show tests.
    Junit,
    /// For merge requests of GitLab.
    Gitlab,
}

impl FindingFormat {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Json,
        Self::Markdown,
        Self::Github,
        Self::Sarif,
        Self::Html,
        Self::Junit,
        Self::Gitlab,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Html => "html",
            Self::Junit => "junit",
            Self::Gitlab => "gitlab",
        }
    }

    /// What it is for, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Text => "For people at a terminal: points into both pages",
            Self::Json => "For programs: one JSON document",
            Self::Markdown => "For the description of a pull request",
            Self::Github => "For GitHub Actions: annotations of a workflow",
            Self::Sarif => "For code scanning: SARIF 2.1.0",
            Self::Html => "For people with a browser: one page, with filters, that needs no network",
            Self::Junit => "For CI systems that show tests, such as Jenkins: JUnit XML",
            Self::Gitlab => "For merge requests of GitLab: code quality JSON",
        }
    }

    /// Whether a report is a document that is kept, so that it must say itself when it is not complete. The other formats are for a terminal
    /// or a log, beside the error.
    pub const fn is_document(self) -> bool {
        match self {
            Self::Text | Self::Markdown | Self::Github => false,
            Self::Json | Self::Sarif | Self::Html | Self::Junit | Self::Gitlab => true,
        }
    }

    /// The format of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Report {
    /// The worst verdicts of all findings.
    pub fn verdict(&self) -> (RustVerdict, WireVerdict) {
        self.findings.iter().fold((RustVerdict::None, WireVerdict::NONE), |(rust, wire), finding| {
            (rust.max(finding.rust), wire.worst(finding.wire))
        })
    }

    /// The report in one of its formats; `color` is for the terminal.
    pub fn render(&self, format: FindingFormat, color: bool) -> String {
        match format {
            FindingFormat::Text => text::render(self, color),
            FindingFormat::Json => json::render(self),
            FindingFormat::Markdown => markdown::render(self),
            FindingFormat::Github => github::render(self),
            FindingFormat::Sarif => sarif::render(self),
            FindingFormat::Html => html::render(self),
            FindingFormat::Junit => junit::render(self),
            FindingFormat::Gitlab => gitlab::render(self),
        }
    }
}
