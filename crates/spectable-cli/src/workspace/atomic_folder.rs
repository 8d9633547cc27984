//! A folder whose files change together: on a full disk or after an error, the old state is still there; a change that was cut off by a
//! crash is finished by the next command that claims the folder; and a second change at the same time is refused.
//!
//! The folder itself stays, with everything in it that does not change. So a shell, an editor or a watcher that is in it stays there.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use crate::terminal::status::Failure;

use self::journal::{Journal, NotMade};

pub use self::changes::Changes;

mod changes;
mod claiming;
mod journal;

/// The right to change a folder. Only one process has it at a time.
#[derive(Debug)]
pub struct Claim {
    folder: PathBuf,
    /// Holds the claim for as long as it is open.
    _held: claiming::Held,
}

impl Claim {
    /// Claims a folder until the claim is dropped or the process ends, in any way. A change of it that was cut off is finished.
    ///
    /// # Errors
    /// If the folder does not exist, or another process has claimed it.
    pub fn of(folder_as_named: &Path) -> Result<Self, Failure> {
        let shown = folder_as_named.display();
        let folder = fs::canonicalize(folder_as_named)
            .map_err(|error| Failure::bad_input(format!("cannot open `{shown}`: {error}"), ""))?;
        let held = claiming::hold(&folder)
            .map_err(|error| Failure::bad_input(format!("cannot claim `{shown}`: {error}"), ""))?;
        let Some(held) = held else {
            return Err(Failure::bad_input(
                format!("another command is changing `{shown}`"),
                "wait for it to end, then run this command again",
            ));
        };
        let claim = Self { folder, _held: held };
        claim.go_on(folder_as_named)?;
        Ok(claim)
    }

    /// The same for a folder that may not be there yet: it is made.
    ///
    /// # Errors
    /// If it cannot be made, or as [`of`](Self::of).
    pub fn of_new(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| {
            Failure::bad_input(
                format!("cannot make `{}`: {error}", folder.display()),
                "nothing was written; check the path and its permissions",
            )
        })?;
        Self::of(folder)
    }

    /// Finishes a change that was cut off, or removes what is left of one that is not to be finished.
    fn go_on(&self, shown: &Path) -> Result<(), Failure> {
        let Ok(beside) = self.beside() else { return Ok(()) };
        let left = Journal::left(&self.folder, &beside);
        let done = left.and_then(|left| left.map_or_else(|| Journal::remove_rest(&beside), Journal::go_on));
        done.map_err(|error| {
            Failure::bad_input(
                format!("a change of `{}` was cut off, and cannot be finished: {error}", shown.display()),
                "check the free space and the permissions, then run this command again",
            )
        })
    }

    /// Makes all of the changes or none.
    ///
    /// # Errors
    /// If something cannot be written. The folder is then as it was.
    pub fn apply(&self, changes: &Changes) -> Result<(), Failure> {
        if changes.write.is_empty() && changes.remove.is_empty() {
            return Ok(());
        }
        let journal = self.beside().and_then(|beside| Journal::new(&self.folder, &beside, changes));
        let made = journal.map_err(NotMade::Unchanged).and_then(Journal::make);
        made.map_err(|not_made| {
            let (error, remedy) = match &not_made {
                NotMade::Unchanged(error) => (
                    error,
                    "nothing was changed; check the free space and the permissions, then run this command again",
                ),
                NotMade::CutOff(error) => (
                    error,
                    "a part of it was changed; check the free space and the permissions, then run this command again, which finishes it",
                ),
            };
            Failure::bad_input(format!("cannot change `{}`: {error}", self.folder.display()), remedy)
        })
    }

    /// Where a change is kept until it is made.
    fn beside(&self) -> io::Result<PathBuf> {
        beside(&self.folder).ok_or_else(|| io::Error::other("it has no parent folder"))
    }
}

/// Finishes a change of a folder that was cut off, for who only reads it. If another process is at it, it is left to that one.
///
/// # Errors
/// If it cannot be finished.
pub fn finish_what_was_cut_off(folder: &Path) -> Result<(), Failure> {
    let Ok(real) = fs::canonicalize(folder) else { return Ok(()) };
    let left = beside(&real).map(|beside| Journal::left(&real, &beside));
    match left {
        // Who may not read it, or finds something else there, has nothing to finish.
        None | Some(Ok(None) | Err(_)) => Ok(()),
        Some(Ok(Some(_))) => match claiming::hold(&real) {
            Ok(None) => Ok(()),
            Ok(Some(held)) => Claim { folder: real, _held: held }.go_on(folder),
            Err(error) => {
                Err(Failure::bad_input(format!("cannot claim `{}`: {error}", folder.display()), ""))
            }
        },
    }
}

/// A name beside a folder that is used for nothing else.
fn beside(folder: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(folder.file_name()?);
    name.push(".spectable-new");
    Some(folder.parent()?.join(name))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

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
        assert!(second.message().contains("another command is changing"), "{}", second.message());
        drop(first);
        assert!(Claim::of(&folder).is_ok());
    }

    #[test]
    fn what_a_change_that_was_cut_off_left_behind_is_replaced() {
        let (around, folder) = folder();
        let before = content(&folder);
        let claim = Claim::of(&folder).unwrap();
        // The crash: new files are on disk, and the list of steps never came.
        fs::create_dir(claim.beside().unwrap()).unwrap();
        fs::write(claim.beside().unwrap().join("new-0"), "new").unwrap();
        assert_eq!(content(&folder), before);
        claim.apply(&changes()).unwrap();
        assert_eq!(content(&folder)["A.md"], "new");
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_left_without_a_list_is_removed() {
        let (around, folder) = folder();
        let before = content(&folder);
        // The crash: the list was removed, and the files beside it were not.
        fs::create_dir(beside(&folder).unwrap()).unwrap();
        fs::write(beside(&folder).unwrap().join("old-0"), "a").unwrap();
        drop(Claim::of(&folder).unwrap());
        assert_eq!(content(&folder), before);
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
        // Only a folder is what a change leaves behind.
        fs::write(beside(&folder).unwrap(), "mine").unwrap();
        let claim = Claim::of(&folder).unwrap();
        assert_eq!(fs::read_to_string(claim.beside().unwrap()).unwrap(), "mine");
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
    fn a_change_that_was_cut_off_is_finished() {
        for made in 0..=4 {
            for by_a_reader in [false, true] {
                let (around, folder) = folder();
                let claim = Claim::of(&folder).unwrap();
                let journal = Journal::new(&folder, &claim.beside().unwrap(), &changes()).unwrap();
                // The crash comes after some of the steps.
                journal.some_steps(made);
                drop(claim);
                let finish = || match by_a_reader {
                    false => Claim::of(&folder).is_ok(),
                    true => finish_what_was_cut_off(&folder).is_ok() && !beside(&folder).unwrap().exists(),
                };
                // A process that another test starts at this moment inherits the claim until it has begun its own program.
                assert!((0..1000).any(|_| finish()));
                let expected = [("A.md", "new"), ("drafts/E.md", "e"), ("more/D.md", "d"), ("note.txt", "n")];
                let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
                assert_eq!(content(&folder), BTreeMap::from(expected), "after {made} steps");
                assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
            }
        }
    }

    #[test]
    fn a_change_that_was_cut_off_while_it_was_taken_back_is_finished() {
        for (made, back) in (1..=4).flat_map(|made| (1..=made).map(move |back| (made, back))) {
            let (around, folder) = folder();
            let journal = Journal::new(&folder, &beside(&folder).unwrap(), &changes()).unwrap();
            journal.some_steps_back(made, back);
            finished(&folder);
            let expected = [("A.md", "new"), ("drafts/E.md", "e"), ("more/D.md", "d"), ("note.txt", "n")];
            let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
            assert_eq!(content(&folder), BTreeMap::from(expected), "{back} of {made} steps taken back");
            assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_step_that_was_half_taken_back_is_made_again() {
        let (_around, folder) = folder();
        let journal = Journal::new(&folder, &beside(&folder).unwrap(), &changes()).unwrap();
        journal.some_steps(2);
        // The new file is kept, and the old one is not in its place yet.
        fs::rename(folder.join("A.md"), beside(&folder).unwrap().join("new-0")).unwrap();
        finished(&folder);
        assert_eq!(content(&folder)["A.md"], "new");
    }

    /// The next command claims the folder. A process that another test starts at this moment inherits a claim until it has begun its own program.
    fn finished(folder: &Path) {
        assert!((0..1000).any(|_| Claim::of(folder).is_ok()));
    }

    #[test]
    fn a_list_that_leads_elsewhere_is_refused() {
        let (_around, folder) = folder();
        let claim = Claim::of(&folder).unwrap();
        let beside = claim.beside().unwrap();
        drop(claim);
        fs::create_dir(&beside).unwrap();
        for list in ["remove ../elsewhere", "remove /etc/x", "move A.md", "write"] {
            fs::write(beside.join("steps"), list).unwrap();
            let failure = Claim::of(&folder).unwrap_err();
            assert!(failure.message().contains("is not a list of steps"), "{}", failure.message());
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_and_its_permissions_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};

        let (_around, folder) = folder();
        fs::set_permissions(folder.join("A.md"), fs::Permissions::from_mode(0o640)).unwrap();
        let before = fs::metadata(&folder).unwrap().ino();
        Claim::of(&folder).unwrap().apply(&changes()).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().ino(), before);
        assert_eq!(fs::metadata(folder.join("A.md")).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
