//! Which properties of an object have occurred.

/// A set of indices of fields; without an allocation for the first 128.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    first: u128,
    others: Vec<usize>,
}

impl Seen {
    /// Takes an index in; `false` where it is there already.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        if index >= 128 {
            return self.insert_other(index);
        }
        let bit = 1 << index;
        let new = self.first & bit == 0;
        self.first |= bit;
        new
    }

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
