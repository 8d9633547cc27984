//! Dialects: how one family of pages writes its tables. Each is a data file; none is known to the code by name.
//!
//! A dialect says how types, marks and names are spelled. Where the rows are is said by the tables themselves,
//! by their headers.

mod columns;
mod embedded;
mod grammar;
mod mark;
mod naming;
mod pattern;
mod read;
mod tokens;
mod vote;

use std::collections::HashSet;

use crate::location::Location;

pub use self::columns::{Column, Columns};
pub use self::embedded::{embedded, named};
pub use self::grammar::{NotAType, TypeText};
pub use self::mark::{Notes, unquoted, values};
pub use self::naming::MarkedName;
pub(crate) use self::read::read;
pub use self::vote::{Choice, Evidence, Titles, Votes, choose, disagreement};

/// How one family of pages writes its tables.
#[derive(Debug, Clone)]
pub struct Dialect {
    /// The name of its file.
    pub name: String,
    /// What writes such pages, in one line.
    pub title: String,
    /// Texts that stand on pages of this dialect, and hardly elsewhere.
    pub signs: Vec<String>,
    /// What the columns of a table are called.
    pub columns: Columns,
    /// The text of a type that nobody understands is any JSON value, and not an error: people wrote the pages.
    pub prose: bool,
    grammar: grammar::Grammar,
    marks: mark::Marks,
    names: naming::Names,
    models: naming::Models,
    enums: Enums,
}

/// How a dialect writes enums.
#[derive(Debug, Clone, Default)]
struct Enums {
    /// What stands before and after the name in a heading; the whole heading where the second is absent.
    headings: Vec<(String, Option<String>)>,
    /// Lines of a list: before the key, between key and value, after the value. Without a key, the first two are one.
    items: Vec<Item>,
}

impl Enums {
    /// What the templates of generators have for every language. A page of a dialect that has no enums may have one by hand.
    fn of_every_dialect() -> Self {
        let named = ("Enum: ".to_owned(), Some(String::new()));
        let whole = ["Enum", "Enum Variants"].map(|heading| (heading.to_owned(), None));
        let item =
            Item { before: "`".to_owned(), between: Some("` (value: `".to_owned()), after: "`)".to_owned() };
        Self { headings: [named].into_iter().chain(whole).collect(), items: vec![item] }
    }
}

/// A line of a list of values.
#[derive(Debug, Clone)]
struct Item {
    before: String,
    between: Option<String>,
    after: String,
}

/// What a heading says of an enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumHeading<'t> {
    /// What follows is the values of this type or property.
    Of(&'t str),
    /// What follows is the values of the page.
    Page,
}

impl Dialect {
    /// A dialect that says nothing but what all of them do.
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: String::new(),
            signs: Vec::new(),
            columns: Columns::default(),
            prose: false,
            grammar: grammar::Grammar::default(),
            marks: mark::Marks::of_every_dialect(),
            names: naming::Names::default(),
            models: naming::Models::default(),
            enums: Enums::of_every_dialect(),
        }
    }

    /// Reads the text of a type: decoded, and without links, emphasis and code marks.
    ///
    /// # Errors
    /// If the dialect has no such type.
    pub fn read_type(&self, text: &str) -> Result<TypeText, NotAType> {
        self.grammar.read(text)
    }

    /// The documented name of a model that a type is, if it is nothing but a name: what follows the last namespace.
    pub fn name_of_type<'t>(&self, text: &'t str) -> &'t str {
        grammar::without_namespace(text.trim(), &self.grammar.namespaces)
    }

    /// What a type may be, for a message.
    pub fn known_types(&self) -> String {
        self.grammar.known()
    }

    /// Whether a text is a word of the dialect for a type, and not a name.
    pub fn has_word(&self, text: &str) -> bool {
        self.grammar.has_word(text)
    }

    /// Takes the names of documented models for what they are, also where they are words for types: a `File` that has a table.
    pub(crate) fn forget_words(&mut self, models: &HashSet<String>) {
        let names: HashSet<String> = models.iter().map(|name| loose_name(name)).collect();
        self.grammar.scalars.retain(|word, _| !names.contains(&loose_name(word)));
    }

    /// A type finds its model without regard to case, spaces, `-` and `_`.
    pub fn any_case(&self) -> bool {
        self.grammar.any_case
    }

    /// Reads notes, decoded.
    pub fn read_notes(&self, notes: &str) -> Notes {
        self.marks.read(notes)
    }

    /// The values of an enum that a description lists in a form made for it, decoded.
    pub fn values_in(&self, description: &str) -> Vec<String> {
        self.marks.values_in(description)
    }

    /// Whether a row without a mark is required, in a table that has a place for marks.
    pub fn required_without_mark(&self) -> bool {
        self.marks.required_without
    }

    /// Whether a row of this name stands for all keys that have no row of their own.
    pub fn means_other_keys(&self, documented: &str) -> bool {
        self.names.others.iter().any(|name| name == documented)
    }

    /// The name of the only row of a page that is a type and not a model.
    pub fn names_the_value(&self, documented: &str) -> bool {
        self.models.value.as_deref() == Some(documented)
    }

    /// Takes the marks off a documented name.
    pub fn unmarked<'t>(&self, name: &'t str) -> MarkedName<'t> {
        self.names.unmarked(name)
    }

    /// The wire name, as far as it is another than the documented one.
    pub fn wire_name(&self, documented: &str) -> Option<String> {
        self.names.wire(documented)
    }

    /// Whether the wire name may be another than [`wire_name`](Self::wire_name) says, since such pages change the case of names.
    pub fn wire_name_is_guess(&self, documented: &str) -> bool {
        self.names.is_guess(documented)
    }

    /// The part of a title or heading that names a model.
    pub fn model_name<'t>(&self, title: &'t str) -> &'t str {
        self.models.name(title)
    }

    /// Whether a heading says that what follows is not the table of a model.
    pub fn skips(&self, heading: &str) -> bool {
        self.models.skips(heading)
    }

    /// The name of the model whose table stands below these headings, the innermost last, where
    /// [headings name models](Self::names_by_heading).
    pub fn name_below(&self, headings: &[&str]) -> Option<String> {
        self.models.name_below(headings)
    }

    /// Whether a heading names no model, so that what stands below it is of the one above.
    pub fn names_nothing(&self, heading: &str) -> bool {
        self.models.names_nothing(heading)
    }

    /// Each table has the heading of its model above it; else the page's title names its model.
    pub fn names_by_heading(&self) -> bool {
        self.models.by_heading
    }

    /// What a heading says of an enum, if it does.
    pub fn enum_heading<'t>(&self, heading: &'t str) -> Option<EnumHeading<'t>> {
        let heading = heading.trim();
        self.enums.headings.iter().find_map(|(before, after)| match after {
            None => heading.eq_ignore_ascii_case(before).then_some(EnumHeading::Page),
            Some(after) => {
                let rest = naming::strip_prefix(heading, before)?;
                Some(EnumHeading::Of(naming::strip_suffix(rest, after)?.trim()))
            }
        })
    }

    /// The value in a line of a list, if it is one of an enum's.
    pub fn enum_item<'t>(&self, line: &'t str) -> Option<&'t str> {
        let line = line.trim();
        self.enums.items.iter().find_map(|item| {
            let inner = line.strip_prefix(item.before.as_str())?.strip_suffix(item.after.as_str())?;
            match &item.between {
                Some(between) => inner.split_once(between.as_str()).map(|(_, value)| value),
                None => Some(inner),
            }
        })
    }
}

/// A dialect as an overlay names or describes it.
#[derive(Debug, Clone)]
pub struct Described {
    /// The dialect.
    pub dialect: Dialect,
    /// Where it is said.
    pub location: Location,
}

/// The names of models, to be found by a dialect that does not look at case.
pub fn loose_name(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
