//! What a folder needs from the operating system: a claim, an exchange with another folder, a sync to disk.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) use unix::{Held, exchange, hold, symlink, sync_folder};

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) use portable::{Held, exchange, hold, symlink, sync_folder};

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod unix {
    use std::os::unix::fs::MetadataExt;

    use rustix::{
        fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with},
        io::Errno,
    };

    use super::{File, Path, fs, io, two_renames};

    /// A claimed folder, open. The kernel drops the claim when the process ends.
    #[derive(Debug)]
    pub(in super::super) struct Held(#[expect(dead_code, reason = "it is held, not read")] File);

    /// Claims a folder; `None` if another process has claimed it.
    pub(in super::super) fn hold(folder: &Path) -> io::Result<Option<Held>> {
        let open = File::open(folder)?;
        match flock(&open, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        // Between opening and claiming, another update may have put a new folder in its place.
        let (ours, there) = (open.metadata()?, fs::metadata(folder)?);
        let same = (ours.dev(), ours.ino()) == (there.dev(), there.ino());
        Ok(same.then_some(Held(open)))
    }

    /// Lets two folders change places: in one step, or in two where the file system cannot do it in one.
    pub(in super::super) fn exchange(staged: &Path, folder: &Path) -> io::Result<()> {
        match renameat_with(CWD, staged, CWD, folder, RenameFlags::EXCHANGE) {
            Ok(()) => {}
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => two_renames(staged, folder)?,
            Err(error) => return Err(error.into()),
        }
        folder.parent().map_or(Ok(()), sync_folder)
    }

    pub(in super::super) fn sync_folder(folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    pub(in super::super) fn symlink(target: &Path, link: &Path) -> io::Result<()> {
        std::os::unix::fs::symlink(target, link)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod portable {
    use std::path::PathBuf;

    use super::{File, Path, fs, io, two_renames};

    /// A file whose existence is the claim.
    #[derive(Debug)]
    pub(in super::super) struct Held(PathBuf);

    impl Drop for Held {
        fn drop(&mut self) {
            // If the file cannot be removed, the next claim reports it.
            let _removed = fs::remove_file(&self.0);
        }
    }

    pub(in super::super) fn hold(folder: &Path) -> io::Result<Option<Held>> {
        let path = folder.with_extension("spectable-update");
        match File::create_new(&path) {
            Ok(_) => Ok(Some(Held(path))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(in super::super) fn exchange(staged: &Path, folder: &Path) -> io::Result<()> {
        two_renames(staged, folder)
    }

    /// A folder cannot be opened here; its files were synchronised one by one.
    pub(in super::super) fn sync_folder(_folder: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn symlink(_target: &Path, link: &Path) -> io::Result<()> {
        Err(io::Error::other(format!("cannot copy the link `{}`", link.display())))
    }
}

/// The name that a folder has while two folders change places in two steps.
pub(super) const ASIDE: &str = "spectable-old";

/// Two folders change places in two steps; a failure between them is undone.
fn two_renames(staged: &Path, folder: &Path) -> io::Result<()> {
    let aside = staged.with_extension(ASIDE);
    fs::rename(folder, &aside)?;
    if let Err(error) = fs::rename(staged, folder) {
        fs::rename(&aside, folder)?;
        return Err(error);
    }
    fs::rename(&aside, staged)
}
