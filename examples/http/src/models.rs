//! The models of `schema/openapi.yaml`. Client and server share them here; each of them would have its own elsewhere.

include!(concat!(env!("OUT_DIR"), "/models.rs"));
