//! What a command line names as a source: a path on the disk, or `REV:path` of the current git repository.

use std::path::Path;

use spectable_build::{
    problem::{Problem, Problems},
    source::{Documentation, SourceFile, is_wanted},
};

use super::revision;
use crate::terminal::status::Failure;

/// Finds the documentation that a name means. A path that exists comes before a revision.
///
/// # Errors
/// If there is no such source, it cannot be read, or it is not documentation.
pub fn open(name: &Path) -> Result<Documentation, Failure> {
    match name.to_str() {
        Some(spec) if spec.contains(':') && !name.exists() => open_revision(spec),
        _ => Documentation::open(name).map_err(refused),
    }
}

/// Reads a file that the command line names, such as an overlay.
///
/// # Errors
/// If it cannot be read.
pub fn open_file(path: &Path) -> Result<SourceFile, Failure> {
    SourceFile::open(path).map_err(refused)
}

fn open_revision(spec: &str) -> Result<Documentation, Failure> {
    let found = match revision::read(spec, is_wanted)? {
        revision::Object::Folder(files) => Documentation::of_folder(spec, files, Problems::default()),
        revision::Object::File(bytes) => Documentation::of_file(spec, bytes),
    };
    found.map_err(refused)
}

fn refused(problem: Problem) -> Failure {
    Failure::bad_input(problem.message, problem.remedy)
}
