//! Changes of the properties of a model.

use spectable_build::schema::{Model, Property, Type};

use super::{Comparison, draft::Draft};
use crate::drift::{
    finding::{Behaviour, Breakage, RustVerdict, WireVerdict},
    rules::Rule,
    rust_item, wire,
};

/// A property and the model it stands in.
type Of<'a> = (&'a Model, &'a Property);

impl<'a> Comparison<'a> {
    pub(super) fn property_removed(&mut self, old_model: &Model, new_model: &Model, property: &Property) {
        let mut draft = Draft::of_property(
            Rule::PropertyRemoved,
            (old_model, property),
            property.type_text.clone(),
            String::new(),
        );
        draft.model = Some(new_model.name.clone());
        draft.rust = RustVerdict::Major;
        draft.wire = WireVerdict::response(Breakage::MayBreak);
        draft.behaviour = Behaviour::ReadsNone;
        draft.message = format!("`{}.{}` is gone", new_model.name, property.name);
        draft.old = Some(property.location);
        self.drafts.push(draft);
    }

    pub(super) fn property_added(&mut self, model: &Model, property: &Property) {
        let mark = if property.required { "required" } else { "" };
        let mut draft = Draft::of_property(
            Rule::PropertyAdded,
            (model, property),
            mark.to_owned(),
            property.type_text.clone(),
        );
        draft.rust = RustVerdict::Minor;
        draft.behaviour = Behaviour::KeptAsExtra;
        let required = if property.required { ", and requests must carry it" } else { "" };
        if property.required {
            draft.wire = WireVerdict::request(Breakage::Breaks);
            draft.behaviour = Behaviour::Refused;
        }
        let ty = rust_item::field_type(&property.ty, self.new);
        draft.message = format!("`{}.{}` is new: `Option<{ty}>`{required}", model.name, property.name);
        draft.new = Some(property.location);
        self.drafts.push(draft);
    }

    pub(super) fn property(&mut self, old: Of<'a>, new: Of<'a>) {
        self.property_name(old, new);
        self.wire_name(old, new);
        self.property_type(old, new);
        self.required(old, new);
        self.read_only(old, new);
        self.deprecated(old, new);
        self.description(old, new);
    }

    fn change(
        &self,
        rule: Rule,
        old: Of<'_>,
        new: Of<'_>,
        before: impl Into<String>,
        after: impl Into<String>,
    ) -> Draft {
        let mut draft = Draft::of_property(rule, new, before.into(), after.into());
        draft.item = rust_item::of_property(old.0, old.1);
        draft.between(old.1.location, new.1.location);
        draft
    }

    fn property_name(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        let moved = was.rust_name != is.rust_name;
        let renamed = was.name != is.name;
        // Another documented name, another wire name and the same Rust name is told by `wire-name-changed`.
        let mut draft = if renamed && (moved || was.wire_name == is.wire_name) {
            let mut draft = self.change(Rule::PropertyRenamed, old, new, &*was.name, &*is.name);
            draft.message = format!("`{}.{}` is now documented as `{}`", new.0.name, was.name, is.name);
            if moved {
                draft.message.push_str(&format!(": `{}` becomes `{}`", was.rust_name, is.rust_name));
            }
            draft
        } else if moved {
            let mut draft = self.change(Rule::GeneratedNameMoved, old, new, &*was.rust_name, &*is.rust_name);
            draft.message = format!(
                "`{}.{}` was `{}` in Rust and is `{}`",
                new.0.name, is.name, was.rust_name, is.rust_name
            );
            draft
        } else {
            return;
        };
        draft.rust = if moved { RustVerdict::Major } else { RustVerdict::Patch };
        self.drafts.push(draft);
    }

    fn wire_name(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        if was.wire_name == is.wire_name {
            return;
        }
        let mut draft = self.change(Rule::WireNameChanged, old, new, &*was.wire_name, &*is.wire_name);
        draft.rust = RustVerdict::Patch;
        draft.wire = WireVerdict::BREAKS;
        draft.behaviour = Behaviour::ReadsNone;
        draft.message = format!(
            "the JSON key of `{}.{}` was `{}` and is `{}`",
            new.0.name, is.name, was.wire_name, is.wire_name
        );
        self.drafts.push(draft);
    }

    fn property_type(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        if self.pairing.same_type(&was.ty, &is.ty) {
            return self.type_text(old, new);
        }
        let (before, after) =
            (rust_item::field_type(&was.ty, self.old), rust_item::field_type(&is.ty, self.new));
        let mut draft = self.change(Rule::TypeChanged, old, new, &*before, &*after);
        draft.rust = RustVerdict::Major;
        draft.wire = wire::of_type_change((&was.ty, self.old), (&is.ty, self.new));
        draft.behaviour = match draft.wire {
            WireVerdict { response: Breakage::MayBreak | Breakage::Breaks, .. } => Behaviour::Fails,
            WireVerdict { request: Breakage::MayBreak | Breakage::Breaks, .. } => Behaviour::Refused,
            WireVerdict::NONE => Behaviour::None,
        };
        draft.message = format!(
            "the type of `{}.{}` was `{}` and is `{}`: `Option<{before}>` becomes `Option<{after}>`",
            new.0.name, is.name, was.type_text, is.type_text
        );
        self.drafts.push(draft);
    }

    fn type_text(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        // The new name of a renamed model is told once, where the model is.
        let renamed = matches!(
            (was.ty.innermost(), is.ty.innermost()),
            (Type::Model(old), Type::Model(new)) if old != new
        );
        if was.type_text == is.type_text || renamed {
            return;
        }
        let mut draft = self.change(Rule::TypeRespelled, old, new, &*was.type_text, &*is.type_text);
        draft.message = format!(
            "the type of `{}.{}` was written `{}` and is written `{}`",
            new.0.name, is.name, was.type_text, is.type_text
        );
        self.drafts.push(draft);
    }

    fn required(&mut self, old: Of<'_>, new: Of<'_>) {
        let (rule, wire, behaviour, words) = match (old.1.required, new.1.required) {
            (false, true) => (
                Rule::OptionalToRequired,
                WireVerdict::request(Breakage::Breaks),
                Behaviour::Refused,
                "requests must carry",
            ),
            (true, false) => {
                (Rule::RequiredToOptional, WireVerdict::NONE, Behaviour::None, "requests may leave out")
            }
            _ => return,
        };
        let mut draft = self.change(rule, old, new, "", "");
        draft.wire = wire;
        draft.behaviour = behaviour;
        draft.message = format!("{words} `{}.{}`", new.0.name, new.1.name);
        self.drafts.push(draft);
    }

    fn read_only(&mut self, old: Of<'_>, new: Of<'_>) {
        if old.1.read_only == new.1.read_only {
            return;
        }
        let (mark, words) =
            if new.1.read_only { ("read-only", "is read-only") } else { ("", "is no longer read-only") };
        let mut draft = self.change(Rule::ReadOnlyChanged, old, new, "", mark);
        draft.rust = RustVerdict::Patch;
        if new.1.read_only {
            draft.wire = WireVerdict::request(Breakage::MayBreak);
            draft.behaviour = Behaviour::Refused;
        }
        draft.message = format!("`{}.{}` {words}", new.0.name, new.1.name);
        self.drafts.push(draft);
    }

    fn deprecated(&mut self, old: Of<'_>, new: Of<'_>) {
        if old.1.deprecated == new.1.deprecated {
            return;
        }
        let (mark, words, rust) = if new.1.deprecated {
            ("deprecated", "is deprecated", RustVerdict::Minor)
        } else {
            ("", "is no longer deprecated", RustVerdict::Patch)
        };
        let mut draft = self.change(Rule::DeprecatedChanged, old, new, "", mark);
        draft.rust = rust;
        draft.message = format!("`{}.{}` {words}", new.0.name, new.1.name);
        self.drafts.push(draft);
    }

    fn description(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (&old.1.description, &new.1.description);
        if !self.scope.descriptions || was == is {
            return;
        }
        let mut draft = self.change(Rule::DescriptionChanged, old, new, was, is);
        draft.rust = RustVerdict::Patch;
        draft.behaviour = Behaviour::MeaningMayDiffer;
        draft.message = format!("the description of `{}.{}` is another one", new.0.name, new.1.name);
        self.drafts.push(draft);
    }
}
