//! The version of our crates that a manifest has: those that generate the models and the one that they run with must be of one version.

use std::path::Path;

use semver::{Version, VersionReq};
use toml_edit::Item;

use crate::{
    terminal::status::Failure,
    workspace::manifest::{self, Dependency, Manifest},
};

/// Refuses to add some of our crates beside others of another version, or from another place.
///
/// # Errors
/// If the manifest, or the workspace above it, has such a one.
pub(super) fn refuse_another(
    dir: &Path,
    found: Option<&Manifest>,
    workspace: Option<&Manifest>,
    ours: &[Dependency],
    is_place_given: bool,
) -> Result<(), Failure> {
    let mut another = None;
    let mut adds = is_place_given;
    for wanted in ours {
        let own =
            found.and_then(|manifest| Some((manifest, manifest.dependency(wanted.table, wanted.name)?)));
        let of_workspace = || workspace.and_then(|it| Some((it, it.of_workspace(wanted.name)?)));
        let has = match own {
            Some((_, item)) if item.get("workspace").is_some() => of_workspace(),
            None => of_workspace(),
            own => own,
        };
        match has {
            Some((manifest, item)) if !is_it(dir, manifest, item, wanted)? => {
                another = another.or(Some((manifest, item, wanted)));
            }
            Some(_) => {}
            None => adds = true,
        }
    }
    let Some((manifest, item, wanted)) = another.filter(|_| adds) else { return Ok(()) };
    let place = match &wanted.path {
        Some(path) => format!("path = \"{path}\""),
        None => format!("version = \"{}\"", wanted.version),
    };
    let remedy = if item.get("path").is_some() && !is_place_given {
        "give the folder of our crates with `--spectable DIR`, or depend on the published version"
    } else {
        "correct it, or take it out so that this command adds it; `--spectable DIR` says where our crates are"
    };
    Err(Failure::bad_input(
        format!(
            "`{}` has `{}` with {}, and our other crates would come with {place}; nothing was written",
            manifest.path.display(),
            wanted.name,
            place_of(item)
        ),
        remedy,
    ))
}

/// Where an entry of a manifest takes its crate from, as it says it.
fn place_of(item: &Item) -> String {
    let said = |key: &'static str| Some((key, item.get(key)?.as_str()?));
    let version = item.as_str().map(|version| ("version", version));
    match version.or_else(|| ["path", "git", "version"].into_iter().find_map(said)) {
        Some((key, value)) => format!("{key} = \"{value}\""),
        None => "no version".to_owned(),
    }
}

/// Whether an entry of a manifest means what would be added.
fn is_it(dir: &Path, manifest: &Manifest, item: &Item, wanted: &Dependency) -> Result<bool, Failure> {
    let above = manifest.path.parent().filter(|it| !it.as_os_str().is_empty());
    let own = item.get("path").and_then(Item::as_str).map(|path| above.unwrap_or(Path::new(".")).join(path));
    Ok(match (own, &wanted.path) {
        (Some(own), Some(path)) => manifest::real(&own)? == manifest::real(&dir.join(path))?,
        (None, None) => {
            let version = item.as_str().or_else(|| item.get("version")?.as_str());
            item.get("git").is_none() && version.is_some_and(|it| allows(it, wanted.version))
        }
        _ => false,
    })
}

/// Whether a requirement allows a version.
fn allows(requirement: &str, version: &str) -> bool {
    let (requirement, version) = (VersionReq::parse(requirement), Version::parse(version));
    matches!((requirement, version), (Ok(requirement), Ok(version)) if requirement.matches(&version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements() {
        for (requirement, version, expected) in [
            ("0.1.0", "0.1.0", true),
            ("0.1", "0.1.7", true),
            ("^0.1.2", "0.1.7", true),
            ("0", "0.1.0", true),
            ("*", "0.1.0", true),
            (">=0.0.1, <0.3", "0.1.0", true),
            ("0.0.1", "0.1.0", false),
            ("0.1.8", "0.1.7", false),
            ("0.2", "0.1.0", false),
            ("1", "0.1.0", false),
            ("1.2", "1.4.0", true),
            ("nonsense", "0.1.0", false),
        ] {
            assert_eq!(allows(requirement, version), expected, "{requirement} {version}");
        }
    }
}
