//! Patterns in which `*` is any text and `?` any character.
//!
//! Written by hand because names are not paths: crates for globs give `/` and `[` a meaning. A test bounds the time
//! that a pattern takes.

use std::fmt;

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    pattern: Vec<char>,
}

impl Glob {
    /// The pattern of this text.
    pub fn new(pattern: &str) -> Self {
        Self { pattern: pattern.chars().collect() }
    }

    /// Whether the whole text matches.
    ///
    /// Goes back to the last `*` only, so that no pattern takes more than `pattern × text` steps.
    ///
    /// ```
    /// use spectable_drift::glob::Glob;
    ///
    /// assert!(Glob::new("User*").matches("UserList"));
    /// assert!(!Glob::new("User").matches("UserList"));
    /// ```
    pub fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut pattern_at) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.pattern.get(pattern_at) {
                Some('*') => {
                    star = Some((pattern_at, at));
                    pattern_at += 1;
                }
                Some(char) if *char == '?' || text.get(at) == Some(char) => {
                    at += 1;
                    pattern_at += 1;
                }
                _ => match star {
                    Some((star_at, taken)) => {
                        star = Some((star_at, taken + 1));
                        at = taken + 1;
                        pattern_at = star_at + 1;
                    }
                    None => return false,
                },
            }
        }
        self.pattern.iter().skip(pattern_at).all(|char| *char == '*')
    }
}

/// The text of the pattern.
impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pattern.iter().try_for_each(|char| write!(f, "{char}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, matches) in [
            ("User", "User", true),
            ("User", "UserList", false),
            ("User*", "UserList", true),
            ("*List", "UserList", true),
            ("*t*r*", "UserList", false),
            ("*e*i*", "UserList", true),
            ("U?er", "User", true),
            ("U?er", "Uer", false),
            ("*", "", true),
            ("**", "a", true),
            ("", "a", false),
        ] {
            assert_eq!(Glob::new(pattern).matches(text), matches, "{pattern:?} {text}");
            assert_eq!(Glob::new(pattern).to_string(), pattern);
        }
    }

    #[test]
    fn a_pattern_of_stars_is_fast() {
        assert!(!Glob::new(&format!("{}b", "*a".repeat(50))).matches(&"a".repeat(5000)));
    }
}
