//! Everything that is known of a rule, in one place.

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

impl Record {
    /// A change that breaks neither code nor wire, to be filled in.
    pub(super) const fn new(id: &'static str, rust: RustVerdict) -> Self {
        Self {
            id,
            verdict: Verdict::of(rust),
            exception: None,
            by_type: false,
            summary: "",
            why: "",
            old: "",
            new: "",
            remedy: "",
        }
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
