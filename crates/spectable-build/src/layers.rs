//! Sources one above the other: the first wins in what it says, and a later one adds what it leaves out.
//!
//! This is a stage of its own, between the reading of sources and the [overlay](crate::overlay): it takes what was
//! [documented](crate::documented) twice, and gives it back once. Models are paired by name, and properties by wire name. What two sources
//! say differently is a contradiction: a warning with both places.

mod note;
mod rows;
mod types;

use std::collections::{BTreeMap, HashMap, HashSet};

use self::note::Notes;
use self::rows::RowReader;
use self::types::{Fit, Types};
use crate::dialect::loose_name;
use crate::documented::{Body, Input, Page, RawValue};
use crate::documented_type::RawType;
use crate::location::FileId;
use crate::names::WireNameRule;
use crate::overlay::{Adds, Overlay, WireNames};
use crate::problem::Problems;
use crate::schema::{Addition, Fact};

/// A later source, read.
#[derive(Debug)]
pub struct Layer<'a> {
    /// What it documents. Its positions point into the same files as those of the first.
    pub pages: Vec<Page>,
    /// What it adds.
    pub adds: Adds,
    /// How its documented names become wire names; `None` where the dialect of its pages decides.
    pub wire_name_rule: Option<WireNameRule>,
    /// The paths of its files in the project; a file without one is called by its name.
    pub paths: &'a BTreeMap<FileId, String>,
    /// What it may add of whole models and properties; without it, all that it has.
    pub limit: Option<&'a Limit>,
}

/// The models and properties that a source may add: those that were added once.
#[derive(Debug, Default, Clone)]
pub struct Limit {
    models: HashSet<String>,
    properties: HashSet<(String, String)>,
}

impl Limit {
    /// What is among additions.
    pub fn of(additions: &[Addition]) -> Self {
        let mut limit = Self::default();
        for Addition { model, property, fact, .. } in additions {
            match (fact, property) {
                (Fact::Model, _) => {
                    limit.models.insert(model.clone());
                }
                (Fact::Property, Some(property)) => {
                    limit.properties.insert((model.clone(), property.clone()));
                }
                _ => {}
            }
        }
        limit
    }
}

/// What became of a later source.
#[derive(Debug, Default, Clone)]
pub struct Laid {
    /// What it added, in the order of the models of the earlier sources.
    pub additions: Vec<Addition>,
    /// How often it says something else than an earlier source.
    pub contradictions: usize,
    /// How many of its models an earlier source has as well.
    pub shared: usize,
    /// How many of its models and properties only it has, and did not add.
    pub left_out: usize,
}

/// Lays a source under those that were read before: `input` wins in what it says.
pub fn lay(input: &mut Input, layer: Layer<'_>, overlay: &Overlay, problems: &mut Problems) -> Laid {
    let Layer { pages, adds, wire_name_rule, paths, limit } = layer;
    let pairs = Pairs::of(&input.pages, &pages);
    let types = Types::new(&input.pages, &pages, &pairs.renamed, overlay, adds);
    let wire_names = WireNames::new(overlay);
    let rows = RowReader { wire_names: &wire_names, rule: wire_name_rule, types: &types, adds, limit };
    let mut notes = Notes::new(overlay, &input.files, paths);
    let mut taken = Vec::new();
    for (page, earlier) in pages.into_iter().zip(&pairs.earlier) {
        match earlier.map(|at| input.pages.get_mut(at)) {
            Some(Some(first)) => {
                notes.shared();
                rows.merge_page(first, page, &mut notes);
            }
            Some(None) => {}
            None if rows.adds_model(&page.name.value) && !pairs.is_ambiguous(&page.name.value) => {
                notes.add(&page.name.value, None, Fact::Model, page.location);
                taken.push(rows.page_taken_over(page));
            }
            None => notes.left_out(),
        }
    }
    let (laid, found) = notes.finish();
    input.pages.extend(taken);
    problems.append(found);
    laid
}

/// Which page of the earlier sources is about the same model as each page of a later one.
struct Pairs {
    /// For each page of the later source: the place of the earlier page.
    earlier: Vec<Option<usize>>,
    /// The names of the later source that the earlier ones spell differently.
    renamed: HashMap<String, String>,
    /// Names of the earlier sources, without case and signs.
    loose: HashSet<String>,
}

impl Pairs {
    /// Names that are equal are paired first; then those that differ in case only, where they are alone in that.
    fn of(first: &[Page], later: &[Page]) -> Self {
        let mut exact: HashMap<&str, usize> = HashMap::new();
        let mut loosely: HashMap<String, Option<usize>> = HashMap::new();
        for (at, page) in first.iter().enumerate() {
            exact.entry(&page.name.value).or_insert(at);
            let same = loosely.entry(loose_name(&page.name.value));
            same.and_modify(|other| *other = None).or_insert(Some(at));
        }
        let taken: HashSet<usize> =
            later.iter().filter_map(|page| exact.get(page.name.value.as_str()).copied()).collect();
        let mut seen = HashSet::new();
        let mut renamed = HashMap::new();
        let earlier = later.iter().map(|page| {
            let name = &page.name.value;
            let by_case =
                || loosely.get(&loose_name(name)).copied().flatten().filter(|at| !taken.contains(at));
            let at = exact.get(name.as_str()).copied().or_else(by_case).filter(|at| seen.insert(*at))?;
            if let Some(page) = first.get(at).filter(|page| page.name.value != *name) {
                renamed.insert(name.clone(), page.name.value.clone());
            }
            Some(at)
        });
        let earlier = earlier.collect();
        Self { earlier, renamed, loose: loosely.into_keys().collect() }
    }

    /// An earlier source has a model that may be this one.
    fn is_ambiguous(&self, name: &str) -> bool {
        self.loose.contains(&loose_name(name))
    }
}

impl RowReader<'_> {
    /// Gives a page what it leaves out and a later one says.
    fn merge_page(&self, first: &mut Page, later: Page, notes: &mut Notes<'_>) {
        let model = first.name.value.clone();
        if first.description.trim().is_empty() && !later.description.trim().is_empty() {
            first.description = later.description;
            notes.add(&model, None, Fact::Description, later.location);
        }
        let places = (first.name.location, later.name.location);
        match (&mut first.body, later.body) {
            (_, Body::Unknown) => {}
            // Pages have no words for alternatives, and make one model of them, say.
            (Body::Rows(_) | Body::Values(_) | Body::Integers(_) | Body::Union(_), Body::Union(_))
            | (Body::Union(_), _) => {}
            (Body::Rows(first), Body::Rows(later)) => self.merge_rows(&model, first, later, notes),
            (Body::Values(first), Body::Values(later)) | (Body::Integers(first), Body::Integers(later)) => {
                if !same_values(first, &later) {
                    notes.contradicting_values(&model, None, (first, places.0), (&later, places.1));
                }
            }
            (own @ (Body::Unknown | Body::Alias(RawType::Any)), later) => {
                *own = self.body_taken_over(later);
                notes.add(&model, None, Fact::Type, places.1);
            }
            (_, Body::Alias(RawType::Any)) => {}
            (own @ Body::Alias(RawType::Text), Body::Values(values)) => {
                *own = Body::Values(values);
                notes.add(&model, None, Fact::Values, places.1);
            }
            (own @ Body::Alias(RawType::Integer), Body::Integers(values)) => {
                *own = Body::Integers(values);
                notes.add(&model, None, Fact::Values, places.1);
            }
            (Body::Values(_), Body::Alias(RawType::Text))
            | (Body::Integers(_), Body::Alias(RawType::Integer)) => {}
            (Body::Alias(own), Body::Alias(other)) => match self.types.fit(own, &other) {
                Fit::Agrees => {}
                Fit::Adds(ty) => {
                    *own = ty;
                    notes.add(&model, None, Fact::Type, places.1);
                }
                Fit::Contradicts => notes.contradiction(
                    places,
                    format!("`{model}` is `{own}` here, and `{other}` in the other place"),
                ),
            },
            (own, other) => notes.contradiction(
                places,
                format!("`{model}` is {} here, and {} in the other place", kind(own), kind(&other)),
            ),
        }
    }
}

/// What a page documents, in words.
fn kind(body: &Body) -> &'static str {
    match body {
        Body::Rows(_) => "a model",
        Body::Values(_) => "an enum",
        Body::Integers(_) => "an enum of integers",
        Body::Alias(_) => "another name for a type",
        Body::Union(_) => "several alternatives",
        Body::Unknown => "unknown",
    }
}

/// Whether two lists have the same values; their order says nothing.
fn same_values(one: &[RawValue], other: &[RawValue]) -> bool {
    let set = |values: &[RawValue]| -> HashSet<String> { values.iter().map(|it| it.wire.clone()).collect() };
    set(one) == set(other)
}
