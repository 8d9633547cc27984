//~ error: E0451
// The fields of a row are private, so that nobody changes the kind of one.
#![forbid(unsafe_code)]
use spectable::{__RawField as RawField, __RawKind as RawKind, __row as row};

fn main() {
    let _ = RawField { kind: RawKind::Text, ..row::<i64>(std::ptr::null_mut(), "a", 0) };
}
