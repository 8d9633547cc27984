//! A finding without its places.

use spectable_build::{
    location::{Files, Location},
    operation::Operation,
    render::Style,
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
    pub(super) verdict: ByStyle,
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

/// What a change means for code of each style.
#[derive(Debug, Clone, Copy)]
pub(super) struct ByStyle {
    pub(super) table: Verdict,
    pub(super) derive: Verdict,
}

impl ByStyle {
    fn of(rule: Rule) -> Self {
        let verdict = |style| rule.record().in_style(style).verdict;
        Self { table: verdict(Style::Table), derive: verdict(Style::Derive) }
    }

    /// Changes what it means for code of either style.
    pub(super) fn each(&mut self, change: impl Fn(&mut Verdict)) {
        change(&mut self.table);
        change(&mut self.derive);
    }

    fn in_style(self, style: Style) -> Verdict {
        match style {
            Style::Table => self.table,
            Style::Derive => self.derive,
        }
    }
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
            verdict: ByStyle::of(rule),
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
        self.exception_in(Style::Table, condition);
        self.exception_in(Style::Derive, condition);
    }

    /// The same for code of one style.
    pub(super) fn exception_in(&mut self, style: Style, condition: bool) {
        let verdict = match style {
            Style::Table => &mut self.verdict.table,
            Style::Derive => &mut self.verdict.derive,
        };
        if let (true, Some((_, exception))) = (condition, self.rule.record().in_style(style).exception) {
            *verdict = exception;
        }
    }

    pub(super) fn between(&mut self, old: Location, new: Location) {
        self.old = Some(old);
        self.new = Some(new);
    }

    /// The finding for code of a style.
    pub(super) fn into_finding(
        mut self,
        style: Style,
        reached: Reached,
        (old, new): (&Files, &Files),
    ) -> Finding {
        let verdict = self.ways.limit(self.verdict.in_style(style));
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
            rust: verdict.rust,
            wire: verdict.wire,
            behaviour: verdict.behaviour,
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
