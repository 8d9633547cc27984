//! What a command line names as a source: a path on the disk, `REV:path` of the current git repository, or standard input.

use std::{io, path::Path};

use spectable_build::{
    overlay::Adds,
    problem::{Problem, Problems},
    project::Lower,
    source::{Content, Documentation, SourceFile, Sources, beside, is_wanted, may_be_part},
};

use super::revision;
use crate::terminal::status::Failure;

/// Standard input, as the command line names it. A file of this name is `./-`.
const STDIN: &str = "-";
/// What messages call it.
pub const SHOWN_STDIN: &str = "<stdin>";

/// Finds the documentation that a name means. A path that exists comes before a revision.
///
/// # Errors
/// If there is no such source, it cannot be read, or it is not documentation.
pub fn open(name: &Path) -> Result<Documentation, Failure> {
    match name.to_str() {
        Some(STDIN) => Documentation::of_stream(SHOWN_STDIN, io::stdin().lock()).map_err(refused),
        Some(spec) if spec.contains(':') && !name.exists() => open_revision(spec),
        _ => Documentation::open(name).map_err(refused),
    }
}

/// What messages call the source of a name.
pub fn shown(name: &str) -> String {
    if name == STDIN { SHOWN_STDIN.to_owned() } else { name.to_owned() }
}

/// What messages call several sources that are read as one.
pub fn shown_all(names: &[&str]) -> String {
    names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(" and ")
}

/// Refuses to read standard input for two sources: the second would find nothing in it.
///
/// # Errors
/// If it is named more than once.
pub fn refuse_stdin_twice<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<(), Failure> {
    if names.into_iter().filter(|name| *name == STDIN).count() < 2 {
        return Ok(());
    }
    Err(Failure::bad_input(
        "standard input (`-`) is given as a source more than once",
        "it can be read only once: write one of the two to a file, and give the path of it",
    ))
}

/// Finds what is in a folder that pages are to be put into.
///
/// # Errors
/// If it cannot be read.
pub fn open_to_fill(folder: &Path) -> Result<Documentation, Failure> {
    Documentation::open_to_fill(folder).map_err(refused)
}

/// Reads a file that the command line names, such as an overlay.
///
/// # Errors
/// If it cannot be read.
pub fn open_file(path: &Path) -> Result<SourceFile, Failure> {
    SourceFile::open(path).map_err(refused)
}

/// Reads an overlay that the command line names, with the sources that it names in its folder.
///
/// # Errors
/// If it cannot be read.
pub fn open_overlay(path: &Path) -> Result<(SourceFile, Sources), Failure> {
    let overlay = open_file(path)?;
    let sources = beside(&overlay, path);
    Ok((overlay, sources))
}

/// Finds the sources that are laid under the first.
///
/// # Errors
/// As [`open`], and if one of them is a lock.
pub fn open_lower<P: AsRef<Path>>(names: &[P], adds: Adds) -> Result<Vec<Lower>, Failure> {
    let open_one = |name: &P| {
        let documentation = open(name.as_ref())?;
        refuse_lock(&documentation)?;
        Ok(Lower { documentation, adds })
    };
    names.iter().map(open_one).collect()
}

/// Refuses a lock where documentation is wanted.
///
/// # Errors
/// If it is one.
pub fn refuse_lock(documentation: &Documentation) -> Result<(), Failure> {
    let Content::Lock(lock) = &documentation.content else { return Ok(()) };
    Err(Failure::bad_input(
        format!("`{}` is a lock: it has no documentation", lock.name),
        "give the pages or the document that it was made of",
    ))
}

fn open_revision(spec: &str) -> Result<Documentation, Failure> {
    let found = match revision::read(spec, |path| is_wanted(path) || may_be_part(path))? {
        revision::Object::Folder(files) => Documentation::of_folder(spec, files, Problems::default()),
        revision::Object::File(bytes) => Documentation::of_file(spec, bytes),
    };
    let folder = spec.trim_end_matches('/');
    let inside = |inner: &str| {
        let path =
            if folder.ends_with(':') { format!("{folder}{inner}") } else { format!("{folder}/{inner}") };
        let why = |failure: Failure| Problem::error("unreadable", None, failure.message(), failure.remedy());
        open_revision(&path).map_err(why)
    };
    found.map(|found| found.with_sources(inside)).map_err(refused)
}

fn refused(problem: Problem) -> Failure {
    Failure::bad_input(problem.message, problem.remedy)
}
