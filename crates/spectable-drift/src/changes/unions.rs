//! Changes of unions and their alternatives.

use spectable_build::render::Style;
use spectable_build::rust_type;
use spectable_build::schema::{Alternative, Schema, Target, Test, Type, Union};

use super::{Differences, draft::Draft};
use crate::{rules::Rule, rust_item, verdict::Breakage, wire};

impl<'a> Differences<'a> {
    pub(super) fn unions(&mut self) {
        let (old, new) = (self.old, self.new);
        for (name, it) in &old.unions {
            match new.unions.get(name) {
                Some(other) => self.union(it, other),
                None => self.whole_union(Rule::ModelRemoved, it),
            }
        }
        for (name, it) in &new.unions {
            if !old.unions.contains_key(name) {
                self.whole_union(Rule::ModelAdded, it);
            }
        }
    }

    fn whole_union(&mut self, rule: Rule, it: &Union) {
        let mut draft = of_union(rule, it, "", "");
        let words = if rule == Rule::ModelAdded { "added" } else { "removed" };
        draft.message = format!("the union `{}` was {words}", it.name);
        match rule {
            Rule::ModelAdded => draft.new = Some(it.location),
            _ => draft.old = Some(it.location),
        }
        self.drafts.push(draft);
    }

    fn union(&mut self, old: &'a Union, new: &'a Union) {
        let mut drafts = Vec::new();
        if old.rust_name != new.rust_name {
            let mut draft = of_union(Rule::GeneratedNameMoved, old, &old.rust_name, &new.rust_name);
            draft.message = format!(
                "the Rust name of the union `{}` changed from `{}` to `{}`",
                new.name, old.rust_name, new.rust_name
            );
            drafts.push(draft);
        }
        if self.scope.descriptions && old.description != new.description {
            let mut draft = of_union(Rule::DescriptionChanged, new, &old.description, &new.description);
            draft.message = format!("the description of `{}` changed", new.name);
            drafts.push(draft);
        }
        drafts.extend(self.alternatives(old, new));
        for mut draft in drafts {
            draft.between(old.location, new.location);
            draft.ways = self.ways.of(&Target::Union(new.name.clone()));
            self.drafts.push(draft);
        }
    }

    fn alternatives(&self, old: &'a Union, new: &'a Union) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let is_same = |was: &Alternative, is: &Alternative| self.pairing.same_type(&was.ty, &is.ty);
        for was in &old.alternatives {
            match new.alternatives.iter().find(|is| is_same(was, is)) {
                Some(is) => drafts.extend(self.alternative((old, was), (new, is))),
                None => {
                    let ty = self.type_of(was, self.old);
                    let mut draft = of_alternative(Rule::AlternativeRemoved, (old, was), &ty, "");
                    draft.message = format!("the alternative `{ty}` of `{}` was removed", new.name);
                    drafts.push(draft);
                }
            }
        }
        for is in &new.alternatives {
            if !old.alternatives.iter().any(|was| is_same(was, is)) {
                let ty = self.type_of(is, self.new);
                let mut draft = of_alternative(Rule::AlternativeAdded, (new, is), "", &ty);
                draft.message =
                    format!("the alternative `{ty}` was added to `{}`: `{}`", new.name, is.variant);
                // What a key tells is not looked for among the others.
                let is_told = old.alternatives.iter().any(|was| self.is_told_as(was, is));
                let mut asked = old.alternatives.iter().filter(|was| was.test.is_some() || !is_told);
                let is_misread = asked.any(|was| self.is_misread(was, is));
                draft.exception_if(is_misread);
                let is_taken = old.alternatives.iter().any(|other| takes(other, is));
                draft.exception_in(Style::Derive, is_taken);
                drafts.push(draft);
            }
        }
        drafts
    }

    fn alternative(
        &self,
        (old, was): (&Union, &Alternative),
        (new, is): (&Union, &Alternative),
    ) -> Vec<Draft> {
        let mut drafts = Vec::new();
        if was.variant != is.variant {
            let mut draft = of_alternative(Rule::GeneratedNameMoved, (old, was), &was.variant, &is.variant);
            draft.message = format!(
                "the Rust name of an alternative of `{}` changed from `{}` to `{}`",
                new.name, was.variant, is.variant
            );
            drafts.push(draft);
        }
        if was.test != is.test {
            let (before, after) = (test(was), test(is));
            let mut draft = of_alternative(Rule::AlternativeToldOtherwise, (new, is), &before, &after);
            draft.exception_if(old.alternatives.iter().any(|other| other != was && takes(other, is)));
            draft.message = format!(
                "`{}` of `{}` is now told by {after}, and not by {before}",
                self.type_of(is, self.new),
                new.name
            );
            drafts.push(draft);
        }
        drafts
    }

    /// Whether old code takes every value of a new alternative for this one of its own, by a key.
    fn is_told_as(&self, was: &Alternative, is: &Alternative) -> bool {
        let (Some(test), Type::Ref(Target::Model(new))) = (&was.test, &is.ty) else { return false };
        let is_there = |key: &str| {
            let properties = self.new.models.get(new).map(|model| &model.properties);
            properties.into_iter().flatten().any(|it| it.wire_name == key && it.required)
        };
        test.values.is_empty() && is_there(&test.key)
            || is.test.as_ref().is_some_and(|other| {
                other.key == test.key
                    && !other.values.is_empty()
                    && other.values.iter().all(|value| test.values.contains(value))
            })
    }

    /// Whether old code takes a new alternative for this one of its own, and may fail at what is in it. A scalar that it cannot read it keeps.
    fn is_misread(&self, was: &Alternative, is: &Alternative) -> bool {
        let fails = |was: &Type, is: &Type| {
            wire::of_type_change((was, self.old), (is, self.new)).response != Breakage::None
        };
        let (old, new) = match (&was.ty, &is.ty) {
            (Type::List(_), Type::List(_)) | (Type::Map(_), Type::Map(_)) => return fails(&was.ty, &is.ty),
            (Type::Ref(Target::Model(old)), Type::Ref(Target::Model(new))) => (old, new),
            _ => return false,
        };
        let (Some(old), Some(new)) = (self.old.models.get(old), self.new.models.get(new)) else {
            return false;
        };
        let same = |key: &str| new.properties.iter().find(|it| !it.additional && it.wire_name == key);
        let is_told = match &was.test {
            None => true,
            Some(test) => same(&test.key).is_some() && may_share_values(test, is.test.as_ref()),
        };
        is_told
            && old
                .properties
                .iter()
                .any(|it| same(&it.wire_name).is_some_and(|other| fails(&it.ty, &other.ty)))
    }

    fn type_of(&self, alternative: &Alternative, schema: &Schema) -> String {
        rust_type::short(&alternative.ty, schema)
    }
}

/// Whether an object can pass both tests.
fn may_share_values(one: &Test, other: Option<&Test>) -> bool {
    match other {
        Some(other) if one.key == other.key && !one.values.is_empty() && !other.values.is_empty() => {
            one.values.iter().any(|value| other.values.contains(value))
        }
        _ => true,
    }
}

fn of_union(rule: Rule, it: &Union, before: &str, after: &str) -> Draft {
    let mut draft = Draft::new(rule, before.to_owned(), after.to_owned());
    draft.model = Some(it.name.clone());
    draft.item = rust_item::of_union(it);
    draft
}

fn of_alternative(rule: Rule, (of, it): (&Union, &Alternative), before: &str, after: &str) -> Draft {
    let mut draft = of_union(rule, of, before, after);
    draft.value = Some(it.variant.clone());
    draft.item = rust_item::of_alternative(of, it);
    draft
}

/// Whether old code may take an alternative that it does not know for this one: no key tells it, and their types in JSON are the same.
/// A scalar is taken only if it can be held.
fn takes(other: &Alternative, unknown: &Alternative) -> bool {
    use Target::{Model, Union};
    use spectable_build::types::Type::{List, Map, Ref};
    other.test.is_none()
        && matches!(
            (&other.ty, &unknown.ty),
            (List(_), List(_))
                | (Map(_) | Ref(Model(_)), Map(_) | Ref(Model(_)))
                | (Ref(Union(_)), List(_) | Map(_) | Ref(Model(_) | Union(_)))
        )
}

/// What tells an alternative, in words.
fn test(it: &Alternative) -> String {
    match &it.test {
        None => "its type".to_owned(),
        Some(test) if test.values.is_empty() => format!("the key `{}`", test.key),
        Some(test) => format!("`{}` = {}", test.key, test.values.join(" | ")),
    }
}
