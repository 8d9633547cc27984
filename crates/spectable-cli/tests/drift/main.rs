//! The commands that compare sources, as a user runs them.

mod corpus;
mod documents;
mod edits;
mod failures;
mod locks;
mod project;
mod random;
mod releases;
