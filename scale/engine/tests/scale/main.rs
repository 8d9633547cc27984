//! The command and the tables, through the public interface, over the small corpus of the repository.

mod command;
mod convert;
mod documents;
mod evolution;
mod sql;
mod tables;
