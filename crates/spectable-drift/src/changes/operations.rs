//! Changes of operations as a whole: which is which, and whether it is still there.
//!
//! An operation is the same where method and path are (the names of what stands in braces do not matter on the wire), else where the name
//! that the documentation gives it is.

use std::collections::{BTreeMap, BTreeSet};

use spectable_build::{
    operation::{Caller, Operation},
    schema::Target,
};

use super::{Differences, draft::Draft};
use crate::{
    rules::Rule,
    verdict::{Behaviour, Breakage, Verdict, WireVerdict},
};

/// A resolved operation.
pub(super) type Call = Operation<Target>;

/// The operations of two schemas that belong together.
struct Pairs<'a> {
    both: Vec<(&'a Call, &'a Call)>,
    removed: Vec<&'a Call>,
    added: Vec<&'a Call>,
}

/// What an operation is told by: who calls it, its method, its path without the names in braces.
type Key<'a> = (Caller, &'a str, String);

fn key(call: &Call) -> Key<'_> {
    let mut path = String::with_capacity(call.path.len());
    let mut is_within = false;
    for letter in call.path.chars() {
        // Of what the server calls, the path is a name.
        is_within = call.caller == Caller::Client && (is_within || letter == '{') && letter != '}';
        if !is_within || letter == '{' {
            path.push(letter);
        }
    }
    (call.caller, &call.method, path)
}

impl<'a> Pairs<'a> {
    fn of(old: &'a [Call], new: &'a [Call]) -> Self {
        let by_key: BTreeMap<Key<'a>, &'a Call> = new.iter().rev().map(|call| (key(call), call)).collect();
        let mut taken: BTreeSet<Key<'a>> = BTreeSet::new();
        let (mut both, mut removed) = (Vec::new(), Vec::new());
        for call in old {
            match by_key.get(&key(call)) {
                Some(new) if taken.insert(key(new)) => both.push((call, *new)),
                _ => removed.push(call),
            }
        }
        let added: Vec<&'a Call> = new.iter().filter(|call| !taken.contains(&key(call))).collect();
        let mut pairs = Self { both, removed, added };
        pairs.pair_by_id();
        pairs
    }

    /// Pairs what has moved: a name that one operation alone has, before and now.
    fn pair_by_id(&mut self) {
        let only = |calls: &[&'a Call]| {
            let mut by_id: BTreeMap<(Caller, &'a str), Option<&'a Call>> = BTreeMap::new();
            for call in calls {
                let Some(id) = &call.id else { continue };
                by_id.entry((call.caller, id)).and_modify(|it| *it = None).or_insert(Some(call));
            }
            by_id
        };
        let (old, new) = (only(&self.removed), only(&self.added));
        for (id, call) in old {
            let (Some(old), Some(Some(new))) = (call, new.get(&id)) else { continue };
            let (old, new): (&'a Call, &'a Call) = (old, new);
            self.removed.retain(|call| !std::ptr::eq(*call, old));
            self.added.retain(|call| !std::ptr::eq(*call, new));
            self.both.push((old, new));
        }
    }
}

impl<'a> Differences<'a> {
    pub(super) fn operations(&mut self) {
        if !self.scope.operations {
            return;
        }
        let Pairs { both, removed, added } = Pairs::of(&self.old.operations, &self.new.operations);
        for call in removed {
            let rule = if call.deprecated { Rule::OperationRemoved } else { Rule::OperationRemovedEarly };
            let mut draft = Draft::of_operation(rule, call, call.name(), String::new());
            let words = if call.deprecated { "" } else { ", and was not deprecated" };
            draft.message = format!("`{}` was removed{words}", call.name());
            draft.old = Some(call.location);
            self.push(draft, call);
        }
        for call in added {
            let mut draft = Draft::of_operation(Rule::OperationAdded, call, String::new(), call.name());
            draft.message = format!("`{}` was added", call.name());
            draft.new = Some(call.location);
            self.push(draft, call);
        }
        for (old, new) in both {
            self.operation_name(old, new);
            self.deprecation(old, new);
            self.parameters(old, new);
            self.body(old, new);
            self.responses(old, new);
            self.security(old, new);
        }
    }

    fn operation_name(&mut self, old: &Call, new: &Call) {
        if key(old) != key(new) {
            let mut draft = Draft::of_operation(Rule::OperationMoved, new, old.name(), new.name());
            draft.message = format!("`{}` is now `{}`", old.name(), new.name());
            draft.between(old.location, new.location);
            self.push(draft, new);
        }
        if old.id == new.id {
            return;
        }
        let id = |call: &Call| call.id.clone().unwrap_or_default();
        let mut draft = Draft::of_operation(Rule::OperationRenamed, new, id(old), id(new));
        draft.message = match (&old.id, &new.id) {
            (Some(old), Some(id)) => format!("the name of `{}` changed from `{old}` to `{id}`", new.name()),
            (Some(old), None) => format!("`{}` no longer has the name `{old}`", new.name()),
            (None, id) => {
                format!("`{}` now has the name `{}`", new.name(), id.as_deref().unwrap_or_default())
            }
        };
        draft.between(old.location, new.location);
        self.push(draft, new);
    }

    fn deprecation(&mut self, old: &Call, new: &Call) {
        if (old.deprecated, &old.sunset) == (new.deprecated, &new.sunset) {
            return;
        }
        let words = |call: &Call| match (call.deprecated, &call.sunset) {
            (true, Some(day)) => format!("deprecated until {day}"),
            (false, Some(day)) => format!("until {day}"),
            (true, None) => "deprecated".to_owned(),
            (false, None) => String::new(),
        };
        let mut draft = Draft::of_operation(Rule::OperationDeprecated, new, words(old), words(new));
        draft.message = match (words(old), words(new)) {
            (was, is) if is.is_empty() => format!("`{}` is no longer {was}", new.name()),
            (was, is) if was.is_empty() => format!("`{}` is now {is}", new.name()),
            (was, is) => format!("`{}` was {was} and is now {is}", new.name()),
        };
        draft.between(old.location, new.location);
        self.push(draft, new);
    }

    /// Adds a finding about a part of an operation.
    pub(super) fn push(&mut self, mut draft: Draft, call: &Call) {
        if call.caller == Caller::Server {
            let rule = draft.rule;
            draft.verdict.each(|verdict| *verdict = of_server(rule, *verdict));
        }
        let wire = draft.verdict.table.wire.worst(draft.verdict.derive.wire);
        let touches = (wire.request != Breakage::None, wire.response != Breakage::None);
        draft.ways.sent = touches.0 || !touches.1;
        draft.ways.received = touches.1 || !touches.0;
        self.drafts.push(draft);
    }
}

/// What a change means of an operation that the server calls: it sends what the client would send else, and the client is never asked for
/// more.
fn of_server(rule: Rule, verdict: Verdict) -> Verdict {
    use Rule::{
        BodyMediaAdded, BodyMediaRemoved, BodyRemoved, BodyTypeChanged, OperationMoved, OperationRemoved,
        OperationRemovedEarly, ParameterMoved, ParameterRemoved, ParameterTypeChanged, ParameterWidened,
        ResponseMediaRemoved, ResponseRemoved, ResponseTypeChanged, SecurityTightened,
    };
    let (wire, behaviour) = match rule {
        // By its types, which the caller has turned around.
        ParameterTypeChanged | BodyTypeChanged | ResponseTypeChanged => return verdict,
        OperationRemoved | OperationRemovedEarly | OperationMoved | SecurityTightened => {
            (WireVerdict::response(Breakage::MayBreak), Behaviour::MeaningMayDiffer)
        }
        ParameterRemoved | ParameterMoved | BodyRemoved | ParameterWidened => {
            (WireVerdict::response(Breakage::MayBreak), Behaviour::ReadsNone)
        }
        BodyMediaAdded => (WireVerdict::response(Breakage::MayBreak), Behaviour::Fails),
        BodyMediaRemoved => (WireVerdict::NONE, Behaviour::None),
        ResponseMediaRemoved => (WireVerdict::request(Breakage::Breaks), Behaviour::Refused),
        ResponseRemoved if verdict.wire != WireVerdict::NONE => {
            (WireVerdict::request(Breakage::MayBreak), Behaviour::Refused)
        }
        _ => (WireVerdict::NONE, Behaviour::None),
    };
    Verdict { wire, behaviour, ..verdict }
}
