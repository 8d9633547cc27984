//! The folder beside the output in which a conversion works.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

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
        let name = out.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = out.with_file_name(format!(".{name}.part"));
        let failed = |error: &io::Error| Failure::io("write", &folder.display().to_string(), error);
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

    /// Removes what is in the folder.
    pub(super) fn clear(&self) -> Result<(), Failure> {
        let failed = |error: &io::Error| Failure::io("clear", &self.folder.display().to_string(), error);
        for entry in fs::read_dir(&self.folder).map_err(|error| failed(&error))? {
            let path = entry.map_err(|error| failed(&error))?.path();
            if path.file_name().is_some_and(|name| name != "lock") {
                fs::remove_file(path).map_err(|error| failed(&error))?;
            }
        }
        Ok(())
    }

    /// Removes the folder, at the end. If this fails, the output is whole all the same, and the next conversion clears the folder.
    pub(super) fn end(self) {
        if fs::remove_dir_all(&self.folder).is_err() {
            let _left_for_the_next = self.clear();
        }
    }
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
