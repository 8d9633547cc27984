//! Where the files of a table are: paths, folders, URLs and patterns.

use datafusion::{
    arrow::datatypes::DataType, catalog::Session, datasource::listing::ListingTableUrl, error::Result,
};
use futures::TryStreamExt;
use url::Url;

use crate::{ending::IN_FOLDERS, failure::Failure};

/// A location that means the same in every folder: executors of a cluster have other working folders. What exists is no pattern, whatever its name is.
pub(crate) fn everywhere(location: &str) -> Result<String> {
    if location.contains("://") {
        return Ok(location.to_owned());
    }
    let path = std::path::absolute(location)?;
    if location.contains(['*', '?', '[']) && path.exists() {
        let url = if path.is_dir() { Url::from_directory_path(&path) } else { Url::from_file_path(&path) };
        if let Ok(url) = url {
            return Ok(url.into());
        }
    }
    let path = path.display().to_string();
    // The slash at the end says that it is a folder.
    Ok(if location.ends_with('/') && !path.ends_with('/') { path + "/" } else { path })
}

/// The files that a location means: in a folder and those within it, the files with an ending of documents.
pub(super) fn files_of(location: ListingTableUrl) -> Result<Vec<ListingTableUrl>> {
    if !location.is_folder() || location.get_glob().is_some() {
        return Ok(vec![location]);
    }
    IN_FOLDERS.iter().map(|ending| location.clone().with_glob(&format!("*{}", in_any_case(ending)))).collect()
}

/// A pattern for a text in small and capital letters.
fn in_any_case(text: &str) -> String {
    let either = |it: char| {
        if it.is_ascii_lowercase() { format!("[{it}{}]", it.to_ascii_uppercase()) } else { it.to_string() }
    };
    text.chars().map(either).collect()
}

/// Whether each file is in the folders that give columns. A query would leave out one that is not.
///
/// # Errors
/// If one is not, or the files cannot be listed.
pub(crate) async fn check_folders(
    session: &dyn Session,
    locations: &[ListingTableUrl],
    partitions: &[(String, DataType)],
) -> Result<()> {
    if partitions.is_empty() {
        return Ok(());
    }
    for location in locations {
        let store = session.runtime_env().object_store(location)?;
        let mut files = location.list_all_files(session, store.as_ref(), "").await?;
        while let Some(file) = files.try_next().await? {
            let segments: Vec<&str> =
                location.strip_prefix(&file.location).map(Iterator::collect).unwrap_or_default();
            let folders = segments.split_last().map(|(_, folders)| folders).unwrap_or_default();
            for (index, (name, _)) in partitions.iter().enumerate() {
                let found = folders.get(index).and_then(|folder| folder.split_once('='));
                if found.is_none_or(|(found, _)| found != name) {
                    let message =
                        format!("`{}` is not in a folder `{name}=…` of `{location}`", file.location);
                    let remedy = "name the folders from the outermost inwards, or give a folder whose files are all in such folders";
                    return Err(Failure::bad_input(message, remedy).into());
                }
            }
        }
    }
    Ok(())
}
