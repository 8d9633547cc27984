//! The folder of pages, overlay and lock that a crate is generated from.

use std::path::Path;

use spectable_build::{
    location::Files,
    lock::{self, Lock},
    problem::Problems,
    schema::{Model, Schema},
};

use super::{
    side::{Reading, Side, read_lock},
    source::{Content, NamedText, RawPage, Source},
    waiver_file,
};
use crate::{
    drift::{fingerprint::sha256, waiver::Waiver},
    terminal::{output::Output, status::Failure},
};

/// The folder as it was read.
#[derive(Debug, Clone)]
pub struct Local {
    /// The folder's name.
    pub name: String,
    /// The pages.
    pub pages: Vec<RawPage>,
    /// The overlay.
    pub overlay: Option<NamedText>,
    /// The lock, as text.
    pub lock: Option<NamedText>,
}

impl Local {
    /// Reads the folder.
    ///
    /// # Errors
    /// If it is not a folder of pages.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let name = folder.display().to_string();
        let not_a_folder = || {
            Failure::bad_input(
                format!("`{name}` is not a folder of pages"),
                "give the folder of pages with `--schema DIR`",
            )
        };
        if !folder.is_dir() {
            return Err(not_a_folder());
        }
        let Source { content, overlay, lock, .. } = Source::read(&name, &mut Problems::default())?;
        match content {
            Content::Pages(pages) => Ok(Self { name, pages, overlay, lock }),
            Content::OpenApi(_) | Content::Lock(_) => Err(not_a_folder()),
        }
    }

    /// The models of the pages; names that the lock has stay as they are.
    ///
    /// # Errors
    /// If the pages or the overlay are wrong.
    pub fn side(&self, lock: Option<&Lock>, output: &mut Output) -> Result<Side, Failure> {
        let source = Source {
            name: self.name.clone(),
            content: Content::Pages(self.pages.clone()),
            overlay: self.overlay.clone(),
            lock: None,
        };
        Side::understand(source, &Reading { overlay: None, lock, own_overlay: true }, output)
    }

    /// The lock and the files that it points into.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn lock(&self, output: &mut Output) -> Result<(Lock, Files), Failure> {
        match &self.lock {
            Some(text) => read_lock(text, output),
            None => Err(Failure::bad_input(
                format!("`{}` has no {}", self.name, lock::FILE_NAME),
                "run `spectable update`, and commit the lock with the pages",
            )),
        }
    }

    /// The names that were released: those of the lock, or of both sides of one that a merge left in conflict.
    ///
    /// # Errors
    /// If a lock is there and cannot be read.
    pub fn released(&self, output: &mut Output) -> Result<Option<Lock>, Failure> {
        let Some(text) = &self.lock else { return Ok(None) };
        let Some(sides) = lock::sides(&text.text) else {
            return Ok(Some(read_lock(text, output)?.0));
        };
        let of = |side: String| NamedText { name: text.name.clone(), text: side };
        let (ours, _) = read_lock(&of(sides.ours), output)?;
        let (theirs, _) = read_lock(&of(sides.theirs), output)?;
        Ok(Some(ours.merged_with(theirs)))
    }

    /// The waivers of the overlay.
    ///
    /// # Errors
    /// If one of them is not as it should be.
    pub fn waivers(&self) -> Result<Vec<Waiver>, Failure> {
        self.overlay.as_ref().map_or_else(|| Ok(Vec::new()), |it| waiver_file::read(&it.name, &it.text))
    }

    /// The lock of these pages.
    pub fn lock_of(&self, schema: Schema) -> Lock {
        let files = schema.files.clone();
        Lock::of(schema, |model| self.source_of(model, &files))
    }

    /// Where a model of these pages is documented.
    pub fn source_of(&self, model: &Model, files: &Files) -> lock::Source {
        let name = files.name(model.location.file);
        match self.pages.iter().find(|page| page.name == name) {
            Some(page) => lock::Source { page: page.file_name.clone(), sha256: sha256(&page.bytes) },
            None => lock::Source { page: name.to_owned(), sha256: String::new() },
        }
    }
}
