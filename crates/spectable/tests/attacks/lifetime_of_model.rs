//~ error: no rules expected
// A model with a lifetime.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim<'a> = "Victim" {
        a with_a: Vec<&'a str> = "a",
    }
}
fn main() {}
