//~ error: E0072
// A model that holds itself without a box has no size.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Self = "a",
    }
}
fn main() {}
