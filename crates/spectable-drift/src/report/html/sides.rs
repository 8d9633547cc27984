//! Before and after, side by side.

use crate::{
    finding::Finding,
    place::Place,
    report::{escape::html_text, page::Markup},
};

/// One side of a finding.
pub(super) struct Side {
    /// The class of its colour.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// Where and what it is; `None` if it is not there.
    pub(super) line: Option<Line>,
}

/// A line with what is meant marked, and in it what differs from the other side.
pub(super) struct Line {
    pub(super) at: Markup,
    pub(super) text: Markup,
}

/// Both sides; none if the finding has no place.
pub(super) fn of(finding: &Finding) -> Vec<Side> {
    let (old, new) = (finding.old.as_ref(), finding.new.as_ref());
    if old.is_none() && new.is_none() {
        return Vec::new();
    }
    let (was, is) = match (old, new) {
        (Some(old), Some(new)) => differing(parts(old)[1], parts(new)[1]),
        _ => ((0, 0), (0, 0)),
    };
    let line = |place: Option<&Place>, differs| place.map(|place| Line::of(place, differs));
    vec![
        Side { name: "was", title: "Before", line: line(old, was) },
        Side { name: "is", title: "After", line: line(new, is) },
    ]
}

impl Line {
    fn of(place: &Place, differs: (usize, usize)) -> Self {
        let [before, meant, after] = parts(place);
        let [same, other, rest] = cut(meant, differs);
        let html = [before, same, other, rest, after].map(html_text);
        let [before, same, other, rest, after] = html;
        let other = if other.is_empty() { other } else { format!("<b>{other}</b>") };
        Self {
            at: Markup::text(&format!("{}:{}:{}", place.file, place.line, place.column)),
            text: Markup::own(format!("{before}<mark>{same}{other}{rest}</mark>{after}")),
        }
    }
}

/// What is before what is meant, what is meant, and what is after it.
fn parts(place: &Place) -> [&str; 3] {
    cut(&place.text, place.span)
}

/// A text in three parts; all of it is in the second one if it cannot be cut there.
fn cut(text: &str, (start, end): (usize, usize)) -> [&str; 3] {
    match (text.get(..start), text.get(start..end), text.get(end..)) {
        (Some(before), Some(meant), Some(after)) => [before, meant, after],
        _ => ["", text, ""],
    }
}

/// The parts of two texts that are left without what both begin with and end with, in whole words; the whole of them if nothing is the same.
fn differing(old: &str, new: &str) -> ((usize, usize), (usize, usize)) {
    let same = |(a, b): &(char, char)| a == b;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        pairs.take_while(same).map(|(char, _)| char.len_utf8()).sum::<usize>()
    };
    let mut start = length(&mut old.chars().zip(new.chars()));
    while !(is_between_words(old, start) && is_between_words(new, start)) {
        start -= old.get(..start).and_then(|it| it.chars().next_back()).map_or(start, char::len_utf8);
    }
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let mut tail = length(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    let ends = |tail| (old.len() - tail, new.len() - tail);
    while !(is_between_words(old, ends(tail).0) && is_between_words(new, ends(tail).1)) {
        tail -= old.get(ends(tail).0..).and_then(|it| it.chars().next()).map_or(tail, char::len_utf8);
    }
    ((start, ends(tail).0), (start, ends(tail).1))
}

fn is_between_words(text: &str, at: usize) -> bool {
    let in_word = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() || char == '_');
    let before = text.get(..at).and_then(|it| it.chars().next_back());
    let after = text.get(at..).and_then(|it| it.chars().next());
    !(in_word(before) && in_word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_marked_in_whole_words() {
        for (old, new, was, is) in [
            ("| id | int |", "| id | str |", "int", "str"),
            ("size: i32", "size: i64", "i32", "i64"),
            ("page_size", "page_sizes", "page_size", "page_sizes"),
            ("a b", "a new b", "", "new "),
            ("die Größe", "die Größen", "Größe", "Größen"),
            ("same", "same", "", ""),
            ("", "new", "", "new"),
            ("ä", "ö", "ä", "ö"),
            ("aa", "aaa", "aa", "aaa"),
            ("x x", "x x x", "", "x "),
        ] {
            let ((from, to), (new_from, new_to)) = differing(old, new);
            let (found_was, found_is) = (&old[from..to], &new[new_from..new_to]);
            assert_eq!(found_was.trim(), was.trim(), "{old} -> {new}");
            assert_eq!(found_is.trim(), is.trim(), "{old} -> {new}");
        }
    }

    /// A span that is not within its text, or not between characters, is that of the whole text.
    #[test]
    fn any_span_can_be_shown() {
        for span in [(0, 99), (1, 2), (3, 1), (99, 100)] {
            let place = Place { file: "A.md".into(), line: 1, column: 1, text: "äö<".into(), span };
            let line = Line::of(&place, (7, 9));
            assert_eq!(line.text.to_string(), "<mark><b>äö&lt;</b></mark>", "{span:?}");
        }
    }
}
