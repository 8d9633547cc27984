//~ error: no rules expected
// `unsafe` where a word is expected.
#![forbid(unsafe_code)]
spectable::model! {
    pub unsafe struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {}
