//! Files that come into a folder all at once: no file that is there is overwritten, and after a failure none of them is left.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::terminal::status::Failure;

/// What is to be written.
#[derive(Debug, Default)]
pub struct NewFiles {
    /// Files that are not there yet.
    pub create: BTreeMap<PathBuf, Vec<u8>>,
    /// Files that get another text, with the text that they had when it was made.
    pub replace: BTreeMap<PathBuf, Replacement>,
}

/// Another text for a file.
#[derive(Debug)]
pub struct Replacement {
    /// What was read.
    pub old: Vec<u8>,
    /// What is written.
    pub new: Vec<u8>,
}

/// Something that keeps a file from being made.
#[derive(Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// What is there.
    pub path: PathBuf,
    /// What it is, and what is needed.
    pub what: &'static str,
}

impl NewFiles {
    /// What is in the way. A file that is there with the very same text is not, and is not made again.
    ///
    /// # Errors
    /// If a file cannot be looked at.
    pub fn in_the_way(&mut self) -> Result<Vec<InTheWay>, Failure> {
        let mut found = BTreeSet::new();
        let mut same = Vec::new();
        for (path, bytes) in &self.create {
            let above = path.ancestors().skip(1).filter(|it| !it.as_os_str().is_empty());
            if let Some(file) = above.filter(|it| it.symlink_metadata().is_ok()).find(|it| !it.is_dir()) {
                found.insert((file.to_owned(), "is a file, and a folder is needed"));
                continue;
            }
            match path.symlink_metadata() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(cannot("look at", path, &error)),
                Ok(kind) if kind.is_dir() => {
                    found.insert((path.clone(), "is a folder, and a file is needed"));
                }
                Ok(_) if fs::read(path).is_ok_and(|text| text == *bytes) => same.push(path.clone()),
                Ok(_) => {
                    found.insert((path.clone(), "is there already"));
                }
            }
        }
        same.iter().for_each(|path| drop(self.create.remove(path)));
        Ok(found.into_iter().map(|(path, what)| InTheWay { path, what }).collect())
    }

    /// Writes all of the files or none.
    ///
    /// # Errors
    /// If one of them cannot be written, or came in the meantime. Everything is then as it was.
    pub fn write(&self) -> Result<(), Failure> {
        let mut done = Done::default();
        let result = self.try_write(&mut done);
        result.map_err(|(path, error)| match done.undo() {
            Ok(()) => Failure::bad_input(
                format!("cannot write `{}`: {error}", path.display()),
                "nothing was written; check the free space and the permissions, then run this command again",
            ),
            Err((left, undo)) => Failure::bad_input(
                format!("cannot write `{}`: {error}", path.display()),
                format!("`{}` could not be taken back: {undo}; look at it before you go on", left.display()),
            ),
        })
    }

    fn try_write(&self, done: &mut Done) -> Result<(), (PathBuf, io::Error)> {
        for (path, bytes) in &self.create {
            let failed = |error| (path.clone(), error);
            done.folders(path.parent()).map_err(failed)?;
            let mut file = File::create_new(path).map_err(failed)?;
            done.files.push(path.clone());
            file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
        }
        for (path, Replacement { old, new }) in &self.replace {
            let failed = |error| (path.clone(), error);
            if fs::read(path).map_err(failed)? != *old {
                return Err(failed(io::Error::other("it has just changed")));
            }
            exchange(path, new).map_err(failed)?;
            done.replaced.push((path.clone(), old.clone()));
        }
        Ok(())
    }
}

/// Gives a file another text, whole or not at all.
///
/// # Errors
/// If it cannot be written. It is then as it was.
pub fn exchange(path: &Path, text: &[u8]) -> io::Result<()> {
    // A link stays one: what it leads to is changed.
    let path = fs::canonicalize(path)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".spectable-new");
    let beside = PathBuf::from(beside);
    let permissions = fs::metadata(&path)?.permissions();
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(text)?;
        file.sync_all()?;
        fs::set_permissions(&beside, permissions)?;
        fs::rename(&beside, &path)
    };
    write().inspect_err(|_| {
        // The rest of a failed write is useless. If it cannot be removed, the first error says why.
        let _removed = fs::remove_file(&beside);
    })
}

/// What was written so far.
#[derive(Default)]
struct Done {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    replaced: Vec<(PathBuf, Vec<u8>)>,
}

impl Done {
    /// Makes a folder, and notes which part of its path was new.
    fn folders(&mut self, folder: Option<&Path>) -> io::Result<()> {
        let missing = folder.into_iter().flat_map(Path::ancestors);
        let missing: Vec<&Path> =
            missing.take_while(|it| !it.as_os_str().is_empty() && !it.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Takes back what was written, the last first.
    fn undo(self) -> Result<(), (PathBuf, io::Error)> {
        for (path, old) in self.replaced.into_iter().rev() {
            exchange(&path, &old).map_err(|error| (path, error))?;
        }
        for path in self.files.into_iter().rev() {
            fs::remove_file(&path).map_err(|error| (path, error))?;
        }
        for path in self.folders.into_iter().rev() {
            fs::remove_dir(&path).map_err(|error| (path, error))?;
        }
        Ok(())
    }
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::bad_input(
        format!("cannot {what} `{}`: {error}", path.display()),
        "check the path and its permissions",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(root: &Path, files: &[(&str, &str)]) -> NewFiles {
        let create = files.iter().map(|(path, text)| (root.join(path), text.as_bytes().to_vec())).collect();
        NewFiles { create, ..NewFiles::default() }
    }

    #[test]
    fn what_is_there_is_found_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("same"), "1").unwrap();
        fs::write(root.join("other"), "1").unwrap();
        fs::create_dir(root.join("folder")).unwrap();
        let mut files =
            new(root, &[("same", "1"), ("other", "2"), ("folder", "3"), ("same/below", "4"), ("new/a", "5")]);
        let found = files.in_the_way().unwrap();
        let found: Vec<_> = found.iter().map(|it| (it.path.strip_prefix(root).unwrap(), it.what)).collect();
        assert_eq!(
            found,
            [
                (Path::new("folder"), "is a folder, and a file is needed"),
                (Path::new("other"), "is there already"),
                (Path::new("same"), "is a file, and a folder is needed"),
            ]
        );
        assert!(!files.create.contains_key(&root.join("same")));
    }

    #[test]
    fn after_a_failure_everything_is_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("theirs"), "t").unwrap();
        fs::write(root.join("manifest"), "old").unwrap();
        for (old, path) in [("old", "theirs"), ("stale", "z")] {
            let mut files = new(root, &[("a/b/c", "1"), ("b", "2"), (path, "3")]);
            let replacement = Replacement { old: old.into(), new: "new".into() };
            files.replace.insert(root.join("manifest"), replacement);
            let failure = files.write().unwrap_err();
            assert!(failure.remedy().contains("nothing was written"), "{failure:?}");
            let mut left: Vec<_> = fs::read_dir(root).unwrap().map(|it| it.unwrap().file_name()).collect();
            left.sort();
            assert_eq!(left, ["manifest", "theirs"], "{old}");
            assert_eq!(fs::read_to_string(root.join("manifest")).unwrap(), "old");
        }
        let mut files = new(root, &[("a/b/c", "1")]);
        let replacement = Replacement { old: "old".into(), new: "new".into() };
        files.replace.insert(root.join("manifest"), replacement);
        files.write().unwrap();
        assert_eq!(fs::read_to_string(root.join("manifest")).unwrap(), "new");
        assert_eq!(fs::read_to_string(root.join("a/b/c")).unwrap(), "1");
    }
}
