//! The models of the small corpus, as tables.
#![forbid(unsafe_code)]

include!(concat!(env!("OUT_DIR"), "/models.rs"));
