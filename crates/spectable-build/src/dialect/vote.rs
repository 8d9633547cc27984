//! Which dialect a folder of pages is written in: a vote over types, names, and signs on the pages.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{Dialect, TypeText, loose_name};
use crate::documented_type::RawType;
use crate::parallel;

/// What the pages of a source say about their dialect, counted.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The texts of types, without links and emphasis.
    pub types: HashMap<String, usize>,
    /// The names of properties.
    pub names: HashMap<String, usize>,
    /// For each dialect, by its place, the pages that have one of its signs.
    pub signs: Vec<usize>,
    /// The titles of pages.
    pub titles: HashSet<String>,
}

/// The votes for one dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    /// The name of the dialect.
    pub dialect: String,
    /// Cells whose type it reads.
    pub types: usize,
    /// Cells whose type it takes apart, into parts of which one is a name that no page documents.
    pub parts: usize,
    /// Names of properties in the case in which it writes them.
    pub names: usize,
    /// Pages with one of its signs.
    pub signs: usize,
    /// It is a dialect of people, who write in many ways: it reads almost everything.
    prose: bool,
}

impl Votes {
    /// What is compared: the types that a dialect reads, and where several read as many, names and signs. A dialect that reads almost
    /// everything has to read a tenth more than one that fits, and loses where both have as many.
    fn weight(&self) -> (usize, usize, bool) {
        let types = self.types * 2 + self.parts;
        let types = if self.prose { types * 9 } else { types * 10 };
        (types, self.names + self.signs, !self.prose)
    }
}

/// The result of a vote.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The dialects with most votes that do not read the pages alike; one, if the vote decided.
    pub winners: Vec<String>,
    /// The votes of all dialects, most first.
    pub votes: Vec<Votes>,
    /// How many cells with a type were counted.
    pub types: usize,
}

/// Counts the votes of pages.
pub fn choose(dialects: &[Dialect], evidence: &Evidence) -> Choice {
    let titles = Titles::new(&evidence.titles);
    let counted = dialects.iter().enumerate().collect();
    let mut votes: Vec<(usize, Votes)> =
        parallel::map_few(counted, |(at, dialect)| (at, count(at, dialect, evidence, &titles)));
    // Stable: of as many votes, in the order of the dialects.
    votes.sort_by_key(|(_, votes)| std::cmp::Reverse(votes.weight()));
    let most = votes.first().map(|(_, votes)| votes.weight());
    let mut winners: Vec<&Dialect> = Vec::new();
    for (at, _) in votes.iter().take_while(|(_, votes)| Some(votes.weight()) == most) {
        let Some(dialect) = dialects.get(*at) else { continue };
        if !winners.iter().any(|other| read_alike(other, dialect, evidence)) {
            winners.push(dialect);
        }
    }
    Choice {
        winners: winners.into_iter().map(|dialect| dialect.name.clone()).collect(),
        votes: votes.into_iter().map(|(_, votes)| votes).collect(),
        types: evidence.types.values().sum(),
    }
}

fn count(at: usize, dialect: &Dialect, evidence: &Evidence, titles: &Titles) -> Votes {
    let fits = |name: &str| dialect.names.fits(dialect.unmarked(name).name);
    let (mut types, mut parts) = (0, 0);
    for (text, count) in &evidence.types {
        match reads(dialect, text, titles) {
            Reads::Whole => types += count,
            Reads::Parts => parts += count,
            Reads::No => {}
        }
    }
    Votes {
        dialect: dialect.name.clone(),
        types,
        parts,
        names: evidence.names.iter().filter(|(name, _)| fits(name)).map(|(_, count)| count).sum(),
        signs: evidence.signs.get(at).copied().unwrap_or_default(),
        prose: dialect.prose,
    }
}

/// The dialect that reads every type of a page, where the one that was chosen for all pages reads less than half of them.
pub fn disagreement<'d>(
    page: &Evidence,
    titles: &Titles,
    chosen: &Dialect,
    dialects: &'d [Dialect],
) -> Option<&'d Dialect> {
    let all: usize = page.types.values().sum();
    let read = |dialect: &Dialect| -> usize {
        let whole = page.types.iter().filter(|(text, _)| reads(dialect, text, titles) == Reads::Whole);
        whole.map(|(_, count)| count).sum()
    };
    if all == 0 || read(chosen) * 2 >= all {
        return None;
    }
    dialects.iter().find(|dialect| dialect.name != chosen.name && read(dialect) == all)
}

/// How much of the text of a type a dialect reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// A type that it knows, or one that a page documents.
    Whole,
    /// It is made of parts, and one of them is a name that no page documents.
    Parts,
    /// A name that no page documents, or nothing.
    No,
}

fn reads(dialect: &Dialect, text: &str, titles: &Titles) -> Reads {
    match dialect.read_type(text) {
        Ok(read) => match read.ty.innermost() {
            RawType::Ref(name) if titles.has(name, dialect.any_case()) => Reads::Whole,
            RawType::Ref(_) if matches!(read.ty, RawType::Ref(_)) => Reads::No,
            RawType::Ref(_) => Reads::Parts,
            _ => Reads::Whole,
        },
        Err(_) => Reads::No,
    }
}

/// Names of models that titles may mean.
#[derive(Debug)]
pub struct Titles {
    exact: HashSet<String>,
    /// The same without case; few dialects ask.
    loose: OnceLock<HashSet<String>>,
}

impl Titles {
    /// The names in titles: each whole, and what follows its last separator.
    pub fn new(titles: &HashSet<String>) -> Self {
        let last = |title: &str| title.rsplit(['.', ':', '\\', ' ']).next().unwrap_or_default().to_owned();
        let mut exact = titles.clone();
        exact.extend(titles.iter().map(|title| last(title)).filter(|name| !titles.contains(name)));
        Self { exact, loose: OnceLock::new() }
    }

    fn has(&self, name: &str, any_case: bool) -> bool {
        if !any_case || self.exact.contains(name) {
            return self.exact.contains(name);
        }
        let loose = self.loose.get_or_init(|| self.exact.iter().map(|name| loose_name(name)).collect());
        loose.contains(&loose_name(name))
    }
}

/// Whether two dialects make the same of all that was counted, so that it does not matter which is taken.
fn read_alike(one: &Dialect, other: &Dialect, evidence: &Evidence) -> bool {
    let name = |dialect: &Dialect, name: &str| {
        let marked = dialect.unmarked(name);
        let (name, optional) = (marked.name.to_owned(), marked.optional);
        (dialect.wire_name(&name), dialect.wire_name_is_guess(&name), optional, name)
    };
    // A width or format says nothing of the Rust type.
    let ty =
        |dialect: &Dialect, text: &str| dialect.read_type(text).map(|read| TypeText { format: None, ..read });
    evidence.types.keys().all(|text| ty(one, text) == ty(other, text))
        && evidence.names.keys().all(|text| name(one, text) == name(other, text))
        && evidence.titles.iter().all(|title| one.model_name(title) == other.model_name(title))
        && (evidence.types.is_empty() || one.required_without_mark() == other.required_without_mark())
        && one.names_by_heading() == other.names_by_heading()
}
