//! The file of documents that were set aside: a JSON object a line, with the file, the line and what is wrong.

use std::{
    fs::{File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use crate::failure::Failure;

/// The file, shared by the readers of all inputs.
#[derive(Debug, Clone)]
pub(super) struct SetAside {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug)]
struct Inner {
    file: File,
    bytes: u64,
    lines: u64,
}

impl SetAside {
    /// Opens the file as it was when so many bytes and lines were in it. It has at least so many.
    pub(super) fn open(path: &Path, (bytes, lines): (u64, u64)) -> Result<Self, Failure> {
        let open = || {
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            file.set_len(bytes)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().map_err(|error| Failure::io("write", &path.display().to_string(), &error))?;
        Ok(Self { inner: Arc::new(Mutex::new(Inner { file, bytes, lines })) })
    }

    /// How many bytes and lines are in it.
    pub(super) fn length(&self) -> (u64, u64) {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        (inner.bytes, inner.lines)
    }

    /// Writes it to the disk.
    pub(super) fn sync(&self) -> Result<(), Failure> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner
            .file
            .sync_data()
            .map_err(|error| Failure::io("write", "the documents that are set aside", &error))
    }

    /// What is set aside of one input.
    pub(super) fn of_file(&self, name: &str) -> OfFile {
        let name = serde_json::Value::from(name);
        OfFile { aside: self.clone(), prefix: format!("{{\"file\":{name},") }
    }
}

/// Adds the name of the file to each line.
pub(super) struct OfFile {
    aside: SetAside,
    prefix: String,
}

impl Write for OfFile {
    /// A whole line at a time, as a decoder writes them.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut inner = self.aside.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = line.strip_prefix(b"{");
        let text = match rest {
            Some(rest) => [self.prefix.as_bytes(), rest].concat(),
            None => line.to_vec(),
        };
        inner.file.write_all(&text)?;
        inner.bytes += text.len() as u64;
        inner.lines += text.iter().filter(|&&byte| byte == b'\n').count() as u64;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
