//! What a folder needs from the operating system: a claim, and a sync to disk.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) use unix::{Held, hold, sync_folder};

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) use portable::{Held, hold, sync_folder};

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod unix {
    use std::os::unix::fs::MetadataExt;

    use rustix::{
        fs::{FlockOperation, flock},
        io::Errno,
    };

    use super::{File, Path, fs, io};

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
        // Between opening and claiming, somebody may have put another folder in its place.
        let (ours, there) = (open.metadata()?, fs::metadata(folder)?);
        let same = (ours.dev(), ours.ino()) == (there.dev(), there.ino());
        Ok(same.then_some(Held(open)))
    }

    pub(in super::super) fn sync_folder(folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod portable {
    use std::path::PathBuf;

    use super::{File, Path, fs, io};

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

    /// A folder cannot be opened here; its files were synchronised one by one.
    pub(in super::super) fn sync_folder(_folder: &Path) -> io::Result<()> {
        Ok(())
    }
}
