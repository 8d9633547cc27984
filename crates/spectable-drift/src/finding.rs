//! A finding: one change between two schemas, and what it means.

use spectable_build::schema::Direction;

use super::{
    fingerprint::Fingerprint,
    rules::Rule,
    verdict::{Behaviour, Breakage, RustVerdict, Weight, WireVerdict},
};
use crate::place::Place;

/// One change. It is listed once, even if many models reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The kind of change.
    pub rule: Rule,
    /// The documented name of the model (the Rust name of an enum without a model); `None` for a change of
    /// the whole source.
    pub model: Option<String>,
    /// The documented name of the property or parameter.
    pub property: Option<String>,
    /// The operation that changed, such as `POST /calls`; `None` for a change of a model.
    pub operation: Option<String>,
    /// The enum value, as on the wire; of an answer of an operation, its status.
    pub value: Option<String>,
    /// What it means for a crate that uses the models.
    pub rust: RustVerdict,
    /// What it means for old code that talks to a new server.
    pub wire: WireVerdict,
    /// What it means for old code at run time.
    pub behaviour: Behaviour,
    /// How much the overlay lets it weigh, whatever it breaks.
    pub severity: Option<Weight>,
    /// What changed, in one sentence; may hold text of the source.
    pub message: String,
    /// The Rust item that the change touches, such as ``field `User::manager` ``.
    pub item: String,
    /// The type of the property in the old source; `None` if it is not there, or the finding is not about a property itself.
    pub old_type: Option<PropertyType>,
    /// The type of the property in the new source.
    pub new_type: Option<PropertyType>,
    /// The place in the old source.
    pub old: Option<Place>,
    /// The place in the new source.
    pub new: Option<Place>,
    /// Where what changed travels, as far as the documentation of operations says.
    pub direction: Option<Direction>,
    /// Why it is taken for this change where that is not certain: that a model was renamed. Each is a part of a sentence, such as
    /// "the same 7 properties".
    pub evidence: Vec<String>,
    /// Other models that have the same change by composition, or operations that share what changed.
    pub also: Vec<String>,
    /// The models that no other model refers to and from which this one is reached.
    pub reached_from: Vec<String>,
    /// The operations that send or receive the model, such as `POST /calls`; of an operation, itself.
    pub operations: Vec<String>,
    /// Identifies the change from run to run, even if positions change.
    pub fingerprint: Fingerprint,
}

/// The type of a property on one side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyType {
    /// As the source writes it, such as `list[User]`.
    pub documented: String,
    /// The type of the field, such as `Option<Vec<User>>`.
    pub rust: String,
}

impl Finding {
    /// The model or operation that changed; `None` for a change of the whole source.
    pub fn owner(&self) -> Option<&str> {
        self.model.as_deref().or(self.operation.as_deref())
    }

    /// Its weight: that which the overlay gives to its rule, else that of what it breaks.
    pub fn weight(&self) -> Weight {
        self.severity.unwrap_or_else(|| self.weight_of_verdicts())
    }

    /// The weight of what it breaks.
    pub fn weight_of_verdicts(&self) -> Weight {
        match (self.rust, self.wire.worst_direction()) {
            (RustVerdict::Major, _) | (_, Breakage::Breaks) => Weight::Error,
            (RustVerdict::Minor, _) | (_, Breakage::MayBreak | Breakage::IfSent) => Weight::Warning,
            _ => Weight::Note,
        }
    }
}
