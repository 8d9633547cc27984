//! What a side of a comparison is called.

use std::fmt;

/// What a side of a comparison is called: its name, and its release if it says one.
///
/// ```
/// use spectable_drift::label::Label;
///
/// let pages = Label { name: "pages".into(), release: Some("243.0.0".into()) };
/// assert_eq!(pages.to_string(), "pages (243.0.0)");
/// assert_eq!(Label::from("api.json").to_string(), "api.json");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// The folder, file or lock, as the comparison names it.
    pub name: String,
    /// The release that it says it belongs to.
    pub release: Option<String>,
}

/// A side whose release nobody says.
impl From<&str> for Label {
    fn from(name: &str) -> Self {
        Self { name: name.to_owned(), release: None }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.release {
            Some(release) => write!(f, "{} ({release})", self.name),
            None => f.write_str(&self.name),
        }
    }
}
