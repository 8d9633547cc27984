//! Everything that is known of a rule, in one place.

use spectable_build::render::Style;

use crate::verdict::{Behaviour, RustVerdict, Verdict, WireVerdict};

/// Everything that is known of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The rule's name, and its anchor in docs/rules.md. Reports in JSON and fingerprints contain it, so it never
    /// changes.
    pub id: &'static str,
    /// What a change of this kind means.
    pub verdict: Verdict,
    /// The other verdict that the rule can have, after the words that say when: `if the property is required`.
    pub exception: Option<(&'static str, Verdict)>,
    /// What is otherwise for code of the derive style; the rest of the record is about the table style.
    pub derive: Option<InDerive>,
    /// The types decide what it means on the wire and at run time.
    pub by_type: bool,
    /// What happened, in one sentence.
    pub summary: &'static str,
    /// Why it matters, and what its verdicts rest on.
    pub why: &'static str,
    /// The old source.
    pub old: &'static str,
    /// The new source.
    pub new: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

/// What a change means for code of the derive style, where that is not what it means for the table style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InDerive {
    /// What a change of this kind means.
    pub verdict: Verdict,
    /// The other verdict that the rule can have, after the words that say when.
    pub exception: Option<(&'static str, Verdict)>,
    /// Why it matters, and what these verdicts rest on.
    pub why: &'static str,
}

impl InDerive {
    pub(super) const fn of(verdict: Verdict, why: &'static str) -> Self {
        Self { verdict, exception: None, why }
    }

    pub(super) const fn except(self, when: &'static str, verdict: Verdict) -> Self {
        Self { exception: Some((when, verdict)), ..self }
    }
}

impl Record {
    /// A change that breaks neither code nor wire, to be filled in.
    pub(super) const fn new(id: &'static str, rust: RustVerdict) -> Self {
        Self {
            id,
            verdict: Verdict::of(rust),
            exception: None,
            derive: None,
            by_type: false,
            summary: "",
            why: "",
            old: "",
            new: "",
            remedy: "",
        }
    }

    /// The record as it is for code of a style.
    ///
    /// ```
    /// use spectable_build::Style;
    /// use spectable_drift::{rules::Rule, verdict::RustVerdict};
    ///
    /// let record = Rule::PropertyAdded.record();
    /// assert_eq!(record.in_style(Style::Table).verdict.rust, RustVerdict::Minor);
    /// assert_eq!(record.in_style(Style::Derive).verdict.rust, RustVerdict::Major);
    /// ```
    #[must_use]
    pub fn in_style(&self, style: Style) -> Self {
        match (style, self.derive) {
            (Style::Derive, Some(InDerive { verdict, exception, why })) => {
                Self { verdict, exception, why, ..*self }
            }
            _ => *self,
        }
    }

    /// Whether a style has other verdicts than the other.
    pub fn differs(&self) -> bool {
        let words = |it: &Self| [it.rust_in_words(), it.wire_in_words(), it.behaviour_in_words()];
        words(self) != words(&self.in_style(Style::Derive))
    }

    /// What the change means for a crate that uses the models, in words.
    pub fn rust_in_words(&self) -> String {
        self.in_words(|verdict| verdict.rust, |rust| rust.to_string())
    }

    /// What the change means on the wire, in words.
    pub fn wire_in_words(&self) -> String {
        if self.by_type {
            return "depends on the types and the direction".to_owned();
        }
        self.in_words(|verdict| verdict.wire, |wire| wire.to_string())
    }

    /// What old code meets, in words; empty if nothing.
    pub fn behaviour_in_words(&self) -> String {
        if self.by_type {
            return "depends on the types".to_owned();
        }
        self.in_words(|verdict| verdict.behaviour, |it| it.sentence().to_owned())
    }

    fn in_words<T: PartialEq>(&self, part: impl Fn(Verdict) -> T, words: impl Fn(T) -> String) -> String {
        match self.exception {
            Some((when, other)) if part(other) != part(self.verdict) => {
                let or_nothing = |words: String| if words.is_empty() { "nothing".to_owned() } else { words };
                let (usual, other) = (or_nothing(words(part(self.verdict))), or_nothing(words(part(other))));
                format!("{usual}; {other} {when}")
            }
            _ => words(part(self.verdict)),
        }
    }
}

impl Verdict {
    pub(crate) const fn of(rust: RustVerdict) -> Self {
        Self { rust, wire: WireVerdict::NONE, behaviour: Behaviour::None }
    }

    pub(crate) const fn and(self, wire: WireVerdict, behaviour: Behaviour) -> Self {
        Self { wire, behaviour, ..self }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Rule;

    #[test]
    fn a_record_says_when_its_verdict_is_another_one() {
        for (rule, rust, wire, behaviour) in [
            (Rule::ModelRenamed, "major; patch if the Rust name stays", "nothing breaks", ""),
            (
                Rule::ReadOnlyChanged,
                "patch",
                "requests may break; nothing breaks if the mark is removed",
                "the server may refuse what old code sends; nothing if the mark is removed",
            ),
            (Rule::TypeChanged, "major", "depends on the types and the direction", "depends on the types"),
        ] {
            let record = rule.record();
            assert_eq!(record.rust_in_words(), rust);
            assert_eq!(record.wire_in_words(), wire);
            assert_eq!(record.behaviour_in_words(), behaviour);
        }
    }
}
