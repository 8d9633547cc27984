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
        overlay_file::{self, Stale, TakenOut},
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
            None => Claim::of_new(&self.path)?.apply(changes),
        }
    }
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

/// The same, without the entries of its overlay that have become stale; with what was taken out.
///
/// # Errors
/// If something else in it is wrong.
pub(super) fn understand_without_stale(
    folder: &mut Documentation,
    stale: Stale,
    output: &mut Output,
) -> Result<(Project, Vec<TakenOut>), Failure> {
    let mut taken_out = Vec::new();
    loop {
        let project = read(folder.clone());
        let edited = folder.overlay.as_ref().and_then(|overlay| edited(overlay, &project, stale));
        let Some((overlay, more)) = edited else {
            reading::report_errors(&project, output)?;
            return Ok((project, taken_out));
        };
        // Each round takes out at least one entry, so there is an end to it.
        folder.overlay = Some(overlay);
        taken_out.extend(more);
    }
}

fn edited(overlay: &SourceFile, project: &Project, stale: Stale) -> Option<(SourceFile, Vec<TakenOut>)> {
    let files = &project.schema.files;
    let file: FileId = files.ids().find(|file| files.name(*file) == overlay.name)?;
    let text = std::str::from_utf8(&overlay.bytes).ok()?;
    let (left, taken_out) = overlay_file::without_stale(text, file, &project.problems, stale)?;
    Some((SourceFile { bytes: left.into_bytes(), ..overlay.clone() }, taken_out))
}

/// Says which entries of an overlay were taken out.
///
/// # Errors
/// If it cannot be written.
pub(super) fn say_taken_out(
    folder: &Documentation,
    taken_out: &[TakenOut],
    output: &mut Output,
) -> Result<(), Failure> {
    let name = folder.overlay.as_ref().map_or("", |overlay| overlay.name.as_str());
    taken_out.iter().try_for_each(|entry| {
        output.note(&format!("{name}:{}: `{}` is taken out: {}", entry.line, entry.head, entry.why))
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
