//! Chosen paths as a tree, and which of them were of use.

use std::collections::BTreeMap;

/// What is chosen below a place.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// The path that ends here, as it was given; everything below is chosen.
    ends: Option<String>,
    used: bool,
    below: BTreeMap<String, Paths>,
}

impl Paths {
    /// The tree of these paths.
    pub(super) fn new(paths: &[String]) -> Self {
        let mut root = Self::default();
        for path in paths {
            let place = path
                .split('.')
                .fold(&mut root, |place, step| place.below.entry(step.to_owned()).or_default());
            place.ends = Some(path.clone());
        }
        root
    }

    /// What is chosen below a name; `None` if nothing is.
    pub(super) fn step(&mut self, name: &str) -> Option<&mut Self> {
        self.below.get_mut(name)
    }

    /// Whether everything here is chosen.
    pub(super) fn is_all(&self) -> bool {
        self.ends.is_some()
    }

    /// The path that ends here leads to a column.
    pub(super) fn use_it(&mut self) {
        self.used = true;
    }

    /// The first path that led to no column.
    pub(super) fn first_unused(&self) -> Option<&str> {
        if let Some(path) = self.ends.as_ref().filter(|_| !self.used) {
            return Some(path);
        }
        self.below.values().find_map(Self::first_unused)
    }
}
