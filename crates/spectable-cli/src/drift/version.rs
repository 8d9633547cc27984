//! The version that a verdict asks for.

use std::fmt;

use super::verdict::RustVerdict;

/// A released version: `MAJOR.MINOR.PATCH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    /// Reads `1.2.3`; nothing for a pre-release, a leading zero, or anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |part: &str| {
            let canonical = part == "0" || !part.starts_with('0');
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if canonical && digits { part.parse::<u64>().ok() } else { None }
        };
        match text.split('.').collect::<Vec<_>>().as_slice() {
            [major, minor, patch] => {
                Some(Self { major: number(major)?, minor: number(minor)?, patch: number(patch)? })
            }
            _ => None,
        }
    }

    /// The version after this one, by Cargo's rules: before 1.0.0 the minor number stands for breaking changes and
    /// the patch number for all others, and before 0.1.0 every release is breaking. Nothing if a number overflows.
    pub fn next(self, verdict: RustVerdict) -> Option<Self> {
        let Self { major, minor, patch } = self;
        let up = |number: u64| number.checked_add(1);
        Some(match (verdict, major, minor) {
            (RustVerdict::None, ..) => self,
            (_, 0, 0) => Self { patch: up(patch)?, ..self },
            (RustVerdict::Major, 0, _) => Self { major, minor: up(minor)?, patch: 0 },
            (_, 0, _) | (RustVerdict::Patch, ..) => Self { patch: up(patch)?, ..self },
            (RustVerdict::Minor, ..) => Self { major, minor: up(minor)?, patch: 0 },
            (RustVerdict::Major, ..) => Self { major: up(major)?, minor: 0, patch: 0 },
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RustVerdict::{Major, Minor, None as Nothing, Patch};

    #[test]
    fn the_next_version() {
        for (current, verdict, next) in [
            ("1.4.2", Nothing, "1.4.2"),
            ("1.4.2", Patch, "1.4.3"),
            ("1.4.2", Minor, "1.5.0"),
            ("1.4.2", Major, "2.0.0"),
            ("0.4.2", Patch, "0.4.3"),
            ("0.4.2", Minor, "0.4.3"),
            ("0.4.2", Major, "0.5.0"),
            ("0.0.2", Patch, "0.0.3"),
            ("0.0.2", Major, "0.0.3"),
        ] {
            let version = Version::parse(current).and_then(|version| version.next(verdict));
            assert_eq!(version.map(|it| it.to_string()).as_deref(), Some(next), "{current} {verdict}");
        }
        let last = format!("{}.0.0", u64::MAX);
        assert_eq!(Version::parse(&last).and_then(|version| version.next(Major)), None);
    }

    #[test]
    fn what_is_no_released_version() {
        for text in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "v1.2.3",
            "1.2.3-rc.1",
            "01.2.3",
            "1.2.+3",
            "1.2.99999999999999999999",
        ] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
