//! Bytes to an archive of pages, and on from there.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use spectable_build::location::Files;
use spectable_build::lock::Pins;
use spectable_build::problem::Problems;
use spectable_build::source::{archive, markdown};

use crate::generated;

/// Reads the bytes as a `.tar.gz`, and once more as the `.tar` in one: a fuzzer does not guess a check sum.
pub fn check(bytes: &[u8]) {
    check_archive(bytes);
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    if packed.write_all(bytes).is_ok()
        && let Ok(packed) = packed.finish()
    {
        check_archive(&packed);
    }
}

fn check_archive(bytes: &[u8]) {
    let mut problems = Problems::default();
    let pages = archive::read("pages.tar.gz", bytes, &mut problems);
    generated::check_problems(&problems, &Files::default());
    assert!(!pages.is_empty() || problems.has_errors(), "an archive without pages is an error");
    for (before, after) in pages.iter().zip(pages.iter().skip(1)) {
        assert!(before.0 < after.0, "{:?} comes before {:?}", before.0, after.0);
    }
    for (name, _) in &pages {
        let inside = name.split('/').all(|part| !matches!(part, "" | "." | ".."));
        assert!(inside && name.ends_with(".md") && !name.contains(['\\', '\n']), "{name:?}");
    }
    let input = markdown::read_files(pages, &mut problems);
    generated::check_input(input, "", &Pins::default(), problems);
}
