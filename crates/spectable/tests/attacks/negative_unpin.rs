//~ nightly
//~ error: E0751
// A negative implementation contradicts the one of the expansion.
#![feature(negative_impls)]
#![forbid(unsafe_code)]
spectable::model! {
    pub struct A = "A" {
        a with_a: String = "a",
    }
}
impl !Unpin for A {}
fn main() {}
