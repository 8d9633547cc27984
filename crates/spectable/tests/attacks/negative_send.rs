//~ nightly
//~ error: E0751
// A negative implementation contradicts the one of the expansion.
#![forbid(unsafe_code)]
#![feature(negative_impls)]
spectable::model! { pub struct A = "A" { a with_a: String = "a" } }
impl !Send for A {}
fn main() {}
