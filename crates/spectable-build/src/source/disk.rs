//! Files on disk, within bounds: what means something in a folder, or one file that was named.
//!
//! In a folder only regular files are read, and links to one: a pipe would keep a build waiting for ever, and a device may have no end.
//! Links to folders are not followed, so that no walk goes round in a circle.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::path::{is_document, is_overlay_or_lock, is_page, is_wanted};
use crate::closest::closest;
use crate::invisible::is_unprintable;
use crate::parallel;
use crate::problem::{Problem, Problems};

/// What a folder may hold.
struct Limits {
    /// Pages, overlay and lock.
    files: usize,
    /// Bytes of one of them.
    file: u64,
    /// Bytes of a document.
    document: u64,
    /// Bytes of all of them.
    total: u64,
}

/// As of an archive; a hundred times what the largest API known has.
const LIMITS: Limits = Limits { files: 100_000, file: 16 << 20, document: 64 << 20, total: 256 << 20 };

/// A file that was found in a folder.
struct Found {
    /// Its path in the folder, with `/`.
    path: String,
    on_disk: PathBuf,
    kind: FileType,
}

/// The files of a folder and the folders below it that mean something, in the order of their paths. What is wrong with one of
/// them is noted in `problems`, and the others are read.
///
/// # Errors
/// If the folder itself cannot be read.
pub(super) fn folder(folder: &Path, problems: &mut Problems) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    folder_within(folder, &LIMITS, problems)
}

fn folder_within(
    folder: &Path,
    limits: &Limits,
    problems: &mut Problems,
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let found = find(folder, limits, problems)?;
    let total = AtomicU64::new(0);
    let is_too_much = |total: u64| total > limits.total;
    let read = |Found { path, on_disk, kind }: Found| {
        // More than may be is not kept in memory to be counted.
        if is_too_much(total.load(Ordering::Relaxed)) {
            return Ok((path, Vec::new()));
        }
        let limit = if is_document(&path) { limits.document } else { limits.file };
        let bytes = regular_file(&on_disk, kind, limit)?;
        total.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok((path, bytes))
    };
    let read = parallel::map(found, read);
    // Which files were read by then depends on the threads, so none of them is taken.
    if is_too_much(total.into_inner()) {
        problems.push(too_large(folder, limits.total));
        return Ok(Vec::new());
    }
    let mut files = Vec::with_capacity(read.len());
    for file in read {
        file.map_or_else(|problem| problems.push(problem), |file| files.push(file));
    }
    Ok(files)
}

fn find(folder: &Path, limits: &Limits, problems: &mut Problems) -> Result<Vec<Found>, Problem> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((inner, prefix)) = folders.pop() {
        let entries = match fs::read_dir(&inner).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() => return Err(unreadable(&inner, &error)),
            Err(error) => {
                problems.push(unreadable(&inner, &error));
                continue;
            }
        };
        for entry in entries {
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| !name.contains(is_unprintable)) else {
                if is_page(&name.to_string_lossy()) {
                    problems.push(badly_named(&entry.path()));
                }
                continue;
            };
            let path = format!("{prefix}{name}");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !is_overlay_or_lock(&path) => {
                    folders.push((entry.path(), format!("{path}/")));
                }
                Ok(kind) if is_wanted(&path) => found.push(Found { path, on_disk: entry.path(), kind }),
                Ok(_) => {}
                Err(error) => problems.push(unreadable(&entry.path(), &error)),
            }
        }
        if found.len() > limits.files || folders.len() > limits.files {
            return Err(Problem::error(
                "folder-too-large",
                None,
                format!("`{}` holds more than {} pages or folders", folder.display(), limits.files),
                "leave out what is not documentation",
            ));
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Reads a regular file, or one that a link leads to.
fn regular_file(path: &Path, kind: FileType, limit: u64) -> Result<Vec<u8>, Problem> {
    let is_file = if kind.is_symlink() {
        path.metadata().map_err(|error| unreadable(path, &error))?.is_file()
    } else {
        kind.is_file()
    };
    if is_file {
        return within(path, limit);
    }
    Err(Problem::error(
        "not-a-file",
        None,
        format!("`{}` cannot be read: it is not a regular file", path.display()),
        "replace it by a file, or remove it",
    ))
}

/// A regular file below a folder, if it is there, no link leads out of the folder, and it is not larger than a document.
#[cfg(feature = "openapi")]
pub(super) fn file_below(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let (folder, file) = (folder.canonicalize().ok()?, folder.join(path).canonicalize().ok()?);
    let is_file = file.starts_with(&folder) && file.metadata().ok()?.is_file();
    is_file.then(|| within(&file, LIMITS.document).ok())?
}

/// Reads a file that the user named. It may be a pipe: whoever names one knows that something comes out of it.
///
/// # Errors
/// If it cannot be read, or is larger than any documentation.
pub(super) fn named_file(path: &Path) -> Result<Vec<u8>, Problem> {
    within(path, LIMITS.total)
}

/// Reads a stream to its end; `name` is what messages call it.
///
/// # Errors
/// If it cannot be read, or is larger than any documentation.
pub(super) fn stream(name: &str, reader: impl Read) -> Result<Vec<u8>, Problem> {
    let (limit, mut bytes) = (LIMITS.total, Vec::new());
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(Path::new(name), &error))?;
    if bytes.len() as u64 > limit { Err(too_large(Path::new(name), limit)) } else { Ok(bytes) }
}

fn within(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let read = || -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let size = usize::try_from(file.metadata()?.len().min(limit)).unwrap_or_default();
        // One more than it has, so that the end is seen without making room for more.
        let mut bytes = Vec::with_capacity(size + 1);
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) }
}

pub(super) fn unreadable(path: &Path, why: &io::Error) -> Problem {
    Problem::error(
        "unreadable",
        None,
        format!("`{}` cannot be read: {why}", path.display()),
        match similar(path).filter(|_| why.kind() == io::ErrorKind::NotFound) {
            Some(other) => format!("did you mean `{}`?", other.display()),
            None => "check the path and its permissions".to_owned(),
        },
    )
}

/// A file or folder that is beside a path that does not exist, and is called nearly so.
fn similar(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let other = closest(name, names.iter().map(String::as_str))?;
    Some(folder.map_or_else(|| PathBuf::from(other), |folder| folder.join(other)))
}

fn too_large(path: &Path, limit: u64) -> Problem {
    Problem::error(
        "too-large",
        None,
        format!("`{}` is larger than {limit} bytes", path.display()),
        "leave out what is not documentation",
    )
}

fn badly_named(path: &Path) -> Problem {
    Problem::error(
        "file-name",
        None,
        format!(
            "`{}` cannot be read: its name is not UTF-8, or has characters that nobody sees",
            path.display()
        ),
        "give it another name",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(folder: &Path, limits: &Limits) -> (Vec<String>, Vec<&'static str>) {
        let mut problems = Problems::default();
        let files = folder_within(folder, limits, &mut problems);
        let files = files.unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
        (files.into_iter().map(|(path, _)| path).collect(), problems.iter().map(|it| it.rule).collect())
    }

    #[test]
    fn bounds_hold_for_each_file_and_for_all() {
        let folder = tempfile::tempdir().unwrap();
        for (name, size) in [("A.md", 10), ("B.md", 20), ("notes.txt", 1000)] {
            fs::write(folder.path().join(name), vec![b'a'; size]).unwrap();
        }
        let all = ["A.md", "B.md"].map(str::to_owned).to_vec();
        let first = all[..1].to_vec();
        for (files, file, total, expected) in [
            (2, 20, 30, (all.clone(), vec![])),
            (2, 19, 30, (first, vec!["too-large"])),
            (2, 20, 29, (Vec::new(), vec!["too-large"])),
            (1, 20, 30, (Vec::new(), vec!["folder-too-large"])),
        ] {
            let limits = Limits { files, file, document: file, total };
            assert_eq!(read(folder.path(), &limits), expected, "{files} {file} {total}");
        }
    }

    /// A name is told to Cargo, on a line of its own.
    #[cfg(unix)]
    #[test]
    fn the_name_of_a_file_is_one_line_of_text() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
        for name in [&b"a\ncargo::warning=b.md"[..], b"\xff.md", "\u{202e}.md".as_bytes()] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(OsStr::from_bytes(name)), "# A").unwrap();
            fs::write(folder.path().join("B.md"), "# B").unwrap();
            assert_eq!(
                read(folder.path(), &LIMITS),
                (vec!["B.md".to_owned()], vec!["file-name"]),
                "{name:?}"
            );
        }
    }

    /// A build would otherwise wait for ever, or read without end.
    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        use std::os::unix::{fs::symlink, net::UnixListener};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("out/below")).unwrap();
        fs::create_dir_all(at("in/Page.md")).unwrap();
        fs::write(at("out/Real.md"), "# Real").unwrap();
        fs::write(at("in/Page.md/A.md"), "# A").unwrap();
        symlink(at("out/Real.md"), at("in/Link.md")).unwrap();
        symlink(at("out"), at("in/folder")).unwrap();
        symlink(at("in"), at("in/round")).unwrap();
        assert_eq!(read(&at("in"), &LIMITS), (vec!["Link.md".to_owned(), "Page.md/A.md".to_owned()], vec![]));
        symlink("/dev/zero", at("in/Device.md")).unwrap();
        symlink(at("nowhere"), at("in/Dead.md")).unwrap();
        symlink(at("out"), at("in/Folder.md")).unwrap();
        let _socket = UnixListener::bind(at("in/Socket.md")).unwrap();
        fs::create_dir(at("in/spectable.toml")).unwrap();
        let (files, rules) = read(&at("in"), &LIMITS);
        assert_eq!(files, ["Link.md", "Page.md/A.md"]);
        // In the order of their paths: Dead, Device, Folder, Socket, spectable.toml.
        assert_eq!(rules, ["unreadable", "not-a-file", "not-a-file", "not-a-file", "not-a-file"]);
    }
}
