//! Changes of the bodies of an operation: what it takes, and what it answers.

use std::collections::BTreeMap;

use spectable_build::{
    documented_type::RawType,
    operation::{Body, Caller, Content, Response},
    schema::{Schema, Target, Type},
};

use super::{
    Differences,
    draft::{ByStyle, Draft},
    operations::Call,
};
use crate::{
    rules::Rule,
    verdict::{Behaviour, Breakage, RustVerdict, Verdict, WireVerdict},
    wire,
};

type Contents<'a> = &'a [Content<Target>];

/// Which contents of an operation are compared.
#[derive(Clone, Copy)]
struct Side<'a> {
    call: &'a Call,
    /// The status of an answer; `None` for the body of a request.
    status: Option<&'a str>,
}

impl<'a> Side<'a> {
    /// In words, such as `the answer 200 of`.
    fn words(self) -> String {
        match self.status {
            Some(status) => format!("the answer {status} of `{}`", self.call.name()),
            None => format!("the body of `{}`", self.call.name()),
        }
    }

    /// One of two rules: that of bodies, or that of answers.
    fn rule(self, of_body: Rule, of_answer: Rule) -> Rule {
        if self.status.is_some() { of_answer } else { of_body }
    }

    /// Whether the client sends it.
    fn is_sent(self) -> bool {
        self.status.is_some() == (self.call.caller == Caller::Server)
    }

    fn draft(self, rule: Rule, before: String, after: String) -> Draft {
        let mut draft = Draft::of_operation(rule, self.call, before, after);
        draft.value = self.status.map(str::to_owned);
        draft
    }
}

impl<'a> Differences<'a> {
    pub(super) fn body(&mut self, old: &'a Call, new: &'a Call) {
        let side = Side { call: new, status: None };
        let media = |body: &Body<Target>| list(&body.contents);
        match (&old.body, &new.body) {
            (None, None) => {}
            (Some(was), None) => {
                let mut draft = side.draft(Rule::BodyRemoved, media(was), String::new());
                draft.message = format!("`{}` no longer takes a body", new.name());
                draft.old = Some(was.location);
                self.push(draft, new);
            }
            (None, Some(is)) => {
                let mut draft = side.draft(Rule::BodyAdded, String::new(), media(is));
                draft.exception_if(is.required);
                let words = if is.required { "; requests must carry it" } else { "" };
                draft.message = format!("`{}` now takes a body ({}){words}", new.name(), media(is));
                draft.new = Some(is.location);
                self.push(draft, new);
            }
            (Some(was), Some(is)) => {
                if was.required != is.required {
                    let mark = |is: bool| if is { "required".to_owned() } else { String::new() };
                    let mut draft = side.draft(Rule::BodyRequired, mark(was.required), mark(is.required));
                    draft.exception_if(!is.required);
                    let words = if is.required { "is now" } else { "is no longer" };
                    draft.message = format!("{} {words} required", side.words());
                    draft.between(was.location, is.location);
                    self.push(draft, new);
                }
                self.contents(&was.contents, &is.contents, side);
            }
        }
    }

    pub(super) fn responses(&mut self, old: &'a Call, new: &'a Call) {
        let of = |call: &'a Call| -> BTreeMap<String, &'a Response<Target>> {
            call.responses.iter().map(|it| (it.status.to_uppercase(), it)).collect()
        };
        let (was, is) = (of(old), of(new));
        let is_success = |status: &str| status.starts_with(['1', '2', '3']);
        for (status, response) in &was {
            if let Some(now) = is.get(status) {
                let side = Side { call: new, status: Some(&now.status) };
                self.contents(&response.contents, &now.contents, side);
                continue;
            }
            let side = Side { call: new, status: Some(&response.status) };
            let mut draft = side.draft(Rule::ResponseRemoved, response.status.clone(), String::new());
            draft.exception_if(is_success(status));
            draft.message = format!("`{}` no longer answers {}", new.name(), response.status);
            draft.old = Some(response.location);
            self.push(draft, new);
        }
        for (status, response) in is.iter().filter(|(status, _)| !was.contains_key(*status)) {
            let side = Side { call: new, status: Some(&response.status) };
            let mut draft = side.draft(Rule::ResponseAdded, String::new(), response.status.clone());
            draft.exception_if(is_success(status));
            draft.message = format!("`{}` may now answer {}", new.name(), response.status);
            draft.new = Some(response.location);
            self.push(draft, new);
        }
    }

    fn contents(&mut self, old: Contents<'a>, new: Contents<'a>, side: Side<'a>) {
        let of = |contents: Contents<'a>| -> BTreeMap<String, &'a Content<Target>> {
            contents.iter().rev().map(|it| (plain(&it.media), it)).collect()
        };
        let (was, is) = (of(old), of(new));
        for (media, content) in &was {
            if let Some(now) = is.get(media) {
                self.content(content, now, side);
                continue;
            }
            let rule = side.rule(Rule::BodyMediaRemoved, Rule::ResponseMediaRemoved);
            let mut draft = side.draft(rule, media.clone(), String::new());
            draft.message = format!("{} is no longer `{}`", side.words(), content.media);
            draft.old = Some(content.location);
            self.push(draft, side.call);
        }
        for (media, content) in is.iter().filter(|(media, _)| !was.contains_key(*media)) {
            let rule = side.rule(Rule::BodyMediaAdded, Rule::ResponseMediaAdded);
            let mut draft = side.draft(rule, String::new(), media.clone());
            draft.message = format!("{} may now be `{}`", side.words(), content.media);
            draft.new = Some(content.location);
            self.push(draft, side.call);
        }
    }

    fn content(&mut self, old: &'a Content<Target>, new: &'a Content<Target>, side: Side<'a>) {
        if self.pairing.same_type(&old.ty, &new.ty) {
            return;
        }
        let (was, is) = (self.spelled(&old.ty, true), self.spelled(&new.ty, false));
        let before = format!("{} {was}", plain(&old.media));
        let mut draft =
            side.draft(side.rule(Rule::BodyTypeChanged, Rule::ResponseTypeChanged), before, is.clone());
        draft.message = format!("{} (`{}`) changed from {was} to {is}", side.words(), new.media);
        draft.verdict = self.type_verdict(&old.ty, &new.ty, side.is_sent());
        draft.between(old.location, new.location);
        self.push(draft, side.call);
    }

    /// What it means that something of one type is now of another one, which the client sends or receives.
    pub(super) fn type_verdict(&self, old: &Type, new: &Type, is_sent: bool) -> ByStyle {
        let (old, new) = ((old, self.old), (new, self.new));
        let verdict = |wire: WireVerdict| {
            let wire = if is_sent {
                WireVerdict::request(wire.request)
            } else {
                WireVerdict::response(wire.response)
            };
            Verdict::of(RustVerdict::None).and(wire, Behaviour::None).settled()
        };
        ByStyle {
            table: verdict(wire::of_type_change(old, new)),
            derive: verdict(wire::of_type_change_in_derive(old, new)),
        }
    }

    /// A type in words, for messages.
    pub(super) fn spelled(&self, ty: &Type, is_old: bool) -> String {
        let schema = if is_old { self.old } else { self.new };
        format!("`{}`", spelled(ty, schema))
    }
}

impl Verdict {
    /// With the behaviour that follows from the wire.
    pub(super) fn settled(self) -> Self {
        let behaviour = match (self.wire.request, self.wire.response) {
            (Breakage::None, Breakage::None) => Behaviour::None,
            (Breakage::None, _) => Behaviour::Fails,
            _ => Behaviour::Refused,
        };
        Self { behaviour, ..self }
    }
}

/// A media type without its parameters; its case does not matter (RFC 9110, section 8.3.1).
fn plain(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_lowercase()
}

fn list(contents: Contents<'_>) -> String {
    contents.iter().map(|it| it.media.as_str()).collect::<Vec<_>>().join(", ")
}

fn spelled(ty: &Type, schema: &Schema) -> String {
    let name = |target: &Target| match target {
        Target::Model(name) | Target::Union(name) => name.clone(),
        Target::Enum(key) => schema.enums.get(key).map_or_else(|| key.clone(), |it| it.rust_name.clone()),
    };
    ty.map_refs(&mut |target| RawType::Ref(name(target))).to_string()
}
