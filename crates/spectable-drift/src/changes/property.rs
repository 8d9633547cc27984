//! Changes of the properties of a model.

use spectable_build::render::Style;
use spectable_build::rust_type;
use spectable_build::schema::{Model, Property, Schema, Target, Type};

use super::{
    Differences,
    draft::{Draft, type_of},
};
use crate::{
    rules::Rule,
    rust_item,
    verdict::{Behaviour, Breakage, WireVerdict},
    ways::Ways,
    wire,
};

/// A property and the model that has it.
pub(super) type Of<'a> = (&'a Model, &'a Property);

impl<'a> Differences<'a> {
    pub(super) fn property_removed(&mut self, old_model: &Model, new_model: &Model, property: &Property) {
        let mut draft = Draft::of_property(
            Rule::PropertyRemoved,
            (old_model, property),
            property.type_text.clone(),
            String::new(),
        );
        draft.model = Some(new_model.name.clone());
        draft.ways = self.ways_of(old_model, new_model).through(property);
        draft.exception_if(new_model.marks.closed);
        if property.additional && !new_model.marks.closed {
            // Other keys may have values of any type now, and old code reads those of one type. What it sends has no documentation now.
            draft.verdict.each(|it| {
                it.wire = WireVerdict::MAY_BREAK;
                it.behaviour = Behaviour::Fails;
            });
        } else if let Some(others) = type_of_other_keys(new_model) {
            // The server takes it for one of the other keys.
            let read = wire::of_type_change((&property.ty, self.old), (others, self.new));
            draft.verdict.each(|it| it.wire.request = read.request);
        }
        draft.message = format!("`{}.{}` was removed", new_model.name, property.name);
        draft.old_type = Some(type_of(property, self.old));
        draft.old = Some(property.location);
        self.drafts.push(draft);
    }

    pub(super) fn property_added(&mut self, old_model: &Model, model: &Model, property: &Property) {
        let mark = if property.required { "required" } else { "" };
        let mut draft = Draft::of_property(
            Rule::PropertyAdded,
            (model, property),
            mark.to_owned(),
            property.type_text.clone(),
        );
        draft.ways = self.ways_of(old_model, model).through(property);
        let must_be_sent = property.required && draft.ways.sent;
        draft.exception_if(must_be_sent);
        let as_other_key = self.as_other_key(old_model, property);
        if property.additional {
            // Old code may send other keys with values of another type. In the derive style it sends none.
            draft.verdict.table.wire.request = Breakage::MayBreak;
            draft.verdict.table.behaviour = Behaviour::Refused;
        }
        if let Some([table, derive]) = as_other_key {
            draft.verdict.table.wire.response = table.response;
            draft.verdict.derive.wire.response = derive.response;
            if !must_be_sent {
                draft.verdict.derive.behaviour = Behaviour::KeptInMap;
                draft.verdict.each(|it| {
                    // Old code may send the key as one of the other keys.
                    if table.request != Breakage::None {
                        it.wire.request = Breakage::MayBreak;
                        it.behaviour = Behaviour::Refused;
                    }
                    if it.wire.response != Breakage::None {
                        it.behaviour = Behaviour::Fails;
                    }
                });
            }
        }
        let required = match (must_be_sent, &property.default) {
            (true, Some(default)) => {
                format!("; requests must carry it, although it has the default `{default}`")
            }
            (true, None) => "; requests must carry it".to_owned(),
            (false, _) => String::new(),
        };
        let ty = self.field_type(property, self.new);
        draft.message = format!("`{}.{}` was added: `{ty}`{required}", model.name, property.name);
        draft.new_type = Some(type_of(property, self.new));
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
        self.facts(old, new);
        self.description(old, new);
    }

    /// Which ways a model travels, by what both sides say.
    pub(super) fn ways_of(&self, old: &Model, new: &Model) -> Ways {
        Ways::of(old).and(Ways::of(new))
    }

    /// What old code makes of a new property, whose key it does not know, in the table and the derive style: where it knows the type of such
    /// keys, it reads and writes that.
    fn as_other_key(&self, old_model: &Model, property: &Property) -> Option<[WireVerdict; 2]> {
        type_of_other_keys(old_model).map(|others| {
            let (old, new) = ((others, self.old), (&property.ty, self.new));
            [wire::of_type_change(old, new), wire::of_type_change_in_derive(old, new)]
        })
    }

    pub(super) fn change(
        &self,
        rule: Rule,
        old: Of<'_>,
        new: Of<'_>,
        before: impl Into<String>,
        after: impl Into<String>,
    ) -> Draft {
        let mut draft = Draft::of_property(rule, new, before.into(), after.into());
        // Old code sends what is old, and receives what is new.
        let model = self.ways_of(old.0, new.0);
        let (sent, received) = (model.through(old.1).sent, model.through(new.1).received);
        draft.ways = Ways { sent, received, ..model };
        draft.item = rust_item::of_property(old.0, old.1);
        draft.old_type = Some(type_of(old.1, self.old));
        draft.new_type = Some(type_of(new.1, self.new));
        draft.between(old.1.location, new.1.location);
        draft
    }

    fn property_name(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        let moved = was.rust_name != is.rust_name;
        let renamed = was.name != is.name;
        // `wire-name-changed` reports another documented name and another wire name for the same Rust name.
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
                "the Rust name of `{}.{}` changed from `{}` to `{}`",
                new.0.name, is.name, was.rust_name, is.rust_name
            );
            draft
        } else {
            return;
        };
        draft.exception_if(!moved);
        self.drafts.push(draft);
    }

    fn wire_name(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        if was.wire_name == is.wire_name {
            return;
        }
        let mut draft = self.change(Rule::WireNameChanged, old, new, &*was.wire_name, &*is.wire_name);
        draft.message = format!(
            "the JSON key of `{}.{}` changed from `{}` to `{}`",
            new.0.name, is.name, was.wire_name, is.wire_name
        );
        draft.exception_if(is.required && !is.read_only || new.0.marks.closed);
        self.drafts.push(draft);
    }

    fn property_type(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        if self.pairing.same_type(&was.ty, &is.ty) {
            return self.type_text(old, new);
        }
        let (before, after) = (rust_type::short(&was.ty, self.old), rust_type::short(&is.ty, self.new));
        let mut draft = self.change(Rule::TypeChanged, old, new, &*before, &*after);
        draft.verdict.table.wire = wire::of_type_change((&was.ty, self.old), (&is.ty, self.new));
        draft.verdict.derive.wire = wire::of_type_change_in_derive((&was.ty, self.old), (&is.ty, self.new));
        draft.verdict.each(|it| {
            it.behaviour = match it.wire {
                WireVerdict::NONE => Behaviour::None,
                WireVerdict { response: Breakage::None, .. } => Behaviour::Refused,
                _ => Behaviour::Fails,
            };
        });
        draft.message =
            format!("the type of `{}.{}` changed{}", new.0.name, is.name, self.type_words(&draft, was, is));
        self.drafts.push(draft);
    }

    /// The type of a field: an `Option`, but in the derive style of the map of all other keys.
    pub(super) fn field_type(&self, property: &Property, schema: &Schema) -> String {
        let ty = rust_type::short(&property.ty, schema);
        let is_plain = property.additional && self.scope.style == Style::Derive;
        if is_plain { ty } else { format!("Option<{ty}>") }
    }

    fn type_text(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1, new.1);
        // A model or enum that has another name is reported once, as that.
        let renamed = matches!(
            (was.ty.innermost(), is.ty.innermost()),
            (Type::Ref(Target::Model(old)), Type::Ref(Target::Model(new)))
            | (Type::Ref(Target::Enum(old)), Type::Ref(Target::Enum(new))) if old != new
        );
        if was.type_text == is.type_text || renamed {
            return;
        }
        let mut draft = self.change(Rule::TypeRespelled, old, new, &*was.type_text, &*is.type_text);
        draft.message = format!(
            "the documented type of `{}.{}` changed from `{}` to `{}`; the Rust type is the same",
            new.0.name, is.name, was.type_text, is.type_text
        );
        self.drafts.push(draft);
    }

    fn required(&mut self, old: Of<'_>, new: Of<'_>) {
        let (rule, words) = match (old.1.required, new.1.required) {
            (false, true) => (Rule::OptionalToRequired, "requests must now carry"),
            (true, false) => (Rule::RequiredToOptional, "requests may now leave out"),
            _ => return,
        };
        let mut draft = self.change(rule, old, new, "", "");
        // Whether it has to be sent from now on.
        draft.ways.sent = self.ways_of(old.0, new.0).through(new.1).sent;
        draft.message = match rule {
            Rule::OptionalToRequired if new.1.read_only => {
                format!("responses now carry `{}.{}`", new.0.name, new.1.name)
            }
            Rule::RequiredToOptional if new.1.read_only => {
                format!("responses may now leave out `{}.{}`", new.0.name, new.1.name)
            }
            _ => format!("{words} `{}.{}`", new.0.name, new.1.name),
        };
        self.drafts.push(draft);
    }

    fn read_only(&mut self, old: Of<'_>, new: Of<'_>) {
        if old.1.read_only == new.1.read_only {
            return;
        }
        let (mark, words) =
            if new.1.read_only { ("read-only", "is now read-only") } else { ("", "is no longer read-only") };
        let mut draft = self.change(Rule::ReadOnlyChanged, old, new, "", mark);
        draft.exception_if(!new.1.read_only);
        if !new.1.read_only && new.1.required {
            draft.ways.sent = self.ways_of(old.0, new.0).sent;
            draft.verdict.each(|it| {
                it.wire.request = Breakage::Breaks;
                it.behaviour = Behaviour::Refused;
            });
        }
        draft.message = format!("`{}.{}` {words}", new.0.name, new.1.name);
        self.drafts.push(draft);
    }

    fn deprecated(&mut self, old: Of<'_>, new: Of<'_>) {
        if old.1.deprecated == new.1.deprecated {
            return;
        }
        let (mark, words) = if new.1.deprecated {
            ("deprecated", "is now deprecated")
        } else {
            ("", "is no longer deprecated")
        };
        let mut draft = self.change(Rule::DeprecatedChanged, old, new, "", mark);
        draft.exception_if(!new.1.deprecated);
        draft.message = format!("`{}.{}` {words}", new.0.name, new.1.name);
        self.drafts.push(draft);
    }

    fn description(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (&old.1.description, &new.1.description);
        if !self.scope.descriptions || was == is {
            return;
        }
        let mut draft = self.change(Rule::DescriptionChanged, old, new, was, is);
        draft.message = format!("the description of `{}.{}` changed", new.0.name, new.1.name);
        self.drafts.push(draft);
    }
}

/// The type of the keys that a model does not name, where the documentation says it.
fn type_of_other_keys(model: &Model) -> Option<&Type> {
    match &model.properties.iter().find(|it| it.additional)?.ty {
        Type::Map(item) => Some(item),
        _ => None,
    }
}
