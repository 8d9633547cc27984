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
    /// How many fields were asked.
    asked: usize,
    /// A bit for each of the first 64 fields.
    first: u64,
    /// The same for the fields after them. Few models have any.
    others: Vec<u64>,
}

impl Present {
    /// How many fields one word is for.
    const WORD: usize = 64;

    /// Asks the next field.
    // Inlined, so that the place of each field is a constant and the bits of a model stay in a register.
    #[inline(always)]
    pub fn ask(&mut self, is_present: bool) {
        if self.asked < Self::WORD {
            self.first |= u64::from(is_present) << self.asked;
        } else {
            self.ask_other(is_present);
        }
        self.asked += 1;
    }

    #[cold]
    #[inline(never)]
    fn ask_other(&mut self, is_present: bool) {
        let at = self.asked % Self::WORD;
        if at == 0 {
            self.others.push(0);
        }
        if let Some(word) = self.others.last_mut() {
            *word |= u64::from(is_present) << at;
        }
    }

    /// Those of the first fields.
    #[cold]
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
        let mut present = Present::default();
        for at in 0..195 {
            present.ask([0, 3, 63, 130, 192, 194].contains(&at));
        }
        let present = present.first(194);
        let mut shown = Vec::new();
        let all = present.each(|index| {
            shown.push(index);
            if index == 192 { Err("the last") } else { Ok(()) }
        });
        assert_eq!((shown, all), (vec![0, 3, 63, 130, 192], Err("the last")));
        assert_eq!(present.len(), 5);
    }
}
