//! Is a folder of pages what its lock says?

use std::path::Path;

use spectable_build::{
    lock,
    overlay::FailOn,
    project::{Project, Reading},
    source::Documentation,
};

use crate::{
    Error,
    changes::{changed_pages, sort},
    gate::Gate,
    origin::origin,
    policy::Policy,
    report::{FindingFormat, Report},
    sides::compare,
    snapshot::Snapshot,
    waiver,
};

/// Panics if the pages (or the document) in a folder are not what its lock says: then somebody changed them, or the overlay, and did not
/// run `spectable update`. The message lists what changed, as `spectable check` does. What counts is the same, too: waivers and the table `[drift]` of the overlay are heeded.
///
/// A relative path begins at the folder of the package that is tested, where cargo runs tests.
///
/// # Panics
/// If there is a finding that counts, or the folder cannot be read.
#[track_caller]
#[expect(clippy::panic, reason = "that is how an assertion fails")]
pub fn assert_in_step(folder: impl AsRef<Path>) {
    let folder = folder.as_ref();
    match judged(folder) {
        Ok((report, gate)) if !gate.fails_any(&report.findings) => {}
        Ok((report, _)) => panic!(
            "`{}` is not what its lock says:\n\n{}\nrun `spectable update --schema {}`, and commit what it writes\n",
            folder.display(),
            report.render(FindingFormat::Text, false),
            folder.display(),
        ),
        Err(error) => panic!("{error}"),
    }
}

/// Compares a folder with its lock, and leaves out what its overlay waives or allows.
///
/// # Errors
/// If the folder cannot be read or has no lock, or what its overlay says of findings is wrong.
pub fn of_folder(folder: &Path) -> Result<Report, Error> {
    judged(folder).map(|(report, _)| report)
}

fn judged(folder: &Path) -> Result<(Report, Gate), Error> {
    let project = Project::read(Documentation::open(folder)?, Reading::default());
    if let Some(error) = Error::of(&project) {
        return Err(error);
    }
    let policy = Policy::of(&project.overlay, &project.schema.files)?;
    let mut report = with_lock(&project)?;
    policy.apply(&mut report, waiver::today(), None);
    Ok((report, Gate::AtLeast(policy.fail_on.unwrap_or(FailOn::Patch))))
}

/// Compares a project with its lock: is it what was released?
///
/// # Errors
/// If it has no lock.
pub fn with_lock(project: &Project) -> Result<Report, Error> {
    let Some(lock) = &project.lock else {
        return Err(Error::new(
            format!("`{}` has no {}", project.name, lock::FILE_NAME),
            "run `spectable update`, and commit the lock with the pages",
        ));
    };
    let files = &project.schema.files;
    let locked = Snapshot::of_lock(lock::FILE_NAME, lock, files);
    let mut report = compare(&locked, &Snapshot::of(project));
    let origin = |model: &_| origin(project, model);
    let changed = changed_pages((lock, files), &project.schema, origin, &report.findings);
    report.findings.extend(changed);
    sort(&mut report.findings);
    Ok(report)
}
