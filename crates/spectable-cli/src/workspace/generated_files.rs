//! Writes a tree of files over an earlier one. Only files that changed are written, and only files that are ours.
//!
//! A list in the folder names each file that was written, with a hash of its text. A file that is not on the list, or
//! that changed since, is not touched.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::terminal::status::Failure;

/// The list.
const LIST: &str = ".spectable-generated";

/// What was done.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// How many files were written.
    pub written: usize,
    /// How many files were already up to date.
    pub unchanged: usize,
    /// How many files of an earlier run were removed.
    pub removed: usize,
}

/// The difference between the files and what is on disk.
#[derive(Default)]
struct Plan<'a> {
    changed: Vec<(&'a str, &'a str)>,
    stale: Vec<&'a str>,
    in_the_way: Vec<&'a str>,
}

/// Writes files, by path below a folder, and removes those that an earlier run wrote and this one does not.
///
/// # Errors
/// If a file is in the way that this function did not write, or that was edited: then nothing is written. If a file
/// cannot be read or written.
pub fn write(out: &Path, files: &BTreeMap<String, String>) -> Result<Done, Failure> {
    let list = read_list(out)?;
    let Plan { changed, stale, in_the_way } = plan(out, files, &list)?;
    if let Some(&first) = in_the_way.first() {
        return Err(refused(&out.join(first), list.contains_key(first), in_the_way.len() - 1));
    }
    for (path, text) in &changed {
        put(&out.join(path), text)?;
    }
    for path in &stale {
        let path = out.join(path);
        fs::remove_file(&path).map_err(|error| failed("removed", &path, &error))?;
    }
    write_list(out, files)?;
    Ok(Done { written: changed.len(), unchanged: files.len() - changed.len(), removed: stale.len() })
}

fn plan<'a>(
    out: &Path,
    files: &'a BTreeMap<String, String>,
    list: &'a BTreeMap<String, String>,
) -> Result<Plan<'a>, Failure> {
    let mut plan = Plan::default();
    for (path, text) in files {
        match read(&out.join(path))? {
            Some(found) if found == text.as_bytes() => {}
            Some(found) if list.get(path) != Some(&hash(&found)) => plan.in_the_way.push(path),
            _ => plan.changed.push((path, text)),
        }
    }
    for (path, written) in list.iter().filter(|(path, _)| !files.contains_key(*path)) {
        match read(&out.join(path))? {
            Some(found) if hash(&found) == *written => plan.stale.push(path),
            Some(_) => plan.in_the_way.push(path),
            None => {}
        }
    }
    Ok(plan)
}

fn refused(first: &Path, was_written: bool, others: usize) -> Failure {
    let edited =
        if was_written { "was edited since it was written" } else { "was not written by this command" };
    let more = if others > 0 { format!(" (and {others} more)") } else { String::new() };
    Failure::bad_input(
        format!("`{}` {edited}{more}; nothing was written", first.display()),
        "move it, or write to another folder",
    )
}

fn hash(text: &[u8]) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::bad_input(
        format!("`{}` cannot be {what}: {error}", path.display()),
        "check the path and its permissions",
    )
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", path, &error)),
    }
}

/// Writes a whole file or nothing: it is written beside its place, and then moved there.
fn put(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed("written", path, &error))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".spectable-new");
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // The rest of a failed write is useless. If it cannot be removed, the first error says why.
        let _removed = fs::remove_file(&beside);
        failed("written", path, &error)
    })
}

fn read_list(out: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let path = out.join(LIST);
    let bytes = read(&path)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let mut list = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let entry = line.split_once("  ");
        match entry.filter(|(_, path)| {
            Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
        }) {
            Some((hash, file)) => {
                list.insert(file.to_owned(), hash.to_owned());
            }
            None => {
                return Err(Failure::bad_input(
                    format!("`{}` was edited: `{line}` is not a valid entry", path.display()),
                    "restore it, or remove it and the generated files",
                ));
            }
        }
    }
    Ok(list)
}

fn write_list(out: &Path, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let mut text = "# The files that `spectable generate` wrote here, and what they held.\n".to_owned();
    for (path, content) in files {
        text.push_str(&format!("{}  {path}\n", hash(content.as_bytes())));
    }
    let path = out.join(LIST);
    if read(&path)?.as_deref() == Some(text.as_bytes()) {
        return Ok(());
    }
    put(&path, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    fn done(written: usize, unchanged: usize, removed: usize) -> Done {
        Done { written, unchanged, removed }
    }

    #[test]
    fn only_what_changed_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("new");
        let first = files(&[("a.rs", "a"), ("src/b.rs", "b")]);
        assert_eq!(write(&out, &first).unwrap(), done(2, 0, 0));
        let before = fs::metadata(out.join("a.rs")).unwrap().modified().unwrap();
        assert_eq!(write(&out, &first).unwrap(), done(0, 2, 0));
        assert_eq!(fs::metadata(out.join("a.rs")).unwrap().modified().unwrap(), before);
        assert_eq!(write(&out, &files(&[("a.rs", "a2"), ("c.rs", "c")])).unwrap(), done(2, 0, 1));
        assert!(!out.join("src/b.rs").exists());
        assert_eq!(fs::read_to_string(out.join("a.rs")).unwrap(), "a2");
    }

    #[test]
    fn files_of_others_are_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        fs::write(out.join("theirs.rs"), "theirs").unwrap();
        write(out, &files(&[("a.rs", "a"), ("b.rs", "b")])).unwrap();
        let refused = write(out, &files(&[("a.rs", "2"), ("theirs.rs", "ours")])).unwrap_err();
        assert!(
            refused.message().contains("theirs.rs` was not written by this command"),
            "{}",
            refused.message()
        );
        assert_eq!(fs::read_to_string(out.join("a.rs")).unwrap(), "a", "nothing was written");
        fs::write(out.join("b.rs"), "edited").unwrap();
        for next in [files(&[("b.rs", "2")]), files(&[("a.rs", "a")])] {
            let refused = write(out, &next).unwrap_err();
            assert!(refused.message().contains("b.rs` was edited"), "{}", refused.message());
        }
        assert_eq!(fs::read_to_string(out.join("theirs.rs")).unwrap(), "theirs");
        assert_eq!(fs::read_to_string(out.join("b.rs")).unwrap(), "edited");
    }

    #[test]
    fn a_list_that_leads_elsewhere_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(LIST), "0123456789abcdef  ../elsewhere.rs\n").unwrap();
        assert!(write(folder.path(), &files(&[])).unwrap_err().message().contains("is not a valid entry"));
    }
}
