//! The templates, and what each of them is filled with.

use askama::Template;

use super::item::Item;

/// The root file.
#[derive(Template)]
#[template(path = "root.rs.jinja", escape = "none")]
pub(super) struct Root<'a> {
    pub(super) header: &'a str,
    pub(super) modules: &'a [&'a str],
    pub(super) alternatives: bool,
    pub(super) iso8601: bool,
}

/// A module in the table style.
#[derive(Template)]
#[template(path = "table.rs.jinja", escape = "none")]
pub(super) struct TableModule<'a> {
    pub(super) header: &'a str,
    pub(super) imports: &'a [String],
    pub(super) generated: &'a [&'a str],
    pub(super) items: &'a [Item<'a>],
}

/// A module in the derive style.
#[derive(Template)]
#[template(path = "derive.rs.jinja", escape = "none")]
pub(super) struct DeriveModule<'a> {
    pub(super) header: &'a str,
    pub(super) imports: &'a [String],
    pub(super) generated: &'a [&'a str],
    pub(super) items: &'a [Item<'a>],
}

/// Dates, and lists and maps of dates and date-times, in the derive style.
#[derive(Template)]
#[template(path = "iso8601.rs.jinja", escape = "none")]
pub(super) struct Iso8601<'a> {
    pub(super) header: &'a str,
    /// Whether fields are read and written, and not alternatives alone.
    pub(super) fields: bool,
}

/// What tells alternatives apart, in the derive style.
#[derive(Template)]
#[template(path = "alternatives.rs.jinja", escape = "none")]
pub(super) struct Alternatives<'a> {
    pub(super) header: &'a str,
}
