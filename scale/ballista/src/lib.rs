//! Documents of documented models on a [Ballista](https://datafusion.apache.org/ballista/) cluster.
//!
//! A cluster is one scheduler and any number of executors, which are programs of this crate, so that they know tables of documents: [`codec`] is
//! how these travel between them. [`client`] is a session whose queries run there. The columns of a table travel with it; the documentation is
//! needed at the client alone.
#![forbid(unsafe_code)]

pub mod client;
pub mod codec;
pub mod executor;
pub mod scheduler;
