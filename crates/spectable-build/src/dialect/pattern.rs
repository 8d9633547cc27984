//! A pattern of a type: text with holes, `Map<String, {T}>`.

use super::tokens::{self, Token, are_balanced, tokens};

/// A pattern with one hole for a type, or with two for any number of types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// As the dialect writes it.
    pub(super) text: String,
    before: Vec<String>,
    /// What stands between the types, where there are several.
    between: Option<Vec<String>>,
    after: Vec<String>,
}

/// The hole for a type.
const HOLE: &str = "{T}";

/// Why a text is not a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotAPattern {
    /// It needs this many holes.
    Holes(usize),
    /// Nothing stands beside the hole, so that the pattern means every type.
    OnlyHoles,
}

impl Pattern {
    /// Reads a pattern with so many holes.
    pub(super) fn new(text: &str, holes: usize) -> Result<Self, NotAPattern> {
        let parts: Vec<&str> = text.split(HOLE).collect();
        let words = |text: &str| tokens(text).iter().map(|token| token.text.to_owned()).collect::<Vec<_>>();
        let (before, between, after) = match parts.as_slice() {
            [before, after] if holes == 1 => (words(before), None, words(after)),
            [before, between, after] if holes == 2 => (words(before), Some(words(between)), words(after)),
            _ => return Err(NotAPattern::Holes(holes)),
        };
        let pattern = Self { text: text.to_owned(), before, between, after };
        if pattern.weight() == 0 || pattern.between.as_ref().is_some_and(Vec::is_empty) {
            return Err(NotAPattern::OnlyHoles);
        }
        Ok(pattern)
    }

    /// How much it says besides its holes; of two patterns that match, the one that says more counts. Alternatives without brackets
    /// bind least, and so are taken apart first: `A | B[]` is A, or a list of B.
    pub(super) fn weight(&self) -> usize {
        let own = self.before.len() + self.after.len();
        match &self.between {
            Some(between) if own == 0 && !between.is_empty() => usize::MAX,
            between => own + between.as_ref().map_or(0, Vec::len),
        }
    }

    /// Whether another pattern matches the same cells.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (&self.before, &self.between, &self.after) == (&other.before, &other.between, &other.after)
    }

    /// What stands in the holes, if the pattern matches.
    pub(super) fn holes<'c, 't>(
        &self,
        cell: &'c [Token<'t>],
        any_case: bool,
    ) -> Option<Vec<&'c [Token<'t>]>> {
        let inner_len =
            cell.len().checked_sub(self.before.len() + self.after.len()).filter(|&length| length > 0)?;
        let (before, rest) = cell.split_at_checked(self.before.len())?;
        let (inner, after) = rest.split_at_checked(inner_len)?;
        let is =
            |tokens, texts: &[String]| tokens::texts_are(tokens, texts.iter().map(String::as_str), any_case);
        if !is(before, &self.before) || !is(after, &self.after) || !are_balanced(inner) {
            return None;
        }
        let Some(between) = &self.between else { return Some(vec![inner]) };
        let parts = split(inner, between);
        let is_one = parts.len() < 2 && self.before.is_empty() && self.after.is_empty();
        (!is_one && parts.iter().all(|part| !part.is_empty())).then_some(parts)
    }
}

/// The tokens between separators, outside of brackets.
fn split<'c, 't>(tokens: &'c [Token<'t>], separator: &[String]) -> Vec<&'c [Token<'t>]> {
    let mut parts = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0usize);
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let is_separator = depth == 0
            && rest.len() >= separator.len()
            && rest.iter().zip(separator).all(|(token, text)| token.text == text);
        if is_separator {
            parts.push(tokens.get(start..at).unwrap_or_default());
            at += separator.len();
            start = at;
            continue;
        }
        match rest.first().map_or("", |token| token.text) {
            "<" | "(" | "[" | "{" => depth += 1,
            ">" | ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    parts.push(tokens.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::super::tokens::spelling;
    use super::*;

    #[test]
    fn what_stands_in_the_holes() {
        let cases: [(&str, usize, &str, Option<&[&str]>); 16] = [
            ("List<{T}>", 1, "List<String>", Some(&["String"])),
            ("List<{T}>", 1, "List< Map<String, X> >", Some(&["Map<String,X>"])),
            ("List<{T}>", 1, "List<>", None),
            ("List<{T}>", 1, "List<A>|List<B>", None),
            ("{T}[]", 1, "string[][]", Some(&["string[]"])),
            ("[{T}]", 1, "[a][b]", None),
            ("Pointer to {T}", 1, "Pointer to []string", Some(&["[]string"])),
            ("map[string]{T}", 1, "map[string]interface{}", Some(&["interface{}"])),
            ("array of {T} objects", 1, "array of guild member objects", Some(&["guild member"])),
            ("{T} object", 1, "two objects", None),
            ("{T} | {T}", 2, "A | B<C | D> | null", Some(&["A", "B<C|D>", "null"])),
            ("{T} | {T}", 2, "A", None),
            ("Union[{T}, {T}]", 2, "Union[A]", Some(&["A"])),
            ("Union[{T}, {T}]", 2, "Union[A, B[C, D]]", Some(&["A", "B[C,D]"])),
            ("{T} | {T}", 2, "A | | B", None),
            ("{ [key: string]: {T}; }", 1, "{ [key: string]: Array<A>; }", Some(&["Array<A>"])),
        ];
        for (pattern, holes, cell, expected) in cases {
            let read = Pattern::new(pattern, holes).unwrap();
            let cell_tokens = tokens(cell);
            let found = read
                .holes(&cell_tokens, false)
                .map(|parts| parts.into_iter().map(spelling).collect::<Vec<_>>());
            let expected =
                expected.map(|parts| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
            assert_eq!(found, expected, "{pattern} in {cell}");
        }
    }

    #[test]
    fn what_is_not_a_pattern() {
        for (text, holes, why) in [
            ("List", 1, NotAPattern::Holes(1)),
            ("Map<{T}, {T}>", 1, NotAPattern::Holes(1)),
            ("{T}", 1, NotAPattern::OnlyHoles),
            ("Union[{T}{T}]", 2, NotAPattern::OnlyHoles),
            ("Union[{T}]", 2, NotAPattern::Holes(2)),
        ] {
            assert_eq!(Pattern::new(text, holes), Err(why), "{text}");
        }
    }
}
