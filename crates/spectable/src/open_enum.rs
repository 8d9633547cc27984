//! Open enums: the documented values, and any other text as it was received.

use std::fmt;
use std::marker::PhantomData;

/// An enum that keeps values it does not know; made by [`open_enum!`](crate::open_enum).
pub trait OpenEnum: Clone + AsRef<str> + Send + Sync + 'static {
    /// The Rust names of the enum and of its documented values, with white space between them.
    #[doc(hidden)]
    const IDENTS: &'static str;

    /// The documented values as they are in JSON, in documented order.
    const VALUES: &'static [&'static str];

    /// The value of this text: a documented one where the text is exactly that, else unrecognized.
    fn from_text(text: &str) -> Self;
}

/// A value of the open enum `E` that its documentation does not name, as it was received.
///
/// Only `E` itself makes one, from a text that is not one of its documented values. So an unrecognized value never equals
/// a documented one.
pub struct Unrecognized<E> {
    /// Boxed twice, so that the rare case does not widen every enum.
    text: Box<Box<str>>,
    of: PhantomData<fn() -> E>,
}

impl<E: OpenEnum> Unrecognized<E> {
    /// For `open_enum!`, which has compared the text with the documented values before.
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        Self { text: boxed(text), of: PhantomData }
    }
}

/// Not generic, so that it is there once for all enums.
#[cold]
fn boxed(text: &str) -> Box<Box<str>> {
    Box::new(text.into())
}

impl<E> Unrecognized<E> {
    /// The text as received.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<E> Clone for Unrecognized<E> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), of: PhantomData }
    }
}

impl<E> fmt::Debug for Unrecognized<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl<E> fmt::Display for Unrecognized<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
