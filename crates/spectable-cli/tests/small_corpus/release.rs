//! The two releases of the small corpus, and a second reading of their pages.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use flate2::{Compression, write::GzEncoder};

/// The releases.
pub const OLD: &str = "1.0.0";
/// The later one.
pub const NEW: &str = "1.1.0";

/// A file or folder of the small corpus.
pub fn corpus(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/small").join(path)
}

/// What a run of the command says: exit code, standard output, standard error. It runs in the folder of the corpus.
pub fn spectable(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spectable"));
    let output = command.current_dir(corpus("")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What a run prints that must succeed.
pub fn printed(arguments: &[&str]) -> String {
    let (code, printed, said) = spectable(arguments);
    assert_eq!(code, 0, "{arguments:?}: {said}");
    printed
}

/// The files of a folder, by name.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let file =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    fs::read_dir(folder).unwrap().map(|entry| file(entry.unwrap())).collect()
}

/// The pages of a release as an archive.
pub fn archive(release: &str, into: &Path) -> PathBuf {
    let path = into.join(format!("{release}.tar.gz"));
    let gzip = GzEncoder::new(fs::File::create(&path).unwrap(), Compression::default());
    let mut tar = tar::Builder::new(gzip);
    for (name, bytes) in files(&corpus(release)) {
        if name.ends_with(".md") {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            tar.append_data(&mut header, format!("pages/{name}"), bytes.as_slice()).unwrap();
        }
    }
    tar.into_inner().unwrap().finish().unwrap();
    path
}

/// A copy of a release that a test may change.
pub fn copy(release: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files(&corpus(release)) {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// A row as the second reading finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    pub ty: String,
    pub description: String,
    pub required: bool,
    pub read_only: bool,
    pub deprecated: bool,
}

/// The rows of each page, read line by line and knowing nothing of Markdown.
pub fn rows(release: &str) -> BTreeMap<String, Vec<Row>> {
    let mut pages = BTreeMap::new();
    for (name, bytes) in files(&corpus(release)) {
        if let Some(model) = name.strip_suffix(".md") {
            let text = String::from_utf8(bytes).unwrap();
            let rows = text.lines().filter(|line| line.trim_start_matches("| ").starts_with("**"));
            pages.insert(model.to_owned(), rows.map(row).collect());
        }
    }
    pages
}

fn row(line: &str) -> Row {
    let line = line.strip_prefix("| ").unwrap_or(line);
    let line = line.strip_suffix(" |").unwrap_or(line);
    let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
    let [name, ty, description @ .., notes] = cells.as_slice() else { panic!("{line}") };
    let ty = ty.rsplit_once("](").map_or(*ty, |(text, _)| text.trim_start_matches('['));
    Row {
        name: name.replace('*', ""),
        ty: ty.replace('*', ""),
        description: plain(&description.join(" | ")),
        required: !notes.contains("[optional]"),
        read_only: notes.contains("[readonly]"),
        deprecated: notes.contains("[deprecated]"),
    }
}

fn plain(text: &str) -> String {
    let entities = [("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}
