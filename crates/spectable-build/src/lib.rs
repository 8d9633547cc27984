//! Generates Rust models from documentation tables and OpenAPI documents.
//!
//! In a build script, all of it:
//!
//! ```no_run
//! // build.rs, the body of `main`:
//! spectable_build::Config::read("schema").generate();
//! ```
//!
//! ```rust,ignore
//! // src/lib.rs
//! include!(concat!(env!("OUT_DIR"), "/models.rs"));
//! ```
//!
//! `schema/` holds pages with a table `Name | Type | Description | Notes`, [`spectable.toml`](overlay) with the facts that pages leave
//! out, and [`spectable.lock`](lock) with the names that were released.
//!
//! # The eight stages
//!
//! A property passes through these modules in this order. Each returns what is wrong as [`problem::Problem`]s, and prints nothing.
//! `project` calls the first seven for build scripts and for the command `spectable`, so that all agree about a folder. What a module may
//! import is held by a test, `tests/layers.rs`.
//!
//! | | module | what becomes of a row |
//! | --- | --- | --- |
//! | 1 | `source` | files are found, and read into `documented` rows with positions |
//! | 2 | [`overlay`] | the facts that pages leave out |
//! | 3 | `layers` | what the first source leaves out, later ones add |
//! | 4 | [`lock`] | the names that were released |
//! | 5 | `names` | rules for names on the wire and in Rust |
//! | 6 | `resolve` | references, enums and names are settled |
//! | 7 | [`schema`] | the result, from which everything is made |
//! | 8 | [`render`] | Rust, by the templates |
//!
//! What is shared by them: [`types`] and `documented_type` (the shape of a type, and its spelling on pages), `rust_type` (its
//! spelling in Rust), [`location`] and [`problem`] (where, and what is wrong), `invisible` (characters that no place shows),
//! `json_text` (defaults, as JSON writes them), `style` (of the generated code).
//!
//! [`Config`] and [`Style`] are for build scripts, with what they return. The other modules are there for the command, are hidden in this
//! documentation, and may change with any version.
#![forbid(unsafe_code)]

mod build_script;
#[doc(hidden)]
pub mod closest;
mod config;
#[doc(hidden)]
pub mod dialect;
#[doc(hidden)]
pub mod documented;
#[doc(hidden)]
pub mod documented_type;
#[doc(hidden)]
pub mod invisible;
mod json_text;
#[doc(hidden)]
pub mod layers;
pub mod location;
pub mod lock;
#[doc(hidden)]
pub mod names;
pub mod operation;
pub mod overlay;
pub mod parallel;
pub mod problem;
#[doc(hidden)]
pub mod project;
pub mod render;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod rust_type;
pub mod schema;
#[doc(hidden)]
pub mod source;
mod style;
pub mod types;

pub use config::Config;
pub use render::Style;

#[cfg(doc)]
#[doc = include_str!("../DESIGN.md")]
pub mod _design {}
