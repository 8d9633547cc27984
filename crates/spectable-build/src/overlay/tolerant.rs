//! Which models are always read tolerantly.

use crate::documented::Spanned;
use crate::location::Location;
use crate::overlay::Overlay;
use crate::problem::Problem;
use crate::style::Style;

/// Which models are always read tolerantly, with all that they hold: a value that contradicts the documentation is kept, and is no error.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Tolerant {
    /// None: callers ask for it, document by document.
    #[default]
    None,
    /// Every model; said at this place.
    Every(Location),
    /// The models of these documented names.
    Some(Vec<Spanned<String>>),
}

impl Tolerant {
    /// Whether a model of this documented name is among them.
    pub fn includes(&self, model: &str) -> bool {
        match self {
            Self::None => false,
            Self::Every(_) => true,
            Self::Some(models) => models.iter().any(|it| it.value == model),
        }
    }

    /// The models that are named.
    pub(crate) fn named(&self) -> &[Spanned<String>] {
        if let Self::Some(models) = self { models } else { &[] }
    }

    fn location(&self) -> Option<Location> {
        match self {
            Self::None => None,
            Self::Every(location) => Some(*location),
            Self::Some(models) => models.first().map(|it| it.location),
        }
    }
}

impl Overlay {
    /// What the overlay says and code of this style cannot do, if there is anything. The style may be said elsewhere, so whoever renders asks.
    pub fn conflict(&self, style: Style) -> Option<Problem> {
        let location = self.tolerant.location().filter(|_| style == Style::Derive)?;
        Some(Problem::error(
            "overlay",
            location,
            "models of the style `derive` cannot be read tolerantly: serde's derives refuse what contradicts the documentation",
            "take `tolerant` out of the overlay, or render in the style `table`",
        ))
    }
}
