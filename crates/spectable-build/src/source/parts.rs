//! The files that an OpenAPI document refers to, below its folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::path::base;
use super::{OpenApi, SourceFile, disk, openapi};

/// More files than any document has.
const MAX_FILES: usize = 10_000;
/// As of a document by itself.
const MAX_BYTES: usize = 64 << 20;

/// Finds the files that a document and its files refer to. `open` gives one by its path from the folder of the document, if it is there;
/// what is not there is told where it is referred to.
pub(super) fn gathered(file: SourceFile, mut open: impl FnMut(&str) -> Option<Vec<u8>>) -> OpenApi {
    let folder = file.name.strip_suffix(base(&file.name)).unwrap_or_default().to_owned();
    let mut parts: BTreeMap<String, SourceFile> = BTreeMap::new();
    let mut wanted = referred_to(base(&file.name), &file.bytes);
    let mut room = MAX_BYTES;
    while let Some(path) = wanted.pop() {
        if path == base(&file.name) || parts.contains_key(&path) || parts.len() >= MAX_FILES {
            continue;
        }
        let Some(bytes) = open(&path).filter(|bytes| bytes.len() <= room) else { continue };
        room -= bytes.len();
        wanted.extend(referred_to(&path, &bytes));
        parts.insert(path.clone(), SourceFile { name: format!("{folder}{path}"), path, bytes });
    }
    OpenApi { file, parts: parts.into_values().collect() }
}

/// The same, with the files on disk. A link that leads out of the folder is not followed.
pub(super) fn on_disk(file: SourceFile, folder: &Path) -> OpenApi {
    gathered(file, |path| disk::file_below(folder, path))
}

fn referred_to(path: &str, bytes: &[u8]) -> Vec<String> {
    str::from_utf8(bytes).map(|text| openapi::files_in(path, text)).unwrap_or_default()
}

impl OpenApi {
    /// The paths of its files, in the order in which they are read.
    pub(crate) fn paths(&self) -> Vec<String> {
        let folder = self.file.path.strip_suffix(base(&self.file.path)).unwrap_or_default();
        let parts = self.parts.iter().map(|part| format!("{folder}{}", part.path));
        std::iter::once(self.file.path.clone()).chain(parts).collect()
    }
}
