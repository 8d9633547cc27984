//~ error: E0121
// A type that is left to be inferred could be inferred as another one at each place.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "V" { a with_a: Vec<_> = "a" } }
fn main() {}
