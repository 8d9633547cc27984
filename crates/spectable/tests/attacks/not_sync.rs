//~ error: cannot be shared between threads safely
// A type with interior mutability that is not for threads cannot be an item.
#![forbid(unsafe_code)]
use std::cell::RefCell;

use spectable::{Element, OpenEnum};

#[derive(Clone)]
struct Text(RefCell<String>);
impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        ""
    }
}
impl OpenEnum for Text {
    const IDENTS: &'static str = "";
    const VALUES: &'static [&'static str] = &[];
    fn from_text(text: &str) -> Self {
        Self(RefCell::new(text.to_owned()))
    }
}
impl Element for Text {
    type Shape = spectable::__EnumShape;
}
fn main() {}
