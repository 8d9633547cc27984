//! Finds a member of an object by its key: a guess first, since records of one kind have their keys in one order, then a look-up.
//! The `KeyIndex` of `spectable` is another
//! thing: it finds the wire names of a static table, and these keys come from a schema at run time, with what followed each the last time.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use spectable::pull::Tokens;

/// The keys of one model, and what each is; and some that documents have besides.
#[derive(Debug)]
pub(super) struct KeyGuesses<T> {
    entries: Vec<Entry<T>>,
    indexes: HashMap<Box<str>, usize, BuildHasherDefault<KeyHasher>>,
    /// The key that came first the last time.
    first: usize,
    /// How many keys more may be learned.
    room: usize,
}

#[derive(Debug)]
struct Entry<T> {
    name: Box<str>,
    /// The key that came after it the last time.
    next: usize,
    of: T,
}

impl<T: Copy> KeyGuesses<T> {
    /// So many keys are compared before one is looked up.
    const GUESSES: usize = 8;
    /// So many keys are learned: more than documents of one kind have, and few enough for keys that were made to collide.
    const LEARNED: usize = 128;

    pub(super) fn new(members: impl IntoIterator<Item = (String, T)>) -> Self {
        let members = members.into_iter().enumerate();
        let entries: Vec<_> =
            members.map(|(at, (name, of))| Entry { name: name.into(), next: at + 1, of }).collect();
        let indexes = entries.iter().enumerate().map(|(at, entry)| (entry.name.clone(), at)).collect();
        Self { entries, indexes, first: 0, room: Self::LEARNED }
    }

    pub(super) fn name(&self, index: usize) -> &str {
        self.entries.get(index).map_or("", |entry| &entry.name)
    }

    /// What the key of an index is.
    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<T> {
        self.entries.get(index).map(|entry| entry.of)
    }

    /// Reads the key, with its colon, that is likely after another one or as the first one, if it comes; or one of those that are likely after that, since an
    /// object may lack some.
    #[inline]
    pub(super) fn guess(&self, after: Option<usize>, tokens: &mut Tokens<'_>) -> Option<(usize, T)> {
        let mut likely = match after {
            Some(after) => self.entries.get(after)?.next,
            None => self.first,
        };
        for _ in 0..Self::GUESSES {
            let entry = self.entries.get(likely)?;
            if tokens.skip_key(&entry.name) {
                return Some((likely, entry.of));
            }
            likely = entry.next;
        }
        None
    }

    /// The index of a key that came after another one, or as the first one.
    #[inline]
    pub(super) fn find(&mut self, after: Option<usize>, key: &str) -> Option<usize> {
        let found = *self.indexes.get(key)?;
        self.follow(after, found)
    }

    /// Takes in a key that came after another one, or as the first one, and is in no schema; its index, if there is room.
    #[cold]
    pub(super) fn learn(&mut self, after: Option<usize>, key: &str, of: T) -> Option<usize> {
        self.room = self.room.checked_sub(1)?;
        let found = self.entries.len();
        self.entries.push(Entry { name: key.into(), next: found + 1, of });
        self.indexes.insert(key.into(), found);
        self.follow(after, found)
    }

    fn follow(&mut self, after: Option<usize>, found: usize) -> Option<usize> {
        match after {
            Some(after) => self.entries.get_mut(after)?.next = found,
            None => self.first = found,
        }
        Some(found)
    }
}

/// A hash of a few instructions. The keys in the table are those of a schema and a few of documents, so that no document can make many of them collide.
#[derive(Debug, Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk)));
        }
        let rest = chunks.remainder().iter().fold(0, |rest, &byte| rest << 8 | u64::from(byte));
        self.add(rest ^ (bytes.len() as u64) << 56);
    }

    #[inline]
    fn write_u8(&mut self, _end_of_text: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

impl KeyHasher {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}
