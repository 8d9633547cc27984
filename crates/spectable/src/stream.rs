//! JSON documents one after the other, from a reader: a record at a time, in one buffer.
//!
//! [`buffer`] holds what is read and not done with, and knows where that is in the stream; it alone reads. [`lines`] and
//! [`values`] find where a record ends, [`values`] with the help of [`scanner`]; the record is then read as any document is.
//! With the feature `rayon`, `parallel` gives `blocks` of lines to many threads, each of which reads them by [`lines`].

#[cfg(feature = "rayon")]
mod blocks;
mod buffer;
mod lines;
#[cfg(feature = "rayon")]
mod parallel;
mod place;
mod scanner;
mod values;

pub use self::lines::Lines;
#[cfg(feature = "rayon")]
pub use self::parallel::ParLines;
pub(crate) use self::place::Place;
pub use self::values::Stream;

/// What begins each text of a JSON text sequence (RFC 7464). It is in no JSON text.
const RECORD_SEPARATOR: u8 = 0x1e;
