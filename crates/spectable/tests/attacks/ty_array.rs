//~ error: `[u8; 2]` cannot be a property of a model
// An array is not a valid property.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "V" { a with_a: [u8; { 1 + 1 }] = "a" } }
fn main() {}
