//! Edits of a `spectable.toml` that leave everything else as it is: entries that go, and Rust names that come.

use std::ops::Range;

use spectable_build::{
    location::{FileId, Location},
    problem::{Problem, Problems},
};
use toml_edit::{Document, DocumentMut, Item, Table, value};

use spectable_drift::report::toml::quoted;

use super::line_endings;
use crate::terminal::status::Failure;

pub use self::taken_out::{AllTakenOut, TakenOut};

mod taken_out;

/// Which problems of an overlay are solved by taking the entry out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// The pages say what the entry says.
    Redundant,
    /// The same, and entries about what is not there.
    Any,
}

impl Stale {
    fn is_it(self, problem: &Problem) -> bool {
        match problem.rule {
            "overlay-redundant" => true,
            "overlay-absent" | "overlay-stale" => self == Self::Any,
            _ => false,
        }
    }
}

/// The text of an overlay without the entries that some problems are about; `None` if there are none. `file` is the overlay among the files
/// that the problems point into; what is taken out is noted.
pub fn without_stale(
    text: &str,
    file: FileId,
    problems: &Problems,
    stale: Stale,
    taken_out: &mut AllTakenOut,
) -> Option<String> {
    let found: Vec<(&Problem, Location)> = problems
        .iter()
        .filter(|problem| stale.is_it(problem))
        .filter_map(|problem| Some((problem, problem.location.filter(|at| at.file == file)?)))
        .collect();
    let document = Document::parse(text).ok()?;
    let mut cuts: Vec<(Range<usize>, TakenOut)> = Vec::new();
    for (problem, at) in found {
        let at = at.start as usize;
        let Some(range) = entry_at(text, document.as_table(), at) else { continue };
        if cuts.iter().any(|(other, _)| *other == range) {
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let begins = before.rfind('\n').map_or(0, |at| at + 1);
        let head = text.get(begins..).unwrap_or_default().lines().next().unwrap_or_default();
        let head = head.trim().to_owned();
        cuts.push((range, TakenOut { line, head, why: problem.message.clone() }));
    }
    if cuts.is_empty() {
        return None;
    }
    without_empty_lists(text, document.as_table(), &mut cuts);
    cuts.sort_by_key(|(range, _)| range.start);
    let (ranges, entries): (Vec<Range<usize>>, Vec<TakenOut>) = cuts.into_iter().unzip();
    taken_out.note(text, &ranges, entries);
    Some(cut(text, &ranges))
}

/// A key of the overlay whose list would become empty goes as a whole: an empty list is refused there. Groups may be empty.
fn without_empty_lists(text: &str, root: &Table, cuts: &mut [(Range<usize>, TakenOut)]) {
    for (_, list) in root.iter().filter_map(|(key, item)| Some((key, item.as_array()?))) {
        let Some(span) = list.span() else { continue };
        let is_inside = |range: &Range<usize>| span.start < range.start && range.end <= span.end;
        if cuts.iter().filter(|(range, _)| is_inside(range)).count() == list.len() {
            cuts.iter_mut()
                .filter(|(range, _)| is_inside(range))
                .for_each(|(range, _)| *range = lines_of(text, span.clone()));
        }
    }
}

/// The text without some ranges, in the order of their starts. What was last goes with the empty line above it.
fn cut<'a>(text: &str, ranges: impl IntoIterator<Item = &'a Range<usize>>) -> String {
    let mut left = String::new();
    let mut from = 0;
    for range in ranges {
        // Two neighbours in a list share a comma.
        left.push_str(text.get(from..range.start.max(from)).unwrap_or_default());
        from = range.end.max(from);
    }
    left.push_str(text.get(from..).unwrap_or_default());
    if from == text.len() && left.trim_end().len() < left.len() {
        left.truncate(left.trim_end().len());
        left.push_str(line_endings::ending(text));
    }
    left
}

/// The text of an overlay without its `[groups]`, and whether it had any: each is a Cargo feature, which another crate does not have. Which
/// lines go is noted.
pub fn without_groups(text: &str, taken_out: &mut AllTakenOut) -> (String, bool) {
    let document = Document::parse(text).ok();
    let ranges = document.map(|document| groups(text, document.as_table())).unwrap_or_default();
    if ranges.is_empty() {
        return (text.to_owned(), false);
    }
    taken_out.note(text, &ranges, []);
    (cut(text, &ranges), true)
}

/// What is cut out for the groups: their table, the line of an inline one, or the lines of dotted keys.
fn groups(text: &str, root: &Table) -> Vec<Range<usize>> {
    match root.get("groups") {
        Some(Item::Table(groups)) if groups.is_dotted() || groups.is_implicit() => {
            let spans = groups.iter().filter_map(|(_, list)| list.span());
            let mut lines: Vec<Range<usize>> = spans.map(|span| lines_of(text, span)).collect();
            lines.sort_by_key(|range| range.start);
            lines
        }
        Some(Item::Table(groups)) => {
            groups.span().and_then(|span| entry_at(text, root, span.start)).into_iter().collect()
        }
        Some(Item::Value(groups)) => groups.span().map(|span| lines_of(text, span)).into_iter().collect(),
        Some(_) | None => Vec::new(),
    }
}

/// What is cut out of the text for the entry at a position: a table with the comment directly above it, a value in a list, or the line of a
/// key.
fn entry_at(text: &str, root: &Table, at: usize) -> Option<Range<usize>> {
    let mut tables = Vec::new();
    collect_tables(root, &mut tables);
    tables.sort_unstable();
    let own = tables.iter().rposition(|start| *start <= at);
    for (_, item) in root.iter() {
        if let Some(span) = in_a_list(item, at) {
            return Some(with_comma(text, span));
        }
        let value = item.as_value().and_then(|value| Some((value, value.span()?)));
        if let Some((value, span)) = value.filter(|(_, span)| span.contains(&at)) {
            // An entry of `enum = [{ … }]` is not taken out of its list: its neighbours may share a line with it.
            return (!value.is_array() && !value.is_inline_table()).then(|| lines_of(text, span));
        }
    }
    let own = own?;
    let start = *tables.get(own)?;
    let end = tables.get(own + 1).copied().unwrap_or(text.len());
    // Entries are at the heads of tables; a place within one is something else.
    if start != at {
        return None;
    }
    let (start, end) = (with_comment_above(text, start), without_comments_below(text, start, end));
    Some(start..end)
}

/// The text at a position in a list of texts: that of a key, or one in a table, whose form does not matter.
fn in_a_list(item: &Item, at: usize) -> Option<Range<usize>> {
    let inner = item.as_table_like().into_iter().flat_map(|table| table.iter()).map(|(_, item)| item);
    let lists = std::iter::once(item).chain(inner).filter_map(Item::as_array);
    let texts = lists.flat_map(|list| list.iter()).filter(|value| value.is_str());
    texts.filter_map(toml_edit::Value::span).find(|span| span.contains(&at))
}

/// The positions at which the tables with a head of their own begin.
fn collect_tables(table: &Table, found: &mut Vec<usize>) {
    for (_, item) in table.iter() {
        match item {
            Item::Table(inner) => {
                found.extend(inner.span().filter(|_| !inner.is_implicit()).map(|span| span.start));
                collect_tables(inner, found);
            }
            Item::ArrayOfTables(list) => {
                for inner in list.iter() {
                    found.extend(inner.span().map(|span| span.start));
                    collect_tables(inner, found);
                }
            }
            _ => {}
        }
    }
}

/// The start of the comment directly above a position that begins a line.
fn with_comment_above(text: &str, start: usize) -> usize {
    let mut start = start;
    while let Some(before) = text.get(..start).and_then(|before| before.strip_suffix('\n')) {
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        if !before.get(line..).is_some_and(|line| line.trim_start().starts_with('#')) {
            break;
        }
        start = line;
    }
    // What stands at the head of the file is about the whole of it.
    if start == 0 && text.starts_with('#') { text.find("\n[").map_or(0, |at| at + 1) } else { start }
}

/// The end of a table: before the comments and empty lines that lead to the next one, but for one empty line.
fn without_comments_below(text: &str, start: usize, end: usize) -> usize {
    let table = text.get(start..end).unwrap_or_default();
    let mut length = table.len();
    while let Some(line) = table.get(..length).and_then(|left| left.split_inclusive('\n').next_back()) {
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            break;
        }
        length -= line.len();
    }
    let rest = table.get(length..).unwrap_or_default();
    let empty = rest.split_inclusive('\n').next().filter(|line| line.trim().is_empty()).map_or(0, str::len);
    start + length + empty
}

/// The whole lines of a value.
fn lines_of(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end =
        text.get(span.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| span.end + at + 1);
    start..end
}

/// A value in a list with the comma behind it, else the one before it.
fn with_comma(text: &str, span: Range<usize>) -> Range<usize> {
    let after = text.get(span.end..).unwrap_or_default();
    let rest = after.trim_start();
    if let Some(next) = rest.strip_prefix(',') {
        let next = next.trim_start_matches([' ', '\t']);
        return span.start..text.len() - next.len();
    }
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    match before.strip_suffix(',') {
        Some(left) => left.len()..span.end,
        None => span,
    }
}

/// A name that an overlay gives.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The documented name of the model.
    pub model: &'a str,
    /// The documented name of the property; without it, it is the model that has the name.
    pub property: Option<&'a str>,
}

/// The text of an overlay that gives a Rust name: the entry about the same is changed, or one is added at the end. Without a name, the entry
/// is taken out. `path` is what messages call the file.
///
/// # Errors
/// If the overlay is not TOML, or has its entries in a form that cannot be edited.
pub fn with_rust_name(
    path: &str,
    text: &str,
    named: Named<'_>,
    name: Option<&str>,
    reason: &str,
) -> Result<String, Failure> {
    let mut document: DocumentMut = text.parse().map_err(|error| {
        Failure::bad_input(
            format!("`{path}` is not TOML: {error}"),
            "correct it, then run this command again",
        )
    })?;
    let entries = match document.get_mut("rust-name") {
        None => None,
        Some(Item::ArrayOfTables(entries)) => Some(entries),
        Some(_) => {
            return Err(Failure::bad_input(
                format!("`{path}` has its `rust-name` entries in one list, to which none can be added"),
                "write each entry under a head `[[rust-name]]` of its own",
            ));
        }
    };
    let is_it = |entry: &Table| {
        let text = |key: &str| entry.get(key).and_then(Item::as_str);
        text("model") == Some(named.model) && text("property") == named.property
    };
    let known = entries.and_then(|entries| {
        let at = entries.iter().position(is_it)?;
        Some((at, entries))
    });
    let Some((at, entries)) = known else {
        return Ok(name.map_or_else(|| text.to_owned(), |name| appended(text, named, name, reason)));
    };
    let Some(name) = name else {
        let left = without_entry(text, "rust-name", at);
        return Ok(left.unwrap_or_else(|| line_endings::as_in(text, document.to_string())));
    };
    if let Some(entry) = entries.get_mut(at) {
        for (key, new) in [("name", name), ("reason", reason)] {
            let old = entry.get(key).and_then(Item::as_value).map(|it| it.decor().clone());
            let mut item = value(new);
            if let (Some(old), Some(value)) = (old, item.as_value_mut()) {
                *value.decor_mut() = old;
            }
            if key == "name" || !reason.is_empty() {
                entry.insert(key, item);
            }
        }
    }
    Ok(line_endings::as_in(text, document.to_string()))
}

/// The text without an entry, given by its number.
fn without_entry(text: &str, section: &str, number: usize) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let start = document.get(section)?.as_array_of_tables()?.get(number)?.span()?.start;
    let range = entry_at(text, document.as_table(), start)?;
    Some(cut(text, [&range]))
}

fn appended(text: &str, named: Named<'_>, name: &str, reason: &str) -> String {
    let newline = line_endings::ending(text);
    let mut with = text.to_owned();
    if !with.is_empty() {
        if !with.ends_with('\n') {
            with.push_str(newline);
        }
        with.push_str(newline);
    }
    let mut lines = vec!["[[rust-name]]".to_owned(), format!("model = {}", quoted(named.model))];
    lines.extend(named.property.map(|property| format!("property = {}", quoted(property))));
    let reason = if reason.is_empty() { "another name was wanted" } else { reason };
    lines.extend([format!("name = {}", quoted(name)), format!("reason = {}", quoted(reason))]);
    for line in lines {
        with.push_str(&line);
        with.push_str(newline);
    }
    with
}

#[cfg(test)]
mod tests {
    use spectable_build::{location::Files, overlay::Overlay};

    use super::*;

    const FILE: &str = "# What the pages leave out.\nrelease = \"1\"  # until they say it\n\n# About A.\n[[rust-name]]\nmodel = \"A\"\nname = \"Ab\"\nreason = \"r\"\n\n\
        # ---- More.\n\n# About B.\n[[rust-name]]\nmodel = \"B\"\nproperty = \"p\"\nname = \"q\"  # short\nreason = \"r\"\n\n[groups]\none = [\"A\", \"B\"]\ntwo = [\n  \"A\",\n  \"C\",\n]\n";

    /// The overlay after problems at the places where these texts begin, with what was taken out.
    fn after(at: &[&str]) -> (String, Vec<String>) {
        let mut taken_out = AllTakenOut::default();
        let left = round(FILE, at, &mut taken_out).unwrap();
        (left, taken_out.entries().iter().map(|it| format!("{}: {}", it.line, it.head)).collect())
    }

    fn round(text: &str, at: &[&str], taken_out: &mut AllTakenOut) -> Option<String> {
        let mut files = Files::default();
        let file = files.add("spectable.toml", text);
        let mut problems = Problems::default();
        for place in at {
            let start = text.find(place).unwrap();
            problems.error("overlay-redundant", Location::new(file, start..start + 1), "why", "");
        }
        let left = without_stale(text, file, &problems, Stale::Redundant, taken_out)?;
        left.parse::<DocumentMut>().unwrap();
        Some(left)
    }

    #[test]
    fn one_text_goes_out_of_a_list_and_an_empty_list_with_its_key() {
        for (text, at, expected) in [
            (
                "groups = { one = [\"A\", \"Gone\"], two = [\"B\"] }\n",
                &["\"Gone\""][..],
                "groups = { one = [\"A\"], two = [\"B\"] }\n",
            ),
            ("groups.one = [\"A\", \"Gone\"]\n", &["\"Gone\""], "groups.one = [\"A\"]\n"),
            ("tolerant = [\"A\", \"B\"]\n", &["\"A\""], "tolerant = [\"B\"]\n"),
            (
                "# Ours.\ntolerant = [\"A\", \"B\"]\nstyle = \"table\"\n",
                &["\"A\"", "\"B\""],
                "# Ours.\nstyle = \"table\"\n",
            ),
            ("# Ours.\r\ntolerant = [\r\n  \"A\",\r\n]\r\n", &["\"A\""], "# Ours.\r\n"),
        ] {
            assert_eq!(round(text, at, &mut AllTakenOut::default()).as_deref(), Some(expected), "{text}");
        }
        let list = "enum = [{ model = \"A\" }]\n";
        assert_eq!(round(list, &["{ model"], &mut AllTakenOut::default()), None);
    }

    #[test]
    fn lines_are_those_of_the_file_in_every_round() {
        let mut taken_out = AllTakenOut::default();
        let left = round(FILE, &["[[rust-name]]\nmodel = \"A\""], &mut taken_out).unwrap();
        let left = round(&left, &["\"C\""], &mut taken_out).unwrap();
        round(&left, &["[[rust-name]]\nmodel = \"B\"", "\"1\""], &mut taken_out).unwrap();
        let lines: Vec<usize> = taken_out.entries().iter().map(|it| it.line).collect();
        assert_eq!(lines, [2, 5, 13, 23]);
    }

    #[test]
    fn groups_of_every_form_go() {
        for groups in [
            "groups = { one = [\"A\"], two = [\"B\"] }\n",
            "groups.one = [\"A\"]\ngroups.two = [\n  \"B\",\n]\n",
            "groups = {}\n",
        ] {
            let (left, had) =
                without_groups(&format!("# Ours.\n{groups}style = \"table\"\n"), &mut AllTakenOut::default());
            assert_eq!((left.as_str(), had), ("# Ours.\nstyle = \"table\"\n", true), "{groups}");
        }
    }

    #[test]
    fn an_entry_goes_with_the_comment_above_it_and_nothing_else() {
        let cases: [(&[&str], &str, &str); 5] = [
            (&["\"1\""], "release = \"1\"  # until they say it\n", "2: release = \"1\"  # until they say it"),
            (
                &["[[rust-name]]\nmodel = \"A\""],
                "# About A.\n[[rust-name]]\nmodel = \"A\"\nname = \"Ab\"\nreason = \"r\"\n\n",
                "5: [[rust-name]]",
            ),
            (
                &["[[rust-name]]\nmodel = \"B\""],
                "# About B.\n[[rust-name]]\nmodel = \"B\"\nproperty = \"p\"\nname = \"q\"  # short\nreason = \"r\"\n\n",
                "13: [[rust-name]]",
            ),
            (&["\"B\"]"], ", \"B\"", "20: one = [\"A\", \"B\"]"),
            (&["\"C\""], "\"C\",", "23: \"C\","),
        ];
        for (at, gone, said) in cases {
            let (left, taken_out) = after(at);
            assert_eq!(left, FILE.replacen(gone, "", 1), "{at:?}");
            assert_eq!(taken_out, [said]);
        }
    }

    #[test]
    fn all_values_of_a_list_and_all_groups() {
        let (left, taken_out) = after(&["\"A\", \"B\"", "\"B\"]"]);
        assert_eq!(left, FILE.replacen("\"A\", \"B\"", "", 1));
        assert_eq!(taken_out.len(), 2);
        let without_groups = |text: &str| without_groups(text, &mut AllTakenOut::default());
        let (left, had) = without_groups(FILE);
        assert!(had && left.ends_with("reason = \"r\"\n") && FILE.starts_with(&left), "{left}");
        assert_eq!(without_groups(&left), (left.clone(), false));
    }

    #[test]
    fn a_rust_name_is_added_changed_and_taken_away() {
        let rename = |text: &str, model, property, name| {
            with_rust_name("spectable.toml", text, Named { model, property }, name, "").unwrap()
        };
        for text in ["", "# nothing\r\n", FILE] {
            let after = rename(text, "C\"", Some("x"), Some("y"));
            assert!(after.starts_with(text));
            let mut problems = Problems::default();
            let overlay = Overlay::parse("t", &after, &mut Files::default(), &mut problems);
            assert!(!problems.has_errors(), "{after}");
            let added = overlay.rust_names.last().unwrap();
            assert_eq!((added.model.as_str(), added.name.as_str()), ("C\"", "y"));
        }
        assert_eq!(rename(FILE, "A", None, Some("Ac")), FILE.replace("\"Ab\"", "\"Ac\""));
        assert_eq!(rename(FILE, "B", Some("p"), Some("x")), FILE.replace("\"q\"", "\"x\""));
        assert_eq!(rename(FILE, "B", None, None), FILE);
        assert!(!rename(FILE, "A", None, None).contains("\"Ab\""));
        let crlf = |text: &str| text.replace('\n', "\r\n");
        for (model, property, name) in
            [("A", None, Some("Ac")), ("A", None, None), ("C", Some("x"), Some("y"))]
        {
            let expected = crlf(&rename(FILE, model, property, name));
            assert_eq!(rename(&crlf(FILE), model, property, name), expected, "{model}");
        }
        let list = "rust-name = [{ model = \"A\", name = \"B\", reason = \"r\" }]";
        assert!(with_rust_name("t", list, Named { model: "C", property: None }, Some("D"), "").is_err());
    }
}
