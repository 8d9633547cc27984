//! What benchmarks saved: a JSON file for each report, and the page that is made of all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::{Report, Sheet};

/// Where benchmarks save, and where those of packages with a workspace of their own do.
const FOLDERS: [&str; 2] = ["docs/bench", "scale/bench"];

/// A file that a benchmark saved.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(untagged)]
pub enum Saved {
    /// Two ways compared.
    Report(Report),
    /// Figures alone.
    Sheet(Sheet),
}

/// What was saved, by the names of the files without their ending.
pub type All = BTreeMap<String, Saved>;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Reads what was saved.
///
/// # Errors
/// If a file cannot be read, or is not what a benchmark saves.
pub fn all() -> io::Result<All> {
    let mut all = All::new();
    for folder in FOLDERS {
        let entries = match fs::read_dir(root().join(folder)) {
            Ok(entries) => entries,
            Err(why) if why.kind() == io::ErrorKind::NotFound => continue,
            Err(why) => return Err(io::Error::other(format!("{folder}: {why}"))),
        };
        for entry in entries {
            let path = entry?.path();
            let (Some(name), true) = (path.file_stem(), path.extension().is_some_and(|it| it == "json"))
            else {
                continue;
            };
            let saved = serde_json::from_str(&fs::read_to_string(&path)?)
                .map_err(|why| io::Error::other(format!("{}: {why}", path.display())))?;
            all.insert(name.to_string_lossy().into_owned(), saved);
        }
    }
    Ok(all)
}

/// Writes a report, and its chart if it has one.
pub(crate) fn save(name: &str, report: &impl serde::Serialize, chart: Option<String>) -> io::Result<()> {
    let folder = root().join("docs/bench");
    fs::create_dir_all(&folder)?;
    let json = serde_json::to_string_pretty(report).map_err(io::Error::other)?;
    fs::write(folder.join(format!("{name}.json")), json + "\n")?;
    if let Some(chart) = chart {
        fs::write(folder.join(format!("{name}.svg")), chart)?;
    }
    Ok(())
}
