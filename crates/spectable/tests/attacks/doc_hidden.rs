//~ error: no rules expected
// An attribute that begins like a doc comment.
#![forbid(unsafe_code)]
spectable::model! {
    #[doc(hidden)]
    pub struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {}
