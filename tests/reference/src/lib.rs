//! The models of `purecloud-models` once more, as serde derives them from the same schema: what the table is measured
//! against, and compared with. With it, random documents of every model, and what makes two documents equal.
#![forbid(unsafe_code)]

pub mod equality;

pub use spectable::documents;

/// The derive rendering.
#[allow(missing_docs, reason = "the template is what peers emit")]
pub mod derived {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

/// The model of `widths/`, whose whole numbers have their documented widths.
#[allow(missing_docs, reason = "the templates are what peers emit")]
pub mod widths {
    /// As a table.
    pub mod table {
        include!(concat!(env!("OUT_DIR"), "/widths_table/mod.rs"));
    }
    /// As serde derives it.
    pub mod derived {
        include!(concat!(env!("OUT_DIR"), "/widths_derive/mod.rs"));
    }
}

/// A document with alternatives of every kind.
#[allow(missing_docs, reason = "the templates are what peers emit")]
pub mod alternatives {
    /// As tables.
    pub mod table {
        include!(concat!(env!("OUT_DIR"), "/alternatives_table/mod.rs"));
    }
    /// As serde derives it.
    pub mod derived {
        include!(concat!(env!("OUT_DIR"), "/alternatives_derive/mod.rs"));
    }
}

include!(concat!(env!("OUT_DIR"), "/every_model.rs"));
