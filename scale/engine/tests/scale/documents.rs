//! Documentation and documents for tests.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use spectable_sample::{Extent, Sampler};
use spectable_scale::documented;
use tempfile::TempDir;

/// A release of the small corpus: `1.0.0` or `1.1.0`.
pub(crate) fn release(number: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/small").join(number);
    path.display().to_string()
}

/// Random documents of a model, a line each.
pub(crate) fn lines(model: &str, count: usize, seed: u64) -> String {
    let project = documented::project(&release("1.0.0")).unwrap();
    let mut sampler = Sampler::new(&project.schema, model, Extent::Random(seed)).unwrap();
    (0..count).map(|_| sampler.document() + "\n").collect()
}

/// A folder with files.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn name(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// Writes a file, compressed as its name says, and gives its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let bytes = match name.rsplit_once('.') {
            Some((_, "gz")) => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(text.as_bytes()).unwrap();
                encoder.finish().unwrap()
            }
            Some((_, "zst")) => zstd::encode_all(text.as_bytes(), 1).unwrap(),
            _ => text.as_bytes().to_vec(),
        };
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}
