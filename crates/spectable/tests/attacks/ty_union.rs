//~ error: `Either` cannot be a property of a model
// A union is not a valid property.
#![forbid(unsafe_code)]
#[derive(Clone, Copy)]
union Either {
    number: u64,
    pointer: *const u8,
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Either = "a",
    }
}
fn main() {}
