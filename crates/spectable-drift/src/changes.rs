//! Compares two schemas: every change is found once.

use std::{cmp::Reverse, collections::BTreeMap};

use spectable_build::{
    parallel,
    render::Style,
    schema::{Model, Schema, Target, Type, graph::Referrers},
};

use self::{
    draft::{Draft, Reached},
    enum_uses::EnumUses,
    reach::Reach,
};
use super::{
    finding::Finding,
    pairing::{Evidence, Pairing, Properties},
    rules::Rule,
    rust_item,
};

mod draft;
mod enum_uses;
mod facts;
mod once;
mod operations;
mod pages;
mod parameters;
mod property;
mod reach;
mod responses;
mod security;
#[cfg(test)]
mod tests;
mod type_words;
mod unions;
mod values;
mod ways;

pub use pages::changed_pages;

/// What is compared besides the models themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Whether descriptions are compared. A lock does not hold any.
    pub descriptions: bool,
    /// Whether operations are compared. Pages and locks do not hold any.
    pub operations: bool,
    /// Whether facts beyond types and marks are compared: null, defaults, formats, constraints. A lock does not hold any.
    pub facts: bool,
    /// For code of which style the verdicts are.
    pub style: Style,
}

impl Scope {
    /// Everything, for code of the table style.
    pub const ALL: Self = Self { descriptions: true, operations: true, facts: true, style: Style::Table };
}

/// Every change between two schemas, the most serious first, then by model and property.
///
/// ```
/// use spectable_build::schema::Schema;
/// use spectable_drift::{changes::compare, rules::Rule};
///
/// let old = Schema { release: Some("243.0.0".into()), ..Schema::default() };
/// let new = Schema { release: Some("257.1.0".into()), ..Schema::default() };
/// let findings = compare(&old, &new);
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].rule, Rule::ReleaseChanged);
/// assert!(compare(&new, &new).is_empty());
/// ```
pub fn compare(old: &Schema, new: &Schema) -> Vec<Finding> {
    compare_in(Scope::ALL, old, new)
}

/// Every change within a scope.
pub fn compare_in(scope: Scope, old: &Schema, new: &Schema) -> Vec<Finding> {
    let pairing = Pairing::of(old, new);
    let mut differences = Differences {
        scope,
        old,
        new,
        enum_uses: EnumUses::of(old, new, &pairing),
        pairing,
        ways: ways::OfTypes::new(old).and(ways::OfTypes::new(new)),
        old_owners: owners(old),
        new_owners: owners(new),
        drafts: Vec::new(),
    };
    differences.release();
    differences.models();
    differences.enums();
    differences.unions();
    differences.operations();
    differences.into_findings()
}

/// The model and property that first refer to an enum, by the enum's key.
type Owners<'a> = BTreeMap<&'a str, (&'a str, &'a str)>;

fn owners(schema: &Schema) -> Owners<'_> {
    let mut owners = Owners::new();
    for model in schema.models.values() {
        for property in &model.properties {
            if let Type::Ref(Target::Enum(key)) = property.ty.innermost() {
                owners.entry(key).or_insert((&model.name, &property.name));
            }
        }
    }
    owners
}

struct Differences<'a> {
    scope: Scope,
    old: &'a Schema,
    new: &'a Schema,
    pairing: Pairing<'a>,
    enum_uses: EnumUses<'a>,
    /// Which ways enums and unions travel.
    ways: ways::OfTypes,
    old_owners: Owners<'a>,
    new_owners: Owners<'a>,
    drafts: Vec<Draft>,
}

impl<'a> Differences<'a> {
    fn release(&mut self) {
        let (old, new) = (self.old.release.as_deref(), self.new.release.as_deref());
        if old == new {
            return;
        }
        let name = |release: Option<&str>| release.unwrap_or("none").to_owned();
        let mut draft = Draft::new(Rule::ReleaseChanged, name(old), name(new));
        draft.message = format!("the release changed from {} to {}", name(old), name(new));
        draft.item = "the header of the generated code".to_owned();
        self.drafts.push(draft);
    }

    fn models(&mut self) {
        let removed: Vec<&Model> = self.pairing.removed_models().collect();
        let added: Vec<&Model> = self.pairing.added_models().collect();
        let both: Vec<(&Model, &Model)> = self.pairing.models().collect();
        for model in removed {
            let mut draft = Draft::of_model(Rule::ModelRemoved, model, String::new(), String::new());
            draft.message = format!("the model `{}` was removed", model.name);
            draft.old = Some(model.location);
            self.drafts.push(draft);
        }
        for model in added {
            let mut draft = Draft::of_model(Rule::ModelAdded, model, String::new(), String::new());
            draft.message = format!("the model `{}` was added", model.name);
            draft.new = Some(model.location);
            self.drafts.push(draft);
        }
        for (old, new) in both {
            self.model(old, new);
        }
    }

    fn model(&mut self, old: &'a Model, new: &'a Model) {
        self.model_name(old, new);
        self.model_marks(old, new);
        if self.scope.descriptions && old.description != new.description {
            let mut draft = Draft::of_model(
                Rule::DescriptionChanged,
                new,
                old.description.clone(),
                new.description.clone(),
            );
            draft.message = format!("the description of `{}` changed", new.name);
            draft.between(old.location, new.location);
            self.drafts.push(draft);
        }
        let properties = Properties::of(old, new);
        for property in &properties.removed {
            self.property_removed(old, new, property);
        }
        for property in &properties.added {
            self.property_added(old, new, property);
        }
        for (old_property, new_property) in &properties.both {
            self.property((old, old_property), (new, new_property));
        }
        self.property_order(old, new, &properties);
    }

    fn model_name(&mut self, old: &Model, new: &Model) {
        let moved = old.rust_name != new.rust_name;
        let mut draft = if old.name != new.name {
            let mut draft = Draft::of_model(Rule::ModelRenamed, new, old.name.clone(), new.name.clone());
            let evidence = self.pairing.evidence(&old.name);
            let in_rust = if (&old.rust_name, &new.rust_name) == (&old.name, &new.name) {
                String::new()
            } else {
                format!(" (`{}` becomes `{}`)", old.rust_name, new.rust_name)
            };
            draft.message = format!(
                "the model `{}` was renamed to `{}`{in_rust}: {}",
                old.name,
                new.name,
                Evidence::sentence(evidence)
            );
            draft.evidence = evidence.iter().map(Evidence::to_string).collect();
            draft
        } else if moved {
            let mut draft =
                Draft::of_model(Rule::GeneratedNameMoved, new, old.rust_name.clone(), new.rust_name.clone());
            draft.message = format!(
                "the Rust name of the model `{}` changed from `{}` to `{}`",
                new.name, old.rust_name, new.rust_name
            );
            draft
        } else {
            return;
        };
        draft.exception_if(!moved);
        draft.item = rust_item::of_model(old);
        draft.between(old.location, new.location);
        self.drafts.push(draft);
    }

    fn property_order(&mut self, old: &Model, new: &Model, properties: &Properties<'_>) {
        // Most often they are where they were.
        if properties.both.iter().zip(&new.properties).all(|((_, one), other)| std::ptr::eq(*one, other)) {
            return;
        }
        let place: BTreeMap<&str, usize> =
            new.properties.iter().enumerate().map(|(index, it)| (it.name.as_str(), index)).collect();
        let order: Vec<Option<&usize>> =
            properties.both.iter().map(|(_, new)| place.get(new.name.as_str())).collect();
        if order.is_sorted() {
            return;
        }
        let names = |model: &Model| {
            model.properties.iter().map(|property| property.name.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mut draft = Draft::of_model(Rule::OrderChanged, new, names(old), names(new));
        draft.message = format!("the order of the properties of `{}` changed", new.name);
        draft.between(old.location, new.location);
        self.drafts.push(draft);
    }

    fn into_findings(self) -> Vec<Finding> {
        let [old_referrers, new_referrers] = parallel::map_two([self.old, self.new], Referrers::new);
        let mut old_reach = Reach::new(self.old, &old_referrers);
        let mut new_reach = Reach::new(self.new, &new_referrers);
        let mut findings: Vec<Finding> = Vec::with_capacity(self.drafts.len());
        for draft in once::each(self.drafts, self.old, self.new) {
            let reach = if draft.rule == Rule::ModelRemoved { &mut old_reach } else { &mut new_reach };
            let mut reached = draft.model.as_deref().map_or_else(Reached::default, |model| reach.of(model));
            if let Some(operation) = &draft.operation {
                reached.operations.extend([operation].into_iter().chain(&draft.also).cloned());
            }
            let files = (&self.old.files, &self.new.files);
            findings.push(draft.into_finding(self.scope.style, reached, files));
        }
        sort(&mut findings);
        findings
    }
}

/// The most serious first; the last keys make the order total.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by_cached_key(|it| {
        let Finding { rule, model, operation, property, value, rust, wire, fingerprint, .. } = it;
        (
            Reverse(it.weight()),
            Reverse(*rust),
            Reverse(wire.worst_direction()),
            *rule,
            (model.clone(), operation.clone(), property.clone(), value.clone()),
            *fingerprint,
        )
    });
}
