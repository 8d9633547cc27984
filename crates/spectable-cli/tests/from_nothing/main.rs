//! From nothing to a crate, and one model more: `init`, `add`, `remove`, `rename`, `list`, `why`, and what `update` does for them.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it is a test"
)]

mod builds;
mod desk;
mod documents;
mod generated;
mod init;
mod models;
mod rename;
mod told;
mod updates;
