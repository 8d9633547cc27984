//! A set of the properties of one model, by their place in the table.

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

    /// Takes one of the first 128 in, on a condition; without a branch.
    #[inline(always)]
    pub(crate) fn insert_first_if(&mut self, index: u8, condition: bool) {
        self.first |= u128::from(condition) << (index & 127);
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.first.count_ones() as usize + self.others.len()
    }

    /// The indices, ascending.
    #[inline]
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let (mut low, mut high) = (self.first as u64, (self.first >> 64) as u64);
        let first = std::iter::from_fn(move || {
            if low != 0 {
                let index = low.trailing_zeros();
                low &= low - 1;
                Some(index as usize)
            } else if high != 0 {
                let index = high.trailing_zeros() + 64;
                high &= high - 1;
                Some(index as usize)
            } else {
                None
            }
        });
        first.chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::FieldSet;

    #[test]
    fn holds_what_was_put_in_and_in_order() {
        for indices in [vec![], vec![0], vec![127, 0, 64, 63], vec![128, 5, 300, 129], vec![127, 128]] {
            let mut set = FieldSet::default();
            for &index in &indices {
                assert!(set.insert(index), "{index} is new");
                assert!(!set.insert(index), "{index} is there");
            }
            let mut sorted = indices.clone();
            sorted.sort_unstable();
            assert_eq!(set.iter().collect::<Vec<_>>(), sorted);
            assert_eq!(set.len(), indices.len());
        }
    }

    #[test]
    fn takes_in_on_a_condition() {
        let mut set = FieldSet::default();
        set.insert_first_if(3, true);
        set.insert_first_if(4, false);
        set.insert_first_if(127, true);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 127]);
    }
}
