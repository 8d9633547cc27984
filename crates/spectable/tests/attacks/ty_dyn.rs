//~ error: is not a model
// A box of a trait object is two pointers wide. Only a box of a model is a property.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "V" { a with_a: Box<dyn Send + Sync> = "a" } }
fn main() {}
