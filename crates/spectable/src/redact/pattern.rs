//! Patterns of paths: `participants.*.name`, `**.email`.

use crate::access::path::{NotAPath, Segment, parse};
use crate::error::Error;

/// A pattern of paths.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    /// One step, as a path has it.
    Step(Segment),
    /// Any one step.
    Any,
    /// Any steps, or none.
    Deep,
}

/// A step to a place in a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    Key(&'a str),
    Index(usize),
}

impl Pattern {
    /// The pattern of a text.
    #[inline]
    pub(super) fn new(text: &str) -> Result<Self, Error> {
        let refuse = |reason: String| {
            Error::of_path(format!("expected a pattern of paths, found {text:?}: {reason}"), String::new())
        };
        let steps = parse(text).map_err(|NotAPath(reason)| refuse(reason))?;
        if steps.is_empty() {
            return Err(refuse("everything is `**`".to_owned()));
        }
        let part = |step| match step {
            Segment::Star => Part::Any,
            Segment::Name(name) if name == "*" => Part::Any,
            Segment::Name(name) if name == "**" => Part::Deep,
            step => Part::Step(step),
        };
        Ok(Self(steps.into_iter().map(part).collect()))
    }

    /// Whether a place is one of the pattern.
    #[inline]
    pub(super) fn is_of(&self, place: &[At<'_>]) -> bool {
        let (mut part, mut at) = (0, 0);
        // Where the last `**` was, and how far it reached. It is enough to go back to the last one.
        let mut deep = None;
        loop {
            match (self.0.get(part), place.get(at)) {
                (None, None) => return true,
                (Some(Part::Deep), _) => {
                    part += 1;
                    deep = Some((part, at));
                    continue;
                }
                (Some(Part::Any), Some(_)) => {
                    part += 1;
                    at += 1;
                    continue;
                }
                (Some(Part::Step(step)), Some(here)) if here.is(step) => {
                    part += 1;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            match deep {
                Some((after, reached)) if reached < place.len() => {
                    deep = Some((after, reached + 1));
                    (part, at) = (after, reached + 1);
                }
                _ => return false,
            }
        }
    }
}

impl At<'_> {
    #[inline]
    fn is(self, step: &Segment) -> bool {
        match self {
            Self::Key(key) => {
                step.key() == Some(key)
                    || step.beginning().is_some_and(|beginning| key.starts_with(beginning))
            }
            Self::Index(index) => step.index() == Some(index),
        }
    }
}
