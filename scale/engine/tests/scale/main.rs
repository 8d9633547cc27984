//! The command and the tables, through the public interface, over the small corpus of the repository.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod command;
mod convert;
mod documents;
mod evolution;
mod sql;
mod tables;
