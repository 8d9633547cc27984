//! The types of a dialect: from the text of a cell to a type.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::pattern::Pattern;
use super::tokens::{self, Token, spelling, tokens};
use crate::documented_type::RawType;

/// How a dialect writes types.
#[derive(Debug, Clone, Default)]
pub(super) struct Grammar {
    /// Those that say most come first.
    pub(super) patterns: Vec<(Kind, Pattern)>,
    /// Words that are types, by their spelling; in lower case where case does not count.
    pub(super) scalars: BTreeMap<String, Scalar>,
    /// Words that are the null among alternatives.
    pub(super) null: Vec<String>,
    /// What stands before the last of these is not part of a model's name.
    pub(super) namespaces: Vec<String>,
    /// Case does not count, and the name of a model may be several words.
    pub(super) any_case: bool,
}

/// What a pattern means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Map,
    Optional,
    Nullable,
    Same,
    Alternatives,
}

/// What a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scalar {
    pub(super) ty: RawType,
    pub(super) format: Option<String>,
}

/// What the text of a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeText {
    /// The type.
    pub ty: RawType,
    /// What the innermost item is beyond its type, in the words of OpenAPI's `format`.
    pub format: Option<String>,
    /// The type says that the property may be left out.
    pub optional: bool,
    /// The type says that null is a value.
    pub nullable: bool,
    /// The values of an enum, where the type lists them.
    pub values: Vec<String>,
}

/// Why the text of a cell is not a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAType {
    /// The dialect has no such type.
    Unknown,
    /// Two patterns match it, and do not mean the same.
    Ambiguous(String, String),
}

/// How deep types may be nested.
const DEEPEST: usize = 16;

/// How many texts within a cell are looked at, so that no cell takes long.
const MOST_TEXTS: usize = 500;

impl Grammar {
    /// Reads the text of a cell.
    pub(super) fn read(&self, text: &str) -> Result<TypeText, NotAType> {
        // Most types are one word, which is a scalar or else the name of a model: every pattern has more than its hole.
        let is_word = text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
            && !text.starts_with(|it: char| it.is_ascii_digit());
        if is_word && !text.is_empty() && !self.any_case {
            return Ok(match self.scalars.get(text) {
                Some(scalar) => TypeText { format: scalar.format.clone(), ..TypeText::of(scalar.ty.clone()) },
                None => TypeText::of(RawType::Ref(text.to_owned())),
            });
        }
        let mut left = MOST_TEXTS;
        self.within(text, &tokens(text), DEEPEST, &mut left)
    }

    /// Whether a text is a word for a type.
    pub(super) fn has_word(&self, text: &str) -> bool {
        self.scalar(&tokens(text)).is_some()
    }

    /// What a type may be, for a message: a few words, and the patterns.
    pub(super) fn known(&self) -> String {
        let mut words: Vec<&str> =
            self.scalars.keys().map(String::as_str).filter(|word| word.len() < 12).collect();
        words.sort_by_key(|word| (word.len(), word.to_lowercase(), *word));
        let words = words.into_iter().take(8).map(str::to_owned);
        let mut patterns: Vec<String> =
            self.patterns.iter().map(|(_, pattern)| pattern.text.replace("{T}", "T")).collect();
        patterns.sort();
        words.chain(["a model".to_owned()]).chain(patterns).collect::<Vec<_>>().join(", ")
    }

    fn within(
        &self,
        text: &str,
        cell: &[Token<'_>],
        levels: usize,
        left: &mut usize,
    ) -> Result<TypeText, NotAType> {
        let levels = levels.checked_sub(1).ok_or(NotAType::Unknown)?;
        *left = left.checked_sub(1).ok_or(NotAType::Unknown)?;
        if let Some(scalar) = self.scalar(cell) {
            return Ok(TypeText { format: scalar.format.clone(), ..TypeText::of(scalar.ty.clone()) });
        }
        // Every pattern has more than its hole.
        let patterns = if cell.len() < 2 { &[][..] } else { &self.patterns };
        let mut found: Option<(&Pattern, TypeText)> = None;
        for (kind, pattern) in patterns {
            if found.as_ref().is_some_and(|(first, _)| pattern.weight() < first.weight()) {
                break;
            }
            let Some(holes) = pattern.holes(cell, self.any_case) else { continue };
            let inner = holes.iter().map(|hole| self.alternative(*kind, text, hole, levels, left));
            let Ok(inner) = inner.collect::<Result<Vec<_>, _>>() else { continue };
            let read = self.composed(*kind, inner);
            match &found {
                Some((first, other)) if *other != read => {
                    return Err(NotAType::Ambiguous(first.text.clone(), pattern.text.clone()));
                }
                _ => found = Some((pattern, read)),
            }
        }
        if let Some((_, read)) = found {
            return Ok(read);
        }
        self.name(text, cell).map(|name| TypeText::of(RawType::Ref(name))).ok_or(NotAType::Unknown)
    }

    /// A type within another one; among alternatives, that may be null or a text in quotes.
    fn alternative(
        &self,
        kind: Kind,
        text: &str,
        cell: &[Token<'_>],
        levels: usize,
        left: &mut usize,
    ) -> Result<Part, NotAType> {
        if kind == Kind::Alternatives {
            if self.is_null(cell) {
                return Ok(Part::Null);
            }
            if let [only] = cell
                && let Some(value) = in_quotes(only.text)
            {
                return Ok(Part::Value(value.to_owned()));
            }
        }
        self.within(text, cell, levels, left).map(Part::Type)
    }

    fn composed(&self, kind: Kind, mut parts: Vec<Part>) -> TypeText {
        if kind == Kind::Alternatives {
            return one_of(parts);
        }
        let Some(Part::Type(inner)) = parts.pop() else { return TypeText::of(RawType::Any) };
        match kind {
            Kind::List => {
                TypeText { ty: RawType::List(Box::new(inner.ty)), optional: false, nullable: false, ..inner }
            }
            Kind::Map => {
                TypeText { ty: RawType::Map(Box::new(inner.ty)), optional: false, nullable: false, ..inner }
            }
            Kind::Optional => TypeText { optional: true, ..inner },
            Kind::Nullable => TypeText { nullable: true, ..inner },
            Kind::Same | Kind::Alternatives => inner,
        }
    }

    fn scalar(&self, cell: &[Token<'_>]) -> Option<&Scalar> {
        // Longer texts are not words; their spelling need not be made.
        if cell.len() > 12 {
            return None;
        }
        match cell {
            [only] if !self.any_case => self.scalars.get(only.text),
            // Hardly any begins like one, and is spelled like it.
            [first, ..] if !self.any_case && !self.begins_scalar(first.text) => None,
            _ => self.scalars.get(&key(&spelling(cell), self.any_case)),
        }
    }

    /// Whether any word for a type begins with these characters, where case counts.
    fn begins_scalar(&self, text: &str) -> bool {
        let next = self.scalars.range::<str, _>((Bound::Included(text), Bound::Unbounded)).next();
        next.is_some_and(|(word, _)| word.starts_with(text))
    }

    fn is_null(&self, cell: &[Token<'_>]) -> bool {
        matches!(cell, [only] if self.null.iter().any(|word| tokens::same(word, only.text, self.any_case)))
    }

    /// The name of a model: what follows the last namespace.
    fn name(&self, text: &str, cell: &[Token<'_>]) -> Option<String> {
        let (first, last) = (cell.first()?, cell.last()?);
        let whole = text.get(first.start..last.end())?;
        let name = without_namespace(whole, &self.namespaces).trim();
        let words = if self.any_case { LONGEST_NAME } else { 1 };
        let is_word = |word: &str| {
            word.starts_with(|it: char| it.is_alphabetic() || it == '_')
                && word.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | '$'))
        };
        let count = name.split_whitespace().count();
        (count > 0 && count <= words && name.split_whitespace().all(is_word)).then(|| name.to_owned())
    }
}

/// How many words the name of a model may have where it may be several.
const LONGEST_NAME: usize = 6;

/// One of several alternatives.
enum Part {
    Null,
    Value(String),
    Type(TypeText),
}

impl TypeText {
    /// A type, and no more.
    pub fn of(ty: RawType) -> Self {
        Self { ty, format: None, optional: false, nullable: false, values: Vec::new() }
    }
}

/// The one type that alternatives are, if they are one; else any JSON value.
fn one_of(parts: Vec<Part>) -> TypeText {
    let mut nullable = false;
    let mut values = Vec::new();
    let mut types: Vec<TypeText> = Vec::new();
    for part in parts {
        match part {
            Part::Null => nullable = true,
            Part::Value(value) => values.push(value),
            Part::Type(ty) => {
                nullable |= ty.nullable;
                if !types.iter().any(|other| other.ty == ty.ty) {
                    types.push(ty);
                }
            }
        }
    }
    let is_number = |ty: &TypeText| matches!(ty.ty, RawType::Integer | RawType::Number);
    let mut read = match types.as_slice() {
        [] if values.is_empty() => TypeText::of(RawType::Any),
        [] => TypeText::of(RawType::Text),
        [only] => only.clone(),
        several if several.iter().all(is_number) => TypeText::of(RawType::Number),
        _ => TypeText::of(RawType::Any),
    };
    // Where a text is also allowed, the values are no longer all that there is.
    if types.is_empty() || (types.len() == 1 && read.ty == RawType::Text) {
        read.values = values;
    } else if !values.is_empty() && read.ty != RawType::Any {
        read = TypeText::of(RawType::Any);
    }
    TypeText { nullable, ..read }
}

fn in_quotes(text: &str) -> Option<&str> {
    let of = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    of('"').or_else(|| of('\''))
}

/// What a word is looked up by.
pub(super) fn key(spelling: &str, any_case: bool) -> String {
    if any_case { spelling.to_ascii_lowercase() } else { spelling.to_owned() }
}

/// What follows the last namespace.
pub(super) fn without_namespace<'t>(text: &'t str, namespaces: &[String]) -> &'t str {
    let after = |namespace: &String| text.rfind(namespace.as_str()).map(|at| at + namespace.len());
    let start = namespaces.iter().filter_map(after).max().unwrap_or_default();
    text.get(start..).filter(|rest| !rest.is_empty()).unwrap_or(text)
}
