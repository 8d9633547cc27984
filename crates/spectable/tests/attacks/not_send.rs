//~ error: `Rc<str>` cannot be sent between threads safely
// A type that may not go to another thread cannot be an item. The expansion says of every model that it may.
#![forbid(unsafe_code)]
use spectable::{Element, OpenEnum};
#[derive(Clone)]
struct L(std::rc::Rc<str>);
impl AsRef<str> for L {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
impl OpenEnum for L {
    const IDENTS: &'static str = "";
    const VALUES: &'static [&'static str] = &[];
    fn from_text(t: &str) -> Self {
        L(t.into())
    }
}
impl Element for L {
    type Shape = spectable::__EnumShape;
}
spectable::model! { pub struct Victim = "Victim" { a with_a: Vec<L> = "a" } }
fn main() {}
