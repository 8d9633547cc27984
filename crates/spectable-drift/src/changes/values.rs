//! Changes of enums and their values.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::{
    render::Style,
    schema::{Enum, EnumValue, Target, Type},
};

use super::{Differences, draft::Draft};
use crate::{rules::Rule, rust_item};

/// The values of two enums, paired.
#[derive(Default)]
struct Values<'a> {
    both: Vec<(&'a EnumValue, &'a EnumValue)>,
    removed: Vec<&'a EnumValue>,
    added: Vec<&'a EnumValue>,
}

impl<'a> Differences<'a> {
    pub(super) fn enums(&mut self) {
        let (old, new) = (self.old, self.new);
        let pairs: Vec<(&'a str, &'a str)> = self.pairing.enums().collect();
        let (paired_old, paired_new): (BTreeSet<&str>, BTreeSet<&str>) = pairs.iter().copied().unzip();
        for (key, it) in &old.enums {
            // An enum of a property is added and removed with the property or its type.
            if !paired_old.contains(key.as_str()) && !self.old_owners.contains_key(key.as_str()) {
                self.unowned(Rule::ModelRemoved, it);
            }
        }
        for (key, it) in &new.enums {
            if !paired_new.contains(key.as_str()) && !self.new_owners.contains_key(key.as_str()) {
                self.unowned(Rule::ModelAdded, it);
            }
        }
        for (old_key, new_key) in pairs {
            if let (Some(old), Some(new)) = (old.enums.get(old_key), new.enums.get(new_key)) {
                self.enum_name((old_key, old), (new_key, new));
                self.values((old_key, old), (new_key, new));
                if !self.enum_uses.tell_the_description(old_key, new_key) {
                    self.enum_description(new_key, old, new);
                }
            }
        }
    }

    fn unowned(&mut self, rule: Rule, it: &Enum) {
        let mut draft = Draft::new(rule, String::new(), String::new());
        let words = if rule == Rule::ModelAdded { "added" } else { "removed" };
        draft.model = Some(it.rust_name.clone());
        draft.message = format!("the enum `{}` was {words}", it.rust_name);
        draft.item = rust_item::of_enum(it);
        match rule {
            Rule::ModelAdded => draft.new = Some(it.location),
            _ => draft.old = Some(it.location),
        }
        self.drafts.push(draft);
    }

    /// A finding about an enum names the first property that has it.
    fn of_enum(&self, rule: Rule, key: &str, it: &Enum, before: String, after: String) -> Draft {
        let mut draft = Draft::new(rule, before, after);
        match self.new_owners.get(key) {
            Some((model, property)) => {
                draft.model = Some((*model).to_owned());
                draft.property = Some((*property).to_owned());
            }
            None => draft.model = Some(it.rust_name.clone()),
        }
        draft.item = rust_item::of_enum(it);
        draft.ways = self.ways.of(&Target::Enum(key.to_owned()));
        draft
    }

    fn enum_name(&mut self, (old_key, old): (&'a str, &Enum), (new_key, new): (&'a str, &Enum)) {
        if old.rust_name == new.rust_name || self.enum_uses.tell_the_name(old_key, new_key) {
            return;
        }
        let (before, after) = (old.rust_name.clone(), new.rust_name.clone());
        let mut draft = self.of_enum(Rule::GeneratedNameMoved, new_key, new, before, after);
        draft.message =
            format!("the Rust name of the enum `{}` changed to `{}`", old.rust_name, new.rust_name);
        draft.item = rust_item::of_enum(old);
        draft.between(old.location, new.location);
        self.drafts.push(draft);
    }

    /// Whether nothing but unions holds an enum of the old side. They keep what it does not know, whatever the style.
    fn is_only_in_unions(&self, old_key: &str) -> bool {
        let is_it = |ty: &Type| matches!(ty, Type::Ref(Target::Enum(key)) if key == old_key);
        let alternatives = self.old.unions.values().flat_map(|union| &union.alternatives);
        let mut holding = alternatives.filter(|it| is_it(it.ty.innermost())).peekable();
        // The item of a list is read by the enum itself.
        !self.old_owners.contains_key(old_key) && holding.peek().is_some() && holding.all(|it| is_it(&it.ty))
    }

    fn values(&mut self, (old_key, old): (&str, &Enum), (key, new): (&str, &Enum)) {
        let values = Values::of(old, new);
        let is_kept = self.is_only_in_unions(old_key);
        for value in &values.removed {
            let mut draft = self.of_value(Rule::EnumValueRemoved, key, (old, value), (old, new));
            draft.message = format!("the value `{1}` of `{0}` was removed", new.rust_name, value.wire);
            draft.new = None;
            self.drafts.push(draft);
        }
        for value in &values.added {
            let mut draft = self.of_value(Rule::EnumValueAdded, key, (new, value), (old, new));
            draft.message = format!(
                "the value `{1}` was added to `{0}`: `{2}`",
                new.rust_name, value.wire, value.variant
            );
            draft.old = None;
            draft.of_unknown_value(is_kept, old, new);
            self.drafts.push(draft);
        }
        for (was, is) in &values.both {
            self.value((key, is_kept), (old, was), (new, is));
        }
        self.value_order(key, (old, new), &values);
    }

    fn enum_description(&mut self, key: &str, old: &Enum, new: &Enum) {
        if self.scope.descriptions && old.description != new.description {
            let (before, after) = (old.description.clone(), new.description.clone());
            let mut draft = self.of_enum(Rule::DescriptionChanged, key, new, before, after);
            draft.message = format!("the description of `{}` changed", new.rust_name);
            draft.between(old.location, new.location);
            self.drafts.push(draft);
        }
    }

    fn of_value(
        &self,
        rule: Rule,
        key: &str,
        (of, value): (&Enum, &EnumValue),
        (old, new): (&Enum, &Enum),
    ) -> Draft {
        let mut draft = self.of_enum(rule, key, new, String::new(), String::new());
        draft.value = Some(value.wire.clone());
        draft.item = rust_item::of_value(of, value);
        draft.between(old.location, new.location);
        draft
    }

    fn value(
        &mut self,
        (key, is_kept): (&str, bool),
        (old, was): (&Enum, &EnumValue),
        (new, is): (&Enum, &EnumValue),
    ) {
        if was.wire != is.wire {
            let mut draft =
                self.of_enum(Rule::EnumValueRespelled, key, new, was.wire.clone(), is.wire.clone());
            draft.of_unknown_value(is_kept, old, new);
            draft.message =
                format!("the value `{}` of `{}` is now `{}` on the wire", was.wire, new.rust_name, is.wire);
            self.push_value(draft, (old, was), (new, is));
        }
        if was.variant != is.variant {
            let mut draft =
                self.of_enum(Rule::GeneratedNameMoved, key, new, was.variant.clone(), is.variant.clone());
            draft.message = format!(
                "the Rust name of the value `{}` of `{}` changed from `{}` to `{}`",
                is.wire, new.rust_name, was.variant, is.variant
            );
            self.push_value(draft, (old, was), (new, is));
        }
        if self.scope.descriptions && was.description != is.description {
            let (before, after) = (was.description.clone(), is.description.clone());
            let mut draft = self.of_enum(Rule::DescriptionChanged, key, new, before, after);
            draft.message =
                format!("the description of the value `{}` of `{}` changed", is.wire, new.rust_name);
            self.push_value(draft, (old, was), (new, is));
        }
    }

    fn push_value(
        &mut self,
        mut draft: Draft,
        (old, was): (&Enum, &EnumValue),
        (new, is): (&Enum, &EnumValue),
    ) {
        draft.value = Some(is.wire.clone());
        draft.item = rust_item::of_value(old, was);
        draft.between(old.location, new.location);
        self.drafts.push(draft);
    }

    fn value_order(&mut self, key: &str, (old, new): (&Enum, &Enum), values: &Values<'_>) {
        let place: BTreeMap<&str, usize> =
            new.values.iter().enumerate().map(|(index, it)| (it.wire.as_str(), index)).collect();
        let order: Vec<Option<&usize>> =
            values.both.iter().map(|(_, is)| place.get(is.wire.as_str())).collect();
        if order.is_sorted() {
            return;
        }
        let names = |it: &Enum| it.values.iter().map(|it| it.wire.as_str()).collect::<Vec<_>>().join(" ");
        let mut draft = self.of_enum(Rule::OrderChanged, key, new, names(old), names(new));
        draft.message = format!("the order of the values of `{}` changed", new.rust_name);
        draft.between(old.location, new.location);
        self.drafts.push(draft);
    }
}

impl Draft {
    /// Judges a value that old code does not know, by whether a union keeps it and whether an open enum can.
    fn of_unknown_value(&mut self, is_kept: bool, old: &Enum, new: &Enum) {
        self.exception_in(Style::Table, !is_kept && old.integers != new.integers);
        self.exception_in(Style::Derive, is_kept);
    }
}

impl<'a> Values<'a> {
    /// Pairs values by their text on the wire, then those left over by their variant.
    fn of(old: &'a Enum, new: &'a Enum) -> Self {
        let mut values = Self::default();
        let by_wire: BTreeMap<&str, &EnumValue> =
            new.values.iter().map(|value| (value.wire.as_str(), value)).collect();
        let old_wires: BTreeSet<&str> = old.values.iter().map(|value| value.wire.as_str()).collect();
        let is_old = |wire: &str| old_wires.contains(wire);
        let mut by_variant: BTreeMap<&str, &EnumValue> = new
            .values
            .iter()
            .filter(|value| !is_old(&value.wire))
            .map(|value| (value.variant.as_str(), value))
            .collect();
        for was in &old.values {
            match by_wire.get(was.wire.as_str()).copied().or_else(|| by_variant.remove(was.variant.as_str()))
            {
                Some(is) => values.both.push((was, is)),
                None => values.removed.push(was),
            }
        }
        let known =
            |value: &&EnumValue| !is_old(&value.wire) && by_variant.contains_key(value.variant.as_str());
        values.added = new.values.iter().filter(known).collect();
        values
    }
}
