//! What touches the disk and git: sources, the folder of pages, overlay and lock, and its changes.

pub mod atomic_folder;
pub mod generated_files;
pub mod line_endings;
pub mod manifest;
pub mod model_files;
pub mod new_files;
pub mod overlay_file;
pub mod reach;
pub mod revision;
pub mod source;
pub mod suggestions;
pub mod update_plan;
pub mod upstream;
pub mod waiver_file;
