//! Random numbers that a seed decides.
//!
//! Written here, since the numbers are part of the promise that a seed gives the same bytes: those of a library may change with its releases.

/// SplitMix64 of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 if that is 0. The bias is below one in a billion for the limits here.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    /// A number from a range, both ends within it.
    pub(crate) fn within(&mut self, least: i128, most: i128) -> i128 {
        let width = u64::try_from(most.saturating_sub(least).saturating_add(1)).unwrap_or(u64::MAX);
        least + i128::from(self.below(width.max(1)))
    }

    /// Whether something happens that does so in that many of a hundred cases.
    pub(crate) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// One of some things.
    pub(crate) fn one_of<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        things.get(usize::try_from(self.below(things.len() as u64)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_decides_the_numbers() {
        let mut random = Random::new(0);
        assert_eq!([random.next(), random.next()], [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4]);
        let mut random = Random::new(7);
        assert!((0..1000).all(|_| (-3..=3).contains(&random.within(-3, 3))));
        assert!((0..100).all(|_| random.below(1) == 0));
        assert_eq!(random.below(0), 0);
    }
}
