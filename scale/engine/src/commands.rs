//! The commands.

pub mod convert;
pub mod sql;
