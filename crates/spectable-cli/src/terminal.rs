//! How the command speaks: what it writes where, in which form, and how it ends.

pub mod output;
pub mod problems;
mod progress;
pub mod status;
