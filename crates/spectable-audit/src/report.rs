//! What an audit found, and the formats in which it is printed.

mod html;
mod json;
mod markdown;
mod sum;
mod text;

use crate::{
    finding::{Finding, Kind},
    form::Form,
    place::Place,
    run::FileRead,
};

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What the schema is called.
    pub schema: String,
    /// The files of traffic, in their order.
    pub files: Vec<FileRead>,
    /// How many records were read, also in part.
    pub records: u64,
    /// How many bytes of records there are, unpacked.
    pub bytes: u64,
    /// How many requests HTTP Archives have.
    pub requests: u64,
    /// How many of their bodies were read.
    pub bodies: u64,
    /// How many records could not be read.
    pub unreadable: u64,
    /// Bodies that are not JSON, by media type.
    pub skipped: Vec<Skipped>,
    /// The report has values of the traffic.
    pub values_shown: bool,
    /// Reports for people list how often each property was there.
    pub properties_listed: bool,
    /// The deviations, the most serious kinds first, and of one kind in the order of the schema.
    pub findings: Vec<Finding>,
    /// How many models the schema has.
    pub all_models: usize,
    /// The models that came.
    pub models: Vec<ModelSeen>,
}

/// Bodies that were skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Their media type.
    pub what: String,
    /// How many.
    pub count: u64,
}

/// A model that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelSeen {
    /// The documented name.
    pub name: String,
    /// How many objects of it.
    pub objects: u64,
    /// Its properties, in documented order.
    pub properties: Vec<PropertySeen>,
}

/// A property of a model that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertySeen {
    /// The documented name.
    pub name: String,
    /// The JSON key.
    pub wire: String,
    /// The documented type, as pages of Python spell it.
    pub documented: String,
    /// How often it was there.
    pub seen: u64,
    /// How often it was null.
    pub nulls: u64,
    /// How its texts are written, where dates or date-times are documented.
    pub forms: Vec<FormSeen>,
}

/// A form in which dates or date-times came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSeen {
    /// The form.
    pub form: Form,
    /// How often.
    pub count: u64,
    /// Whether the models read it.
    pub fits: bool,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For the description of an issue.
    Markdown,
    /// For people with a browser.
    Html,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Text, Self::Json, Self::Markdown, Self::Html];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// What it is for, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Text => "For people at a terminal",
            Self::Json => "For programs: one JSON document",
            Self::Markdown => "For the description of an issue or a pull request",
            Self::Html => "For people with a browser: one page, with filters, that needs no network",
        }
    }

    /// The format of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Report {
    /// Whether every file was read to its end, and there was a record.
    pub fn is_complete(&self) -> bool {
        self.files.iter().all(|file| file.fault.is_none()) && self.records > 0
    }

    /// How many findings of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.findings.iter().filter(|it| it.kind == kind).count()
    }

    /// A place with its file: `calls.ndjson:17:4`.
    pub fn shown_place(&self, place: Place) -> String {
        format!("{}:{place}", self.file_of(place))
    }

    /// The file of a place.
    pub fn file_of(&self, place: Place) -> &str {
        self.files.get(place.file as usize).map_or("", |file| file.name.as_str())
    }

    /// The report in one of its formats; `color` is for the terminal.
    pub fn render(&self, format: Format, color: bool) -> String {
        match format {
            Format::Text => text::render(self, color),
            Format::Json => json::render(self),
            Format::Markdown => markdown::render(self),
            Format::Html => html::render(self),
        }
    }
}
