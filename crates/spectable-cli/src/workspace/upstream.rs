//! Upstream: read with the overlay and the names that we have, believed only if it is plausible, and cut to the models
//! that we need.

use std::{collections::BTreeSet, path::Path};

use spectable_build::{
    documented::PassedOver,
    layers::Limit,
    lock::Lock,
    overlay::{Adds, Owner},
    problem::Problem,
    project::{Project, Reading, Released},
    schema::Schema,
    source::{Documentation, SourceFile, Sources},
};

use super::source;
use crate::terminal::status::Failure;
use spectable_drift::{pairing::Pairing, plausibility};

/// What we lay over and under upstream, as over and under our own pages.
#[derive(Debug, Default)]
pub struct Ours {
    /// The overlay.
    pub overlay: Option<SourceFile>,
    /// The sources that it names.
    pub sources: Sources,
    /// The models and properties that we have of them: they may add no others, so that none hides what upstream has lost.
    pub limit: Option<Limit>,
}

impl Ours {
    /// What is in our folder.
    pub fn of(folder: &Documentation, ours: &Project) -> Self {
        Self {
            overlay: folder.overlay.clone(),
            sources: folder.sources.clone(),
            limit: Some(Limit::of(&ours.schema.additions)),
        }
    }

    /// What is in a folder that has no pages yet: its sources may add all that they have.
    pub fn of_new(folder: &Documentation) -> Self {
        Self { overlay: folder.overlay.clone(), sources: folder.sources.clone(), limit: None }
    }

    /// What the command line names instead.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn named(path: &Path, ours: &Project) -> Result<Self, Failure> {
        let (overlay, sources) = source::open_overlay(path)?;
        Ok(Self { overlay: Some(overlay), sources, limit: Some(Limit::of(&ours.schema.additions)) })
    }
}

/// Reads upstream as it is, with more sources laid under it. What is wrong with it is in its problems.
///
/// # Errors
/// If there is nothing to read (exit code 3).
pub fn read(
    upstream: &str,
    later: &[String],
    ours: Ours,
    released: Option<&Lock>,
) -> Result<Project, Failure> {
    source::refuse_stdin_twice(std::iter::once(upstream).chain(later.iter().map(String::as_str)))?;
    let documentation = source::open(Path::new(upstream)).map_err(Failure::into_undecided)?;
    let lower = source::open_lower(later, Adds::All).map_err(Failure::into_undecided)?;
    let Ours { overlay, sources, limit } = ours;
    // Where upstream has several sources, those are what ours were.
    let sources = if lower.is_empty() { sources } else { Vec::new() };
    let released = released.map_or(Released::Nothing, Released::Of);
    let owner = Owner::Foreign;
    let foreign_pages = true;
    let reading =
        Reading { overlay, sources, lower, limit, owner, released, foreign_pages, ..Reading::default() };
    Ok(Project::read(documentation, reading))
}

/// Notes as errors the pages of one side that document no model, where the other side has the same page, and a model on it: the page is
/// broken, and not a page of something else.
pub fn refuse_lost_pages(side: &mut Project, other: &Project) {
    let passed_over = |project: &Project| -> BTreeSet<String> {
        let path = |page: &PassedOver| project.path(page.location.file).map(str::to_owned);
        project.passed_over.iter().filter_map(path).collect()
    };
    let not_models = passed_over(other);
    let models: BTreeSet<&str> =
        other.page_files().map(|(_, path)| path).filter(|path| !not_models.contains(*path)).collect();
    let lost = side
        .passed_over
        .iter()
        .filter(|page| side.path(page.location.file).is_some_and(|it| models.contains(it)));
    let problem = |page: &PassedOver| {
        Problem::error(
            "page-without-table",
            page.location,
            format!("the page documents no model ({}), and in `{}` it does", page.reason, other.name),
            "fetch it again, or remove it if the model is gone",
        )
    };
    let problems: Vec<_> = lost.map(problem).collect();
    side.problems.extend(problems);
}

/// Objects to a source that lost more than is plausible.
///
/// # Errors
/// If it did: then nothing can be said of it (exit code 3).
pub fn believe(upstream: &str, ours: &Schema, theirs: &Schema) -> Result<(), Failure> {
    match plausibility::objection(ours, theirs) {
        None => Ok(()),
        Some(objection) => Err(Failure::undecided(
            format!("`{upstream}` is not plausible: {objection}"),
            "look at what it holds; if it is right all the same, take it in with `spectable update --accept-shrink`",
        )),
    }
}

/// Leaves our models, under their new names where they were renamed, and what they reach.
pub fn restrict(ours: &Schema, theirs: &mut Schema) {
    let pairing = Pairing::of(ours, theirs);
    let kept: BTreeSet<String> = pairing.models().map(|(_, new)| new.name.clone()).collect();
    theirs.restrict(&kept);
}
