//! The name of a crate that a command makes.

use crate::terminal::status::Failure;

/// The name of a package, as Cargo accepts it.
pub(super) struct Name(String);

impl Name {
    /// Checks a name.
    ///
    /// # Errors
    /// If Cargo would not accept it, or generated code means something else by it.
    pub(super) fn new(name: &str) -> Result<Self, Failure> {
        let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if starts_well && plain && !["test", "std", "core", "alloc", "spectable"].contains(&name) {
            return Ok(Self(name.to_owned()));
        }
        Err(Failure::bad_input(
            format!("`{name}` is not a valid crate name"),
            "use letters, digits, `-` and `_`, and begin with a letter",
        ))
    }

    /// The name.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}
