//! From which models others are reached.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Referrers;

/// The models from which others are reached and to which nothing else refers.
///
/// What is found of a model is kept: those that it reaches begin with it. So asking for every model costs one walk over the
/// references, and not a walk for each.
///
/// ```
/// use spectable_build::schema::{Schema, graph::{Referrers, Tops}};
///
/// let schema = Schema::default();
/// let referrers = Referrers::new(&schema);
/// assert!(Tops::new(&referrers).of("User").is_empty());
/// ```
#[derive(Debug)]
pub struct Tops<'s, 'a> {
    referrers: &'s Referrers<'a>,
    found: BTreeMap<&'a str, Found<'a>>,
    /// How many references were followed.
    steps: usize,
}

/// What is known of a model.
#[derive(Debug)]
enum Found<'a> {
    /// The walk is at it, or at models that refer to it: its number in the order of the walk.
    Open(usize),
    /// What is above the circle that it is in.
    Known(Arc<[&'a str]>),
}

/// A model on the way of the walk.
struct Step<'s, 'a> {
    referrers: Box<dyn Iterator<Item = &'a str> + 's>,
    number: usize,
    /// The smallest number of a model that it is in a circle with.
    lowest: usize,
}

impl<'s, 'a> Tops<'s, 'a> {
    /// Nothing is looked at yet.
    pub fn new(referrers: &'s Referrers<'a>) -> Self {
        Self { referrers, found: BTreeMap::new(), steps: 0 }
    }

    /// The models from which this one is reached and to which nothing else refers, in the order of their names.
    ///
    /// Where all models that reach it refer to one another in a circle, those that refer to it directly.
    pub fn of(&mut self, model: &str) -> Arc<[&'a str]> {
        let Some((&model, _)) = self.referrers.of.get_key_value(model) else { return Arc::default() };
        self.walk(model);
        match self.found.get(model) {
            Some(Found::Known(tops)) if !tops.is_empty() => Arc::clone(tops),
            _ => self.referrers.direct(model).collect(),
        }
    }

    /// How many references were followed until now, which is what this costs.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Finds what is above a model, circle by circle, as Tarjan's algorithm does: what is above a circle is known when the circle is.
    fn walk(&mut self, model: &'a str) {
        if self.found.contains_key(model) {
            return;
        }
        let mut open: Vec<&'a str> = Vec::new();
        let mut way = vec![self.step(model, &mut open)];
        while let Some(step) = way.last_mut() {
            if let Some(above) = step.referrers.next() {
                self.steps += 1;
                match self.found.get(above) {
                    Some(Found::Open(number)) => step.lowest = step.lowest.min(*number),
                    Some(Found::Known(_)) => {}
                    None => {
                        let next = self.step(above, &mut open);
                        way.push(next);
                    }
                }
                continue;
            }
            let Some(Step { number, lowest, .. }) = way.pop() else { break };
            if let Some(below) = way.last_mut() {
                below.lowest = below.lowest.min(lowest);
            }
            if lowest == number {
                let circle = open.split_off(open.len().min(number));
                self.close(&circle);
            }
        }
    }

    fn step(&mut self, model: &'a str, open: &mut Vec<&'a str>) -> Step<'s, 'a> {
        let number = open.len();
        open.push(model);
        self.found.insert(model, Found::Open(number));
        Step { referrers: Box::new(self.referrers.direct(model)), number, lowest: number }
    }

    /// Notes what is above the models of a circle, which may be one model alone.
    fn close(&mut self, circle: &[&'a str]) {
        let mut above: Vec<Arc<[&'a str]>> = Vec::new();
        let mut tops: Vec<&'a str> = Vec::new();
        for model in circle {
            for referrer in self.referrers.direct(model) {
                match self.found.get(referrer) {
                    Some(Found::Known(known)) if !known.is_empty() => {
                        above.push(Arc::clone(known));
                    }
                    _ if self.is_top(referrer) => tops.push(referrer),
                    _ => {}
                }
            }
        }
        above.sort_unstable_by_key(|it| it.as_ptr());
        above.dedup_by(|one, other| Arc::ptr_eq(one, other));
        let tops: Arc<[&'a str]> = match (tops.is_empty(), above.as_slice()) {
            // Most models have what is above one other.
            (true, [one]) => Arc::clone(one),
            _ => {
                tops.extend(above.iter().flat_map(|it| it.iter().copied()));
                tops.sort_unstable();
                tops.dedup();
                tops.into()
            }
        };
        for model in circle {
            self.found.insert(model, Found::Known(Arc::clone(&tops)));
        }
    }

    fn is_top(&self, model: &str) -> bool {
        self.referrers.direct(model).next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{location::Files, lock::Lock, problem::Problems, schema::Schema};

    /// Models `M0`, `M1`, … with references to others.
    fn schema(references: &[BTreeSet<usize>]) -> Schema {
        let mut text = "format 1\n".to_owned();
        for (at, to) in references.iter().enumerate() {
            text.push_str(&format!("model M{at} = \"M{at}\"\n"));
            to.iter().for_each(|it| text.push_str(&format!("  p{it}: Box<M{it}> = \"p{it}\"\n")));
        }
        let mut files = Files::default();
        Lock::parse("lock", &(text + "end\n"), &mut files, &mut Problems::default())
            .unwrap()
            .into_schema(files)
    }

    /// The same, by a walk for each model.
    fn walked<'a>(referrers: &Referrers<'a>, model: &str) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = referrers.direct(model).collect();
        while let Some(name) = open.pop() {
            if name != model && seen.insert(name) {
                open.extend(referrers.direct(name));
            }
        }
        seen.retain(|it| referrers.direct(it).next().is_none());
        if seen.is_empty() { referrers.direct(model).collect() } else { seen }
    }

    #[test]
    fn it_finds_what_a_walk_for_each_model_finds() {
        let mut random = 7_u64;
        let mut next = |below: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(random >> 33).unwrap() % below
        };
        for round in 0..200 {
            let models = 1 + next(12);
            let mut references = vec![BTreeSet::new(); models];
            for _ in 0..next(2 * models) {
                references[next(models)].insert(next(models));
            }
            let schema = schema(&references);
            let referrers = Referrers::new(&schema);
            let mut tops = Tops::new(&referrers);
            for model in schema.models.keys() {
                let expected: Vec<&str> = walked(&referrers, model).into_iter().collect();
                assert_eq!(*tops.of(model), *expected, "{model} in round {round}: {references:?}");
            }
        }
    }

    #[test]
    fn every_reference_is_followed_once_however_many_models_are_asked_for() {
        // Each refers to the next two, and the last ones to the first: chains, circles, and both.
        for (models, circle) in [(500, false), (1000, false), (1000, true)] {
            let to = |at: usize| [at + 1, at + 2].into_iter().filter(|it| *it < models).collect();
            let mut references: Vec<BTreeSet<usize>> = (0..models).map(to).collect();
            if circle {
                references[models - 1].insert(1);
            }
            let schema = schema(&references);
            let referrers = Referrers::new(&schema);
            let mut tops = Tops::new(&referrers);
            for model in schema.models.keys().filter(|it| *it != "M0") {
                assert_eq!(*tops.of(model), ["M0"], "{model}");
            }
            let all: usize = references.iter().map(BTreeSet::len).sum();
            assert!(tops.steps() <= all, "{} of {all}", tops.steps());
        }
    }
}
