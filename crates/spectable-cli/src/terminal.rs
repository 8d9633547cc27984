//! How the command speaks: what it writes where, in which form, and how it ends.

pub mod count;
pub mod output;
pub mod printable;
pub mod problems;
pub mod snippet;
pub mod status;
