//! Taking in pages: which files of the folder change, and what the folder is then.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::lock::{self, Lock};

use super::{atomic_folder::Changes, local::Local, side::Side, source::RawPage, upstream};
use crate::{
    drift::plausibility,
    terminal::{count::count_of, output::Output, status::Failure},
};

/// What an update does.
#[derive(Debug, Clone)]
pub struct Intake {
    /// The files that change, the lock among them.
    pub changes: Changes,
    /// The models after it.
    pub after: Side,
}

/// Takes the pages of our models, and of what they reach, from a source.
///
/// # Errors
/// If the source cannot be read or is not plausible (exit code 3), or the overlay does not go with the new pages (exit
/// code 2).
pub fn of(
    local: &Local,
    ours: &Side,
    released: Option<&Lock>,
    source: &str,
    accept_shrink: bool,
    output: &mut Output,
) -> Result<Intake, Failure> {
    let mut theirs = upstream::read_whole(local, released, source, None, output)?;
    if theirs.pages.is_empty() {
        return Err(Failure::bad_input(
            format!("`{source}` has no pages to take in"),
            "give a folder or a .tar.gz of pages",
        ));
    }
    if !accept_shrink && let Some(objection) = plausibility::objection(&ours.schema, &theirs.schema) {
        return Err(upstream::implausible(source, &objection));
    }
    upstream::restrict(ours, &mut theirs);
    let pages = pages_after(local, ours, &theirs)?;
    let after = Local { pages, ..local.clone() };
    Intake::of(local, after, released, output)
}

impl Intake {
    /// The pages stay as they are, and the lock is written anew.
    ///
    /// # Errors
    /// If the pages or the overlay are wrong.
    pub fn relock(local: &Local, released: Option<&Lock>, output: &mut Output) -> Result<Self, Failure> {
        Self::of(local, local.clone(), released, output)
    }

    fn of(
        before: &Local,
        after: Local,
        released: Option<&Lock>,
        output: &mut Output,
    ) -> Result<Self, Failure> {
        let side = after.side(released, output)?;
        let lock = after.lock_of(side.schema.clone()).to_string();
        let old: BTreeMap<&str, &[u8]> = contents(&before.pages);
        let new: BTreeMap<&str, &[u8]> = contents(&after.pages);
        let mut changes = Changes::default();
        for (name, bytes) in &new {
            if old.get(name) != Some(bytes) {
                changes.write.insert((*name).to_owned(), bytes.to_vec());
            }
        }
        let gone = old.keys().filter(|name| !new.contains_key(*name));
        changes.remove = gone.map(|name| (*name).to_owned()).collect();
        if before.lock.as_ref().map(|it| it.text.as_str()) != Some(lock.as_str()) {
            changes.write.insert(lock::FILE_NAME.to_owned(), lock.into_bytes());
        }
        Ok(Self { changes, after: side })
    }

    /// What was done, or would be, in one line.
    pub fn summary(&self, dry_run: bool) -> String {
        let lock = self.changes.write.contains_key(lock::FILE_NAME);
        let written = self.changes.write.len() - usize::from(lock);
        let removed = self.changes.remove.len();
        if !lock && written + removed == 0 {
            return "nothing to update".to_owned();
        }
        let would = if dry_run { "would be " } else { "" };
        let lock = if lock { ", the lock written" } else { "" };
        format!("{} {would}written, {removed} removed{lock}", count_of(written, "page"))
    }
}

fn contents(pages: &[RawPage]) -> BTreeMap<&str, &[u8]> {
    pages.iter().map(|page| (page.file_name.as_str(), page.bytes.as_slice())).collect()
}

/// The pages of the folder afterwards: those of upstream, byte for byte. A page that we have keeps its file name.
fn pages_after(local: &Local, ours: &Side, theirs: &Side) -> Result<Vec<RawPage>, Failure> {
    let upstream_pages: BTreeMap<&str, &RawPage> =
        theirs.pages.iter().map(|page| (page.name.as_str(), page)).collect();
    let mut taken = BTreeSet::new();
    let mut pages: BTreeMap<String, RawPage> = BTreeMap::new();
    for model in theirs.schema.models.values() {
        let file = theirs.schema.files.name(model.location.file);
        let Some(page) = upstream_pages.get(file) else { continue };
        if !taken.insert(page.name.as_str()) {
            continue;
        }
        let name = ours.schema.models.get(&model.name).and_then(|it| {
            let name = ours.schema.files.name(it.location.file);
            local.pages.iter().find(|page| page.name == name)
        });
        // An archive may have folders around its pages that mean nothing here.
        let own = page.file_name.rsplit('/').next().unwrap_or(&page.file_name);
        let file_name = name.map_or(own, |page| &page.file_name).to_owned();
        let kept = RawPage {
            name: format!("{}/{file_name}", local.name.trim_end_matches('/')),
            file_name: file_name.clone(),
            bytes: page.bytes.clone(),
        };
        if pages.insert(file_name.clone(), kept).is_some() {
            return Err(Failure::bad_input(
                format!("upstream has two pages that would be `{file_name}`"),
                "take them in from a source in which each page has a name of its own",
            ));
        }
    }
    Ok(pages.into_values().collect())
}
