//! The inputs that are kept in `fuzz/corpus/`: each holds what the fuzzer found worth keeping, or was a finding once.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

/// The largest input that is kept, and how many of a target: a test is run often.
const LARGEST: u64 = 4096;
const MOST: usize = 200;

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_kept_input_passes() {
    let mut failed = Vec::new();
    for (target, check) in fuzz_corpora::TARGETS {
        let files = corpus(target);
        assert!(!files.is_empty(), "{target} has no inputs");
        for file in files {
            let bytes = fs::read(&file).unwrap();
            if panic::catch_unwind(|| check(&bytes)).is_err() {
                failed.push(file);
            }
        }
    }
    assert_eq!(failed, Vec::<PathBuf>::new());
}

#[test]
fn what_is_kept_is_small() {
    for (target, _) in fuzz_corpora::TARGETS {
        let files = corpus(target);
        assert!(files.len() <= MOST, "{target} has {} inputs", files.len());
        for file in files {
            let size = fs::metadata(&file).unwrap().len();
            assert!(size <= LARGEST, "{} has {size} bytes", file.display());
        }
    }
}

/// Every target has its program, its dictionary and its entry, and every program is a target.
#[test]
fn targets_are_the_programs_of_fuzz() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    let expected: Vec<_> = fuzz_corpora::TARGETS.iter().map(|(target, _)| (*target).to_owned()).collect();
    let stems = |folder: &str| {
        let entries = fs::read_dir(fuzz.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut stems: Vec<_> =
            entries.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        stems.sort();
        stems
    };
    assert_eq!(stems("targets"), expected);
    assert_eq!(stems("dict"), expected);
    assert_eq!(stems("corpus"), expected);
    for target in expected {
        assert!(manifest.contains(&format!("name = \"{target}\"")), "{target}");
    }
}
