//~ error: not again
// A procedural macro is a type once, and an error wherever else the type is repeated.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: evil_pm::once!() = "a",
    }
}
fn main() {}
