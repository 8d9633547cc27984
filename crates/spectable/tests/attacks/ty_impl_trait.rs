//~ error: E0666
// `impl Trait` would be another type at each place.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "V" { a with_a: impl Clone = "a" } }
fn main() {}
