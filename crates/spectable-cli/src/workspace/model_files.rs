//! The files of single models: those that come into the folder of pages, and those that go.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::{
    location::FileId,
    project::Project,
    source::{Content, Documentation, OpenApi, SourceFile},
};

use super::update_plan::{common_folder, pages_of};
use crate::terminal::status::Failure;

/// The name of a document that is made of single models.
const DOCUMENT: &str = "openapi.json";

/// The folder with the pages of some models of a source as well. A page that the folder has stays as it is.
///
/// # Errors
/// If another page of the folder has the path of one that is to come.
pub fn with_pages(
    folder: &Documentation,
    theirs: &Project,
    models: &BTreeSet<&str>,
) -> Result<Documentation, Failure> {
    let all = pages_of(theirs, theirs.schema.models.keys().map(String::as_str));
    let around = common_folder(all.iter().filter_map(|file| theirs.path(*file)));
    let mut pages: BTreeMap<String, SourceFile> = BTreeMap::new();
    if let Content::Pages(known) = &folder.content {
        pages.extend(known.iter().map(|page| (page.path.clone(), page.clone())));
    }
    for file in pages_of(theirs, models.iter().copied()) {
        let Some(path) = theirs.path(file) else { continue };
        let path = path.get(around..).unwrap_or(path).to_owned();
        let bytes = theirs.schema.files.text(file).as_bytes().to_vec();
        match pages.get(&path) {
            Some(known) if known.bytes == bytes => {}
            Some(known) => {
                return Err(Failure::bad_input(
                    format!("`{}` is in the way: the source has another page of this path", known.name),
                    "rename the page in the folder, or take its new text in with `spectable update --from`",
                ));
            }
            None => {
                let name = format!("{}/{path}", folder.name.trim_end_matches('/'));
                pages.insert(path.clone(), SourceFile { name, path, bytes });
            }
        }
    }
    Ok(Documentation { content: Content::Pages(pages.into_values().collect()), ..folder.clone() })
}

/// The folder without the pages of some models. A page of an enum or union stays if a model that stays has it.
///
/// # Errors
/// If a page has both, or a model that is to go comes from a source that the overlay names.
pub fn without_pages(
    folder: &Documentation,
    ours: &Project,
    gone: &BTreeSet<&str>,
) -> Result<Documentation, Failure> {
    let left = ours.schema.models.keys().map(String::as_str).filter(|model| !gone.contains(model));
    let kept: BTreeSet<FileId> = pages_of(ours, left.clone());
    for model in gone {
        let Some(file) = ours.schema.models.get(*model).map(|it| it.location.file) else { continue };
        let Some(path) = ours.path(file) else {
            let path = ours.path_of_any(file).unwrap_or_else(|| ours.schema.files.name(file));
            return Err(Failure::bad_input(
                format!("`{model}` comes from `{path}`, which the overlay lays under the pages"),
                "take it out there, or give the entry [[source]] `adds = \"facts\"`",
            ));
        };
        let on_page =
            |other: &&str| ours.schema.models.get(*other).is_some_and(|it| it.location.file == file);
        if let Some(other) = left.clone().find(|other| on_page(other)) {
            return Err(Failure::bad_input(
                format!("`{model}` and `{other}` are on one page, `{path}`"),
                "remove both, or take the part about the one out of the page, and run `spectable update`",
            ));
        }
    }
    let going: BTreeSet<&str> = pages_of(ours, gone.iter().copied())
        .into_iter()
        .filter(|file| !kept.contains(file))
        .filter_map(|file| ours.path(file))
        .collect();
    let pages = match &folder.content {
        Content::Pages(pages) => pages.iter().filter(|page| !going.contains(page.path.as_str())).cloned(),
        _ => return Ok(folder.clone()),
    };
    Ok(Documentation { content: Content::Pages(pages.collect()), ..folder.clone() })
}

/// The folder with this document in place of what it has.
pub fn with_document(folder: &Documentation, text: &str) -> Documentation {
    let path = match &folder.content {
        Content::OpenApi(OpenApi { file, .. }) => file.path.clone(),
        _ => DOCUMENT.to_owned(),
    };
    let name = format!("{}/{path}", folder.name.trim_end_matches('/'));
    let file = SourceFile { name, path, bytes: text.as_bytes().to_vec() };
    Documentation { content: Content::OpenApi(OpenApi { file, parts: Vec::new() }), ..folder.clone() }
}
