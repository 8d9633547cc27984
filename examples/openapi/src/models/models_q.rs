// Generated from openapi.yaml, release 1.0.0 by spectable; not to be edited.

use spectable::types::Date;
use super::Marking;

spectable::model! {
    /// The model `Queen`.
    pub struct Queen = "Queen" {
        /// `hatchedOn`
        hatched_on with_hatched_on: Date = "hatchedOn" (documented "hatchedOn"),
        /// `marking`
        marking with_marking: Marking = "marking",
    }
}
