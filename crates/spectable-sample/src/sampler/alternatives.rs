//! Unions: which alternative is written, and what tells it from the others.

use spectable_build::schema::{Alternative, Target, Type, Union};

use super::{Extent, Part, Place, Sampler};
use crate::limits::Limits;

/// What an object needs so that it is the alternative that it is meant to be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told<'a> {
    /// A key that it has, and the value of that key if one tells it.
    pub(super) key: Option<(&'a str, Option<&'a str>)>,
    /// The union, and which alternative it is.
    others: Option<(&'a Union, usize)>,
}

impl<'a> Told<'a> {
    /// Whether a key would tell another alternative.
    pub(super) fn avoids(&self, key: &str) -> bool {
        let Some((union, own)) = self.others else { return false };
        let tells = |it: &Alternative| it.test.as_ref().is_some_and(|test| test.key == key);
        self.key.is_none_or(|(own, _)| own != key)
            && union.alternatives.iter().enumerate().any(|(at, it)| at != own && tells(it))
    }
}

impl<'a> Sampler<'a> {
    pub(super) fn union(&mut self, union: &'a Union, place: Place<'_>) {
        let Some((at, alternative)) = self.choose(union, place) else { return self.json.raw("null") };
        let Type::Ref(Target::Model(name)) = &alternative.ty else {
            return self.value(&alternative.ty, place);
        };
        let key = alternative.test.as_ref().map(|test| {
            let value = match &mut self.random {
                Some(random) => random.one_of(&test.values),
                None => test.values.first(),
            };
            (test.key.as_str(), value.map(String::as_str))
        });
        self.model(name, place, Told { key, others: Some((union, at)) });
    }

    /// An alternative that ends: the smallest one where little is wanted, else one after the other, or any.
    fn choose(&mut self, union: &'a Union, place: Place<'_>) -> Option<(usize, &'a Alternative)> {
        let ending = union.alternatives.iter().enumerate();
        let ending: Vec<_> =
            ending.filter_map(|(at, it)| Some((self.enough.levels(&it.ty, Limits::NONE)?, at, it))).collect();
        let smallest = ending.iter().min_by_key(|(levels, at, _)| (*levels, *at));
        let is_little = place.part == Part::Least || self.is_used_up(place.depth);
        let (_, at, alternative) = match (self.extent, &mut self.random) {
            (Extent::Random(_), Some(random)) if !is_little => random.one_of(&ending),
            (Extent::Full, _) if place.part == Part::Whole => ending.get(place.index % ending.len().max(1)),
            _ => smallest,
        }?;
        Some((*at, alternative))
    }
}
