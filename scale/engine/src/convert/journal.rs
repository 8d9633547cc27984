//! The journal of a conversion: what it is, and which parts are on the disk.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    read::Position,
    work::{self, BESIDE},
};
use crate::failure::Failure;

/// A part that is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    /// How many documents it has.
    pub(super) documents: u64,
    /// Where the next document is.
    pub(super) position: Position,
    /// How long the file of lines that were set aside is by now, in bytes, and how many lines it has.
    pub(super) set_aside: (u64, u64),
    /// How many values were kept by now that contradict the documentation.
    pub(super) wrong: u64,
}

/// A file of JSON lines: what the conversion is, and then the parts.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    /// The parts that are on the disk.
    pub(super) parts: Vec<Done>,
    /// Whether the parts are joined: what is left is to give the files their names.
    pub(super) is_joined: bool,
}

/// The line that says that the parts are joined.
const JOINED: &str = "\"joined\"";

impl Journal {
    /// Whether the journal at a path is that of this conversion, whose parts are joined already.
    pub(super) fn says_joined(path: &Path, conversion: &str) -> bool {
        let Ok(text) = fs::read_to_string(path) else { return false };
        let mut lines = text.lines();
        lines.next() == Some(conversion) && text.ends_with('\n') && lines.next_back() == Some(JOINED)
    }

    /// Opens the journal at a path. What was cut off while it was written is left out.
    ///
    /// # Errors
    /// If it is that of another conversion, or cannot be read or written.
    pub(super) fn open(path: &Path, conversion: &str) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::io("read", &name, &error)),
        };
        let whole = text.rfind('\n').map_or("", |end| text.get(..=end).unwrap_or_default());
        let mut lines = whole.lines();
        if lines.next().is_some_and(|it| it != conversion) {
            return Err(Failure::bad_input(
                format!("`{}` has an interrupted conversion with other inputs or options", folder_of(path)),
                "run that one again, or start over with `--restart`",
            ));
        }
        let mut rest = lines.clone();
        let parts: Vec<Done> = lines.map_while(|line| serde_json::from_str(line).ok()).collect();
        let is_joined = rest.nth(parts.len()) == Some(JOINED);
        let mut kept = format!("{conversion}\n");
        for part in &parts {
            kept.push_str(&line(part)?);
        }
        if is_joined {
            kept.push_str(&format!("{JOINED}\n"));
        }
        // Beside the old one, which stays whole until the new one is.
        let beside = path.with_file_name(BESIDE);
        let written = File::create(&beside).and_then(|mut file| {
            file.write_all(kept.as_bytes())?;
            file.sync_data()
        });
        written.map_err(|error| Failure::io("write", &beside.display().to_string(), &error))?;
        work::rename(&beside, path)?;
        let file = OpenOptions::new().append(true).open(path);
        let file = file.map_err(|error| Failure::io("write", &name, &error))?;
        Ok(Self { file, path: path.to_owned(), parts, is_joined })
    }

    /// Notes that the parts are joined.
    pub(super) fn join(&mut self) -> Result<(), Failure> {
        self.write(&format!("{JOINED}\n"))?;
        self.is_joined = true;
        Ok(())
    }

    /// Notes a part that is on the disk.
    pub(super) fn add(&mut self, part: Done) -> Result<(), Failure> {
        self.write(&line(&part)?)?;
        self.parts.push(part);
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(|error| Failure::io("write", &self.path.display().to_string(), &error))
    }
}

fn line(part: &Done) -> Result<String, Failure> {
    let text = serde_json::to_string(part).map_err(|error| Failure::undecided(error.to_string(), ""))?;
    Ok(text + "\n")
}

fn folder_of(path: &Path) -> String {
    path.parent().unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Done, Journal};
    use crate::convert::read::Position;

    fn part(documents: u64) -> Done {
        let position = Position { input: 0, lines: documents, offset: 10 * documents };
        Done { documents, position, set_aside: (0, 0), wrong: 0 }
    }

    #[test]
    fn a_journal_that_was_cut_off_has_the_parts_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let mut journal = Journal::open(&path, "{\"a\":1}").unwrap();
        journal.add(part(3)).unwrap();
        journal.add(part(5)).unwrap();
        assert_eq!(Journal::open(&path, "{\"a\":1}").unwrap().parts, [part(3), part(5)]);
        let text = fs::read_to_string(&path).unwrap();
        for length in 0..text.len() {
            fs::write(&path, &text[..length]).unwrap();
            let lines = text[..length].matches('\n').count();
            let parts = Journal::open(&path, "{\"a\":1}").unwrap().parts;
            assert_eq!(parts, [part(3), part(5)][..lines.saturating_sub(1)], "{length}");
        }
    }

    #[test]
    fn another_conversion_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        Journal::open(&path, "{\"a\":1}").unwrap();
        let said = Journal::open(&path, "{\"a\":2}").unwrap_err().to_string();
        assert!(said.ends_with("run that one again, or start over with `--restart`"), "{said}");
    }
}
