//! Generates Rust models from documentation tables and OpenAPI documents.
//!
//! The stages, each of which knows only the one before it: [`source`] (text to rows with positions), [`schema`] (the
//! resolved models), and from there to Rust.
#![forbid(unsafe_code)]

mod build_script;
pub mod closest;
mod config;
pub mod documented;
pub mod documented_type;
pub mod invisible;
pub mod location;
pub mod lock;
pub mod names;
pub mod overlay;
mod parallel;
pub mod problem;
pub mod project;
pub mod render;
pub mod resolve;
pub mod rust_type;
pub mod schema;
pub mod source;
pub mod types;

pub use config::Config;
pub use render::Style;
