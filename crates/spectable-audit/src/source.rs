//! Files of traffic: opened, unpacked if they are gzip, and cut into chunks of whole records.

use std::{
    fmt,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::PathBuf,
};

use flate2::bufread::MultiGzDecoder;
use memchr::memrchr;

use crate::{
    chunk::{Chunk, Cut, after},
    place::Place,
    scan::{self, Scan, Span},
};

/// A file of traffic, or something else that is read.
pub struct Source {
    name: String,
    from: From,
}

enum From {
    File(PathBuf),
    Reader(Box<dyn Read + Send>),
}

impl Source {
    /// The file of a path.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self { name: path.display().to_string(), from: From::File(path) }
    }

    /// Something that is read, such as standard input, with what reports call it.
    pub fn reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), from: From::Reader(Box::new(reader)) }
    }

    /// What reports call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it can be read, as far as that can be seen before.
    pub(crate) fn check(&self) -> io::Result<()> {
        let From::File(path) = &self.from else { return Ok(()) };
        let metadata = path.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::other("it is a folder"));
        }
        // A pipe is opened once, or what is written into it is lost.
        if metadata.is_file() { File::open(path).map(drop) } else { Ok(()) }
    }

    fn open(self) -> io::Result<Box<dyn Read>> {
        let reader: Box<dyn Read> = match self.from {
            From::File(path) => Box::new(File::open(path)?),
            From::Reader(reader) => reader,
        };
        let mut reader = BufReader::with_capacity(PART, reader);
        // The name of a file does not say whether it is packed.
        if reader.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
            return Ok(Box::new(MultiGzDecoder::new(reader)));
        }
        Ok(Box::new(reader))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("name", &self.name).finish_non_exhaustive()
    }
}

/// So much is read at once, and is about the size of a chunk.
const PART: usize = 256 << 10;
/// So much is read before it is decided what the file is. What is before the entries of an HTTP Archive must be in it.
const HEAD: usize = 1 << 20;
/// A longer record is not read.
pub(crate) const LONGEST_RECORD: usize = 32 << 20;

/// What was found in a file.
#[derive(Debug)]
pub(crate) enum Part {
    /// A chunk of records.
    Chunk(Chunk),
    /// A record that is too long begins here.
    TooLong(Place),
}

/// Reads a file to its end, and hands over its parts; `take` says whether to go on.
///
/// # Errors
/// If it cannot be read, or unpacked.
pub(crate) fn read(
    source: Source,
    file: u32,
    has_model: bool,
    take: &mut dyn FnMut(Part) -> bool,
) -> io::Result<()> {
    let mut feed = Feed {
        reader: source.open()?,
        buffer: Vec::new(),
        place: Place { file, line: 1, column: 1 },
        is_over: false,
        passing: false,
        searched: 0,
        fault: None,
    };
    while feed.buffer.len() < HEAD && feed.more() {}
    if feed.buffer.starts_with(b"\xef\xbb\xbf") {
        feed.drop_front(3);
        feed.place.column = 1;
    }
    if scan::is_archive(&feed.buffer) {
        feed.spans(Scan::new(true), Cut::Entries, take);
    } else if !has_model && feed.fault.is_none() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "it is no HTTP Archive"));
    } else if scan::is_lines(&feed.buffer) {
        feed.lines(take);
    } else {
        feed.spans(Scan::new(false), Cut::Spans, take);
    }
    feed.fault.map_or(Ok(()), Err)
}

struct Feed {
    reader: Box<dyn Read>,
    buffer: Vec<u8>,
    /// The place of the first byte of the buffer.
    place: Place,
    is_over: bool,
    /// The line is too long, and its rest is passed over.
    passing: bool,
    /// There is no line break in so many bytes of the buffer.
    searched: usize,
    /// Why it is over too early.
    fault: Option<io::Error>,
}

impl Feed {
    /// Reads some more; whether there was something.
    fn more(&mut self) -> bool {
        let before = self.buffer.len();
        let part = PART as u64;
        self.fault = self.reader.by_ref().take(part).read_to_end(&mut self.buffer).err();
        self.is_over = self.fault.is_some() || self.buffer.len() == before;
        !self.is_over
    }

    /// Takes bytes from the front of the buffer.
    fn split_front(&mut self, count: usize) -> (Place, Vec<u8>) {
        let rest = self.buffer.get(count..).unwrap_or_default();
        let mut next = Vec::with_capacity(rest.len() + PART);
        next.extend_from_slice(rest);
        self.buffer.truncate(count);
        let start = self.place;
        self.place = after(start, &self.buffer);
        (start, std::mem::replace(&mut self.buffer, next))
    }

    fn drop_front(&mut self, count: usize) {
        let (_, _dropped) = self.split_front(count);
    }

    fn lines(&mut self, take: &mut dyn FnMut(Part) -> bool) {
        loop {
            let unsearched = self.buffer.get(self.searched..).unwrap_or_default();
            let end = match memrchr(b'\n', unsearched) {
                // What a fault cuts off is not a record.
                _ if self.is_over && self.fault.is_none() => self.buffer.len(),
                Some(newline) => self.searched + newline + 1,
                None => 0,
            };
            self.searched = self.buffer.len() - end;
            if end > 0 {
                let (mut start, mut bytes) = self.split_front(end);
                if std::mem::take(&mut self.passing) {
                    let first = memchr::memchr(b'\n', &bytes).map_or(bytes.len(), |it| it + 1);
                    start = after(start, bytes.get(..first).unwrap_or_default());
                    bytes.drain(..first);
                }
                if !take(Part::Chunk(Chunk { bytes, cut: Cut::Lines, start })) {
                    return;
                }
            }
            if self.buffer.len() > LONGEST_RECORD {
                if !self.passing && !take(Part::TooLong(self.place)) {
                    return;
                }
                self.passing = true;
                self.searched = 0;
                self.drop_front(self.buffer.len());
            }
            if self.is_over {
                return;
            }
            self.more();
        }
    }

    fn spans(
        &mut self,
        mut scan: Scan,
        cut: fn(Vec<(usize, usize)>) -> Cut,
        take: &mut dyn FnMut(Part) -> bool,
    ) {
        let mut spans: Vec<Span> = Vec::new();
        loop {
            scan.run(&self.buffer, &mut spans);
            if self.is_over && self.fault.is_none() {
                scan.finish(&self.buffer, &mut spans);
            }
            // What is before a record that is not over is done with.
            let end = scan.start.unwrap_or(self.buffer.len());
            let found: Vec<(usize, usize)> = spans.drain(..).map(|it| (it.start, it.end)).collect();
            if end > 0 {
                let (start, bytes) = self.split_front(end);
                scan.forget(end);
                if !found.is_empty() && !take(Part::Chunk(Chunk { bytes, cut: cut(found), start })) {
                    return;
                }
            }
            if self.buffer.len() > LONGEST_RECORD {
                scan.pass_over();
                if !take(Part::TooLong(self.place)) {
                    return;
                }
                let all = self.buffer.len();
                self.drop_front(all);
                scan.forget(all);
            }
            if self.is_over {
                return;
            }
            self.more();
        }
    }
}
