//! The folder beside the output in which a conversion works.

use std::{
    ffi::OsString,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// The name of a journal that is not whole yet.
pub(super) const BESIDE: &str = "journal.new";

/// The folder, which one conversion has at a time.
#[derive(Debug)]
pub(super) struct Work {
    folder: PathBuf,
    _lock: File,
}

impl Work {
    /// Takes the folder of an output: `.calls.parquet.part` beside `calls.parquet`.
    ///
    /// # Errors
    /// If another process has it, or it cannot be made.
    pub(super) fn begin(out: &Path, restart: bool) -> Result<Self, Failure> {
        let folder = folder_of(out);
        let failed = |error: &io::Error| Failure::io("write", &folder.display().to_string(), error);
        check(&folder)?;
        fs::create_dir_all(&folder).map_err(|error| failed(&error))?;
        let lock = File::create(folder.join("lock")).map_err(|error| failed(&error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = format!("`{}` is being written by another process", out.display());
                return Err(Failure::undecided(
                    message,
                    "wait until it is done, or give another name with `--out`",
                ));
            }
            // Where a file system has no locks, nothing says that another process is there.
            Err(TryLockError::Error(_)) => {}
        }
        let work = Self { folder, _lock: lock };
        if restart {
            work.clear()?;
        }
        Ok(work)
    }

    /// A file in the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The file of a part.
    pub(super) fn part(&self, number: usize) -> PathBuf {
        self.path(&format!("part-{number:06}"))
    }

    /// Removes what conversions write into the folder, the journal last: without one, the folder has nothing else.
    pub(super) fn clear(&self) -> Result<(), Failure> {
        let failed = |error: &io::Error| Failure::io("clear", &self.folder.display().to_string(), error);
        let mut journal = None;
        for entry in fs::read_dir(&self.folder).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            let name = entry.file_name();
            if name == "journal" {
                journal = Some(entry.path());
            } else if name != "lock" && name.to_str().is_some_and(is_ours) {
                fs::remove_file(entry.path()).map_err(|error| failed(&error))?;
            }
        }
        journal.map_or(Ok(()), fs::remove_file).map_err(|error| failed(&error))
    }

    /// Removes the folder, at the end. If this fails, the output is whole all the same, and the next conversion clears the folder.
    pub(super) fn end(self) {
        if self.clear().is_ok() && fs::remove_file(self.path("lock")).is_ok() {
            let _left_for_the_next = fs::remove_dir(&self.folder);
        }
    }
}

fn folder_of(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".part");
    out.with_file_name(name)
}

/// The journal of the conversion to a file, if there is one.
pub(super) fn journal_of(out: &Path) -> PathBuf {
    folder_of(out).join("journal")
}

/// Refuses a folder that is none of a conversion: what is in it belongs to somebody else.
fn check(folder: &Path) -> Result<(), Failure> {
    let name = folder.display().to_string();
    let foreign = || {
        Failure::bad_input(
            format!("`{name}` is not the folder of a conversion"),
            "move it away, or give another name with `--out`",
        )
    };
    let failed = |error: &io::Error| Failure::io("read", &name, error);
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(&error)),
        Ok(facts) if !facts.is_dir() => return Err(foreign()),
        Ok(_) => {}
    }
    if folder.join("journal").is_file() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        let name = entry.map_err(|error| failed(&error))?.file_name();
        if name != "lock" && name != BESIDE {
            return Err(foreign());
        }
    }
    Ok(())
}

/// Whether a conversion writes files of this name into its folder.
fn is_ours(name: &str) -> bool {
    let number = |it: &str| it.len() >= 6 && it.bytes().all(|byte| byte.is_ascii_digit());
    ["journal", BESIDE, "lock", "part", "set-aside", "whole"].contains(&name)
        || name.strip_prefix("part-").is_some_and(number)
}

/// Gives a file its final name, for good: also if the machine stops just then.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::io("write", &to.display().to_string(), error);
    fs::rename(from, to).map_err(|error| failed(&error))?;
    let folder = to.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder cannot be opened everywhere; where it can, its entry is written to the disk now.
    if let Ok(folder) = File::open(folder) {
        let _where_it_can = folder.sync_all();
    }
    Ok(())
}
