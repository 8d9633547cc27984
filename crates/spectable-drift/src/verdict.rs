//! What a change means: for Rust code, on the wire, and at run time.

use std::fmt;

/// What a change means in all three respects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// For a crate that uses the models.
    pub rust: RustVerdict,
    /// For old code that talks to a new server.
    pub wire: WireVerdict,
    /// For old code at run time.
    pub behaviour: Behaviour,
}

/// What a change means for a crate that uses the models, as Cargo counts versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RustVerdict {
    /// Nothing changes in the Rust items or their documentation.
    #[default]
    None,
    /// The items are the same; their documentation or behaviour changed.
    Patch,
    /// Items were added; code that compiled still does.
    Minor,
    /// Code that compiled may no longer compile.
    Major,
}

/// How much a finding weighs: for colours, annotations and SARIF. What it breaks says it, or the overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Nothing breaks.
    Note,
    /// Something may break, or there is something new.
    Warning,
    /// Code that compiled may no longer compile, or requests or responses break.
    Error,
}

/// Whether old code and a new server still understand each other, in each direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WireVerdict {
    /// Old code writes, the new server reads.
    pub request: Breakage,
    /// The new server writes, old code reads.
    pub response: Breakage,
}

/// How far something breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Breakage {
    /// Nothing breaks.
    #[default]
    None,
    /// It depends on the document, or on what the code does with it.
    MayBreak,
    /// It breaks whenever the property or value travels this way, and nothing says whether it does.
    IfSent,
    /// It breaks whenever the property or value occurs.
    Breaks,
}

/// What old code meets at run time when the new server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Behaviour {
    /// Nothing new.
    None,
    /// Data under a key it does not know, kept as `Extra`.
    KeptAsExtra,
    /// Data under a key it does not know, kept in the map of all other keys.
    KeptInMap,
    /// Data under a key it does not know, which it neither reads nor sends back.
    Lost,
    /// A value it does not know, kept as `Unrecognized`.
    KeptAsUnrecognized,
    /// `None` where there was a value.
    ReadsNone,
    /// A possible error when it reads a response.
    Fails,
    /// A request that may be refused.
    Refused,
    /// The same data, which may have another meaning.
    MeaningMayDiffer,
}

impl RustVerdict {
    /// Its name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Weight {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Breakage {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::MayBreak => "may-break",
            Self::IfSent => "breaks-if-sent",
            Self::Breaks => "breaks",
        }
    }
}

impl WireVerdict {
    /// Nothing breaks.
    pub const NONE: Self = Self { request: Breakage::None, response: Breakage::None };

    /// Only requests are affected.
    pub const fn request(request: Breakage) -> Self {
        Self { request, response: Breakage::None }
    }

    /// Only responses are affected.
    pub const fn response(response: Breakage) -> Self {
        Self { request: Breakage::None, response }
    }

    /// Both directions may break.
    pub const MAY_BREAK: Self = Self { request: Breakage::MayBreak, response: Breakage::MayBreak };

    /// The worse of the two directions.
    pub fn worst_direction(self) -> Breakage {
        self.request.max(self.response)
    }

    /// The worse of two verdicts in each direction.
    #[must_use]
    pub fn worst(self, other: Self) -> Self {
        Self { request: self.request.max(other.request), response: self.response.max(other.response) }
    }
}

impl Behaviour {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::KeptAsExtra => "kept-as-extra",
            Self::KeptInMap => "kept-in-map",
            Self::Lost => "lost",
            Self::KeptAsUnrecognized => "kept-as-unrecognized",
            Self::ReadsNone => "reads-none",
            Self::Fails => "fails",
            Self::Refused => "refused",
            Self::MeaningMayDiffer => "meaning-may-differ",
        }
    }

    /// What old code meets, in a few words; empty if nothing.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::None => "",
            Self::KeptAsExtra => "old code keeps it in `Extra`",
            Self::KeptInMap => "old code keeps it with all other keys",
            Self::Lost => "old code drops it, and does not send it back",
            Self::KeptAsUnrecognized => "old code keeps it as `Unrecognized`",
            Self::ReadsNone => "old code reads `None`",
            Self::Fails => "old code may get an error when it reads a response",
            Self::Refused => "the server may refuse what old code sends",
            Self::MeaningMayDiffer => "the same data may mean something else",
        }
    }
}

/// `requests break, responses may break`; `nothing breaks`.
impl fmt::Display for WireVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = |breakage| match breakage {
            Breakage::None => None,
            Breakage::MayBreak => Some("may break"),
            Breakage::IfSent => Some("that carry it break"),
            Breakage::Breaks => Some("break"),
        };
        match (words(self.request), words(self.response)) {
            (None, None) => f.write_str("nothing breaks"),
            (Some(request), None) => write!(f, "requests {request}"),
            (None, Some(response)) => write!(f, "responses {response}"),
            (Some(request), Some(response)) if request == response => {
                write!(f, "requests and responses {request}")
            }
            (Some(request), Some(response)) => write!(f, "requests {request}, responses {response}"),
        }
    }
}

impl fmt::Display for RustVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wire_verdict_says_which_way() {
        let both = WireVerdict { request: Breakage::MayBreak, response: Breakage::Breaks };
        for (verdict, words) in [
            (WireVerdict::NONE, "nothing breaks"),
            (WireVerdict::request(Breakage::Breaks), "requests break"),
            (WireVerdict::response(Breakage::MayBreak), "responses may break"),
            (
                WireVerdict { request: Breakage::Breaks, response: Breakage::Breaks },
                "requests and responses break",
            ),
            (WireVerdict::request(Breakage::IfSent), "requests that carry it break"),
            (both, "requests may break, responses break"),
        ] {
            assert_eq!(verdict.to_string(), words);
        }
    }
}
