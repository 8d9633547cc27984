//! Text to a lock, and its names to the models of some pages.

use spectable_build::location::Files;
use spectable_build::lock::Lock;
use spectable_build::problem::Problems;

use crate::{generated, overlay};

/// Two properties with values, so that a lock may say that they are one enum.
const ENUMS: &str = r#"
[[enum]]
model = "Call"
property = "direction"
values = ["in", "out"]
reason = "r"

[[enum]]
model = "Call"
property = "kinds"
values = ["a", "A", "in"]
reason = "r"
"#;

/// Reads the bytes as a lock, with or without the marks of a merge.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    check_lock(text);
    // The names of both sides, where a merge left its marks.
    if let Some(lock) = read(text, Lock::parse_or_merge) {
        check_pins(&lock);
    }
}

/// A lock that is read is written again with the same meaning, and its names are taken.
fn check_lock(text: &str) {
    let Some(lock) = read(text, Lock::parse) else { return };
    let written = lock.to_string();
    let Some(again) = read(&written, Lock::parse) else { panic!("what is written is not read: {written}") };
    assert_eq!(again.to_string(), written);
    check_pins(&lock);
}

fn check_pins(lock: &Lock) {
    let mut problems = Problems::default();
    let input = overlay::pages(&mut problems);
    generated::check_input(input, ENUMS, &lock.pins(), problems);
}

/// The lock, or `None` with an error that says why.
fn read(text: &str, parse: impl Fn(&str, &str, &mut Files, &mut Problems) -> Option<Lock>) -> Option<Lock> {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let lock = parse("spectable.lock", text, &mut files, &mut problems);
    generated::check_problems(&problems, &files);
    assert_eq!(lock.is_some(), !problems.has_errors(), "{text:?}");
    lock
}
