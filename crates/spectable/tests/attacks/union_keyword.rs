//~ error: no rules expected
// A union instead of a struct.
#![forbid(unsafe_code)]
spectable::model! {
    pub union Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {}
