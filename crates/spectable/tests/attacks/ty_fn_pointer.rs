//~ error: cannot be a property of a model
// Function pointers are no properties, not even where a lifetime makes them two types that look alike.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: for<'a> fn(&'a str) -> &'a str = "a",
        b with_b: Box<fn(&'static str)> = "b",
    }
}
fn main() {}
