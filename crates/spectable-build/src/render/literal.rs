//! Texts in generated code.

use crate::invisible::{is_invisible, spelled_out_if};

/// A text as a Rust literal.
pub(super) fn literal(text: &str) -> String {
    // Characters that Rust would print, and that nobody sees, are spelled out as well.
    spelled_out_if(&format!("{text:?}"), is_invisible).into_owned()
}
