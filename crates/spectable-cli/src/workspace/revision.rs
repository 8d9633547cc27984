//! `REV:path`: files and folders in a revision of the current git repository.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use crate::terminal::status::Failure;

/// A file or a folder of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// The bytes of a file.
    File(Vec<u8>),
    /// The files in a folder and the folders below it, by path.
    Folder(Vec<(String, Vec<u8>)>),
}

/// No documentation is larger.
const MAX_BYTES: u64 = 512 << 20;

/// Reads `REV:path`; for a folder, the files whose names `wanted` accepts.
///
/// The user's text never becomes an argument of git: it goes through standard input. From then on only object names
/// that git printed are used.
///
/// # Errors
/// If git is not installed, or the current folder is not in a repository that has the object.
pub fn read(spec: &str, wanted: impl Fn(&str) -> bool) -> Result<Object, Failure> {
    if spec.contains(['\n', '\r', '\0']) {
        return Err(missing(spec));
    }
    let mut batch = Batch::start()?;
    let object = batch.object(spec)?.ok_or_else(|| missing(spec))?;
    match object.kind.as_str() {
        "blob" => Ok(Object::File(object.bytes)),
        "tree" => {
            let mut files = Vec::new();
            let mut folders = vec![(String::new(), object)];
            while let Some((prefix, folder)) = folders.pop() {
                for entry in entries(&folder.bytes, folder.id.len() / 2) {
                    let name = format!("{prefix}{}", entry.name);
                    if !entry.is_folder && !wanted(&name) {
                        continue;
                    }
                    let found = batch.object(&entry.id)?.ok_or_else(|| missing(spec))?;
                    match entry.is_folder {
                        true => folders.push((format!("{name}/"), found)),
                        false => files.push((name, found.bytes)),
                    }
                }
            }
            Ok(Object::Folder(files))
        }
        kind => Err(Failure::bad_input(
            format!("`{spec}` is a git {kind}, not a file or a folder"),
            "give `REV:path`, such as `HEAD~1:schema`",
        )),
    }
}

fn missing(spec: &str) -> Failure {
    Failure::bad_input(
        format!("`{spec}` is neither a path nor an object of the current git repository"),
        "give a path, or `REV:path` with the path from the root of the repository, such as `HEAD~1:schema`",
    )
}

/// A file or folder in a tree object.
struct Entry {
    name: String,
    id: String,
    is_folder: bool,
}

/// The regular files and folders of a tree object: `mode name NUL id`, again and again.
fn entries(tree: &[u8], id_length: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest = tree;
    while let Some(end) = rest.iter().position(|&byte| byte == 0) {
        let (head, tail) = rest.split_at(end);
        let Some(id) = tail.get(1..=id_length) else { break };
        rest = tail.get(1 + id_length..).unwrap_or_default();
        let Ok(head) = std::str::from_utf8(head) else { continue };
        let Some((mode, name)) = head.split_once(' ') else { continue };
        // Links and submodules have other modes.
        let is_folder = mode == "40000";
        if is_folder || mode.starts_with("100") {
            let id = id.iter().map(|byte| format!("{byte:02x}")).collect();
            entries.push(Entry { name: name.to_owned(), id, is_folder });
        }
    }
    entries
}

/// An object as `git cat-file --batch` gives it.
struct Found {
    id: String,
    kind: String,
    bytes: Vec<u8>,
}

/// `git cat-file --batch`: one name in, one object out.
struct Batch {
    git: Child,
    names: ChildStdin,
    objects: BufReader<ChildStdout>,
    left: u64,
}

impl Batch {
    fn start() -> Result<Self, Failure> {
        let git = Command::new("git")
            .args(["cat-file", "--batch"])
            // In a partial clone git would otherwise use the network.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let failed = |reason: String| {
            Failure::bad_input(
                format!("cannot run git: {reason}"),
                "install git, or give two folders instead of a revision",
            )
        };
        let mut git = git.map_err(|error| failed(error.to_string()))?;
        match (git.stdin.take(), git.stdout.take()) {
            (Some(names), Some(objects)) => {
                Ok(Self { git, names, objects: BufReader::new(objects), left: MAX_BYTES })
            }
            _ => Err(failed("it has no standard input or output".to_owned())),
        }
    }

    /// The object of a name; `None` if it does not exist, or there is no repository.
    fn object(&mut self, name: &str) -> Result<Option<Found>, Failure> {
        self.read_object(name).map_err(|error| {
            Failure::bad_input(
                format!("cannot read `{name}` from git: {error}"),
                "run `git fsck` to check the repository",
            )
        })
    }

    fn read_object(&mut self, name: &str) -> io::Result<Option<Found>> {
        // Outside a repository git ends at once, and closes its input.
        if writeln!(self.names, "{name}").and_then(|()| self.names.flush()).is_err() {
            return Ok(None);
        }
        let mut header = String::new();
        self.objects.read_line(&mut header)?;
        let words: Vec<&str> = header.split_whitespace().collect();
        let [id, kind, size] = words.as_slice() else { return Ok(None) };
        let (true, Ok(size)) = (is_id(id), size.parse::<u64>()) else { return Ok(None) };
        if size > self.left {
            return Err(io::Error::other(format!("it holds more than {MAX_BYTES} bytes")));
        }
        self.left -= size;
        let mut bytes = Vec::new();
        (&mut self.objects).take(size).read_to_end(&mut bytes)?;
        let mut newline = [0];
        self.objects.read_exact(&mut newline)?;
        Ok(Some(Found { id: (*id).to_owned(), kind: (*kind).to_owned(), bytes }))
    }
}

/// An object name: SHA-1 or SHA-256. `missing` and `ambiguous` are answers, too.
fn is_id(word: &str) -> bool {
    matches!(word.len(), 40 | 64) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl Drop for Batch {
    fn drop(&mut self) {
        // It may already have ended.
        let _killed = self.git.kill();
        let _status = self.git.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_without_its_links() {
        let id = [0xab_u8; 20];
        let mut tree = Vec::new();
        for entry in ["100644 a b.md", "120000 link.md", "40000 folder", "100755 c.md"] {
            tree.extend_from_slice(entry.as_bytes());
            tree.push(0);
            tree.extend_from_slice(&id);
        }
        let names: Vec<(String, bool)> =
            entries(&tree, 20).into_iter().map(|entry| (entry.name, entry.is_folder)).collect();
        let expected = [("a b.md", false), ("folder", true), ("c.md", false)];
        assert_eq!(names, expected.map(|(name, is_folder)| (name.to_owned(), is_folder)));
        for cut in 0..tree.len() {
            let _no_panic = entries(&tree[..cut], 20);
        }
    }

    #[test]
    fn a_missing_object_is_reported() {
        for spec in
            ["--version", "HEAD:no/such/file", "no-such-revision:schema", "a\nb", "", ":", "HEAD:\0", "-h:x"]
        {
            let failure = read(spec, |_| true).unwrap_err();
            assert!(failure.message().contains("neither a path nor"), "{spec}: {}", failure.message());
        }
    }
}
