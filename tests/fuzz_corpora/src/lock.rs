//! Text to a lock, and its names to the models of some pages.

use spectable_build::location::Files;
use spectable_build::lock::{self, Lock};
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
    if let Some(sides) = lock::sides(text) {
        assert!(read(text).is_none(), "a lock with marks of a merge is not read");
        let merged =
            read(&sides.ours).zip(read(&sides.theirs)).map(|(ours, theirs)| ours.merged_with(theirs));
        if let Some(merged) = merged {
            check_pins(&merged);
        }
    }
}

/// A lock that is read is written again with the same meaning, and its names are taken.
fn check_lock(text: &str) {
    let Some(lock) = read(text) else { return };
    let written = lock.to_string();
    let Some(again) = read(&written) else { panic!("what is written is not read: {written}") };
    assert_eq!(again.to_string(), written);
    check_pins(&lock);
}

fn check_pins(lock: &Lock) {
    let mut problems = Problems::default();
    let input = overlay::pages(&mut problems);
    generated::check_input(input, ENUMS, &lock.pins(), problems);
}

/// The lock, or `None` with an error that says why.
fn read(text: &str) -> Option<Lock> {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let lock = Lock::parse(&mut files, "spectable.lock", text, &mut problems);
    generated::check_problems(&problems, &files);
    assert_eq!(lock.is_some(), !problems.has_errors(), "{text:?}");
    lock
}
