//! A folder that changes all at once: after a crash, on a full disk, or with a second update at the same time, the old
//! state is still there.
//!
//! The whole new state is written to a folder beside the old one, and then the two change places in one step.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::terminal::status::Failure;

mod exchange;

/// What changes in a folder, by file name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have another content, by path with `/`.
    pub write: BTreeMap<String, Vec<u8>>,
    /// Files that are removed.
    pub remove: BTreeSet<String>,
}

/// The right to change a folder. Only one process has it at a time.
#[derive(Debug)]
pub struct Claim {
    folder: PathBuf,
    /// Holds the claim for as long as it is open.
    _held: exchange::Held,
}

impl Claim {
    /// Claims a folder until the claim is dropped or the process ends, in any way.
    ///
    /// # Errors
    /// If the folder does not exist, or another process has claimed it.
    pub fn of(folder: &Path) -> Result<Self, Failure> {
        let shown = folder.display();
        recover(folder)
            .map_err(|error| Failure::bad_input(format!("cannot restore `{shown}`: {error}"), ""))?;
        let folder = fs::canonicalize(folder)
            .map_err(|error| Failure::bad_input(format!("cannot open `{shown}`: {error}"), ""))?;
        let held = exchange::hold(&folder)
            .map_err(|error| Failure::bad_input(format!("cannot claim `{shown}`: {error}"), ""))?;
        match held {
            Some(held) => Ok(Self { folder, _held: held }),
            None => Err(Failure::bad_input(
                format!("another update of `{shown}` is running"),
                "wait for it to end, then run this command again",
            )),
        }
    }

    /// Makes all of the changes or none.
    ///
    /// # Errors
    /// If something cannot be written. The folder is then as it was.
    pub fn apply(&self, changes: &Changes) -> Result<(), Failure> {
        if changes.write.is_empty() && changes.remove.is_empty() {
            return Ok(());
        }
        let staged = self.stage(changes).map_err(|error| self.unchanged(&error))?;
        exchange::exchange(&staged, &self.folder).map_err(|error| {
            // If it cannot be removed, the next update replaces it.
            let _removed = fs::remove_dir_all(&staged);
            self.unchanged(&error)
        })?;
        // The folder has its new state; the rest of the old one does no harm.
        let _removed = fs::remove_dir_all(&staged);
        Ok(())
    }

    fn unchanged(&self, error: &io::Error) -> Failure {
        Failure::bad_input(
            format!("cannot update `{}`: {error}", self.folder.display()),
            "nothing was changed; check the free space and the permissions, then run the update again",
        )
    }

    /// The whole new state, on disk, beside the old one.
    fn stage(&self, changes: &Changes) -> io::Result<PathBuf> {
        let staged = beside(&self.folder, "spectable-new")
            .ok_or_else(|| io::Error::other("it has no parent folder"))?;
        if staged.exists() {
            // Left behind by an update that was interrupted.
            fs::remove_dir_all(&staged)?;
        }
        fs::create_dir(&staged)?;
        let result = self.fill(&staged, changes);
        if result.is_err() {
            let _removed = fs::remove_dir_all(&staged);
        }
        result.map(|()| staged)
    }

    fn fill(&self, staged: &Path, changes: &Changes) -> io::Result<()> {
        fs::set_permissions(staged, fs::metadata(&self.folder)?.permissions())?;
        let mut folders = keep(&self.folder, staged, "", changes)?;
        for (name, bytes) in &changes.write {
            let path = staged.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
                folders.insert(folder.to_owned());
            }
            let mut file = File::create_new(path)?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        folders.insert(staged.to_owned());
        folders.iter().try_for_each(|folder| exchange::sync_folder(folder))
    }
}

/// A name beside a folder that is used for nothing else.
fn beside(folder: &Path, role: &str) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(folder.file_name()?);
    name.push(".");
    name.push(role);
    Some(folder.parent()?.join(name))
}

/// Where two folders cannot change places in one step, a crash between the two steps leaves the old one under another
/// name.
fn recover(folder: &Path) -> io::Result<()> {
    match beside(folder, exchange::ASIDE) {
        Some(aside) if !folder.exists() && aside.exists() => fs::rename(aside, folder),
        _ => Ok(()),
    }
}

/// Keeps what does not change in the new folder, and returns the folders that were made for it. `prefix` is the path of
/// both folders below the root.
fn keep(from: &Path, to: &Path, prefix: &str, changes: &Changes) -> io::Result<BTreeSet<PathBuf>> {
    let mut folders = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let kept = to.join(entry.file_name());
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&kept)?;
            fs::set_permissions(&kept, fs::metadata(entry.path())?.permissions())?;
            folders.extend(keep(&entry.path(), &kept, &format!("{path}/"), changes)?);
            folders.insert(kept);
        } else if !changes.write.contains_key(&path) && !changes.remove.contains(&path) {
            keep_file(&entry.path(), &kept)?;
        }
    }
    Ok(folders)
}

/// Gives the same file another name: with a hard link, or with a copy where there are no links.
fn keep_file(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    if fs::symlink_metadata(from)?.is_symlink() {
        return exchange::symlink(&fs::read_link(from)?, to);
    }
    fs::copy(from, to)?;
    File::open(to)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of two pages, a note and a subfolder, in a folder of its own.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("schema");
        fs::create_dir_all(folder.join("drafts")).unwrap();
        for (name, text) in
            [("A.md", "a"), ("B.md", "b"), ("note.txt", "n"), ("drafts/C.md", "c"), ("drafts/E.md", "e")]
        {
            fs::write(folder.join(name), text).unwrap();
        }
        (around, folder)
    }

    fn content(folder: &Path) -> BTreeMap<String, String> {
        let mut content = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_dir() {
                for (inner, text) in self::content(&entry.path()) {
                    content.insert(format!("{name}/{inner}"), text);
                }
            } else {
                content.insert(name, fs::read_to_string(entry.path()).unwrap());
            }
        }
        content
    }

    fn changes() -> Changes {
        Changes {
            write: BTreeMap::from([
                ("A.md".to_owned(), b"new".to_vec()),
                ("more/D.md".to_owned(), b"d".to_vec()),
            ]),
            remove: BTreeSet::from(["B.md".to_owned(), "drafts/C.md".to_owned()]),
        }
    }

    #[test]
    fn changes_are_made_and_everything_else_stays() {
        let (around, folder) = folder();
        Claim::of(&folder).unwrap().apply(&changes()).unwrap();
        let expected = [("A.md", "new"), ("drafts/E.md", "e"), ("more/D.md", "d"), ("note.txt", "n")];
        let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(content(&folder), BTreeMap::from(expected));
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1, "nothing is left beside the folder");
    }

    #[test]
    fn a_second_claim_at_the_same_time_fails() {
        let (_around, folder) = folder();
        let first = Claim::of(&folder).unwrap();
        let second = Claim::of(&folder).unwrap_err();
        assert!(second.message().contains("another update"), "{}", second.message());
        drop(first);
        assert!(Claim::of(&folder).is_ok());
    }

    #[test]
    fn what_an_update_that_was_cut_off_left_behind_is_replaced() {
        let (around, folder) = folder();
        let before = content(&folder);
        let claim = Claim::of(&folder).unwrap();
        // The crash: the new state is on disk, and the exchange never came.
        claim.stage(&changes()).unwrap();
        assert_eq!(content(&folder), before);
        claim.apply(&changes()).unwrap();
        assert_eq!(content(&folder)["A.md"], "new");
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_name_that_cannot_be_written_changes_nothing() {
        let (around, folder) = folder();
        let before = content(&folder);
        let mut changes = changes();
        changes.write.insert("note.txt/no.md".to_owned(), Vec::new());
        let failure = Claim::of(&folder).unwrap().apply(&changes).unwrap_err();
        assert!(failure.remedy().contains("nothing was changed"));
        assert_eq!(content(&folder), before);
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_crash_between_two_renames_is_recovered_from() {
        let (around, folder) = folder();
        let before = content(&folder);
        fs::rename(&folder, around.path().join(".schema.spectable-old")).unwrap();
        let _claim = Claim::of(&folder).unwrap();
        assert_eq!(content(&folder), before);
    }
}
