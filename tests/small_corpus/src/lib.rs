//! The models of the small corpus as serde derives them: what the table is compared with.
#![forbid(unsafe_code)]

/// The derive rendering.
#[allow(missing_docs, reason = "the template is what peers emit")]
pub mod derived {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

include!(concat!(env!("OUT_DIR"), "/every_model.rs"));
