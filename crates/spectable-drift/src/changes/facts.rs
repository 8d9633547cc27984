//! Changes of what documentation says beyond types: null, defaults, formats, constraints, and of a model as a whole.

use spectable_build::schema::{Model, Target, Type};

use super::{Differences, draft::Draft, property::Of};
use crate::{
    constraints::{self, Change},
    rules::Rule,
    verdict::{Breakage, RustVerdict, Verdict, WireVerdict},
};

impl<'a> Differences<'a> {
    pub(super) fn facts(&mut self, old: Of<'a>, new: Of<'a>) {
        if !self.scope.facts {
            return;
        }
        self.nullable(old, new);
        self.write_only(old, new);
        self.default(old, new);
        self.format(old, new);
        self.constraints(old, new);
    }

    fn nullable(&mut self, old: Of<'_>, new: Of<'_>) {
        let is_any = |it: Of<'_>| it.1.ty == Type::Any;
        // Where any value is one now and was not before, null is told as that.
        if old.1.nullable == new.1.nullable || is_any(new) && !is_any(old) {
            return;
        }
        let (before, after) = if new.1.nullable { ("", "nullable") } else { ("nullable", "") };
        let mut draft = self.change(Rule::NullableChanged, old, new, before, after);
        draft.exception_if(new.1.nullable);
        if !new.1.nullable && is_any(new) {
            // Null is a value like any other where any value is one, and none where any object is.
            draft.verdict.each(|it| it.wire = WireVerdict::request(Breakage::MayBreak));
        }
        if !new.1.nullable && matches!(old.1.ty, Type::Any | Type::Ref(Target::Union(_))) {
            // In the derive style, only these types have a null to send.
            let Verdict { wire, behaviour, .. } = draft.verdict.table;
            draft.verdict.derive = Verdict { wire, behaviour, ..draft.verdict.derive };
        }
        let words = if new.1.nullable { "may now be null" } else { "may no longer be null" };
        draft.message = format!("`{}.{}` {words}", new.0.name, new.1.name);
        self.drafts.push(draft);
    }

    fn write_only(&mut self, old: Of<'_>, new: Of<'_>) {
        if old.1.write_only == new.1.write_only {
            return;
        }
        let (mark, words) = if new.1.write_only {
            ("write-only", "is now write-only")
        } else {
            ("", "is no longer write-only")
        };
        let mut draft = self.change(Rule::WriteOnlyChanged, old, new, "", mark);
        // That it was in responses before is what matters.
        draft.ways.received = self.ways_of(old.0, new.0).received && !old.1.write_only;
        draft.exception_if(!new.1.write_only);
        draft.message = format!("`{}.{}` {words}", new.0.name, new.1.name);
        self.drafts.push(draft);
    }

    fn default(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1.default.as_deref(), new.1.default.as_deref());
        // Of another type the same text is another value.
        if was == is || !self.pairing.same_type(&old.1.ty, &new.1.ty) {
            return;
        }
        let mut draft =
            self.change(Rule::DefaultChanged, old, new, was.unwrap_or_default(), is.unwrap_or_default());
        let name = format!("`{}.{}`", new.0.name, new.1.name);
        draft.message = match (was, is) {
            (Some(was), Some(is)) => format!("the default of {name} changed from `{was}` to `{is}`"),
            (Some(was), None) => format!("{name} no longer has the default `{was}`"),
            (None, Some(is)) => format!("{name} now has the default `{is}`"),
            (None, None) => return,
        };
        self.drafts.push(draft);
    }

    fn format(&mut self, old: Of<'_>, new: Of<'_>) {
        let (was, is) = (old.1.format.as_deref(), new.1.format.as_deref());
        // A width that changes the type or its spelling is told as that.
        let is_told = old.1.type_text != new.1.type_text || !self.pairing.same_type(&old.1.ty, &new.1.ty);
        if was == is || is_told {
            return;
        }
        let mut draft =
            self.change(Rule::FormatChanged, old, new, was.unwrap_or_default(), is.unwrap_or_default());
        draft.exception_if(is.is_none_or(|is| holds_all_of(is, was)));
        let name = format!("`{}.{}`", new.0.name, new.1.name);
        draft.message = match (was, is) {
            (Some(was), Some(is)) => format!("the format of {name} changed from `{was}` to `{is}`"),
            (Some(was), None) => format!("{name} no longer has the format `{was}`"),
            (None, Some(is)) => format!("{name} now has the format `{is}`"),
            (None, None) => return,
        };
        self.drafts.push(draft);
    }

    fn constraints(&mut self, old: Of<'_>, new: Of<'_>) {
        let changes = constraints::changes(&old.1.constraints, &new.1.constraints);
        for (rule, tighter, word) in
            [(Rule::ConstraintTightened, true, "tighter"), (Rule::ConstraintLoosened, false, "looser")]
        {
            let of_rule: Vec<&Change<'_>> =
                changes.iter().filter(|change| change.tighter == tighter).collect();
            if of_rule.is_empty() {
                continue;
            }
            let join = |text: &dyn Fn(&Change<'_>) -> String| {
                of_rule.iter().map(|change| text(change)).collect::<Vec<_>>().join(", ")
            };
            let side = |keyword: &str, value: Option<&str>| {
                value.map_or_else(String::new, |it| format!("{keyword}={it}"))
            };
            let before = join(&|change| side(change.keyword, change.before));
            let after = join(&|change| side(change.keyword, change.after));
            let words = join(&|change| change.to_string());
            let mut draft = self.change(rule, old, new, before, after);
            draft.message = format!("the limits of `{}.{}` are {word}: {words}", new.0.name, new.1.name);
            self.drafts.push(draft);
        }
    }

    /// Changes of a model as a whole.
    pub(super) fn model_marks(&mut self, old: &Model, new: &Model) {
        if !self.scope.facts {
            return;
        }
        let mut changes = Vec::new();
        if old.marks.closed != new.marks.closed {
            let words =
                if new.marks.closed { "may no longer have other keys" } else { "may now have other keys" };
            changes.push((Rule::ClosedChanged, new.marks.closed, "closed", words));
        }
        if old.marks.deprecated != new.marks.deprecated {
            let words = if new.marks.deprecated { "is now deprecated" } else { "is no longer deprecated" };
            changes.push((Rule::DeprecatedChanged, new.marks.deprecated, "deprecated", words));
        }
        for (rule, is, mark, words) in changes {
            let after = if is { mark } else { "" };
            let mut draft = Draft::of_model(rule, new, String::new(), after.to_owned());
            draft.ways = self.ways_of(old, new);
            draft.exception_if(!is);
            // The attribute is that of properties: of a model the documentation says it.
            draft.verdict.each(|it| it.rust = it.rust.min(RustVerdict::Patch));
            draft.message = format!("`{}` {words}", new.name);
            draft.between(old.location, new.location);
            self.drafts.push(draft);
        }
    }
}

/// Whether a format of numbers holds all that old code writes, which has 64 bits where no format says fewer.
fn holds_all_of(format: &str, old: Option<&str>) -> bool {
    match format {
        "int64" => matches!(old, None | Some("int32" | "uint32")),
        "double" => matches!(old, None | Some("float")),
        _ => false,
    }
}
