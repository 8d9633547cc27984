//! Names of a dialect: what a documented name says of the name on the wire, and which part of a title names a model.

use std::collections::HashSet;

use super::grammar::without_namespace;
use crate::names;

/// How a dialect writes the names of properties.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) written: Written,
    /// What is written around a reserved word: the text before, and the text after.
    pub(super) escapes: Vec<(String, String)>,
    pub(super) reserved: HashSet<String>,
    /// Names that stand for another one: the documented one, and that on the wire.
    pub(super) spelled: Vec<(String, String)>,
    /// Names of rows that stand for all keys without a row.
    pub(super) others: Vec<String>,
    /// What stands on a name, and says something of the property.
    pub(super) marks: Vec<(NameMark, String, String)>,
}

/// The case in which names are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Written {
    #[default]
    AsOnTheWire,
    SnakeCase,
    CamelCase,
    PascalCase,
}

/// What a mark on a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameMark {
    Optional,
    Required,
    Deprecated,
    ReadOnly,
    Nullable,
    /// A footnote.
    Plain,
}

/// A name as documented, without its marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedName<'t> {
    /// The name.
    pub name: &'t str,
    /// It is marked as optional or as required.
    pub optional: Option<bool>,
    /// It is marked as deprecated.
    pub deprecated: bool,
    /// It is marked as read-only.
    pub read_only: bool,
    /// It is marked as one that may be null.
    pub nullable: bool,
}

impl Names {
    /// Takes the marks off a name.
    pub(super) fn unmarked<'t>(&self, text: &'t str) -> MarkedName<'t> {
        let mut marked = MarkedName { name: text, ..MarkedName::default() };
        // Each mark shortens the name.
        while let Some((mark, inner)) = self.mark(marked.name) {
            marked.name = inner;
            match mark {
                NameMark::Optional => marked.optional = Some(true),
                NameMark::Required => marked.optional = Some(false),
                NameMark::Deprecated => marked.deprecated = true,
                NameMark::ReadOnly => marked.read_only = true,
                NameMark::Nullable => marked.nullable = true,
                NameMark::Plain => {}
            }
        }
        marked
    }

    fn mark<'t>(&self, text: &'t str) -> Option<(NameMark, &'t str)> {
        self.marks.iter().find_map(|(mark, before, after)| {
            let inner = text.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?.trim();
            // A name may be a sign itself: `\*`.
            let is_name = inner.contains(|it: char| it.is_alphanumeric());
            is_name.then_some((*mark, inner))
        })
    }

    /// The wire name, as far as the documented one says it; else `None`, where the name on the wire is the documented one, or a
    /// guess.
    pub(super) fn wire(&self, documented: &str) -> Option<String> {
        if let Some((_, wire)) = self.spelled.iter().find(|(own, _)| own == documented) {
            return Some(wire.clone());
        }
        let unescaped = self.unescaped(documented);
        if self.written == Written::PascalCase {
            return Some(decapitalised(unescaped)).filter(|name| name != documented);
        }
        (unescaped != documented).then(|| unescaped.to_owned())
    }

    /// Whether the name on the wire may be another than what [`wire`](Self::wire) says: the writer of the page changed the case of several words.
    pub(super) fn is_guess(&self, documented: &str) -> bool {
        if self.spelled.iter().any(|(own, _)| own == documented) {
            return false;
        }
        self.written != Written::AsOnTheWire && names::has_several_words(self.unescaped(documented))
    }

    fn unescaped<'t>(&self, documented: &'t str) -> &'t str {
        let unescape = |(before, after): &(String, String)| {
            let inner = documented.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
            self.is_reserved(inner).then_some(inner)
        };
        self.escapes.iter().find_map(unescape).unwrap_or(documented)
    }

    fn is_reserved(&self, word: &str) -> bool {
        self.reserved.contains(word) || self.reserved.contains(&word.to_ascii_lowercase())
    }

    /// Whether a name is of the case in which the dialect writes names: evidence for it.
    pub(super) fn fits(&self, documented: &str) -> bool {
        let name = self.unescaped(documented);
        let first = name.chars().find(|it| it.is_alphabetic());
        match self.written {
            Written::AsOnTheWire => true,
            Written::SnakeCase => !name.contains(|it: char| it.is_uppercase() || it == '-' || it == '.'),
            Written::CamelCase => {
                !name.trim_start_matches('_').contains(['_', '-', '.'])
                    && !first.is_some_and(char::is_uppercase)
            }
            Written::PascalCase => {
                !name.trim_start_matches('_').contains(['_', '-', '.'])
                    && !first.is_some_and(char::is_lowercase)
            }
        }
    }
}

/// `DateCreated` → `dateCreated`, `URL` → `url`, `URLPath` → `urlPath`.
fn decapitalised(name: &str) -> String {
    let capitals = name.chars().take_while(|it| it.is_uppercase()).count();
    let length = name.chars().count();
    // The last of several capitals begins the next word.
    let down = if capitals == length || capitals <= 1 { capitals } else { capitals - 1 };
    let lower = name.chars().take(down).flat_map(char::to_lowercase);
    lower.chain(name.chars().skip(down)).collect()
}

/// How a dialect writes the names of models.
#[derive(Debug, Clone, Default)]
pub(super) struct Models {
    /// Each table has the heading of its model above it; else the page's title names its model.
    pub(super) by_heading: bool,
    pub(super) namespaces: Vec<String>,
    pub(super) prefixes: Vec<String>,
    pub(super) suffixes: Vec<String>,
    /// The name of the only row of a page that is a type and not a model.
    pub(super) value: Option<String>,
    /// Headings, in lower case, below which a table is of something else.
    pub(super) skip: Vec<String>,
    /// Headings, in lower case, that name nothing: the heading above them names the model.
    pub(super) transparent: Vec<String>,
    /// Headings, in lower case, that name a model only together with the heading above them.
    pub(super) qualified: Vec<String>,
}

impl Models {
    /// The part of a title or heading that names a model.
    pub(super) fn name<'t>(&self, title: &'t str) -> &'t str {
        let strip = |text: &'t str, found: Option<&'t str>| found.map_or(text, str::trim);
        let after = |text: &'t str| self.prefixes.iter().find_map(|prefix| strip_prefix(text, prefix));
        let before = |text: &'t str| self.suffixes.iter().find_map(|suffix| strip_suffix(text, suffix));
        let text = title.trim();
        let text = strip(text, after(text));
        let text = without_namespace(text, &self.namespaces);
        strip(text, before(text))
    }

    pub(super) fn skips(&self, heading: &str) -> bool {
        has(&self.skip, heading)
    }

    pub(super) fn names_nothing(&self, heading: &str) -> bool {
        has(&self.transparent, heading)
    }

    /// The name of the model whose table stands below headings, the innermost last; `None` where none of them names one.
    pub(super) fn name_below(&self, headings: &[&str]) -> Option<String> {
        let mut name: Option<String> = None;
        for heading in headings.iter().rev().filter(|heading| !has(&self.transparent, heading)) {
            let own = self.name(heading);
            name = Some(name.map_or_else(|| own.to_owned(), |inner| format!("{own} {inner}")));
            if !has(&self.qualified, heading) {
                break;
            }
        }
        name.filter(|name| !name.is_empty())
    }
}

fn has(list: &[String], heading: &str) -> bool {
    list.contains(&heading.trim().to_lowercase())
}

/// Without a beginning in any case, unless nothing is left.
pub(super) fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    (start.eq_ignore_ascii_case(prefix) && !rest.trim().is_empty()).then_some(rest)
}

/// Without an ending in any case, unless nothing is left.
pub(super) fn strip_suffix<'t>(text: &'t str, suffix: &str) -> Option<&'t str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    (end.eq_ignore_ascii_case(suffix) && !rest.trim().is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(written: Written) -> Names {
        let pair = |before: &str, after: &str| (before.to_owned(), after.to_owned());
        Names {
            written,
            escapes: vec![pair("_", ""), pair("r#", ""), pair("", "_")],
            reserved: ["from", "type", "id"].map(str::to_owned).into(),
            others: Vec::new(),
            spelled: vec![("propertyClass".to_owned(), "class".to_owned())],
            marks: vec![
                (NameMark::Optional, String::new(), "?".to_owned()),
                (NameMark::Deprecated, String::new(), "(deprecated)".to_owned()),
                (NameMark::Plain, String::new(), "\\*".to_owned()),
            ],
        }
    }

    #[test]
    fn wire_names() {
        use Written::*;
        let cases = [
            (SnakeCase, "_from", Some("from"), false),
            (SnakeCase, "r#type", Some("type"), false),
            (SnakeCase, "id_", Some("id"), false),
            (SnakeCase, "_other", None, false),
            (SnakeCase, "start_time", None, true),
            (CamelCase, "startTime", None, true),
            (CamelCase, "id", None, false),
            (CamelCase, "propertyClass", Some("class"), false),
            (AsOnTheWire, "start_time", None, false),
            (PascalCase, "Id", Some("id"), false),
            (PascalCase, "DateCreated", Some("dateCreated"), true),
            (PascalCase, "URL", Some("url"), false),
            (PascalCase, "URLPath", Some("urlPath"), true),
        ];
        for (written, documented, wire, guess) in cases {
            let names = names(written);
            assert_eq!(names.wire(documented).as_deref(), wire, "{documented}");
            assert_eq!(names.is_guess(documented), guess, "{documented}");
            assert!(names.fits(documented), "{documented}");
        }
        for (written, documented) in
            [(SnakeCase, "aB"), (CamelCase, "a_b"), (CamelCase, "Ab"), (PascalCase, "ab")]
        {
            assert!(!names(written).fits(documented), "{documented}");
        }
    }

    #[test]
    fn marks_on_names() {
        let plain = |name| MarkedName { name, ..MarkedName::default() };
        let cases = [
            ("id", plain("id")),
            ("id?", MarkedName { optional: Some(true), ..plain("id") }),
            ("id? \\*", MarkedName { optional: Some(true), ..plain("id") }),
            ("id? (deprecated)", MarkedName { optional: Some(true), deprecated: true, ..plain("id") }),
            ("?", plain("?")),
            ("\\*", plain("\\*")),
        ];
        for (text, expected) in cases {
            assert_eq!(names(Written::AsOnTheWire).unmarked(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_models() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let models = Models {
            namespaces: texts(&[".", "::"]),
            prefixes: texts(&["# ", "class "]),
            suffixes: texts(&[" Structure", " Object"]),
            ..Models::default()
        };
        let cases = [
            ("Pet", "Pet"),
            ("Org.Client.Model.Pet", "Pet"),
            ("Client::Pet", "Pet"),
            ("# Pet", "Pet"),
            ("Guild Member structure", "Guild Member"),
            ("Structure", "Structure"),
            (" Object", "Object"),
        ];
        for (title, name) in cases {
            assert_eq!(models.name(title), name, "{title}");
        }
    }

    #[test]
    fn names_below_headings() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let models = Models {
            suffixes: texts(&[" structure"]),
            transparent: texts(&["properties"]),
            qualified: texts(&["body", "response"]),
            ..Models::default()
        };
        let cases: [(&[&str], Option<&str>); 7] = [
            (&["Users", "User Structure"], Some("User")),
            (&["User structure", "Properties"], Some("User")),
            (&["Create User", "Body"], Some("Create User Body")),
            (&["Users", "Create User", "Response", "Body"], Some("Create User Response Body")),
            (&["Body"], Some("Body")),
            (&["Properties"], None),
            (&[], None),
        ];
        for (headings, name) in cases {
            assert_eq!(models.name_below(headings).as_deref(), name, "{headings:?}");
        }
    }
}
