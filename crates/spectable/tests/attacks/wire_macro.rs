//~ error: no rules expected
// A macro call instead of a wire name could be another name at each place.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = concat!("a", "b"),
    }
}
fn main() {}
