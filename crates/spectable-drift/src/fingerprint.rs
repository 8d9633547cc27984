//! What identifies a change from run to run.

use std::fmt;

use sha2::{Digest, Sha256};

/// Identifies a change by its rule, by what it touches, and by what was there before and after. It does not depend on
/// positions, so lines may move, or on the wording of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of a change that these parts describe.
    ///
    /// Each part is hashed with its length, so different lists of parts never hash the same bytes.
    pub fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let digest = hash.finalize();
        Self(u64::from_be_bytes(std::array::from_fn(|at| digest[at])))
    }

    /// Reads what [`Display`](fmt::Display) writes: 16 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let valid = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        valid.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The SHA-256 of a file, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_one_another() {
        assert_ne!(Fingerprint::of(&["ab", "c"]), Fingerprint::of(&["a", "bc"]));
        assert_ne!(Fingerprint::of(&["a"]), Fingerprint::of(&["a", ""]));
    }

    #[test]
    fn it_is_the_same_in_every_version() {
        assert_eq!(Fingerprint::of(&["model-added", "User"]).to_string(), "9d1593f49caf2998");
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        for text in ["0000000000000000", "00ff00ff00ff00ff"] {
            assert_eq!(Fingerprint::parse(text).map(|it| it.to_string()).as_deref(), Some(text));
        }
        for text in ["", "1", "000000000000000g", "+000000000000000", "00000000000000000"] {
            assert_eq!(Fingerprint::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sha256_of_a_known_text() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
