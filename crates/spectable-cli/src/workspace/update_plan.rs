//! What an update changes in the folder of pages, overlay and lock.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::{
    location::FileId,
    lock::{self, Lock},
    overlay,
    project::Project,
    source::{Content, Documentation, OpenApi, SourceFile},
};

use super::atomic_folder::Changes;
use crate::terminal::status::Failure;
use spectable_drift::{origin::origin, report::count::count_of};

/// What an update changes.
#[derive(Debug, Clone)]
pub struct UpdatePlan {
    /// The files that change, the lock among them.
    pub changes: Changes,
    /// What the files are called: pages, or documents.
    noun: &'static str,
}

impl UpdatePlan {
    /// The way from a folder as it was found to the project that it is to hold, with its overlay.
    pub fn new(before: &Documentation, after: &Project, after_overlay: Option<&SourceFile>) -> Self {
        let lock = Lock::of(after.schema.clone(), |model| origin(after, model)).to_string();
        let old: BTreeMap<&str, &[u8]> = match &before.content {
            Content::Pages(pages) => {
                pages.iter().map(|page| (page.path.as_str(), page.bytes.as_slice())).collect()
            }
            Content::OpenApi(OpenApi { file, parts }) => {
                let files = std::iter::once(file).chain(parts);
                files.map(|file| (file.path.as_str(), file.bytes.as_slice())).collect()
            }
            Content::Lock(_) => BTreeMap::new(),
        };
        let new: BTreeMap<&str, &[u8]> =
            after.page_files().map(|(file, path)| (path, bytes(after, file))).collect();
        let mut changes = Changes::default();
        for (path, bytes) in &new {
            if old.get(path) != Some(bytes) {
                changes.write.insert((*path).to_owned(), bytes.to_vec());
            }
        }
        let gone = old.keys().filter(|path| !new.contains_key(*path));
        changes.remove = gone.map(|path| (*path).to_owned()).collect();
        if before.lock.as_ref().map(|it| it.bytes.as_slice()) != Some(lock.as_bytes()) {
            changes.write.insert(lock::FILE_NAME.to_owned(), lock.into_bytes());
        }
        let overlay = after_overlay.filter(|after| before.overlay.as_ref() != Some(after));
        if let Some(overlay) = overlay {
            changes.write.insert(overlay::FILE_NAME.to_owned(), overlay.bytes.clone());
        }
        Self { changes, noun: if after.is_document { "document" } else { "page" } }
    }

    /// What was done, or would be, in one line.
    pub fn summary(&self, dry_run: bool) -> String {
        let lock = self.changes.write.contains_key(lock::FILE_NAME);
        let overlay = self.changes.write.contains_key(overlay::FILE_NAME);
        let written = self.changes.write.len() - usize::from(lock) - usize::from(overlay);
        let removed = self.changes.remove.len();
        if !lock && !overlay && written + removed == 0 {
            return "nothing to update".to_owned();
        }
        let would = if dry_run { "would be " } else { "" };
        let lock = if lock { ", the lock written" } else { "" };
        let overlay = if overlay { ", the overlay written" } else { "" };
        format!("{} {would}written, {removed} removed{overlay}{lock}", count_of(written, self.noun))
    }
}

/// A page byte for byte: one that is not UTF-8 is an error, and never gets here.
fn bytes(project: &Project, page: FileId) -> &[u8] {
    project.schema.files.text(page).as_bytes()
}

/// The folder with the pages of upstream, byte for byte: of the models that are left of it. A page that we have keeps its path.
///
/// # Errors
/// If two pages would have one path.
pub fn take_in(folder: &Documentation, ours: &Project, theirs: &Project) -> Result<Documentation, Failure> {
    if theirs.is_document || ours.is_document {
        return take_in_document(folder, ours, theirs);
    }
    let mut files: Vec<(FileId, Option<&str>)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (file, name) in files_of(theirs, theirs.schema.models.keys().map(String::as_str)) {
        if seen.insert(file) {
            let known = file_of(ours, &name).and_then(|file| ours.path(file));
            files.push((file, known));
        }
    }
    // The folders around all of the pages mean nothing here.
    let around = common_folder(files.iter().filter_map(|(file, _)| theirs.path(*file)));
    let mut pages: BTreeMap<String, SourceFile> = BTreeMap::new();
    for (file, known) in files {
        let Some(path) = theirs.path(file) else { continue };
        let own = path.get(around..).unwrap_or(path);
        let path = known.unwrap_or(own).to_owned();
        let name = format!("{}/{path}", folder.name.trim_end_matches('/'));
        let page = SourceFile { name, path: path.clone(), bytes: bytes(theirs, file).to_vec() };
        if pages.insert(path.clone(), page).is_some() {
            return Err(Failure::bad_input(
                format!("upstream has two pages that would be `{path}`"),
                "take them in from a source in which each page has a name of its own",
            ));
        }
    }
    Ok(Documentation { content: Content::Pages(pages.into_values().collect()), ..folder.clone() })
}

/// What a page documents.
enum Documented<'a> {
    Model(&'a str),
    /// By Rust name.
    Enum(&'a str),
    Union(&'a str),
}

fn file_of(project: &Project, name: &Documented<'_>) -> Option<FileId> {
    let schema = &project.schema;
    let location = match *name {
        Documented::Model(name) => schema.models.get(name)?.location,
        Documented::Enum(name) => schema.enums.get(name)?.location,
        Documented::Union(name) => schema.unions.get(name)?.location,
    };
    Some(location.file)
}

/// The pages of some models, and of the enums and unions that they have, in the order of the names; a page may occur more than once.
fn files_of<'a>(
    project: &'a Project,
    models: impl Iterator<Item = &'a str> + Clone,
) -> Vec<(FileId, Documented<'a>)> {
    let (enums, unions) = project.schema.enums_and_unions_of(models.clone());
    let names = models.map(Documented::Model).chain(enums.into_iter().map(Documented::Enum));
    let names = names.chain(unions.into_iter().map(Documented::Union));
    let files = names.filter_map(|name| Some((file_of(project, &name)?, name)));
    files.filter(|(file, _)| project.path(*file).is_some()).collect()
}

/// The pages of some models, and of the enums and unions that they have.
pub(super) fn pages_of<'a>(
    project: &'a Project,
    models: impl Iterator<Item = &'a str> + Clone,
) -> BTreeSet<FileId> {
    files_of(project, models).into_iter().map(|(file, _)| file).collect()
}

/// Refuses a source that is a document where the folder has pages, or the other way round. A folder without models takes either. `or` is what
/// may be done besides another source.
///
/// # Errors
/// If it is of another kind.
pub fn refuse_another_kind(
    folder: &Documentation,
    ours: &Project,
    theirs: &Project,
    or: &str,
) -> Result<(), Failure> {
    let is_new = theirs.is_document && ours.schema.models.is_empty();
    if theirs.is_document == ours.is_document || is_new {
        return Ok(());
    }
    let kind = |project: &Project| if project.is_document { "an OpenAPI document" } else { "pages" };
    Err(Failure::bad_input(
        format!("`{}` is made of {}, and the source of {}", folder.name, kind(ours), kind(theirs)),
        format!("give a source of the same kind, or {or}"),
    ))
}

/// The folder with the document of upstream and the files that it refers to, byte for byte.
///
/// # Errors
/// If one is a document, and the other is made of pages.
fn take_in_document(
    folder: &Documentation,
    ours: &Project,
    theirs: &Project,
) -> Result<Documentation, Failure> {
    refuse_another_kind(folder, ours, theirs, "begin in an empty folder")?;
    let Some((file, source)) = theirs.page_files().next() else {
        return Err(Failure::bad_input("the source has no document to take in", "give another source"));
    };
    let bytes = bytes(theirs, file).to_vec();
    let ending = if bytes.trim_ascii_start().starts_with(b"{") { ".json" } else { ".yaml" };
    let known = ours
        .page_files()
        .map(|(_, path)| path)
        .next()
        .filter(|path| path.ends_with(ending) || (ending == ".yaml" && path.ends_with(".yml")));
    let named = |path: String, bytes: Vec<u8>| {
        let name = format!("{}/{path}", folder.name.trim_end_matches('/'));
        SourceFile { name, path, bytes }
    };
    let around = source.rfind('/').map_or(0, |end| end + 1);
    let part = |(file, path): (FileId, &str)| {
        named(path.get(around..).unwrap_or(path).to_owned(), self::bytes(theirs, file).to_vec())
    };
    let parts = theirs.page_files().skip(1).map(part).collect();
    let path = known.map_or_else(|| format!("openapi{ending}"), str::to_owned);
    let content = Content::OpenApi(OpenApi { file: named(path, bytes), parts });
    Ok(Documentation { content, ..folder.clone() })
}

/// How many bytes of each path are the folders that hold all of them.
pub(super) fn common_folder<'a>(mut paths: impl Iterator<Item = &'a str>) -> usize {
    let folder = |path: &'a str| path.rfind('/').map_or("", |end| &path[..=end]);
    let mut common = paths.next().map_or("", folder);
    for path in paths {
        while !path.starts_with(common) {
            common = folder(common.trim_end_matches('/'));
        }
    }
    common.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_folder_around_paths() {
        for (paths, expected) in [
            (&[][..], ""),
            (&["A.md"], ""),
            (&["docs/A.md"], "docs/"),
            (&["docs/A.md", "docs/B.md"], "docs/"),
            (&["docs/a/A.md", "docs/b/A.md"], "docs/"),
            (&["docs/a/A.md", "docsy/A.md"], ""),
            (&["a/b/A.md", "a/B.md", "a/b/c/C.md"], "a/"),
            (&["A.md", "docs/B.md"], ""),
        ] {
            assert_eq!(super::common_folder(paths.iter().copied()), expected.len(), "{paths:?}");
        }
    }
}
