//! Bytes to an archive, and on from there.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use spectable_build::location::Files;
use spectable_build::lock::Pins;
use spectable_build::problem::Problems;
use spectable_build::source::archive::{self, Archived};
use spectable_build::source::markdown;

use crate::generated;

/// Reads the bytes as a `.zip`, as a `.tar.gz`, and once more as the `.tar` in one: a fuzzer does not guess a check sum.
pub fn check(bytes: &[u8]) {
    check_archive("pages.zip", bytes);
    check_archive("pages.tar.gz", bytes);
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    if packed.write_all(bytes).is_ok()
        && let Ok(packed) = packed.finish()
    {
        check_archive("pages.tar.gz", &packed);
    }
}

fn check_archive(name: &str, bytes: &[u8]) {
    let mut problems = Problems::default();
    let Archived { pages, documents } = archive::read(name, bytes, &mut problems);
    generated::check_problems(&problems, &Files::default());
    let is_empty = pages.is_empty() && documents.is_empty();
    assert!(!is_empty || problems.has_errors(), "an archive without pages and documents is an error");
    for files in [&pages, &documents] {
        for (before, after) in files.iter().zip(files.iter().skip(1)) {
            assert!(before.0 < after.0, "{:?} comes before {:?}", before.0, after.0);
        }
    }
    for (name, _) in pages.iter().chain(&documents) {
        let inside = name.split('/').all(|part| !matches!(part, "" | "." | ".."));
        assert!(inside && !name.contains(['\\', '\n']), "{name:?}");
    }
    let input = markdown::read_files(pages, &mut problems);
    generated::check_input(input, "", &Pins::default(), problems);
}
