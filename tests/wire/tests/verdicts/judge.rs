//! What happened, held against the verdicts.

use std::fmt;

use serde_json::Value;
use spectable_build::schema::{Property, Schema};
use spectable_drift::{
    finding::Finding,
    rules::Rule,
    verdict::{Behaviour, Breakage},
};

use crate::carrying::carries;
use crate::json_schema::Side;

/// What became of a body that one side wrote and the other read.
pub struct Exchange {
    pub side: Side,
    /// The model of the body.
    pub model: String,
    /// As it was written.
    pub body: Value,
    /// What the strict server says of a request; what old code says of a response.
    pub strict: Result<(), String>,
    /// What the loose server says of a request; the same of a response.
    pub loose: Result<(), String>,
}

/// A change, what is said of it, and what happened.
pub struct Case<'a> {
    pub name: &'a str,
    pub old: &'a Schema,
    pub new: &'a Schema,
    pub findings: &'a [Finding],
    pub exchanges: Vec<Exchange>,
}

/// Verdicts that no body shows, and why that is so.
const NOT_SHOWN: &[(Rule, Side, &str)] = &[
    (
        Rule::AlternativeToldOtherwise,
        Side::Request,
        "JSON Schema knows no discriminator, other servers go by it",
    ),
    (Rule::EnumValueRespelled, Side::Response, "old code reads the new text as `Unrecognized`, and no error"),
    (Rule::AlternativeToldOtherwise, Side::Response, "old code reads another alternative, and no error"),
];

/// The same of one pair.
const NOT_SHOWN_BY: &[(&str, Side, &str)] = &[(
    "property-into-any-other-key",
    Side::Request,
    "that other keys are allowed is no fact of a model: only that they are not",
)];

/// How many bodies failed, by what the verdict says.
#[derive(Debug, Default, Clone, Copy)]
pub struct Count {
    pub all: usize,
    pub failed: usize,
}

/// The figures of one direction.
#[derive(Debug, Default, Clone, Copy)]
pub struct Figures {
    /// Bodies that carry a change that breaks.
    pub breaks: Count,
    /// Bodies of cases in which nothing worse than "may break" is said.
    pub may: Count,
    /// Bodies of cases in which nothing is said.
    pub none: Count,
    /// Bodies that fail, and those of them of which a finding says something.
    pub told: Count,
}

impl Count {
    fn add(&mut self, failed: bool) {
        self.all += 1;
        self.failed += usize::from(failed);
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { all, failed } = self;
        let share = if *all == 0 { 100.0 } else { 100.0 * *failed as f64 / *all as f64 };
        write!(f, "{failed} of {all} ({share:.1} %)")
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { breaks, may, none, told } = self;
        write!(
            f,
            "\"break\": {breaks} fail; \"may break\": {may} fail; nothing: {none} fail; of what fails is told: {told}"
        )
    }
}

pub fn breakage(finding: &Finding, side: Side) -> Breakage {
    match side {
        Side::Request => finding.wire.request,
        Side::Response => finding.wire.response,
    }
}

impl Case<'_> {
    /// The schema of the side that writes.
    fn writer(&self, side: Side) -> &Schema {
        if side == Side::Request { self.old } else { self.new }
    }

    fn of(&self, side: Side) -> impl Iterator<Item = &Exchange> {
        self.exchanges.iter().filter(move |it| it.side == side)
    }

    fn worst(&self, side: Side) -> Breakage {
        self.findings.iter().map(|it| breakage(it, side)).max().unwrap_or_default()
    }

    fn carrying<'s>(&'s self, finding: &'s Finding, side: Side) -> impl Iterator<Item = &'s Exchange> {
        let schema = self.writer(side);
        self.of(side).filter(move |it| carries(finding, side, schema, &it.model, &it.body))
    }

    /// A line for each verdict that is not what happened.
    pub fn disagreements(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for side in [Side::Request, Side::Response] {
            if self.worst(side) == Breakage::None {
                let failed =
                    self.of(side).find_map(|it| Some((it, it.strict.as_ref().and(it.loose.as_ref()).err()?)));
                lines.extend(
                    failed.map(|(it, why)| self.line(side, "says nothing", &it.model, &it.body, why)),
                );
            }
            // What is about an operation, and not about a model, is in no body.
            for finding in self.findings.iter().filter(|it| it.model.is_some()) {
                lines.extend(self.disagreement(finding, side));
            }
        }
        lines
    }

    fn disagreement(&self, finding: &Finding, side: Side) -> Option<String> {
        let said = format!("{} {} says {}", finding.rule, finding.item, breakage(finding, side).name());
        match breakage(finding, side) {
            Breakage::None => None,
            Breakage::MayBreak => {
                let shown = self.of(side).any(|it| it.strict.is_err())
                    || self.is_shown_by_absence(finding, side)
                    || NOT_SHOWN.iter().any(|(rule, of, _)| (*rule, *of) == (finding.rule, side))
                    || NOT_SHOWN_BY.iter().any(|(name, of, _)| (*name, *of) == (self.name, side));
                (!shown).then(|| self.line(side, &said, "", &Value::Null, "no body shows it"))
            }
            Breakage::IfSent | Breakage::Breaks => {
                if let Some(it) = self.carrying(finding, side).find(|it| it.strict.is_ok()) {
                    return Some(self.line(side, &said, &it.model, &it.body, "this one does not fail"));
                }
                let is_met = self.carrying(finding, side).next().is_some();
                (!is_met).then(|| self.line(side, &said, "", &Value::Null, "no body carries it"))
            }
        }
    }

    /// Whether old code reads `None`, as is said: a response leaves out what old code looks for, or has null there.
    fn is_shown_by_absence(&self, finding: &Finding, side: Side) -> bool {
        let (Side::Response, Behaviour::ReadsNone, Some(name)) =
            (side, finding.behaviour, finding.property.as_deref())
        else {
            return false;
        };
        let models = || finding.model.iter().chain(&finding.also);
        let of = |schema: &'_ Schema, model: &str, is: &dyn Fn(&Property) -> bool| {
            schema.models.get(model)?.properties.iter().find(|it| is(it)).cloned()
        };
        // Old code knows it by the Rust name that it still has.
        let key = models().find_map(|model| {
            let new = of(self.new, model, &|it| it.name == name);
            let is_it = |it: &Property| {
                it.name == name || new.as_ref().is_some_and(|new| new.rust_name == it.rust_name)
            };
            of(self.old, model, &is_it)
        });
        let key = key.as_ref().map_or(name, |it| &it.wire_name);
        self.of(side).any(|it| it.body.get(key).is_none_or(Value::is_null))
    }

    fn line(&self, side: Side, said: &str, model: &str, body: &Value, why: &str) -> String {
        let shown: String = body.to_string().chars().take(300).collect();
        format!("{}, {side:?}: {said}: {model} {shown}: {why}", self.name)
    }

    /// Adds what happened to the figures of one direction.
    pub fn count(&self, side: Side, figures: &mut Figures) {
        let worst = self.worst(side);
        let breaking: Vec<&Finding> =
            self.findings.iter().filter(|it| breakage(it, side) >= Breakage::IfSent).collect();
        let schema = self.writer(side);
        for it in self.of(side) {
            let failed = it.strict.is_err();
            let carried = breaking.iter().any(|finding| carries(finding, side, schema, &it.model, &it.body));
            match worst {
                _ if carried => figures.breaks.add(failed),
                Breakage::None => figures.none.add(failed),
                _ => figures.may.add(failed),
            }
            if failed {
                figures.told.add(worst != Breakage::None);
            }
        }
    }
}
