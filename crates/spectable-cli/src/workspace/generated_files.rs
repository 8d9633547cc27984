//! Writes a tree of files over an earlier one. Only files that changed are written, and only files that are ours.
//!
//! A list in the folder names each file that was written, with a hash of its text. A file that is not on the list, or
//! that changed since, is not touched.
//!
//! Some files are only begun: they are there for their owner to edit. As long as nobody did, they are written again like the others.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::terminal::status::Failure;

/// The list.
const LIST: &str = ".spectable-generated";

/// What is to be written, by path below a folder.
#[derive(Debug, Default)]
pub struct Files {
    /// Files that are generated, and not to be edited.
    pub generated: BTreeMap<String, String>,
    /// Files that are begun. One that somebody edited, or wrote, stays as it is.
    pub begun: BTreeMap<String, String>,
}

/// What was done.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Done {
    /// How many files were written.
    pub written: usize,
    /// How many files were already up to date.
    pub unchanged: usize,
    /// How many files of an earlier run were removed.
    pub removed: usize,
    /// The files that were to be begun, and belong to somebody.
    pub kept: Vec<String>,
}

/// The difference between the files and what is on disk.
#[derive(Default)]
struct Plan<'a> {
    changed: Vec<(&'a str, &'a str)>,
    stale: Vec<&'a str>,
    in_the_way: Vec<&'a str>,
    kept: Vec<&'a str>,
}

/// Writes files, and removes those that an earlier run wrote and this one does not.
///
/// # Errors
/// If a file is in the way that this function did not write, or that was edited: then nothing is written. If a file
/// cannot be read or written.
pub fn write(out: &Path, files: &Files) -> Result<Done, Failure> {
    let list = read_list(out)?;
    let Plan { changed, stale, in_the_way, kept } = plan(out, files, &list)?;
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
    write_list(out, files, &kept, &list)?;
    let all = files.generated.len() + files.begun.len();
    let unchanged = all - changed.len() - kept.len();
    let kept = kept.into_iter().map(str::to_owned).collect();
    Ok(Done { written: changed.len(), unchanged, removed: stale.len(), kept })
}

fn plan<'a>(out: &Path, files: &'a Files, list: &'a BTreeMap<String, String>) -> Result<Plan<'a>, Failure> {
    let mut plan = Plan::default();
    let generated = files.generated.iter().map(|file| (file, false));
    for ((path, text), is_begun) in generated.chain(files.begun.iter().map(|file| (file, true))) {
        match read(&out.join(path))? {
            Some(found) if found == text.as_bytes() => {}
            Some(found) if list.get(path) != Some(&hash(&found)) => {
                if is_begun {
                    plan.kept.push(path);
                } else {
                    plan.in_the_way.push(path);
                }
            }
            _ => plan.changed.push((path, text)),
        }
    }
    let is_known = |path: &String| files.generated.contains_key(path) || files.begun.contains_key(path);
    for (path, written) in list.iter().filter(|(path, _)| !is_known(path)) {
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

/// A file that was kept has the hash with which it was begun: whoever takes the edits back has it written again.
fn write_list(
    out: &Path,
    files: &Files,
    kept: &[&str],
    before: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let mut text = "# The files that `spectable generate` wrote here, and what they held.\n".to_owned();
    let all: BTreeMap<&String, &String> = files.generated.iter().chain(&files.begun).collect();
    for (path, content) in all {
        let hash = match kept.contains(&path.as_str()) {
            true => before.get(path).cloned(),
            false => Some(hash(content.as_bytes())),
        };
        text.extend(hash.map(|hash| format!("{hash}  {path}\n")));
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

    fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    fn files(files: &[(&str, &str)]) -> Files {
        Files { generated: texts(files), ..Files::default() }
    }

    fn done(written: usize, unchanged: usize, removed: usize) -> Done {
        Done { written, unchanged, removed, kept: Vec::new() }
    }

    #[test]
    fn what_was_begun_belongs_to_who_edits_it() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        let begun =
            |text: &str| Files { generated: texts(&[("a.rs", text)]), begun: texts(&[("lib.rs", text)]) };
        assert_eq!(write(out, &begun("1")).unwrap(), done(2, 0, 0));
        assert_eq!(write(out, &begun("2")).unwrap(), done(2, 0, 0), "nobody edited it");
        fs::write(out.join("lib.rs"), "mine").unwrap();
        let kept =
            |written, unchanged| Done { kept: vec!["lib.rs".to_owned()], ..done(written, unchanged, 0) };
        assert_eq!(write(out, &begun("3")).unwrap(), kept(1, 0));
        assert_eq!(write(out, &begun("3")).unwrap(), kept(0, 1));
        assert_eq!(fs::read_to_string(out.join("lib.rs")).unwrap(), "mine");
        fs::write(out.join("lib.rs"), "2").unwrap();
        assert_eq!(write(out, &begun("4")).unwrap(), done(2, 0, 0), "the edits were taken back");

        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("lib.rs"), "theirs").unwrap();
        assert_eq!(write(other.path(), &begun("1")).unwrap(), kept(1, 0));
        assert_eq!(write(other.path(), &begun("2")).unwrap(), kept(1, 0));
        assert_eq!(fs::read_to_string(other.path().join("lib.rs")).unwrap(), "theirs");
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
