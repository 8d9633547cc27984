//~ error: cannot be a property of a model
// An `Option` of an `Option` has another layout than what the kind says.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "V" { a with_a: Option<String> = "a", b with_b: Box<Option<Victim>> = "b", c with_c: Vec<Option<i64>> = "c" } }
fn main() {}
