//! Traffic against a made document: what is found, what is not, and what is never shown.
#![allow(
    unreachable_pub,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

mod archives;
mod deviations;
mod inputs;
mod made;
mod page;
mod planted;
mod secrets;
