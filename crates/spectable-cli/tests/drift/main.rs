//! The commands that compare sources, as a user runs them.
#![allow(unreachable_pub, reason = "the modules of a test are seen by nobody else")]

mod corpus;
mod documents;
mod edits;
mod failures;
mod locks;
mod project;
mod random;
mod releases;
mod witness;
