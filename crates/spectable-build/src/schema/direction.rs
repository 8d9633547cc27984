//! Where models travel: from what operations send and receive, to all that is in it.

use std::collections::BTreeSet;

use super::{Direction, Property, Schema, Target, Type};
use crate::documented::Use;

impl Schema {
    /// Says of each model where it travels. What is read-only is in no request, and what is write-only in no response.
    pub(crate) fn direct(&mut self, uses: &[Use]) {
        let mut found = Found { schema: self, sent: BTreeSet::new(), received: BTreeSet::new() };
        for one in uses {
            let target = found.target(&one.name);
            if one.direction.is_sent() {
                found.walk(target.clone(), Direction::Request);
            }
            if one.direction.is_received() {
                found.walk(target, Direction::Response);
            }
        }
        let Found { sent, received, .. } = found;
        for (name, model) in &mut self.models {
            let target = Target::Model(name.clone());
            model.direction = match (sent.contains(&target), received.contains(&target)) {
                (true, true) => Some(Direction::Both),
                (true, false) => Some(Direction::Request),
                (false, true) => Some(Direction::Response),
                (false, false) => None,
            };
        }
    }
}

struct Found<'a> {
    schema: &'a Schema,
    sent: BTreeSet<Target>,
    received: BTreeSet<Target>,
}

impl Found<'_> {
    /// The model or union of a documented name.
    fn target(&self, name: &str) -> Target {
        if self.schema.unions.contains_key(name) {
            Target::Union(name.to_owned())
        } else {
            Target::Model(name.to_owned())
        }
    }

    fn walk(&mut self, from: Target, direction: Direction) {
        let mut open = vec![from];
        while let Some(target) = open.pop() {
            let met = if direction == Direction::Request { &mut self.sent } else { &mut self.received };
            if !met.insert(target.clone()) {
                continue;
            }
            let travels = |property: &&Property| match direction {
                Direction::Request => !property.read_only,
                _ => !property.write_only,
            };
            let types: Vec<&Type> = match &target {
                Target::Model(name) => {
                    let properties = self.schema.models.get(name).map(|model| &model.properties);
                    properties.into_iter().flatten().filter(travels).map(|property| &property.ty).collect()
                }
                Target::Union(name) => {
                    let alternatives = self.schema.unions.get(name).map(|union| &union.alternatives);
                    alternatives.into_iter().flatten().map(|alternative| &alternative.ty).collect()
                }
                Target::Enum(_) => Vec::new(),
            };
            open.extend(types.into_iter().filter_map(|ty| match ty.innermost() {
                Type::Ref(target @ (Target::Model(_) | Target::Union(_))) => Some(target.clone()),
                _ => None,
            }));
        }
    }
}
