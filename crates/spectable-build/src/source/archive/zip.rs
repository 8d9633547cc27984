//! A `.zip`. Its directory is at its end, so that it is read whole before anything in it.

use std::fmt::Display;
use std::io::{Cursor, Read};

use ::zip::ZipArchive;
use ::zip::read::ZipFile;
use ::zip::result::ZipResult;

use super::{Files, MAX_ENTRIES, note_link, note_too_many, wanted_name};
use crate::problem::Problems;
use crate::source::gzip::{Limits, Refusal};
use crate::source::html;

pub(super) fn read(
    archive: &str,
    reader: impl Read,
    limits: Limits,
    files: &mut Files,
    problems: &mut Problems,
) {
    let mut whole = Vec::new();
    if let Err(error) = reader.take(limits.bytes + 1).read_to_end(&mut whole) {
        return unreadable(archive, &error, problems);
    }
    if whole.len() as u64 > limits.bytes {
        let refusal = Refusal::TooLarge { limit: limits.bytes };
        return note_too_large(archive, refusal, problems);
    }
    if html::is_html(&whole) {
        let message = format!("`{archive}` is an HTML page, not a .zip");
        return problems.error(
            "not-zip",
            None,
            message,
            "fetch it again: the server answered with a page for people",
        );
    }
    let packed = whole.len() as u64;
    match ZipArchive::new(Cursor::new(whole)) {
        Ok(mut zip) => read_entries(archive, &mut zip, (packed, limits), files, problems),
        Err(error) => unreadable(archive, &error, problems),
    }
}

fn read_entries(
    archive: &str,
    zip: &mut ZipArchive<Cursor<Vec<u8>>>,
    (packed, limits): (u64, Limits),
    files: &mut Files,
    problems: &mut Problems,
) {
    let mut room = Room { packed, limits, taken: 0 };
    for index in 0..zip.len() {
        if index >= MAX_ENTRIES {
            return note_too_many(archive, problems);
        }
        let read =
            zip.by_index(index).and_then(|entry| read_entry(archive, entry, &mut room, files, problems));
        match read {
            Ok(None) => {}
            Ok(Some(refusal)) => return note_too_large(archive, refusal, problems),
            Err(error) => return unreadable(archive, &error, problems),
        }
    }
}

/// How much may come out of an archive.
struct Room {
    /// Its size in bytes.
    packed: u64,
    limits: Limits,
    /// What has come out so far.
    taken: u64,
}

impl Room {
    /// Why no more than was taken may be taken.
    fn refusal(&self) -> Option<Refusal> {
        let Limits { bytes, ratio } = self.limits;
        if self.taken > bytes {
            Some(Refusal::TooLarge { limit: bytes })
        } else if self.taken > Limits::RATIO_FROM && self.taken / ratio > self.packed {
            Some(Refusal::TooDense { ratio })
        } else {
            None
        }
    }
}

/// Reads one file, as far as there is room.
fn read_entry(
    archive: &str,
    mut entry: ZipFile<'_, Cursor<Vec<u8>>>,
    room: &mut Room,
    files: &mut Files,
    problems: &mut Problems,
) -> ZipResult<Option<Refusal>> {
    let Some(name) = wanted_name(archive, entry.name_raw(), problems) else { return Ok(None) };
    if entry.is_dir() {
        return Ok(None);
    }
    if entry.is_symlink() {
        note_link(archive, &name, problems);
        return Ok(None);
    }
    // What the directory says of the size may be a lie.
    if !files.takes(archive, &name, entry.size(), problems) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    entry.by_ref().take(room.limits.bytes.saturating_sub(room.taken) + 1).read_to_end(&mut bytes)?;
    room.taken += bytes.len() as u64;
    if let Some(refusal) = room.refusal() {
        return Ok(Some(refusal));
    }
    if files.takes(archive, &name, bytes.len() as u64, problems) {
        files.add(archive, name, bytes, problems);
    }
    Ok(None)
}

fn note_too_large(archive: &str, refusal: Refusal, problems: &mut Problems) {
    let (_, remedy) = refusal.rule_and_remedy();
    let message = match refusal {
        Refusal::TooDense { ratio } => format!("`{archive}` unpacks to more than {ratio} times its size"),
        _ => format!("`{archive}` holds more than documentation may"),
    };
    problems.error("zip-too-large", None, message, remedy);
}

fn unreadable(archive: &str, error: &impl Display, problems: &mut Problems) {
    let message = format!("`{archive}` cannot be read as a .zip: {error}");
    problems.error(
        "archive-unreadable",
        None,
        message,
        "fetch the file again, or unpack it and give the folder",
    );
}
