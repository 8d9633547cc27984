//! What "lossless" means: a test for each statement of the section with that title in the crate's documentation.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]
#![allow(missing_docs, reason = "the names of the test model say enough")]

#[path = "lossless/call.rs"]
mod call;
#[path = "lossless/depth.rs"]
mod depth;
#[path = "lossless/deviations.rs"]
mod deviations;
#[path = "lossless/kept.rs"]
mod kept;
#[path = "lossless/normalised.rs"]
mod normalised;
#[path = "lossless/refused.rs"]
mod refused;
