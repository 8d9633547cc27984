//! The frame of a page for a browser: its head, its style and script, and what every such page has.
//!
//! Its template is `templates/page.html.jinja`. What comes from outside reaches the page as [`Markup`], which only the encoder of
//! [`escape`](super::escape) makes; askama escapes any other text once more. A policy in the page allows its own style and script, by
//! their hashes, and nothing else.

use askama::Template;

mod markup;
mod policy;

pub use self::markup::Markup;

const STYLE: &str = include_str!("../../templates/report.css");
const SCRIPT: &str = include_str!("../../templates/report.js");

/// What is on a page.
///
/// The script finds what it works on by names. A form `filters` has checkboxes `verdict` and `rust`, and a field `model`; articles with
/// `data-rule`, `data-wire`, `data-rust` and `data-model` are in sections of the class `kind`; the links of `.counts` choose a rule.
#[derive(Debug)]
pub struct Page<'a> {
    /// The title of the window.
    pub title: Markup,
    /// What the page is about, in a word.
    pub about: &'a str,
    /// The heading.
    pub heading: Markup,
    /// The line below it.
    pub sum: String,
    /// What is below the head.
    pub main: Markup,
    /// What the key `c` does, in a few words.
    pub copies: &'a str,
}

#[derive(Template)]
#[template(path = "page.html.jinja", escape = "html")]
struct Frame<'a> {
    policy: Markup,
    style: Markup,
    script: Markup,
    title: &'a Markup,
    about: &'a str,
    heading: &'a Markup,
    sum: &'a str,
    main: &'a Markup,
    copies: &'a str,
}

impl Page<'_> {
    /// The whole page.
    pub fn render(&self) -> String {
        // A browser hashes what it reads, and it reads no carriage returns.
        let (style, script) = (STYLE.replace('\r', ""), SCRIPT.replace('\r', ""));
        let frame = Frame {
            policy: policy::of(&style, &script),
            style: Markup::own(style),
            script: Markup::own(script),
            title: &self.title,
            about: self.about,
            heading: &self.heading,
            sum: &self.sum,
            main: &self.main,
            copies: self.copies,
        };
        let mut text = String::new();
        // Writing to a String cannot fail, nor can the template, which only prints values.
        let _written = frame.render_into(&mut text);
        text
    }
}
