//! A finding: one change between two schemas, and what it means in three respects.

use std::fmt;

use spectable_build::location::{Files, Location};

use super::{fingerprint::Fingerprint, rules::Rule};

/// One change, listed once however many models reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The kind of change.
    pub rule: Rule,
    /// The documented name of the model (the Rust name of an enum that stands on its own); none for a change of the
    /// whole source.
    pub model: Option<String>,
    /// The documented name of the property.
    pub property: Option<String>,
    /// The enum value, as on the wire.
    pub value: Option<String>,
    /// What it means for a crate that uses the models.
    pub rust: RustVerdict,
    /// What it means for old code that talks to a new server.
    pub wire: WireVerdict,
    /// What old code meets at run time.
    pub behaviour: Behaviour,
    /// What changed, in one sentence; may hold text of the source.
    pub message: String,
    /// The Rust item that the change touches, such as ``field `User::manager` ``.
    pub item: String,
    /// Where the old source says so.
    pub old: Option<Place>,
    /// Where the new source says so.
    pub new: Option<Place>,
    /// The models that no other model refers to and from which this one is reached.
    pub reached_from: Vec<String>,
    /// Identifies the change from run to run, whatever its positions.
    pub fingerprint: Fingerprint,
}

/// What a change means for a crate that uses the models, as Cargo counts versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RustVerdict {
    /// Nothing changes in the Rust items or their documentation.
    #[default]
    None,
    /// The same items, with other documentation or behaviour.
    Patch,
    /// More items; code that compiled still does.
    Minor,
    /// Code that compiled may not.
    Major,
}

/// How much a finding weighs where a reader sees many: in colours, annotations and SARIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Nothing breaks.
    Note,
    /// Something may break, or there is something new.
    Warning,
    /// Code that compiled may not, or requests or responses break.
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
    /// It goes on as before.
    #[default]
    None,
    /// It depends on the document, or on what the code makes of it.
    MayBreak,
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
    /// A value it does not know, kept as `Unrecognized`.
    KeptAsUnrecognized,
    /// `None` where there was a value.
    ReadsNone,
    /// An error, perhaps, when it reads a response.
    Fails,
    /// A request that is refused, perhaps.
    Refused,
    /// The same data, with another meaning perhaps.
    MeaningMayDiffer,
}

/// A place in one of the two sources, with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the source names it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The line's text; of a very long line, the part around the column.
    pub text: String,
    /// The byte range in `text` that is meant.
    pub span: (usize, usize),
}

/// More of a line than this is of no use to a reader.
const LONGEST_LINE: usize = 4096;

impl Place {
    /// The place of a location.
    pub fn of(location: Location, files: &Files) -> Self {
        let position = files.position(location);
        let before = position.text.char_indices().nth(position.column as usize - 1);
        let start = before.map_or(position.text.len(), |(at, _)| at);
        let length = (location.end.saturating_sub(location.start)) as usize;
        let (text, start) = excerpt(&position.text, start);
        let end = floor_boundary(&text, (start + length).min(text.len()));
        let end = start + text.get(start..end).map_or(0, |meant| meant.trim_end().len());
        Self { file: position.file, line: position.line, column: position.column, text, span: (start, end) }
    }
}

/// A line cut to a readable length around `at`, and where `at` is in it.
fn excerpt(line: &str, at: usize) -> (String, usize) {
    if line.len() <= LONGEST_LINE {
        return (line.to_owned(), at);
    }
    let from = floor_boundary(line, at.saturating_sub(LONGEST_LINE / 4));
    let to = floor_boundary(line, (from + LONGEST_LINE).min(line.len()));
    (line.get(from..to).unwrap_or_default().to_owned(), at.saturating_sub(from))
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Finding {
    /// How much it weighs.
    pub fn weight(&self) -> Weight {
        match (self.rust, self.wire.worst_direction()) {
            (RustVerdict::Major, _) | (_, Breakage::Breaks) => Weight::Error,
            (RustVerdict::Minor, _) | (_, Breakage::MayBreak) => Weight::Warning,
            _ => Weight::Note,
        }
    }
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

impl Breakage {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::MayBreak => "may-break",
            Self::Breaks => "breaks",
        }
    }
}

impl WireVerdict {
    /// Nothing breaks.
    pub const NONE: Self = Self { request: Breakage::None, response: Breakage::None };

    /// Only requests are concerned.
    pub const fn request(request: Breakage) -> Self {
        Self { request, response: Breakage::None }
    }

    /// Only responses are concerned.
    pub const fn response(response: Breakage) -> Self {
        Self { request: Breakage::None, response }
    }

    /// Both directions break.
    pub const BREAKS: Self = Self { request: Breakage::Breaks, response: Breakage::Breaks };

    /// The verdict of the direction that is worse off.
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
            Self::KeptAsExtra => "old code keeps it unseen, in `Extra`",
            Self::KeptAsUnrecognized => "old code keeps it as `Unrecognized`",
            Self::ReadsNone => "old code reads `None`",
            Self::Fails => "old code may get an error when it reads a response",
            Self::Refused => "the server may refuse what old code sends",
            Self::MeaningMayDiffer => "the same data may mean something else",
        }
    }
}

/// `request breaks, response may break`; `nothing breaks`.
impl fmt::Display for WireVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = |breakage| match breakage {
            Breakage::None => None,
            Breakage::MayBreak => Some("may break"),
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
    fn a_place_is_cut_to_a_readable_length_around_what_is_meant() {
        let mut files = Files::default();
        let line = format!("{}{}{}", "ä".repeat(9000), "here", "z".repeat(3000));
        let file = files.add("api.json", format!("{{\n{line}\n}}"));
        let start = 2 + 18000;
        let place = Place::of(Location::new(file, start..start + 4), &files);
        assert_eq!((place.line, place.column), (2, 9001));
        assert!(place.text.len() <= LONGEST_LINE);
        assert_eq!(&place.text[place.span.0..place.span.1], "here");
    }

    #[test]
    fn a_place_that_spans_lines_is_its_first_line() {
        let mut files = Files::default();
        let file = files.add("A.md", "# A\r\n\r\nmore\r\n");
        let place = Place::of(Location::new(file, 0..13), &files);
        assert_eq!(place.text, "# A");
        assert_eq!(place.span, (0, 3));
    }

    #[test]
    fn a_wire_verdict_says_which_way() {
        let both = WireVerdict { request: Breakage::MayBreak, response: Breakage::Breaks };
        for (verdict, words) in [
            (WireVerdict::NONE, "nothing breaks"),
            (WireVerdict::request(Breakage::Breaks), "requests break"),
            (WireVerdict::response(Breakage::MayBreak), "responses may break"),
            (WireVerdict::BREAKS, "requests and responses break"),
            (both, "requests may break, responses break"),
        ] {
            assert_eq!(verdict.to_string(), words);
        }
    }
}
