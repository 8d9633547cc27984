//! The steps of a change, on disk beside the folder before the first of them is made: what was cut off can be finished, and what failed can be
//! taken back.
//!
//! A folder beside the one that changes holds each new file and each old one under the number of its step, and a list of the steps. The list
//! comes last: without it, nothing was changed yet.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::{Component, Path, PathBuf},
};

use super::{changes::Changes, claiming};

/// The name of the list.
const LIST: &str = "steps";

/// A change that is on disk, and made or not.
#[derive(Debug)]
pub(super) struct Journal {
    /// The folder that changes.
    folder: PathBuf,
    /// The folder beside it.
    beside: PathBuf,
    steps: Vec<Step>,
}

/// What becomes of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Write(String),
    Remove(String),
}

impl Step {
    fn path(&self) -> &str {
        match self {
            Self::Write(path) | Self::Remove(path) => path,
        }
    }
}

/// Why a change was not made.
#[derive(Debug)]
pub(super) enum NotMade {
    /// The folder is as it was.
    Unchanged(io::Error),
    /// Some files are new, and could not be taken back: the next claim of the folder goes on with it.
    CutOff(io::Error),
}

impl Journal {
    /// Puts a change on disk. Nothing of it is made yet.
    pub(super) fn new(folder: &Path, beside: &Path, changes: &Changes) -> io::Result<Self> {
        if beside.exists() {
            // Left behind by a command that was cut off before its list was there.
            fs::remove_dir_all(beside)?;
        }
        // The lock is last: until then, names are those that were released.
        let (last, first): (Vec<_>, Vec<_>) =
            changes.write.keys().partition(|path| *path == spectable_build::lock::FILE_NAME);
        let write = |path: &&String| Step::Write((*path).clone());
        let removed = changes.remove.iter().map(|path| Step::Remove(path.clone()));
        let steps = first.iter().map(write).chain(removed).chain(last.iter().map(write)).collect();
        let journal = Self { folder: folder.to_owned(), beside: beside.to_owned(), steps };
        fs::create_dir(beside)?;
        let result = journal.fill(changes);
        if result.is_err() {
            let _removed = fs::remove_dir_all(beside);
        }
        result.map(|()| journal)
    }

    fn fill(&self, changes: &Changes) -> io::Result<()> {
        let mut list = String::new();
        for (number, step) in self.steps.iter().enumerate() {
            let place = self.folder.join(step.path());
            let old = place.symlink_metadata().ok();
            if old.is_some_and(|old| !old.is_dir()) {
                keep(&place, &self.old(number))?;
            }
            let word = match step {
                Step::Write(path) => {
                    let bytes = changes.write.get(path).map(Vec::as_slice).unwrap_or_default();
                    let mut file = File::create_new(self.new_file(number))?;
                    file.write_all(bytes)?;
                    if let Ok(old) = fs::metadata(&place).map(|old| old.permissions()) {
                        file.set_permissions(old)?;
                    }
                    file.sync_all()?;
                    "write"
                }
                Step::Remove(_) => "remove",
            };
            list.push_str(&format!("{word} {}\n", step.path()));
        }
        let draft = self.beside.join("draft");
        let mut file = File::create_new(&draft)?;
        file.write_all(list.as_bytes())?;
        file.sync_all()?;
        fs::rename(draft, self.beside.join(LIST))?;
        claiming::sync_folder(&self.beside)?;
        self.beside.parent().map_or(Ok(()), claiming::sync_folder)
    }

    /// Removes what a change left behind that was cut off before its list was there, or after the list was gone.
    pub(super) fn remove_rest(beside: &Path) -> io::Result<()> {
        match beside.symlink_metadata() {
            Ok(rest) if rest.is_dir() => fs::remove_dir_all(beside),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// The change that was cut off, if one was.
    pub(super) fn left(folder: &Path, beside: &Path) -> io::Result<Option<Self>> {
        let list = match fs::read_to_string(beside.join(LIST)) {
            Ok(list) => list,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let steps: Option<Vec<Step>> = list.lines().map(step).collect();
        let steps = steps.ok_or_else(|| {
            io::Error::other(format!("`{}` is not a list of steps", beside.join(LIST).display()))
        })?;
        Ok(Some(Self { folder: folder.to_owned(), beside: beside.to_owned(), steps }))
    }

    /// Makes the change. What fails is taken back.
    pub(super) fn make(self) -> Result<(), NotMade> {
        let mut folders = Vec::new();
        for number in 0..self.steps.len() {
            if let Err(error) = self.step(number, &mut folders) {
                return Err(match self.take_back(number, &folders) {
                    Ok(()) => NotMade::Unchanged(error),
                    Err(_) => NotMade::CutOff(error),
                });
            }
        }
        self.finish().map_err(NotMade::CutOff)
    }

    /// Goes on with a change that was cut off.
    pub(super) fn go_on(self) -> io::Result<()> {
        let mut folders = Vec::new();
        (0..self.steps.len()).try_for_each(|number| self.step(number, &mut folders))?;
        self.finish()
    }

    /// Makes a step, or finds that it is made.
    fn step(&self, number: usize, made: &mut Vec<PathBuf>) -> io::Result<()> {
        match self.steps.get(number) {
            Some(Step::Write(path)) => {
                let new = self.new_file(number);
                let place = self.folder.join(path);
                if !new.exists() {
                    return Ok(());
                }
                let above = place.ancestors().skip(1);
                let missing: Vec<&Path> = above.take_while(|folder| !folder.exists()).collect();
                for folder in missing.into_iter().rev() {
                    fs::create_dir(folder)?;
                    made.push(folder.to_owned());
                }
                fs::rename(new, place)
            }
            Some(Step::Remove(path)) => match fs::remove_file(self.folder.join(path)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                Ok(()) | Err(_) => Ok(()),
            },
            None => Ok(()),
        }
    }

    /// Takes back the steps before this one, the last first.
    fn take_back(&self, failed: usize, folders: &[PathBuf]) -> io::Result<()> {
        (0..failed).rev().try_for_each(|number| self.step_back(number))?;
        folders.iter().rev().try_for_each(fs::remove_dir)?;
        self.finish()
    }

    /// Takes back a step that was made. The new file is kept: until the list is gone, every step can be made again.
    fn step_back(&self, number: usize) -> io::Result<()> {
        let Some(step) = self.steps.get(number) else { return Ok(()) };
        let (old, place) = (self.old(number), self.folder.join(step.path()));
        if matches!(step, Step::Write(_)) {
            fs::rename(&place, self.new_file(number))?;
        }
        if old.symlink_metadata().is_ok() { fs::rename(old, place) } else { Ok(()) }
    }

    /// Syncs the folders in which something changed, and removes what is beside the folder: the list first, so that no half of it is ever read.
    fn finish(&self) -> io::Result<()> {
        let places = self.steps.iter().map(|step| self.folder.join(step.path()));
        let folders: BTreeSet<PathBuf> = places.filter_map(|it| it.parent().map(Path::to_owned)).collect();
        folders
            .iter()
            .filter(|folder| folder.is_dir())
            .try_for_each(|folder| claiming::sync_folder(folder))?;
        fs::remove_file(self.beside.join(LIST))?;
        // The folder has its new state; the rest of the old one does no harm.
        let _removed = fs::remove_dir_all(&self.beside);
        Ok(())
    }

    /// Makes the first steps only.
    #[cfg(test)]
    pub(super) fn some_steps(&self, count: usize) {
        (0..count).for_each(|number| self.step(number, &mut Vec::new()).unwrap());
    }

    /// Makes the first steps, and takes back the last of them.
    #[cfg(test)]
    pub(super) fn some_steps_back(&self, count: usize, back: usize) {
        self.some_steps(count);
        (count - back..count).rev().for_each(|number| self.step_back(number).unwrap());
    }

    fn new_file(&self, number: usize) -> PathBuf {
        self.beside.join(format!("new-{number}"))
    }

    fn old(&self, number: usize) -> PathBuf {
        self.beside.join(format!("old-{number}"))
    }
}

/// A line of the list. A path never leads out of the folder.
fn step(line: &str) -> Option<Step> {
    let (word, path) = line.split_once(' ')?;
    let is_inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    match word {
        _ if !is_inside => None,
        "write" => Some(Step::Write(path.to_owned())),
        "remove" => Some(Step::Remove(path.to_owned())),
        _ => None,
    }
}

/// Gives the same file another name: with a hard link, or with a copy where there are no links.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    File::open(to)?.sync_all()
}
