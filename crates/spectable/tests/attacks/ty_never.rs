//~ error: cannot be a property of a model
// Functions, references and tuples are no properties.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "V" { a with_a: fn(&u8) -> ! = "a", b with_b: &'static str = "b", c with_c: (String,) = "c" } }
fn main() {}
