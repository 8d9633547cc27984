//! Finding a property by its wire name.

use crate::json::escape::is_escaped;
use crate::table::RawTable;

/// The wire names of a table, hashed: documents with keys in another order than the documented one are as fast to read.
#[derive(Debug)]
pub(crate) struct KeyIndex {
    /// Indices of fields, plus one; zero is free. A power of two of places, at most half of them taken.
    places: Box<[u16]>,
    /// No wire name holds a character that JSON escapes, so that they can be compared with raw text.
    plain: bool,
}

impl KeyIndex {
    pub(crate) fn new(table: &RawTable) -> Self {
        let mut names = Self {
            places: vec![0; (table.fields.len() * 2).next_power_of_two()].into(),
            plain: table.fields.iter().all(|field| field.name.bytes().all(|byte| !is_escaped(byte))),
        };
        for (index, field) in table.fields.iter().enumerate() {
            if names.find(table, field.name).is_some() {
                continue;
            }
            let mut place = names.first(field.name);
            while names.places.get(place).is_some_and(|&taken| taken != 0) {
                place = names.after(place);
            }
            if let (Some(free), Ok(number)) = (names.places.get_mut(place), u16::try_from(index + 1)) {
                *free = number;
            }
        }
        names
    }

    /// Whether no wire name needs an escape in JSON text.
    #[inline]
    pub(crate) fn are_plain(&self) -> bool {
        self.plain
    }

    /// The same as [`find`](Self::find), which the readers of whole models have within their loops. One more caller there, and it would be called by all.
    #[inline(never)]
    pub(crate) fn find_apart(&self, table: &RawTable, name: &str) -> Option<usize> {
        self.find(table, name)
    }

    /// The index of the field with this wire name.
    #[inline]
    pub(crate) fn find(&self, table: &RawTable, name: &str) -> Option<usize> {
        let mut place = self.first(name);
        loop {
            let index = usize::from(*self.places.get(place)?).checked_sub(1)?;
            if is_same(table.fields.get(index)?.name.as_bytes(), name.as_bytes()) {
                return Some(index);
            }
            place = self.after(place);
        }
    }

    #[inline]
    fn first(&self, name: &str) -> usize {
        let bytes = name.as_bytes();
        // Both ends of a name, which overlap in a short one; names of one model hardly ever share both and their length.
        let (head, tail) =
            match (bytes.first_chunk(), bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
                (Some(head), Some(tail), ..) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
                (.., Some(head), Some(tail)) => {
                    (u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into())
                }
                _ => (bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)), 0),
            };
        let mixed = (head ^ tail.rotate_left(31) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 40) as usize & (self.places.len() - 1)
    }

    #[inline]
    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }
}

/// Whether two names are the same. They are short: a call that compares them would take longer than a few blocks of each.
#[inline]
pub(crate) fn is_same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    if let (Some(left_tail), Some(right_tail)) = (left.last_chunk::<8>(), right.last_chunk::<8>()) {
        let (left_blocks, _) = left.as_chunks::<8>();
        let (right_blocks, _) = right.as_chunks::<8>();
        return left_tail == right_tail
            && left_blocks.iter().zip(right_blocks).all(|(left, right)| left == right);
    }
    if let (Some(left_head), Some(right_head), Some(left_tail), Some(right_tail)) =
        (left.first_chunk::<4>(), right.first_chunk::<4>(), left.last_chunk::<4>(), right.last_chunk::<4>())
    {
        return left_head == right_head && left_tail == right_tail;
    }
    left.iter().zip(right).all(|(left, right)| left == right)
}
