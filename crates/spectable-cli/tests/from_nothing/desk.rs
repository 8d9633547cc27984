//! A folder in which the command is run.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Both outputs.
    pub fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A folder of its own, gone when it is dropped.
pub struct Desk(TempDir);

impl Desk {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        files.iter().for_each(|(path, text)| desk.write(path, text));
        desk
    }

    /// A path in the folder.
    pub fn join(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The text of a file; empty if there is none.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.join(path)).unwrap_or_default()
    }

    /// Runs spectable in the folder, with a command line that has no spaces in its words.
    pub fn spectable(&self, line: &str) -> Run {
        self.spectable_in("", line)
    }

    /// Runs spectable in a folder below it.
    pub fn spectable_in(&self, folder: &str, line: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spectable"));
        let output = command.current_dir(self.join(folder)).args(line.split(' ')).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The same, where it has to work: what it said.
    pub fn works(&self, line: &str) -> String {
        let run = self.spectable(line);
        assert_eq!(run.code, 0, "{line}: {}", run.said());
        run.said()
    }

    /// The same, where it is refused, and changes nothing: what it said.
    pub fn refused(&self, line: &str) -> String {
        let before = self.content();
        let run = self.spectable(line);
        assert!([2, 3].contains(&run.code), "{line}: {run:?}");
        assert_eq!(self.content(), before, "{line}");
        run.said()
    }

    /// Every file below the folder, and every empty folder, by path.
    pub fn content(&self) -> BTreeMap<String, Vec<u8>> {
        let mut content = BTreeMap::new();
        collect(self.0.path(), "", &mut content);
        content
    }

    /// The paths of the files below a folder.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let mut content = BTreeMap::new();
        collect(&self.join(folder), "", &mut content);
        content.into_keys().collect()
    }
}

fn collect(folder: &Path, prefix: &str, content: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut is_empty = true;
    for entry in entries.map(Result::unwrap) {
        is_empty = false;
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), content);
        } else {
            content.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    if is_empty {
        content.insert(prefix.to_owned(), Vec::new());
    }
}

/// The same, with a crate around it that has no `schema` yet.
pub fn harbour_crate() -> Desk {
    let desk = harbour();
    desk.write("Cargo.toml", "[package]\nname = \"mine\"\n");
    desk
}

/// A page of Python: rows of name, type and description.
pub fn page(model: &str, rows: &[(&str, &str)]) -> String {
    let mut page = format!("# {model}\n\n|Name | Type | Description | Notes|\n|---|---|---|---|\n");
    for (name, ty) in rows {
        page.push_str(&format!("| **{name}** | {ty} |  | [optional] |\n"));
    }
    page
}

/// Pages of a harbour: `Ferry` reaches `Crossing`, which reaches `Fare`; `Harbour` and `Berth` refer to one another, and `Harbour` to `Fare`.
pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("Ferry", page("Ferry", &[("id", "str"), ("crossings", "[**list[Crossing]**](Crossing.html)")])),
        ("Crossing", page("Crossing", &[("to_port", "str"), ("fare", "[**Fare**](Fare.html)")])),
        ("Fare", page("Fare", &[("amount", "float")])),
        (
            "Harbour",
            page(
                "Harbour",
                &[("berths", "[**list[Berth]**](Berth.html)"), ("toll", "[**Fare**](Fare.html)")],
            ),
        ),
        ("Berth", page("Berth", &[("number", "int"), ("harbour", "[**Harbour**](Harbour.html)")])),
    ]
}

/// A folder with these pages in `docs`.
pub fn harbour() -> Desk {
    let desk = Desk::new();
    pages().iter().for_each(|(name, text)| desk.write(&format!("docs/{name}.md"), text));
    desk
}
