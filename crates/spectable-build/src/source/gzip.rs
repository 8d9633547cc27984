//! Gzip with bounds: what comes from outside may not unpack into more than a machine can take.

use std::{
    cell::Cell,
    fmt,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use flate2::bufread::MultiGzDecoder;

use super::html;

/// What may come out of a compressed stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes in all.
    pub(crate) bytes: u64,
    /// Bytes out for one byte in, once more than [`Limits::RATIO_FROM`] came out. Pages compress to a tenth, and
    /// deflate itself cannot do better than 1,032.
    pub(crate) ratio: u64,
}

impl Limits {
    /// Below this many bytes the ratio does not matter: a small page may well be all blanks.
    pub(super) const RATIO_FROM: u64 = 1 << 20;

    /// Fifty times what the largest API known documents.
    pub(crate) const DEFAULT: Self = Self { bytes: 256 << 20, ratio: 250 };
}

/// Why a compressed stream is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It does not begin as gzip does; true if it begins as an HTML page does.
    NotGzip { html: bool },
    /// It ends early.
    Truncated,
    /// Its check sum or its structure is wrong.
    Corrupt,
    /// More than [`Limits::bytes`] would come out.
    TooLarge { limit: u64 },
    /// More than [`Limits::ratio`] comes out for each byte.
    TooDense { ratio: u64 },
}

impl Refusal {
    /// The rule, and how to fix it.
    pub(crate) fn rule_and_remedy(self) -> (&'static str, &'static str) {
        const AGAIN: &str = "fetch the file again and compare its size with what the server says";
        match self {
            Refusal::NotGzip { html: true } => {
                ("not-gzip", "fetch the file again: the server answered with a page for people")
            }
            Refusal::NotGzip { html: false } => ("not-gzip", "give a file made by `tar czf` or `gzip`"),
            Refusal::Truncated => ("gzip-truncated", AGAIN),
            Refusal::Corrupt => ("gzip-corrupt", AGAIN),
            Refusal::TooLarge { .. } => ("gzip-too-large", "leave out what is not documentation"),
            Refusal::TooDense { .. } => (
                "gzip-too-dense",
                "unpack it and look at what it holds: no documentation compresses like this",
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotGzip { html: true } => f.write_str("this is an HTML page, not a gzip file"),
            Refusal::NotGzip { html: false } => f.write_str("this is not a gzip file"),
            Refusal::Truncated => f.write_str("the gzip file ends early"),
            Refusal::Corrupt => f.write_str("the gzip file is damaged"),
            Refusal::TooLarge { limit } => write!(f, "the gzip file unpacks to more than {limit} bytes"),
            Refusal::TooDense { ratio } => {
                write!(f, "the gzip file unpacks to more than {ratio} times its size")
            }
        }
    }
}

/// A reader of a gzip stream that stops at its limits.
pub(crate) struct Gunzip<R> {
    decoder: MultiGzDecoder<Counted<BufReader<R>>>,
    limits: Limits,
    produced: u64,
    refusal: Rc<Cell<Option<Refusal>>>,
}

/// Why a [`Gunzip`] stopped, asked after its reader has passed on an error.
#[derive(Clone)]
pub(crate) struct Verdict(Rc<Cell<Option<Refusal>>>);

impl Verdict {
    /// The refusal, if it was one; any other error came from below.
    pub(crate) fn refusal(&self) -> Option<Refusal> {
        self.0.get()
    }
}

impl<R: Read> Gunzip<R> {
    /// Begins to read a gzip stream.
    ///
    /// # Errors
    /// If its first bytes cannot be read.
    pub(crate) fn new(reader: R, limits: Limits) -> io::Result<(Self, Verdict)> {
        let mut reader = BufReader::with_capacity(64 << 10, reader);
        let head = reader.fill_buf()?;
        let refusal =
            (!head.starts_with(&[0x1f, 0x8b])).then(|| Refusal::NotGzip { html: html::is_html(head) });
        let refusal = Rc::new(Cell::new(refusal));
        let decoder = MultiGzDecoder::new(Counted { reader, consumed: 0 });
        Ok((Self { decoder, limits, produced: 0, refusal: Rc::clone(&refusal) }, Verdict(refusal)))
    }

    fn refuse(&self, refusal: Refusal) -> io::Error {
        self.refusal.set(Some(refusal));
        io::Error::new(io::ErrorKind::InvalidData, refusal.to_string())
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(refusal) = self.refusal.get() {
            return Err(self.refuse(refusal));
        }
        let count = match self.decoder.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(self.refuse(Refusal::Truncated));
            }
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) =>
            {
                return Err(self.refuse(Refusal::Corrupt));
            }
            Err(error) => return Err(error),
        };
        self.produced += count as u64;
        if self.produced > self.limits.bytes {
            return Err(self.refuse(Refusal::TooLarge { limit: self.limits.bytes }));
        }
        let consumed = self.decoder.get_ref().consumed.max(1);
        if self.produced > Limits::RATIO_FROM && self.produced / consumed > self.limits.ratio {
            return Err(self.refuse(Refusal::TooDense { ratio: self.limits.ratio }));
        }
        Ok(count)
    }
}

/// Counts the bytes that were taken from a reader.
struct Counted<R> {
    reader: R,
    consumed: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.consumed += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.consumed += count as u64;
        self.reader.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpack(bytes: &[u8], limits: Limits) -> Result<Vec<u8>, Option<Refusal>> {
        let (mut reader, verdict) = Gunzip::new(bytes, limits).unwrap();
        let mut out = Vec::new();
        match reader.read_to_end(&mut out) {
            Ok(_) => Ok(out),
            Err(_) => Err(verdict.refusal()),
        }
    }

    #[test]
    fn each_bad_stream_is_refused_by_name() {
        let good = gzip(b"| **id** | **str** |  |  |\n");
        let mut damaged = good.clone();
        let checksum = damaged.len() - 6;
        damaged[checksum] ^= 1;
        let cases: [(&str, Vec<u8>, Refusal); 6] = [
            ("empty", vec![], Refusal::NotGzip { html: false }),
            ("text", b"pages".to_vec(), Refusal::NotGzip { html: false }),
            ("an error page", b"\n<!DOCTYPE html><p>404".to_vec(), Refusal::NotGzip { html: true }),
            ("cut in the header", good[..4].to_vec(), Refusal::Truncated),
            ("cut in the data", good[..good.len() - 9].to_vec(), Refusal::Truncated),
            ("a wrong check sum", damaged, Refusal::Corrupt),
        ];
        for (name, bytes, refusal) in cases {
            assert_eq!(unpack(&bytes, Limits::DEFAULT), Err(Some(refusal)), "{name}");
        }
    }

    #[test]
    fn a_bomb_is_refused_before_it_fills_the_memory() {
        let zeros = gzip(&vec![0; 4 << 20]);
        assert_eq!(unpack(&zeros, Limits::DEFAULT), Err(Some(Refusal::TooDense { ratio: 250 })));
        let wide = Limits { ratio: 2_000, ..Limits::DEFAULT };
        assert_eq!(unpack(&zeros, wide).map(|out| out.len()), Ok(4 << 20));
        let narrow = Limits { bytes: 1_000, ratio: 2_000 };
        assert_eq!(unpack(&zeros, narrow), Err(Some(Refusal::TooLarge { limit: 1_000 })));
    }

    #[test]
    fn a_bound_is_the_last_that_is_allowed() {
        let text = gzip(b"twenty-eight bytes of a text");
        let within = |bytes| unpack(&text, Limits { bytes, ..Limits::DEFAULT }).map(|out| out.len() as u64);
        assert_eq!(within(28), Ok(28));
        assert_eq!(within(27), Err(Some(Refusal::TooLarge { limit: 27 })));
        // Dense as it is, a small stream is not a bomb.
        let zeros = |count: u64| gzip(&vec![0; count as usize]);
        let dense = Limits { ratio: 1, ..Limits::DEFAULT };
        let length = |out: Result<Vec<u8>, _>| out.map(|out| out.len() as u64);
        assert_eq!(length(unpack(&zeros(Limits::RATIO_FROM), dense)), Ok(Limits::RATIO_FROM));
        let more = unpack(&zeros(Limits::RATIO_FROM + 1), dense);
        assert_eq!(length(more), Err(Some(Refusal::TooDense { ratio: 1 })));
    }

    #[test]
    fn several_members_are_one_stream() {
        let both = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(unpack(&both, Limits::DEFAULT).unwrap(), b"one two");
    }
}
