//! Reading of a dialect: TOML, with the place of each value. The same keys describe an embedded dialect and one in an overlay.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::columns::Column;
use super::grammar::{Kind, Scalar, key};
use super::mark::Mark;
use super::naming::{NameMark, Written};
use super::pattern::{NotAPattern, Pattern};
use super::tokens::{spelling, tokens};
use super::{Dialect, Item};
use crate::closest::closest;
use crate::documented_type::RawType;
use crate::location::{FileId, Location};
use crate::problem::Problems;

type Value<'i> = toml::Spanned<DeValue<'i>>;

const KEYS: [&str; 11] =
    ["title", "signs", "prose", "columns", "types", "scalars", "marks", "names", "models", "enums", "like"];

const MARKS: [&str; 10] = [
    "optional",
    "required",
    "read-only",
    "write-only",
    "deprecated",
    "nullable",
    "default",
    "values",
    "without",
    "name",
];

const MODELS: [&str; 9] =
    ["named-by", "namespaces", "prefixes", "suffixes", "case", "transparent", "qualified", "skip", "value"];

/// Reads the keys of a dialect over what `base` says; lists add to its lists.
pub(crate) fn read(table: &DeTable<'_>, file: FileId, base: Dialect, problems: &mut Problems) -> Dialect {
    let mut reader = Reader { file, problems, dialect: base };
    reader.case(table);
    for (key, value) in table {
        match &**key.get_ref() {
            "title" => reader.dialect.title = reader.text(value).unwrap_or_default(),
            "signs" => {
                let signs = reader.texts(value);
                reader.dialect.signs.extend(signs.into_iter().map(|(sign, _)| sign));
            }
            "prose" => reader.dialect.prose = reader.flag(value),
            "columns" => reader.section(value, Reader::column),
            "types" => reader.section(value, Reader::types),
            "scalars" => reader.section(value, Reader::scalar),
            "marks" => reader.section(value, Reader::mark),
            "names" => reader.section(value, Reader::name),
            "models" => reader.section(value, Reader::model),
            "enums" => reader.section(value, Reader::enums),
            // Whoever reads the overlay has looked it up.
            "like" => {}
            other => reader.unknown(other, key.span(), &KEYS),
        }
    }
    // Stable, so that patterns that say as much stay in the order of the file.
    reader.dialect.grammar.patterns.sort_by_key(|(_, pattern)| std::cmp::Reverse(pattern.weight()));
    reader.dialect
}

struct Reader<'p> {
    file: FileId,
    problems: &'p mut Problems,
    dialect: Dialect,
}

impl Reader<'_> {
    fn error(&mut self, range: Range<usize>, message: impl Into<String>, remedy: impl Into<String>) {
        self.problems.error("dialect", Location::new(self.file, range), message, remedy);
    }

    fn unknown(&mut self, name: &str, range: Range<usize>, known: &[&str]) {
        let remedy = match closest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("expected one of {}", known.join(", ")),
        };
        self.error(range, format!("`{name}` is not a key of a dialect here"), remedy);
    }

    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.error(value.span(), "expected a text", "write it in quotes");
        }
        text
    }

    fn flag(&mut self, value: &Value<'_>) -> bool {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.error(value.span(), "expected true or false", "write `true` or `false`, without quotes");
        }
        flag.unwrap_or_default()
    }

    fn texts(&mut self, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.error(value.span(), "expected a list of texts", "write [\"…\", \"…\"]");
            return Vec::new();
        };
        items.iter().filter_map(|item| Some((self.text(item)?, item.span()))).collect()
    }

    fn one_of<T: Copy>(&mut self, value: &Value<'_>, known: &[(&str, T)]) -> Option<T> {
        let text = self.text(value)?;
        let found = known.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let words: Vec<_> = known.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            self.error(
                value.span(),
                format!("unknown value \"{text}\""),
                format!("expected {}", words.join(" or ")),
            );
        }
        found
    }

    fn section(&mut self, value: &Value<'_>, read: impl Fn(&mut Self, &str, Range<usize>, &Value<'_>)) {
        let Some(table) = value.get_ref().as_table() else {
            self.error(value.span(), "expected a table", "write its keys below a line `[…]`");
            return;
        };
        for (key, value) in table {
            read(self, key.get_ref(), key.span(), value);
        }
    }

    /// Whether case counts is needed for the words, which may stand before it.
    fn case(&mut self, table: &DeTable<'_>) {
        let models = table.get("models").and_then(|models| models.get_ref().as_table());
        if let Some(case) = models.and_then(|models| models.get("case"))
            && let Some(any) = self.one_of(case, &[("exact", false), ("any", true)])
        {
            self.dialect.grammar.any_case = any;
        }
    }

    fn column(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        let Some(column) = Column::ALL.into_iter().find(|column| column.key() == key) else {
            return self.unknown(key, at, &Column::ALL.map(Column::key));
        };
        let names = self.texts(value);
        self.dialect
            .columns
            .names
            .extend(names.into_iter().map(|(name, _)| (column, name.trim().to_lowercase())));
    }

    fn types(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        let (kind, holes) = match key {
            "list" => (Kind::List, 1),
            "map" => (Kind::Map, 1),
            "optional" => (Kind::Optional, 1),
            "nullable" => (Kind::Nullable, 1),
            "same" => (Kind::Same, 1),
            "alternatives" => (Kind::Alternatives, 2),
            "null" => {
                let words = self.texts(value);
                return self.dialect.grammar.null.extend(words.into_iter().map(|(word, _)| word));
            }
            "namespaces" => {
                let texts = self.texts(value);
                return self.dialect.grammar.namespaces.extend(texts.into_iter().map(|(text, _)| text));
            }
            _ => {
                let known =
                    ["list", "map", "optional", "nullable", "same", "alternatives", "null", "namespaces"];
                return self.unknown(key, at, &known);
            }
        };
        for (text, at) in self.texts(value) {
            self.pattern(kind, holes, &text, at);
        }
    }

    fn pattern(&mut self, kind: Kind, holes: usize, text: &str, at: Range<usize>) {
        match Pattern::new(text, holes) {
            Err(NotAPattern::Holes(1)) => self.error(
                at,
                format!("the pattern `{text}` needs one hole"),
                "write {T} where the type within it stands, once",
            ),
            Err(NotAPattern::Holes(_)) => self.error(
                at,
                format!("the pattern `{text}` needs two holes"),
                "write {T} twice, with what stands between two types between them",
            ),
            Err(NotAPattern::OnlyHoles) => self.error(
                at,
                format!("the pattern `{text}` matches every type"),
                "write what stands beside the hole",
            ),
            Ok(pattern) => {
                let same = |(_, other): &&(Kind, Pattern)| other.is_like(&pattern);
                match self.dialect.grammar.patterns.iter().find(same) {
                    Some((other, _)) if *other != kind => self.error(
                        at,
                        format!("the pattern `{text}` has two meanings"),
                        "leave it in one of the lists",
                    ),
                    Some(_) => {}
                    None => self.dialect.grammar.patterns.push((kind, pattern)),
                }
            }
        }
    }

    fn scalar(&mut self, word: &str, at: Range<usize>, value: &Value<'_>) {
        let Some(text) = self.text(value) else { return };
        let whole = text.parse().ok().map(|ty: RawType| (ty, None));
        let with_format = || {
            let (ty, format) = text.trim().rsplit_once(' ')?;
            Some((ty.trim().parse().ok()?, Some(format.to_owned())))
        };
        match whole.or_else(with_format) {
            Some((ty, format)) if !matches!(ty.innermost(), RawType::Ref(_)) => {
                let word = key(&spelling(&tokens(word)), self.dialect.grammar.any_case);
                if word.is_empty() {
                    return self.error(at, "a word of no characters", "write the word that stands in a cell");
                }
                self.dialect.grammar.scalars.insert(word, Scalar { ty, format });
            }
            _ => self.error(
                value.span(),
                format!("`{text}` is not a type"),
                "expected str, int, float, bool, datetime, date, object, or a list or dict of these; then, after a space, its format",
            ),
        }
    }

    fn mark(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        let hole = match key {
            "without" => {
                let known = [("required", true), ("optional", false)];
                if let Some(required) = self.one_of(value, &known) {
                    self.dialect.marks.required_without = required;
                }
                return;
            }
            "name" => return self.section(value, Self::name_mark),
            "default" => Some("{value}"),
            "values" => Some("{values}"),
            _ => None,
        };
        if self.dialect.marks.list(key).is_none() {
            return self.unknown(key, at, &MARKS);
        }
        let mut marks = Vec::new();
        for (text, at) in self.texts(value) {
            match hole {
                Some(hole) if !text.contains(hole) => {
                    let remedy = format!("write {hole} where the text stands");
                    self.error(at, format!("the mark `{text}` has no hole"), remedy);
                }
                _ if text.trim().is_empty() => {
                    self.error(at, "a mark of no characters", "write the text of the mark")
                }
                _ => marks.push(Mark::new(&text, hole)),
            }
        }
        self.dialect.marks.list(key).into_iter().for_each(|list| list.append(&mut marks));
    }

    fn name_mark(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        let mark = match key {
            "optional" => NameMark::Optional,
            "required" => NameMark::Required,
            "deprecated" => NameMark::Deprecated,
            "read-only" => NameMark::ReadOnly,
            "nullable" => NameMark::Nullable,
            "plain" => NameMark::Plain,
            _ => {
                return self.unknown(
                    key,
                    at,
                    &["optional", "required", "deprecated", "read-only", "nullable", "plain"],
                );
            }
        };
        for (before, after) in self.around_name(value) {
            self.dialect.names.marks.push((mark, before, after));
        }
    }

    /// Texts with a hole `{name}`: what stands before, and after.
    fn around_name(&mut self, value: &Value<'_>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (text, at) in self.texts(value) {
            match text.split_once("{name}") {
                Some((before, after)) if !(before.is_empty() && after.is_empty()) => {
                    found.push((before.trim_start().to_owned(), after.trim_end().to_owned()));
                }
                Some(_) => {
                    self.error(at, "the text is nothing but the name", "write what stands beside {name}")
                }
                None => self.error(at, format!("`{text}` has no hole"), "write {name} where the name stands"),
            }
        }
        found
    }

    fn name(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        match key {
            "written" => {
                let known = [
                    ("as-on-the-wire", Written::AsOnTheWire),
                    ("snake_case", Written::SnakeCase),
                    ("camelCase", Written::CamelCase),
                    ("PascalCase", Written::PascalCase),
                ];
                if let Some(written) = self.one_of(value, &known) {
                    self.dialect.names.written = written;
                }
            }
            "escapes" => {
                let escapes = self.around_name(value);
                self.dialect.names.escapes.extend(escapes);
            }
            "reserved" => {
                let words = self.texts(value);
                self.dialect.names.reserved.extend(words.into_iter().map(|(word, _)| word));
            }
            "spelled" => self.section(value, |reader, name, _, value| {
                let wire = reader.text(value);
                reader.dialect.names.spelled.extend(wire.map(|wire| (name.to_owned(), wire)));
            }),
            "others" => {
                let names = self.texts(value);
                self.dialect.names.others.extend(names.into_iter().map(|(name, _)| name));
            }
            _ => self.unknown(key, at, &["written", "escapes", "reserved", "others", "spelled"]),
        }
    }

    fn model(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        match key {
            "named-by" => {
                if let Some(by_heading) = self.one_of(value, &[("title", false), ("heading", true)]) {
                    self.dialect.models.by_heading = by_heading;
                }
            }
            // Read first of all.
            "case" => {}
            "value" => self.dialect.models.value = self.text(value),
            "namespaces" | "prefixes" | "suffixes" => {
                let texts = self.texts(value).into_iter().map(|(text, _)| text);
                let models = &mut self.dialect.models;
                match key {
                    "namespaces" => models.namespaces.extend(texts),
                    "prefixes" => models.prefixes.extend(texts),
                    _ => models.suffixes.extend(texts),
                }
            }
            "transparent" | "qualified" | "skip" => {
                let headings = self.texts(value).into_iter().map(|(text, _)| text.trim().to_lowercase());
                let models = &mut self.dialect.models;
                match key {
                    "transparent" => models.transparent.extend(headings),
                    "qualified" => models.qualified.extend(headings),
                    _ => models.skip.extend(headings),
                }
            }
            _ => self.unknown(key, at, &MODELS),
        }
    }

    fn enums(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        match key {
            "headings" => {
                for (text, _) in self.texts(value) {
                    let heading = match text.split_once("{name}") {
                        Some((before, after)) => (before.to_owned(), Some(after.to_owned())),
                        None => (text, None),
                    };
                    self.dialect.enums.headings.push(heading);
                }
            }
            "items" => {
                for (text, at) in self.texts(value) {
                    let item =
                        text.split_once("{value}").map(|(before, after)| match before.split_once("{key}") {
                            Some((before, between)) => Item {
                                before: before.to_owned(),
                                between: Some(between.to_owned()),
                                after: after.to_owned(),
                            },
                            None => {
                                Item { before: before.to_owned(), between: None, after: after.to_owned() }
                            }
                        });
                    match item {
                        Some(item) => self.dialect.enums.items.push(item),
                        None => self.error(
                            at,
                            format!("`{text}` has no hole"),
                            "write {value} where the value stands",
                        ),
                    }
                }
            }
            _ => self.unknown(key, at, &["headings", "items"]),
        }
    }
}
