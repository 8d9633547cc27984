//! Queries over files: which files are which table, and how rows are printed.

pub mod print;
pub mod tables;
