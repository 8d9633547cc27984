//~ error: no rules expected
// A file instead of a wire name.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = include_str!("included/number.rs") {
        a with_a: String = "a",
    }
}
fn main() {}
