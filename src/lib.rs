//! Models of the Genesys Cloud (PureCloud) API, generated from its documentation tables.
#![forbid(unsafe_code)]

pub use spectable;

include!(concat!(env!("OUT_DIR"), "/models.rs"));
