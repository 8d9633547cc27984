//! What a change of a constraint means: whether fewer values are allowed, or more.
//!
//! The keywords are those of JSON Schema Validation, section 6.

use std::collections::BTreeMap;
use std::fmt;

/// A constraint that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    /// The keyword, such as `maxLength`.
    pub keyword: &'a str,
    /// Its value before, as JSON.
    pub before: Option<&'a str>,
    /// Its value now, as JSON.
    pub after: Option<&'a str>,
    /// Whether values may be refused that were allowed; else more values are allowed than before.
    pub tighter: bool,
}

/// Keywords and their values as JSON, in the order of the keywords.
type Constraints = [(String, String)];

/// What changed, in the order of the keywords.
pub fn changes<'a>(old: &'a Constraints, new: &'a Constraints) -> Vec<Change<'a>> {
    let mut both: BTreeMap<&str, (Option<&str>, Option<&str>)> = BTreeMap::new();
    // Of a keyword that is said twice, each of the two holds; the first one is compared.
    for (keyword, value) in old.iter().rev() {
        both.entry(keyword).or_default().0 = Some(value);
    }
    for (keyword, value) in new.iter().rev() {
        both.entry(keyword).or_default().1 = Some(value);
    }
    let change = |(keyword, (before, after))| {
        let tighter = is_tighter(keyword, before, after)?;
        Some(Change { keyword, before, after, tighter })
    };
    both.into_iter().filter_map(change).collect()
}

/// Whether fewer values are allowed; `None` where it is the same.
fn is_tighter(keyword: &str, before: Option<&str>, after: Option<&str>) -> Option<bool> {
    // Nothing is shorter than nothing.
    let is_least_count = ["minLength", "minItems", "minProperties"].contains(&last_word(keyword));
    let allows_all = |value: Option<&str>| match value {
        None | Some("false") => true,
        Some(value) => is_least_count && value == "0",
    };
    match (before, after) {
        _ if before == after || allows_all(before) && allows_all(after) => None,
        _ if allows_all(before) => Some(true),
        _ if allows_all(after) => Some(false),
        (before, after) => by_numbers(keyword, before?, after?),
    }
}

/// A keyword without what says that it is of items.
fn last_word(keyword: &str) -> &str {
    keyword.rsplit('.').next().unwrap_or(keyword)
}

/// The same of two values that both limit something.
fn by_numbers(keyword: &str, before: &str, after: &str) -> Option<bool> {
    let word = last_word(keyword);
    let (Ok(was), Ok(is)) = (before.parse::<f64>(), after.parse::<f64>()) else {
        // Another pattern may refuse what this one allowed.
        return Some(true);
    };
    if was == is {
        return None;
    }
    if word == "multipleOf" {
        // What is a multiple of six is one of three.
        return Some(was == 0.0 || is == 0.0 || (was / is).fract() != 0.0);
    }
    let is_upper = word.starts_with("max") || word == "exclusiveMaximum";
    Some(if is_upper { is < was } else { is > was })
}

/// `maxLength 20 → 10`; `pattern` that is new or gone has one side.
impl fmt::Display for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.before, self.after) {
            (Some(before), Some(after)) => write!(f, "{} {before} → {after}", self.keyword),
            (None, Some(after)) => write!(f, "{} {after} is new", self.keyword),
            (Some(before), None) => write!(f, "{} {before} is gone", self.keyword),
            (None, None) => f.write_str(self.keyword),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_tighter;

    #[test]
    fn fewer_values_or_more() {
        for (keyword, before, after, tighter) in [
            ("maxLength", Some("20"), Some("10"), Some(true)),
            ("maxLength", Some("10"), Some("20"), Some(false)),
            ("maxLength", None, Some("10"), Some(true)),
            ("maxLength", Some("10"), None, Some(false)),
            ("maxLength", Some("10"), Some("10.0"), None),
            ("items.minLength", Some("1"), Some("2"), Some(true)),
            ("minLength", None, Some("0"), None),
            ("items.minItems", Some("0"), Some("1"), Some(true)),
            ("minimum", None, Some("0"), Some(true)),
            ("minimum", Some("0"), Some("-1"), Some(false)),
            ("exclusiveMinimum", None, Some("true"), Some(true)),
            ("exclusiveMinimum", Some("true"), Some("false"), Some(false)),
            ("exclusiveMinimum", None, Some("false"), None),
            ("exclusiveMaximum", Some("10"), Some("9"), Some(true)),
            ("exclusiveMaximum", Some("true"), Some("9"), Some(true)),
            ("uniqueItems", Some("false"), Some("true"), Some(true)),
            ("multipleOf", Some("3"), Some("6"), Some(true)),
            ("multipleOf", Some("6"), Some("3"), Some(false)),
            ("multipleOf", Some("3"), Some("2"), Some(true)),
            ("pattern", Some("\"a\""), Some("\"b\""), Some(true)),
            ("pattern", Some("\"a\""), None, Some(false)),
            ("maxItems", Some("1"), Some("1"), None),
        ] {
            assert_eq!(is_tighter(keyword, before, after), tighter, "{keyword} {before:?} {after:?}");
        }
    }
}
