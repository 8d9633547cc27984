//! What several commands do with a folder of pages that is to change: understand it, and what becomes of it.

use std::path::{Path, PathBuf};

use spectable_build::{
    location::FileId,
    project::{Project, Reading, Released},
    source::{Documentation, SourceFile},
};

use super::reading;
use crate::{
    terminal::{output::Output, status::Failure},
    workspace::{
        atomic_folder::{Changes, Claim},
        overlay_file::{self, AllTakenOut, Stale},
        source::{SHOWN_STDIN, shown},
    },
};

/// A folder of pages, overlay and lock, as it was found and understood.
pub(super) struct Folder {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its files.
    pub(super) found: Documentation,
    /// What they say; empty where the folder has no page yet.
    pub(super) project: Project,
    /// The right to change it; `None` where nothing is written.
    claim: Option<Claim>,
}

impl Folder {
    /// Claims a folder and reads it. One that has no page and no lock yet is empty, where it may be.
    ///
    /// # Errors
    /// If it cannot be read or claimed, or something in it is wrong.
    pub(super) fn open(
        path: &Path,
        may_be_empty: bool,
        dry_run: bool,
        output: &mut Output,
    ) -> Result<Self, Failure> {
        let to_fill = if may_be_empty { reading::folder_to_fill(path)? } else { None };
        if let Some(found) = to_fill {
            return Ok(Self { path: path.to_owned(), found, project: Project::default(), claim: None });
        }
        let claim = if dry_run || !path.is_dir() { None } else { Some(Claim::of(path)?) };
        let found = reading::schema_folder(path)?;
        let project = understand(found.clone(), output)?;
        Ok(Self { path: path.to_owned(), found, project, claim })
    }

    /// Makes all of the changes or none.
    ///
    /// # Errors
    /// If something cannot be written. The folder is then as it was.
    pub(super) fn apply(&self, changes: &Changes) -> Result<(), Failure> {
        match &self.claim {
            Some(claim) => claim.apply(changes),
            None => claim_to_fill(&self.path, &self.found)?.apply(changes),
        }
    }
}

/// Claims a folder in which nothing was to change until now. It is made if it is not there.
///
/// # Errors
/// If it is no longer as it was found, cannot be claimed, or cannot be made.
pub(super) fn claim_to_fill(path: &Path, found: &Documentation) -> Result<Claim, Failure> {
    let claim = Claim::of_new(path)?;
    let now = reading::folder_to_fill(path)?;
    if now.is_some_and(|now| now.overlay == found.overlay) {
        return Ok(claim);
    }
    Err(Failure::bad_input(
        format!("another command has just changed `{}`; nothing was written", path.display()),
        "run this command again",
    ))
}

/// The folder with the names that were released: of both sides of a lock that a merge left in conflict.
///
/// # Errors
/// If something in it is wrong.
pub(super) fn understand(folder: Documentation, output: &mut Output) -> Result<Project, Failure> {
    let project = read(folder);
    reading::report_errors(&project, output)?;
    Ok(project)
}

fn read(folder: Documentation) -> Project {
    let reading = Reading { released: Released::NextToPagesOrMerged, ..Reading::default() };
    Project::read(folder, reading)
}

/// The same, without the entries of its overlay that have become stale; what is taken out is noted.
///
/// # Errors
/// If something else in it is wrong.
pub(super) fn understand_without_stale(
    folder: &mut Documentation,
    stale: Stale,
    taken_out: &mut AllTakenOut,
    output: &mut Output,
) -> Result<Project, Failure> {
    loop {
        let project = read(folder.clone());
        let overlay = folder.overlay.as_ref();
        let Some(overlay) = overlay.and_then(|overlay| edited(overlay, &project, stale, taken_out)) else {
            reading::report_errors(&project, output)?;
            return Ok(project);
        };
        // Each round takes out at least one entry, so there is an end to it.
        folder.overlay = Some(overlay);
    }
}

fn edited(
    overlay: &SourceFile,
    project: &Project,
    stale: Stale,
    taken_out: &mut AllTakenOut,
) -> Option<SourceFile> {
    let files = &project.schema.files;
    let file: FileId = files.ids().find(|file| files.name(*file) == overlay.name)?;
    let text = std::str::from_utf8(&overlay.bytes).ok()?;
    let left = overlay_file::without_stale(text, file, &project.problems, stale, taken_out)?;
    Some(SourceFile { bytes: left.into_bytes(), ..overlay.clone() })
}

/// Says which entries of an overlay were taken out, or would be.
///
/// # Errors
/// If it cannot be written.
pub(super) fn say_taken_out(
    folder: &Documentation,
    taken_out: &AllTakenOut,
    dry_run: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    let name = folder.overlay.as_ref().map_or("", |overlay| overlay.name.as_str());
    let is = if dry_run { "would be" } else { "is" };
    taken_out.entries().iter().try_for_each(|entry| {
        output.note(&format!("{name}:{}: `{}` {is} taken out: {}", entry.line, entry.head, entry.why))
    })
}

/// Keeps where models travel: pages of operations say it, which are not taken in. The lock keeps it then.
pub(super) fn keep_directions(after: &mut Project, theirs: &Project) {
    for model in after.schema.models.values_mut() {
        let said = theirs.schema.models.get(&model.name).and_then(|their| their.direction);
        model.direction = said.or(model.direction);
    }
}

/// Refuses a source without files, and one without a name for its file.
///
/// # Errors
/// If it is one.
pub(super) fn refuse_without_pages(source: &str, theirs: &Project) -> Result<(), Failure> {
    if theirs.page_files().any(|(_, path)| path == SHOWN_STDIN) {
        return Err(Failure::bad_input(
            "a page or document from standard input has no name for its file",
            "write it to a file, and give the path of it; an archive may come from standard input",
        ));
    }
    if theirs.page_files().next().is_some() {
        return Ok(());
    }
    Err(Failure::bad_input(
        format!("`{}` has no pages to take in", shown(source)),
        "give a folder of pages, an OpenAPI document, or an archive (.tar.gz, .zip)",
    ))
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;

    #[test]
    fn a_folder_that_was_filled_in_the_meantime_is_refused() {
        for file in ["Book.md", "spectable.lock", "spectable.toml"] {
            let around = tempfile::tempdir().unwrap();
            let path = around.path().join("schema");
            let mut output = Output::plain(io::sink(), io::sink());
            let folder = Folder::open(&path, true, false, &mut output).unwrap();
            fs::create_dir(&path).unwrap();
            fs::write(path.join(file), "").unwrap();
            let failure = folder.apply(&Changes::default()).unwrap_err();
            assert!(failure.message().contains("has just changed"), "{file}: {failure:?}");
            fs::remove_file(path.join(file)).unwrap();
            assert_eq!(folder.apply(&Changes::default()), Ok(()), "{file}");
        }
    }
}
