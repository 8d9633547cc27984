//! How exactly a value in memory holds what a text says.

/// How much of its text a value holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exactness {
    /// Nothing may be missing: the place has no room for the text of the value.
    Required,
    /// Everything so far.
    Exact,
    /// Numbers are rounded.
    Rounded,
    /// A number is out of range, or a key occurs twice.
    Lossy,
}
