//! Tolerant reading: what contradicts the documentation is kept, written back, and refused again by a strict reader.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and its models are not for others"
)]

#[path = "tolerant/any_document.rs"]
mod any_document;
#[path = "every_kind/model.rs"]
mod every_kind;
#[path = "tolerant/kept.rs"]
mod kept;
#[path = "tolerant/models.rs"]
mod models;
#[path = "tolerant/other_formats.rs"]
mod other_formats;
#[path = "tolerant/unexpected.rs"]
mod unexpected;
