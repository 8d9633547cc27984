//! Changes of the parameters of an operation.

use std::collections::BTreeMap;

use spectable_build::{
    operation::{Caller, Parameter, Place},
    schema::{Target, Type},
};

use super::{Differences, draft::Draft, operations::Call};
use crate::{constraints, rules::Rule, verdict::Breakage};

type Of<'a> = &'a Parameter<Target>;

/// A parameter of a path is told by its place there, any other by its name; that of a header has no case (RFC 9110, section 5.1).
type Key = (Place, String);

fn key(call: &Call, parameter: Of<'_>) -> Key {
    let name = &parameter.name;
    let name = match parameter.place {
        Place::Path => match call.path.split('{').position(|part| part.split('}').next() == Some(name)) {
            Some(index) => index.to_string(),
            None => name.clone(),
        },
        Place::Header => name.to_lowercase(),
        _ => name.clone(),
    };
    (parameter.place, name)
}

impl<'a> Differences<'a> {
    pub(super) fn parameters(&mut self, old: &'a Call, new: &'a Call) {
        let of = |call: &'a Call| -> BTreeMap<Key, Of<'a>> {
            call.parameters.iter().map(|it| (key(call, it), it)).collect()
        };
        let (was, is) = (of(old), of(new));
        let mut added: Vec<Of<'a>> =
            is.iter().filter(|(key, _)| !was.contains_key(*key)).map(|(_, it)| *it).collect();
        for (key, parameter) in &was {
            if let Some(now) = is.get(key) {
                self.parameter(parameter, now, new);
                continue;
            }
            let is_it = |other: &Of<'a>| other.name.eq_ignore_ascii_case(&parameter.name);
            match added.iter().position(is_it) {
                Some(at) => {
                    let now = added.remove(at);
                    self.parameter_moved(parameter, now, new);
                    self.parameter(parameter, now, new);
                }
                None => self.parameter_removed(parameter, new),
            }
        }
        for parameter in added {
            self.parameter_added(parameter, new);
        }
    }

    fn of_parameter(rule: Rule, parameter: Of<'_>, call: &Call, before: String, after: String) -> Draft {
        let mut draft = Draft::of_operation(rule, call, before, after);
        draft.property = Some(parameter.name.clone());
        draft
    }

    fn parameter_added(&mut self, parameter: Of<'_>, call: &Call) {
        let is = parameter.place.to_string();
        let mut draft = Self::of_parameter(Rule::ParameterAdded, parameter, call, String::new(), is);
        draft.exception_if(parameter.required);
        let words = match (parameter.required, &parameter.default) {
            (true, Some(default)) => format!("; requests must carry it, although its default is `{default}`"),
            (true, None) => "; requests must carry it".to_owned(),
            (false, _) => String::new(),
        };
        draft.message =
            format!("`{}` takes `{}` in the {}{words}", call.name(), parameter.name, parameter.place);
        draft.new = Some(parameter.location);
        self.push(draft, call);
    }

    fn parameter_removed(&mut self, parameter: Of<'_>, call: &Call) {
        let was = parameter.place.to_string();
        let mut draft = Self::of_parameter(Rule::ParameterRemoved, parameter, call, was, String::new());
        draft.message =
            format!("`{}` no longer takes `{}` in the {}", call.name(), parameter.name, parameter.place);
        draft.old = Some(parameter.location);
        self.push(draft, call);
    }

    fn parameter_moved(&mut self, old: Of<'_>, new: Of<'_>, call: &Call) {
        let (was, is) = (old.place.to_string(), new.place.to_string());
        let message = format!("`{}` of `{}` moved from the {was} to the {is}", new.name, call.name());
        let mut draft = Self::of_parameter(Rule::ParameterMoved, new, call, was, is);
        draft.exception_if(!new.required);
        draft.message = message;
        draft.between(old.location, new.location);
        self.push(draft, call);
    }

    fn parameter(&mut self, old: Of<'a>, new: Of<'a>, call: &Call) {
        let name = format!("`{}` of `{}`", new.name, call.name());
        let mark = |is: bool, mark: &str| if is { mark.to_owned() } else { String::new() };
        let mut drafts = Vec::new();
        if old.required != new.required {
            let (was, is) = (mark(old.required, "required"), mark(new.required, "required"));
            let mut draft = Self::of_parameter(Rule::ParameterRequired, new, call, was, is);
            draft.exception_if(!new.required);
            let words = if new.required { "is now required" } else { "is no longer required" };
            draft.message = format!("{name} {words}");
            drafts.push(draft);
        }
        if old.deprecated != new.deprecated {
            let (was, is) = (mark(old.deprecated, "deprecated"), mark(new.deprecated, "deprecated"));
            let mut draft = Self::of_parameter(Rule::OperationDeprecated, new, call, was, is);
            let words = if new.deprecated { "is now deprecated" } else { "is no longer deprecated" };
            draft.message = format!("{name} {words}");
            drafts.push(draft);
        }
        let text = |default: &Option<String>| default.clone().unwrap_or_default();
        if old.default != new.default {
            let (was, is) = (text(&old.default), text(&new.default));
            let mut draft = Self::of_parameter(Rule::ParameterDefaultChanged, new, call, was, is);
            draft.message = match (&old.default, &new.default) {
                (Some(was), Some(is)) => format!("the default of {name} changed from `{was}` to `{is}`"),
                (Some(was), None) => format!("{name} no longer has the default `{was}`"),
                (None, is) => format!("{name} now has the default `{}`", text(is)),
            };
            drafts.push(draft);
        }
        drafts.extend(self.parameter_type(old, new, call, &name));
        drafts.extend(limits(old, new, call, &name));
        for mut draft in drafts {
            draft.between(old.location, new.location);
            self.push(draft, call);
        }
    }

    fn parameter_type(&self, old: Of<'a>, new: Of<'a>, call: &Call, name: &str) -> Option<Draft> {
        if self.pairing.same_type(&old.ty, &new.ty) {
            return None;
        }
        let (was, is) = (self.spelled(&old.ty, true), self.spelled(&new.ty, false));
        let mut draft = Self::of_parameter(Rule::ParameterTypeChanged, new, call, was.clone(), is.clone());
        draft.message = format!("the type of {name} changed from {was} to {is}");
        let mut verdict = self.type_verdict(&old.ty, &new.ty, call.caller == Caller::Client);
        if call.caller == Caller::Client
            && let Some(breakage) = as_text(&old.ty, &new.ty)
        {
            verdict.each(|it| it.wire.request = breakage);
        }
        verdict.each(|it| *it = it.settled());
        draft.verdict = verdict;
        Some(draft)
    }
}

/// What a change means of a value that is written as a text, as in an address or a header; `None` where its type says it.
fn as_text(old: &Type, new: &Type) -> Option<Breakage> {
    let is_scalar =
        |ty: &Type| !matches!(ty, Type::List(_) | Type::Map(_) | Type::Ref(Target::Model(_)) | Type::Any);
    match (old, new) {
        // One item is written as the list of it, and several may be written as a text.
        (Type::List(item), other) | (other, Type::List(item)) if is_scalar(item) && is_scalar(other) => {
            Some(Breakage::MayBreak)
        }
        (old, Type::Text) if is_scalar(old) => Some(Breakage::None),
        (Type::Text | Type::Ref(Target::Enum(_)), new) if is_scalar(new) => Some(Breakage::MayBreak),
        _ => None,
    }
}

/// Values and limits: what is allowed now and was not before, and the other way round.
fn limits(old: Of<'_>, new: Of<'_>, call: &Call, name: &str) -> Vec<Draft> {
    let changes = constraints::changes(&old.constraints, &new.constraints);
    let all = |values: &[String]| values.is_empty();
    let gone = |from: &[String], to: &[String]| -> Vec<String> {
        let lost = from.iter().filter(|value| !to.contains(value));
        if all(to) { Vec::new() } else { lost.map(|value| format!("`{value}`")).collect() }
    };
    let (mut narrowed, mut widened) = (gone(&old.values, &new.values), gone(&new.values, &old.values));
    for (lost, words) in [(&mut narrowed, "no longer "), (&mut widened, "now ")] {
        if !lost.is_empty() {
            *lost = vec![format!("it may {words}be {}", lost.join(" or "))];
        }
    }
    if all(&old.values) && !all(&new.values) {
        narrowed.push(format!("it may only be {}", new.values.join(" or ")));
    }
    if !all(&old.values) && all(&new.values) {
        widened.push("it may be any value".to_owned());
    }
    for change in &changes {
        if change.tighter { narrowed.push(change.to_string()) } else { widened.push(change.to_string()) }
    }
    let values = |parameter: Of<'_>| {
        let limits = parameter.constraints.iter().map(|(key, value)| format!("{key}={value}"));
        parameter.values.iter().cloned().chain(limits).collect::<Vec<_>>().join(", ")
    };
    let mut drafts = Vec::new();
    for (rule, words, what) in
        [(Rule::ParameterNarrowed, narrowed, "fewer"), (Rule::ParameterWidened, widened, "more")]
    {
        if words.is_empty() {
            continue;
        }
        let mut draft = Differences::of_parameter(rule, new, call, values(old), values(new));
        draft.message = format!("{name} allows {what} values: {}", words.join(", "));
        drafts.push(draft);
    }
    drafts
}
