//! Pairs the properties of two models.

use std::collections::BTreeMap;

use spectable_build::schema::{Model, Property};

/// The properties of two models, paired.
#[derive(Debug, Default)]
pub struct Properties<'a> {
    /// Those in both, in the old order.
    pub both: Vec<(&'a Property, &'a Property)>,
    /// Those only in the old one.
    pub removed: Vec<&'a Property>,
    /// Those only in the new one.
    pub added: Vec<&'a Property>,
}

impl<'a> Properties<'a> {
    /// Pairs properties by documented name, then those left over by wire name, then by Rust name. The type is no reason: two properties of
    /// one type are no more the same than two texts are.
    pub fn of(old: &'a Model, new: &'a Model) -> Self {
        let same_names = old.properties.len() == new.properties.len()
            && old.properties.iter().zip(&new.properties).all(|(old, new)| old.name == new.name);
        // Most models of two releases are as they were.
        if same_names {
            return Self { both: old.properties.iter().zip(&new.properties).collect(), ..Self::default() };
        }
        let mut matching = Matching {
            old: &old.properties,
            new: &new.properties,
            new_of_old: vec![None; old.properties.len()],
            old_of_new: vec![None; new.properties.len()],
        };
        matching.by(|property| &property.name);
        matching.by(|property| &property.wire_name);
        matching.by(|property| &property.rust_name);
        matching.into_properties()
    }
}

struct Matching<'a> {
    old: &'a [Property],
    new: &'a [Property],
    new_of_old: Vec<Option<usize>>,
    old_of_new: Vec<Option<usize>>,
}

impl<'a> Matching<'a> {
    fn by(&mut self, key: impl Fn(&'a Property) -> &'a str) {
        let mut candidates = BTreeMap::new();
        for (index, (property, taken)) in self.new.iter().zip(&self.old_of_new).enumerate() {
            if taken.is_none() {
                candidates.insert(key(property), index);
            }
        }
        for (index, (property, pair)) in self.old.iter().zip(&mut self.new_of_old).enumerate() {
            if pair.is_some() {
                continue;
            }
            let Some(&found) = candidates.get(key(property)) else { continue };
            if let Some(back @ None) = self.old_of_new.get_mut(found) {
                *back = Some(index);
                *pair = Some(found);
            }
        }
    }

    fn into_properties(self) -> Properties<'a> {
        let mut properties = Properties::default();
        for (old, pair) in self.old.iter().zip(&self.new_of_old) {
            match pair.and_then(|index| self.new.get(index)) {
                Some(new) => properties.both.push((old, new)),
                None => properties.removed.push(old),
            }
        }
        for (new, pair) in self.new.iter().zip(&self.old_of_new) {
            if pair.is_none() {
                properties.added.push(new);
            }
        }
        properties
    }
}
