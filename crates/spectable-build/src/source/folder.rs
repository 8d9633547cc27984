//! Pages on disk: a folder of them, or one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name of a file and its bytes.
pub type NamedFile = (String, Vec<u8>);

/// The `.md` files of a folder and the folders below it, or one file: names with `/` between folders, and contents.
/// Sorted by name, byte by byte, whatever the file system's order.
///
/// # Errors
/// The path and the reason where a folder or file cannot be read.
pub fn read(path: &Path) -> Result<Vec<NamedFile>, (PathBuf, io::Error)> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    if fs::metadata(path).map_err(failed(path))?.is_file() {
        let name = path.to_string_lossy().into_owned();
        return Ok(vec![(name, fs::read(path).map_err(failed(path))?)]);
    }
    let mut pages = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
            let path = entry.map_err(failed(&folder))?.path();
            let kind = fs::symlink_metadata(&path).map_err(failed(&path))?;
            if kind.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    let mut files = Vec::with_capacity(pages.len());
    for page in pages {
        let name = page.to_string_lossy().replace('\\', "/");
        files.push((name, fs::read(&page).map_err(failed(&page))?));
    }
    files.sort_by(|(a, _), (b, _)| a.as_bytes().cmp(b.as_bytes()));
    Ok(files)
}
