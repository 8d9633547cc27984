//~ error: E0080
// The constants of a type of the user's panic. They are evaluated while the table is made, which is while the program compiles.
#![forbid(unsafe_code)]
use spectable::{Element, OpenEnum};
#[derive(Clone)]
struct L;
impl AsRef<str> for L {
    fn as_ref(&self) -> &str {
        ""
    }
}
impl OpenEnum for L {
    const IDENTS: &'static str = panic!("mine");
    const VALUES: &'static [&'static str] = &[];
    fn from_text(_: &str) -> Self {
        L
    }
}
impl Element for L {
    type Shape = spectable::__EnumShape;
}
spectable::model! { pub struct Victim = "Victim" { a with_a: Vec<L> = "a" } }
fn main() {
    let _: Victim = spectable::from_str(r#"{"a":["x"]}"#).unwrap();
}
