//! Which dialect pages are written in: what they say is counted here, and weighed in [`dialect`](crate::dialect).

use std::borrow::Cow;
use std::collections::HashSet;

use super::blocks::BlockKind;
use super::page_text::{self, PageText};
use super::{ScannedFile, text};
use crate::dialect::{self, Choice, Column, Columns, Dialect, Evidence, Titles};
use crate::location::{Files, Location};
use crate::problem::{Problem, Problems};

/// How many pages are asked, spread over all.
const MOST_PAGES: usize = 400;

/// How many of these are searched for signs.
const MOST_SIGNS: usize = 50;

/// The dialect in which pages are written, and the vote that chose it. Where several have as many votes and read the pages in different
/// ways, nothing is guessed: that is an error.
pub(super) fn choose(
    pages: &[ScannedFile],
    texts: &Files,
    problems: &mut Problems,
) -> Option<(Cow<'static, Dialect>, Option<Choice>)> {
    let dialects = dialect::embedded();
    let choice = dialect::choose(dialects, &evidence(pages, texts, dialects));
    match choice.winners.as_slice() {
        [one, other, ..] => {
            problems.push(tie(pages, one, other));
            None
        }
        [name] => dialect::named(name).map(|dialect| (Cow::Borrowed(dialect), Some(choice))),
        [] => None,
    }
}

fn tie(pages: &[ScannedFile], one: &str, other: &str) -> Problem {
    Problem::error(
        "unclear-dialect",
        pages.first().map(|page| Location::new(page.file, 0..0)),
        format!("the pages may be of the dialect `{one}` or `{other}`, which read them in different ways"),
        format!("say which in the overlay: dialect = \"{one}\""),
    )
}

/// Warns of pages that are of another dialect than all others: of those that hold a type that nobody knows.
pub(super) fn warn_of_mixed<'p>(
    pages: impl Iterator<Item = &'p ScannedFile>,
    texts: &Files,
    titles: &HashSet<String>,
    chosen: &Dialect,
    problems: &mut Problems,
) {
    let dialects = dialect::embedded();
    let columns = AnyColumns::new(dialects);
    let titles = Titles::new(titles);
    for file in pages {
        let mut evidence = Evidence::default();
        count(&file.page(texts), file, &columns, &mut evidence);
        if let Some(other) = dialect::disagreement(&evidence, &titles, chosen, dialects) {
            problems.warning(
                "mixed-dialects",
                Location::new(file.file, 0..0),
                format!("this page is of the dialect `{}`, and the pages as a whole of `{}`", other.name, chosen.name),
                "read pages of one dialect at a time: leave this one out, or give its folder as a source of its own",
            );
        }
    }
}

fn evidence(pages: &[ScannedFile], texts: &Files, dialects: &[Dialect]) -> Evidence {
    let mut evidence = Evidence { signs: vec![0; dialects.len()], ..Evidence::default() };
    let columns = AnyColumns::new(dialects);
    let step = pages.len().div_ceil(MOST_PAGES).max(1);
    let signs_step = pages.len().div_ceil(MOST_SIGNS).max(1);
    for (at, file) in pages.iter().enumerate() {
        let page = file.page(texts);
        evidence.titles.extend(page_text::title(&page, &file.scanned).map(str::to_owned));
        if at % signs_step == 0 {
            for (count, dialect) in evidence.signs.iter_mut().zip(dialects) {
                *count += usize::from(dialect.signs.iter().any(|sign| page.text.contains(sign.as_str())));
            }
        }
        if at % step == 0 {
            count(&page, file, &columns, &mut evidence);
        }
    }
    evidence
}

/// Counts the types and names of one page.
fn count(page: &PageText<'_>, file: &ScannedFile, columns: &AnyColumns<'_>, evidence: &mut Evidence) {
    for block in file.scanned.blocks.iter().filter(|block| block.kind == BlockKind::Table) {
        let header: Vec<String> = page_text::header(page.header_line(&block.range)).collect();
        let Some(header) = columns.header(&header) else { continue };
        for line in page.lines(&block.range) {
            let cells = header.cells(line);
            let name = text::plain_name(cells.get(Column::Name));
            let ty = text::plain_type(cells.get(Column::Type), &file.scanned.labels);
            if !name.is_empty() && !ty.is_empty() {
                add(&mut evidence.types, &ty);
                add(&mut evidence.names, &text::decode(name));
            }
        }
    }
}

fn add(counted: &mut std::collections::HashMap<String, usize>, text: &str) {
    match counted.get_mut(text) {
        Some(count) => *count += 1,
        None => {
            counted.insert(text.to_owned(), 1);
        }
    }
}

/// The columns of all dialects: a table is one of properties if any of them says so.
struct AnyColumns<'d>(Vec<&'d Columns>);

impl<'d> AnyColumns<'d> {
    fn new(dialects: &'d [Dialect]) -> Self {
        let mut columns: Vec<&Columns> = Vec::new();
        for dialect in dialects {
            if !columns.contains(&&dialect.columns) {
                columns.push(&dialect.columns);
            }
        }
        Self(columns)
    }

    fn header(&self, header: &[String]) -> Option<super::row::Header> {
        let of = |columns: &&Columns| super::row::Header::of_properties(columns.of_header(header));
        self.0.iter().find_map(of)
    }
}
