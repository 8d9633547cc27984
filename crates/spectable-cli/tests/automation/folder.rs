//! A folder in which the command is run.

use std::{
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

/// A file of the repository.
pub fn of_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// A folder of its own, gone when it is dropped.
pub struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A path in the folder.
    pub fn join(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Copies a file, or the files of a folder, of the repository.
    pub fn copy(&self, from: &str, to: &str) {
        let source = of_repository(from);
        if source.is_file() {
            return self.write(to, fs::read(source).unwrap());
        }
        for entry in fs::read_dir(source).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            self.write(&format!("{to}/{name}"), fs::read(entry.path()).unwrap());
        }
    }

    /// Replaces a part of a file, once.
    pub fn edit(&self, path: &str, was: &str, is: &str) {
        let text = self.read(path);
        assert!(text.contains(was), "{path} has {was}");
        self.write(path, text.replacen(was, is, 1));
    }

    /// The text of a file; empty if there is none.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.join(path)).unwrap_or_default()
    }

    /// Runs spectable in the folder.
    pub fn spectable(&self, args: &[&str]) -> Run {
        self.run(Command::new(env!("CARGO_BIN_EXE_spectable")).args(args))
    }

    /// Runs a command in the folder.
    pub fn run(&self, command: &mut Command) -> Run {
        let output = command.current_dir(self.0.path()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap_or(-1);
        Run { code, out: text(output.stdout), err: text(output.stderr) }
    }
}
