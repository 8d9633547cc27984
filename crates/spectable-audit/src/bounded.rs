//! A map from texts of the traffic. It never grows beyond a bound.
//!
//! The texts with the smallest hashes stay. So what is in the map does not depend on the order in which texts come or on how many threads
//! there are, and the counts of those that stay are exact: a text that stays in the end was never dropped before.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, RandomState},
};

/// What is counted of a text.
pub(crate) trait Count: Default {
    /// Takes in what was counted elsewhere.
    fn merge(&mut self, other: Self);
}

/// The bounded map.
pub(crate) struct Bounded<C, S = RandomState> {
    most: usize,
    kept: HashMap<Box<str>, C, S>,
    /// A text whose order is greater is not among the smallest.
    limit: Option<u64>,
}

impl<C: Count> Bounded<C> {
    /// A map of at most so many texts.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, kept: HashMap::default(), limit: None }
    }

    /// What is counted of a text; `None` if it is one of too many.
    pub(crate) fn of(&mut self, text: &str) -> Option<&mut C> {
        // Twice, since a borrow that may be returned lasts too long for the compiler.
        if self.kept.contains_key(text) {
            return self.kept.get_mut(text);
        }
        if self.limit.is_some_and(|limit| order(text) > limit) {
            return None;
        }
        if self.kept.len() >= self.most.saturating_mul(2) {
            self.shrink();
            if self.limit.is_some_and(|limit| order(text) > limit) {
                return None;
            }
        }
        Some(self.kept.entry(text.into()).or_default())
    }

    /// Takes in what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        self.limit = match (self.limit, other.limit) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        for (text, count) in other.kept {
            self.kept.entry(text).or_default().merge(count);
        }
        if self.kept.len() > self.most.saturating_mul(2) {
            self.shrink();
        }
    }

    /// The texts in their order, and whether there were more.
    pub(crate) fn finish(mut self) -> (BTreeMap<Box<str>, C>, bool) {
        if self.kept.len() > self.most {
            self.shrink();
        }
        let more = self.limit.is_some();
        (self.kept.into_iter().collect(), more)
    }
}

impl<C, S: BuildHasher> Bounded<C, S> {
    fn shrink(&mut self) {
        let mut orders: Vec<u64> = self.kept.keys().map(|text| order(text)).collect();
        orders.sort_unstable();
        let Some(&limit) = orders.get(self.most.saturating_sub(1)) else { return };
        let limit = self.limit.map_or(limit, |earlier| earlier.min(limit));
        self.kept.retain(|text, _| order(text) <= limit);
        self.limit = Some(limit);
    }
}

/// FNV-1a, with the bits of the end in all of it.
fn order(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Count for u64 {
        fn merge(&mut self, other: Self) {
            *self += other;
        }
    }

    #[test]
    fn what_stays_depends_on_no_order_and_is_counted_exactly() {
        let texts: Vec<String> = (0..1000).map(|number| format!("key{}", number % 300)).collect();
        let counted = |texts: &mut dyn Iterator<Item = &String>| {
            let mut map = Bounded::<u64>::new(16);
            for text in texts {
                if let Some(count) = map.of(text) {
                    *count += 1;
                }
            }
            map
        };
        let (forwards, more) = counted(&mut texts.iter()).finish();
        assert!(more && forwards.len() == 16);
        let (backwards, _) = counted(&mut texts.iter().rev()).finish();
        assert_eq!(forwards, backwards);
        let mut parts = Bounded::<u64>::new(16);
        texts.chunks(70).for_each(|part| parts.merge(counted(&mut part.iter())));
        assert_eq!(parts.finish().0, forwards);
        for (text, count) in &forwards {
            assert_eq!(*count, texts.iter().filter(|it| ***it == **text).count() as u64, "{text}");
        }
    }

    #[test]
    fn few_texts_all_stay() {
        let mut map = Bounded::<u64>::new(3);
        for text in ["a", "b", "a", "c"] {
            *map.of(text).unwrap() += 1;
        }
        let (kept, more) = map.finish();
        assert_eq!(kept.into_iter().collect::<Vec<_>>(), [("a".into(), 2), ("b".into(), 1), ("c".into(), 1)]);
        assert!(!more);
    }
}
