//! Values of each type.

use spectable_build::schema::{Direction, Enum, Model, Property, Target, Type};

use super::alternatives::Told;
use super::{DEEPEST, Extent, Part, Place, Sampler};
use crate::limits::Limits;
use crate::random::Random;
use crate::{number, text};

/// How many items random lists and maps have at most, if nothing is said.
const ITEMS: u64 = 3;
/// How often another item is tried where each must be another one.
const TRIES: usize = 20;

impl<'a> Sampler<'a> {
    pub(super) fn value(&mut self, ty: &Type, place: Place<'_>) {
        let schema = self.schema;
        self.room = self.room.saturating_sub(1);
        let random = self.random.as_mut();
        match ty {
            Type::Text => self.json.string(&text::text(place.name, place.format, place.limits, random)),
            Type::Integer => self.whole(place.limits, i128::from(i64::MIN), i128::from(i64::MAX)),
            Type::Integer32 => self.whole(place.limits, i128::from(i32::MIN), i128::from(i32::MAX)),
            Type::Unsigned => self.whole(place.limits, 0, i128::from(u64::MAX)),
            Type::Number => self.json.raw(&number::float(place.limits, random)),
            Type::Boolean => {
                let value = random.is_none_or(|random| random.percent(50));
                self.json.raw(if value { "true" } else { "false" });
            }
            Type::DateTime => self.json.string(&text::date_time(random)),
            Type::Date => self.json.string(&text::date(random)),
            Type::Any => self.any(),
            Type::Nullable(_) if random.is_some_and(|random| random.percent(10)) => self.json.raw("null"),
            Type::Nullable(item) => self.value(item, place),
            Type::List(item) => self.list(item, place),
            Type::Map(item) => self.map(item, place),
            Type::Ref(Target::Model(name)) => self.model(name, place, Told::default()),
            Type::Ref(Target::Enum(name)) => match schema.enums.get(name) {
                Some(found) => self.enumerated(found, place),
                None => self.json.raw("null"),
            },
            Type::Ref(Target::Union(name)) => match schema.unions.get(name) {
                Some(union) => self.union(union, place),
                None => self.json.raw("null"),
            },
        }
    }

    fn whole(&mut self, limits: Limits<'_>, least: i128, most: i128) {
        let number = number::whole(limits, (least, most), self.random.as_mut());
        self.json.raw(&number.to_string());
    }

    /// An object: what has no other type in a table is called `object`, and often is one.
    fn any(&mut self) {
        const VALUES: [&str; 4] =
            [r#"{"key":"value"}"#, r#"{"key":7}"#, r#"{"key":true,"other":["item"]}"#, "{}"];
        let value = match &mut self.random {
            Some(random) => random.one_of(&VALUES),
            None => VALUES.first(),
        };
        self.json.raw(value.copied().unwrap_or("{}"));
    }

    fn enumerated(&mut self, found: &'a Enum, place: Place<'_>) {
        let value = match &mut self.random {
            Some(random) => random.one_of(&found.values),
            None => found.values.first(),
        };
        match value {
            Some(value) if found.integers => self.json.raw(&value.wire),
            Some(value) => self.json.string(&value.wire),
            None if found.integers => self.json.raw("0"),
            None => self.json.string(place.name),
        }
    }

    /// Whether a random document has enough by now.
    pub(super) fn is_used_up(&self, depth: usize) -> bool {
        self.left == 0 || depth >= DEEPEST
    }

    /// How many items there are, if nothing is said.
    fn wish(&mut self, item: &Type, place: Place<'_>) -> usize {
        let is_used_up = self.is_used_up(place.depth);
        match (self.extent, &mut self.random, place.part) {
            (_, _, Part::Least) => 0,
            (Extent::Random(_), Some(random), _) if !is_used_up => random.below(ITEMS + 1) as usize,
            (Extent::Full, _, _) => match item {
                Type::Ref(Target::Union(name)) => {
                    self.schema.unions.get(name).map_or(1, |it| it.alternatives.len())
                }
                _ => 1,
            },
            _ => 0,
        }
    }

    fn list(&mut self, item: &Type, place: Place<'_>) {
        let inner = Place { limits: place.limits.of_items(), depth: place.depth + 1, ..place };
        let wish = self.wish(item, place);
        let mut count = place.limits.fit("minItems", "maxItems", wish);
        if self.enough.levels(item, inner.limits).is_none() {
            count = 0;
        }
        let is_set = place.limits.is("uniqueItems");
        let mut known: Vec<String> = Vec::new();
        self.json.open('[');
        for index in 0..count {
            if self.room == 0 {
                break;
            }
            if !is_set {
                self.json.item();
                self.value(item, Place { index, ..inner });
                continue;
            }
            if let Some(text) = self.other_item(item, Place { index, ..inner }, &known) {
                known.push(text);
            }
        }
        self.json.close(']');
    }

    /// Writes an item that is none of those before it, if one is found.
    fn other_item(&mut self, item: &Type, place: Place<'_>, known: &[String]) -> Option<String> {
        let own = self.random.is_none() && place.index > 0;
        for attempt in 0..TRIES {
            if own {
                // Without chance, all items would be the same.
                self.random = Some(Random::new((place.index + attempt) as u64));
            }
            let before = self.json.mark();
            self.json.item();
            let start = self.json.mark();
            self.value(item, place);
            if own {
                self.random = None;
            }
            let text = self.json.since(start).to_owned();
            if !known.contains(&text) {
                return Some(text);
            }
            self.json.back_to(before);
        }
        None
    }

    fn map(&mut self, item: &Type, place: Place<'_>) {
        self.json.open('{');
        self.entries(item, place, &|_| false);
        self.json.close('}');
    }

    /// The members of a map, with keys that are not taken.
    fn entries(&mut self, item: &Type, place: Place<'_>, is_taken: &dyn Fn(&str) -> bool) {
        let wish = self.wish(item, place);
        let mut count = place.limits.fit("minProperties", "maxProperties", wish);
        if self.enough.levels(item, Limits::NONE).is_none() {
            count = 0;
        }
        let keys = (1..).map(|number: usize| format!("key{number}")).filter(|key| !is_taken(key));
        for (index, key) in keys.take(count).enumerate() {
            if self.room == 0 {
                break;
            }
            self.json.key(&key);
            self.value(item, Place { limits: Limits::NONE, depth: place.depth + 1, index, ..place });
        }
    }

    pub(super) fn model(&mut self, name: &str, place: Place<'_>, told: Told<'a>) {
        let Some(model) = self.schema.models.get(name) else { return self.json.raw("{}") };
        let part = self.part(model, place);
        self.json.open('{');
        for (at, property) in model.properties.iter().enumerate() {
            let is_told = told.key.is_some_and(|(key, _)| key == property.wire_name && !property.additional);
            if !property.additional && self.is_wanted(property, part, place.depth, is_told, &told) {
                self.left = self.left.saturating_sub(1);
                self.json.key(&property.wire_name);
                match told.key {
                    Some((_, Some(value))) if is_told => self.told(&property.ty, value),
                    _ => self.property(property, (model, at), part, place.depth),
                }
            }
        }
        let has = |key: &str| model.properties.iter().any(|it| !it.additional && it.wire_name == key);
        if let Some((key, value)) = told.key.filter(|(key, _)| !has(key)) {
            self.json.key(key);
            self.json.string(value.unwrap_or("text"));
        }
        let others = model.properties.iter().enumerate().find(|(_, it)| it.additional);
        if let Some((at, property)) = others
            && let Type::Map(item) = &property.ty
        {
            let place = Self::inside((model, at), property, part, place.depth);
            self.entries(item, place, &|key| has(key) || told.avoids(key));
        }
        self.json.close('}');
    }

    /// How much of a model is written.
    fn part(&self, model: &Model, place: Place<'_>) -> Part {
        match self.extent {
            Extent::Full if place.part == Part::Whole && self.shallowest.is(&model.name, place.owner) => {
                Part::Whole
            }
            Extent::Random(_) if !self.is_used_up(place.depth) => Part::Some,
            _ => Part::Least,
        }
    }

    fn is_wanted(
        &mut self,
        property: &Property,
        part: Part,
        depth: usize,
        is_told: bool,
        told: &Told<'_>,
    ) -> bool {
        if is_told {
            return true;
        }
        let stays_behind = match self.direction {
            Some(Direction::Request) => property.read_only,
            Some(Direction::Response) => property.write_only,
            Some(Direction::Both) | None => false,
        };
        if stays_behind || self.room == 0 || !self.enough.has_value(property) {
            return false;
        }
        let is_chosen = match part {
            Part::Least => false,
            Part::Whole => true,
            // Less, the deeper it is: documents are broad rather than deep.
            Part::Some => {
                let chance = 80u64.saturating_sub(8 * depth as u64);
                self.left > 0 && self.random.as_mut().is_some_and(|random| random.percent(chance))
            }
        };
        property.required || is_chosen && !told.avoids(&property.wire_name)
    }

    /// The value that tells an alternative.
    fn told(&mut self, ty: &Type, value: &str) {
        let is_scalar = match ty.innermost() {
            Type::Ref(Target::Enum(name)) => self.schema.enums.get(name).is_some_and(|it| it.integers),
            ty => {
                matches!(ty, Type::Integer | Type::Integer32 | Type::Unsigned | Type::Number | Type::Boolean)
            }
        };
        if is_scalar { self.json.raw(value) } else { self.json.string(value) }
    }

    fn inside<'p>(
        (model, at): (&'p Model, usize),
        property: &'p Property,
        part: Part,
        depth: usize,
    ) -> Place<'p> {
        Place {
            owner: (&model.name, at),
            part,
            name: &property.name,
            format: property.format.as_deref(),
            limits: Limits::of(property),
            depth: depth + 1,
            index: 0,
        }
    }

    fn property(&mut self, property: &'a Property, owner: (&'a Model, usize), part: Part, depth: usize) {
        let is_plain = property.constraints.is_empty() && !matches!(property.ty, Type::Ref(_));
        if part == Part::Some
            && property.nullable
            && self.random.as_mut().is_some_and(|random| random.percent(10))
        {
            return self.json.raw("null");
        }
        match &property.default {
            Some(default) if self.random.is_none() && is_plain => self.json.raw(default),
            _ => self.value(&property.ty, Self::inside(owner, property, part, depth)),
        }
    }
}
