//! What changes in a folder.

use std::collections::{BTreeMap, BTreeSet};

/// What changes in a folder, by file name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have another content, by path with `/`.
    pub write: BTreeMap<String, Vec<u8>>,
    /// Files that are removed.
    pub remove: BTreeSet<String>,
}
