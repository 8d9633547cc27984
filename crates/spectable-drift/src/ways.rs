//! Which ways something travels: a change of what only responses carry breaks no request.

use spectable_build::schema::{Direction, Model, Property};

use super::verdict::{Behaviour, Breakage, Verdict, WireVerdict};

/// Which ways something travels, from the view of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// Whether the documentation of operations says it. If not, it may travel both ways.
    pub known: bool,
    /// It is in requests.
    pub sent: bool,
    /// It is in responses.
    pub received: bool,
}

impl Ways {
    /// Nobody knows.
    pub const UNKNOWN: Self = Self { known: false, sent: true, received: true };

    /// Those of a model.
    pub fn of(model: &Model) -> Self {
        model.direction.map_or(Self::UNKNOWN, |direction| Self {
            known: true,
            sent: direction.is_sent(),
            received: direction.is_received(),
        })
    }

    /// Those of a property of such a model: what is read-only is in no request, and what is write-only in no response.
    #[must_use]
    pub fn through(self, property: &Property) -> Self {
        Self {
            sent: self.sent && !property.read_only,
            received: self.received && !property.write_only,
            ..self
        }
    }

    /// Those of what has these ways and those. What is known counts more than what is not.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self.known, other.known) {
            (true, false) => self,
            (false, true) => other,
            _ => Self { sent: self.sent || other.sent, received: self.received || other.received, ..self },
        }
    }

    /// As a direction; `None` where it is not known, or there is none.
    pub fn direction(self) -> Option<Direction> {
        match (self.known, self.sent, self.received) {
            (true, true, true) => Some(Direction::Both),
            (true, true, false) => Some(Direction::Request),
            (true, false, true) => Some(Direction::Response),
            _ => None,
        }
    }

    /// What is left of a verdict of something that travels these ways.
    pub fn limit(self, verdict: Verdict) -> Verdict {
        let one = |travels: bool, breakage: Breakage| match breakage {
            _ if !travels => Breakage::None,
            Breakage::Breaks if !self.known => Breakage::IfSent,
            other => other,
        };
        let wire = WireVerdict {
            request: one(self.sent, verdict.wire.request),
            response: one(self.received, verdict.wire.response),
        };
        let is_met = match verdict.behaviour {
            Behaviour::None => false,
            Behaviour::Refused => wire.request != Breakage::None,
            Behaviour::KeptAsExtra
            | Behaviour::KeptInMap
            | Behaviour::Lost
            | Behaviour::KeptAsUnrecognized
            | Behaviour::ReadsNone
            | Behaviour::Fails => self.received,
            Behaviour::MeaningMayDiffer => self.sent || self.received,
        };
        let behaviour = match verdict.behaviour {
            behaviour if is_met => behaviour,
            // A change of both directions is told by the one that is left.
            _ if wire.request != Breakage::None => Behaviour::Refused,
            _ => Behaviour::None,
        };
        Verdict { wire, behaviour, ..verdict }
    }
}
