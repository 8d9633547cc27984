//! What a command is given as a source: found, read into memory, and recognised for what it is.

use std::{
    fs::{self, File},
    io::{BufReader, Read},
    path::Path,
};

use spectable_build::{lock, problem::Problems, source::archive};

use super::revision;
use crate::terminal::status::Failure;

/// The overlay beside the pages.
pub const OVERLAY: &str = "spectable.toml";

/// A source as it was found, not yet understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What the user called it.
    pub name: String,
    /// What it holds.
    pub content: Content,
    /// The `spectable.toml` beside the pages.
    pub overlay: Option<NamedText>,
    /// The `spectable.lock` beside the pages.
    pub lock: Option<NamedText>,
}

/// What a source holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Markdown pages, in the order of their names.
    Pages(Vec<RawPage>),
    /// An OpenAPI document.
    OpenApi(RawPage),
    /// A lock.
    Lock(NamedText),
}

/// A file as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPage {
    /// Its name in messages: the source's name and its own.
    pub name: String,
    /// Its path in its folder or archive, with `/`.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A text file and its name in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedText {
    /// The name.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A larger file is no documentation.
const MAX_FILE: u64 = 256 << 20;

impl Source {
    /// Reads a folder of pages, one page, a `.tar.gz` of pages, an OpenAPI document or a lock; from the disk, or from
    /// a revision of the git repository one stands in (`REV:path`). A path that exists comes first.
    ///
    /// # Errors
    /// If there is no such source, it cannot be read, or it is none of these.
    pub fn read(name: &str, problems: &mut Problems) -> Result<Self, Failure> {
        let path = Path::new(name);
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Self::folder(name, read_folder(path)?),
            Ok(_) if is_archive(name) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                Self::archive(name, BufReader::new(file), problems)
            }
            Ok(_) => Self::file(name, read_file(path)?, problems),
            Err(_) if name.contains(':') => match revision::read(name, is_ours)? {
                revision::Object::Folder(files) => Self::folder(name, files),
                revision::Object::File(bytes) => Self::file(name, bytes, problems),
            },
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    fn new(name: &str, content: Content) -> Self {
        Self { name: name.to_owned(), content, overlay: None, lock: None }
    }

    fn folder(name: &str, files: Vec<(String, Vec<u8>)>) -> Result<Self, Failure> {
        let inside = |file: &str| match name.chars().last() {
            Some('/' | '\\' | ':') | None => format!("{name}{file}"),
            _ => format!("{name}/{file}"),
        };
        let mut source = Self::new(name, Content::Pages(Vec::new()));
        let mut pages = Vec::new();
        for (file_name, bytes) in files {
            let name = inside(&file_name);
            match file_name.as_str() {
                OVERLAY => source.overlay = Some(NamedText { text: text(&name, bytes)?, name }),
                lock::FILE_NAME => source.lock = Some(NamedText { text: text(&name, bytes)?, name }),
                _ if file_name.ends_with(".md") => pages.push(RawPage { name, file_name, bytes }),
                _ => {}
            }
        }
        if pages.is_empty() {
            return Err(Failure::bad_input(
                format!("`{name}` holds no file that ends in .md"),
                "give a folder of pages",
            ));
        }
        pages.sort_by(|a, b| a.file_name.cmp(&b.file_name));
        source.content = Content::Pages(pages);
        Ok(source)
    }

    fn archive(name: &str, reader: impl Read, problems: &mut Problems) -> Result<Self, Failure> {
        let page = |(path, bytes): (String, Vec<u8>)| RawPage {
            name: format!("{name}/{path}"),
            file_name: path,
            bytes,
        };
        let pages = archive::read(name, reader, problems).into_iter().map(page).collect();
        Ok(Self::new(name, Content::Pages(pages)))
    }

    fn file(name: &str, bytes: Vec<u8>, problems: &mut Problems) -> Result<Self, Failure> {
        if is_archive(name) {
            return Self::archive(name, bytes.as_slice(), problems);
        }
        let file_name = name.rsplit(['/', '\\', ':']).next().unwrap_or(name).to_owned();
        let raw = RawPage { name: name.to_owned(), file_name, bytes };
        match ending(&raw) {
            Ending::Page => Ok(Self::new(name, Content::Pages(vec![raw]))),
            Ending::OpenApi => Ok(Self::new(name, Content::OpenApi(raw))),
            Ending::Lock => {
                let text = text(name, raw.bytes)?;
                Ok(Self::new(name, Content::Lock(NamedText { name: name.to_owned(), text })))
            }
            Ending::Other => Err(Failure::bad_input(
                format!("`{name}` is no source"),
                "give a folder of pages, a .md page, a .tar.gz of pages, an OpenAPI document (.json, .yaml, also \
                 .gz), or a .lock",
            )),
        }
    }
}

enum Ending {
    Page,
    OpenApi,
    Lock,
    Other,
}

/// What a file is by its name, and by its beginning where the name says nothing.
fn ending(file: &RawPage) -> Ending {
    let name = file.file_name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("md") => Ending::Page,
        Some("json" | "yaml" | "yml") => Ending::OpenApi,
        Some("lock") => Ending::Lock,
        _ => match file.bytes.trim_ascii_start() {
            [b'{', ..] => Ending::OpenApi,
            bytes if bytes.starts_with(b"openapi:") || bytes.starts_with(b"swagger:") => Ending::OpenApi,
            bytes if bytes.starts_with(b"# ") || bytes.starts_with(b"---\n") => Ending::Page,
            _ => Ending::Other,
        },
    }
}

fn is_archive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".tar.gz") || name.ends_with(".tgz")
}

/// The files of a folder that mean something to us.
fn is_ours(file_name: &str) -> bool {
    file_name.ends_with(".md") || file_name == OVERLAY || file_name == lock::FILE_NAME
}

/// The files of a folder and the folders below it that mean something to us, named with `/` between folders.
fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&folder, &error))?;
            let kind = entry.file_type().map_err(|error| unreadable(&folder, &error))?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let name = format!("{prefix}{name}");
            if kind.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else if is_ours(&name) {
                files.push((name, read_file(&entry.path())?));
            }
        }
    }
    Ok(files)
}

/// Reads a file of a size that documentation can have.
///
/// # Errors
/// If it cannot be read, or is larger.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > MAX_FILE {
        let message = format!("`{}` is larger than {MAX_FILE} bytes", path.display());
        return Err(Failure::bad_input(message, "leave out what is not documentation"));
    }
    Ok(bytes)
}

/// Reads a text file under the name that messages call it.
///
/// # Errors
/// If it cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<NamedText, Failure> {
    let name = path.display().to_string();
    Ok(NamedText { text: text(&name, read_file(path)?)?, name })
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes)
        .map_err(|_| Failure::bad_input(format!("`{name}` is not UTF-8"), "save it as UTF-8"))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::bad_input(format!("cannot read `{}`: {error}", path.display()), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, bytes: &[u8]) -> &'static str {
        let mut problems = Problems::default();
        match Source::file(name, bytes.to_vec(), &mut problems).map(|source| source.content) {
            Ok(Content::Pages(_)) => "pages",
            Ok(Content::OpenApi(_)) => "openapi",
            Ok(Content::Lock(_)) => "lock",
            Err(_) => "none",
        }
    }

    #[test]
    fn what_a_file_is() {
        for (name, bytes, expected) in [
            ("User.md", &b""[..], "pages"),
            ("HEAD:docs/User.md", b"", "pages"),
            ("api.json", b"", "openapi"),
            ("api.YAML", b"", "openapi"),
            ("api.json.gz", b"\x1f\x8b", "openapi"),
            ("spectable.lock", b"format 1", "lock"),
            ("v1.lock", b"", "lock"),
            ("page", b"# User\n", "pages"),
            ("document", b"\n {\"openapi\": \"3.1.0\"}", "openapi"),
            ("document", b"openapi: 3.1.0", "openapi"),
            ("document", b"\x00\x01", "none"),
            ("pages.tgz", b"", "pages"),
        ] {
            assert_eq!(kind(name, bytes), expected, "{name}");
        }
    }

    #[test]
    fn a_folder_is_read_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("more")).unwrap();
        for name in [
            "B.md",
            "A.md",
            "more/C.md",
            "more/spectable.toml",
            "spectable.toml",
            "spectable.lock",
            "notes.txt",
        ] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let name = folder.path().display().to_string();
        let source = Source::read(&name, &mut Problems::default()).unwrap();
        let Content::Pages(pages) = source.content else { panic!("no pages") };
        let names: Vec<&str> = pages.iter().map(|page| page.file_name.as_str()).collect();
        assert_eq!(names, ["A.md", "B.md", "more/C.md"]);
        assert_eq!(pages[0].name, format!("{name}/A.md"));
        assert_eq!(source.overlay.map(|it| it.text).as_deref(), Some("spectable.toml"));
        assert_eq!(source.lock.map(|it| it.text).as_deref(), Some("spectable.lock"));
    }

    #[test]
    fn what_is_not_there_cannot_be_read() {
        let empty = tempfile::tempdir().unwrap();
        for name in [empty.path().display().to_string(), "no/such/folder".to_owned(), "no-rev:x".to_owned()] {
            assert!(Source::read(&name, &mut Problems::default()).is_err(), "{name}");
        }
    }
}
