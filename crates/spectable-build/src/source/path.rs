//! What the path of a file says about it.

use crate::{lock, overlay};

/// Whether a file of a folder means something: a page, an OpenAPI document of the usual name, or the overlay or lock of the folder.
pub fn is_wanted(path: &str) -> bool {
    is_page(path) || is_document(path) || is_overlay_or_lock(path)
}

/// Whether a file may be one that an OpenAPI document refers to.
pub fn may_be_part(path: &str) -> bool {
    [".yaml", ".yml", ".json"].iter().any(|end| path.ends_with(end))
}

/// Whether a file is the OpenAPI document of a folder: directly in it, and with the usual name.
pub(super) fn is_document(path: &str) -> bool {
    let name = path.strip_prefix("openapi").or_else(|| path.strip_prefix("swagger"));
    matches!(name, Some(".yaml" | ".yml" | ".json"))
}

/// Whether a file is a page by its path. `._Page.md` is what macOS puts next to a file that has attributes.
pub(super) fn is_page(path: &str) -> bool {
    [".md", ".mdx", ".markdown"].iter().any(|end| path.ends_with(end)) && !base(path).starts_with('.')
}

/// Whether a file is the overlay or the lock of a folder; below it, these names mean nothing.
pub(super) fn is_overlay_or_lock(path: &str) -> bool {
    [overlay::FILE_NAME, lock::FILE_NAME].contains(&path)
}

/// The name of a file without its folders; in a revision of git, `REV:` comes before them.
pub(super) fn base(path: &str) -> &str {
    path.rsplit(['/', '\\', ':']).next().unwrap_or(path)
}

/// The name of a file in a folder or archive.
pub(super) fn inside(folder: &str, path: &str) -> String {
    if folder.is_empty() || folder.ends_with(['/', '\\', ':']) {
        format!("{folder}{path}")
    } else {
        format!("{folder}/{path}")
    }
}
