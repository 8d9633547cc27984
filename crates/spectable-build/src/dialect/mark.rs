//! Marks: what stands in the notes of a row, or on its name, and says that the property is optional, read-only and the like.

/// A mark as a dialect writes it, in lower case: the text before its hole and, where it has one, the text behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    before: String,
    after: Option<String>,
}

/// The marks of a dialect by meaning.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    pub(super) optional: Vec<Mark>,
    pub(super) required: Vec<Mark>,
    pub(super) read_only: Vec<Mark>,
    pub(super) write_only: Vec<Mark>,
    pub(super) deprecated: Vec<Mark>,
    pub(super) nullable: Vec<Mark>,
    pub(super) default: Vec<Mark>,
    pub(super) values: Vec<Mark>,
    /// A row without a mark is required, in a table that has a place for marks.
    pub(super) required_without: bool,
}

/// What the notes of a row say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// The property may be left out; `None` where nothing is said.
    pub optional: Option<bool>,
    /// Requests may not carry it.
    pub read_only: bool,
    /// Responses do not carry it.
    pub write_only: bool,
    /// It should no longer be used.
    pub deprecated: bool,
    /// Null is a value of it.
    pub nullable: bool,
    /// The value that it has where it is left out.
    pub default: Option<String>,
    /// All values that it may have.
    pub values: Vec<String>,
}

impl Mark {
    /// Reads a mark; `hole` is what its hole is called, such as `{value}`.
    pub(super) fn new(text: &str, hole: Option<&str>) -> Self {
        match hole.and_then(|hole| text.split_once(hole)) {
            Some((before, after)) => Self {
                before: before.trim_end().to_lowercase(),
                after: Some(after.trim_start().to_lowercase()),
            },
            None => Self { before: text.to_lowercase(), after: None },
        }
    }

    /// Whether a text has the first two characters of the mark at all, which is quickly seen.
    fn may_be_in(&self, text: &str) -> bool {
        let is = |byte: u8, wanted: char| byte.eq_ignore_ascii_case(&(wanted as u8));
        let mut characters = self.before.chars();
        match (characters.next(), characters.next()) {
            // Most texts do not have the bracket, which is the same in any case.
            (Some(first @ ('[' | '(' | '{' | '<')), Some(second)) if second.is_ascii() => {
                let is_followed = |(at, _)| text.as_bytes().get(at + 1).is_some_and(|byte| is(*byte, second));
                text.match_indices(first).any(is_followed)
            }
            (Some(first), Some(second)) if first.is_ascii() && second.is_ascii() => text
                .as_bytes()
                .windows(2)
                .any(|two| matches!(two, &[one, other] if is(one, first) && is(other, second))),
            _ => true,
        }
    }

    /// What stands in the hole of the mark, or nothing for a mark without one, if the notes have the mark.
    fn found<'n>(&self, notes: &'n LowerCase<'_>) -> Option<&'n str> {
        let is_bracketed = self.before.starts_with(['[', '(', '{', '*', '<']);
        if !self.may_be_in(notes.original) {
            return None;
        }
        let at = if is_bracketed {
            notes.lower.find(&self.before)?
        } else {
            notes.segment(&self.before, self.after.is_some())?
        };
        let start = at + self.before.len();
        let Some(after) = &self.after else { return Some("") };
        let length = end_of_hole(notes.original.get(start..)?, after)?;
        Some(notes.original.get(start..start + length)?.trim())
    }
}

/// Notes, and the same in lower case at the same places.
struct LowerCase<'n> {
    original: &'n str,
    lower: String,
}

impl<'n> LowerCase<'n> {
    fn new(original: &'n str) -> Self {
        Self { original, lower: original.to_ascii_lowercase() }
    }

    /// Where a word stands for itself: the whole notes, or between commas, semicolons, full stops or marks in brackets. Behind one that
    /// `goes_on` stands what it says.
    fn segment(&self, word: &str, goes_on: bool) -> Option<usize> {
        let is_edge = |text: &str| text.trim().is_empty() || text.trim().ends_with([',', ';', '.', ':', ']']);
        let is_end = |text: &str| {
            goes_on || text.trim().is_empty() || text.trim_start().starts_with([',', ';', '.', ':'])
        };
        self.lower.match_indices(word).map(|(at, _)| at).find(|&at| {
            is_edge(self.lower.get(..at).unwrap_or_default())
                && is_end(self.lower.get(at + word.len()..).unwrap_or_default())
        })
    }
}

/// Where the hole of a mark ends: before the text that follows it, outside of quotes and of brackets that open in it.
fn end_of_hole(text: &str, after: &str) -> Option<usize> {
    if after.is_empty() {
        return Some(text.len());
    }
    let lower = text.to_ascii_lowercase();
    let mut depth = 0usize;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) if is_quoted(text, at, character) => quote = Some(character),
            _ if depth == 0 && lower.get(at..)?.starts_with(after) => return Some(at),
            ('[' | '(' | '{', None) => depth += 1,
            (']' | ')' | '}', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    // Brackets or quotes that do not close: the last place will do.
    lower.rfind(after)
}

/// Whether a quotation mark opens a text: it closes later, and is no apostrophe.
fn is_quoted(text: &str, at: usize, quote: char) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let closes = text.get(at + 1..).is_some_and(|rest| rest.contains(quote));
    closes && !before.is_some_and(char::is_alphanumeric)
}

impl Marks {
    /// The marks of a key of a dialect.
    pub(super) fn list(&mut self, key: &str) -> Option<&mut Vec<Mark>> {
        Some(match key {
            "optional" => &mut self.optional,
            "required" => &mut self.required,
            "read-only" => &mut self.read_only,
            "write-only" => &mut self.write_only,
            "deprecated" => &mut self.deprecated,
            "nullable" => &mut self.nullable,
            "default" => &mut self.default,
            "values" => &mut self.values,
            _ => return None,
        })
    }

    /// Those that every dialect has.
    pub(super) fn of_every_dialect() -> Self {
        let plain = |texts: &[&str]| texts.iter().map(|text| Mark::new(text, None)).collect();
        let holed = |texts: &[&str], hole| texts.iter().map(|text| Mark::new(text, Some(hole))).collect();
        Self {
            optional: plain(&["[optional]", "(optional)", "optional"]),
            required: plain(&["[required]", "(required)", "required"]),
            read_only: plain(&[
                "[readonly]",
                "[read-only]",
                "[read only]",
                "(read-only)",
                "read-only",
                "read only",
            ]),
            write_only: plain(&["[writeonly]", "[write-only]", "[write only]", "write-only", "write only"]),
            deprecated: plain(&["[deprecated]", "(deprecated)", "deprecated"]),
            nullable: plain(&["[nullable]", "(nullable)", "nullable"]),
            default: holed(&["[default to {value}]", "[default: {value}]"], "{value}"),
            values: holed(&["[enum: {values}]", "(enum: {values})"], "{values}"),
            required_without: true,
        }
    }

    /// The values of an enum that a description lists in a form made for it, decoded.
    pub(super) fn values_in(&self, description: &str) -> Vec<String> {
        // Few descriptions have such a list, and they are long.
        if !self.values.iter().any(|mark| mark.may_be_in(description)) {
            return Vec::new();
        }
        let text = LowerCase::new(description);
        let list = self.values.iter().find_map(|mark| mark.found(&text));
        list.map(values).unwrap_or_default()
    }

    /// Reads notes, decoded.
    pub(super) fn read(&self, notes: &str) -> Notes {
        if notes.is_empty() {
            return Notes::default();
        }
        let text = LowerCase::new(notes);
        let first = |marks: &[Mark]| marks.iter().find_map(|mark| mark.found(&text).map(str::to_owned));
        let any = |marks: &[Mark]| marks.iter().any(|mark| mark.found(&text).is_some());
        Notes {
            optional: if any(&self.optional) { Some(true) } else { any(&self.required).then_some(false) },
            read_only: any(&self.read_only),
            write_only: any(&self.write_only),
            deprecated: any(&self.deprecated),
            nullable: any(&self.nullable),
            default: first(&self.default),
            values: first(&self.values).map(|list| values(&list)).unwrap_or_default(),
        }
    }
}

/// The values in a list: between commas, or each in quotes or code marks.
pub fn values(list: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = list.trim();
    rest = rest.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(rest);
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\'' | '`'));
        let closed = quote.and_then(|quote| rest.get(1..)?.find(quote));
        let end = closed.map_or(0, |at| at + 2);
        let tail = rest.get(end..).unwrap_or_default();
        let length = end + tail.find([',', '|']).unwrap_or(tail.len());
        let (value, others) = rest.split_at_checked(length).unwrap_or((rest, ""));
        found.push(unquoted(value).to_owned());
        rest = others.get(1..).unwrap_or_default();
    }
    found
}

/// A value without the quotes and code marks around it.
pub fn unquoted(text: &str) -> &str {
    let mut text = text.trim();
    for quote in ['`', '"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)) {
            text = inner;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> Marks {
        let plain = |texts: &[&str]| texts.iter().map(|text| Mark::new(text, None)).collect();
        Marks {
            optional: plain(&["[optional]", "optional"]),
            required: plain(&["required"]),
            read_only: plain(&["[readonly]", "read-only"]),
            default: vec![
                Mark::new("[default to {value}]", Some("{value}")),
                Mark::new("defaults to {value},", Some("{value}")),
            ],
            values: vec![
                Mark::new("(enum: {values})", Some("{values}")),
                Mark::new("must be one of [{values}]", Some("{values}")),
            ],
            ..Marks::default()
        }
    }

    #[test]
    fn notes() {
        let none = Notes::default();
        let optional = Notes { optional: Some(true), ..Notes::default() };
        let default = |value: &str| Notes { default: Some(value.to_owned()), ..optional.clone() };
        let cases = [
            ("", none.clone()),
            ("[optional]", optional.clone()),
            ("[Optional] ", optional.clone()),
            ("Optional. More.", optional.clone()),
            ("not optional", none.clone()),
            ("required, read-only", Notes { optional: Some(false), read_only: true, ..Notes::default() }),
            ("[optional] [default to 'a]b']", default("'a]b'")),
            ("[optional] [default to [1, 2]] [readonly]", Notes { read_only: true, ..default("[1, 2]") }),
            ("[optional] [default to '|']", default("'|'")),
            ("[optional] [default to 'a]b'] [readonly]", Notes { read_only: true, ..default("'a]b'") }),
            ("[optional] [default to it's]", default("it's")),
            ("x (enum: a, b)", Notes { values: vec!["a".into(), "b".into()], ..none.clone() }),
            (
                "[optional] must be one of [\"a\", \"b\", ]",
                Notes { values: vec!["a".into(), "b".into()], ..optional.clone() },
            ),
            ("[optional] defaults to 1, x", default("1")),
            ("it defaults to 1, x", none.clone()),
            ("[optional", none),
        ];
        for (text, expected) in cases {
            assert_eq!(marks().read(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_of_values() {
        let cases: [(&str, &[&str]); 7] = [
            ("a, b", &["a", "b"]),
            ("`a`, `b c`", &["a", "b c"]),
            ("\"a, b\" | \"c\"", &["a, b", "c"]),
            ("[1, 2]", &["1", "2"]),
            ("\"\", x", &["", "x"]),
            ("it's, b", &["it's", "b"]),
            ("", &[]),
        ];
        for (list, expected) in cases {
            assert_eq!(values(list), expected, "{list}");
        }
    }
}
