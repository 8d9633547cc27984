//! A folder in which the command is run.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use tempfile::TempDir;

/// How a run of the command ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A folder of its own, gone when it is dropped.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the folder.
    pub fn join(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.join(path)).unwrap()
    }

    /// Runs spectable in the folder.
    pub fn spectable(&self, args: &[&str]) -> Run {
        self.run(Command::new(env!("CARGO_BIN_EXE_spectable")).args(args))
    }

    /// Runs a command in the folder.
    pub fn run(&self, command: &mut Command) -> Run {
        let output = command.current_dir(self.path()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap_or(-1);
        Run { code, out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs git in the folder, under a name of its own.
    pub fn git(&self, args: &[&str]) {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
        let run = self.run(Command::new("git").args(identity).args(args));
        assert_eq!(run.code, 0, "git {args:?}: {}", run.err);
    }
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

/// A row of a page: name, type, description, notes.
pub type Row<'a> = (&'a str, &'a str, &'a str, &'a str);

/// A page as the Python SDKs have them.
pub fn page(model: &str, rows: &[Row<'_>]) -> String {
    let mut page = format!("# {model}\n\n## {model}\n\n## Properties\n\n");
    page.push_str("|Name | Type | Description | Notes|\n|------------ | ------------- | ------------- | -------------|\n");
    for (name, ty, description, notes) in rows {
        page.push_str(&format!("| **{name}** | {ty} | {description} | {notes} |\n"));
    }
    page.push_str("{: class=\"table table-striped\"}\n\n_Package 1.0.0_\n");
    page
}
