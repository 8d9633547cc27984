//! Which findings are shown, by the names of models, properties and operations.

use std::fmt;

use super::{finding::Finding, glob::Glob};

/// Patterns for `Model`, `Model.property` or `POST /operations`.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    only: Vec<Pattern>,
    skip: Vec<Pattern>,
    /// No findings about operations.
    only_models: bool,
}

#[derive(Debug, Clone)]
struct Pattern {
    glob: Glob,
    /// A pattern with a dot also looks at the property.
    of_property: bool,
}

/// The error for an empty pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmptyPattern;

impl fmt::Display for EmptyPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pattern is empty")
    }
}

impl std::error::Error for EmptyPattern {}

impl Selection {
    /// The same without findings about operations, if so.
    #[must_use]
    pub fn only_models(self, only_models: bool) -> Self {
        Self { only_models, ..self }
    }

    /// What is shown with these values of `--only` and `--skip`.
    ///
    /// # Errors
    /// If a pattern is empty.
    pub fn new(only: &[String], skip: &[String]) -> Result<Self, EmptyPattern> {
        let patterns =
            |texts: &[String]| texts.iter().map(|text| Pattern::new(text)).collect::<Result<Vec<_>, _>>();
        Ok(Self { only: patterns(only)?, skip: patterns(skip)?, only_models: false })
    }

    /// Keeps what is selected. If only some models are selected, findings about the whole source are removed.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| {
            let matches = |pattern: &Pattern| pattern.matches(finding);
            let is_wanted = finding.operation.is_none() || !self.only_models;
            is_wanted
                && (self.only.is_empty() || self.only.iter().any(matches))
                && !self.skip.iter().any(matches)
        });
    }
}

impl Pattern {
    fn new(text: &str) -> Result<Self, EmptyPattern> {
        if text.is_empty() {
            return Err(EmptyPattern);
        }
        Ok(Self { glob: Glob::new(text), of_property: text.contains('.') })
    }

    fn matches(&self, finding: &Finding) -> bool {
        if let Some(operation) = &finding.operation {
            return self.glob.matches(operation);
        }
        let Some(model) = &finding.model else { return false };
        if !self.of_property {
            return self.glob.matches(model);
        }
        finding.property.as_ref().is_some_and(|property| self.glob.matches(&format!("{model}.{property}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_pattern_is_a_mistake() {
        let empty = [String::new()];
        assert_eq!(Selection::new(&empty, &[]).unwrap_err(), EmptyPattern);
        assert_eq!(Selection::new(&[], &empty).unwrap_err(), EmptyPattern);
    }
}
