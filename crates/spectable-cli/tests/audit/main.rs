//! `spectable audit`: what it prints, how it ends, and what becomes of its suggestions.
#![allow(
    unreachable_pub,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

mod command;
mod desk;
mod suggestions;
mod traffic_page;
