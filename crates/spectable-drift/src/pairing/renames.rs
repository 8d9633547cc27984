//! Finds models that were renamed. The same properties are not enough: small models look alike, and the claim that one became another needs
//! a second reason.
//!
//! The work is proportional to the models that are on one side only and to their properties: each looks at those with the same properties
//! that something else connects it to, and looks again when a model that it refers to, or that refers to it, was recognised.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::schema::{Model, Schema, Target, Type};

use super::{
    evidence::Evidence,
    properties::Properties,
    reasons::{Reasons, Similar},
    shape::{Pair, Shape},
};

/// How often each model is looked at, on average, to recognise models together that refer to one another.
const LOOKS: usize = 64;

/// Finds renamed models among those that `models` does not have, and adds them to it. Returns why.
pub(super) fn find<'a>(
    old: &'a Schema,
    new: &'a Schema,
    models: &mut BTreeMap<&'a str, &'a str>,
) -> BTreeMap<&'a str, Vec<Evidence>> {
    let removed = shapes(old, &|name| !new.models.contains_key(name));
    let added = shapes(new, &|name| !old.models.contains_key(name));
    if removed.is_empty() || added.is_empty() {
        return BTreeMap::new();
    }
    let similar = Similar::new(&removed, &added);
    let mut renames = Renames {
        old,
        new,
        removed: &removed,
        added: &added,
        reasons: Reasons::new(old, new, (&removed, &added), &similar),
        similar: &similar,
        taken: BTreeSet::new(),
        waiting: referrers(&removed),
        models,
        open: BTreeSet::new(),
        looks: LOOKS.saturating_mul(removed.len()),
    };
    renames.run()
}

/// The models that are on one side only.
pub(super) fn shapes<'a>(
    schema: &'a Schema,
    is_alone: &dyn Fn(&str) -> bool,
) -> BTreeMap<&'a str, Shape<'a>> {
    let alone = schema.models.values().filter(|model| is_alone(&model.name));
    alone.map(|model| (model.name.as_str(), Shape::of(model, schema, is_alone))).collect()
}

/// Which models wait for one: those that refer to it and are as unknown as it.
fn referrers<'a>(removed: &BTreeMap<&'a str, Shape<'a>>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut referrers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, shape) in removed {
        for target in &shape.open {
            referrers.entry(target).or_default().insert(name);
        }
    }
    referrers
}

struct Renames<'a, 'r> {
    old: &'a Schema,
    new: &'a Schema,
    removed: &'r BTreeMap<&'a str, Shape<'a>>,
    added: &'r BTreeMap<&'a str, Shape<'a>>,
    similar: &'r Similar<'a>,
    reasons: Reasons<'a, 'r>,
    models: &'r mut BTreeMap<&'a str, &'a str>,
    /// New models that are paired.
    taken: BTreeSet<&'a str>,
    /// Old models that refer to an old model.
    waiting: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Old models to look at.
    open: BTreeSet<&'a str>,
    /// How often models may still be looked at for circles: what is no circle costs time, too.
    looks: usize,
}

impl<'a> Renames<'a, '_> {
    fn run(&mut self) -> BTreeMap<&'a str, Vec<Evidence>> {
        let known: Vec<Pair<'a>> = self.models.iter().map(|(old, new)| (*old, *new)).collect();
        known.into_iter().for_each(|pair| self.note_references(pair));
        self.open.extend(self.removed.keys());
        let mut found = Vec::new();
        let mut stuck: BTreeSet<&'a str> = BTreeSet::new();
        loop {
            let wave = std::mem::take(&mut self.open);
            let (ready, waits): (BTreeSet<_>, BTreeSet<_>) =
                wave.into_iter().partition(|old| self.unknown_targets(old) == 0);
            stuck.extend(waits);
            let mut pairs: Vec<Pair<'a>> = ready.into_iter().filter_map(|old| self.choice(old)).collect();
            // Models in a circle wait for one another.
            while let (true, Some(old)) = (pairs.is_empty() && self.open.is_empty(), stuck.pop_first()) {
                pairs = self.choice(old).and_then(|pair| self.circle(pair)).unwrap_or_default();
            }
            if pairs.is_empty() && self.open.is_empty() {
                break;
            }
            for pair in &pairs {
                self.models.insert(pair.0, pair.1);
                self.taken.insert(pair.1);
                stuck.remove(pair.0);
            }
            pairs.iter().for_each(|pair| self.look_again(*pair));
            found.extend(pairs);
        }
        found.into_iter().map(|pair| (pair.0, self.reasons.evidence(pair, self.models))).collect()
    }

    /// How many of the models that it refers to nothing is known of.
    fn unknown_targets(&self, old: &str) -> usize {
        let open = self.removed.get(old).map_or(&[][..], |shape| &shape.open);
        open.iter().filter(|target| !self.models.contains_key(*target)).count()
    }

    /// The new model that an old one became, if there is enough reason for it, and for no other of either side as much.
    fn choice(&self, old: &'a str) -> Option<Pair<'a>> {
        if self.models.contains_key(old) {
            return None;
        }
        let free = |new: &&&'a str| !self.taken.contains(**new) && self.may_be((old, new));
        let weight = |pair: Pair<'a>| self.reasons.weight(pair, self.models);
        let mut best: Option<(i32, &'a str)> = None;
        let mut is_alone = true;
        for &new in self.reasons.candidates_of_old(old).filter(free) {
            let weight = weight((old, new));
            match best {
                Some((known, _)) if known > weight => {}
                Some((known, _)) if known == weight => is_alone = false,
                _ => (best, is_alone) = (Some((weight, new)), true),
            }
        }
        let (best, new) = best.filter(|(weight, _)| is_alone && *weight >= Reasons::ENOUGH)?;
        let others = self.reasons.candidates_of_new(new);
        let is_other = |other: &&&'a str| **other != old && !self.models.contains_key(**other);
        let rival = others
            .filter(|other| is_other(other) && self.may_be((other, new)))
            .any(|other| weight((other, new)) >= best);
        (!rival).then_some((old, new))
    }

    /// Whether the models that both refer to may be the same.
    fn may_be(&self, (old, new): Pair<'a>) -> bool {
        self.targets((old, new)).all(|(old, new)| match self.models.get(old) {
            Some(known) => *known == new,
            None => !self.taken.contains(new),
        })
    }

    /// What both refer to, one beside the other.
    fn targets(&self, (old, new): Pair<'a>) -> impl Iterator<Item = Pair<'a>> {
        let open = |shapes: &BTreeMap<&'a str, Shape<'a>>, name: &str| {
            shapes.get(name).map_or_else(Vec::new, |shape| shape.open.clone())
        };
        open(self.removed, old).into_iter().zip(open(self.added, new))
    }

    /// The pairs that must be the same for this one to be so. None if one of them cannot be.
    fn circle(&mut self, pair: Pair<'a>) -> Option<Vec<Pair<'a>>> {
        let mut circle: BTreeMap<&'a str, &'a str> = BTreeMap::new();
        let mut taken: BTreeSet<&'a str> = BTreeSet::new();
        let mut left = vec![pair];
        while let Some((old, new)) = left.pop() {
            let known = self.models.get(old).or_else(|| circle.get(old));
            if known.is_some_and(|known| *known == new) {
                continue;
            }
            let is_new = known.is_none() && !self.taken.contains(new) && taken.insert(new);
            if !is_new || !self.similar.are_similar((old, new)) {
                return None;
            }
            self.looks = self.looks.checked_sub(1)?;
            circle.insert(old, new);
            left.extend(self.targets((old, new)));
        }
        Some(circle.into_iter().collect())
    }

    /// Notes what a new pair says of others.
    fn look_again(&mut self, (old, new): Pair<'a>) {
        self.note_references((old, new));
        self.open.extend(self.waiting.get(old).into_iter().flatten());
        let rivals = self.reasons.candidates_of_new(new).copied();
        self.open.extend(rivals.filter(|rival| !self.models.contains_key(rival)));
    }

    /// What properties of the same models refer to on both sides.
    fn note_references(&mut self, (old, new): Pair<'a>) {
        let model = |schema: &'a Schema, name| schema.models.get(name);
        let (Some(old), Some(new)) = (model(self.old, old), model(self.new, new)) else { return };
        if !refers_to(old, |name| self.removed.contains_key(name)) {
            return;
        }
        for (was, is) in Properties::of(old, new).both {
            let Type::Ref(Target::Model(before)) = was.ty.innermost() else { continue };
            if !self.removed.contains_key(before.as_str()) || *before == old.name {
                continue;
            }
            let after = match is.ty.innermost() {
                Type::Ref(Target::Model(after)) if self.similar.are_similar((before, after)) => {
                    Some(after.as_str())
                }
                _ => None,
            };
            self.reasons.note_reference(before, after, (&new.name, &is.name));
            self.open.insert(before);
        }
    }
}

fn refers_to(model: &Model, is_wanted: impl Fn(&str) -> bool) -> bool {
    model
        .properties
        .iter()
        .any(|it| matches!(it.ty.innermost(), Type::Ref(Target::Model(name)) if is_wanted(name)))
}
