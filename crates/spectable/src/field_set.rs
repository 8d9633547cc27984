//! Sets of the properties of one model, by their place in the table.

/// A set of indices of fields; without an allocation for the first 128.
#[derive(Debug, Default)]
pub(crate) struct FieldSet {
    first: u128,
    /// Sorted; none below 128.
    others: Vec<usize>,
}

impl FieldSet {
    /// How many fields fit without an allocation.
    pub(crate) const FIRST: usize = 128;

    /// Takes an index in; `false` where it is there already.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        if index >= Self::FIRST {
            return self.insert_other(index);
        }
        let bit = 1 << index;
        let new = self.first & bit == 0;
        self.first |= bit;
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

/// The properties of a model that have a value, as flags: to set one needs no branch and no shift.
#[derive(Debug)]
pub(crate) struct Present {
    flags: [u8; FieldSet::FIRST],
    /// Sorted; none below [`FieldSet::FIRST`].
    others: Vec<usize>,
}

impl Present {
    pub(crate) fn new() -> Self {
        Self { flags: [0; FieldSet::FIRST], others: Vec::new() }
    }

    /// Says whether one of the first fields is there.
    #[inline(always)]
    pub(crate) fn set(&mut self, index: u8, is_some: bool) {
        // The array has 128 places, so the mask changes nothing but the need for a check.
        self.flags[usize::from(index & 127)] = u8::from(is_some);
    }

    /// Adds one behind the first fields; in ascending order.
    pub(crate) fn push_other(&mut self, index: usize) {
        self.others.push(index);
    }

    pub(crate) fn len(&self) -> usize {
        self.flags.iter().map(|&flag| usize::from(flag)).sum::<usize>() + self.others.len()
    }

    /// Shows the indices, ascending, until the function fails; `fields` is how many there are in all.
    #[inline(always)]
    pub(crate) fn each<E>(
        &self,
        fields: usize,
        mut show: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut words = self.flags.as_chunks::<8>().0.iter().take(fields.div_ceil(8)).enumerate();
        let mut others = self.others.iter();
        let (mut start, mut word) = (0, 0);
        loop {
            while word == 0 {
                let Some((place, next)) = words.next() else { break };
                (start, word) = (place * 8, u64::from_le_bytes(*next));
            }
            let index = if word == 0 {
                let Some(&index) = others.next() else { return Ok(()) };
                index
            } else {
                let index = start + word.trailing_zeros() as usize / 8;
                word &= word - 1;
                index
            };
            // In one place only, so that the function becomes part of the loop.
            show(index)?;
        }
    }
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
        let mut present = Present::new();
        for (index, is_some) in [(127, true), (3, true), (4, false), (64, true), (0, true)] {
            present.set(index, is_some);
        }
        present.push_other(128);
        present.push_other(300);
        let mut shown = Vec::new();
        let all = present.each(301, |index| {
            shown.push(index);
            if index == 300 { Err("the last") } else { Ok(()) }
        });
        assert_eq!((shown, all), (vec![0, 3, 64, 127, 128, 300], Err("the last")));
        assert_eq!(present.len(), 6);
    }
}
