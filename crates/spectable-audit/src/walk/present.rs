//! Which properties an object has.

/// Which properties an object has.
pub(super) struct Present {
    few: [u64; 4],
    many: Vec<u64>,
}

impl Present {
    pub(super) fn new(properties: usize) -> Self {
        let many = if properties > 256 { vec![0; properties.div_ceil(64)] } else { Vec::new() };
        Self { few: [0; 4], many }
    }

    /// The bits.
    pub(super) fn words(&mut self) -> &mut [u64] {
        if self.many.is_empty() { &mut self.few } else { &mut self.many }
    }

    /// Notes one; whether it was there already.
    pub(super) fn note(&mut self, property: usize) -> bool {
        let Some(word) = self.words().get_mut(property / 64) else { return false };
        let bit = 1 << (property % 64);
        let twice = *word & bit != 0;
        *word |= bit;
        twice
    }
}
