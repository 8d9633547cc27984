//! The commands that compare sources, as a user runs them.

mod corpus;
mod locks;
mod project;
mod releases;
