//! The version that a verdict asks for.

use semver::Version;

use super::verdict::RustVerdict;

/// The version after a released one, by Cargo's rules: before 1.0.0 a breaking change raises the minor number and any
/// other change the patch number; before 0.1.0 every release is breaking. Nothing if a number overflows.
///
/// ```
/// use semver::Version;
/// use spectable_drift::{verdict::RustVerdict, version::next};
///
/// assert_eq!(next(&Version::new(0, 4, 2), RustVerdict::Major), Some(Version::new(0, 5, 0)));
/// ```
pub fn next(released: &Version, verdict: RustVerdict) -> Option<Version> {
    let (major, minor, patch) = (released.major, released.minor, released.patch);
    let up = |number: u64| number.checked_add(1);
    Some(match (verdict, major, minor) {
        (RustVerdict::None, ..) => Version::new(major, minor, patch),
        (_, 0, 0) => Version::new(0, 0, up(patch)?),
        (RustVerdict::Major, 0, _) => Version::new(0, up(minor)?, 0),
        (_, 0, _) | (RustVerdict::Patch, ..) => Version::new(major, minor, up(patch)?),
        (RustVerdict::Minor, ..) => Version::new(major, up(minor)?, 0),
        (RustVerdict::Major, ..) => Version::new(up(major)?, 0, 0),
    })
}

/// Reads a released version, `1.2.3`: a pre-release or build metadata is not one.
pub fn released(text: &str) -> Option<Version> {
    let version = Version::parse(text).ok()?;
    (version.pre.is_empty() && version.build.is_empty()).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use RustVerdict::{Major, Minor, None as Nothing, Patch};

    #[test]
    fn the_next_version() {
        for (current, verdict, expected) in [
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
            let found = released(current).and_then(|version| next(&version, verdict));
            assert_eq!(found.map(|it| it.to_string()).as_deref(), Some(expected), "{current} {verdict}");
        }
        let last = Version::new(u64::MAX, 0, 0);
        assert_eq!(next(&last, Major), None);
    }

    #[test]
    fn what_is_not_a_released_version() {
        for text in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "v1.2.3",
            "1.2.3-rc.1",
            "1.2.3+build",
            "01.2.3",
            "1.2.+3",
            " 1.2.3",
            "1.2.99999999999999999999",
        ] {
            assert_eq!(released(text), None, "{text}");
        }
    }
}
