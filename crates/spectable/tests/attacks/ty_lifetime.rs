//~ error: E0106
// A reference with a lifetime that nobody has declared.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "V" { a with_a: Vec<&'_ str> = "a" } }
fn main() {}
