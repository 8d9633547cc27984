//! Whether the files that a conversion reads and writes are different ones.

use std::path::{Path, PathBuf};

use super::inputs::Input;
use crate::failure::Failure;

/// Refuses an output that is a folder, and a file that would be replaced while it is read, or by another output.
///
/// # Errors
/// If two names mean the same file, or an output is a folder.
pub(super) fn check(out: &Path, set_aside: Option<&Path>, inputs: &[Input]) -> Result<(), Failure> {
    let written = [Some((out, "--out")), set_aside.map(|path| (path, "--set-aside"))];
    for (path, option) in written.into_iter().flatten() {
        if path.is_dir() || path.file_name().is_none() {
            return Err(Failure::bad_input(
                format!("`{}` is a folder", path.display()),
                format!("give `{option}` the name of a file"),
            ));
        }
        let place = place_of(path);
        let same = |input: &&Input| input.path.as_deref().is_some_and(|it| place_of(it) == place);
        if let Some(input) = inputs.iter().find(same) {
            return Err(Failure::bad_input(
                format!("`{}` is an input, and would be replaced by `{}`", input.name, path.display()),
                format!("give `{option}` another name"),
            ));
        }
    }
    if set_aside.is_some_and(|path| place_of(path) == place_of(out)) {
        return Err(Failure::bad_input(
            format!("`{}` is both the output and the file of documents that are set aside", out.display()),
            "give `--set-aside` another name",
        ));
    }
    Ok(())
}

/// Where a file is, or would be, without links.
fn place_of(path: &Path) -> PathBuf {
    if let Ok(place) = path.canonicalize() {
        return place;
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().or_else(|_| std::path::absolute(folder));
    folder.unwrap_or_default().join(path.file_name().unwrap_or_default())
}
