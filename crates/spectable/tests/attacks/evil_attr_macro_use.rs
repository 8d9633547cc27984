//~ error: E0659
// Attribute macros that have the names of built-in attributes, by `macro_use`: ambiguous.
#![forbid(unsafe_code)]
#![allow(deprecated)]
#[macro_use]
extern crate evil_pm;
spectable::model! {
    #[deprecated]
    pub struct Victim = "Victim" { a with_a: String = "a", b with_b: Vec<i64> = "b" }
}
fn main() {}
