//! Readers that give what they have in their own way.

use std::io::{self, Read};

/// Gives its bytes in pieces of these sizes, over and over, and counts what it has given.
pub(crate) struct Pieces<'a> {
    bytes: &'a [u8],
    sizes: &'a [usize],
    given: usize,
    reads: usize,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(bytes: &'a [u8], sizes: &'a [usize]) -> Self {
        Self { bytes, sizes, given: 0, reads: 0 }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let size = self.sizes[self.reads % self.sizes.len()].min(room.len());
        self.reads += 1;
        let count = (&self.bytes[self.given..]).read(&mut room[..size])?;
        self.given += count;
        Ok(count)
    }
}

/// Bytes without end; only so many may be taken.
pub(crate) struct Endless<'a> {
    pub(crate) pattern: &'a [u8],
    pub(crate) given: usize,
    pub(crate) most: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        for (at, byte) in room.iter_mut().enumerate() {
            *byte = self.pattern[(self.given + at) % self.pattern.len()];
        }
        self.given += room.len();
        assert!(self.given <= self.most, "{} bytes of an endless record were taken", self.given);
        assert!(room.len() <= 256 << 10, "{} bytes are kept", room.len());
        Ok(room.len())
    }
}

/// Gives each of these in turn, then nothing more.
pub(crate) struct Script(std::vec::IntoIter<io::Result<&'static [u8]>>);

impl Read for Script {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.0.next().unwrap_or(Ok(b""))?.read(room)
    }
}

pub(crate) fn script(steps: Vec<io::Result<&'static [u8]>>) -> Script {
    Script(steps.into_iter())
}
