//! HTTP as people use it: a [`client`] and a [`server`] of one API, whose bodies are models that build.rs makes of
//! `schema/openapi.yaml`.
//!
//! `cargo run -p example-http` starts both on the loopback and shows what they say to each other.
#![forbid(unsafe_code)]

pub mod client;
pub mod models;
pub mod request;
pub mod server;
