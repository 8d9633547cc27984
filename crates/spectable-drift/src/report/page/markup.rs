//! HTML that is safe to print as it is.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::report::escape;

/// HTML in which nothing from outside is markup. Only the functions below make one, so that a text cannot be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Markup(String);

impl Markup {
    /// A name or a line, for text or a quoted attribute.
    pub fn text(text: &str) -> Self {
        Self(escape::html_text(text))
    }

    /// Lines as they are, for a `pre`.
    pub fn lines(text: &str) -> Self {
        Self(text.lines().map(escape::html_text).collect::<Vec<_>>().join("\n"))
    }

    /// A sentence, with its parts between backticks as code.
    pub fn prose(text: &str) -> Self {
        Self(escape::html(text))
    }

    /// Names as code, of many the first ones.
    pub fn names(names: &[String]) -> Self {
        let shown: Vec<String> = names.iter().take(MOST_NAMES).map(|name| escape::html_code(name)).collect();
        let mut html = shown.join(" ");
        if let Some(more) = names.len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
            html.push_str(&format!(" <span class=\"more\">and {more} more</span>"));
        }
        Self(html)
    }

    /// Markup of this crate that holds nothing from outside but other markup.
    pub fn own(html: String) -> Self {
        Self(html)
    }
}

/// Of a name that a thousand models reach, a page with thousands of findings would be too long.
const MOST_NAMES: usize = 24;

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}
