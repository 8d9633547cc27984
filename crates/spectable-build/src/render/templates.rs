//! The templates, and what each of them is filled with.
//!
//! The language of the templates is askama's. Their code is in the files below this one, so that no build script compiles a derive macro;
//! a test writes it. Other tests derive, and compare what the two make.

mod alternatives;
mod derive;
mod iso8601;
mod root;
mod table;

use super::item::Item;

/// The root file.
#[cfg_attr(test, derive(askama::Template), template(path = "root.rs.jinja", escape = "none"))]
pub(super) struct Root<'a> {
    pub(super) header: &'a str,
    pub(super) modules: &'a [&'a str],
    pub(super) alternatives: bool,
    pub(super) iso8601: bool,
}

/// A module in the table style.
#[cfg_attr(test, derive(askama::Template), template(path = "table.rs.jinja", escape = "none"))]
pub(super) struct TableModule<'a> {
    pub(super) header: &'a str,
    pub(super) imports: &'a [String],
    pub(super) generated: &'a [&'a str],
    pub(super) items: &'a [Item<'a>],
}

/// A module in the derive style.
#[cfg_attr(test, derive(askama::Template), template(path = "derive.rs.jinja", escape = "none"))]
pub(super) struct DeriveModule<'a> {
    pub(super) header: &'a str,
    pub(super) imports: &'a [String],
    pub(super) generated: &'a [&'a str],
    pub(super) items: &'a [Item<'a>],
}

/// Dates, and lists and maps of dates and date-times, in the derive style.
#[cfg_attr(test, derive(askama::Template), template(path = "iso8601.rs.jinja", escape = "none"))]
pub(super) struct Iso8601<'a> {
    pub(super) header: &'a str,
    /// Whether fields are read and written, and not alternatives alone.
    pub(super) fields: bool,
}

/// What tells alternatives apart, in the derive style.
#[cfg_attr(test, derive(askama::Template), template(path = "alternatives.rs.jinja", escape = "none"))]
pub(super) struct Alternatives<'a> {
    pub(super) header: &'a str,
}
