//! A `.tar.gz`, read as a stream.

use std::io::{self, Read, Seek, SeekFrom};

use tar::{Archive, Entry, EntryType};

use super::{Files, MAX_ENTRIES, note_link, note_too_many, wanted_name};
use crate::problem::Problems;
use crate::source::gzip::{Gunzip, Limits, Verdict};

pub(super) fn read(
    archive: &str,
    reader: impl Read,
    limits: Limits,
    files: &mut Files,
    problems: &mut Problems,
) {
    match Gunzip::new(reader, limits) {
        Ok((stream, verdict)) => {
            if let Err(error) = read_entries(archive, stream, files, problems) {
                note_failure(archive, &error, &verdict, problems);
            }
        }
        Err(error) => unreadable(archive, &error, problems),
    }
}

fn read_entries(
    archive: &str,
    stream: impl Read,
    files: &mut Files,
    problems: &mut Problems,
) -> io::Result<()> {
    let mut tar = Archive::new(Forward { stream, at: 0 });
    for (index, entry) in tar.entries_with_seek()?.enumerate() {
        if index >= MAX_ENTRIES {
            note_too_many(archive, problems);
            return Ok(());
        }
        read_entry(archive, &mut entry?, files, problems)?;
    }
    // The check sum is at the end of the stream, after the padding of the archive.
    io::copy(&mut tar.into_inner(), &mut io::sink())?;
    Ok(())
}

fn read_entry(
    archive: &str,
    entry: &mut Entry<'_, impl Read>,
    files: &mut Files,
    problems: &mut Problems,
) -> io::Result<()> {
    let Some(name) = wanted_name(archive, &entry.path_bytes(), problems) else { return Ok(()) };
    match entry.header().entry_type() {
        EntryType::Regular | EntryType::Continuous => {}
        EntryType::Directory => return Ok(()),
        _ => {
            note_link(archive, &name, problems);
            return Ok(());
        }
    }
    if !files.takes(archive, &name, entry.size(), problems) {
        return Ok(());
    }
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < entry.size() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    files.add(archive, name, bytes, problems);
    Ok(())
}

/// A stream that goes forward only. An archive of a stream that cannot seek clears 32 KiB to pass over what is behind an entry, which
/// takes a tenth of the time of reading pages.
struct Forward<R> {
    stream: R,
    at: u64,
}

impl<R: Read> Read for Forward<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<R: Read> Seek for Forward<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Current(distance) = to else { return Err(io::ErrorKind::Unsupported.into()) };
        let Ok(distance) = u64::try_from(distance) else { return Err(io::ErrorKind::Unsupported.into()) };
        let passed = io::copy(&mut self.by_ref().take(distance), &mut io::sink())?;
        if passed < distance { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(self.at) }
    }
}

fn note_failure(archive: &str, error: &io::Error, verdict: &Verdict, problems: &mut Problems) {
    match verdict.refusal() {
        Some(refusal) => {
            let (rule, remedy) = refusal.rule_and_remedy();
            problems.error(rule, None, format!("`{archive}`: {refusal}"), remedy);
        }
        None if error.kind() == io::ErrorKind::UnexpectedEof => problems.error(
            "archive-truncated",
            None,
            format!("`{archive}`: the archive inside ends early"),
            "fetch or make the file again",
        ),
        None => unreadable(archive, error, problems),
    }
}

fn unreadable(archive: &str, error: &io::Error, problems: &mut Problems) {
    problems.error(
        "archive-unreadable",
        None,
        format!("`{archive}` cannot be read as a .tar.gz: {error}"),
        "give a file made by `tar czf`",
    );
}
