//~ error: E0308
// A procedural macro is a list where the field stands and a text where the setter does.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: evil_pm::flip!() = "a",
    }
}
fn main() {}
