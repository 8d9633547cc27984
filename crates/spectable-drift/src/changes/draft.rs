//! A finding without its places.

use spectable_build::{
    location::{Files, Location},
    operation::Operation,
    rust_type,
    schema::{Model, Property, Schema, Target},
};

use crate::{
    finding::{Finding, PropertyType},
    fingerprint::Fingerprint,
    place::Place,
    rules::Rule,
    rust_item,
    verdict::Verdict,
    ways::Ways,
};

/// By which ways what changed is reached.
#[derive(Debug, Clone, Default)]
pub(super) struct Reached {
    /// The models that no other one refers to.
    pub(super) from: Vec<String>,
    /// The operations that send or receive it.
    pub(super) operations: Vec<String>,
}

/// What is known about a change before its places are looked up.
pub(super) struct Draft {
    pub(super) rule: Rule,
    pub(super) model: Option<String>,
    pub(super) property: Option<String>,
    /// The operation that changed.
    pub(super) operation: Option<String>,
    pub(super) value: Option<String>,
    pub(super) verdict: Verdict,
    /// Which ways it travels.
    pub(super) ways: Ways,
    /// Other models or operations that have the same change.
    pub(super) also: Vec<String>,
    /// Why it is taken for this change.
    pub(super) evidence: Vec<String>,
    pub(super) message: String,
    pub(super) item: String,
    /// The type of the property before.
    pub(super) old_type: Option<PropertyType>,
    /// The type of the property now.
    pub(super) new_type: Option<PropertyType>,
    pub(super) old: Option<Location>,
    pub(super) new: Option<Location>,
    /// What was there before, for the fingerprint.
    pub(super) before: String,
    /// What is there now, for the fingerprint.
    pub(super) after: String,
}

impl Draft {
    /// A change with the usual verdict of its rule.
    pub(super) fn new(rule: Rule, before: String, after: String) -> Self {
        Self {
            rule,
            model: None,
            property: None,
            operation: None,
            value: None,
            verdict: rule.record().verdict,
            ways: Ways::UNKNOWN,
            also: Vec::new(),
            evidence: Vec::new(),
            message: String::new(),
            item: String::new(),
            old_type: None,
            new_type: None,
            old: None,
            new: None,
            before,
            after,
        }
    }

    pub(super) fn of_model(rule: Rule, model: &Model, before: String, after: String) -> Self {
        let mut draft = Self::new(rule, before, after);
        draft.model = Some(model.name.clone());
        draft.item = rust_item::of_model(model);
        draft.ways = Ways::of(model);
        draft
    }

    /// A change of an operation. It may be narrowed to the directions that its verdict touches.
    pub(super) fn of_operation(rule: Rule, call: &Operation<Target>, before: String, after: String) -> Self {
        let mut draft = Self::new(rule, before, after);
        draft.operation = Some(call.name());
        draft.item = format!("operation `{}`", call.name());
        draft.ways.known = true;
        draft
    }

    pub(super) fn of_property(
        rule: Rule,
        (model, property): (&Model, &Property),
        before: String,
        after: String,
    ) -> Self {
        let mut draft = Self::of_model(rule, model, before, after);
        draft.property = Some(property.name.clone());
        draft.item = rust_item::of_property(model, property);
        draft.ways = draft.ways.through(property);
        draft
    }

    /// Gives the rule's other verdict where the condition of its exception holds.
    pub(super) fn exception_if(&mut self, condition: bool) {
        if let (true, Some((_, verdict))) = (condition, self.rule.record().exception) {
            self.verdict = verdict;
        }
    }

    pub(super) fn between(&mut self, old: Location, new: Location) {
        self.old = Some(old);
        self.new = Some(new);
    }

    pub(super) fn into_finding(mut self, reached: Reached, old: &Files, new: &Files) -> Finding {
        self.verdict = self.ways.limit(self.verdict);
        self.message.push_str(&also_in(&self.also));
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let subject = if self.operation.is_some() { &self.operation } else { &self.model };
        let fingerprint = Fingerprint::of(&[
            self.rule.id(),
            &part(subject),
            &part(&self.property),
            &part(&self.value),
            &self.before,
            &self.after,
        ]);
        Finding {
            rule: self.rule,
            old: self.old.map(|location| Place::of(location, old)),
            new: self.new.map(|location| Place::of(location, new)),
            model: self.model,
            property: self.property,
            operation: self.operation,
            value: self.value,
            rust: self.verdict.rust,
            wire: self.verdict.wire,
            behaviour: self.verdict.behaviour,
            severity: None,
            message: self.message,
            item: self.item,
            old_type: self.old_type,
            new_type: self.new_type,
            direction: self.ways.direction(),
            also: self.also,
            evidence: self.evidence,
            reached_from: reached.from,
            operations: reached.operations,
            fingerprint,
        }
    }
}

/// The type of a property of a schema.
pub(super) fn type_of(property: &Property, schema: &Schema) -> PropertyType {
    PropertyType {
        documented: property.type_text.clone(),
        rust: format!("Option<{}>", rust_type::short(&property.ty, schema)),
    }
}

/// The models that have the same change, at the end of a message.
fn also_in(models: &[String]) -> String {
    const SHOWN: usize = 3;
    let names: Vec<String> = models.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match (names.is_empty(), models.len().saturating_sub(SHOWN)) {
        (true, _) => String::new(),
        (false, 0) => format!("; also in {}", names.join(", ")),
        (false, more) => format!("; also in {} and {more} more", names.join(", ")),
    }
}
