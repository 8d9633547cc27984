//! The name of a crate that a command makes.

use spectable_build::names;

use crate::terminal::status::Failure;

/// What generated code means by `::name`, and Cargo by itself.
const OF_RUST: [&str; 5] = ["std", "core", "alloc", "proc_macro", "test"];

/// What a crate with models may depend on.
const DEPENDENCIES: [&str; 6] =
    ["spectable", "spectable_build", "spectable_drift", "serde", "serde_json", "time"];

/// The name of a package, as Cargo accepts it.
#[derive(Debug)]
pub(super) struct Name(String);

impl Name {
    /// Checks a name.
    ///
    /// # Errors
    /// If Cargo would not accept it, or generated code means something else by it.
    pub(super) fn new(name: &str) -> Result<Self, Failure> {
        let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !starts_well || !plain {
            return Err(Failure::bad_input(
                format!("`{name}` is not a valid crate name"),
                "use letters, digits, `-` and `_`, and begin with a letter",
            ));
        }
        let in_rust = name.replace('-', "_");
        let why = if OF_RUST.contains(&in_rust.as_str()) {
            "it is the name of a crate that comes with Rust"
        } else if DEPENDENCIES.contains(&in_rust.as_str()) {
            "it is the name of a crate that the models or their build need"
        } else if names::not_an_identifier(&in_rust) == Some("a Rust keyword") {
            "it is a Rust keyword"
        } else {
            return Ok(Self(name.to_owned()));
        };
        Err(Failure::bad_input(
            format!("a crate cannot be named `{name}`: {why}"),
            format!("give another name, such as `{name}-models`"),
        ))
    }

    /// The name.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_the_name_of_a_crate() {
        for (name, why) in [
            ("1a", "is not a valid crate name"),
            ("a b", "is not a valid crate name"),
            ("std", "comes with Rust"),
            ("test", "comes with Rust"),
            ("proc-macro", "comes with Rust"),
            ("spectable", "the models or their build need"),
            ("spectable-build", "the models or their build need"),
            ("serde-json", "the models or their build need"),
            ("time", "the models or their build need"),
            ("self", "a Rust keyword"),
            ("Self", "a Rust keyword"),
            ("super", "a Rust keyword"),
            ("crate", "a Rust keyword"),
            ("match", "a Rust keyword"),
        ] {
            let failure = Name::new(name).unwrap_err();
            assert!(failure.message().contains(why), "{name}: {}", failure.message());
        }
        for name in ["a", "ferry-models", "serde-models", "Tests"] {
            assert_eq!(Name::new(name).unwrap().as_str(), name);
        }
    }
}
