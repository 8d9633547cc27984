//! The sources that an overlay names, in its own folder: pages below it, or a file.

use std::path::Path;

use super::path::inside;
use super::{Content, Documentation, SourceFile, disk};
use crate::location::Files;
use crate::overlay::{Overlay, SourceEntry};
use crate::problem::{Problem, Problems};

/// What each `[[source]]` of an overlay names, in their order, or why there is nothing.
pub type Sources = Vec<Result<Documentation, Problem>>;

/// The sources that an overlay names which stands anywhere: in its own folder.
pub fn beside(overlay: &SourceFile, path: &Path) -> Sources {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let name = |inner: &str| {
        if folder == Path::new(".") { inner.to_owned() } else { folder.join(inner).display().to_string() }
    };
    let source = |entry: SourceEntry| {
        let inner = entry.path.value;
        open(folder, &inner).map(|found| below(&inner, Documentation { name: name(&inner), ..found }))
    };
    entries(overlay).into_iter().map(source).collect()
}

impl Documentation {
    /// Finds the sources that the overlay names. Their pages are taken out of the pages of the folder; `open` finds every other source by
    /// its path in the folder.
    #[must_use]
    pub fn with_sources(mut self, open: impl Fn(&str) -> Result<Self, Problem>) -> Self {
        let entries = self.overlay.as_ref().map(entries).unwrap_or_default();
        for SourceEntry { path, .. } in entries {
            let pages = match &mut self.content {
                Content::Pages(pages) => taken_out(pages, &path.value),
                _ => Vec::new(),
            };
            self.sources.push(if pages.is_empty() {
                open(&path.value).map(|found| below(&path.value, found))
            } else {
                let name = inside(&self.name, &path.value);
                Ok(Self::of_content(&name, Content::Pages(pages), Problems::default()))
            });
        }
        self
    }
}

/// Opens what is in a folder.
///
/// # Errors
/// If there is nothing that can be read, or a link leads out of the folder.
pub(super) fn open(folder: &Path, inner: &str) -> Result<Documentation, Problem> {
    let path = folder.join(inner);
    let real = |path: &Path| path.canonicalize().map_err(|error| disk::unreadable(path, &error));
    if !real(&path)?.starts_with(real(folder)?) {
        return Err(Problem::error(
            "source-outside",
            None,
            format!("`{}` leads out of the folder of the overlay", path.display()),
            "put the source there itself, and not a link to it",
        ));
    }
    let found = Documentation::open(&path)?;
    match &found.content {
        Content::Lock(lock) => Err(Problem::error(
            "source-is-lock",
            None,
            format!("`{}` is a lock: it has no documentation", lock.name),
            "name the pages or the document that it was made of",
        )),
        _ => Ok(found),
    }
}

/// The `[[source]]` entries of an overlay. What is wrong with it is told when the whole of it is read.
fn entries(overlay: &SourceFile) -> Vec<SourceEntry> {
    let Ok(text) = std::str::from_utf8(&overlay.bytes) else { return Vec::new() };
    if !text.contains("source") {
        return Vec::new();
    }
    Overlay::parse(&overlay.name, text, &mut Files::default(), &mut Problems::default()).sources
}

/// Takes out the pages that are at or below a path.
fn taken_out(pages: &mut Vec<SourceFile>, path: &str) -> Vec<SourceFile> {
    let is_below = |page: &SourceFile| {
        page.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let (below, other) = std::mem::take(pages).into_iter().partition(is_below);
    *pages = other;
    below
}

/// A source with the paths of its files as they are from the folder that it is in.
fn below(path: &str, mut found: Documentation) -> Documentation {
    match &mut found.content {
        Content::Pages(pages) => match pages.as_mut_slice() {
            [only] if path.ends_with(&format!("/{}", only.path)) || path == only.path => {
                path.clone_into(&mut only.path)
            }
            pages => pages.iter_mut().for_each(|page| page.path = inside(path, &page.path)),
        },
        #[cfg(feature = "openapi")]
        Content::OpenApi(document) => path.clone_into(&mut document.file.path),
        Content::Lock(_) => {}
    }
    found
}
