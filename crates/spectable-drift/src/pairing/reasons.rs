//! What speaks for one model having become another, and how much.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use spectable_build::schema::Schema;

use super::{
    evidence::Evidence,
    names::{self, Words},
    shape::{Pair, Shape},
};

/// Models that are on one side only, by name.
type Shapes<'a> = BTreeMap<&'a str, Shape<'a>>;

/// More names than these are not compared one by one, but by the words that they share.
const FEW: usize = 16;

/// Which models have the same properties.
#[derive(Debug)]
pub(super) struct Similar<'a> {
    groups: Vec<Group<'a>>,
    of_old: BTreeMap<&'a str, usize>,
    of_new: BTreeMap<&'a str, usize>,
}

/// Models with the same properties.
#[derive(Debug, Default)]
struct Group<'a> {
    old: Vec<&'a str>,
    new: Vec<&'a str>,
}

impl<'a> Similar<'a> {
    pub(super) fn new(removed: &Shapes<'a>, added: &Shapes<'a>) -> Self {
        let mut groups: BTreeMap<&[(&str, String)], Group<'a>> = BTreeMap::new();
        for (name, shape) in removed {
            groups.entry(&shape.outline).or_default().old.push(name);
        }
        for (name, shape) in added {
            groups.entry(&shape.outline).or_default().new.push(name);
        }
        let mut similar = Self { groups: Vec::new(), of_old: BTreeMap::new(), of_new: BTreeMap::new() };
        let both = groups.into_values().filter(|group| !group.old.is_empty() && !group.new.is_empty());
        for (at, group) in both.enumerate() {
            similar.of_old.extend(group.old.iter().map(|name| (*name, at)));
            similar.of_new.extend(group.new.iter().map(|name| (*name, at)));
            similar.groups.push(group);
        }
        similar
    }

    /// Whether an old and a new model have the same properties, but for what the models that these refer to are called.
    pub(super) fn are_similar(&self, (old, new): (&str, &str)) -> bool {
        let of_old = self.of_old.get(old);
        of_old.is_some() && of_old == self.of_new.get(new)
    }
}

/// What is known of pairs of models with the same properties.
#[derive(Debug)]
pub(super) struct Reasons<'a, 'r> {
    removed: &'r Shapes<'a>,
    /// How many models have a wire name, on the side of more.
    having: HashMap<&'a str, usize>,
    /// How many models have the same wire names, on the side of more.
    same_names: HashMap<Vec<&'a str>, usize>,
    alike: BTreeSet<Pair<'a>>,
    /// The models before and after one, where their order is not that of their names.
    old_place: Places<'a>,
    new_place: Places<'a>,
    new_of: BTreeMap<&'a str, BTreeSet<&'a str>>,
    old_of: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The properties that referred to the old model and now refer to the new one.
    references: BTreeMap<Pair<'a>, Vec<Pair<'a>>>,
    /// How many properties referred to an old model.
    referred: BTreeMap<&'a str, usize>,
}

/// The neighbours of a model.
type Places<'a> = BTreeMap<&'a str, [Option<&'a str>; 2]>;

impl<'a, 'r> Reasons<'a, 'r> {
    /// With this weight the claim is made. The same properties alone weigh nothing.
    pub(super) const ENOUGH: i32 = 2;

    pub(super) fn new(
        old: &'a Schema,
        new: &'a Schema,
        (removed, added): (&'r Shapes<'a>, &Shapes<'a>),
        similar: &Similar<'a>,
    ) -> Self {
        let mut reasons = Self {
            removed,
            having: most(wire_names(old, removed), wire_names(new, removed)),
            same_names: most(name_sets(old, removed), name_sets(new, removed)),
            alike: BTreeSet::new(),
            old_place: places(old, removed),
            new_place: places(new, added),
            new_of: BTreeMap::new(),
            old_of: BTreeMap::new(),
            references: BTreeMap::new(),
            referred: BTreeMap::new(),
        };
        let words = [old, new].map(|it| LazyCell::new(|| Words::of(it.models.keys().map(String::as_str))));
        for group in &similar.groups {
            reasons.alike_in(group, &words);
            if let ([old], [new]) = (group.old.as_slice(), group.new.as_slice()) {
                reasons.candidate((old, new));
            }
        }
        reasons
    }

    fn alike_in<F: FnOnce() -> Words>(&mut self, group: &Group<'a>, words: &[LazyCell<Words, F>; 2]) {
        let is_telling = |word: &str| words.iter().all(|words| words.is_telling(word));
        let mut by_word: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
        if group.old.len().max(group.new.len()) > FEW {
            for new in &group.new {
                let words = names::split(new);
                for word in words.iter().filter(|it| is_telling(it)).chain([&words.concat()]) {
                    by_word.entry(word.clone()).or_default().push(new);
                }
            }
        }
        for old in &group.old {
            let words = names::split(old);
            let shared: BTreeSet<&'a str> = match by_word.is_empty() {
                true => group.new.iter().copied().collect(),
                false => {
                    let words = words.iter().chain([&words.concat()]).map(String::clone).collect::<Vec<_>>();
                    words.iter().filter_map(|it| by_word.get(it)).flatten().copied().collect()
                }
            };
            for new in shared.into_iter().filter(|new| names::are_alike(old, new, is_telling)) {
                self.alike.insert((old, new));
                self.candidate((old, new));
            }
        }
    }

    fn candidate(&mut self, (old, new): Pair<'a>) {
        self.new_of.entry(old).or_default().insert(new);
        self.old_of.entry(new).or_default().insert(old);
    }

    /// The new models that an old one may have become.
    pub(super) fn candidates_of_old(&self, old: &str) -> impl Iterator<Item = &&'a str> {
        self.new_of.get(old).into_iter().flatten()
    }

    /// The old models that a new one may have been.
    pub(super) fn candidates_of_new(&self, new: &str) -> impl Iterator<Item = &&'a str> {
        self.old_of.get(new).into_iter().flatten()
    }

    /// How many pairs have something in common besides their properties.
    #[cfg(test)]
    pub(super) fn candidates(&self) -> usize {
        self.new_of.values().map(BTreeSet::len).sum()
    }

    /// A property that referred to an old model refers to a new one with the same properties now, or to something else.
    pub(super) fn note_reference(&mut self, old: &'a str, new: Option<&'a str>, property: Pair<'a>) {
        *self.referred.entry(old).or_default() += 1;
        if let Some(new) = new {
            self.references.entry((old, new)).or_default().push(property);
            self.candidate((old, new));
        }
    }

    /// What speaks for a pair, and against it.
    pub(super) fn weight(&self, pair: Pair<'a>, models: &BTreeMap<&'a str, &'a str>) -> i32 {
        let to_new = self.references.get(&pair).map_or(0, Vec::len);
        let all = self.referred.get(pair.0).copied().unwrap_or_default();
        let references = match () {
            () if all == 0 => 0,
            // Properties that now refer to something else say that it is something else.
            () if to_new * 2 < all => -2,
            () if to_new * 2 == all => 0,
            () => 2,
        };
        // A model with one property or none has nothing that a name could be a second reason for.
        let has_properties = self.removed.get(pair.0).is_some_and(|shape| shape.outline.len() > 1);
        let names = if self.alike.contains(&pair) && has_properties { 2 } else { 0 };
        let place = i32::from(self.has_the_place(pair, models));
        references + names + place + self.distinctness(pair)
    }

    /// The evidence for a pair, for people.
    pub(super) fn evidence(&self, pair: Pair<'a>, models: &BTreeMap<&'a str, &'a str>) -> Vec<Evidence> {
        let count = self.removed.get(pair.0).map_or(0, |shape| shape.outline.len());
        let distinctive = self.distinctness(pair) > 0;
        let mut evidence = vec![Evidence::Properties { count, distinctive }];
        if let Some([(model, property), more @ ..]) = self.references.get(&pair).map(Vec::as_slice) {
            let (model, property) = ((*model).to_owned(), (*property).to_owned());
            evidence.push(Evidence::References { model, property, more: more.len() });
        }
        if self.alike.contains(&pair) {
            evidence.push(Evidence::Names);
        }
        if self.has_the_place(pair, models) {
            evidence.push(Evidence::Place);
        }
        evidence
    }

    /// How unlikely it is that other models have these properties: 2 for what is no accident, 0 for `id` and `name`.
    fn distinctness(&self, (old, _): Pair<'a>) -> i32 {
        let Some(shape) = self.removed.get(old) else { return 0 };
        let names: Vec<&str> = shape.names().collect();
        if self.same_names.get(&names).is_some_and(|count| *count > 1) {
            return 0;
        }
        let of_its_own = names.iter().filter(|name| self.having.get(*name).is_none_or(|it| *it < 2)).count();
        match (names.len(), of_its_own) {
            (8.., _) | (6.., 1..) | (4.., 2..) => 2,
            (3.., 1..) => 1,
            _ => i32::from(shape.refers && names.len() > 2),
        }
    }

    fn has_the_place(&self, (old, new): Pair<'a>, models: &BTreeMap<&'a str, &'a str>) -> bool {
        let (Some(before), Some(after)) = (self.old_place.get(old), self.new_place.get(new)) else {
            return false;
        };
        let same = before.iter().zip(after).all(|(was, is)| match (was, is) {
            (Some(was), Some(is)) => models.get(was) == Some(is),
            (None, None) => true,
            _ => false,
        });
        same && before.iter().any(Option::is_some)
    }
}

/// How many models have each wire name of the models that are gone.
fn wire_names<'a>(schema: &'a Schema, removed: &Shapes<'a>) -> HashMap<&'a str, usize> {
    let mut count: HashMap<&str, usize> =
        removed.values().flat_map(Shape::names).map(|name| (name, 0)).collect();
    for property in schema.models.values().flat_map(|model| &model.properties) {
        if let Some(count) = count.get_mut(property.wire_name.as_str()) {
            *count += 1;
        }
    }
    count
}

/// How many models have the same wire names as each model that is gone.
fn name_sets<'a>(schema: &'a Schema, removed: &Shapes<'a>) -> HashMap<Vec<&'a str>, usize> {
    let mut count: HashMap<Vec<&str>, usize> =
        removed.values().map(|shape| (shape.names().collect(), 0)).collect();
    let wanted: HashSet<&str> = removed.values().flat_map(Shape::names).collect();
    for model in schema.models.values() {
        let names = || model.properties.iter().map(|it| it.wire_name.as_str());
        if names().all(|name| wanted.contains(name)) {
            let mut names: Vec<&str> = names().collect();
            names.sort_unstable();
            count.entry(names).and_modify(|count| *count += 1);
        }
    }
    count
}

fn most<K: Hash + Eq>(mut one: HashMap<K, usize>, other: HashMap<K, usize>) -> HashMap<K, usize> {
    for (key, count) in other {
        let known = one.entry(key).or_default();
        *known = (*known).max(count);
    }
    one
}

/// The neighbours of some models in the order of the documentation. Where that is the order of the names, it says nothing of a model.
fn places<'a>(schema: &'a Schema, wanted: &Shapes<'a>) -> Places<'a> {
    let mut models: Vec<_> = schema.models.values().collect();
    models.sort_by_key(|model| model.location);
    let names: Vec<&str> = models.iter().map(|model| model.name.as_str()).collect();
    if names.is_sorted_by_key(|name| name.to_lowercase()) {
        return Places::new();
    }
    let at = |index: Option<usize>| index.and_then(|index| names.get(index)).copied();
    let places = names.iter().enumerate().filter(|(_, name)| wanted.contains_key(**name));
    places.map(|(index, name)| (*name, [at(index.checked_sub(1)), at(index.checked_add(1))])).collect()
}
