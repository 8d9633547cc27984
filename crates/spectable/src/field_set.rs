//! Sets of the properties of one model, by their place in the table.

/// A set of indices of fields; without an allocation for the first 128.
#[derive(Debug, Default)]
pub(crate) struct FieldSet {
    first: [u64; 2],
    /// Sorted; none below 128.
    others: Vec<usize>,
}

impl FieldSet {
    /// Takes an index in; `false` where it is there already.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let Some(word) = self.first.get_mut(index / 64) else { return self.insert_other(index) };
        let bit = 1 << (index % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    #[cold]
    fn insert_other(&mut self, index: usize) -> bool {
        match self.others.binary_search(&index) {
            Ok(_) => false,
            Err(place) => {
                self.others.insert(place, index);
                true
            }
        }
    }
}

/// The fields of a model that have a value.
#[derive(Debug, Default)]
pub struct Present {
    /// A bit for each of the first 64 fields.
    first: u64,
    /// The same for the fields after them. Few models have any.
    others: Vec<u64>,
}

impl Present {
    /// How many fields one word is for.
    const WORD: usize = 64;

    /// Those that are marked.
    #[must_use]
    pub fn of(fields: &[bool]) -> Self {
        match fields.split_first_chunk::<{ Self::WORD }>() {
            None => Self { first: word(fields), others: Vec::new() },
            Some((first, others)) => Self::of_many(first, others),
        }
    }

    #[cold]
    fn of_many(first: &[bool; Self::WORD], others: &[bool]) -> Self {
        Self { first: word(first), others: others.chunks(Self::WORD).map(word).collect() }
    }

    /// Those of the first fields.
    #[inline]
    pub(crate) fn first(mut self, len: usize) -> Self {
        let last =
            if len < Self::WORD { Some(&mut self.first) } else { self.others.get_mut(len / Self::WORD - 1) };
        if let Some(last) = last {
            *last &= (1 << (len % Self::WORD)) - 1;
        }
        self
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.others.iter().fold(self.first.count_ones(), |len, word| len + word.count_ones()) as usize
    }

    /// Shows the indices, ascending, until the function fails.
    #[inline(always)]
    pub(crate) fn each<E>(&self, mut show: impl FnMut(usize) -> Result<(), E>) -> Result<(), E> {
        let mut others = self.others.iter();
        let (mut start, mut word) = (0, self.first);
        loop {
            while word == 0 {
                let Some(next) = others.next() else { return Ok(()) };
                (start, word) = (start + Self::WORD, *next);
            }
            let index = start + word.trailing_zeros() as usize;
            word &= word - 1;
            show(index)?;
        }
    }
}

/// A bit for each field, the first one lowest.
#[inline]
fn word(fields: &[bool]) -> u64 {
    /// Brings the lowest bit of each byte to the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (blocks, rest) = fields.as_chunks::<8>();
    let bits = |block: [bool; 8]| u64::from_le_bytes(block.map(u8::from)).wrapping_mul(GATHER) >> 56;
    let of_blocks = blocks.iter().rev().fold(0, |word, block| word << 8 | bits(*block));
    let of_rest = rest.iter().rev().fold(0, |word, field| word << 1 | u64::from(*field));
    of_blocks | of_rest << ((blocks.len() * 8) & 63)
}

#[cfg(test)]
mod tests {
    use super::{FieldSet, Present};

    #[test]
    fn an_index_is_new_once() {
        let mut set = FieldSet::default();
        for index in [0, 127, 63, 64, 128, 5, 300, 129] {
            assert!(set.insert(index), "{index} is new");
            assert!(!set.insert(index), "{index} is there");
        }
    }

    #[test]
    fn what_is_present_comes_in_order() {
        let mut fields = [false; 195];
        for at in [0, 3, 63, 130, 192, 194] {
            fields[at] = true;
        }
        let present = Present::of(&fields).first(194);
        let mut shown = Vec::new();
        let all = present.each(|index| {
            shown.push(index);
            if index == 192 { Err("the last") } else { Ok(()) }
        });
        assert_eq!((shown, all), (vec![0, 3, 63, 130, 192], Err("the last")));
        assert_eq!(present.len(), 5);
    }
}
