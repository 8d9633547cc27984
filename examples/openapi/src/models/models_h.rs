// Generated from openapi.yaml, release 1.0.0 by spectable; not to be edited.

use spectable::types::BTreeMap;
use super::Queen;
use super::Weighing;

spectable::model! {
    /// A hive and what its scales tell.
    pub struct Hive = "Hive" {
        /// `id`
        id with_id: String = "id" (required, read_only),
        /// `queen`
        queen with_queen: Box<Queen> = "queen",
        /// How it takes visits.
        temperament with_temperament: HiveTemperament = "temperament",
        /// `weighings`
        weighings with_weighings: Vec<Weighing> = "weighings",
        /// The hive that the swarm left.
        swarmed_from with_swarmed_from: Box<Hive> = "swarmedFrom" (documented "swarmedFrom"),
        /// `notes`
        notes with_notes: BTreeMap<String, String> = "notes",
    }
}

spectable::open_enum! {
    /// How it takes visits.
    pub enum HiveTemperament {
        Calm = "calm",
        Lively = "lively",
        Cross = "cross",
    }
}
