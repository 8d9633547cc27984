//! The page of `--format html`: what is in it, what cannot get into it, and what it does in a browser.
#![allow(
    unreachable_pub,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

mod browser;
mod made;
mod markup;
mod text;
