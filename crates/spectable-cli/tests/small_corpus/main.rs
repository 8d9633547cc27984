//! The commands on the small corpus of tests/corpus: what the tests on large corpora look at, in every clone.
#![allow(unreachable_pub, clippy::panic, clippy::unwrap_used, reason = "all of it is a test")]

mod drift;
mod pages;
mod release;
