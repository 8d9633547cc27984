//! What touches the disk and git: sources, the folder of pages, overlay and lock, and its changes.

pub mod atomic_folder;
pub mod generated_files;
pub mod html;
pub mod intake;
pub mod local;
pub mod revision;
pub mod side;
pub mod source;
pub mod upstream;
pub mod waiver_file;
