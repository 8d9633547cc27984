// Generated from openapi.yaml, release 1.0.0 by spectable; not to be edited.

use spectable::types::OffsetDateTime;

spectable::model! {
    /// The model `Weighing`.
    pub struct Weighing = "Weighing" {
        /// `at`
        at with_at: OffsetDateTime = "at",
        /// `kilograms`
        kilograms with_kilograms: f64 = "kilograms",
    }
}
