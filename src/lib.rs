//! Models of the Genesys Cloud (PureCloud) API, generated from its documentation tables while this crate is built.
//!
//! ```
//! use purecloud_models::{CallHistoryConversation, CallHistoryConversationDirection};
//! use purecloud_models::spectable;
//!
//! let call: CallHistoryConversation = spectable::from_str(r#"{"direction":"inbound","participants":[{"name":"desk"}]}"#)?;
//! assert_eq!(call.direction, Some(CallHistoryConversationDirection::Inbound));
//! let names = call.participants.iter().flatten().filter_map(|participant| participant.name.as_deref());
//! assert_eq!(names.collect::<Vec<_>>(), ["desk"]);
//! # Ok::<(), spectable::Error>(())
//! ```
//!
//! Every property is an `Option`, and `with_…` sets it. Nothing that a document holds is lost: unknown keys and explicit nulls are
//! kept ([`spectable::Model::extra`]), and enums keep values that they do not know (`Unrecognized`). The run time [`spectable`] has
//! [`from_str`](spectable::from_str), [`to_string`](spectable::to_string) and others. Its errors say where.
//!
//! # Features
//! - `call-history` (default): `CallHistoryConversation` and what it reaches.
//! - `users`: `User` and what it reaches.
//! - `full`: every model of `schema/`.
//!
//! This project is not affiliated with or endorsed by Genesys.
#![forbid(unsafe_code)]

pub use spectable;

include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// The code of the README compiles and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
