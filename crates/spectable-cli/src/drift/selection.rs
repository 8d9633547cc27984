//! Which findings are shown: by the names of models and properties, and with or without the texts of the pages.

use super::{
    finding::{Finding, Place},
    rules::Rule,
};
use crate::status::Failure;

/// Patterns for `Model` or `Model.property`, in which `*` is any text and `?` any character.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    only: Vec<Pattern>,
    skip: Vec<Pattern>,
}

#[derive(Debug, Clone)]
struct Pattern {
    text: Vec<char>,
    /// A pattern with a dot is one for properties too.
    of_property: bool,
}

impl Selection {
    /// What is shown with these values of `--only` and `--skip`.
    ///
    /// # Errors
    /// If a pattern is empty.
    pub fn new(only: &[String], skip: &[String]) -> Result<Self, Failure> {
        let patterns =
            |texts: &[String]| texts.iter().map(|text| Pattern::new(text)).collect::<Result<Vec<_>, _>>();
        Ok(Self { only: patterns(only)?, skip: patterns(skip)? })
    }

    /// Keeps what is selected. A finding about the whole source goes when only some models are wanted.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| {
            let matches = |pattern: &Pattern| pattern.matches(finding);
            (self.only.is_empty() || self.only.iter().any(matches)) && !self.skip.iter().any(matches)
        });
    }
}

impl Pattern {
    fn new(text: &str) -> Result<Self, Failure> {
        if text.is_empty() {
            return Err(Failure::bad_input(
                "a pattern of `--only` or `--skip` is empty",
                "give the name of a model, such as `Queue*`, or of a property, such as `Queue.owner`",
            ));
        }
        Ok(Self { text: text.chars().collect(), of_property: text.contains('.') })
    }

    fn matches(&self, finding: &Finding) -> bool {
        let Some(model) = &finding.model else { return false };
        if !self.of_property {
            return self.matches_text(model);
        }
        finding.property.as_ref().is_some_and(|property| self.matches_text(&format!("{model}.{property}")))
    }

    /// Goes back to the last `*` only, so that no pattern takes more than `pattern × text` steps.
    fn matches_text(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut pattern_at) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.text.get(pattern_at) {
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
        self.text.iter().skip(pattern_at).all(|char| *char == '*')
    }
}

/// Takes away findings about descriptions, and takes descriptions out of the lines that the others show: names, types
/// and notes are left.
pub fn hide_docs(findings: &mut Vec<Finding>) {
    findings.retain(|finding| finding.rule != Rule::DescriptionChanged);
    for finding in findings {
        for place in [&mut finding.old, &mut finding.new].into_iter().flatten() {
            hide_description(place);
        }
    }
}

/// A line that is not a row of a table is short if it holds only a name.
const LONGEST_NAME_LINE: usize = 160;

fn hide_description(place: &mut Place) {
    let line = place.text.trim();
    let hidden = if let Some(row) = line.strip_prefix('|') {
        let whole = row.ends_with('|');
        let cells: Vec<&str> = row.trim_end_matches('|').split('|').collect();
        let described = |cells: &[&str]| cells.iter().any(|cell| !cell.trim().is_empty());
        match cells.as_slice() {
            [name, ty, description @ .., notes] if whole && described(description) => {
                format!("|{name}|{ty}| … |{notes}|")
            }
            // The rest of a row that is cut off is description.
            [name, ty, description @ ..] if !whole && described(description) => format!("|{name}|{ty}| …"),
            _ => return,
        }
    } else if line.len() > LONGEST_NAME_LINE || line.contains("description") {
        "…".to_owned()
    } else {
        return;
    };
    place.span = (0, hidden.len());
    place.text = hidden;
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
            let pattern = Pattern { text: pattern.chars().collect(), of_property: false };
            assert_eq!(pattern.matches_text(text), matches, "{pattern:?} {text}");
        }
    }

    #[test]
    fn a_pattern_of_stars_takes_no_long_time() {
        let pattern =
            Pattern { text: "*a".repeat(50).chars().chain("b".chars()).collect(), of_property: false };
        assert!(!pattern.matches_text(&"a".repeat(5000)));
    }

    #[test]
    fn an_empty_pattern_is_a_mistake() {
        assert!(Selection::new(&[String::new()], &[]).is_err());
    }

    #[test]
    fn descriptions_are_hidden_and_facts_stay() {
        for (line, hidden) in [
            ("| **id** | str | The | odd one. | [optional] |", "| **id** | str | … | [optional] |"),
            ("| **id** | str |  | [optional] |", "| **id** | str |  | [optional] |"),
            ("| **id** | str | The one", "| **id** | str | …"),
            ("# User", "# User"),
            ("  \"description\": \"A sentence.\",", "…"),
        ] {
            let mut place = Place {
                file: String::new(),
                line: 1,
                column: 1,
                text: line.to_owned(),
                span: (0, line.len()),
            };
            hide_description(&mut place);
            assert_eq!(place.text, hidden);
            assert_eq!(place.span.1, place.text.len());
        }
    }
}
