//! The files that the command line names.

use std::{fs, path::PathBuf, time::UNIX_EPOCH};

use crate::{
    ending::{Content, Ending, IN_FOLDERS},
    failure::Failure,
};

/// Standard input, as the command line names it. A file of this name is `./-`.
const STDIN: &str = "-";

/// A file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What messages call it.
    pub name: String,
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Its length in bytes; 0 where it is not known.
    pub size: u64,
    /// When it was changed, in nanoseconds since 1970; 0 where it is not known. A conversion goes on only with the files it began with.
    pub changed: u128,
}

impl Input {
    fn stdin() -> Self {
        Self { name: "<stdin>".to_owned(), path: None, size: 0, changed: 0 }
    }

    fn file(path: PathBuf) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let facts = fs::metadata(&path).map_err(|error| Failure::io("read", &name, &error))?;
        let changed = facts.modified().ok().and_then(|it| it.duration_since(UNIX_EPOCH).ok());
        Ok(Self { name, path: Some(path), size: facts.len(), changed: changed.map_or(0, |it| it.as_nanos()) })
    }

    /// What is in it. Standard input has lines, which may be compressed: its first bytes say so.
    pub fn ending(&self) -> Ending {
        Ending::of(&self.name)
    }
}

/// The files that names, folders and patterns mean, in the order of the command line, those of a folder or pattern in the order of their
/// names.
///
/// # Errors
/// If there is none of a name, or they are of several kinds.
pub fn find(names: &[String]) -> Result<Vec<Input>, Failure> {
    let mut inputs: Vec<Input> = Vec::new();
    for name in names {
        if name == STDIN {
            inputs.push(Input::stdin());
        } else {
            for path in files_of(name)? {
                inputs.push(Input::file(path)?);
            }
        }
    }
    if inputs.iter().any(|it| it.path.is_none()) && inputs.len() > 1 {
        return Err(Failure::bad_input(
            "standard input (`-`) is given beside other inputs",
            "give either of them",
        ));
    }
    let Some(first) = inputs.first() else {
        return Err(Failure::bad_input(
            "there is no input",
            "name files, folders, patterns, or `-` for standard input",
        ));
    };
    let content = first.ending().content;
    if let Some(other) = inputs.iter().find(|it| it.ending().content != content) {
        let found = other.ending().content;
        return Err(Failure::bad_input(
            format!("`{}` is {content} and `{}` is {found}", first.name, other.name),
            "convert files of one kind at a time",
        ));
    }
    Ok(inputs)
}

fn files_of(name: &str) -> Result<Vec<PathBuf>, Failure> {
    let path = PathBuf::from(name);
    if path.is_dir() {
        let mut files = Vec::new();
        in_folder(&path, &mut files).map_err(|error| Failure::io("read", name, &error))?;
        files.sort();
        return some(
            files,
            name,
            &format!("in a folder, those files are read that end in {}", IN_FOLDERS.join(", ")),
        );
    }
    if path.exists() || !name.contains(['*', '?', '[']) {
        return Ok(vec![path]);
    }
    let found = glob::glob(name).map_err(|error| {
        Failure::bad_input(
            format!("`{name}` is not a pattern: {error}"),
            "`*` stands for any text, `?` for one character",
        )
    })?;
    let mut files = Vec::new();
    for path in found {
        let path = path.map_err(|error| Failure::io("read", name, error.error()))?;
        if path.is_file() {
            files.push(path);
        }
    }
    some(files, name, "a pattern is written in quotes: 'calls/*.ndjson.gz'")
}

fn some(files: Vec<PathBuf>, name: &str, remedy: &str) -> Result<Vec<PathBuf>, Failure> {
    if files.is_empty() {
        return Err(Failure::bad_input(format!("`{name}` means no file"), remedy));
    }
    Ok(files)
}

fn in_folder(folder: &std::path::Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = path.to_string_lossy().to_lowercase();
        let ty = entry.file_type()?;
        if ty.is_dir() {
            in_folder(&path, files)?;
        } else if ty.is_symlink() && path.is_dir() {
            // A link may lead to a folder around it, and so to the same files again.
        } else if Ending::of(&name).content == Content::Lines
            && IN_FOLDERS.iter().any(|ending| name.ends_with(ending))
        {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::find;

    #[test]
    fn names_folders_and_patterns() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        fs::create_dir(at("day=2")).unwrap();
        for name in ["b.ndjson", "a.ndjson.gz", "README.md", "day=2/c.jsonl", "t.parquet"] {
            fs::write(at(name), "").unwrap();
        }
        let found = |names: &[String]| {
            find(names)
                .map_err(|it| it.to_string())
                .map(|it| it.into_iter().map(|it| it.name).collect::<Vec<_>>())
        };
        assert_eq!(found(&[at("")]).unwrap(), [at("a.ndjson.gz"), at("b.ndjson"), at("day=2/c.jsonl")]);
        assert_eq!(found(&[at("*.ndjson*")]).unwrap(), [at("a.ndjson.gz"), at("b.ndjson")]);
        assert_eq!(found(&["-".to_owned()]).unwrap(), ["<stdin>"]);
        let wrong = |names: &[String], expected: &str| {
            let said = found(names).unwrap_err();
            assert!(said.contains(expected), "{said}");
        };
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), at("day=2/up")).unwrap();
            std::os::unix::fs::symlink(at("b.ndjson"), at("day=2/d.ndjson")).unwrap();
            let expected = [at("a.ndjson.gz"), at("b.ndjson"), at("day=2/c.jsonl"), at("day=2/d.ndjson")];
            assert_eq!(found(&[at("")]).unwrap(), expected);
        }
        wrong(&[at("gone.ndjson")], "gone.ndjson`: No such file");
        wrong(&[at("*.csv")], "means no file");
        wrong(&["-".to_owned(), at("b.ndjson")], "beside other inputs");
        wrong(&[at("b.ndjson"), at("t.parquet")], "convert files of one kind at a time");
        wrong(&[], "there is no input");
    }
}
