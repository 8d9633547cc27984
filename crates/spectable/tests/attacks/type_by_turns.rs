//~ error: E0308
// A procedural macro gives a list for the field and a text for the setter.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: evil_pm::flip!() = "a",
    }
}
fn main() {}
