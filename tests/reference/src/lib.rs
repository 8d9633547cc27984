//! The models of `purecloud-models` once more, as serde derives them from the same schema: what the table is measured
//! against, and compared with. With it, random documents of every model, and what makes two documents equal.
#![forbid(unsafe_code)]

pub mod documents;
pub mod equality;

/// The derive rendering.
#[allow(missing_docs, reason = "the template is what peers emit")]
pub mod derived {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

include!(concat!(env!("OUT_DIR"), "/every_model.rs"));
