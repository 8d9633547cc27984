//! Where a model is documented, and the checksum of what is said there.

use spectable_build::{lock::Origin, project::Project, schema::Model};

use crate::fingerprint::sha256;

/// Where a model of a project is documented. Of a document, the checksum is that of what it says of the model.
pub fn origin(project: &Project, model: &Model) -> Origin {
    let files = &project.schema.files;
    let file = model.location.file;
    // A page that is not UTF-8 is an error, and never gets here.
    let text = files.text(file);
    match project.path_of_any(file) {
        Some(path) if project.is_document => {
            let said = text.get(model.location.start as usize..model.location.end as usize);
            Origin { page: path.to_owned(), sha256: sha256(said.unwrap_or(text).as_bytes()) }
        }
        Some(path) => Origin { page: path.to_owned(), sha256: sha256(text.as_bytes()) },
        None => Origin { page: files.name(file).to_owned(), sha256: String::new() },
    }
}
